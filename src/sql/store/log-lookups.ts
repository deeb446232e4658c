import type { EventType } from "../../events";
import type { LogLookups, WhenErased } from "../../storage";
import { decodeInteger } from "../writer/decode-integer";
import { DIALECTS } from "../writer/dialects";
import { eventOf, type LogTables } from "./log-tables";
import type { TenantHead } from "./tenant-head";

/** Tells `planAppend` what the tables hold. */
export function lookupsOf(tables: LogTables, head: TenantHead, whenErased: WhenErased): LogLookups {
  const { castInteger } = DIALECTS[tables.dialect];
  return {
    known: async (ids) => {
      const sql =
        'SELECT "position", "data" FROM "setia_events" WHERE "tenant" = ? AND "id" IN (?)';
      return (await tables.runForAll(sql, ids)).map((row) => eventOf(row, "append"));
    },
    versions: async (customerIds) => {
      const sql = `SELECT "customer", CAST(COUNT(*) AS ${castInteger}) AS "version" FROM "setia_events" WHERE "tenant" = ? AND "customer" IN (?) GROUP BY "customer"`;
      const rows = await tables.runForAll(sql, customerIds);
      return new Map(rows.map((row) => [row["customer"] as string, decodeInteger(row["version"])]));
    },
    mergers: (customerIds) => customersNaming(tables, customerIds, "customers_merged"),
    hide: head.hide,
    tombstones: (hidden) => tombstonesIn(tables, hidden),
    anyErased: head.erasures > 0,
    whenErased,
  };
}

/** Returns those of these hidden texts that were kept of erased customers. */
export async function tombstonesIn(
  tables: LogTables,
  hidden: readonly string[],
): Promise<ReadonlySet<string>> {
  const sql = 'SELECT "tombstone" FROM "setia_erased" WHERE "tenant" = ? AND "tombstone" IN (?)';
  const rows = await tables.runForAll(sql, hidden);
  return new Set(rows.map((row) => row["tombstone"] as string));
}

/** Finds the customers with an event that names one of these others. */
export async function customersNaming(
  tables: LogTables,
  customerIds: readonly string[],
  type: EventType | undefined,
): Promise<string[]> {
  const ofType = type === undefined ? "" : ' AND e."type" = ?';
  const sql = `SELECT DISTINCT e."customer" FROM "setia_mentions" m JOIN "setia_events" e ON e."tenant" = m."tenant" AND e."position" = m."position" WHERE m."tenant" = ?${ofType} AND m."customer" IN (?)`;
  const before = type === undefined ? [tables.tenant] : [tables.tenant, type];
  const rows = await tables.runForAll(sql, customerIds, before);
  return [...new Set(rows.map((row) => row["customer"] as string))];
}
