import { describe, expect, it } from "vitest";
import {
  createCrm,
  decisionEvent,
  memoryStore,
  type Crm,
  type CustomerChange,
  type CustomerEvent,
  type CustomerStore,
  type Decision,
} from "setia";

const END = new Date("2026-06-30T12:00:00Z");
const daysAgo = (days: number): Date => new Date(END.getTime() - days * 86_400_000);
const settings = { timeZone: "UTC", currency: "EUR", clock: () => END };

function order(customerId: string, days: number, total = 1000): CustomerEvent {
  const id = `${customerId}-${String(days)}`;
  const at = daysAgo(days);
  return { id, type: "order_completed", customerId, at, orderId: id, currency: "EUR", total };
}

const merge = (customerId: string, other: string): CustomerEvent => ({
  ...{ id: `m-${other}`, type: "customers_merged", customerId, at: daysAgo(1), by: "staff" },
  mergedCustomerIds: [other],
});

/** A store whose every answer takes its time, so that what begins together runs in between one another. */
function slowly(store: CustomerStore): CustomerStore {
  const wait = async (): Promise<void> => {
    for (let tick = 0; tick < 7; tick++) await Promise.resolve();
  };
  return {
    ...store,
    read: async (...given) => {
      await wait();
      return store.read(...given);
    },
    append: async (...given) => {
      await wait();
      return store.append(...given);
    },
  };
}

/** Workspaces over one store, as several processes have them, and what all of their listeners hear. */
function workspaces(
  count: number,
  store = slowly(memoryStore()),
): { crms: Crm[]; heard: CustomerChange[] } {
  const heard: CustomerChange[] = [];
  const crms = Array.from({ length: count }, () => createCrm({ ...settings, store }));
  for (const crm of crms) crm.subscribe((change) => heard.push(change));
  return { crms, heard };
}

describe.each([
  ["one workspace", 1],
  ["four workspaces over one store", 4],
])("a change is told once by %s", (_, count) => {
  const at = (crms: readonly Crm[], index: number): Crm => {
    const crm = crms[index % count];
    if (crm === undefined) throw new Error("no workspace");
    return crm;
  };

  it("whether an order comes once or ten times at the same time", async () => {
    const { crms, heard } = workspaces(count);
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, index) => at(crms, index).record([order("ani", 1)])),
    );
    expect(results.reduce((sum, { appended }) => sum + appended, 0)).toBe(1);
    expect(heard.map(({ stage }) => stage)).toEqual([{ to: "first_time" }]);
  });

  it("by the record that made it, whatever else comes in at the same time", async () => {
    const { crms, heard } = workspaces(count);
    await Promise.all(
      Array.from({ length: 20 }, (_, week) => at(crms, week).record([order("ani", week * 7)])),
    );
    // As if the orders had come one by one: each step is told once, and begins where the one before ended.
    const steps = heard.flatMap(({ stage }) => (stage === undefined ? [] : [stage]));
    expect(steps.map(({ to }) => to)).toEqual(["first_time", "repeat", "loyal"]);
    for (const [index, { from }] of steps.entries()) expect(from).toBe(steps[index - 1]?.to);
  });

  it("of two who were merged, and of those whom a record merges", async () => {
    const { crms, heard } = workspaces(count);
    const [crm] = crms;
    await crm?.record([order("ani", 120), order("ani-2", 110)]);
    heard.length = 0;
    await crm?.record([merge("ani", "ani-2")]);
    expect(heard).toMatchObject([
      { customerId: "ani", stage: { from: "first_time", to: "repeat" } },
    ]);
    heard.length = 0;
    await crm?.record([order("ani", 5), order("ani-2", 4)]);
    expect(heard.map(({ customerId, stage }) => [customerId, stage?.to])).toEqual([
      ["ani", "loyal"],
    ]);
  });
});

describe("a listener", () => {
  it("may record something itself", async () => {
    const crm = createCrm({ ...settings, store: memoryStore() });
    const heard: string[] = [];
    crm.subscribe(async ({ customerId }) => {
      heard.push(customerId);
      if (customerId === "ani") await crm.record([order("budi", 1)]);
    });
    await crm.record([order("ani", 1)]);
    expect(heard).toEqual(["ani", "budi"]);
  });

  it("hears nothing of somebody who was erased", async () => {
    const store = memoryStore({ whenErased: "anonymous" });
    const { crms, heard } = workspaces(1, store);
    await crms[0]?.record([order("ani", 3)]);
    await crms[0]?.eraseCustomer("ani");
    heard.length = 0;
    expect(await crms[0]?.record([order("ani", 2)])).toMatchObject({ appended: 1 });
    expect(heard).toEqual([]);
  });
});

describe("a decision", () => {
  const complaint: CustomerEvent = {
    ...{ id: "c", type: "feedback_received", customerId: "ani", at: daysAgo(2) },
    ...{ kind: "complaint", complaintId: "k", text: "broken" },
  };
  const known: CustomerEvent = {
    ...{ id: "i", type: "customer_identified", customerId: "ani", at: daysAgo(3) },
    traits: { phone: "+628128405577" },
  };
  const workers = async (count: number): Promise<Crm[]> => {
    const store = memoryStore();
    const crms = Array.from({ length: count }, () => createCrm({ ...settings, store }));
    await crms[0]?.record([known, complaint, order("ani-2", 9), merge("ani", "ani-2")]);
    return crms;
  };
  const eventOf = (decision: Decision | undefined): CustomerEvent => {
    if (decision?.status !== "act") throw new Error(`is ${String(decision?.status)}`);
    return decisionEvent(decision);
  };
  const decided = async (crm: Crm | undefined, id: string, minutes: number): Promise<Decision> => {
    const asOf = new Date(END.getTime() + minutes * 60_000);
    if (crm === undefined) throw new Error("no worker");
    return crm.decide(id, { asOf });
  };

  it("is carried out by one worker of several, by whichever id they ask", async () => {
    const crms = await workers(3);
    const decisions = [
      await decided(crms[0], "ani", 0),
      await decided(crms[1], "ani-2", 1),
      await decided(crms[2], "ani", 2),
    ];
    expect(decisions[0]?.versions).toEqual(
      new Map([
        ["ani", 3],
        ["ani-2", 1],
      ]),
    );
    const outcomes = await Promise.allSettled(
      decisions.map(async (decision, index) => crms[index]?.record([eventOf(decision)])),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected"]);
    for (const outcome of outcomes.slice(1)) {
      expect(outcome).toMatchObject({ reason: { code: "VERSION_CONFLICT" } });
    }
    expect((await decided(crms[1], "ani", 3)).status).not.toBe("act");
  });

  it("rests on everything that is known of the customer, under every id", async () => {
    const [crm] = await workers(1);
    const decision = await decided(crm, "ani", 0);
    await crm?.record([order("ani-2", 1)]);
    const late = crm?.record([eventOf(decision)]);
    await expect(late).rejects.toMatchObject({ code: "VERSION_CONFLICT" });
    // Who knows better says so.
    const expectedVersions = new Map([
      ["ani", 3],
      ["ani-2", 2],
    ]);
    expect(await crm?.record([eventOf(decision)], { expectedVersions })).toMatchObject({
      appended: 1,
    });
  });

  it("is refused if somebody merged the customer at that instant, so that two cannot act under two ids", async () => {
    const [crm, other] = await workers(2);
    const alone = await decided(crm, "ani", 0);
    await other?.record([order("dewi", 3), merge("dewi", "ani")]);
    const together = await decided(other, "dewi", 1);
    expect(together.customerId).toBe("dewi");
    const late = crm?.record([eventOf(alone)]);
    await expect(late).rejects.toMatchObject({ code: "VERSION_CONFLICT" });
    expect(await other?.record([eventOf(together)])).toMatchObject({ appended: 1 });
  });

  it("can be recorded for somebody who was split off again, by decide and decideAll", async () => {
    const [crm] = await workers(1);
    const split: CustomerEvent = {
      ...{ id: "s", type: "customers_split", customerId: "dewi", at: END, by: "staff" },
      mergeId: "m-ani",
    };
    await crm?.record([order("dewi", 3), merge("dewi", "ani"), split]);
    const alone = await decided(crm, "ani", 0);
    const versions = { dewi: 3, ani: 3, "ani-2": 1 };
    expect(Object.fromEntries(alone.versions ?? [])).toEqual(versions);
    for await (const one of crm?.decideAll({ asOf: END }) ?? []) {
      if (one.customerId !== "ani") continue;
      expect(Object.fromEntries(one.versions ?? [])).toEqual(versions);
    }
    expect(await crm?.record([eventOf(alone)])).toMatchObject({ appended: 1 });
  });

  it("can be recorded again after a lost answer, with more in the batch, and as a copy", async () => {
    const [crm] = await workers(1);
    const event = eventOf(await decided(crm, "ani", 0));
    expect(await crm?.record([{ ...event }, order("budi", 1)])).toMatchObject({ appended: 2 });
    expect(await crm?.record([event])).toMatchObject({ appended: 0, duplicates: 1 });
  });

  it("of decideAll tells its versions too", async () => {
    const [crm, other] = await workers(2);
    const all = async (asked: Crm | undefined, asOf: Date): Promise<Decision[]> => {
      const list: Decision[] = [];
      const decisions = asked?.decideAll({ asOf, explain: () => true });
      for await (const { full, versions } of decisions ?? []) {
        expect(full?.versions).toEqual(versions);
        if (full?.status === "act") list.push(full);
      }
      return list;
    };
    const first = await all(crm, END);
    const second = await all(other, new Date(END.getTime() + 1));
    await crm?.record(first.map(eventOf));
    const late = other?.record(second.map(eventOf));
    await expect(late).rejects.toMatchObject({ code: "VERSION_CONFLICT" });
  });

  it("is made for nobody who was erased", async () => {
    const [crm] = await workers(1);
    const { pseudonyms } = (await crm?.eraseCustomer("ani-2")) ?? { pseudonyms: [] };
    const [, second = ""] = pseudonyms;
    await expect(decided(crm, second, 0)).rejects.toMatchObject({ code: "CUSTOMER_ERASED" });
    const ids: string[] = [];
    for await (const { customerId } of crm?.decideAll() ?? []) ids.push(customerId);
    expect(ids).toEqual([]);
    expect(await crm?.report()).toMatchObject({ orders: 1 });
  });

  it.each(["defer", "none", undefined, null])("with status %s is no event", (status) => {
    const decision = status === null ? null : { status, id: "d", customerId: "ani" };
    const make = (): unknown => decisionEvent(decision as never);
    expect(make).toThrow(/^decisionEvent: decision\.status is .*; expected "act" or "hold_out"$/u);
  });
});

describe("refit", () => {
  it("keeps the models of the last three", async () => {
    const store = memoryStore();
    const crm = createCrm({ ...settings, store });
    await crm.record([order("ani", 9), order("budi", 3)]);
    for (let round = 0; round < 21; round++) await crm.refit();
    const kept: number[] = [];
    for (let version = 1; version <= 25; version++) {
      if ((await store.loadModel("models", { version })) !== undefined) kept.push(version);
    }
    expect(kept).toEqual([19, 20, 21]);
  });

  it("that runs during an erasure saves nothing of who was erased, here and elsewhere", async () => {
    const inner = memoryStore();
    const ids = ["zqx-ani", "budi", "citra", "dewi"];
    const under: { way: Promise<unknown> | undefined } = { way: undefined };
    const store: CustomerStore = {
      ...inner,
      // As a model by rank does, this one names customers at its cuts; it is saved when the erasure is done.
      saveModel: async (name, model, options) => {
        await under.way;
        return inner.saveModel(name, { ...model, ...{ cutIds: ids } }, options);
      },
    };
    const crm = createCrm({ ...settings, store });
    const other = createCrm({ ...settings, store });
    await crm.record(ids.flatMap((id, index) => [order(id, 9 + index), order(id, 3 + index, 500)]));
    for (const [eraser, erased] of [
      [crm, "zqx-ani"],
      [other, "budi"],
    ] as const) {
      under.way = undefined;
      const onProgress = ({ stage }: { readonly stage: string }): void => {
        // All is read, nothing is saved.
        if (stage === "fit") under.way ??= eraser.eraseCustomer(erased);
      };
      await crm.refit({ onProgress });
      await expect(Promise.resolve(under.way)).resolves.toMatchObject({ anonymized: 2 });
      const saved = JSON.stringify(await store.loadModel("models"));
      expect(saved).toContain('"dewi"');
      expect(saved).not.toContain(`"${erased}"`);
      expect(JSON.stringify(await crm.customer("citra"))).not.toContain(`"${erased}"`);
    }
  });
});
