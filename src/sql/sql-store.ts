import { assertInstant, compareCodePoints, SetiaError, type ModelHeader } from "../kernel";
import {
  assertModelVersion,
  assertName,
  assertWholeNumber,
  isName,
  planAppend,
  planErasure,
  renameInModel,
  type CustomerStore,
  type LogLookups,
  type ScanBatch,
  type ScanOptions,
  type WhenErased,
} from "../storage";
import { decodeInteger } from "./decode-integer";
import { DIALECTS } from "./dialects";
import { hidingWith, newSecret } from "./hiding";
import { inTransaction, trying } from "./in-transaction";
import { eventOf, logTables, placedOf, type LogTables } from "./log-tables";
import { assertMigrated } from "./migrations";
import type { TransactionalSqlRunner } from "./sql-runner";

/** Options of {@link sqlStore}. */
export interface SqlStoreOptions {
  /** Whose data the handle sees; `"default"` if left out. */
  readonly tenant?: string;
  /** What to do with events of erased customers; `"refuse"` if left out. */
  readonly whenErased?: WhenErased;
  /**
   * Keeps the ids of erased customers secret even from whoever has the whole database. It must never change;
   * if left out, a random one is kept in the database.
   */
  readonly secret?: string;
}

/** What is known of a tenant, once nobody else can write. */
interface Head {
  readonly position: number;
  readonly erasures: number;
  readonly hide: LogLookups["hide"];
}

/**
 * Keeps customers in a SQL database: PostgreSQL, PGlite, MySQL, MariaDB, SQLite or DuckDB. The tables must be
 * there; `migrateStore` makes them.
 *
 * @param runner - the database
 * @param options - tenant, and what to do with erased customers
 * @returns a store for one tenant; many handles may work on one database
 * @throws SetiaError `INVALID_INPUT` for a tenant that no engine can keep; its methods `STORE_NOT_READY` where
 * tables are missing, and `STORE_FAILED` where the database fails
 *
 * @example
 * ```ts
 * import sqlite from "node-sqlite3-wasm";
 * import { fromNodeSqlite3Wasm, migrateStore, sqlStore } from "setia/sql";
 *
 * const runner = fromNodeSqlite3Wasm(new sqlite.Database(":memory:"));
 * await migrateStore(runner);
 * const store = sqlStore(runner, { tenant: "shop" });
 * await store.listCustomers(); // => []
 * ```
 */
export function sqlStore(
  runner: TransactionalSqlRunner,
  options: SqlStoreOptions = {},
): CustomerStore {
  const { tenant = "default", whenErased = "refuse", secret } = options;
  const { dialect } = runner;
  const { castInteger, find } = DIALECTS[dialect];
  assertName(tenant, "sqlStore: tenant");
  const outside = logTables(runner.query, dialect, tenant);
  let ready: Promise<void> | undefined;
  let hiding: { readonly secret: string; readonly hide: LogLookups["hide"] } | undefined;

  return {
    append: (events, given = {}) =>
      write("append", async (tables, head) => {
        const plan = await planAppend(events, given, lookups(tables, head));
        const placed = plan.fresh.map((event, index) => ({
          position: head.position + 1 + index,
          event,
        }));
        await tables.writeEvents(placed);
        await tables.insert("keys", ["customer", "match_key"], plan.keys, true);
        if (placed.length > 0) {
          const moved = 'UPDATE "setia_tenants" SET "position" = ? WHERE "tenant" = ?';
          await tables.run(moved, [head.position + placed.length, tenant]);
        }
        return plan.result;
      }),
    read: (customerId, { until } = {}) =>
      look("read", async () => {
        if (until !== undefined) assertInstant(until, "read: until");
        if (!isName(customerId)) return [];
        return (await eventsOf(outside, customerId, until?.getTime())).map(eventOf);
      }),
    scan,
    listCustomers: ({ after = "", limit = 1000 } = {}) =>
      look("listCustomers", async () => {
        assertWholeNumber(limit, 1, "listCustomers: limit");
        if (after !== "") assertName(after, "listCustomers: after");
        const sql = `SELECT DISTINCT "customer" FROM "setia_events" WHERE "tenant" = ? AND "customer" > ? ORDER BY "customer" LIMIT ${String(limit)}`;
        return (await outside.run(sql, [tenant, after])).map((row) => row["customer"] as string);
      }),
    findCustomers: (keys) =>
      look("findCustomers", async () => {
        const sql =
          'SELECT DISTINCT "customer" FROM "setia_keys" WHERE "tenant" = ? AND "match_key" IN (?)';
        const rows = await outside.runForAll(sql, [...new Set(keys.filter(isName))]);
        const found = new Set(rows.map((row) => row["customer"] as string));
        return [...found].sort(compareCodePoints);
      }),
    saveModel: (name, model, { expectedVersion } = {}) =>
      write("saveModel", async (tables) => {
        assertName(name, "saveModel: name");
        const sql =
          'SELECT MAX("version") AS "version" FROM "setia_models" WHERE "tenant" = ? AND "name" = ?';
        const [row] = await tables.run(sql, [tenant, name]);
        const newest = row?.["version"] == null ? 0 : decodeInteger(row["version"]);
        assertModelVersion(name, newest, expectedVersion);
        const next = [name, newest + 1, JSON.stringify(model)];
        await tables.insert("models", ["name", "version", "data"], [next]);
        return newest + 1;
      }),
    loadModel: (name, { version } = {}) =>
      look("loadModel", async () => {
        if (!isName(name)) return undefined;
        if (version !== undefined) assertWholeNumber(version, 1, "loadModel: version");
        const which = version === undefined ? "" : ' AND "version" = ?';
        const sql = `SELECT "version", "data" FROM "setia_models" WHERE "tenant" = ? AND "name" = ?${which} ORDER BY "version" DESC LIMIT 1`;
        const wanted = version === undefined ? [] : [version];
        const [row] = await outside.run(sql, [tenant, name, ...wanted]);
        if (row === undefined) return undefined;
        const model = JSON.parse(row["data"] as string) as ModelHeader;
        return { model, version: decodeInteger(row["version"]) };
      }),
    erase: (customerId) =>
      write("erase", async (tables, head) => {
        assertName(customerId, "erase: customerId");
        return erase(tables, head, customerId);
      }),
  };

  /** Does one piece of reading, with clear errors. */
  async function look<Result>(where: string, work: () => Promise<Result>): Promise<Result> {
    await prepared();
    return trying(where, work);
  }

  /**
   * Does one piece of writing while no other writer of the tenant can. Thus positions are given in the order of
   * commits, without holes that a late commit fills, and what was looked up stays true until it is written.
   */
  async function write<Result>(
    where: string,
    work: (tables: LogTables, head: Head) => Promise<Result>,
  ): Promise<Result> {
    await prepared();
    return inTransaction(runner, where, async (query) => {
      const tables = logTables(query, dialect, tenant);
      return work(tables, (await lockHead(tables)) ?? (await firstHead(tables)));
    });
  }

  function prepared(): Promise<void> {
    ready ??= assertMigrated(runner).catch((error: unknown) => {
      ready = undefined;
      throw error;
    });
    return ready;
  }

  async function lockHead(tables: LogTables): Promise<Head | undefined> {
    // A write locks the row on every engine. Reading its own token back proves that it hit a row: another writer
    // may have made the row just after.
    const token = newSecret();
    const lock = 'UPDATE "setia_tenants" SET "writer" = ? WHERE "tenant" = ?';
    await tables.run(lock, [token, tenant]);
    const sql =
      'SELECT "position", "erasures", "secret" FROM "setia_tenants" WHERE "tenant" = ? AND "writer" = ?';
    const [row] = await tables.run(sql, [tenant, token]);
    if (row === undefined) return undefined;
    const own = secret ?? (row["secret"] as string);
    if (hiding?.secret !== own) hiding = { secret: own, hide: hidingWith(own, tenant) };
    const position = decodeInteger(row["position"]);
    return { position, erasures: decodeInteger(row["erasures"]), hide: hiding.hide };
  }

  async function firstHead(tables: LogTables): Promise<Head> {
    const columns = ["position", "erasures", "writer", "secret"];
    await tables.insert("tenants", columns, [[0, 0, "", newSecret()]], true);
    const head = await lockHead(tables);
    if (head !== undefined) return head;
    throw new SetiaError("STORE_FAILED", "sqlStore: the tenant's row is gone; expected it to stay");
  }

  function lookups(tables: LogTables, head: Head): LogLookups {
    return {
      known: async (ids) => {
        const sql = 'SELECT "data" FROM "setia_events" WHERE "tenant" = ? AND "id" IN (?)';
        return (await tables.runForAll(sql, ids)).map(eventOf);
      },
      versions: async (customerIds) => {
        const sql = `SELECT "customer", CAST(COUNT(*) AS ${castInteger}) AS "version" FROM "setia_events" WHERE "tenant" = ? AND "customer" IN (?) GROUP BY "customer"`;
        const rows = await tables.runForAll(sql, customerIds);
        return new Map(
          rows.map((row) => [row["customer"] as string, decodeInteger(row["version"])]),
        );
      },
      hide: head.hide,
      tombstones: async (hidden) => {
        const sql =
          'SELECT "tombstone" FROM "setia_erased" WHERE "tenant" = ? AND "tombstone" IN (?)';
        const rows = await tables.runForAll(sql, hidden);
        return new Set(rows.map((row) => row["tombstone"] as string));
      },
      anyErased: head.erasures > 0,
      whenErased,
    };
  }

  function eventsOf(
    tables: LogTables,
    customerId: string,
    until?: number,
  ): ReturnType<LogTables["run"]> {
    const last = until === undefined ? "" : ' AND "at" <= ?';
    const lastValue = until === undefined ? [] : [until];
    const order = 'ORDER BY "at", "recorded_at", "id"';
    // DuckDB uses an index only where one column of one index is all that is asked for.
    return dialect === "duckdb"
      ? tables.run(
          `WITH "own" AS MATERIALIZED (SELECT * FROM "setia_events" WHERE "customer" = ?) SELECT "position", "data" FROM "own" WHERE "tenant" = ?${last} ${order}`,
          [customerId, tenant, ...lastValue],
        )
      : tables.run(
          `SELECT "position", "data" FROM "setia_events" WHERE "tenant" = ? AND "customer" = ?${last} ${order}`,
          [tenant, customerId, ...lastValue],
        );
  }

  async function erase(
    tables: LogTables,
    head: Head,
    customerId: string,
  ): ReturnType<CustomerStore["erase"]> {
    const naming =
      'SELECT e."position", e."data" FROM "setia_mentions" m JOIN "setia_events" e ON e."tenant" = m."tenant" AND e."position" = m."position" WHERE m."tenant" = ? AND m."customer" = ?';
    const rows = [
      ...(await eventsOf(tables, customerId)),
      ...(await tables.run(naming, [tenant, customerId])),
    ];
    const placed = rows.map(placedOf);
    const events = placed.map(({ event }) => event);
    const plan = await planErasure(customerId, events, head.hide);
    await tables.removeEvents(placed.map(({ position }) => position));
    const left = placed.flatMap(({ position, event }) => {
      const replacement = plan.replacements.get(event.id);
      return replacement === undefined ? [] : [{ position, event: replacement }];
    });
    await tables.writeEvents(left);
    const keys = 'DELETE FROM "setia_keys" WHERE "tenant" = ? AND "customer" = ?';
    await tables.run(keys, [tenant, customerId]);
    await eraseFromModels(tables, customerId, plan.pseudonym);
    await tables.insert("erased", ["tombstone"], [[plan.tombstone]], true);
    const counted = 'UPDATE "setia_tenants" SET "erasures" = ? WHERE "tenant" = ?';
    await tables.run(counted, [head.erasures + 1, tenant]);
    return plan.result;
  }

  async function eraseFromModels(
    tables: LogTables,
    customerId: string,
    pseudonym: string,
  ): Promise<void> {
    const sql = `SELECT "name", "version", "data" FROM "setia_models" WHERE "tenant" = ? AND ${find}("data", ?) > 0`;
    for (const row of await tables.run(sql, [tenant, JSON.stringify(customerId)])) {
      const there: unknown = JSON.parse(row["data"] as string);
      const model = renameInModel(there, customerId, pseudonym);
      const change =
        'UPDATE "setia_models" SET "data" = ? WHERE "tenant" = ? AND "name" = ? AND "version" = ?';
      const place = [tenant, row["name"] as string, decodeInteger(row["version"])];
      await tables.run(change, [JSON.stringify(model), ...place]);
    }
  }

  async function* scan(given: ScanOptions = {}): AsyncGenerator<ScanBatch> {
    const { after = "0", batchSize = 1000, signal } = given;
    assertWholeNumber(batchSize, 1, "scan: batchSize");
    let last = Number(after);
    assertWholeNumber(last, 0, "scan: after");
    const sql = `SELECT "position", "data" FROM "setia_events" WHERE "tenant" = ? AND "position" > ? ORDER BY "position" LIMIT ${String(batchSize)}`;
    for (;;) {
      signal?.throwIfAborted();
      const from = last;
      const rows = await look("scan", () => outside.run(sql, [tenant, from]));
      signal?.throwIfAborted();
      const end = rows.at(-1);
      if (end === undefined) return;
      last = decodeInteger(end["position"]);
      yield { events: rows.map(eventOf), position: String(last) };
    }
  }
}
