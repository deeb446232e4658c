import { defined } from "../kernel";
import type { ContractTest } from "./contract";
import { expectEqual } from "./expectations";
import { allIds, everything, identified, naming, order, orders } from "./facts";

/** What tenants and several writers can rely on. */
export const SHARING_TESTS: readonly ContractTest[] = [
  {
    name: "tenants: never see one another",
    needs: "tenants",
    run: async (mine, all) => {
      const yours = await all.open("shop ");
      const theirs = await all.open("Shop");
      await mine.append([order("1")], { keys: new Map([["ani", ["k"]]]) });
      await mine.saveModel("rfm", { kind: "mine", version: 1 });
      for (const other of [yours, theirs]) {
        expectEqual(await everything(other), [], "log of another tenant");
        expectEqual(await other.read("ani"), [], "read");
        expectEqual(await other.listCustomers(), [], "customers");
        expectEqual(await other.findCustomers(["k"]), [], "found by key");
        expectEqual(await other.loadModel("rfm"), undefined, "model");
        const added = await other.append([order("1", { total: 5 })]);
        expectEqual(added, { appended: 1, duplicates: 0, erased: 0 }, "same id, other tenant");
        expectEqual(await other.saveModel("rfm", { kind: "x", version: 1 }), 1, "model version");
      }
      expectEqual(await everything(mine), [order("1")], "log");
    },
  },
  {
    name: "tenants: erase for themselves only",
    needs: "tenants",
    run: async (mine, all) => {
      const yours = await all.open("other");
      const events = [identified("1", "ani", "Ani"), naming("2", "budi", "ani")];
      const keys = new Map([["ani", ["k"]]]);
      const model = { kind: "m", version: 1, ids: ["ani"] };
      for (const store of [mine, yours]) {
        await store.append(events, { keys });
        await store.saveModel("m", model);
      }
      await mine.erase("ani");
      expectEqual(await everything(yours), events, "log of the other tenant");
      expectEqual(await yours.findCustomers(["k"]), ["ani"], "found by key");
      expectEqual(await yours.loadModel("m"), { model, version: 1 }, "model");
      expectEqual((await yours.append([order("3")])).appended, 1, "the person may go on there");
    },
  },
  {
    name: "writers: a second handle sees what the first has written",
    needs: "writers",
    run: async (store, all) => {
      await store.append([order("1")]);
      const second = await all.open("shop");
      expectEqual(await everything(second), [order("1")], "log");
      await second.erase("ani");
      expectEqual(await store.read("ani"), [], "read after the other's erasure");
    },
  },
  {
    name: "writers: many may append overlapping batches, each event is there once and in order",
    needs: "writers",
    run: async (store, all) => {
      const events = orders(60).map((event, index) => ({
        ...event,
        customerId: `c${String(index % 5)}`,
      }));
      let appended = 0;
      await Promise.all(
        Array.from({ length: 8 }, async (_, writer) => {
          const handle = await all.open("shop");
          for (let round = 0; round < 6; round++) {
            const from = (writer * 17 + round * 11) % 60;
            const batch = [...events, ...events].slice(from, from + 20);
            if (writer % 2 === 1) batch.reverse();
            const result = await handle.append(batch);
            appended += result.appended;
            expectEqual(result.appended + result.duplicates, 20, "events of a batch");
          }
        }),
      );
      await store.append(events);
      const ids = await allIds(store);
      expectEqual(
        [...ids].sort(),
        events.map((event) => event.id),
        "ids in the log",
      );
      expectEqual(appended <= 60, true, "no event counted as new twice");
      const own = events.filter((event) => event.customerId === "c3");
      expectEqual(await store.read("c3"), own, "events of one customer");
    },
  },
  {
    name: "writers: one version can be won once",
    needs: "writers",
    run: async (store, all) => {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 8 }, async (_, writer) => {
          const handle = await all.open("shop");
          const options = { expectedVersions: new Map([["ani", 0]]) };
          return handle.append([order(String(writer))], options);
        }),
      );
      const won = outcomes.filter((outcome) => outcome.status === "fulfilled").length;
      expectEqual(won, 1, "writers that won");
      expectEqual((await store.read("ani")).length, 1, "events");
    },
  },
  {
    name: "writers: a reader who follows the log misses nothing and sees nothing twice",
    needs: "writers",
    run: async (store, all) => {
      let writing = 4;
      const writers = Array.from({ length: 4 }, async (_, writer) => {
        const handle = await all.open("shop");
        for (let round = 0; round < 6; round++) {
          const prefix = `w${String(writer)}-${String(round)}-`;
          // Batches of many sizes: a small one overtakes a large one that began before it.
          await handle.append(orders((writer * 7 + round * 13) % 40 || 1, prefix));
        }
        writing--;
      });
      const seen: string[] = [];
      let after: string | undefined;
      const follow = async (): Promise<void> => {
        for await (const batch of store.scan({
          batchSize: 7,
          ...defined({ after }),
        })) {
          seen.push(...batch.events.map((event) => event.id));
          after = batch.position;
        }
      };
      const follower = (async () => {
        while (writing > 0) {
          await follow();
          // Writers that wait for a timer must get their turn.
          await new Promise((resolve) => setTimeout(resolve, 0));
        }
      })();
      await Promise.all([...writers, follower]);
      await follow();
      expectEqual(seen, await allIds(store), "events seen while they were written");
      expectEqual(new Set(seen).size, seen.length, "events seen once");
    },
  },
];
