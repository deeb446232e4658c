import { planErasure, renameInModel, type EraseOptions, type EraseResult } from "../../storage";
import { decodeInteger } from "../writer/decode-integer";
import { DIALECTS } from "../writer/dialects";
import { lookupsOf } from "./log-lookups";
import { eventsOf, placedOf, type LogTables } from "./log-tables";
import type { TenantHead } from "./tenant-head";

/** Erases a person from every table of a tenant. */
export async function eraseCustomer(
  tables: LogTables,
  head: TenantHead,
  customerIds: readonly string[],
  options: EraseOptions,
): Promise<EraseResult> {
  const { tenant } = tables;
  const rows = await tables.runForAll(
    'SELECT e."position", e."data" FROM "setia_mentions" m JOIN "setia_events" e ON e."tenant" = m."tenant" AND e."position" = m."position" WHERE m."tenant" = ? AND m."customer" IN (?)',
    customerIds,
  );
  for (const id of customerIds) {
    for (const row of await eventsOf(tables, id, '"position", "data"')) rows.push(row);
  }
  const byPosition = new Map(
    rows.map((row) => placedOf(row, "erase")).map((one) => [one.position, one]),
  );
  const placed = [...byPosition.values()];
  const events = placed.map(({ event }) => event);
  const log = lookupsOf(tables, head, "refuse");
  const plan = await planErasure(customerIds, events, log, options);
  const changed = placed.filter(({ event }) => plan.replacements.has(event.id));
  await tables.removeEvents(changed.map(({ position }) => position));
  const left = changed.flatMap(({ position, event }) => {
    const replacement = plan.replacements.get(event.id);
    return replacement === undefined ? [] : [{ position, event: replacement }];
  });
  await tables.writeEvents(left);
  const empty = new Set(changed.map(({ position }) => position));
  for (const { position } of left) empty.delete(position);
  await tables.noteGaps([...empty]);
  const persons = [...plan.names.keys()];
  await tables.runForAll(
    'DELETE FROM "setia_keys" WHERE "tenant" = ? AND "customer" IN (?)',
    persons,
  );
  await eraseFromModels(tables, plan.names);
  const tombstones = plan.tombstones.map((tombstone) => [tombstone]);
  await tables.insert("erased", ["tombstone"], tombstones, true);
  const counted = 'UPDATE "setia_tenants" SET "erasures" = ? WHERE "tenant" = ?';
  await tables.run(counted, [head.erasures + persons.length, tenant]);
  return plan.result;
}

async function eraseFromModels(
  tables: LogTables,
  names: ReadonlyMap<string, string>,
): Promise<void> {
  const { dialect, tenant } = tables;
  const { find } = DIALECTS[dialect];
  const sql = `SELECT "name", "version", "data" FROM "setia_models" WHERE "tenant" = ? AND ${find}("data", ?) > 0`;
  for (const id of names.keys()) {
    for (const row of await tables.run(sql, [tenant, JSON.stringify(id)])) {
      const model = renameInModel(JSON.parse(row["data"] as string) as unknown, names);
      const change =
        'UPDATE "setia_models" SET "data" = ? WHERE "tenant" = ? AND "name" = ? AND "version" = ?';
      const place = [tenant, row["name"] as string, decodeInteger(row["version"])];
      await tables.run(change, [JSON.stringify(model), ...place]);
    }
  }
}
