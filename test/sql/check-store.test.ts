/** What is lost or damaged in a store is told, by its position, and nothing is changed. */
import { randomInt } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sqlite from "node-sqlite3-wasm";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import type { CustomerEvent, CustomerStore } from "setia";
import {
  checkStore,
  fromNodeSqlite3Wasm,
  migrateStore,
  sqlStore,
  type TransactionalSqlRunner,
} from "setia/sql";
import { inDialect } from "../../src/sql/writer/dialects";
import { RUNS } from "../arbitraries";
import { dumpTables, ENGINES, newFolder, type Engine } from "./engines";

function order(customerId: string, index: number): CustomerEvent {
  const id = `${customerId}-${String(index)}`;
  return {
    ...{ id, type: "order_completed", customerId, at: new Date(index * 1000), orderId: id },
    ...{ currency: "IDR", total: index, source: "Secret Source" },
  };
}

/** Positions 1 to 40: of ani 1 to 10, of budi 11 to 20, whose place is empty but for orders, and so on. */
async function fill(store: CustomerStore): Promise<void> {
  for (const customerId of ["ani", "budi", "citra"]) {
    const own = Array.from({ length: 10 }, (_, index) => order(customerId, index));
    await store.append(own, { keys: new Map([[customerId, [`key-${customerId}`]]]) });
  }
  const known: CustomerEvent[] = Array.from({ length: 5 }, (_, index) => ({
    ...{ id: `i${String(index)}`, type: "customer_identified", customerId: "dewi" },
    ...{ at: new Date(index), traits: { name: "Dewi" } },
  }));
  const named: CustomerEvent[] = ["ani", "budi", "citra", "eko", "fajar"].map((id) => ({
    ...{ id: `r-${id}`, type: "referral_made", customerId: "gita", at: new Date(0) },
    referredCustomerId: id,
  }));
  await store.append([...known.slice(0, 2), ...named, ...known.slice(2)]);
  await store.saveModel("m", { kind: "m", version: 1 });
}

describe.each(ENGINES)("checkStore on $name", ({ name, skip, open }) => {
  if (skip !== undefined) {
    test.skip(`${name}: ${skip}`);
    return;
  }
  let engine: Engine;
  let tenants = 0;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());

  /** A filled store of a tenant of its own, with an erasure, and what damages it. */
  async function filled(): Promise<{
    readonly tenant: string;
    readonly store: CustomerStore;
    readonly run: (sql: string, ...parameters: (string | number)[]) => Promise<unknown>;
  }> {
    const { runner } = engine;
    const tenant = `t${String(++tenants)}/`;
    const store = sqlStore(runner, { tenant });
    await fill(store);
    await store.erase("dewi");
    await store.erase("budi");
    const run = (sql: string, ...parameters: (string | number)[]): Promise<unknown> =>
      runner.query(inDialect(sql, runner.dialect), parameters);
    return { tenant, store, run };
  }

  it("finds a good store sound, with what was erased, and changes nothing", async () => {
    const { tenant } = await filled();
    const before = await dumpTables(engine.runner, tenant);
    const sound = { sound: true, events: 35, position: 40, missing: [], problems: [] };
    expect(await checkStore(engine.runner, { tenant })).toEqual({ ...sound, problemCount: 0 });
    expect(await dumpTables(engine.runner, tenant)).toBe(before);
    const nobody = { sound: true, events: 0, position: 0, missing: [], problems: [] };
    expect(await checkStore(engine.runner, { tenant: "nobody" })).toEqual({
      ...nobody,
      problemCount: 0,
    });
  });

  it("names every missing position", async () => {
    const { tenant, run } = await filled();
    const lost = 'DELETE FROM "setia_events" WHERE "tenant" = ? AND "position" IN (?, ?, ?, ?)';
    await run(lost, tenant, 1, 4, 5, 40);
    await run('DELETE FROM "setia_mentions" WHERE "tenant" = ? AND "position" > ?', tenant, 99);
    const { missing, sound } = await checkStore(engine.runner, { tenant });
    // The last was erased.
    expect(missing).toEqual([
      { first: 1, last: 1 },
      { first: 4, last: 5 },
    ]);
    expect(sound).toBe(false);
  });

  it.each([
    ["half a text", '{"version":2,"id":"ani-2","sour'],
    ["another text", "Secret Source"],
    ["a number", "5"],
    ["nothing", "null"],
    [
      "an unknown type",
      '{"version":2,"id":"ani-2","type":"x","customerId":"ani","at":"2026-01-05"}',
    ],
    [
      "no instant",
      '{"version":2,"id":"ani-2","type":"order_cancelled","customerId":"ani","at":"20x6-01-05T00:00:00.000Z","orderId":"1"}',
    ],
  ])("names a row with %s, as whoever meets it does, without quoting it", async (_, data) => {
    const { tenant, store, run } = await filled();
    await run(
      'UPDATE "setia_events" SET "data" = ? WHERE "tenant" = ? AND "position" = 3',
      data,
      tenant,
    );
    const { problems, events, missing } = await checkStore(engine.runner, { tenant });
    expect([problems, events, missing]).toEqual([
      [{ table: "events", position: 3, message: "is damaged" }],
      34,
      [],
    ]);
    const scan = async (): Promise<void> => {
      for await (const { events } of store.scan()) expect(events.length).toBeGreaterThan(0);
    };
    const met: readonly (readonly [string, () => Promise<unknown>])[] = [
      ["scan", scan],
      ["read", () => store.read("ani")],
      ["append", () => store.append([order("ani", 2)])],
      ["erase", () => store.erase("ani")],
    ];
    for (const [where, work] of met) {
      const error = await work().catch((caught: unknown) => caught);
      expect(error).toMatchObject({ code: "STORE_FAILED" });
      expect(String(error)).toContain(`${where}: the event at position 3 is damaged`);
      expect(String(error)).toContain("checkStore");
      expect(`${String(error)}${String((error as Error).cause)}`).not.toContain("Secret");
    }
    // Of others all can be read.
    expect(await store.read("citra")).toHaveLength(10);
  });

  it("names columns, mentions, keys and models that do not fit", async () => {
    const { tenant, run } = await filled();
    const at = (position: number): [string, number] => [tenant, position];
    const where = 'WHERE "tenant" = ? AND "position" = ?';
    await run(`UPDATE "setia_events" SET "customer" = 'eve' ${where}`, ...at(21));
    await run(`UPDATE "setia_events" SET "at" = 5 ${where}`, ...at(22));
    await run(`DELETE FROM "setia_mentions" ${where}`, ...at(33));
    await run('INSERT INTO "setia_mentions" VALUES (?, ?, ?)', tenant, "eve", 38);
    await run('INSERT INTO "setia_keys" VALUES (?, ?, ?)', tenant, "k", "nobody");
    await run(`UPDATE "setia_models" SET "data" = '{"kind":' WHERE "tenant" = ?`, tenant);
    await run('INSERT INTO "setia_gaps" VALUES (?, 7, 8)', tenant);
    const { problems, problemCount, missing } = await checkStore(engine.runner, { tenant });
    expect(problems).toEqual([
      ...[
        {
          position: 21,
          table: "events",
          message: "has another customer in its column than in its data",
        },
        { position: 22, table: "events", message: "has another at in its column than in its data" },
        { position: 33, table: "mentions", message: "names other customers than the event does" },
        { position: 38, table: "mentions", message: "names customers where no event is" },
        { position: 7, table: "gaps", message: "is noted as erased, and an event is there" },
        { table: "keys", message: 'finds "nobody", of whom there is no event' },
        { table: "models", message: 'has version 1 of "m" damaged' },
      ],
    ]);
    expect([problemCount, missing]).toEqual([7, []]);
    expect((await checkStore(engine.runner, { tenant, limit: 2 })).problems).toHaveLength(2);
  });

  it("raises no false alarm while others write and erase", async () => {
    const { tenant, store } = await filled();
    const writing = { on: true };
    const work = (async () => {
      for (let round = 0; round < 6; round++) {
        const id = `w${String(round)}`;
        await store.append([...Array.from({ length: 30 }, (_, at) => order(id, at))]);
        await store.append([
          {
            ...{ id: `n-${id}`, type: "referral_made", customerId: "gita", at: new Date(0) },
            referredCustomerId: id,
          },
          {
            ...{ id: `k-${id}`, type: "customer_identified", customerId: id },
            at: new Date(0),
            traits: {},
          },
        ]);
        await store.erase(id);
      }
      writing.on = false;
    })();
    while (writing.on) {
      const { missing, problems } = await checkStore(engine.runner, { tenant });
      expect([missing, problems]).toEqual([[], []]);
    }
    await work;
    expect(await checkStore(engine.runner, { tenant })).toMatchObject({ sound: true });
  });
});

describe("a torn SQLite file", () => {
  const { folder, remove } = newFolder();
  afterAll(remove);
  const TEARS = 30 * RUNS;

  it(`is told from a sound one, ${String(TEARS)} times`, async () => {
    const whole = join(folder, "whole.db");
    const first = new sqlite.Database(whole);
    await migrateStore(fromNodeSqlite3Wasm(first));
    const store = sqlStore(fromNodeSqlite3Wasm(first));
    for (let batch = 0; batch < 10; batch++) {
      const id = `c${String(batch)}`;
      await store.append(Array.from({ length: 40 }, (_, at) => order(id, at)));
    }
    first.close();
    const bytes = readFileSync(whole);
    const told = { refused: 0, found: 0, unharmed: 0 };
    for (let tear = 0; tear < TEARS; tear++) {
      const torn = Buffer.from(bytes);
      const from = 4096 + randomInt(bytes.length - 4096 - 3000);
      const cut = tear % 3 === 0;
      if (!cut) for (let at = from; at < from + 3000; at++) torn[at] = randomInt(256);
      const path = join(folder, `torn-${String(tear)}.db`);
      writeFileSync(path, cut ? torn.subarray(0, from) : torn);
      const outcome = await lookAt(path);
      told[outcome]++;
    }
    expect(told.refused + told.found + told.unharmed).toBe(TEARS);
    expect(told.refused + told.found).toBeGreaterThan(TEARS / 3);
  });

  /** Looks through a file: it is refused clearly, or found damaged, or every event is there as it was. */
  async function lookAt(path: string): Promise<"refused" | "found" | "unharmed"> {
    let database: sqlite.Database | undefined;
    try {
      database = new sqlite.Database(path);
      const runner: TransactionalSqlRunner = fromNodeSqlite3Wasm(database);
      const { sound } = await checkStore(runner);
      const read: CustomerEvent[] = [];
      const refusal = await (async () => {
        for await (const { events } of sqlStore(runner).scan()) read.push(...events);
      })().catch((error: unknown) => error);
      if (refusal !== undefined) expect(refusal).toMatchObject({ code: "STORE_FAILED" });
      if (!sound) return "found";
      expect(refusal).toBeUndefined();
      expect(read).toHaveLength(400);
      return "unharmed";
    } catch (error) {
      // What the driver itself says when it opens a file is its own.
      if (database === undefined) return "refused";
      expect((error as { code?: string }).code).toMatch(/^STORE_(FAILED|NOT_READY)$/u);
      return "refused";
    } finally {
      try {
        database?.close();
      } catch {
        // A torn file may not even be closed.
      }
    }
  }
});
