import { describe, expect, it } from "vitest";
import {
  createCrm,
  DEFAULT_SEGMENTS,
  memoryStore,
  type CustomerChange,
  type CustomerEvent,
  type CustomerStore,
  type Progress,
} from "setia";
import { simulateCustomers } from "setia/lifetime";

const END = new Date("2026-06-30T12:00:00Z");
const DAY = 86_400_000;
const daysAgo = (days: number): Date => new Date(END.getTime() - days * DAY);
const settings = { timeZone: "UTC", currency: "EUR" };

function order(customerId: string, days: number, total = 1000): CustomerEvent {
  const id = `${customerId}-${String(days)}`;
  const at = daysAgo(days);
  return { id, type: "order_completed", customerId, at, orderId: id, currency: "EUR", total };
}

const BASE: CustomerEvent[] = [
  ...[10, 20, 30, 100].map((days) => order("ani", days, 5000)),
  order("budi", 200),
  order("citra", 5, 9000),
  {
    id: "look",
    type: "intent_shown",
    customerId: "dewi",
    at: daysAgo(1),
    signal: "product_viewed",
  },
];

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** How many events a store was asked for by scans. */
function counted(store: CustomerStore): { readonly store: CustomerStore; readonly read: number[] } {
  const read: number[] = [];
  return {
    read,
    store: {
      ...store,
      async *scan(options) {
        for await (const batch of store.scan({ ...options, batchSize: 2 })) {
          read.push(batch.events.length);
          yield batch;
        }
      },
    },
  };
}

describe("record", () => {
  it("hands keys and expected versions on to the store", async () => {
    const store = memoryStore();
    const crm = createCrm({ ...settings, store });
    await crm.record([order("ani", 1)], { keys: new Map([["ani", ["till:7"]]]) });
    expect(await store.findCustomers(["till:7"])).toEqual(["ani"]);
    const expectedVersions = new Map([["ani", 0]]);
    await expect(crm.record([order("ani", 2)], { expectedVersions })).rejects.toMatchObject({
      code: "VERSION_CONFLICT",
    });
  });
});

describe("customers", () => {
  it("come by segment, stage, activity and revenue, page by page", async () => {
    const crm = createCrm({ ...settings, store: memoryStore(), clock: () => END });
    await crm.record(BASE);
    await crm.refit();
    const ids = async (options: Parameters<typeof crm.customers>[0]): Promise<string[]> =>
      (await all(crm.customers(options))).map(({ customerId }) => customerId);
    expect(await ids({ stages: ["loyal"] })).toEqual(["ani"]);
    expect(await ids({ activities: ["lapsed", "lost"] })).toEqual(["budi"]);
    expect(await ids({ segments: ["prospect"] })).toEqual(["dewi"]);
    expect(await ids({ revenue: { from: 9000 } })).toEqual(["ani", "citra"]);
    expect(await ids({ revenue: { from: 1000, to: 9000 } })).toEqual(["budi", "citra"]);
    expect(await ids({ stages: ["first_time"], revenue: { to: 8999 } })).toEqual(["budi"]);
    expect(await ids({ limit: 2 })).toEqual(["ani", "budi"]);
    expect(await ids({ limit: 2, after: "budi" })).toEqual(["citra", "dewi"]);
    expect(await ids({ limit: 0 })).toEqual([]);
    await expect(ids({ revenue: { from: NaN } })).rejects.toMatchObject({ code: "INVALID_OPTION" });
  });
});

describe("changes", () => {
  it("tells what time and events changed since, with today's models for both", async () => {
    const crm = createCrm({ ...settings, store: memoryStore(), clock: () => END });
    await crm.record(BASE);
    await crm.refit();
    const changes = await all(crm.changes({ since: daysAgo(60) }));
    const told = changes.map(({ customerId, stage, activity }) => [customerId, stage, activity]);
    expect(told).toEqual([
      ["ani", { from: "first_time", to: "loyal" }, undefined],
      ["budi", undefined, { from: "overdue", to: "lapsed" }],
      ["citra", { to: "first_time" }, { to: "active" }],
      ["dewi", { to: "prospect" }, { to: "active" }],
    ]);
    expect(changes.map(({ segment }) => segment?.to)).toContain("prospect");
    expect(await all(crm.changes({ since: END }))).toEqual([]);
  });
});

describe("subscribe", () => {
  it("tells each change once, when it is stored, and of nobody else", async () => {
    const store = memoryStore();
    const crm = createCrm({ ...settings, store, clock: () => END });
    await crm.record(BASE);
    await crm.refit();
    const heard: CustomerChange[] = [];
    const stop = crm.subscribe((change) => heard.push(change));
    const looked = { id: "look2", customerId: "ani", at: END, signal: "product_viewed" } as const;
    await crm.record([order("budi", 0), { ...looked, type: "intent_shown" }]);
    expect(heard).toMatchObject([
      {
        customerId: "budi",
        stage: { from: "first_time", to: "repeat" },
        activity: { from: "lapsed", to: "active" },
      },
    ]);
    expect(heard[0]?.view.purchases?.orders).toBe(2);
    // The same facts again change nothing.
    await crm.record([order("budi", 0)]);
    await crm.record([order("eko", 0)]);
    expect(heard.map(({ customerId }) => customerId)).toEqual(["budi", "eko"]);
    stop();
    await crm.record([order("fajar", 0)]);
    expect(heard).toHaveLength(2);
  });

  it("hears nothing of what is refused, and what a listener throws loses no event", async () => {
    const crm = createCrm({ ...settings, store: memoryStore() });
    const heard: string[] = [];
    crm.subscribe(({ customerId }) => heard.push(customerId));
    await expect(crm.record([{ ...order("ani", 1), total: -1 } as CustomerEvent])).rejects.toThrow(
      "total",
    );
    expect(heard).toEqual([]);
    const stops = [
      crm.subscribe(() => {
        throw new Error("listener");
      }),
      crm.subscribe(() => Promise.reject(new Error("later"))),
    ];
    crm.subscribe(({ customerId }) => heard.push(`${customerId} too`));
    const { listenerErrors, ...result } = await crm.record([order("ani", 1)]);
    expect(result).toEqual({ appended: 1, duplicates: 0, erased: 0 });
    expect(listenerErrors).toEqual([new Error("listener"), new Error("later")]);
    expect((await crm.customer("ani", { asOf: END })).purchases?.orders).toBe(1);
    expect(heard).toEqual(["ani", "ani too"]);
    for (const stop of stops) stop();
    expect(await crm.record([order("budi", 1)])).not.toHaveProperty("listenerErrors");
  });
});

describe("refit", () => {
  it("goes on reading where it was stopped, and gives the same models", async () => {
    const plain = memoryStore();
    const whole = createCrm({ ...settings, store: plain });
    await whole.record(BASE);
    await whole.refit({ asOf: END });
    const { store, read } = counted(plain);
    const crm = createCrm({ ...settings, store });
    const stop = new AbortController();
    const onProgress = ({ done }: Progress): void => {
      if (done === 4) stop.abort(new Error("stop"));
    };
    await expect(crm.refit({ asOf: END, onProgress, signal: stop.signal })).rejects.toThrow("stop");
    const before = read.length;
    expect(read.slice(0, before).reduce((sum, count) => sum + count, 0)).toBeLessThan(BASE.length);
    await crm.refit({ asOf: END });
    expect(read.reduce((sum, count) => sum + count, 0)).toBe(BASE.length);
    const models = await Promise.all(
      [1, 2].map((version) => plain.loadModel("models", { version })),
    );
    expect(models[1]?.model).toEqual(models[0]?.model);
    // Afterwards it begins anew.
    await crm.refit({ asOf: END });
    expect(read.reduce((sum, count) => sum + count, 0)).toBe(2 * BASE.length);
  });

  it("reads for itself when two are made at the same time", async () => {
    const crm = createCrm({ ...settings, store: memoryStore() });
    await crm.record(BASE);
    const counts = await Promise.all(
      [1, 2].map(async () => {
        let read = 0;
        const onProgress = ({ stage, done }: Progress): void => {
          if (stage === "read") read = done;
        };
        const { orders } = await crm.refit({ asOf: END, onProgress });
        return [read, orders.orders];
      }),
    );
    expect(counts).toEqual([
      [BASE.length, 6],
      [BASE.length, 6],
    ]);
  });

  it("forgets what it has read of somebody who is erased meanwhile", async () => {
    const store = memoryStore();
    const crm = createCrm({ ...settings, store });
    await crm.record(BASE);
    const stop = new AbortController();
    const onProgress = ({ stage }: Progress): void => {
      if (stage === "read") stop.abort(new Error("stop"));
    };
    await expect(crm.refit({ asOf: END, onProgress, signal: stop.signal })).rejects.toThrow("stop");
    await crm.eraseCustomer("ani");
    await crm.refit({ asOf: END });
    expect(JSON.stringify(await store.loadModel("models"))).not.toContain('"ani"');
  });

  it("saves its models together: who loads meanwhile gets the old ones, all of them", async () => {
    const inner = memoryStore();
    const shop = createCrm({ ...settings, store: inner });
    await shop.record(BASE);
    await shop.refit({ asOf: END });
    let fails = true;
    const store: CustomerStore = {
      ...inner,
      saveModel: (name, model, options) =>
        fails && name === "models"
          ? Promise.reject(new Error("disk full"))
          : inner.saveModel(name, model, options),
    };
    const nightly = createCrm({ ...settings, store, segments: DEFAULT_SEGMENTS });
    await nightly.record([order("eko", 1, 100_000)]);
    await expect(nightly.refit({ asOf: END })).rejects.toThrow("disk full");
    await shop.reloadModels();
    const code = async (): Promise<string | undefined> =>
      (await shop.customer("citra", { asOf: END })).rfm?.code;
    const before = await code();
    fails = false;
    await nightly.refit({ asOf: END });
    expect(await code()).toBe(before);
    await shop.reloadModels();
    expect(await code()).not.toBe(before);
  });

  it("keeps a lifetime model once the base is large enough to tell", async () => {
    const small = createCrm({ ...settings, store: memoryStore() });
    await small.record(BASE);
    const report = await small.refit({ asOf: END });
    expect(report.diagnostics.map(({ code }) => code)).toContain("lifetime.prior");
    expect((await small.customer("ani", { asOf: END })).lifetime).toBeUndefined();
    const { orders } = simulateCustomers({
      model: "mbg-nbd",
      parameters: { r: 0.8, alpha: 30, a: 0.8, b: 2.5 },
      customers: 400,
      observedDays: 300,
      joiningDays: 60,
      asOf: END,
      seed: 3,
    });
    const store = memoryStore();
    const crm = createCrm({ ...settings, store });
    const events = orders.map(({ id, customerId, placedAt, total }): CustomerEvent => ({
      id,
      type: "order_completed",
      customerId,
      at: placedAt,
      orderId: id,
      currency: "EUR",
      total,
    }));
    await crm.record(events);
    await crm.refit({ asOf: END });
    const [first] = await all(crm.customers({ asOf: END, limit: 1 }));
    expect(first?.lifetime?.probabilityAlive).toBeGreaterThan(0);
    const other = createCrm({ ...settings, store });
    expect((await other.customer(first?.customerId ?? "", { asOf: END })).lifetime).toEqual(
      first?.lifetime,
    );
    // What lies ahead, the same from whoever asks, and the most first.
    const everybody = await all(other.customers({ asOf: END }));
    const expected = everybody
      .sort((a, b) => (b.forecast?.expectedRevenue ?? 0) - (a.forecast?.expectedRevenue ?? 0))
      .map(({ customerId }) => customerId);
    const ahead = (limit?: number): Promise<{ customerId: string }[]> =>
      all(crm.customers({ asOf: END, by: "ahead", ...(limit === undefined ? {} : { limit }) }));
    expect((await ahead()).map(({ customerId }) => customerId)).toEqual(expected);
    for (const limit of [0, 1, 7]) {
      expect((await ahead(limit)).map(({ customerId }) => customerId)).toEqual(
        expected.slice(0, limit),
      );
    }
    // The next night keeps the choice, in another process too.
    const chosen = async (): Promise<unknown> => {
      const saved = (await store.loadModel("models"))?.model as unknown as {
        models: { forecast: { forecaster: string; triedAt: string | null } };
      };
      return saved.models.forecast;
    };
    expect(await chosen()).toMatchObject({ triedAt: END.toISOString() });
    await other.refit({ asOf: new Date(END.getTime() + 86_400_000) });
    expect(await chosen()).toMatchObject({ triedAt: END.toISOString() });
    for (const [asked, given] of [
      [crm, { by: "revenue" as never }],
      [crm, { by: "ahead", after: "a" }],
      [small, { by: "ahead" }],
    ] as const) {
      const refused = all(asked.customers({ asOf: END, ...given }));
      await expect(refused).rejects.toMatchObject({ code: "INVALID_OPTION" });
    }
  });
});
