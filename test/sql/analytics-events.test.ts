/** Analytics over the log of `sqlStore`, and a workspace that refits through them. */
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import {
  createCrm,
  fitCrossSell,
  fitRfm,
  memoryStore,
  ordersFromEvents,
  scoreRfmAll,
  summarizePurchases,
  type CustomerEvent,
} from "setia";
import { analyticsOver, sqlStore } from "setia/sql";
import { testAnalytics } from "setia/testing";
import { ENGINES, waitsForFullRun, type Engine } from "./engines";
import { eventsOf, randomLog } from "./analytics-logs";

const asOf = new Date("2026-03-15T13:45:30.250Z");

describe.each(ENGINES)("analyticsOver the log on $name", ({ name, skip, open }) => {
  if (waitsForFullRun(name)) {
    test.skip(`${name}: full run only`);
    return;
  }
  if (skip !== undefined) {
    test.skip(`${name}: ${skip}`);
    return;
  }
  let engine: Engine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());

  it("equals memory over logs with edits, orphans, late facts and two tenants", async () => {
    for (const seed of [1, 2, 3]) {
      const tenant = `log ${String(seed)} of ${name}`;
      const events = randomLog(seed, 400);
      await sqlStore(engine.runner, { tenant }).append(events);
      await sqlStore(engine.runner, { tenant: `${tenant} and another` }).append(
        randomLog(seed + 100, 60),
      );
      for (const timeZone of ["UTC", "America/New_York"]) {
        const orders = ordersFromEvents(events, { asOf });
        const expected = summarizePurchases(orders, { asOf, timeZone });
        const analytics = analyticsOver(engine.runner, { events: { tenant }, timeZone });
        const actual = await analytics.summarize({ asOf });
        expect(actual.diagnostics).toEqual(expected.diagnostics);
        expect(actual.columns).toEqual(expected.columns);
        for (const method of ["quantile", "rank", "nested"] as const) {
          const model = fitRfm(expected.columns, { method });
          expect(await analytics.fitRfm({ asOf, method })).toEqual(model);
          const scores = await analytics.scoreRfm(model, { asOf });
          expect(scores).toEqual(scoreRfmAll(expected.columns, model));
        }
        expect(await analytics.fitCrossSell({ asOf })).toEqual(fitCrossSell(orders, { asOf }));
      }
    }
  });

  it("takes no pairs from a list of too many things, as memory does", async () => {
    const tenant = `lists on ${name}`;
    const order = (id: string, customerId: string, things: number): CustomerEvent => ({
      id,
      type: "order_completed",
      customerId,
      at: new Date("2026-03-01T00:00:00Z"),
      orderId: id,
      currency: "IDR",
      total: things,
      lines: Array.from({ length: things }, (_, thing) => ({
        sku: `sku-${String(thing)}`,
        quantity: 1,
        unitPrice: 1,
      })),
    });
    const events = [
      ...["a", "b"].map((id) => order(id, id, 2001)),
      ...["c", "d"].map((id) => order(id, id, 2)),
      order("e", "e", 3),
    ];
    await sqlStore(engine.runner, { tenant }).append(events);
    const analytics = analyticsOver(engine.runner, { events: { tenant }, timeZone: "UTC" });
    const model = await analytics.fitCrossSell({ asOf, minLift: 0 });
    const orders = ordersFromEvents(events, { asOf });
    expect(model).toEqual(fitCrossSell(orders, { asOf, minLift: 0 }));
    expect(model.items.slice(0, 3).map(({ baskets }) => baskets)).toEqual([5, 5, 3]);
    expect(model.together.slice(0, 3)).toEqual([[1, 3], [0, 3], []]);
  });

  it("lets a workspace refit in the database, to the same models, and says so", async () => {
    const tenant = `workspace on ${name}`;
    const events = randomLog(7, 300).filter(
      (event) => !("currency" in event) || event.currency === "IDR",
    );
    const settings = { timeZone: "Asia/Jakarta", currency: "IDR", clock: () => asOf };
    const inMemory = createCrm({ ...settings, store: memoryStore() });
    await inMemory.record(events);
    const expected = await inMemory.refit();
    expect(expected.fittedBy).toBe("memory");

    const store = sqlStore(engine.runner, { tenant });
    // Not one event may be read for it.
    const unread = {
      ...store,
      scan: () => {
        throw new Error("the log was read");
      },
    };
    const analytics = analyticsOver(engine.runner, {
      events: { tenant },
      timeZone: "Asia/Jakarta",
      currency: "IDR",
    });
    const stages: string[] = [];
    const crm = createCrm({ ...settings, store: unread, analytics: analytics });
    await crm.record(events);
    const report = await crm.refit({ onProgress: ({ stage }) => stages.push(stage) });
    expect(report).toEqual({ ...expected, fittedBy: "analytics" });
    expect(stages).toEqual(["measure", ...Array<string>(6).fill("fit"), "save"]);
    const [customerId = ""] = await store.listCustomers({ limit: 1 });
    expect(await crm.customer(customerId)).toEqual(await inMemory.customer(customerId));
    const offers = await crm.recommend({ basket: ["sku-1"] });
    expect(offers).toEqual(await inMemory.recommend({ basket: ["sku-1"] }));
    // Merged customers are one to the workspace alone, and the report says so.
    const [, other = ""] = await store.listCustomers({ limit: 2 });
    const merge: CustomerEvent = {
      id: "merge",
      type: "customers_merged",
      customerId,
      at: new Date("2026-01-01"),
      mergedCustomerIds: [other],
      by: "rule",
    };
    await crm.record([merge]);
    await inMemory.record([merge]);
    const unseen = { code: "crm.merges_unseen", params: { merged: 1 } };
    const told = await crm.refit();
    expect(told.diagnostics).toEqual([unseen, ...report.diagnostics]);
    expect(told.customers).toBe((await inMemory.refit()).customers + 1);
    const later = new Date("2020-01-01");
    await expect(crm.refit({ asOf: later })).rejects.toMatchObject({ code: "EMPTY_BASE" });
    await expect(crm.refit({ signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow(
      "enough",
    );
  });
});

describe("analyticsOver the log, data sets on SQLite", () => {
  let engine: Engine | undefined;
  const opened = async (): Promise<Engine> => {
    const kind = ENGINES.find((one) => one.name === "SQLite");
    if (kind === undefined) throw new Error("no SQLite");
    return (engine ??= await kind.open());
  };
  afterAll(() => engine?.close());
  let tenants = 0;
  testAnalytics({
    test: (name, run) => {
      // The others differ in nothing that a log could read otherwise.
      if (/91 customers|gave|cost nothing|cancellations|New York|safe integer/u.test(name)) {
        test(name, run);
      }
    },
    create: async ({ orders, asOf: until }) => {
      const { runner } = await opened();
      const tenant = `data ${String(++tenants)}`;
      const events: CustomerEvent[] = eventsOf(orders.filter((order) => order.placedAt <= until));
      await sqlStore(runner, { tenant }).append(events);
      return { open: (settings) => analyticsOver(runner, { events: { tenant }, ...settings }) };
    },
  });
});
