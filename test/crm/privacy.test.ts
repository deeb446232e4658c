import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createCrm,
  decisionEvent,
  DEFAULT_TACTIC_POLICY,
  describeDecision,
  explain,
  memoryStore,
  type Crm,
  type CustomerEvent,
  type CustomerStore,
  type Decision,
  type Reason,
} from "setia";
import { decodeEvent, type EncodedEvent } from "setia/store";
import { anyEvent } from "../events/any-event";

const asOf = new Date("2026-06-01T05:00:00Z");
const daysAgo = (days: number): Date => new Date(asOf.getTime() - days * 86_400_000);
const SECRET = "Qx7secretQx7";

const ani: CustomerEvent[] = [
  {
    ...{ id: "1", type: "customer_identified", customerId: `ani-${SECRET}`, at: daysAgo(300) },
    traits: {
      name: `Ani ${SECRET}`,
      email: `ani.${SECRET}@toko.co.id`,
      phone: "0812-8400-5577",
      pains: [`=cmd|"${SECRET}"`],
    },
    source: SECRET,
  },
  {
    ...{
      id: `2-${SECRET}`,
      type: "order_completed",
      customerId: `ani-${SECRET}`,
      at: daysAgo(200),
    },
    ...{ orderId: `o-${SECRET}`, currency: "IDR", total: 5000 },
    lines: [{ sku: "soda", quantity: 2, unitPrice: 2500 }],
  },
  {
    ...{ id: "3", type: "interaction_logged", customerId: `ani2-${SECRET}`, at: daysAgo(100) },
    ...{ channel: "whatsapp", direction: "inbound", topic: SECRET, summary: `a, "b"\r\n${SECRET}` },
  },
  {
    ...{ id: "4", type: "feedback_received", customerId: `ani2-${SECRET}`, at: daysAgo(90) },
    ...{ kind: "csat", score: 2, text: SECRET },
  },
  {
    ...{ id: "5", type: "order_completed", customerId: `ani2-${SECRET}`, at: daysAgo(80) },
    ...{ orderId: `p-${SECRET}`, currency: "IDR", total: 700 },
  },
  {
    ...{ id: "6", type: "consent_changed", customerId: `ani2-${SECRET}`, at: daysAgo(80) },
    ...{
      purpose: "marketing",
      channel: "email",
      status: "granted",
      proof: { method: "web_form", ipAddress: SECRET },
    },
  },
  {
    ...{ id: "7", type: "customers_merged", customerId: `ani-${SECRET}`, at: daysAgo(70) },
    ...{ mergedCustomerIds: [`ani2-${SECRET}`], by: SECRET, reason: SECRET },
  },
];
const budi: CustomerEvent[] = [
  {
    ...{ id: "8", type: "order_completed", customerId: "budi", at: daysAgo(10) },
    ...{ orderId: "o8", currency: "IDR", total: 900 },
  },
  {
    ...{ id: "9", type: "referral_made", customerId: "budi", at: daysAgo(9) },
    referredCustomerId: `ani2-${SECRET}`,
  },
];

async function filled(): Promise<{ crm: Crm; store: CustomerStore }> {
  const store = memoryStore();
  const crm = createCrm({ store, timeZone: "Asia/Jakarta", currency: "IDR", clock: () => asOf });
  await crm.record([...ani, ...budi]);
  await crm.refit();
  return { crm, store };
}

async function dump(store: CustomerStore): Promise<string> {
  const all: unknown[] = [await store.listCustomers()];
  for await (const { events } of store.scan()) all.push(events);
  all.push(await store.loadModel("models"));
  return JSON.stringify(all);
}

describe("exportCustomer", () => {
  it("gives everything known, under all ids, as JSON and CSV", async () => {
    const { crm } = await filled();
    const exported = await crm.exportCustomer(`ani2-${SECRET}`);
    expect(exported.customerIds).toHaveLength(2);
    const json = JSON.parse(exported.json) as { events: unknown[]; view: Record<string, unknown> };
    expect(json.events).toHaveLength(ani.length);
    expect(json.view).toMatchObject({
      segment: expect.any(String) as string,
      purchases: { orders: 2 },
    });
    const rows = parse<Record<string, string>>(exported.csv, { columns: true });
    const of = (id: string, field: string): string | undefined =>
      rows.find((row) => row["id"] === id && row["field"] === field)?.["value"];
    expect(of("1", "traits.name")).toBe(`Ani ${SECRET}`);
    expect(of("3", "summary")).toBe(`a, "b"\r\n${SECRET}`);
    expect(of("6", "proof.ipAddress")).toBe(SECRET);
    expect(of(`2-${SECRET}`, "lines.0.unitPrice")).toBe("2500");
    expect(rows.some((row) => row["part"] === "computed" && row["field"] === "loyalty.stage")).toBe(
      true,
    );
    // No spreadsheet takes it for a formula.
    expect(of("1", "traits.pains.0")).toBe(`'=cmd|"${SECRET}"`);
  });

  it("leaves out no single value of any event", async () => {
    await fc.assert(
      fc.asyncProperty(anyEvent, async (given) => {
        fc.pre(given.type !== "customers_merged" && given.type !== "customers_split");
        const crm = createCrm({
          store: memoryStore(),
          timeZone: "UTC",
          currency: "IDR",
          convert: (amount) => amount,
        });
        await crm.record([given]);
        const { csv, json } = await crm.exportCustomer(given.customerId, { asOf: given.at });
        const values: string[] = [];
        const collect = (value: unknown): void => {
          if (value instanceof Date) values.push(value.toISOString());
          else if (typeof value === "string") values.push(value);
          else if (typeof value === "object" && value !== null)
            Object.values(value).forEach(collect);
        };
        collect(given);
        // As they are, and without the quote that keeps a spreadsheet from taking one for a formula.
        const cells = new Set(
          parse(csv)
            .flat()
            .flatMap((cell) => [cell, cell.replace(/^'(?=[=@\t\r+-])/u, "")]),
        );
        for (const value of values) {
          if (value === given.customerId) continue;
          expect(cells.has(value)).toBe(true);
          expect(json).toContain(JSON.stringify(value).slice(1, -1));
        }
      }),
      { numRuns: 50 },
    );
  });

  it("shows every decision that was recorded, with its arm and all of its reasons, under all ids", async () => {
    const policy = {
      ...DEFAULT_TACTIC_POLICY,
      holdout: { salt: "s", all: 0.2, perTactic: 0.2 },
    };
    const settings = { timeZone: "Asia/Jakarta", currency: "IDR", tacticPolicy: policy };
    const crm = createCrm({ ...settings, store: memoryStore() });
    const ids = Array.from({ length: 40 }, (_, index) => `c${String(index)}`);
    await crm.record(
      ids.flatMap((customerId, index): CustomerEvent[] => [
        {
          ...{
            id: `known-${customerId}`,
            type: "customer_identified",
            customerId,
            at: daysAgo(400),
          },
          traits: { email: `${customerId}@toko.id` },
        },
        {
          ...{
            id: `bought-${customerId}`,
            type: "order_completed",
            customerId,
            at: daysAgo(10 + index * 5),
          },
          ...{ orderId: `o-${customerId}`, currency: "IDR", total: 5000 },
        },
        {
          ...{ id: `said-${customerId}`, type: "consent_changed", customerId, at: daysAgo(400) },
          ...{ purpose: "marketing", channel: "email" },
          ...{ status: index % 5 === 0 ? "withdrawn" : "granted", proof: { method: "web_form" } },
        },
      ]),
    );
    await crm.refit({ asOf });

    // One alone and all together, by day, by night and when the caps are full.
    const made: Decision[] = [];
    const record = async (decision: Decision): Promise<void> => {
      made.push(decision);
      if (decision.status !== "act" && decision.status !== "hold_out") return;
      await crm.record([decisionEvent(decision)]);
    };
    await record(await crm.decide("c8", { asOf: daysAgo(1) }));
    for (const when of [asOf, daysAgo(-0.5), daysAgo(-1), daysAgo(-45)]) {
      const decided: Decision[] = [];
      for await (const { full } of crm.decideAll({ asOf: when, explain: () => true })) {
        if (full !== undefined) decided.push(full);
      }
      for (const decision of decided) await record(decision);
    }
    const statuses = new Set(made.map(({ status }) => status));
    expect([...statuses].sort()).toEqual(["act", "defer", "hold_out", "none"]);

    const end = daysAgo(-50);
    await crm.record([
      {
        ...{ id: "merged", type: "customers_merged", customerId: "c8", at: daysAgo(-49) },
        ...{ mergedCustomerIds: ["c9"], by: "staff" },
      },
    ]);
    const sorted = (texts: readonly string[]): string[] => [...texts].sort();
    for (const customerId of ids) {
      const exported = await crm.exportCustomer(customerId, { asOf: end });
      const own = made.filter((decision) => exported.customerIds.includes(decision.customerId));
      const { events } = JSON.parse(exported.json) as { events: EncodedEvent[] };
      const told = events
        .map((event) => decodeEvent(event))
        .flatMap((event) => (event.type === "tactic_decided" ? [event] : []));
      // What came to nothing was no decision about the person to keep; all others are there, once.
      const kept = own.flatMap((decision) =>
        decision.status === "act" || decision.status === "hold_out" ? [decision] : [],
      );
      expect(sorted(told.map(({ decisionId }) => decisionId))).toEqual(
        sorted(kept.map(({ id }) => id)),
      );
      const rows = parse<Record<string, string>>(exported.csv, { columns: true });
      for (const decision of kept) {
        const { id, status, reasons, tactic } = decision;
        const one = told.find(({ decisionId }) => decisionId === id);
        expect(reasons.length).toBeGreaterThan(0);
        expect(one).toMatchObject({
          tactic: tactic.id,
          arm: status === "act" ? "treatment" : "holdout",
          at: decision.asOf,
          policyVersion: policy.version,
          reasons,
        });
        if (status === "hold_out") {
          expect(one?.holdout).toBe(decision.holdout);
          expect(reasons.at(-1)?.code).toMatch(/^tactics\.held_out/u);
        }
        const inTable = new Map(
          rows.flatMap(({ part, id: event, field = "", value }) =>
            part === "tactic_decided" && event === `decided:${id}` ? [[field, value]] : [],
          ),
        );
        expect(inTable.get("arm")).toBe(one?.arm);
        for (const [index, { code, params }] of reasons.entries()) {
          const at = `reasons.${String(index)}`;
          expect(inTable.get(`${at}.code`)).toBe(code);
          for (const [name, value] of Object.entries(params)) {
            expect(inTable.get(`${at}.params.${name}`)).toBe(String(value));
          }
        }
        // In words it says what the shop's own people were told.
        const words = one?.reasons.map((given) => explain(given as Reason, "en"));
        expect(words).toEqual(describeDecision(decision, { language: "en" }).reasons);
      }
    }
  });

  it("knows nothing of somebody unknown", async () => {
    const { crm } = await filled();
    await expect(crm.exportCustomer("nobody")).rejects.toThrow("exportCustomer: there is no event");
  });
});

describe("eraseCustomer", () => {
  it.each([`ani-${SECRET}`, `ani2-${SECRET}`])(
    "leaves nothing personal, asked for as %s",
    async (id) => {
      const { crm, store } = await filled();
      const before = await crm.report();
      const { pseudonyms, ...counts } = await crm.eraseCustomer(id);
      expect(counts).toEqual({ removed: 5, anonymized: 2, rewritten: 1 });
      expect(pseudonyms).toHaveLength(2);
      const left = await dump(store);
      expect(left).not.toContain(SECRET);
      expect(left).not.toContain("0812");
      const after = await crm.report();
      expect([after.orders, after.revenue]).toEqual([before.orders, before.revenue]);
      await expect(crm.customer(id)).rejects.toThrow("no event");
      await expect(crm.record(ani.slice(0, 1))).rejects.toThrow("erased");
      // Once more is fine.
      expect(await crm.eraseCustomer(id)).toMatchObject({ removed: 0, anonymized: 0 });
    },
  );

  it("uses no model that still names the person", async () => {
    const { crm } = await filled();
    await crm.customer("budi");
    await crm.eraseCustomer(`ani-${SECRET}`);
    expect(JSON.stringify(await crm.customer("budi"))).not.toContain(SECRET);
  });

  it("leaves nothing of any kind of event", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent, { minLength: 1, maxLength: 5 }), async (given) => {
        const store = memoryStore();
        const crm = createCrm({
          store,
          timeZone: "UTC",
          currency: "IDR",
          convert: (amount) => amount,
        });
        const own = given.map((event, index) => ({
          ...event,
          ...("orderId" in event ? { orderId: `o-${SECRET}` } : {}),
          ...("complaintId" in event ? { complaintId: `c-${SECRET}` } : {}),
          ...("decisionId" in event ? { decisionId: `d-${SECRET}` } : {}),
          ...("text" in event ? { text: SECRET } : {}),
          ...("reason" in event ? { reason: SECRET } : {}),
          ...("by" in event ? { by: SECRET } : {}),
          ...("source" in event ? { source: SECRET } : {}),
          id: `${String(index)}-${SECRET}`,
          customerId: `ani-${SECRET}`,
        })) as CustomerEvent[];
        await crm.record(own);
        await crm.anonymizeCustomer(`ani-${SECRET}`);
        expect(await dump(store)).not.toContain(SECRET);
      }),
    );
  });
});

describe("anonymizeCustomer", () => {
  it("keeps how they behaved, and nothing of who they are", async () => {
    const { crm, store } = await filled();
    const { pseudonyms, ...counts } = await crm.anonymizeCustomer(`ani-${SECRET}`);
    expect(counts).toEqual({ removed: 3, anonymized: 4, rewritten: 1 });
    expect(await dump(store)).not.toContain(SECRET);
    const [, second] = pseudonyms;
    const kept = await store.read(second ?? "");
    expect(kept.map(({ type }) => type)).toEqual([
      "interaction_logged",
      "feedback_received",
      "order_completed",
    ]);
    expect(kept[1]).toMatchObject({ kind: "csat", score: 2, at: daysAgo(90) });
  });
});

describe("retentionDue", () => {
  const due = async (crm: Crm, when: Date): Promise<string[]> => {
    const all: string[] = [];
    for await (const { customerId } of crm.retentionDue({ asOf: when })) all.push(customerId);
    return all;
  };

  it("names who was not heard of for long enough, of merged ones by the last of all", async () => {
    const store = memoryStore();
    const crm = createCrm({ store, timeZone: "UTC", currency: "IDR", retentionDays: 365 });
    await crm.record([...ani, ...budi]);
    const day = (days: number): Date => new Date(daysAgo(0).getTime() + days * 86_400_000);
    expect(await due(crm, day(365 - 81))).toEqual([]);
    // The last that she did herself was 80 days ago, under her other id.
    expect(await due(crm, day(365 - 80))).toEqual([`ani-${SECRET}`]);
    expect(await due(crm, day(365 - 9))).toEqual([`ani-${SECRET}`, "budi"]);
    for await (const one of crm.retentionDue({ asOf: day(365 - 80) })) {
      expect(one.lastActiveAt).toEqual(daysAgo(80));
      expect(one.dueAt <= day(365 - 80)).toBe(true);
      expect(one.reasons).toHaveLength(1);
    }
    await crm.eraseCustomer(`ani-${SECRET}`);
    expect(await due(crm, day(4000))).toEqual(["budi"]);
  });

  it("refuses a time that keeps nothing", () => {
    const make = (): unknown =>
      createCrm({ store: memoryStore(), timeZone: "UTC", currency: "IDR", retentionDays: 0 });
    expect(make).toThrow("retentionDays is 0");
  });
});
