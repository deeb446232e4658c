import { encodeSound, type CustomerEvent } from "../../events";
import type { CustomerView } from "../../view";
import type { StoredLog } from "../customers/customer-logs";

/** Everything known of one customer, to hand over. */
export interface CustomerExport {
  /** Who; of several that were merged, the survivor. */
  readonly customerId: string;
  /** Every id that is seen as this customer. */
  readonly customerIds: readonly string[];
  /** The instant this speaks of. */
  readonly asOf: Date;
  /** JSON text: `{ customerId, customerIds, asOf, view, events }`; without `view` if the data cannot be counted with. */
  readonly json: string;
  /** CSV text (RFC 4180) with the columns `part`, `id`, `at`, `field`, `value`: a line for each single fact. */
  readonly csv: string;
}

/** Writes everything known of a customer: every event as it was recorded, and all that is computed from them. */
export function exportOf(
  log: StoredLog,
  asOf: Date,
  view: CustomerView<string> | undefined,
): CustomerExport {
  const { customerId, customerIds } = log;
  const events = log.events.map((event) => encodeSound(event));
  const rows = [
    ["part", "id", "at", "field", "value"],
    ...log.events.flatMap(eventRows),
    ...leaves(view).map(([field, value]) => ["computed", "", asOf.toISOString(), field, value]),
  ];
  return {
    customerId,
    customerIds,
    asOf,
    json: JSON.stringify({ customerId, customerIds, asOf, view, events }, undefined, 2),
    csv: rows.map((row) => `${row.map(cell).join(",")}\r\n`).join(""),
  };
}

function eventRows({ id, at, type, ...fields }: CustomerEvent): string[][] {
  return leaves(fields).map(([field, value]) => [type, id, at.toISOString(), field, value]);
}

/** Every single value with the way to it: `traits.emails.0`. */
function leaves(value: unknown, path = ""): (readonly [field: string, value: string])[] {
  if (value === undefined) return [];
  if (value instanceof Date) return [[path, value.toISOString()]];
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [[path, JSON.stringify(value)]];
  return Object.entries(value).flatMap(([key, member]) =>
    leaves(member, path === "" ? key : `${path}.${key}`),
  );
}

/** What a spreadsheet would take for a formula gets an apostrophe before it; numbers are none. */
function cell(text: string): string {
  const formula =
    /^[=@\t\r]/u.test(text) || (/^[+-]/u.test(text) && !/^[+-][\d\s().-]*$/u.test(text));
  const safe = formula ? `'${text}` : text;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
