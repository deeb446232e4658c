import { planErasure, renameInModel, type EraseResult } from "../storage";
import { decodeInteger } from "./decode-integer";
import { DIALECTS } from "./dialects";
import { eventsOf, placedOf, type LogTables } from "./log-tables";
import type { TenantHead } from "./tenant-head";

/**
 * Erases a person from every table of a tenant.
 *
 * @param tables - of the transaction
 * @param head - of the locked tenant
 * @param customerId - the person
 * @returns what was done
 */
export async function eraseCustomer(
  tables: LogTables,
  head: TenantHead,
  customerId: string,
): Promise<EraseResult> {
  const { tenant } = tables;
  const naming =
    'SELECT e."position", e."data" FROM "setia_mentions" m JOIN "setia_events" e ON e."tenant" = m."tenant" AND e."position" = m."position" WHERE m."tenant" = ? AND m."customer" = ?';
  const rows = [
    ...(await eventsOf(tables, customerId, '"position", "data"')),
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
  await eraseFromModels(tables, customerId, plan.result.pseudonym);
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
  const { dialect, tenant } = tables;
  const { find } = DIALECTS[dialect];
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
