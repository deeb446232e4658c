import { encodeSound, reviveEvent, type CustomerEvent, type EncodedEvent } from "../../events";
import { isSetiaError, SetiaError } from "../../kernel";
import { namedCustomers } from "../../storage";
import { decodeInteger } from "../writer/decode-integer";
import { DIALECTS, inDialect, placeholders } from "../writer/dialects";
import type { SqlDialect, SqlQuery, SqlRow, SqlValue } from "../drivers/sql-runner";

/** Rows per statement, so that no engine runs out of parameters. */
const ROWS = 1000;
/** Characters of data per statement, so that no server refuses it as too long. */
const CHARACTERS = 2_000_000;

/** An event and its place in the log. */
export interface Placed {
  /** Counts up from 1 per tenant, in the order in which batches were committed. */
  readonly position: number;
  /** The event. */
  readonly event: CustomerEvent;
}

/** The statements of a store for one tenant, on one connection. */
export interface LogTables {
  /** Whose rows they are. */
  readonly tenant: string;
  /** How the database wants to be spoken to. */
  readonly dialect: SqlDialect;
  /** Runs one statement of this room. */
  readonly run: (sql: string, parameters: readonly SqlValue[]) => Promise<readonly SqlRow[]>;
  /** Runs a statement for many values, some at a time; `(?)` stands for the list. */
  readonly runForAll: (
    sql: string,
    values: readonly SqlValue[],
    before?: readonly SqlValue[],
  ) => Promise<SqlRow[]>;
  /** Adds rows, some at a time; the columns begin with the tenant's. */
  readonly insert: (
    table: string,
    columns: readonly string[],
    rows: readonly (readonly SqlValue[])[],
    orIgnore?: boolean,
  ) => Promise<void>;
  /** Writes events at their places, with the mentions of other customers in them. */
  readonly writeEvents: (placed: readonly Placed[]) => Promise<void>;
  /** Takes everything away that stands at these places. */
  readonly removeEvents: (positions: readonly number[]) => Promise<void>;
  /** Notes places that an erasure left empty, so that a lost event can be told from an erased one. */
  readonly noteGaps: (positions: readonly number[]) => Promise<void>;
}

/** Prepares the statements of a store. */
export function logTables(query: SqlQuery, dialect: SqlDialect, tenant: string): LogTables {
  const run: LogTables["run"] = (sql, parameters) => query(inDialect(sql, dialect), parameters);

  const runForAll: LogTables["runForAll"] = async (sql, values, before = [tenant]) => {
    const rows: SqlRow[] = [];
    for (let from = 0; from < values.length; from += ROWS) {
      const part = values.slice(from, from + ROWS);
      const list = placeholders(1, part.length);
      for (const row of await run(sql.replace("(?)", list), [...before, ...part])) rows.push(row);
    }
    return rows;
  };

  const insert: LogTables["insert"] = async (table, columns, rows, orIgnore = false) => {
    const names = ["tenant", ...columns].map((name) => `"${name}"`).join(", ");
    const end = orIgnore ? ` ${DIALECTS[dialect].orIgnore}` : "";
    for (const part of parts(rows)) {
      const values = placeholders(part.length, columns.length + 1);
      const sql = `INSERT INTO "setia_${table}" (${names}) VALUES ${values}${end}`;
      await run(
        sql,
        part.flatMap((row) => [tenant, ...row]),
      );
    }
  };

  return {
    tenant,
    dialect,
    run,
    runForAll,
    insert,
    writeEvents: async (placed) => {
      const columns = ["position", "id", "customer", "type", "at", "recorded_at", "data"];
      await insert("events", columns, placed.map(eventRow));
      const mentions = placed.flatMap(({ position, event }) =>
        namedCustomers(event).map((customer) => [customer, position]),
      );
      await insert("mentions", ["customer", "position"], mentions);
    },
    removeEvents: async (positions) => {
      for (const table of ["events", "mentions"]) {
        const sql = `DELETE FROM "setia_${table}" WHERE "tenant" = ? AND "position" IN (?)`;
        await runForAll(sql, positions);
      }
    },
    noteGaps: (positions) => insert("gaps", ["first", "last"], rangesOf(positions), true),
  };
}

/** Reads the rows of one customer, in order. */
export function eventsOf(
  tables: LogTables,
  customerId: string,
  columns: '"data"' | '"position", "data"',
  until?: number,
): Promise<readonly SqlRow[]> {
  const { dialect, tenant } = tables;
  const last = until === undefined ? "" : ' AND "at" <= ?';
  const lastValue = until === undefined ? [] : [until];
  const order = 'ORDER BY "at", "recorded_at", "id"';
  // DuckDB uses an index only where one column of one index is all that is asked for.
  return dialect === "duckdb"
    ? tables.run(
        `WITH "own" AS MATERIALIZED (SELECT * FROM "setia_events" WHERE "customer" = ?) SELECT ${columns} FROM "own" WHERE "tenant" = ?${last} ${order}`,
        [customerId, tenant, ...lastValue],
      )
    : tables.run(
        `SELECT ${columns} FROM "setia_events" WHERE "tenant" = ? AND "customer" = ?${last} ${order}`,
        [tenant, customerId, ...lastValue],
      );
}

/**
 * Reads an event out of the column `data`.
 *
 * @throws SetiaError `STORE_FAILED` with the position, if what stands there was not written by a store; `NEWER_EVENT`
 */
export function eventOf(row: SqlRow, where: string): CustomerEvent {
  try {
    return plainEventOf(row);
  } catch (error) {
    if (isSetiaError(error) && error.code === "NEWER_EVENT") throw error;
    // No cause: what the engine says of JSON quotes it, and with it whose event it is.
    throw new SetiaError(
      "STORE_FAILED",
      `${where}: the event at position ${String(decodeInteger(row["position"]))} is damaged; expected what append wrote. checkStore lists all that is damaged: bring it back from a backup`,
    );
  }
}

/**
 * Reads the events of one customer.
 *
 * @throws SetiaError as {@link eventOf} does
 */
export async function readEvents(
  tables: LogTables,
  customerId: string,
  until?: number,
): Promise<CustomerEvent[]> {
  const rows = await eventsOf(tables, customerId, '"data"', until);
  try {
    return rows.map(plainEventOf);
  } catch {
    // Read once more with the positions, which are asked for only where one has to be told.
    const placed = await eventsOf(tables, customerId, '"position", "data"', until);
    return placed.map((row) => eventOf(row, "read"));
  }
}

function plainEventOf(row: SqlRow): CustomerEvent {
  return reviveEvent(JSON.parse(row["data"] as string) as EncodedEvent);
}

/** Reads an event with its place. */
export function placedOf(row: SqlRow, where: string): Placed {
  return { position: decodeInteger(row["position"]), event: eventOf(row, where) };
}

/** Puts neighbours together: `[4, 1, 2]` becomes `[[1, 2], [4, 4]]`. */
function rangesOf(positions: readonly number[]): [first: number, last: number][] {
  const ranges: [number, number][] = [];
  for (const position of [...positions].sort((a, b) => a - b)) {
    const open = ranges.at(-1);
    if (open?.[1] === position - 1) open[1] = position;
    else ranges.push([position, position]);
  }
  return ranges;
}

/** Gives what stands of an event in columns of its own. */
export function eventColumns(event: CustomerEvent): Readonly<Record<string, string | number>> {
  const { id, customerId: customer, type, at, recordedAt = at } = event;
  return { id, customer, type, at: at.getTime(), recorded_at: recordedAt.getTime() };
}

function eventRow({ position, event }: Placed): SqlValue[] {
  const data = JSON.stringify(encodeSound(event));
  return [position, ...Object.values(eventColumns(event)), data];
}

function* parts(
  rows: readonly (readonly SqlValue[])[],
): Generator<readonly (readonly SqlValue[])[]> {
  let from = 0;
  let characters = 0;
  for (let to = 0; to < rows.length; to++) {
    const data = rows[to]?.at(-1);
    const length = typeof data === "string" ? data.length : 0;
    if (to > from && (to - from === ROWS || characters + length > CHARACTERS)) {
      yield rows.slice(from, to);
      from = to;
      characters = 0;
    }
    characters += length;
  }
  if (from < rows.length) yield rows.slice(from);
}
