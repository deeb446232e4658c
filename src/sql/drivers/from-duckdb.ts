import { assertRecord } from "../../kernel";
import { between } from "./transaction";
import { oneAtATime } from "./mutex";
import type { SqlQuery, SqlRow, TransactionalSqlRunner } from "./sql-runner";

/** The part of a connection of `@duckdb/node-api` that is used. */
export interface DuckDbConnectionLike {
  /** Prepares a statement. */
  prepare(sql: string): Promise<DuckDbStatementLike>;
}

/** The part of a prepared statement of `@duckdb/node-api` that is used. */
export interface DuckDbStatementLike {
  /** Binds a text; places count from 1. */
  bindVarchar(place: number, value: string): void;
  /** Binds a 64-bit integer. */
  bindBigInt(place: number, value: bigint): void;
  /** Binds nothing. */
  bindNull(place: number): void;
  /** Runs the statement and reads all rows. */
  runAndReadAll(): Promise<{ getRowObjects(): unknown[] }>;
  /** Frees what the statement holds. */
  destroySync(): void;
}

/**
 * Runs SQL on a DuckDB connection.
 *
 * @param connection - of `@duckdb/node-api`; it stays yours to close
 * @returns the runner; its calls wait for one another
 */
export function fromDuckDb(connection: DuckDbConnectionLike): TransactionalSqlRunner {
  assertRecord(connection, "fromDuckDb: connection");
  const inTurn = oneAtATime();
  const query: SqlQuery = async (sql, parameters = []) => {
    const statement = await connection.prepare(sql);
    try {
      parameters.forEach((value, index) => {
        if (value === null) statement.bindNull(index + 1);
        // As a plain value, a number would be bound as floating-point and a bigint with 128 bits.
        else if (typeof value === "number") statement.bindBigInt(index + 1, BigInt(value));
        else statement.bindVarchar(index + 1, value);
      });
      return (await statement.runAndReadAll()).getRowObjects() as SqlRow[];
    } finally {
      statement.destroySync();
    }
  };
  return {
    dialect: "duckdb",
    query: (sql, parameters) => inTurn(() => query(sql, parameters)),
    transaction: (work) => inTurn(() => between(query, ["BEGIN TRANSACTION"], work)),
  };
}
