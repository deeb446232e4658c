import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import sqlite from "node-sqlite3-wasm";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import type { CustomerEvent, CustomerStore } from "setia";
import {
  fromDuckDb,
  fromNodeSqlite3Wasm,
  migrateStore,
  sqlStore,
  type TransactionalSqlRunner,
} from "setia/sql";
import { testStore } from "setia/testing";
import { RUNS } from "../arbitraries";
import { ENGINES, freshIn, newFolder, type Engine } from "./engines";

const WRITERS = 8;
const EVENTS = 120;

const facts: CustomerEvent[] = Array.from({ length: EVENTS }, (_, index) => ({
  id: `e${String(index).padStart(4, "0")}`,
  type: "order_completed",
  customerId: `c${String(index % 7)}`,
  at: new Date(index * 1000),
  orderId: `o${String(index)}`,
  currency: "IDR",
  total: index,
}));

/** Eight writers append overlapping batches in different orders, each twice as after a lost answer. */
async function hammer(open: () => CustomerStore): Promise<void> {
  let appended = 0;
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      const store = open();
      for (let round = 0; round < 6; round++) {
        const from = (writer * 29 + round * 41) % EVENTS;
        const batch = [...facts, ...facts].slice(from, from + 30);
        if (writer % 2 === 1) batch.reverse();
        const first = await store.append(batch);
        const again = await store.append(batch);
        expect(first.appended + first.duplicates).toBe(30);
        expect(again).toEqual({ appended: 0, duplicates: 30, erased: 0 });
        appended += first.appended;
      }
    }),
  );
  const store = open();
  const rest = await store.append(facts);
  expect(appended + rest.appended).toBe(EVENTS);
  const log: CustomerEvent[] = [];
  for await (const { events } of store.scan({ batchSize: 50 })) log.push(...events);
  expect(log.map((event) => event.id).sort()).toEqual(facts.map((event) => event.id));
  for (let customer = 0; customer < 7; customer++) {
    const id = `c${String(customer)}`;
    const own = facts.filter((event) => event.customerId === id);
    expect(await store.read(id)).toEqual(own);
    // The version is right: exactly one writer of many gets on from it.
    const next = Array.from({ length: 4 }, (_, writer) => ({
      ...own[0],
      id: `next-${id}-${String(writer)}`,
    })) as CustomerEvent[];
    const expectedVersions = new Map([[id, own.length]]);
    const outcomes = await Promise.allSettled(
      next.map((event) => open().append([event], { expectedVersions })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === "rejected")
        expect(outcome.reason).toMatchObject({ code: "VERSION_CONFLICT" });
    }
  }
}

describe.each(ENGINES)("eight writers on $name", ({ name, skip, open }) => {
  if (skip !== undefined) {
    test.skip(`${name}: ${skip}`);
    return;
  }
  let engine: Engine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());

  it("keep every event once and in order, with right versions and no deadlock", async () => {
    await hammer(() => sqlStore(engine.runner, { tenant: "hammer" }));
  });

  it("may all be the first of a tenant", async () => {
    for (let tenant = 0; tenant < 15 * RUNS; tenant++) {
      const results = await Promise.all(
        Array.from({ length: WRITERS }, async (_, writer) => {
          // Each begins a little later than the one before, to meet it at another step.
          for (let tick = 0; tick < writer * tenant; tick++) await Promise.resolve();
          const store = sqlStore(engine.runner, { tenant: `first ${String(tenant)}` });
          return store.append(facts.slice(writer, writer + 3));
        }),
      );
      const appended = results.reduce((sum, result) => sum + result.appended, 0);
      expect(appended).toBe(WRITERS + 2);
    }
  });

  it("may all migrate at the same time, and again", async () => {
    const fresh = await open();
    const results = await Promise.all(Array.from({ length: 4 }, () => migrateStore(fresh.runner)));
    expect(results).toEqual(Array.from({ length: 4 }, () => ({ from: 2, to: 2 })));
    await fresh.close();
  });
});

function turn(runners: readonly TransactionalSqlRunner[], number: number): TransactionalSqlRunner {
  const runner = runners[number % runners.length];
  if (runner === undefined) throw new Error("no connection");
  return runner;
}

/** Runners with a connection each, on one file or instance. */
async function connections(
  connect: () => Promise<TransactionalSqlRunner> | TransactionalSqlRunner,
): Promise<TransactionalSqlRunner[]> {
  const runners: TransactionalSqlRunner[] = [];
  for (let connection = 0; connection < 4; connection++) runners.push(await connect());
  const migrations = await Promise.all(runners.map((runner) => migrateStore(runner)));
  expect(migrations.filter(({ from }) => from === 0)).toHaveLength(1);
  return runners;
}

describe("several connections to one embedded database", () => {
  const { folder, remove } = newFolder();
  const open: sqlite.Database[] = [];
  afterAll(() => {
    for (const database of open) database.close();
    remove();
  });
  let files = 0;
  const onFile = () => {
    const file = join(folder, `${String(++files)}.db`);
    return connections(() => {
      const database = new sqlite.Database(file);
      open.push(database);
      return fromNodeSqlite3Wasm(database);
    });
  };
  const inDuckDb = async () => {
    const instance = await DuckDBInstance.create(":memory:");
    return connections(async () => fromDuckDb(await instance.connect()));
  };

  it.each([
    ["SQLite", onFile],
    ["DuckDB", inDuckDb],
  ])("%s: eight writers on four connections", async (_, connect) => {
    const runners = await connect();
    let next = 0;
    await hammer(() => sqlStore(turn(runners, next++)));
  });
});

describe("sqlStore over four SQLite connections keeps the contract", () => {
  const { folder, remove } = newFolder();
  let runners: TransactionalSqlRunner[] = [];
  const open: sqlite.Database[] = [];
  beforeAll(async () => {
    runners = await connections(() => {
      const database = new sqlite.Database(join(folder, "shared.db"));
      open.push(database);
      return fromNodeSqlite3Wasm(database);
    });
  });
  afterAll(() => {
    for (const database of open) database.close();
    remove();
  });
  let next = 0;
  testStore({
    test: (name, run) => {
      if (/^(writers|erase|models: lose)/.test(name)) test(name, run);
    },
    create: (options) => {
      const fresh = freshIn(turn(runners, 0), options);
      const prefix = `m${String(++next)}/`;
      return {
        ...fresh,
        open: (tenant) =>
          sqlStore(turn(runners, next++), {
            ...options,
            tenant: `${prefix}${tenant}`,
          }),
      };
    },
  });
});
