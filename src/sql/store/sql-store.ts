import {
  assertInstant,
  assertOptions,
  assertRecord,
  compareCodePoints,
  type ModelHeader,
  type OptionNames,
} from "../../kernel";
import {
  assertModelVersion,
  assertName,
  assertWholeNumber,
  hidingWith,
  isName,
  planAppend,
  planModel,
  pseudonymsAmong,
  type CustomerStore,
  type LogLookups,
  type ScanBatch,
  type ScanOptions,
  type WhenErased,
} from "../../storage";
import { decodeInteger } from "../writer/decode-integer";
import { eraseCustomer } from "./erase-customer";
import { inTransaction, trying } from "../drivers/in-transaction";
import { customersNaming, lookupsOf, tombstonesIn } from "./log-lookups";
import { eventOf, logTables, readEvents, type LogTables } from "./log-tables";
import { assertMigrated } from "./migrations";
import type { SqlRow, TransactionalSqlRunner } from "../drivers/sql-runner";
import { lockTenant, type TenantHead } from "./tenant-head";

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

const SQL_STORE_OPTIONS: OptionNames<SqlStoreOptions> = {
  tenant: true,
  whenErased: true,
  secret: true,
};

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
  assertRecord(runner, "sqlStore: runner");
  assertOptions(options, SQL_STORE_OPTIONS, "sqlStore");
  const { tenant = "default", whenErased = "refuse", secret } = options;
  const { dialect } = runner;
  assertName(tenant, "sqlStore: tenant");
  const outside = logTables(runner.query, dialect, tenant);
  let ready: Promise<void> | undefined;
  let hiding: { readonly secret: string; readonly hide: LogLookups["hide"] } | undefined;

  return {
    append: (events, given = {}) =>
      write("append", async (tables, head) => {
        const plan = await planAppend(events, lookupsOf(tables, head, whenErased), given);
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
        return readEvents(outside, customerId, until?.getTime());
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
    findNaming: (customerIds, { type } = {}) =>
      look("findNaming", async () => {
        const ids = [...new Set(customerIds.filter(isName))];
        return (await customersNaming(outside, ids, type)).sort(compareCodePoints);
      }),
    findPseudonyms: (customerIds) =>
      look("findPseudonyms", async () => {
        const known = (hidden: readonly string[]) => tombstonesIn(outside, hidden.filter(isName));
        return [...(await pseudonymsAmong(customerIds, known))].sort(compareCodePoints);
      }),
    saveModel: (name, model, { expectedVersion } = {}) =>
      write("saveModel", async (tables, head) => {
        assertName(name, "saveModel: name");
        const sql =
          'SELECT MAX("version") AS "version" FROM "setia_models" WHERE "tenant" = ? AND "name" = ?';
        const [row] = await tables.run(sql, [tenant, name]);
        const newest = row?.["version"] == null ? 0 : decodeInteger(row["version"]);
        assertModelVersion(name, newest, expectedVersion);
        const kept = await planModel(model, lookupsOf(tables, head, whenErased));
        const next = [name, newest + 1, JSON.stringify(kept)];
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
    dropModels: (name, { before } = {}) =>
      write("dropModels", async (tables) => {
        if (!isName(name)) return;
        if (before !== undefined) assertWholeNumber(before, 0, "dropModels: before");
        const older = before === undefined ? "" : ' AND "version" < ?';
        const sql = `DELETE FROM "setia_models" WHERE "tenant" = ? AND "name" = ?${older}`;
        await tables.run(sql, [tenant, name, ...(before === undefined ? [] : [before])]);
      }),
    erase: (customerIds, given = {}) =>
      write("erase", async (tables, head) => {
        const ids = [...new Set([customerIds].flat())];
        for (const id of ids) assertName(id, "erase: customerId");
        return eraseCustomer(tables, head, ids, given);
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
    work: (tables: LogTables, head: TenantHead) => Promise<Result>,
  ): Promise<Result> {
    await prepared();
    return inTransaction(runner, where, async (query) => {
      const tables = logTables(query, dialect, tenant);
      return work(tables, await lockTenant(tables, hidingOf));
    });
  }

  /** Importing a key takes a moment: it is kept. */
  function hidingOf(kept: string): LogLookups["hide"] {
    const own = secret ?? kept;
    if (hiding?.secret !== own) hiding = { secret: own, hide: hidingWith(own, tenant) };
    return hiding.hide;
  }

  function prepared(): Promise<void> {
    ready ??= assertMigrated(runner).catch((error: unknown) => {
      ready = undefined;
      throw error;
    });
    return ready;
  }

  async function* scan(given: ScanOptions = {}): AsyncGenerator<ScanBatch> {
    const { after = "0", batchSize = 1000, signal } = given;
    assertWholeNumber(batchSize, 1, "scan: batchSize");
    let last = Number(after);
    assertWholeNumber(last, 0, "scan: after");
    const sql = `SELECT "position", "data" FROM "setia_events" WHERE "tenant" = ? AND "position" > ? ORDER BY "position" LIMIT ${String(batchSize)}`;
    const page = (from: number): Promise<readonly SqlRow[]> => {
      const rows = look("scan", () => outside.run(sql, [tenant, from]));
      // Heard here too, in case nobody waits for the page any more.
      rows.catch(() => undefined);
      return rows;
    };
    signal?.throwIfAborted();
    for (let next = page(last); ;) {
      const rows = await next;
      signal?.throwIfAborted();
      const end = rows.at(-1);
      if (end === undefined) return;
      last = decodeInteger(end["position"]);
      // The database fetches one page ahead while this one is used.
      next = page(last);
      yield { events: rows.map((row) => eventOf(row, "scan")), position: String(last) };
      signal?.throwIfAborted();
    }
  }
}
