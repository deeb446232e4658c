/** The kinds of SQL that are spoken. MariaDB and MySQL differ in how they compare texts exactly. */
export const SQL_DIALECTS = ["postgres", "mysql", "mariadb", "sqlite", "duckdb"] as const;

/** One of {@link SQL_DIALECTS}. PGlite is `postgres`. */
export type SqlDialect = (typeof SQL_DIALECTS)[number];

/** What is given as a parameter; whole numbers stay safe integers. */
export type SqlValue = string | number | null;

/** A row by column name, with whatever types the driver gives. */
export type SqlRow = Readonly<Record<string, unknown>>;

/** Runs one statement with a parameter for each `?` and gives the rows, if it has any. */
export type SqlQuery = (
  sql: string,
  parameters?: readonly SqlValue[],
) => Promise<readonly SqlRow[]>;

/** The only thing that touches a database. There is a function that makes one for each common driver. */
export interface SqlRunner {
  /** How the database wants to be spoken to. */
  readonly dialect: SqlDialect;
  /** Runs one statement outside of any transaction. */
  readonly query: SqlQuery;
}

/** A runner that can keep several statements together; a store needs one. */
export interface TransactionalSqlRunner extends SqlRunner {
  /**
   * Runs statements as one transaction: on one connection, under READ COMMITTED or stricter where each
   * statement sees what was committed before it, committed if the work succeeds and rolled back if it throws.
   */
  readonly transaction: <Result>(work: (query: SqlQuery) => Promise<Result>) => Promise<Result>;
}
