import { createRequire } from "node:module";
import { Kysely, CamelCasePlugin, MysqlDialect, PostgresDialect, SqliteDialect } from "kysely";
import mysql from "mysql2";
import sqlite from "node-sqlite3-wasm";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import {
  fromBetterSqlite3,
  fromKysely,
  fromNodeSqlite,
  fromNodeSqlite3Wasm,
  migrateStore,
  type BetterSqlite3Like,
  type KyselyLike,
  type NodeSqliteLike,
  type TransactionalSqlRunner,
} from "setia/sql";
import { testStore } from "setia/testing";
import { decodeInteger } from "../../src/sql/writer/decode-integer";
import { ENGINES, engineNamed, freshIn, newMysqlPool, newPgPool } from "./engines";

/**
 * Behaves as better-sqlite3 is documented and was measured: asking for rows of a statement without any throws,
 * numbers are bound as floating-point, dates and booleans are refused.
 */
function fakeBetterSqlite3(): BetterSqlite3Like & { close: () => void } {
  const database = new sqlite.Database(":memory:");
  const bind = (values: readonly unknown[]): sqlite.BindValues =>
    (values.length === 1 && Array.isArray(values[0]) ? (values[0] as unknown[]) : values).map(
      (value) => {
        if (value === null || ["string", "bigint"].includes(typeof value)) return value as string;
        throw new TypeError(
          `bound a ${typeof value}; as a floating-point number it would be another`,
        );
      },
    );
  return {
    close: () => {
      database.close();
    },
    prepare: (sql) => {
      const reader = /^\s*(select|with)\b/iu.test(sql);
      return {
        reader,
        all: (...values) => {
          if (!reader) throw new TypeError("This statement does not return data");
          return database.all(sql, bind(values));
        },
        run: (...values) => database.run(sql, bind(values)),
      };
    },
  };
}

function realBetterSqlite3(): BetterSqlite3Like | undefined {
  try {
    const Database = createRequire(import.meta.url)("better-sqlite3") as new (
      path: string,
    ) => BetterSqlite3Like;
    return new Database(":memory:");
  } catch {
    return undefined;
  }
}

function nodeSqlite(): NodeSqliteLike | undefined {
  try {
    const { DatabaseSync } = createRequire(import.meta.url)("node:sqlite") as {
      DatabaseSync: new (path: string) => NodeSqliteLike;
    };
    return new DatabaseSync(":memory:");
  } catch {
    return undefined;
  }
}

function there<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("the driver is not here");
  return value;
}

interface Driver {
  readonly name: string;
  readonly skip?: string | undefined;
  readonly open: () => Promise<readonly [TransactionalSqlRunner, () => Promise<void>]>;
}

const nothing = (): Promise<void> => Promise.resolve();
const plugins = [new CamelCasePlugin()];
const kysely = (handle: Kysely<unknown>): KyselyLike => handle;

const DRIVERS: readonly Driver[] = [
  {
    name: "better-sqlite3, as it is documented",
    open: () => Promise.resolve([fromBetterSqlite3(fakeBetterSqlite3()), nothing]),
  },
  {
    name: "better-sqlite3 itself",
    skip: realBetterSqlite3() === undefined ? "not installed, since it compiles" : undefined,
    open: () => Promise.resolve([fromBetterSqlite3(there(realBetterSqlite3())), nothing]),
  },
  {
    name: "node:sqlite",
    skip:
      nodeSqlite() === undefined
        ? `Node ${process.versions.node} has none; 22 and later do`
        : undefined,
    open: () => Promise.resolve([fromNodeSqlite(there(nodeSqlite())), nothing]),
  },
  {
    name: "Kysely on SQLite, with a plugin that renames columns",
    open: () => {
      const database = fakeBetterSqlite3() as unknown as ConstructorParameters<
        typeof SqliteDialect
      >[0]["database"];
      const handle = new Kysely({ dialect: new SqliteDialect({ database }), plugins });
      return Promise.resolve([
        fromKysely(kysely(handle), { dialect: "sqlite" }),
        () => handle.destroy(),
      ]);
    },
  },
  {
    name: "Kysely on PostgreSQL",
    skip: engineNamed("PostgreSQL").skip,
    open: async () => {
      const { pool, drop } = await newPgPool();
      const handle = new Kysely({ dialect: new PostgresDialect({ pool }), plugins });
      return [fromKysely(kysely(handle), { dialect: "postgres" }), drop];
    },
  },
  {
    name: "Kysely on MariaDB",
    skip: engineNamed("MariaDB").skip,
    open: async () => {
      const { pool, drop } = await newMysqlPool();
      const config = pool.pool.config as unknown as { connectionConfig: mysql.PoolOptions };
      const own = mysql.createPool({ ...config.connectionConfig, connectionLimit: 12 });
      const handle = new Kysely({ dialect: new MysqlDialect({ pool: own }), plugins });
      const close = async (): Promise<void> => {
        await handle.destroy();
        await drop();
      };
      return [fromKysely(kysely(handle), { dialect: "mariadb" }), close];
    },
  },
];

describe.each(DRIVERS)("sqlStore over $name keeps the contract", ({ name, skip, open }) => {
  if (skip !== undefined) {
    test.skip(`${name}: ${skip}`);
    return;
  }
  let runner: TransactionalSqlRunner;
  let close: () => Promise<void>;
  beforeAll(async () => {
    [runner, close] = await open();
    await migrateStore(runner);
  });
  afterAll(() => close());
  testStore({ test, create: (options) => freshIn(runner, options), sequences: 2 });
});

describe.each(ENGINES)("a runner of $name", ({ name, skip, open }) => {
  if (skip !== undefined) {
    test.skip(`${name}: ${skip}`);
    return;
  }
  it("gives and takes every safe integer, and shows no half transaction", async () => {
    const { runner, close } = await open();
    const quote = name === "MariaDB" ? "`" : '"';
    const table = `${quote}setia_tenants${quote}`;
    const insert = `INSERT INTO ${table} VALUES (?, ?, ?, ?, ?)`;
    const { MAX_SAFE_INTEGER: most, MIN_SAFE_INTEGER: least } = Number;
    const failure = runner.transaction(async (query) => {
      await query(insert, ["a", 1, 1, "w", "s"]);
      throw new Error("changed my mind");
    });
    await expect(failure).rejects.toThrow("changed my mind");
    const begun = runner.transaction(async (query) => {
      await query(insert, ["b", most, least, "w", "s"]);
      const rows = await query(`SELECT * FROM ${table}`);
      expect(rows).toHaveLength(1);
      return rows[0];
    });
    const [outside, row] = await Promise.all([runner.query(`SELECT * FROM ${table}`), begun]);
    expect(outside.length).toBeLessThanOrEqual(1);
    expect(decodeInteger(row?.["position"])).toBe(most);
    expect(decodeInteger(row?.["erasures"])).toBe(least);
    await close();
  });
});

describe("decodeInteger", () => {
  it.each([
    [5, 5],
    ["5", 5],
    [5n, 5],
    ["-9007199254740991", Number.MIN_SAFE_INTEGER],
  ])("reads %o", (given, expected) => {
    expect(decodeInteger(given)).toBe(expected);
  });

  it.each([["9007199254740993"], [9007199254740993n], [0.5], [Number.NaN], ["5.0"], [""], [null]])(
    "refuses %o",
    (given) => {
      expect(() => decodeInteger(given)).toThrow(/whole number/);
    },
  );
});

it("one connection serves one caller after the other, also after a failure", async () => {
  const runner = fromNodeSqlite3Wasm(new sqlite.Database(":memory:"));
  await expect(runner.query("SELECT nonsense")).rejects.toThrow();
  expect(await runner.query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
});
