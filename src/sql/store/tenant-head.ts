import { SetiaError } from "../../kernel";
import { newSecret, type LogLookups } from "../../storage";
import { decodeInteger } from "../writer/decode-integer";
import type { LogTables } from "./log-tables";
import type { SqlRow } from "../drivers/sql-runner";

/** What is known of a tenant, once nobody else can write. */
export interface TenantHead {
  /** Position of the last event of the log; 0 in an empty one. */
  readonly position: number;
  /** How many erasures there were. */
  readonly erasures: number;
  /** Hides texts under the tenant's secret. */
  readonly hide: LogLookups["hide"];
}

/** Locks a tenant for the rest of the transaction, and makes it if it is new. */
export async function lockTenant(
  tables: LogTables,
  hidingOf: (secret: string) => LogLookups["hide"],
): Promise<TenantHead> {
  let row = await lockRow(tables);
  if (row === undefined) {
    const columns = ["position", "erasures", "writer", "secret"];
    await tables.insert("tenants", columns, [[0, 0, "", newSecret()]], true);
    row = await lockRow(tables);
  }
  if (row === undefined) {
    throw new SetiaError("STORE_FAILED", "sqlStore: the tenant's row is gone; expected it to stay");
  }
  return {
    position: decodeInteger(row["position"]),
    erasures: decodeInteger(row["erasures"]),
    hide: hidingOf(row["secret"] as string),
  };
}

async function lockRow({ run, tenant }: LogTables): Promise<SqlRow | undefined> {
  // A write locks the row on every engine. Reading its own token back proves that it hit a row: another writer
  // may have made the row just after.
  const token = newSecret();
  await run('UPDATE "setia_tenants" SET "writer" = ? WHERE "tenant" = ?', [token, tenant]);
  const sql =
    'SELECT "position", "erasures", "secret" FROM "setia_tenants" WHERE "tenant" = ? AND "writer" = ?';
  const [row] = await run(sql, [tenant, token]);
  return row;
}
