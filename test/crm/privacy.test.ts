import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCrm, memoryStore, type Crm, type CustomerEvent, type CustomerStore } from "setia";
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
  for (const name of ["rfm", "cross_sell"]) all.push(await store.loadModel(name));
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
        const cells = new Set(
          parse(csv)
            .flat()
            .map((cell) => cell.replace(/^'(?=[=@\t\r+-])/u, "")),
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
      expect(counts).toEqual({ removed: 5, anonymized: 2, rewritten: 2 });
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
    expect(counts).toEqual({ removed: 3, anonymized: 4, rewritten: 2 });
    expect(await dump(store)).not.toContain(SECRET);
    const [second] = pseudonyms;
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
