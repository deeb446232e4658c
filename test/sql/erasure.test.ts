/** After an erasure nothing of the person is left: every field of every event holds a text of its own, and all are looked for. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import sqlite from "node-sqlite3-wasm";
import { afterAll, describe, expect, it, test } from "vitest";
import {
  createCrm,
  decisionEvent,
  memoryStore,
  type Crm,
  type CustomerEvent,
  type CustomerStore,
} from "setia";
import { fromNodeSqlite3Wasm, migrateStore, sqlStore } from "setia/sql";
import { hashText } from "../../src/kernel";
import { markedEvents, type MarkedEvent } from "../events/strings-everywhere";
import { dumpTables, ENGINES, freshIn, newFolder } from "./engines";

const asOf = new Date("2026-06-01T05:00:00Z");

/** One person, under an id that looks like a pseudonym, another id merged into it, and one whose merge was undone. */
function people(): { readonly ids: readonly string[]; readonly marked: readonly MarkedEvent[] } {
  const ids = ["anonymous-zqxperson", "zqxsecond", "zqxapart"];
  const marked = ids.flatMap((customerId) =>
    markedEvents().map((one) => ({ ...one, event: { ...one.event, customerId } })),
  );
  return { ids, marked };
}

function ties(ids: readonly string[]): CustomerEvent[] {
  const [person = "", second = "", apart = ""] = ids;
  const base = { at: asOf, by: "staff" };
  const merge = { ...base, type: "customers_merged" } as const;
  return [
    { ...merge, id: "m1", customerId: person, mergedCustomerIds: [second], reason: "zqxwhy" },
    {
      ...{ ...merge, id: "m2", customerId: "other", mergedCustomerIds: [apart], reason: "zqxwhy" },
      reasons: [{ code: "same_mail", params: { mail: "zqxmail" } }],
    },
    { ...base, id: "s2", type: "customers_split", customerId: "other", mergeId: "m2" },
  ];
}

function ordersOf(customerId: string): CustomerEvent[] {
  return [1, 2, 3].map((month) => ({
    ...{ id: `${customerId}-${String(month)}`, type: "order_completed", customerId },
    ...{ at: new Date(Date.UTC(2026, month, 5)), orderId: `${customerId}-${String(month)}` },
    ...{ currency: "IDR", total: 1000 * month },
    lines: [{ sku: "soda", quantity: 1, unitPrice: 1000 * month }],
  }));
}

function crmOver(store: CustomerStore): Crm {
  return createCrm({ store, timeZone: "UTC", currency: "IDR", clock: () => asOf });
}

async function filled(
  store: CustomerStore,
): Promise<{ readonly crm: Crm } & ReturnType<typeof people>> {
  const crm = crmOver(store);
  const { ids, marked } = people();
  const own = marked.map(({ event }) => event);
  const keys = new Map(ids.map((id) => [id, [`zqxkey-${id}`]]));
  await crm.record([...own, ...ties(ids), ...ordersOf("other"), ...ordersOf("ani")], { keys });
  await crm.refit();
  for (const customerId of [...ids, "other", "ani"]) {
    const decision = await crm.decide(customerId);
    if (decision.status === "act") await crm.record([decisionEvent(decision)]);
  }
  await crm.refit();
  const model = { kind: "ranks", version: 1, cutIds: ids };
  await store.saveModel("ranks", model);
  return { crm, ids, marked };
}

/** All that a store and a workspace over it say, also when they refuse. */
async function everythingSaid(
  store: CustomerStore,
  crm: Crm,
  given: readonly CustomerEvent[],
): Promise<string> {
  const said: unknown[] = [];
  for await (const { events } of store.scan()) said.push(events);
  const ids = await store.listCustomers();
  said.push(ids, await store.findNaming(ids));
  for (const name of ["models", "ranks"]) {
    for (let version = 1; version < 5; version++) {
      said.push(await store.loadModel(name, { version }));
    }
  }
  for await (const view of crm.customers()) said.push(view);
  for await (const decision of crm.decideAll({ explain: () => true })) said.push(decision);
  for await (const change of crm.changes({ since: new Date("2026-02-01") })) said.push(change);
  for (const id of ids) said.push(await crm.exportCustomer(id));
  said.push(await crm.report(), await crm.refit());
  for (const event of given) {
    const refusal = await store.append([event]).catch((error: unknown) => error);
    said.push(String(refusal), refusal instanceof Error ? refusal.stack : "");
    said.push(refusal);
  }
  return JSON.stringify(said);
}

/** What an anonymisation keeps beside totals: closed words, and names that the shop gives to its own things. */
const BEHAVIOUR = /(^|\.)(sku|category|channel|tactic|class|holdout|treatment|policyVersion)#/u;

async function expectGone(
  { crm, ids, marked }: Awaited<ReturnType<typeof filled>>,
  store: CustomerStore,
  dump: () => Promise<string>,
  erase: "eraseCustomer" | "anonymizeCustomer",
): Promise<void> {
  const before = await crm.report();
  const [, second = "", apart = ""] = ids;
  for (const id of [second, apart]) await crm[erase](id);
  const text = `${await everythingSaid(
    store,
    crm,
    marked.map(({ event }) => event),
  )}${await dump()}`;
  const keepsAll = erase === "anonymizeCustomer";
  let searched = 0;
  for (const { event, texts, kept } of marked) {
    for (const [path, found] of texts) {
      if (path === "customerId#0" || (keepsAll && BEHAVIOUR.test(path))) continue;
      searched++;
      expect(text.includes(found), `${event.type}.${path}`).toBe(false);
    }
    for (const [path, found] of kept) {
      expect(text.includes(found), `${event.type}.${path}`).toBe(true);
    }
  }
  expect(searched).toBeGreaterThan(600);
  // A hash that anybody can make tells who it was, to whoever has a list of ids.
  for (const trace of [...ids, ...ids.map(hashText), "zqxwhy", "zqxmail", "zqxkey"]) {
    expect(text.includes(trace), trace).toBe(false);
  }
  const after = await crm.report();
  expect([after.orders, after.revenue]).toEqual([before.orders, before.revenue]);
}

describe.each(["eraseCustomer", "anonymizeCustomer"] as const)("%s leaves nothing", (erase) => {
  it("in memory", async () => {
    const store = memoryStore();
    await expectGone(await filled(store), store, () => Promise.resolve(""), erase);
  });

  for (const { name, skip, open } of ENGINES) {
    if (skip !== undefined) {
      test.skip(`${name}: ${skip}`);
      continue;
    }
    it(`on ${name}`, async () => {
      const engine = await open();
      const { open: openStore, dump } = freshIn(engine.runner, {});
      const store = await openStore("shop");
      await expectGone(await filled(store), store, dump ?? (() => Promise.resolve("")), erase);
      await engine.close();
    });
  }
});

describe("the file of an SQLite database", () => {
  const { folder, remove } = newFolder();
  afterAll(remove);

  it("holds nothing of the person once it is vacuumed", async () => {
    const file = join(folder, "erased.db");
    const database = new sqlite.Database(file);
    const runner = fromNodeSqlite3Wasm(database);
    await migrateStore(runner);
    const store = sqlStore(runner);
    const all = await filled(store);
    const raw = (): string => readFileSync(file, "latin1");
    expect(raw()).toContain("zqxperson");
    await expectGone(all, store, () => dumpTables(runner), "eraseCustomer");
    database.exec("VACUUM");
    database.close();
    const bytes = raw();
    for (const { event, texts } of all.marked) {
      for (const [path, found] of texts) {
        expect(bytes.includes(found), `${event.type}.${path}`).toBe(false);
      }
    }
    for (const id of all.ids) expect(bytes.includes(id), id).toBe(false);
  });
});
