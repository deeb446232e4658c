import { checkEvents } from "../../events";
import { assertOptions, isSetiaError, SetiaError, type OptionNames } from "../../kernel";
import { assertName, namedCustomers } from "../../storage";
import { decodeInteger } from "../writer/decode-integer";
import { trying } from "../drivers/in-transaction";
import { eventColumns, eventOf, logTables, type LogTables } from "./log-tables";
import { assertMigrated } from "./migrations";
import type { SqlRow, SqlRunner } from "../drivers/sql-runner";

/** Options of {@link checkStore}. */
export interface CheckStoreOptions {
  /** Whose data to look at; `"default"` if left out. */
  readonly tenant?: string;
  /** Problems that are listed at most; 1,000 if left out. All are counted. */
  readonly limit?: number;
}

const CHECK_STORE_OPTIONS: OptionNames<CheckStoreOptions> = { tenant: true, limit: true };

/** Something in a store that no store has written so. */
export interface StoreProblem {
  /** Where it was found. */
  readonly table: "events" | "mentions" | "keys" | "models" | "gaps" | "tenants";
  /** The place in the log, of what has one. */
  readonly position?: number;
  /** What is wrong. */
  readonly message: string;
}

/** What {@link checkStore} found. */
export interface StoreCheck {
  /** Whether nothing is missing and nothing is wrong. */
  readonly sound: boolean;
  /** Events that can be read. */
  readonly events: number;
  /** The last position of the log. */
  readonly position: number;
  /** Positions without an event that no erasure left empty, from first to last. */
  readonly missing: readonly { readonly first: number; readonly last: number }[];
  /** Everything else that is wrong, as far as it is listed. */
  readonly problems: readonly StoreProblem[];
  /** How many problems there are in all. */
  readonly problemCount: number;
}

const PAGE = 1000;

/**
 * Reads a whole store and tells what is lost or damaged. It changes nothing, and others may go on working.
 *
 * @param runner - the database
 * @param options - whose data
 * @returns what was found
 * @throws SetiaError `STORE_NOT_READY`; `STORE_FAILED` if the database does not answer at all
 *
 * @example
 * ```ts
 * import sqlite from "node-sqlite3-wasm";
 * import { checkStore, fromNodeSqlite3Wasm, migrateStore } from "setia/sql";
 *
 * const runner = fromNodeSqlite3Wasm(new sqlite.Database(":memory:"));
 * await migrateStore(runner);
 * const { sound, events, missing } = await checkStore(runner);
 * [sound, events, missing.length]; // => [true, 0, 0]
 * ```
 */
export async function checkStore(
  runner: SqlRunner,
  options: CheckStoreOptions = {},
): Promise<StoreCheck> {
  assertOptions(options, CHECK_STORE_OPTIONS, "checkStore");
  const { tenant = "default", limit = 1000 } = options;
  assertName(tenant, "checkStore: tenant");
  await assertMigrated(runner);
  const tables = logTables(runner.query, runner.dialect, tenant);
  const problems: StoreProblem[] = [];
  let problemCount = 0;
  const report = (problem: StoreProblem): void => {
    problemCount++;
    if (problems.length < limit) problems.push(problem);
  };
  const position = await lastPosition(tables, report);
  const seen: Range[] = [];
  const events = await checkLog(tables, position, seen, report);
  // After the log: what is erased meanwhile is noted by then.
  const gaps = await gapsOf(tables, seen, report);
  const missing = between(position, [...seen, ...gaps]);
  await checkKeys(tables, report);
  await checkModels(tables, report);
  const sound = problemCount === 0 && missing.length === 0;
  return { sound, events, position, missing, problems, problemCount };
}

interface Range {
  readonly first: number;
  readonly last: number;
}
type Report = (problem: StoreProblem) => void;

async function lastPosition(tables: LogTables, report: Report): Promise<number> {
  const { tenant } = tables;
  const rows = await trying("checkStore", () =>
    tables.run('SELECT "position" FROM "setia_tenants" WHERE "tenant" = ?', [tenant]),
  );
  const head = rows[0] === undefined ? 0 : decodeInteger(rows[0]["position"]);
  const newest = await trying("checkStore", () =>
    tables.run('SELECT MAX("position") AS "position" FROM "setia_events" WHERE "tenant" = ?', [
      tenant,
    ]),
  );
  const last = newest[0]?.["position"] == null ? 0 : decodeInteger(newest[0]["position"]);
  if (last <= head) return head;
  // Somebody may have written in between.
  const [again] = await tables.run('SELECT "position" FROM "setia_tenants" WHERE "tenant" = ?', [
    tenant,
  ]);
  const now = again === undefined ? 0 : decodeInteger(again["position"]);
  if (last > now) {
    const message = `says that the log ends at ${String(now)}, and there is an event at ${String(last)}`;
    report({ table: "tenants", message });
  }
  return last;
}

async function checkLog(
  tables: LogTables,
  end: number,
  seen: Range[],
  report: Report,
): Promise<number> {
  let events = 0;
  for (let from = 0; from < end; from += PAGE) {
    const to = Math.min(end, from + PAGE);
    let rows: readonly SqlRow[];
    try {
      rows = await pageOf(tables, from, to);
    } catch (error) {
      if (!isSetiaError(error)) throw error;
      const message = `cannot be read from position ${String(from + 1)} to ${String(to)}: ${error.message}`;
      report({ table: "events", message });
      continue;
    }
    const mentions = await mentionsOf(tables, from, to);
    for (const row of rows) {
      const position = decodeInteger(row["position"]);
      const open = seen.at(-1);
      if (open?.last === position - 1)
        seen[seen.length - 1] = { first: open.first, last: position };
      else seen.push({ first: position, last: position });
      const wrong = await wrongTwice(tables, position, row, mentions.get(position) ?? []);
      if (wrong === undefined) events++;
      else report({ position, ...wrong });
      mentions.delete(position);
    }
    for (const position of mentions.keys()) {
      const [stays] = (await mentionsOf(tables, position - 1, position)).keys();
      const [there] = stays === undefined ? [] : await pageOf(tables, position - 1, position);
      if (stays === undefined || there !== undefined) continue;
      report({ table: "mentions", position, message: "names customers where no event is" });
    }
  }
  return events;
}

function pageOf(tables: LogTables, from: number, to: number): Promise<readonly SqlRow[]> {
  const sql =
    'SELECT "position", "id", "customer", "type", "at", "recorded_at", "data" FROM "setia_events" WHERE "tenant" = ? AND "position" > ? AND "position" <= ? ORDER BY "position"';
  return trying("checkStore", () => tables.run(sql, [tables.tenant, from, to]));
}

async function mentionsOf(
  tables: LogTables,
  from: number,
  to: number,
): Promise<Map<number, string[]>> {
  const sql =
    'SELECT "position", "customer" FROM "setia_mentions" WHERE "tenant" = ? AND "position" > ? AND "position" <= ?';
  const found = new Map<number, string[]>();
  for (const row of await trying("checkStore", () => tables.run(sql, [tables.tenant, from, to]))) {
    const position = decodeInteger(row["position"]);
    found.set(position, [...(found.get(position) ?? []), row["customer"] as string]);
  }
  return found;
}

/** Looks again where something is wrong: an erasure may have rewritten it between two looks. */
async function wrongTwice(
  tables: LogTables,
  position: number,
  row: SqlRow,
  mentioned: readonly string[],
): Promise<Pick<StoreProblem, "table" | "message"> | undefined> {
  if (wrongIn(row, mentioned) === undefined) return undefined;
  const [again] = await pageOf(tables, position - 1, position);
  if (again === undefined) return undefined;
  const mentions = await mentionsOf(tables, position - 1, position);
  return wrongIn(again, mentions.get(position) ?? []);
}

function wrongIn(
  row: SqlRow,
  mentioned: readonly string[],
): Pick<StoreProblem, "table" | "message"> | undefined {
  try {
    const event = eventOf(row, "checkStore");
    const [issue] = checkEvents([event]);
    if (issue !== undefined) {
      return {
        table: "events",
        message: `has data that are no event: ${issue.path.slice(2).join(".")}`,
      };
    }
    const columns = eventColumns(event);
    for (const [name, value] of Object.entries(columns)) {
      const there = typeof value === "number" ? decodeInteger(row[name]) : row[name];
      if (there === value) continue;
      return { table: "events", message: `has another ${name} in its column than in its data` };
    }
    const names = namedCustomers(event);
    if (names.length === mentioned.length && names.every((name) => mentioned.includes(name))) {
      return undefined;
    }
    return { table: "mentions", message: "names other customers than the event does" };
  } catch (error) {
    if (!(error instanceof SetiaError)) throw error;
    const isNewer = error.code === "NEWER_EVENT";
    return { table: "events", message: isNewer ? error.message : "is damaged" };
  }
}

async function gapsOf(
  tables: LogTables,
  seen: readonly Range[],
  report: Report,
): Promise<readonly Range[]> {
  const sql = 'SELECT "first", "last" FROM "setia_gaps" WHERE "tenant" = ? ORDER BY "first"';
  const rows = await trying("checkStore", () => tables.run(sql, [tables.tenant]));
  const gaps = rows.map((row) => ({
    first: decodeInteger(row["first"]),
    last: decodeInteger(row["last"]),
  }));
  let at = 0;
  for (const { first, last } of gaps) {
    while ((seen[at]?.last ?? Infinity) < first) at++;
    const there = seen[at];
    if (there === undefined || there.first > last) continue;
    // Seen first and erased since it is well.
    const position = Math.max(first, there.first);
    const [row] = await pageOf(tables, position - 1, Math.min(last, there.last));
    if (row === undefined) continue;
    report({ table: "gaps", position, message: "is noted as erased, and an event is there" });
  }
  return gaps;
}

/** What of 1 to the end lies in none of the ranges. */
function between(end: number, ranges: readonly Range[]): Range[] {
  const left: Range[] = [];
  let next = 1;
  for (const { first, last } of [...ranges].sort((a, b) => a.first - b.first)) {
    // What was written since the look at the end is not looked at.
    if (next > end) break;
    if (first > next) left.push({ first: next, last: Math.min(first - 1, end) });
    next = Math.max(next, last + 1);
  }
  if (next <= end) left.push({ first: next, last: end });
  return left;
}

async function checkKeys(tables: LogTables, report: Report): Promise<void> {
  const sql =
    'SELECT DISTINCT k."customer" FROM "setia_keys" k WHERE k."tenant" = ? AND NOT EXISTS (SELECT 1 FROM "setia_events" e WHERE e."tenant" = k."tenant" AND e."customer" = k."customer")';
  for (const row of await trying("checkStore", () => tables.run(sql, [tables.tenant]))) {
    const message = `finds ${JSON.stringify(row["customer"])}, of whom there is no event`;
    report({ table: "keys", message });
  }
}

async function checkModels(tables: LogTables, report: Report): Promise<void> {
  const { tenant } = tables;
  const list = 'SELECT "name", "version" FROM "setia_models" WHERE "tenant" = ?';
  const one =
    'SELECT "data" FROM "setia_models" WHERE "tenant" = ? AND "name" = ? AND "version" = ?';
  for (const row of await trying("checkStore", () => tables.run(list, [tenant]))) {
    const [name, version] = [row["name"] as string, decodeInteger(row["version"])];
    // One at a time: a model may be large. One that was dropped since is well.
    const [found] = await trying("checkStore", () => tables.run(one, [tenant, name, version]));
    if (found === undefined || isModel(found["data"] as string)) continue;
    const message = `has version ${String(version)} of ${JSON.stringify(name)} damaged`;
    report({ table: "models", message });
  }
}

function isModel(data: string): boolean {
  try {
    const { kind, version } = JSON.parse(data) as { kind?: unknown; version?: unknown };
    return typeof kind === "string" && Number.isInteger(version);
  } catch {
    return false;
  }
}
