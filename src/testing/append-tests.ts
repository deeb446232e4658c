import type { CustomerEvent } from "../events";
import type { ContractTest } from "./contract";
import { expectEqual, expectRefusal } from "./expectations";
import { allIds, everything, identified, minute, naming, order, orders, refund } from "./facts";

const HOSTILE_TEXTS = [
  "'; DROP TABLE setia_events; --",
  `" OR 1=1 -- \\' \\" \\\\ \\0 % _ ? $1 :a @b {} [] \``,
  "\u{1F600}\u{1F468}\u200D\u{1F469}\u200D\u{1F467} \uFFFD",
  "مرحبا \u202E reversed \u202C שלום",
  "é e\u0301 É \u00A0 trailing   ",
  "__proto__",
  "line\nline\r\nline\u2028line\ttab",
];

const HOSTILE_IDS = HOSTILE_TEXTS.filter((text) => !/\0|[\uD800-\uDFFF]/u.test(text));

/** What `append` promises. */
export const APPEND_TESTS: readonly ContractTest[] = [
  {
    name: "append: keeps every field exactly",
    run: async (store) => {
      const events: CustomerEvent[] = [
        order("1", { recordedAt: minute(5), source: "till", channel: "web" }),
        order("2", { total: Number.MAX_SAFE_INTEGER, lines: [] }),
        order("3", { lines: [{ sku: "rice", quantity: 0.125, unitPrice: 0 }] }),
        refund("4", "1", 10),
        { ...identified("5", "ani", "Ani"), at: minute(10) },
        { ...naming("6", "ani", "budi"), at: minute(11) },
      ];
      const result = { appended: 6, duplicates: 0, erased: 0 };
      expectEqual(await store.append(events), result, "result");
      expectEqual(await everything(store), events, "log");
      const read = await store.read("ani");
      expectEqual(read.length, events.length, "number of the customer's events");
      for (const event of read) {
        expectEqual(
          event,
          events.find(({ id }) => id === event.id),
          "one of them",
        );
      }
    },
  },
  {
    name: "append: keeps any text exactly",
    run: async (store) => {
      const long = "\u{1F600}ab".repeat(250_000);
      const events = [...HOSTILE_TEXTS, "", long].map((text, index) =>
        identified(`t${String(index)}`, "ani", text),
      );
      const ids = HOSTILE_IDS.map((text) => order(text, { customerId: text, orderId: text }));
      const keys = new Map(HOSTILE_IDS.map((text) => [text, [text]]));
      await store.append([...events, ...ids], { keys });
      expectEqual(await everything(store), [...events, ...ids], "log");
      for (const text of HOSTILE_IDS) {
        expectEqual(
          await store.read(text),
          [order(text, { customerId: text, orderId: text })],
          text,
        );
        expectEqual(await store.findCustomers([text]), [text], "found by key");
      }
    },
  },
  {
    name: "append: keeps any instant exactly",
    run: async (store) => {
      const years = [
        "0001-01-01T00:00:00.000Z",
        "1969-12-31T23:59:59.999Z",
        "9999-12-31T23:59:59.999Z",
      ];
      const events = years.map((at, index) => order(String(index), { at: new Date(at) }));
      await store.append([...events].reverse());
      expectEqual(await store.read("ani"), events, "read");
    },
  },
  {
    name: "append: takes the same fact once, within a batch and across batches",
    run: async (store) => {
      const first = await store.append([order("1"), order("1"), order("2")]);
      expectEqual(first, { appended: 2, duplicates: 1, erased: 0 }, "first batch");
      const again = await store.append([order("3"), order("2"), order("1")]);
      expectEqual(again, { appended: 1, duplicates: 2, erased: 0 }, "second batch");
      expectEqual(await allIds(store), ["1", "2", "3"], "log");
    },
  },
  {
    name: "append: does not count when a fact was recorded as its content",
    run: async (store) => {
      await store.append([order("1")]);
      const again = await store.append([order("1", { recordedAt: minute(99) })]);
      expectEqual(again, { appended: 0, duplicates: 1, erased: 0 }, "result");
      expectEqual(await everything(store), [order("1")], "log");
    },
  },
  {
    name: "append: refuses other content under an id that is there, and the whole batch with it",
    run: async (store) => {
      await store.append([order("1")]);
      const other: CustomerEvent[] = [
        order("1", { total: 101 }),
        order("1", { customerId: "budi" }),
        order("1", { at: minute(1) }),
        order("1", { lines: [{ sku: "soda", quantity: 3, unitPrice: 50 }] }),
        identified("1", "ani", "Ani"),
      ];
      for (const event of other) {
        await expectRefusal(store.append([order("2"), event]), "EVENT_CONFLICT", "conflict");
      }
      expectEqual(await everything(store), [order("1")], "log");
      const within = [order("3"), order("4"), order("4", { total: 1 })];
      await expectRefusal(store.append(within), "EVENT_CONFLICT", "conflict within the batch");
      expectEqual(await everything(store), [order("1")], "log");
    },
  },
  {
    name: "append: is all or nothing for large batches too",
    run: async (store) => {
      const batch = orders(2500);
      await store.append([order("o02499", { total: 7 })]);
      await expectRefusal(store.append(batch), "EVENT_CONFLICT", "conflict at the end");
      expectEqual((await everything(store)).length, 1, "events after the refusal");
      const rest = await store.append(batch.slice(0, -1));
      expectEqual(rest, { appended: 2499, duplicates: 0, erased: 0 }, "the rest");
      const ids = batch.slice(0, -1).map((event) => event.id);
      expectEqual((await allIds(store)).slice(1), ids, "log");
    },
  },
  {
    name: "append: tells ids apart by every character",
    run: async (store) => {
      const ids = ["a", "A", "á", "a\u0301", "a ", " a", "ａ", "ß", "ss", "i", "İ", "ı"];
      await store.append(ids.map((id) => order(id, { customerId: id })));
      expectEqual((await allIds(store)).length, ids.length, "events");
      for (const id of ids) {
        expectEqual(await store.read(id), [order(id, { customerId: id })], `events of "${id}"`);
      }
    },
  },
  {
    name: "append: takes the longest ids, and refuses ids and texts that not every engine can keep",
    run: async (store) => {
      const longest = ["x".repeat(190), "\u597D".repeat(190), "\u{1F600}".repeat(95)];
      await store.append(longest.map((id) => order(id, { customerId: id, orderId: id })));
      expectEqual(await allIds(store), longest, "log");
      for (const id of ["", "x".repeat(191), "a\u0000b", "a\uD800"]) {
        await expectRefusal(store.append([order("1"), order(id)]), "INVALID_INPUT", "id");
        const other = order("2", { customerId: id });
        await expectRefusal(store.append([order("1"), other]), "INVALID_INPUT", "customerId");
        const keys = new Map([["ani", [id]]]);
        await expectRefusal(store.append([order("1")], { keys }), "INVALID_INPUT", "key");
      }
      for (const text of ["a\u0000b", "half \uD800 of a pair"]) {
        const talk = identified("2", "ani", text);
        await expectRefusal(store.append([order("1"), talk]), "INVALID_INPUT", "text");
      }
      expectEqual((await allIds(store)).length, longest.length, "events");
    },
  },
  {
    name: "append: refuses what it could not give back, and the whole batch with it",
    run: async (store) => {
      const bad = [
        order("2", { total: Number.NaN }),
        order("2", { total: 0.5 }),
        order("2", { at: new Date(Number.NaN) }),
        { ...order("2"), type: "order_lost" } as unknown as CustomerEvent,
      ];
      for (const event of bad) {
        await expectRefusal(store.append([order("1"), event]), "INVALID_INPUT", "bad event");
      }
      expectEqual(await everything(store), [], "log");
    },
  },
  {
    name: "append: takes an empty batch, and leaves its input alone",
    run: async (store) => {
      expectEqual(await store.append([]), { appended: 0, duplicates: 0, erased: 0 }, "empty batch");
      const batch = Object.freeze([Object.freeze(order("1"))]);
      await store.append(batch);
      expectEqual(batch, [order("1")], "the batch afterwards");
    },
  },
  {
    name: "append: asks for the expected versions",
    run: async (store) => {
      const expecting = (customerId: string, version: number) => ({
        expectedVersions: new Map([[customerId, version]]),
      });
      await store.append([order("1")], expecting("ani", 0));
      await store.append([order("2"), order("b", { customerId: "budi" })], expecting("ani", 1));
      for (const version of [0, 1, 3]) {
        const late = store.append(
          [order("3", { customerId: "citra" }), order("4")],
          expecting("ani", version),
        );
        await expectRefusal(late, "VERSION_CONFLICT", `version ${String(version)} instead of 2`);
      }
      const byOther = store.append([order("3", { customerId: "citra" })], expecting("ani", 1));
      await expectRefusal(byOther, "VERSION_CONFLICT", "of somebody else than in the batch");
      expectEqual(await allIds(store), ["1", "2", "b"], "log");
      const nothing = await store.append([order("b", { customerId: "budi" })], expecting("ani", 1));
      expectEqual(nothing.duplicates, 1, "nothing new, so nothing is asked");
      const again = await store.append([order("2")], expecting("ani", 1));
      expectEqual(again, { appended: 0, duplicates: 1, erased: 0 }, "trying again");
      await expectRefusal(store.append([order("5")], expecting("ani", -1)), "INVALID_INPUT", "-1");
    },
  },
  {
    name: "append: asks for the version of whoever has merged a customer",
    run: async (store) => {
      const merged: CustomerEvent = {
        ...{ id: "2", type: "customers_merged", customerId: "dewi", at: minute(2), by: "staff" },
        mergedCustomerIds: ["ani"],
      };
      await store.append([order("1"), merged]);
      const expecting = (...versions: [customerId: string, version: number][]) => ({
        expectedVersions: new Map(versions),
      });
      const unseen = store.append([order("3")], expecting(["ani", 1]));
      await expectRefusal(unseen, "VERSION_CONFLICT", "merged by somebody who was not looked at");
      await store.append([order("4", { customerId: "dewi" })], expecting(["dewi", 1]));
      await store.append([order("3")], expecting(["ani", 1], ["dewi", 2]));
      expectEqual(await allIds(store), ["1", "2", "4", "3"], "log");
    },
  },
];
