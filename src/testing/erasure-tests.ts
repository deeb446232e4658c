import type { CustomerEvent, CustomersMerged } from "../events";
import type { CustomerStore } from "../storage";
import type { ContractTest, StoreUnderTest } from "./contract";
import { expectEqual, expectRefusal, outcomeOf, show } from "./expectations";
import { everything, identified, minute, naming, order, refund } from "./facts";

const PERSON = "citra-\u{1F600}-17";
const TRACES = [PERSON, "Citra Lestari", "citra@example.com", "secret-event", "order-secret"];

const OWN: CustomerEvent[] = [
  order("secret-event-1", { customerId: PERSON, total: 500, source: "citra@example.com" }),
  identified("secret-event-2", PERSON, "Citra Lestari"),
  { ...refund("secret-event-3", "secret-event-1", 40), customerId: PERSON },
  order("secret-event-4", { customerId: PERSON, at: minute(3), recordedAt: minute(4) }),
  naming("secret-event-5", PERSON, "budi"),
];
const OTHERS: CustomerEvent[] = [
  order("b1", { customerId: "budi", total: 900 }),
  naming("b2", "budi", PERSON),
  naming("b3", "budi", "dewi"),
];
const KEYS = new Map([
  [PERSON, ["citra@example.com", "shared"]],
  ["budi", ["shared"]],
]);
const MODEL = { kind: "ranks", version: 1, cutIds: { recency: ["a", PERSON] }, cut: PERSON.length };

const TIE: CustomersMerged = {
  ...{ id: "merge", type: "customers_merged", customerId: "budi", at: minute(4), by: "staff" },
  mergedCustomerIds: [],
};
const MERGE: CustomersMerged = {
  ...TIE,
  reason: "Citra Lestari",
  reasons: [{ code: "same_mail", params: { mail: "citra@example.com" } }],
};

async function fill(store: CustomerStore): Promise<void> {
  await store.append([...OWN, ...OTHERS], { keys: KEYS });
  await store.saveModel("ranks", MODEL);
  await store.saveModel("ranks", { ...MODEL, version: 2 });
}

async function expectNoTrace(store: CustomerStore, all: StoreUnderTest): Promise<void> {
  const models = [await store.loadModel("ranks"), await store.loadModel("ranks", { version: 1 })];
  const seen = [await everything(store), await store.listCustomers(), models];
  const text = `${show(seen)}${(await all.dump?.()) ?? ""}`;
  for (const trace of TRACES) {
    for (const form of [trace, JSON.stringify(trace).slice(1, -1)]) {
      expectEqual(text.includes(form), false, `"${trace}" still found`);
    }
  }
  expectEqual(await store.read(PERSON), [], "events of the erased");
  expectEqual(await store.findCustomers(["citra@example.com"]), [], "found by key");
}

/** Adds up what is sold and given back, per order. */
async function totals(store: CustomerStore): Promise<unknown> {
  const byOrder = new Map<string, number>();
  for (const event of await everything(store)) {
    if (event.type !== "order_completed" && event.type !== "order_refunded") continue;
    const amount = event.type === "order_completed" ? event.total : -event.amount;
    byOrder.set(event.orderId, (byOrder.get(event.orderId) ?? 0) + amount);
  }
  return [...byOrder.values()];
}

/** What `erase` promises. */
export const ERASURE_TESTS: readonly ContractTest[] = [
  {
    name: "erase: leaves no trace of the person",
    run: async (store, all) => {
      await fill(store);
      expectEqual((await store.read(PERSON)).length, OWN.length, "events before");
      const { pseudonyms, ...result } = await store.erase(PERSON);
      expectEqual(result, { removed: 2, anonymized: 3, rewritten: 1 }, "result");
      const left = await store.read(pseudonyms[0]!);
      expectEqual(left.length, 3, "events that stay, under the pseudonym that was told");
      await expectNoTrace(store, all);
    },
  },
  {
    name: "erase: lets totals add up, order by order and instant by instant",
    run: async (store) => {
      await fill(store);
      const before = await totals(store);
      await store.erase(PERSON);
      expectEqual(await totals(store), before, "totals");
      const left = (await everything(store)).filter((event) => event.type === "order_completed");
      const instants = left.map((event) => [event.at, event.recordedAt, event.total]);
      const orders = [...OWN, ...OTHERS].filter((event) => event.type === "order_completed");
      const expected = orders.map((event) => [event.at, event.recordedAt, event.total]);
      expectEqual(instants, expected, "orders");
      const owners = new Set(left.map((event) => event.customerId));
      expectEqual(owners.size, 2, "customers with orders");
      for (const id of owners) {
        expectEqual(id === "budi" || id.startsWith("anonymous-"), true, `"${id}" is a pseudonym`);
        const kept = left.filter((event) => event.customerId === id).length;
        const read = (await store.read(id)).filter((event) => event.type === "order_completed");
        expectEqual(read.length, kept, "orders that can be read");
      }
    },
  },
  {
    name: "erase: touches nobody else",
    run: async (store) => {
      await fill(store);
      await store.erase(PERSON);
      const [first, second, third] = await store.read("budi");
      expectEqual([first, third], [OTHERS[0], OTHERS[2]], "events that do not name the person");
      const name = (second as unknown as { referredCustomerId: string }).referredCustomerId;
      expectEqual(name.startsWith("anonymous-"), true, "a pseudonym in place of the name");
      expectEqual(second, { ...OTHERS[1], referredCustomerId: name }, "the rest of that event");
      expectEqual(await store.findCustomers(["shared"]), ["budi"], "found by the shared key");
      const { model } = (await store.loadModel("ranks", { version: 1 })) ?? {};
      const cutIds = { recency: ["a", name] };
      expectEqual(model, { ...MODEL, cutIds }, "the model");
    },
  },
  {
    name: "erase: keeps the person out, and the whole batch with them",
    run: async (store, all) => {
      await fill(store);
      await store.erase(PERSON);
      const before = await everything(store);
      for (const event of [...OWN, order("new", { customerId: PERSON })]) {
        const batch = [order("x", { customerId: "budi" }), event];
        const error = await expectRefusal(store.append(batch), "CUSTOMER_ERASED", "re-import");
        const { issues } = error as { issues: readonly { path: readonly unknown[] }[] };
        expectEqual(
          issues.map(({ path }) => path[1]),
          [1],
          "places of the refused events",
        );
        expectEqual(String(error).includes(PERSON), false, "the error names the person");
      }
      expectEqual(await everything(store), before, "log");
      await expectNoTrace(store, all);
    },
  },
  {
    name: "erase: takes events of others that name the person, without the name",
    run: async (store, all) => {
      await fill(store);
      await store.erase(PERSON);
      const again = await store.append([...OTHERS, naming("b4", "budi", PERSON)]);
      expectEqual(again, { appended: 1, duplicates: 3, erased: 0 }, "result");
      await expectNoTrace(store, all);
    },
  },
  {
    name: "erase: keeps a re-import anonymous if so configured, and counts no order twice",
    needs: "anonymous",
    whenErased: "anonymous",
    run: async (store, all) => {
      await fill(store);
      const before = await totals(store);
      await store.erase(PERSON);
      const again = await store.append([...OWN, ...OTHERS], { keys: KEYS });
      expectEqual(again, { appended: 0, duplicates: 6, erased: 2 }, "the same feed again");
      expectEqual(await totals(store), before, "totals");
      const more = [order("secret-event-6", { customerId: PERSON, total: 70 }), OWN[1], OWN[4]];
      const result = await store.append(more.flatMap((event) => event ?? []));
      expectEqual(result, { appended: 1, duplicates: 0, erased: 2 }, "a new order");
      expectEqual(await totals(store), [...(before as number[]), 70], "totals with the new order");
      await expectNoTrace(store, all);
    },
  },
  {
    name: "erase: can be done twice, and for somebody unknown",
    run: async (store) => {
      await fill(store);
      await store.erase(PERSON);
      const nothing = { removed: 0, anonymized: 0, rewritten: 0 };
      const { pseudonyms, ...again } = await store.erase(PERSON);
      expectEqual(again, nothing, "twice");
      const { pseudonyms: others, ...unknown } = await store.erase("nobody");
      expectEqual(unknown, nothing, "unknown");
      expectEqual(pseudonyms[0] === others[0], false, "one pseudonym for two");
      const later = store.append([order("n", { customerId: "nobody" })]);
      await expectRefusal(later, "CUSTOMER_ERASED", "the unknown later");
    },
  },
  {
    name: "erase: lets no racing append slip in",
    needs: "writers",
    run: async (store, all) => {
      await fill(store);
      const writers = Array.from({ length: 4 }, async (_, writer) => {
        const handle = await all.open("shop");
        for (let round = 0; round < 5; round++) {
          const id = `secret-event-${String(writer)}-${String(round)}`;
          const named = naming(`n-${String(writer)}-${String(round)}`, "budi", PERSON);
          const batch = [named, identified(id, PERSON, "Citra Lestari")];
          const { code } = await outcomeOf(
            handle.append(batch, { keys: new Map([[PERSON, ["k"]]]) }),
          );
          if (code !== undefined) expectEqual(code, "CUSTOMER_ERASED", "why an append lost");
          await handle.append([named]);
        }
      });
      const eraser = (await all.open("shop")).erase(PERSON);
      await Promise.all([...writers, eraser]);
      expectEqual(await store.findCustomers(["k"]), [], "found by a racing key");
      await expectNoTrace(store, all);
    },
  },
  {
    name: "erase: takes whoever is called as a pseudonym is for a person, unless it is one",
    run: async (store, all) => {
      const looksLike = ["anonymous-8731", `anonymous-${"0f".repeat(32)}`, "anonymous-"];
      for (const id of looksLike) {
        await store.append([
          identified(`known-${id}`, id, "Citra Lestari"),
          order(id, { customerId: id }),
        ]);
      }
      expectEqual(await store.findPseudonyms(looksLike), [], "pseudonyms before");
      for (const id of looksLike) {
        const { pseudonyms, ...result } = await store.erase(id);
        expectEqual(result, { removed: 1, anonymized: 1, rewritten: 0 }, `erasing "${id}"`);
        const [pseudonym = ""] = pseudonyms;
        expectEqual(await store.findPseudonyms([id, pseudonym, "ani"]), [pseudonym], "pseudonyms");
        const before = await everything(store);
        const { pseudonyms: same, ...again } = await store.erase(pseudonym);
        expectEqual(again, { removed: 0, anonymized: 0, rewritten: 0 }, "erasing a pseudonym");
        expectEqual(same, [pseudonym], "its name");
        expectEqual(await everything(store), before, "log");
        const more = [identified(`more-${id}`, pseudonym, "Citra Lestari")];
        await expectRefusal(store.append(more), "CUSTOMER_ERASED", "more of nobody");
        const read = await store.read(pseudonym);
        expectEqual(
          (await store.append(read)).duplicates,
          read.length,
          "what was read, given back",
        );
      }
      await expectNoTrace(store, all);
    },
  },
  {
    name: "erase: takes several ids at once, all or nothing, at the expected versions",
    run: async (store) => {
      await fill(store);
      await store.append([
        { ...MERGE, customerId: "budi", mergedCustomerIds: [PERSON, "dewi"] },
        order("d1", { customerId: "dewi" }),
      ]);
      const before = await everything(store);
      const ids = [PERSON, "dewi"];
      const expectedVersions = new Map([
        [PERSON, OWN.length],
        ["dewi", 2],
      ]);
      const late = store.erase(ids, { expectedVersions });
      await expectRefusal(late, "VERSION_CONFLICT", "an older version");
      expectEqual(await everything(store), before, "log");
      expectedVersions.set("dewi", 1);
      const unseen = store.erase(ids, { expectedVersions });
      await expectRefusal(unseen, "VERSION_CONFLICT", "somebody unseen has merged them");
      expectEqual(await everything(store), before, "log");
      expectedVersions.set("budi", OTHERS.length + 1);
      const { pseudonyms, ...result } = await store.erase(ids, { expectedVersions });
      expectEqual(result, { removed: 2, anonymized: 4, rewritten: 3 }, "result");
      const [merge] = (await store.read("budi")).filter(({ id }) => id === MERGE.id);
      const left = { ...TIE, customerId: "budi", mergedCustomerIds: pseudonyms };
      expectEqual(merge, left, "a merge, without the reasons");
      const again = [{ ...MERGE, customerId: "budi", mergedCustomerIds: ids }];
      expectEqual((await store.append(again)).duplicates, 1, "the merge again");
    },
  },
  {
    name: "erase: keeps how somebody behaved if asked to, without who they are",
    run: async (store, all) => {
      await fill(store);
      await store.append([
        {
          ...{ id: "secret-event-7", type: "feedback_received", customerId: PERSON, at: minute(5) },
          ...{ kind: "csat", score: 2, text: "Citra Lestari", complaintId: "order-secret" },
        },
        {
          ...{
            id: "secret-event-8",
            type: "complaint_resolved",
            customerId: PERSON,
            at: minute(6),
          },
          ...{ complaintId: "order-secret", by: "Citra Lestari", ourFault: true },
        },
      ]);
      const { pseudonyms, ...result } = await store.erase(PERSON, { keep: "behaviour" });
      expectEqual(result, { removed: 1, anonymized: 6, rewritten: 1 }, "result");
      await expectNoTrace(store, all);
      const left = await store.read(pseudonyms[0]!);
      const [feedback] = left.filter((event) => event.type === "feedback_received");
      const [resolved] = left.filter((event) => event.type === "complaint_resolved");
      expectEqual([feedback?.score, resolved?.ourFault], [2, true], "how they behaved");
      expectEqual(feedback?.complaintId, resolved?.complaintId, "what belongs together");
    },
  },
  {
    name: "erase: keeps the person out of models that were fitted before",
    run: async (store, all) => {
      await fill(store);
      await store.erase(PERSON);
      await store.saveModel("ranks", { ...MODEL, version: 3 });
      await expectNoTrace(store, all);
      const { model } = (await store.loadModel("ranks")) ?? {};
      const [, name = ""] = (model as unknown as typeof MODEL).cutIds.recency;
      expectEqual(await store.findPseudonyms([name]), [name], "a pseudonym in place of the name");
    },
  },
];
