import { SetiaError, showValue } from "../../kernel";
import { decodeInteger } from "../writer/decode-integer";
import { DIALECTS, inDialect, type Dialect } from "../writer/dialects";
import { inTransaction, trying } from "../drivers/in-transaction";
import type {
  SqlDialect,
  SqlQuery,
  SqlRunner,
  TransactionalSqlRunner,
} from "../drivers/sql-runner";

/** One step from an older layout of the tables to the next. */
export interface StoreMigration {
  /** Counts from 1. */
  readonly version: number;
  /** Statements in their order; each can run twice. */
  readonly statements: readonly string[];
}

/** The layout that this code works with. */
export const STORE_VERSION = 2;

const VERSIONS = 'CREATE TABLE IF NOT EXISTS "setia_migrations" ("version" INTEGER PRIMARY KEY)';
/** Any number that no other program takes for its lock. */
const LOCK = 7_382_461;

/**
 * Gives the statements that make and change the tables of a store, for teams that run such things themselves.
 *
 * @param dialect - the kind of database
 * @returns every step, oldest first
 *
 * @example
 * ```ts
 * import { storeMigrations } from "setia/sql";
 *
 * const [first] = storeMigrations("sqlite");
 * first?.statements.length; // => 11
 * const script = storeMigrations("postgres").flatMap((step) => step.statements).join(";\n");
 * script.includes('CREATE TABLE IF NOT EXISTS "setia_events"'); // => true
 * ```
 */
export function storeMigrations(dialect: SqlDialect): readonly StoreMigration[] {
  if (!Object.hasOwn(DIALECTS, dialect)) {
    throw new SetiaError(
      "INVALID_INPUT",
      `storeMigrations: dialect is ${showValue(dialect)}; expected ${Object.keys(DIALECTS).join(", ")}`,
    );
  }
  const { id, text, integer } = DIALECTS[dialect];
  const table = (name: string, columns: readonly string[]): string =>
    `CREATE TABLE IF NOT EXISTS "setia_${name}" (${columns.join(", ")})`;
  const mysql = dialect === "mysql" || dialect === "mariadb";
  // MySQL knows no "if not exists" for an index; there it is part of the table.
  const indices: string[] = [];
  const index = (of: string, columns: string, kind = ""): string[] => {
    const name = `"setia_${of}_${columns.replaceAll(/[", ]+/gu, "_").replaceAll(/^_|_$/gu, "")}"`;
    if (mysql) return [`${kind} INDEX ${name} (${columns})`.trim()];
    const begin = `CREATE ${kind} INDEX`.replace("  ", " ");
    indices.push(`${begin} IF NOT EXISTS ${name} ON "setia_${of}" (${columns})`);
    return [];
  };
  // DuckDB looks rows up by an index of one column only.
  const byCustomer = '"tenant", "customer", "at", "recorded_at", "id"';
  const events = table("events", [
    `"tenant" ${id} NOT NULL`,
    `"position" ${integer} NOT NULL`,
    `"id" ${id} NOT NULL`,
    `"customer" ${id} NOT NULL`,
    `"type" ${id} NOT NULL`,
    `"at" ${integer} NOT NULL`,
    `"recorded_at" ${integer} NOT NULL`,
    `"data" ${text} NOT NULL`,
    'PRIMARY KEY ("tenant", "position")',
    ...index("events", '"tenant", "id"', "UNIQUE"),
    ...index("events", dialect === "duckdb" ? '"customer"' : byCustomer),
  ]);
  const mentions = table("mentions", [
    `"tenant" ${id} NOT NULL`,
    `"customer" ${id} NOT NULL`,
    `"position" ${integer} NOT NULL`,
    'PRIMARY KEY ("tenant", "customer", "position")',
    ...index("mentions", '"tenant", "position"'),
  ]);
  const keys = table("keys", [
    `"tenant" ${id} NOT NULL`,
    `"match_key" ${id} NOT NULL`,
    `"customer" ${id} NOT NULL`,
    'PRIMARY KEY ("tenant", "match_key", "customer")',
    ...index("keys", '"tenant", "customer"'),
  ]);
  const models = table("models", [
    `"tenant" ${id} NOT NULL`,
    `"name" ${id} NOT NULL`,
    `"version" ${integer} NOT NULL`,
    `"data" ${text} NOT NULL`,
    'PRIMARY KEY ("tenant", "name", "version")',
  ]);
  const erased = table("erased", [
    `"tenant" ${id} NOT NULL`,
    `"tombstone" ${id} NOT NULL`,
    'PRIMARY KEY ("tenant", "tombstone")',
  ]);
  const tenants = table("tenants", [
    `"tenant" ${id} NOT NULL PRIMARY KEY`,
    `"position" ${integer} NOT NULL`,
    `"erasures" ${integer} NOT NULL`,
    `"writer" ${id} NOT NULL`,
    `"secret" ${id} NOT NULL`,
  ]);
  const first = [VERSIONS, tenants, events, mentions, keys, models, erased, ...indices];
  const steps = [first, secondStep(table, { id, integer })];
  return steps.map((statements, index) => ({
    version: index + 1,
    statements: statements.map((sql) => inDialect(sql, dialect)),
  }));
}

/**
 * Since 0.2: places that erasures left empty are noted (those of older erasures are found by what is missing), and who was
 * merged is found by mentions, so the keys that held an unkeyed hash of an id go.
 */
function secondStep(
  table: (name: string, columns: readonly string[]) => string,
  { id, integer }: Pick<Dialect, "id" | "integer">,
): readonly string[] {
  const gaps = table("gaps", [
    `"tenant" ${id} NOT NULL`,
    `"first" ${integer} NOT NULL`,
    `"last" ${integer} NOT NULL`,
    'PRIMARY KEY ("tenant", "first")',
  ]);
  // The place before the first event and the one after the last count too.
  const places =
    'SELECT "tenant", "position" FROM "setia_events" UNION ALL SELECT "tenant", 0 AS "position" FROM "setia_tenants" UNION ALL SELECT "tenant", "position" + 1 AS "position" FROM "setia_tenants"';
  const next = `SELECT "tenant", "position", LEAD("position") OVER (PARTITION BY "tenant" ORDER BY "position") AS "next" FROM (${places}) AS "places"`;
  // Only where none is noted yet: run once more, it would take what was lost since for erased.
  const found = `SELECT "tenant", "position" + 1, "next" - 1 FROM (${next}) AS "pairs" WHERE "next" > "position" + 1 AND NOT EXISTS (SELECT 1 FROM "setia_gaps")`;
  return [
    gaps,
    `INSERT INTO "setia_gaps" ("tenant", "first", "last") ${found}`,
    `DELETE FROM "setia_keys" WHERE "match_key" LIKE 'setia:merged:%'`,
  ];
}

/**
 * Brings the tables of a store up to date. It can run twice and from several processes at the same time.
 *
 * @param runner - the database
 * @returns the version of the tables before and after
 * @throws SetiaError `STORE_NOT_READY` if the tables are newer than this code, `STORE_FAILED` if the database
 * refuses
 *
 * @example
 * ```ts
 * import { migrateStore, type TransactionalSqlRunner } from "setia/sql";
 *
 * // Once per start of the app, or in a deployment step:
 * const prepare = (runner: TransactionalSqlRunner) => migrateStore(runner);
 * typeof prepare; // => "function"
 * ```
 */
export async function migrateStore(
  runner: TransactionalSqlRunner,
): Promise<{ readonly from: number; readonly to: number }> {
  return inTransaction(runner, "migrateStore", async (query) => {
    const unlock = await lock(query, runner.dialect);
    try {
      await query(inDialect(VERSIONS, runner.dialect));
      const from = await newestVersion(query, runner.dialect);
      assertNotNewer(from, "migrateStore");
      for (const { version, statements } of storeMigrations(runner.dialect)) {
        if (version <= from) continue;
        for (const statement of statements) await query(statement);
        const done = 'INSERT INTO "setia_migrations" ("version") VALUES (?)';
        await query(inDialect(done, runner.dialect), [version]);
      }
      return { from, to: STORE_VERSION };
    } finally {
      await unlock();
    }
  });
}

/**
 * Refuses a database whose tables are missing, older or newer than this code.
 *
 * @throws SetiaError `STORE_NOT_READY`, `STORE_FAILED`
 */
export async function assertMigrated(runner: SqlRunner): Promise<void> {
  let version: number;
  try {
    version = await trying("sqlStore", () => newestVersion(runner.query, runner.dialect));
  } catch (cause) {
    // Either the table is missing, or the database does not answer at all.
    await trying("sqlStore", () => runner.query("SELECT 1"));
    throw notReady("sqlStore: the tables are missing; expected migrateStore to have run", cause);
  }
  assertNotNewer(version, "sqlStore");
  if (version < STORE_VERSION) {
    const text = `sqlStore: the tables have version ${String(version)}; expected ${String(STORE_VERSION)}, so run migrateStore`;
    throw notReady(text);
  }
  if (runner.dialect === "mysql" || runner.dialect === "mariadb") {
    // Where the driver writes parameters into the text, a backslash must mean what the driver thinks.
    const [row] = await runner.query("SELECT CHAR_LENGTH(?) AS `length`", ["\\"]);
    if (decodeInteger(row?.["length"]) !== 1) {
      throw notReady(
        "sqlStore: the connection runs with NO_BACKSLASH_ESCAPES, under which the driver writes wrong texts; expected a connection without it",
      );
    }
  }
}

async function lock(query: SqlQuery, dialect: SqlDialect): Promise<() => Promise<void>> {
  const nothing = (): Promise<void> => Promise.resolve();
  switch (dialect) {
    case "postgres":
      await query("SELECT pg_advisory_xact_lock(?)", [LOCK]);
      return nothing;
    case "mysql":
    case "mariadb":
      await query("SELECT GET_LOCK(?, 300) AS `locked`", [`setia_${String(LOCK)}`]);
      return async () => {
        await query("SELECT RELEASE_LOCK(?) AS `released`", [`setia_${String(LOCK)}`]);
      };
    // The transaction holds the whole database, or fails and is tried again.
    case "sqlite":
    case "duckdb":
      return nothing;
  }
}

async function newestVersion(query: SqlQuery, dialect: SqlDialect): Promise<number> {
  const newest = 'SELECT MAX("version") AS "version" FROM "setia_migrations"';
  const [row] = await query(inDialect(newest, dialect));
  return row?.["version"] == null ? 0 : decodeInteger(row["version"]);
}

function assertNotNewer(version: number, where: string): void {
  if (version <= STORE_VERSION) return;
  throw notReady(
    `${where}: the tables have version ${String(version)}; expected ${String(STORE_VERSION)} or older, so upgrade setia`,
  );
}

function notReady(message: string, cause?: unknown): SetiaError {
  return new SetiaError("STORE_NOT_READY", message, { cause });
}
