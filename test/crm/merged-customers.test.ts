import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createCrm,
  foldProfile,
  memoryStore,
  viewCustomer,
  type CustomerEvent,
  type CustomersMerged,
  type CustomersSplit,
} from "setia";
import { mergedCustomers } from "setia/profile";
import { instants, withShuffle } from "../arbitraries";
import { eventOf } from "../events/any-event";

const END = new Date("2027-06-01T00:00:00Z");
const IDS = ["ani", "ani-2", "ani-3", "budi"] as const;

function merge(id: string, customerId: string, others: string[], at = END): CustomersMerged {
  return { id, type: "customers_merged", customerId, at, mergedCustomerIds: others, by: "rule" };
}
function split(id: string, mergeId: string, customerId: string, at = END): CustomersSplit {
  return { id, type: "customers_split", customerId, at, mergeId, by: "staff" };
}
function order(customerId: string, orderId: string, day: string, total = 1000): CustomerEvent {
  return {
    ...{ id: `${customerId}-${orderId}`, type: "order_completed", customerId, orderId, total },
    ...{ at: new Date(`${day}T05:00:00Z`), currency: "IDR" },
  };
}

/** Logs of several customers, ids of events all different. */
const logs: fc.Arbitrary<CustomerEvent[]> = fc
  .array(
    fc.record({
      event: fc.oneof(
        eventOf("customer_identified"),
        eventOf("interaction_logged"),
        eventOf("feedback_received"),
        eventOf("consent_changed"),
        eventOf("order_completed").map((event) => ({ ...event, currency: "IDR", total: 100 })),
      ),
      customerId: fc.constantFrom(...IDS),
      at: instants,
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((all) =>
    all.map(({ event, customerId, at }, index): CustomerEvent => {
      const plain = Object.fromEntries(
        Object.entries(event).filter(([name]) => name !== "recordedAt" && name !== "until"),
      );
      const own = { ...plain, id: `e${String(index)}`, customerId, at } as unknown as CustomerEvent;
      return own.type === "order_completed" ? { ...own, orderId: `o${String(index % 5)}` } : own;
    }),
  );

/** Merges of the three who may be one. */
const merges: fc.Arbitrary<CustomersMerged[]> = fc
  .array(fc.tuple(fc.constantFrom(...IDS.slice(0, 3)), fc.constantFrom(...IDS.slice(0, 3))), {
    minLength: 1,
    maxLength: 4,
  })
  .map((pairs) =>
    pairs
      .filter(([a, b]) => a !== b)
      .map(([a, b], index) => merge(`m${String(index)}`, a, [b], new Date(END.getTime() - index))),
  );

async function crmWith(events: readonly CustomerEvent[]): Promise<ReturnType<typeof createCrm>> {
  const crm = createCrm({ store: memoryStore(), timeZone: "Asia/Jakarta", currency: "IDR" });
  await crm.record(events);
  return crm;
}

/** What is known of everybody, as bytes. */
async function everything(crm: ReturnType<typeof createCrm>): Promise<string> {
  const all: unknown[] = [];
  for await (const view of crm.customers({ asOf: END })) all.push(view);
  return JSON.stringify(all);
}

describe("merged customers", () => {
  it("are seen as one under every id, once in all lists, and their orders are counted, not added", async () => {
    const crm = await crmWith([
      order("ani", "o1", "2026-01-05"),
      order("ani", "o2", "2026-02-05"),
      order("ani-2", "o2", "2026-02-05"),
      order("ani-2", "o3", "2026-03-05"),
      order("budi", "o4", "2026-03-05"),
      {
        ...order("ani-2", "x", "2026-04-01"),
        type: "referral_converted",
        referredCustomerId: "ani",
      },
    ]);
    await crm.refit({ asOf: END });
    expect((await crm.customer("ani-2", { asOf: END })).purchases?.orders).toBe(2);
    await crm.record([merge("m", "ani", ["ani-2"], new Date("2026-05-01"))]);
    for (const id of ["ani", "ani-2"]) {
      const view = await crm.customer(id, { asOf: END });
      expect(view.customerId).toBe("ani");
      expect(view.profile.customerIds).toEqual(["ani", "ani-2"]);
      // The order that both logs hold is one.
      expect(view.purchases).toMatchObject({ orders: 3, purchaseDays: 3, revenue: 3000 });
      expect(view.loyalty).toMatchObject({ customerId: "ani", stage: "repeat" });
    }
    // Before the merge they are two.
    const before = new Date("2026-04-30");
    expect((await crm.customer("ani-2", { asOf: before })).customerId).toBe("ani-2");
    const report = await crm.report({ asOf: END });
    expect(report).toMatchObject({ customers: 2, orders: 4, revenue: 4000 });
    expect((await crm.refit({ asOf: END })).customers).toBe(2);
    const decided: string[] = [];
    for await (const decision of crm.decideAll({ asOf: END })) decided.push(decision.customerId);
    expect(decided).toEqual(["ani", "budi"]);
    // Also where only their log says so.
    await crm.record([split("s", "m", "budi", new Date("2026-06-01"))]);
    expect((await crm.customer("ani", { asOf: END })).purchases?.orders).toBe(2);
    expect((await crm.refit({ asOf: END })).customers).toBe(3);
    expect(await crm.recommend({ basket: ["x"], customerId: "ani-2", asOf: END })).toEqual([]);
  });

  it("may stay under an id that has no other events", async () => {
    const crm = await crmWith([order("ani", "o1", "2026-01-05"), merge("m", "master", ["ani"])]);
    expect((await crm.customer("ani", { asOf: END })).customerId).toBe("master");
    await crm.record([split("s", "m", "master")]);
    expect((await crm.customer("ani", { asOf: END })).customerId).toBe("ani");
    await expect(crm.customer("master", { asOf: END })).rejects.toThrow("no event");
  });

  it("come apart again exactly, byte for byte, whatever was merged and wherever the split is written", async () => {
    await fc.assert(
      fc.asyncProperty(logs, merges, fc.constantFrom(...IDS), async (events, all, where) => {
        const untouched = await everything(await crmWith(events));
        const crm = await crmWith([...events, ...all]);
        await crm.record(all.map((one, index) => split(`s${String(index)}`, one.id, where)));
        expect(await everything(crm)).toBe(untouched);
      }),
      { numRuns: 30 },
    );
  });

  it("are the same in whatever order merges come, and however often", async () => {
    await fc.assert(
      fc.asyncProperty(logs, withShuffle(merges), async (events, [all, shuffled]) => {
        const given = await crmWith([...events, ...all]);
        const once = await everything(given);
        expect(await everything(await crmWith([...shuffled, ...events]))).toBe(once);
        await given.record(all);
        await given.record(all.map((one) => ({ ...one, id: `again-${one.id}` })));
        expect(await everything(given)).toBe(once);
      }),
      { numRuns: 30 },
    );
  });

  it("do not depend on when the merges were made, but on which stand", () => {
    fc.assert(
      fc.property(withShuffle(merges), ([all, shuffled]) => {
        const times = all.map(({ at }) => at);
        const dated = shuffled.map((one, index) => ({ ...one, at: times[index] ?? END }));
        const [a, b] = [mergedCustomers(all), mergedCustomers(dated)];
        for (const id of IDS) {
          expect(b.survivorId(id)).toBe(a.survivorId(id));
          expect(b.idsOf(id)).toEqual(a.idsOf(id));
          expect(a.idsOf(a.survivorId(id))).toContain(id);
        }
      }),
    );
  });

  it("fold as the union of their logs does", () => {
    fc.assert(
      fc.property(logs, (events) => {
        fc.pre(events.some(({ customerId }) => customerId !== "budi"));
        const own = events.filter(({ customerId }) => customerId !== "budi");
        const tie = merge("m", "ani", ["ani-2", "ani-3"]);
        const merged = viewCustomer({ events: [...own, tie] }, { asOf: END });
        const as = own.map((event) => ({ ...event, customerId: "ani" }));
        const union = viewCustomer({ events: as }, { asOf: END });
        const { profile: a, ...rest } = merged;
        const { profile: b, ...other } = union;
        expect(rest).toEqual(other);
        expect(a.name?.value).toBe(b.name?.value);
        expect(a.communication).toEqual(b.communication);
        expect(foldProfile([tie, ...own].reverse(), { asOf: END })).toEqual(a);
      }),
    );
  });
});
