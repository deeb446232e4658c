import sqlite from "node-sqlite3-wasm";
import { describe, expect, it, test } from "vitest";
import type { CustomerStore } from "setia";
import {
  fromMysql2,
  fromNodeSqlite3Wasm,
  fromPg,
  migrateStore,
  SQL_DIALECTS,
  sqlStore,
  storeMigrations,
  type TransactionalSqlRunner,
} from "setia/sql";
import { ENGINES, engineNamed, newMysqlPool, newPgPool } from "./engines";

const newRunner = (): TransactionalSqlRunner =>
  fromNodeSqlite3Wasm(new sqlite.Database(":memory:"));

const calls: readonly [string, (store: CustomerStore) => Promise<unknown>][] = [
  ["append", (store) => store.append([])],
  ["read", (store) => store.read("ani")],
  ["scan", (store) => store.scan()[Symbol.asyncIterator]().next()],
  ["listCustomers", (store) => store.listCustomers()],
  ["findCustomers", (store) => store.findCustomers(["k"])],
  ["saveModel", (store) => store.saveModel("m", { kind: "m", version: 1 })],
  ["loadModel", (store) => store.loadModel("m")],
  ["erase", (store) => store.erase("ani")],
];

describe("migrations", () => {
  it.each(calls)("are missed by %s, which says what to do", async (_, call) => {
    const store = sqlStore(newRunner());
    await expect(call(store)).rejects.toMatchObject({ code: "STORE_NOT_READY" });
    await expect(call(store)).rejects.toThrow(/migrateStore/);
  });

  it("let a store that was refused work once they have run", async () => {
    const runner = newRunner();
    const store = sqlStore(runner);
    await expect(store.read("ani")).rejects.toMatchObject({ code: "STORE_NOT_READY" });
    expect(await migrateStore(runner)).toEqual({ from: 0, to: 2 });
    expect(await migrateStore(runner)).toEqual({ from: 2, to: 2 });
    expect(await store.read("ani")).toEqual([]);
  });

  it.each([
    ["older", "DELETE FROM setia_migrations"],
    ["newer", "INSERT INTO setia_migrations VALUES (99)"],
  ])("are refused by a store when they are %s than the code", async (age, sql) => {
    const runner = newRunner();
    await migrateStore(runner);
    await runner.query(sql);
    await expect(sqlStore(runner).read("ani")).rejects.toMatchObject({ code: "STORE_NOT_READY" });
    if (age === "older") return;
    await expect(migrateStore(runner)).rejects.toMatchObject({ code: "STORE_NOT_READY" });
    await expect(migrateStore(runner)).rejects.toThrow(/version 99; expected 2 or older/);
  });

  it("are the same statements when printed, and go on where a stopped run has left off", async () => {
    const runner = newRunner();
    const [first] = storeMigrations("sqlite");
    for (const statement of first?.statements.slice(0, 4) ?? []) await runner.query(statement);
    expect(await migrateStore(runner)).toEqual({ from: 0, to: 2 });
    const printed = newRunner();
    for (const { version, statements } of storeMigrations("sqlite")) {
      for (const statement of [...statements, ...statements]) await printed.query(statement);
      await printed.query(`INSERT INTO setia_migrations VALUES (${String(version)})`);
    }
    const schema = "SELECT name, sql FROM sqlite_master ORDER BY name";
    expect(await printed.query(schema)).toEqual(await runner.query(schema));
    expect((await sqlStore(printed).append([])).appended).toBe(0);
  });

  it("name no date, decimal or boolean type in any dialect", () => {
    for (const dialect of SQL_DIALECTS) {
      const text = storeMigrations(dialect)
        .flatMap(({ statements }) => statements)
        .join("\n");
      expect(text).not.toMatch(/\b(DATE|TIMESTAMP|DECIMAL|NUMERIC|BOOLEAN|DOUBLE|REAL|FLOAT)\b/);
      expect(text.length).toBeLessThan(3500);
    }
  });
});

describe.each(ENGINES.filter(({ name }) => name === "PostgreSQL" || name === "MariaDB"))(
  "migrations on $name",
  ({ name, skip }) => {
    if (skip !== undefined) {
      test.skip(`${name}: ${skip}`);
      return;
    }
    it("run once, whoever begins", async () => {
      const { runner, drop } = await freshServer(name);
      const results = await Promise.all(Array.from({ length: 6 }, () => migrateStore(runner)));
      expect(results.filter(({ from }) => from === 0)).toHaveLength(1);
      await drop();
    });
  },
);

async function freshServer(
  name: string,
): Promise<{ runner: TransactionalSqlRunner; drop: () => Promise<void> }> {
  if (name === "MariaDB") {
    const { pool, drop } = await newMysqlPool();
    return { runner: fromMysql2(pool, { dialect: "mariadb" }), drop };
  }
  const { pool, drop } = await newPgPool();
  return { runner: fromPg(pool), drop };
}

describe("MariaDB", () => {
  it.skipIf(engineNamed("MariaDB").skip !== undefined)(
    "is refused under NO_BACKSLASH_ESCAPES, where mysql2 writes wrong texts",
    async () => {
      const { pool, drop } = await newMysqlPool(1);
      const runner = fromMysql2(pool, { dialect: "mariadb" });
      await migrateStore(runner);
      await pool.query("SET SESSION sql_mode = 'NO_BACKSLASH_ESCAPES'");
      await expect(sqlStore(runner).read("ani")).rejects.toThrow(/NO_BACKSLASH_ESCAPES/);
      await drop();
    },
  );
});
