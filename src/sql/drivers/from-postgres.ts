import { assertRecord } from "../../kernel";
import { between } from "./transaction";
import { numbered } from "../writer/dialects";
import type { SqlQuery, SqlRow, SqlValue, TransactionalSqlRunner } from "./sql-runner";

/** What pg and PGlite have in common. */
export interface PgQueryable {
  /** Runs a statement with numbered placeholders. */
  query(sql: string, values: SqlValue[]): Promise<{ rows: unknown[] }>;
}

/** The part of a `Pool` of pg that is used. */
export interface PgPoolLike extends PgQueryable {
  /** Takes a connection out of the pool. */
  connect(): Promise<PgClientLike>;
}

/** The part of a connection of pg that is used. */
export interface PgClientLike extends PgQueryable {
  /** Listens to what goes wrong between two statements. */
  on(event: "error", listener: (error: Error) => void): unknown;
  /** Stops listening. */
  removeListener(event: "error", listener: (error: Error) => void): unknown;
  /** Gives the connection back; with `true` it is closed. */
  release(destroy?: boolean): void;
}

/** The part of a `PGlite` that is used. */
export interface PgliteLike extends PgQueryable {
  /** Runs work in a transaction, while other calls wait. */
  transaction<Result>(work: (transaction: PgQueryable) => Promise<Result>): Promise<Result>;
}

/**
 * Runs SQL on PostgreSQL through pg.
 *
 * @param pool - a `Pool`, no single client; it stays yours to end
 * @returns the runner
 */
export function fromPg(pool: PgPoolLike): TransactionalSqlRunner {
  assertRecord(pool, "fromPg: pool");
  return {
    dialect: "postgres",
    query: overPostgres(pool),
    transaction: async (work) => {
      const client = await pool.connect();
      // A server that goes away is an event of the connection too; unheard, it would end the whole process.
      client.on("error", heard);
      let broken = true;
      try {
        const result = await between(
          overPostgres(client),
          ["BEGIN ISOLATION LEVEL READ COMMITTED"],
          work,
        );
        broken = false;
        return result;
      } catch (error) {
        // A connection that still answers has been rolled back, and can be used again.
        broken = await client.query("SELECT 1", []).then(
          () => false,
          () => true,
        );
        throw error;
      } finally {
        client.removeListener("error", heard);
        client.release(broken);
      }
    },
  };
}

/**
 * Runs SQL on PGlite, PostgreSQL inside the process.
 *
 * @param database - a `PGlite`; it stays yours to close
 * @returns the runner
 */
export function fromPglite(database: PgliteLike): TransactionalSqlRunner {
  assertRecord(database, "fromPglite: database");
  return {
    dialect: "postgres",
    query: overPostgres(database),
    transaction: (work) => database.transaction((transaction) => work(overPostgres(transaction))),
  };
}

function heard(): void {
  // The statement under way, or the next one, fails with the same error.
}

function overPostgres(connection: PgQueryable): SqlQuery {
  return async (sql, parameters = []) => {
    const { rows } = await connection.query(numbered(sql), [...parameters]);
    return rows as SqlRow[];
  };
}
