import { assertData, assertFunction, assertOptions, type OptionNames } from "../../kernel";
import { numbered } from "../writer/dialects";
import type { SqlDialect, SqlQuery, SqlRow, SqlValue, TransactionalSqlRunner } from "./sql-runner";

/** The part of `Kysely` that is used. */
export interface KyselyLike extends KyselyExecutor {
  /** Gives a handle whose results no plugin changes. */
  withoutPlugins(): KyselyExecutor & Pick<KyselyLike, "transaction">;
  /** Prepares a transaction. */
  transaction(): KyselyTransactionLike;
}

/** The part of a transaction builder of Kysely that is used. */
export interface KyselyTransactionLike {
  /** Sets what the transaction may see of others. */
  setIsolationLevel(level: "read committed"): KyselyTransactionLike;
  /** Runs work in the transaction. */
  execute<Result>(work: (transaction: KyselyExecutor) => Promise<Result>): Promise<Result>;
}

/** What runs a compiled query: a handle or a transaction. */
export interface KyselyExecutor {
  /** Runs a compiled query. */
  executeQuery(query: KyselyQuery): Promise<{ readonly rows: unknown[] }>;
}

/** A compiled query as Kysely takes it. */
export interface KyselyQuery {
  /** The statement. */
  readonly sql: string;
  /** A value per placeholder. */
  readonly parameters: readonly unknown[];
  /** The statement as a tree; raw here. */
  readonly query: never;
  /** Distinguishes queries in logs. */
  readonly queryId: { readonly queryId: string };
}

/** Options of {@link fromKysely}. */
export interface FromKyselyOptions {
  /** The kind of database behind it, which Kysely does not tell. */
  readonly dialect: SqlDialect;
}

const FROM_KYSELY_OPTIONS: OptionNames<FromKyselyOptions> = { dialect: true };

/**
 * Runs SQL on whatever database a Kysely handle has. Its plugins are left out.
 *
 * @param handle - a `Kysely`; it stays yours to destroy
 * @param options - the kind of database
 * @returns the runner
 */
export function fromKysely(handle: KyselyLike, options: FromKyselyOptions): TransactionalSqlRunner {
  assertData(handle, "fromKysely: handle");
  assertFunction(
    (handle as unknown as Record<string, unknown>)["withoutPlugins"],
    "fromKysely: handle.withoutPlugins",
  );
  assertOptions(options, FROM_KYSELY_OPTIONS, "fromKysely");
  const { dialect } = options;
  const plain = handle.withoutPlugins();
  return {
    dialect,
    query: overKysely(plain, dialect),
    transaction: (work) =>
      plain
        .transaction()
        .setIsolationLevel("read committed")
        .execute((transaction) => work(overKysely(transaction, dialect))),
  };
}

function overKysely(executor: KyselyExecutor, dialect: SqlDialect): SqlQuery {
  return async (sql, parameters = []) => {
    const raw = { kind: "RawNode", sqlFragments: [sql], parameters: [] };
    const { rows } = await executor.executeQuery({
      sql: dialect === "postgres" ? numbered(sql) : sql,
      parameters: parameters.map((value) => bound(value, dialect)),
      query: raw as never,
      queryId: { queryId: "setia" },
    });
    return rows as SqlRow[];
  };
}

function bound(value: SqlValue, dialect: SqlDialect): unknown {
  // better-sqlite3, which Kysely uses, binds a number as a floating-point one.
  return dialect === "sqlite" && typeof value === "number" ? BigInt(value) : value;
}
