import { describe, expect, it } from "vitest";
import {
  createCrm,
  decisionEvent,
  DEFAULT_TACTIC_POLICY,
  memoryStore,
  TACTICS,
  type Crm,
  type CustomerEvent,
  type Progress,
} from "setia";

// Noon in Jakarta, so that nothing waits for the morning.
const asOf = new Date("2026-06-30T05:00:00Z");
const daysAgo = (days: number): Date => new Date(asOf.getTime() - days * 86_400_000);

function order(
  customerId: string,
  days: number,
  skus: readonly string[],
  total = 1000,
): CustomerEvent {
  const id = `${customerId}-${String(days)}`;
  return {
    id,
    type: "order_completed",
    customerId,
    at: daysAgo(days),
    orderId: id,
    currency: "IDR",
    total,
    lines: skus.map((sku) => ({ sku, quantity: 1, unitPrice: total })),
  };
}

const events: CustomerEvent[] = [
  ...[5, 15, 25, 35, 45].map((days) => order("ani", days, ["soda", "chips"])),
  order("budi", 100, ["phone"], 90_000),
  order("citra", 300, ["phone"], 80_000),
  order("later", -10, ["soda"]),
  {
    id: "eko",
    type: "customer_identified",
    customerId: "eko",
    at: daysAgo(3),
    traits: { name: "Eko" },
  },
  {
    id: "citra-known",
    type: "customer_identified",
    customerId: "citra",
    at: daysAgo(300),
    traits: { email: "citra@toko.id", phone: "+628128405577" },
  },
  {
    id: "citra-agreed",
    type: "consent_changed",
    customerId: "citra",
    at: daysAgo(300),
    purpose: "marketing",
    channel: "any",
    status: "granted",
    proof: { method: "web_form" },
  },
];

/** Nobody is held out, and nothing is capped, so that what comes next can be seen. */
const tacticPolicy = { ...DEFAULT_TACTIC_POLICY, holdout: null, caps: [], spacingHours: {} };

async function filled(): Promise<Crm> {
  const crm = createCrm({
    store: memoryStore(),
    timeZone: "Asia/Jakarta",
    currency: "IDR",
    mining: { minCount: 5 },
    tacticPolicy,
  });
  await crm.record(events);
  return crm;
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

describe("createCrm", () => {
  it("records, fits, and tells everything of a customer", async () => {
    const crm = await filled();
    const report = await crm.refit({ asOf });
    expect(report).toMatchObject({ customers: 3, rules: 2, orders: { orders: 7, counted: 7 } });
    const ani = await crm.customer("ani", { asOf });
    expect(ani).toMatchObject({ segment: "champions", timeZone: "Asia/Jakarta" });
    expect(ani.loyalty.stage).toBe("repeat");
    expect((await crm.customer("eko", { asOf })).segment).toBe("prospect");
  });

  it("decides for one and for all, in order, as of the instant", async () => {
    const crm = await filled();
    await crm.refit({ asOf });
    const decisions = await all(crm.decideAll({ asOf }));
    expect(decisions.map((decision) => decision.customerId)).toEqual([
      "ani",
      "budi",
      "citra",
      "eko",
    ]);
    for (const { customerId, id, status } of decisions) {
      expect(await crm.decide(customerId, { asOf })).toMatchObject({ id, status });
    }
    expect(decisions.map(({ tactic }) => tactic)).toContain("win.offer");
    const told = await all(crm.decideAll({ asOf, explain: (id) => id === "citra" }));
    expect(told.map(({ full }) => full?.customerId)).toEqual([
      undefined,
      undefined,
      "citra",
      undefined,
    ]);
    expect(told[2]?.full).toEqual(await crm.decide("citra", { asOf }));
    expect((await all(crm.customers({ asOf }))).map((view) => view.customerId)).toHaveLength(4);
  });

  it("divides the base, every customer once in every table", async () => {
    const crm = await filled();
    const before = await crm.report({ asOf });
    expect(before.segments).toEqual([]);
    await crm.refit({ asOf });
    const report = await crm.report({ asOf });
    expect(report).toMatchObject({
      customers: 4,
      orders: 7,
      revenue: 175_000,
      currency: "IDR",
      asOf,
    });
    for (const table of [report.segments, report.stages, report.activities]) {
      expect(table.reduce((sum, row) => sum + row.customers, 0)).toBe(4);
      expect(table.reduce((sum, row) => sum + row.revenue, 0)).toBe(175_000);
    }
    expect(report.activities.map((row) => row.name)).toEqual([
      "active",
      "overdue",
      "lapsed",
      "lost",
    ]);
  });

  it("recommends for a basket, and for a customer's basket", async () => {
    const crm = await filled();
    expect(await crm.recommend({ basket: ["soda"], asOf })).toEqual([]);
    await crm.refit({ asOf });
    const forAnyone = await crm.recommend({ basket: ["soda"], asOf, limit: 1 });
    expect(forAnyone[0]?.sku).toBe("chips");
    const forAni = await crm.recommend({ basket: ["soda"], customerId: "ani", asOf, limit: 1 });
    expect(forAni[0]?.sku).toBe("phone");
    expect(
      await crm.recommend({ basket: ["soda"], asOf, limit: 1, exclude: ["chips"] }),
    ).toMatchObject([{ sku: "phone" }]);
  });

  it("takes over the shop's own rules, products, segments, policies and tactics", async () => {
    const crm = createCrm({
      store: memoryStore(),
      timeZone: "UTC",
      currency: "IDR",
      clock: () => asOf,
      rules: [{ when: { inBasket: ["soda"] }, offer: { sku: "rice" } }],
      products: new Map([["rice", { sku: "rice", name: "Rice" }]]),
      segments: [{ segment: "everybody", recency: [1, 5], frequency: [1, 5] }],
      catalogue: [],
    });
    await crm.record(events);
    await crm.refit();
    const name: "everybody" | "prospect" | undefined = (await crm.customer("ani")).segment;
    expect(name).toBe("everybody");
    expect(await crm.recommend({ basket: ["soda"] })).toMatchObject([
      { sku: "rice", name: "Rice" },
    ]);
    expect(await crm.decide("ani")).toMatchObject({ status: "none", candidates: [] });
  });

  it("holds to the shop's own rules and segments before any refit, and whoever fitted", async () => {
    const store = memoryStore();
    const settings = { store, timeZone: "UTC", currency: "IDR", clock: () => asOf };
    const rules = [{ when: { inBasket: ["soda"] }, offer: { sku: "rice" } }];
    expect(await createCrm({ ...settings, rules }).recommend({ basket: ["soda"] })).toMatchObject([
      { sku: "rice" },
    ]);
    const nightly = createCrm(settings);
    await nightly.record(events);
    await nightly.refit();
    const segments = [{ segment: "everybody", recency: [1, 5], frequency: [1, 5] }] as const;
    const shop = createCrm({ ...settings, rules, segments });
    expect((await shop.customer("ani")).segment).toBe("everybody");
    expect((await shop.recommend({ basket: ["soda"] }))[0]?.sku).toBe("rice");
  });

  it("uses models that another workspace has fitted, once told to look", async () => {
    const store = memoryStore();
    const settings = { store, timeZone: "UTC", currency: "IDR" };
    const [nightly, shop] = [createCrm(settings), createCrm(settings)];
    await nightly.record(events);
    expect((await shop.customer("ani", { asOf })).segment).toBeUndefined();
    await nightly.refit({ asOf });
    expect((await shop.customer("ani", { asOf })).segment).toBeUndefined();
    await shop.reloadModels();
    expect((await shop.customer("ani", { asOf })).segment).toBe("champions");
  });

  it("asks the store again after it has failed, and keeps good models when it fails", async () => {
    const store = memoryStore();
    let broken = true;
    const shaky = {
      ...store,
      loadModel: (name: string) =>
        broken ? Promise.reject(new Error("network")) : store.loadModel(name),
    };
    const crm = createCrm({ store: shaky, timeZone: "UTC", currency: "IDR", clock: () => asOf });
    await crm.record(events);
    await expect(crm.customer("ani")).rejects.toThrow("network");
    broken = false;
    await crm.customer("ani");
    await crm.refit();
    broken = true;
    await expect(crm.reloadModels()).rejects.toThrow("network");
    expect((await crm.customer("ani")).segment).toBe("champions");
  });

  it("never puts older models in the place of those of a refit that ended meanwhile", async () => {
    const store = memoryStore();
    const answers: (() => void)[] = [];
    let isSlow = true;
    const loadModel: typeof store.loadModel = (name, options) =>
      isSlow
        ? new Promise((resolve) => answers.push(() => resolve(undefined)))
        : store.loadModel(name, options);
    const settings = { timeZone: "UTC", currency: "IDR", clock: () => asOf };
    const late = createCrm({ ...settings, store: { ...store, loadModel } });
    await late.record(events);
    const waiting = late.customer("ani");
    while (answers.length === 0) await Promise.resolve();
    isSlow = false;
    await late.refit();
    for (const answer of answers) answer();
    await waiting;
    expect((await late.customer("ani")).segment).toBe("champions");
  });

  it("recommends to somebody who has just come in", async () => {
    const crm = await filled();
    await crm.refit({ asOf });
    expect(
      await crm.recommend({ basket: ["soda"], customerId: "new", asOf, limit: 1 }),
    ).toMatchObject([{ sku: "chips" }]);
  });

  it("closes the loop: what was sent is not sent again, and can be recorded twice at one instant", async () => {
    const crm = await filled();
    await crm.refit({ asOf });
    const tactics: string[] = [];
    for (let round = 0; round < 3; round++) {
      const decision = await crm.decide("citra", { asOf });
      if (decision.status !== "act") break;
      tactics.push(decision.tactic.id);
      const sent = {
        id: `sent:${decision.id}`,
        customerId: "citra",
        at: asOf,
        decisionId: decision.id,
      };
      await crm.record([decisionEvent(decision), { ...sent, type: "tactic_delivered" }]);
    }
    expect(tactics[0]).toBe("win.offer");
    expect(new Set(tactics).size).toBe(tactics.length);
  });

  it("tells how far long work has come, and stops when told to", async () => {
    const crm = await filled();
    const news: Progress[] = [];
    await crm.refit({ asOf, onProgress: (progress) => news.push(progress) });
    expect(news.map(({ stage, done, total }) => [stage, done, total])).toEqual([
      ["read", events.length, undefined],
      ...[1, 2, 3, 4, 5, 6].map((done) => ["fit", done, 6]),
      ["save", 1, 1],
    ]);
    await crm.report({ asOf, onProgress: (progress) => news.push(progress) });
    expect(news.at(-1)).toEqual({ stage: "customers", done: 5, total: 5 });
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(crm.refit({ asOf, signal })).rejects.toThrow("enough");
    await expect(all(crm.decideAll({ asOf, signal }))).rejects.toThrow("enough");
  });
});

describe("what createCrm refuses", () => {
  it("refuses bad events whole, with every issue", async () => {
    const crm = await filled();
    const bad = [order("dewi", 1, []), { ...order("dewi", 2, []), total: Number.NaN }];
    await expect(crm.record(bad)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      issues: [{ path: ["events", 1, "total"] }],
    });
    await expect(crm.customer("dewi", { asOf })).rejects.toMatchObject({
      code: "UNKNOWN_CUSTOMER",
    });
  });

  it("refuses a fact that contradicts one that is there", async () => {
    const crm = await filled();
    const changed = { ...order("ani", 5, ["soda", "chips"]), total: 1 };
    await expect(crm.record([changed])).rejects.toMatchObject({ code: "EVENT_CONFLICT" });
  });

  it("refuses to fit on nobody, and leaves the old models in use", async () => {
    const crm = await filled();
    await crm.refit({ asOf });
    await expect(crm.refit({ asOf: daysAgo(3650) })).rejects.toMatchObject({ code: "EMPTY_BASE" });
    expect((await crm.customer("ani", { asOf })).segment).toBe("champions");
    const empty = createCrm({ store: memoryStore(), timeZone: "UTC", currency: "IDR" });
    await expect(empty.refit({ asOf })).rejects.toThrow(/refit: of 0 orders none counts/);
    expect(await empty.report({ asOf })).toMatchObject({ customers: 0, revenue: 0 });
  });

  it("refuses unknown ids, a missing instant, a zone and a currency that are none", async () => {
    const crm = await filled();
    await expect(crm.customer("nobody", { asOf })).rejects.toThrow(
      /no event of "nobody" up to 2026-06-30/,
    );
    await expect(crm.decide("later", { asOf })).rejects.toMatchObject({ code: "UNKNOWN_CUSTOMER" });
    await expect(crm.customer("ani")).rejects.toMatchObject({ code: "AS_OF_MISSING" });
    await expect(crm.report()).rejects.toThrow(/report: neither asOf nor a clock/);
    await expect(crm.customer("ani", { asOf: new Date("x") })).rejects.toMatchObject({
      code: "INVALID_INSTANT",
    });
    const create = (timeZone: string, currency: string) => () =>
      createCrm({ store: memoryStore(), timeZone, currency });
    expect(create("Mars", "IDR")).toThrow(expect.objectContaining({ code: "INVALID_TIME_ZONE" }));
    expect(create("UTC", "Rp")).toThrow(expect.objectContaining({ code: "UNKNOWN_CURRENCY" }));
  });

  it("refuses orders of another currency, unless told how to convert", async () => {
    const settings = { timeZone: "UTC", currency: "IDR" };
    const dollars = { ...order("ani", 1, []), currency: "USD" } as CustomerEvent;
    const crm = await filled();
    await expect(crm.record([order("ani", 2, []), dollars])).rejects.toMatchObject({
      code: "MIXED_CURRENCIES",
      issues: [{ path: ["events", 1, "currency"] }],
    });
    // Another program may have put it there.
    const store = memoryStore();
    await store.append([order("budi", 2, []), dollars]);
    const { customers, leftAside } = await createCrm({ ...settings, store }).refit({ asOf });
    expect(customers).toBe(1);
    expect(leftAside.map(({ customerId, code }) => [customerId, code])).toEqual([
      ["ani", "MIXED_CURRENCIES"],
    ]);
    expect(leftAside[0]?.message).toContain(
      'order "ani-1" of customer "ani") is in "USD" among IDR',
    );
    const convert = (amount: number): number => amount * 16_000;
    const converting = createCrm({ ...settings, store: memoryStore(), convert });
    await converting.record([dollars]);
    await converting.refit({ asOf });
    expect((await converting.customer("ani", { asOf })).purchases?.revenue).toBe(16_000_000);
    const noRate = createCrm({ ...settings, store: memoryStore(), convert: () => NaN });
    await expect(noRate.record([dollars])).rejects.toMatchObject({ code: "INVALID_AMOUNT" });
  });

  it("refuses rules, segments, tactics, a policy and products that are none", () => {
    const create = (more: object) => () =>
      createCrm({ store: memoryStore(), timeZone: "UTC", currency: "IDR", ...more });
    const refused = (code: string): unknown => expect.objectContaining({ code });
    expect(create({ rules: [{ when: { inBasket: [] }, offer: { sku: "a" } }] })).toThrow(
      refused("INVALID_RULES"),
    );
    expect(create({ segments: [] })).toThrow(refused("INVALID_SEGMENTS"));
    expect(create({ catalogue: [{ ...TACTICS[0], baseRate: 90 }] })).toThrow(
      refused("INVALID_TACTICS"),
    );
    expect(create({ tacticPolicy: { marginRate: 0.4 } })).toThrow(refused("INVALID_OPTION"));
    expect(create({ loyaltyPolicy: { priorCadenceDays: 45 } })).toThrow(/priorWeight is missing/);
    expect(create({ products: [] })).toThrow(/products is no Map; expected new Map/);
    expect(create({ timeZone: undefined })).toThrow(refused("INVALID_TIME_ZONE"));
  });
});
