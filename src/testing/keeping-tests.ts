import type { CustomerEvent } from "../events";
import type { ContractTest } from "./contract";
import { expectEqual, expectRefusal, outcomeOf } from "./expectations";
import { allIds, naming, order } from "./facts";

/** What keys and models promise. */
export const KEEPING_TESTS: readonly ContractTest[] = [
  {
    name: "findCustomers: finds by keys given at append, exactly",
    run: async (store) => {
      const batch = ["budi", "ani"].map((customerId) => order(customerId, { customerId }));
      const keys = new Map([
        ["ani", ["mail:ani", "phone:1", "phone:1"]],
        ["budi", ["phone:1"]],
      ]);
      await store.append(batch, { keys });
      expectEqual(await store.findCustomers(["phone:1"]), ["ani", "budi"], "shared key");
      expectEqual(await store.findCustomers(["mail:ani", "phone:1"]), ["ani", "budi"], "either");
      expectEqual(await store.findCustomers(["mail:ani"]), ["ani"], "key of one");
      for (const key of ["Mail:ani", "mail:ani ", "mail:an", "%", "ani"]) {
        expectEqual(await store.findCustomers([key]), [], `key "${key}"`);
      }
      expectEqual(await store.findCustomers([]), [], "no key");
    },
  },
  {
    name: "findCustomers: adds keys, also with facts that are there already",
    run: async (store) => {
      await store.append([order("1")], { keys: new Map([["ani", ["old"]]]) });
      await store.append([order("1")], { keys: new Map([["ani", ["new", "old"]]]) });
      expectEqual(await store.findCustomers(["old"]), ["ani"], "old key");
      expectEqual(await store.findCustomers(["new"]), ["ani"], "new key");
    },
  },
  {
    name: "findCustomers: keeps no key of a batch that was refused",
    run: async (store) => {
      await store.append([order("1")]);
      const keys = new Map([["ani", ["k"]]]);
      const conflict = store.append([order("2"), order("1", { total: 1 })], { keys });
      await expectRefusal(conflict, "EVENT_CONFLICT", "conflict");
      const stranger = store.append([order("3")], { keys: new Map([["budi", ["k"]]]) });
      await expectRefusal(stranger, "INVALID_INPUT", "key of a customer without an event");
      expectEqual(await store.findCustomers(["k"]), [], "found");
      expectEqual(await allIds(store), ["1"], "log");
    },
  },
  {
    name: "findNaming: finds who has an event that names somebody",
    run: async (store) => {
      const merge: CustomerEvent = {
        ...{
          id: "m",
          type: "customers_merged",
          customerId: "dewi",
          at: order("1").at,
          by: "staff",
        },
        mergedCustomerIds: ["ani", "eko"],
      };
      await store.append([naming("1", "citra", "ani"), naming("2", "budi", "eko"), merge]);
      expectEqual(await store.findNaming(["ani"]), ["citra", "dewi"], "who names one");
      expectEqual(await store.findNaming(["ani", "eko"]), ["budi", "citra", "dewi"], "or another");
      const type = "customers_merged";
      expectEqual(await store.findNaming(["ani", "eko"], { type }), ["dewi"], "by merges");
      for (const id of ["Ani", "ani ", "an", "%", "citra", "a\u0000"]) {
        expectEqual(await store.findNaming([id]), [], `who names "${id}"`);
      }
      expectEqual(await store.findNaming([]), [], "nobody");
    },
  },
  {
    name: "models: come back as JSON has them, by name and version",
    run: async (store) => {
      const model = { kind: "rfm", version: 1, cuts: [1, 0.1], text: "' \u{1F600} \u0000" };
      expectEqual(await store.loadModel("rfm"), undefined, "before the first");
      expectEqual(await store.saveModel("rfm", model), 1, "first version");
      expectEqual(await store.saveModel("rfm", { ...model, version: 9 }), 2, "second version");
      await store.saveModel("RFM", { kind: "other", version: 1 });
      const second = { model: { ...model, version: 9 }, version: 2 };
      expectEqual(await store.loadModel("rfm"), second, "newest");
      expectEqual(await store.loadModel("rfm", { version: 1 }), { model, version: 1 }, "older");
      expectEqual(await store.loadModel("rfm", { version: 3 }), undefined, "a version to come");
      expectEqual(await store.loadModel("__proto__"), undefined, "unknown name");
    },
  },
  {
    name: "models: are saved over the expected version only",
    run: async (store) => {
      const model = { kind: "rfm", version: 1 };
      await store.saveModel("rfm", model, { expectedVersion: 0 });
      for (const expectedVersion of [0, 2]) {
        const late = store.saveModel("rfm", { ...model, version: 2 }, { expectedVersion });
        await expectRefusal(late, "VERSION_CONFLICT", `expecting ${String(expectedVersion)}`);
      }
      expectEqual(await store.loadModel("rfm"), { model, version: 1 }, "the model");
      expectEqual(await store.saveModel("rfm", model, { expectedVersion: 1 }), 2, "next version");
    },
  },
  {
    name: "models: go when they are dropped, and the others keep their numbers",
    run: async (store) => {
      for (const kind of ["a", "b", "c"]) await store.saveModel("m", { kind, version: 1 });
      await store.saveModel("M", { kind: "other", version: 1 });
      await store.dropModels("m", { before: 3 });
      expectEqual(await store.loadModel("m", { version: 2 }), undefined, "a dropped one");
      const third = { model: { kind: "c", version: 1 }, version: 3 };
      expectEqual(await store.loadModel("m"), third, "the newest");
      expectEqual(await store.saveModel("m", { kind: "d", version: 1 }), 4, "the next version");
      await store.dropModels("m");
      await store.dropModels("unknown");
      expectEqual(await store.loadModel("m"), undefined, "after all were dropped");
      const other = { model: { kind: "other", version: 1 }, version: 1 };
      expectEqual(await store.loadModel("M"), other, "another name");
    },
  },
  {
    name: "models: lose no change when many change one at a time",
    needs: "writers",
    run: async (_, all) => {
      let wins = 0;
      await Promise.all(
        Array.from({ length: 6 }, async () => {
          const store = await all.open("shop");
          for (let round = 0; round < 4; round++) {
            const there = await store.loadModel("count");
            const expectedVersion = there?.version ?? 0;
            const model = { kind: "count", version: expectedVersion + 1 };
            const { code } = await outcomeOf(store.saveModel("count", model, { expectedVersion }));
            if (code === undefined) wins++;
            else expectEqual(code, "VERSION_CONFLICT", "why a change lost");
          }
        }),
      );
      const last = await (await all.open("shop")).loadModel("count");
      const expected = { model: { kind: "count", version: wins }, version: wins };
      expectEqual(last, expected, "the model after all changes");
    },
  },
];
