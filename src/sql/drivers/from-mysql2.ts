import { assertData, assertOptions, type OptionNames } from "../../kernel";
import { between } from "./transaction";
import type { SqlQuery, SqlRow, SqlValue, TransactionalSqlRunner } from "./sql-runner";

/** What pool and connection of mysql2 have in common. */
export interface Mysql2Queryable {
  /** Runs a statement. */
  query(sql: string, values: SqlValue[]): Promise<readonly [unknown, ...unknown[]]>;
}

/** The part of a promise pool of mysql2 that is used. */
export interface Mysql2PoolLike extends Mysql2Queryable {
  /** Takes a connection out of the pool. */
  getConnection(): Promise<Mysql2ConnectionLike>;
}

/** The part of a connection of mysql2 that is used. */
export interface Mysql2ConnectionLike extends Mysql2Queryable {
  /** Gives the connection back. */
  release(): void;
  /** Closes the connection. */
  destroy(): void;
}

/** Options of {@link fromMysql2}. */
export interface FromMysql2Options {
  /** Which of the two it is: they compare texts exactly under different names. */
  readonly dialect: "mysql" | "mariadb";
}

const FROM_MYSQL2_OPTIONS: OptionNames<FromMysql2Options> = { dialect: true };

/**
 * Runs SQL on MySQL or MariaDB through mysql2.
 *
 * @param pool - a pool of `mysql2/promise`; it stays yours to end
 * @param options - which of the two it is
 * @returns the runner
 */
export function fromMysql2(
  pool: Mysql2PoolLike,
  options: FromMysql2Options,
): TransactionalSqlRunner {
  assertData(pool, "fromMysql2: pool");
  assertOptions(options, FROM_MYSQL2_OPTIONS, "fromMysql2");
  const { dialect } = options;
  return {
    dialect,
    query: overMysql(pool),
    transaction: async (work) => {
      const connection = await pool.getConnection();
      let broken = true;
      try {
        // The default, REPEATABLE READ, hides what others have committed since the first look.
        const begin = ["SET TRANSACTION ISOLATION LEVEL READ COMMITTED", "START TRANSACTION"];
        const result = await between(overMysql(connection), begin, work);
        broken = false;
        return result;
      } catch (error) {
        // A connection that still answers has been rolled back, and can be used again.
        broken = await connection.query("SELECT 1", []).then(
          () => false,
          () => true,
        );
        throw error;
      } finally {
        if (broken) connection.destroy();
        else connection.release();
      }
    },
  };
}

function overMysql(connection: Mysql2Queryable): SqlQuery {
  return async (sql, parameters = []) => {
    const [rows] = await connection.query(sql, [...parameters]);
    return Array.isArray(rows) ? (rows as SqlRow[]) : [];
  };
}
