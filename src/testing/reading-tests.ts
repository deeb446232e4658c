import type { CustomerEvent } from "../events";
import type { ContractTest } from "./contract";
import { expectEqual, expectRefusal } from "./expectations";
import { allIds, everything, minute, order, orders } from "./facts";

/** What `read`, `scan` and `listCustomers` promise. */
export const READING_TESTS: readonly ContractTest[] = [
  {
    name: "read: goes by when it happened, when it was recorded, and the id's code points",
    run: async (store) => {
      const events = [
        order("z", { at: minute(-1) }),
        order("B"),
        order("a"),
        order("a "),
        order("b"),
        order("\uFFFD"),
        order("\u{1F600}"),
        order("A", { recordedAt: minute(1) }),
        order("0", { at: new Date(minute(0).getTime() + 1) }),
      ];
      await store.append([...events].reverse());
      expectEqual(await store.read("ani"), events, "read");
    },
  },
  {
    name: "read: includes the very instant and nothing later, of one customer only",
    run: async (store) => {
      const late = order("late", { at: new Date(minute(1).getTime() + 1), recordedAt: minute(0) });
      await store.append([order("1", { at: minute(1) }), late, order("b", { customerId: "budi" })]);
      const read = async (until: Date): Promise<string[]> =>
        (await store.read("ani", { until })).map((event) => event.id);
      expectEqual(await read(minute(1)), ["1"], "until the very instant");
      expectEqual(await read(new Date(minute(1).getTime() - 1)), [], "until just before");
      expectEqual(await read(new Date("9999-12-31")), ["1", "late"], "until the far future");
      await expectRefusal(read(new Date(Number.NaN)), "INVALID_INSTANT", "no instant");
    },
  },
  {
    name: "read: knows nothing of unknown customers",
    run: async (store) => {
      await store.append([order("1")]);
      for (const id of ["nobody", "Ani", "ani ", "ani\u0000x", "__proto__", "constructor", ""]) {
        expectEqual(await store.read(id), [], `events of "${id}"`);
      }
    },
  },
  {
    name: "read: hands out copies",
    run: async (store) => {
      const given = order("1");
      await store.append([given]);
      const spoil = (event: CustomerEvent | undefined): void => {
        if (event?.type !== "order_completed") throw new Error("no order came back");
        event.at.setTime(0);
        Object.assign(event.lines?.[0] ?? {}, { sku: "spoilt" });
      };
      spoil(given);
      spoil((await store.read("ani"))[0]);
      spoil((await everything(store))[0]);
      const fresh = order("1", { at: new Date("2026-01-01") });
      expectEqual(await store.read("ani"), [fresh], "read");
      expectEqual(await everything(store), [fresh], "log");
    },
  },
  {
    name: "scan: gives the log in the order in which it was written, in full batches",
    run: async (store) => {
      const ids = ["c", "a", "b", "e", "d", "g", "f"];
      for (const [index, id] of ids.entries()) {
        await store.append([order(id, { at: minute(-index), customerId: index % 2 ? "a" : "b" })]);
      }
      const batches: string[][] = [];
      for await (const { events } of store.scan({ batchSize: 3 })) {
        batches.push(events.map((event) => event.id));
      }
      expectEqual(batches, [["c", "a", "b"], ["e", "d", "g"], ["f"]], "batches");
    },
  },
  {
    name: "scan: goes on from any position, and gives what came since",
    run: async (store) => {
      await store.append(orders(7));
      const positions: string[] = [];
      for await (const { position } of store.scan({ batchSize: 2 })) positions.push(position);
      const left = await Promise.all(
        positions.map(async (after) => (await everything(store, after)).length),
      );
      expectEqual(left, [5, 3, 1, 0], "events after each position");
      await store.append([order("new"), order("o00000")]);
      const news = (await everything(store, positions.at(-1))).map((event) => event.id);
      expectEqual(news, ["new"], "events since the last position");
    },
  },
  {
    name: "scan: takes any event once, though events come in between",
    run: async (store) => {
      await store.append(orders(6));
      const seen: string[] = [];
      let position = "";
      for await (const batch of store.scan({ batchSize: 2 })) {
        seen.push(...batch.events.map((event) => event.id));
        position = batch.position;
        if (seen.length <= 6) {
          await store.append([order(`early ${position}`, { at: minute(-999), customerId: "0" })]);
        }
      }
      seen.push(...(await everything(store, position)).map((event) => event.id));
      expectEqual(seen, await allIds(store), "events seen");
    },
  },
  {
    name: "scan: stops with the signal's reason",
    run: async (store) => {
      await store.append(orders(4));
      const controller = new AbortController();
      let batches = 0;
      const work = (async () => {
        for await (const batch of store.scan({ batchSize: 1, signal: controller.signal })) {
          batches += batch.events.length;
          controller.abort(new Error("enough"));
        }
      })();
      await expectRefusal(work, "Error: enough", "aborted scan");
      expectEqual(batches, 1, "batches before the signal");
      const { signal } = controller;
      const next = store.scan({ signal })[Symbol.asyncIterator]().next();
      await expectRefusal(next, "Error: enough", "scan with a signal that was given before");
    },
  },
  {
    name: "scan: can be left early, and is empty for an empty log",
    run: async (store) => {
      expectEqual(await everything(store), [], "empty log");
      await store.append(orders(3));
      let first = 0;
      for await (const { events } of store.scan({ batchSize: 1 })) {
        first = events.length;
        break;
      }
      expectEqual(first, 1, "first batch");
      expectEqual((await store.append([order("next")])).appended, 1, "append after leaving");
    },
  },
  {
    name: "scan: refuses an invalid batch size",
    run: async (store) => {
      for (const batchSize of [0, -1, 1.5, Number.NaN]) {
        const next = store.scan({ batchSize })[Symbol.asyncIterator]().next();
        await expectRefusal(next, "INVALID_OPTION", `batchSize ${String(batchSize)}`);
        const list = store.listCustomers({ limit: batchSize });
        await expectRefusal(list, "INVALID_OPTION", `limit ${String(batchSize)}`);
      }
    },
  },
  {
    name: "listCustomers: gives each id once by code point, page by page",
    run: async (store) => {
      const ids = ["a", "a ", "aa", "b", "é", "\uFFFD", "\u{1F600}"];
      const events = [...ids, ...ids].map((customerId, index) =>
        order(String(index), { customerId }),
      );
      await store.append(events.reverse());
      expectEqual(await store.listCustomers(), ids, "all");
      const paged: string[] = [];
      let page = await store.listCustomers({ limit: 2 });
      while (page.length > 0) {
        expectEqual(page.length <= 2, true, "length of a page");
        paged.push(...page);
        page = await store.listCustomers({ limit: 2, after: page.at(-1) ?? "" });
      }
      expectEqual(paged, ids, "page by page");
      expectEqual(await store.listCustomers({ after: "az" }), ids.slice(3), "after an unknown id");
    },
  },
];
