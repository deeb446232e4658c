import { assertList, SetiaError, showValue } from "../kernel";
import {
  assertImportOptions,
  collect,
  eventId,
  NO_CUSTOMER,
  withContentId,
  type Collector,
  type ImportResult,
} from "./import-result";
import { RecordReader } from "./record-reader";
import { cleanRow, type ImportRowsOptions, type RowColumns } from "./row-cells";
import { agreed, readRowOrder, type RowOrder } from "./row-orders";
import { hasTraits, known } from "./traits";

interface Context {
  readonly collector: Collector;
  readonly options: ImportRowsOptions;
  readonly source: string;
  /** How often an id was made before, for facts that nothing else tells apart. */
  readonly counts: Map<string, number>;
  /** The traits that were told last of each customer. */
  readonly traits: Map<string, string>;
}

/**
 * Makes events of rows of a table, such as a CSV file that a parser has split into records: orders with their lines,
 * refunds, cancellations, and who the customers are. A row with a negative amount gives back money of the order whose
 * id it names. An order of which one row cannot be read is left out whole.
 *
 * @param rows - records by column name; rows of one order need not stand together
 * @param options - which column means what, and how the file writes amounts and dates
 * @returns events and what was left out; paths begin with `rows` and end with the column
 * @throws SetiaError `INVALID_INPUT` if it is no array, or an option is none that is known, or no row has a column
 *
 * @example
 * ```ts
 * import { importRows } from "setia/import";
 *
 * const { events } = importRows([{ Tanggal: "05/01/2026", Pelanggan: "ani", Total: "Rp 150.000" }], {
 *   columns: { at: "Tanggal", customerId: "Pelanggan", total: "Total" },
 *   currency: "IDR", timeZone: "Asia/Jakarta", dates: "day_first", decimal: "comma",
 * });
 * events.map((event) => event.type === "order_completed" && event.total); // => [15000000]
 * ```
 */
export function importRows(rows: readonly unknown[], options: ImportRowsOptions): ImportResult {
  assertList(rows, "importRows: rows");
  assertImportOptions(options, "importRows");
  assertColumns(rows, options.columns);
  const collector = collect();
  const context: Context = {
    collector,
    options,
    source: options.source ?? "rows",
    counts: new Map(),
    traits: new Map(),
  };
  const column = options.columns.orderId;
  const orders = new Map<string, RecordReader[]>();
  rows.forEach((row, index) => {
    const path = ["rows", index];
    const { fields, issues } = cleanRow(row, path, options);
    const read = new RecordReader(fields, path, collector, [...issues]);
    const orderId = column === undefined ? `#${String(index)}` : read.id(column);
    if (orderId === "" || (column === undefined && read.issues.length > 0)) read.fails();
    else {
      const known = orders.get(orderId);
      if (known === undefined) orders.set(orderId, [read]);
      else known.push(read);
    }
  });
  for (const [orderId, reads] of orders) {
    takeOrder(reads, column === undefined ? undefined : orderId, context);
  }
  return collector.result();
}

function takeOrder(
  rows: readonly RecordReader[],
  named: string | undefined,
  context: Context,
): void {
  const { collector, options, source } = context;
  const { columns, timeZone } = options;
  const order = readRowOrder(rows, options);
  const optional = (column: string | undefined): string | undefined =>
    column === undefined
      ? undefined
      : rows.map((row) => row.text(column)).find((text) => text !== undefined);
  const channel = optional(columns.channel);
  const traits = known({
    name: optional(columns.name),
    email: optional(columns.email),
    phone: optional(columns.phone),
  });
  const timeOf = (column: string | undefined): Date | undefined => {
    const row = column === undefined ? undefined : rows.find((each) => each.has(column));
    return column === undefined ? undefined : row?.instant(column, timeZone);
  };
  const refunded = columns.refunded === undefined ? 0 : readRefunded(rows, columns, order);
  const [refundedAt, cancelledAt] = [timeOf(columns.refundedAt), timeOf(columns.cancelledAt)];
  if (leftOut(rows, order, named, collector)) return;

  const [{ path }] = rows as [RecordReader];
  const customerId = order.customerId ?? "";
  const base = { customerId, source };
  const orderId =
    named ?? countedId(eventId(customerId, order.at.toISOString().replaceAll(":", "")), context);
  const { at, currency, total, lines } = order;
  collector.add(
    withContentId({
      ...base,
      id: eventId(source, "order", orderId),
      type: "order_completed",
      at,
      orderId,
      currency,
      total,
      ...(lines.length === 0 ? {} : { lines }),
      ...known({ channel }),
    }),
    path,
  );
  // The same of the same customer with every order would be told over and over.
  const told = JSON.stringify(traits);
  if (hasTraits(traits) && context.traits.get(customerId) !== told) {
    context.traits.set(customerId, told);
    const id = eventId(source, "customer", orderId);
    collector.add(withContentId({ ...base, id, type: "customer_identified", at, traits }), path);
  }
  if (refunded > 0 && refundedAt !== undefined) {
    const id = eventId(source, "refund", orderId, refundedAt.toISOString());
    const amount = refunded;
    collector.add(
      withContentId({ ...base, id, type: "order_refunded", at: refundedAt, orderId, amount }),
      path,
    );
  }
  for (const { read, ...back } of order.giveBacks) {
    const event = { ...base, type: "order_refunded" as const, orderId, ...back };
    const { id } = withContentId({ ...event, id: eventId(source, "given_back", orderId) });
    collector.add({ ...event, id: countedId(id, context) }, read.path);
  }
  if (cancelledAt !== undefined) {
    const id = eventId(source, "cancelled", orderId);
    collector.add(
      withContentId({ ...base, id, type: "order_cancelled", at: cancelledAt, orderId }),
      path,
    );
  }
}

function readRefunded(
  rows: readonly RecordReader[],
  { refunded = "", refundedAt = "" }: RowColumns,
  { currency }: RowOrder,
): number {
  const amount = agreed(rows, refunded, (row) => row.optionalMoney(refunded, currency)) ?? 0;
  const row = rows.find((each) => each.has(refunded));
  if (amount > 0 && !rows.some((each) => each.has(refundedAt))) row?.instant(refundedAt);
  if (amount < 0) {
    const message = "is negative; expected what was given back, as a positive amount";
    row?.issues.push({ path: [...row.path, refunded], message });
  }
  return amount;
}

/** Names the rows of an order that cannot be taken in, all of them. */
function leftOut(
  rows: readonly RecordReader[],
  order: RowOrder,
  named: string | undefined,
  collector: Collector,
): boolean {
  const what = named === undefined ? "the order" : `the order ${JSON.stringify(named)}`;
  const faulty = rows.filter((row) => row.fails());
  if (faulty.length > 0) {
    for (const row of rows) {
      if (faulty.includes(row)) continue;
      collector.skip(row.path, "not_counted", `is of ${what}, of which another row cannot be read`);
    }
    return true;
  }
  if (order.isPlaced && order.customerId !== undefined) return false;
  for (const { path } of rows) {
    if (order.isPlaced) collector.skip(path, "no_customer", `${what} ${NO_CUSTOMER}`);
    else {
      collector.skip(
        path,
        "not_counted",
        `gives back money of ${what}, which no row places; expected the id of an order in the list`,
      );
    }
  }
  return true;
}

/** Numbers those that are alike, so that two of them stay two. */
function countedId(id: string, { counts }: Context): string {
  const count = (counts.get(id) ?? 0) + 1;
  counts.set(id, count);
  return count === 1 ? id : eventId(...id.split(":"), String(count));
}

function assertColumns(rows: readonly unknown[], columns: unknown): void {
  const refuse = (problem: string): never => {
    throw new SetiaError("INVALID_INPUT", `importRows: columns${problem}`);
  };
  if (typeof columns !== "object" || columns === null) {
    return refuse(` is ${showValue(columns)}; expected an object such as { at: "date" }`);
  }
  const { at, customerId, email, total, unitPrice, sku, refunded, refundedAt } =
    columns as Partial<RowColumns>;
  if (at === undefined) refuse(".at is missing; expected the column of the order's time");
  if (customerId === undefined && email === undefined)
    refuse(".customerId is missing; expected it, or email");
  if (total === undefined && unitPrice === undefined)
    refuse(".total is missing; expected it, or unitPrice");
  if (sku !== undefined && unitPrice === undefined) refuse(".unitPrice is missing; sku needs it");
  if (refunded !== undefined && refundedAt === undefined)
    refuse(".refundedAt is missing; refunded needs it");
  for (const [role, name] of Object.entries(columns as Record<string, unknown>)) {
    if (typeof name !== "string")
      refuse(`.${role} is ${showValue(name)}; expected the name of a column`);
    const isThere = rows.some(
      (row) => typeof row === "object" && row !== null && Object.hasOwn(row, String(name)),
    );
    if (rows.length > 0 && !isThere)
      refuse(`.${role} is ${showValue(name)}, which no row has; expected a column of the rows`);
  }
}
