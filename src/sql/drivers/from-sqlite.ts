import { assertRecord } from "../../kernel";
import { between } from "./transaction";
import { oneAtATime } from "./mutex";
import type { SqlQuery, SqlRow, SqlValue, TransactionalSqlRunner } from "./sql-runner";

/** A value as SQLite drivers take it; a JavaScript number would be bound as a floating-point one. */
export type SqliteValue = string | bigint | null;

/** The part of a better-sqlite3 `Database` that is used. */
export interface BetterSqlite3Like {
  /** Prepares a statement; `reader` says whether it gives rows. */
  prepare(sql: string): {
    readonly reader: boolean;
    all(...values: SqliteValue[]): unknown[];
    run(...values: SqliteValue[]): unknown;
  };
}

/** The part of a `DatabaseSync` of `node:sqlite` that is used. */
export interface NodeSqliteLike {
  /** Prepares a statement. */
  prepare(sql: string): { all(...values: SqliteValue[]): unknown[] };
}

/** The part of a node-sqlite3-wasm `Database` that is used. */
export interface NodeSqlite3WasmLike {
  /** Runs a statement and gives its rows. */
  all(sql: string, values?: SqliteValue[]): unknown[];
}

/**
 * Runs SQL on a better-sqlite3 database.
 *
 * @param database - an open `Database`; it stays yours to close
 * @returns the runner; its calls wait for one another
 */
export function fromBetterSqlite3(database: BetterSqlite3Like): TransactionalSqlRunner {
  assertRecord(database, "fromBetterSqlite3: database");
  return overOneConnection((sql, values) => {
    const statement = database.prepare(sql);
    if (statement.reader) return statement.all(...values);
    statement.run(...values);
    return [];
  });
}

/**
 * Runs SQL on a database of `node:sqlite` (Node 22 and later).
 *
 * @param database - an open `DatabaseSync`; it stays yours to close
 * @returns the runner; its calls wait for one another
 */
export function fromNodeSqlite(database: NodeSqliteLike): TransactionalSqlRunner {
  assertRecord(database, "fromNodeSqlite: database");
  return overOneConnection((sql, values) => database.prepare(sql).all(...values));
}

/**
 * Runs SQL on a node-sqlite3-wasm database, which needs no compiler to install.
 *
 * @param database - an open `Database`; it stays yours to close
 * @returns the runner; its calls wait for one another
 */
export function fromNodeSqlite3Wasm(database: NodeSqlite3WasmLike): TransactionalSqlRunner {
  assertRecord(database, "fromNodeSqlite3Wasm: database");
  return overOneConnection((sql, values) => database.all(sql, values));
}

function overOneConnection(
  run: (sql: string, values: SqliteValue[]) => unknown[],
): TransactionalSqlRunner {
  const inTurn = oneAtATime();
  const query: SqlQuery = (sql, parameters = []) =>
    new Promise((resolve) => {
      resolve(run(sql, parameters.map(bound)) as SqlRow[]);
    });
  return {
    dialect: "sqlite",
    query: (sql, parameters) => inTurn(() => query(sql, parameters)),
    // Immediate: two processes that both begin by reading could else never write.
    transaction: (work) => inTurn(() => between(query, ["BEGIN IMMEDIATE"], work)),
  };
}

function bound(value: SqlValue): SqliteValue {
  return typeof value === "number" ? BigInt(value) : value;
}
