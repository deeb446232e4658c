import type { CheckedMeasureOptions, MeasureColumns, SqlTableName } from "./measure-options";
import { joined, NOTHING, type SqlStatement, type SqlWriter } from "./sql-text";

/** A query under a name, for the queries after it. */
export interface CommonTable {
  /** The name. */
  readonly name: string;
  /** The query. */
  readonly query: SqlStatement;
}

/** Orders as rows, wherever they come from. */
export interface OrderSource {
  /**
   * The queries that lead to `given`: one row an order with `customer`, `id`, `at` in milliseconds, `total`, and `currency`,
   * `cancelled` and `refunded` where they are known.
   */
  readonly tables: readonly CommonTable[];
  /** Whether `given` has the instant of a cancellation. */
  readonly cancelled: boolean;
  /** Whether `given` has what was given back by the instant. */
  readonly refunded: boolean;
  /** Whether `given` has currencies. */
  readonly currency: boolean;
  /** Whether `given` has the calendar day. */
  readonly day: boolean;
  /** The query that gives `id`, `sku`, `category` and maybe `customer` of each line; nothing where lines are not known. */
  readonly lines?: SqlStatement;
  /** Whether lines have the customer. */
  readonly linesHaveCustomers: boolean;
  /** Whether lines have the category. */
  readonly linesHaveCategories: boolean;
}

/**
 * Reads orders from tables of the user's own.
 *
 * @param writer - of the dialect
 * @param options - the tables
 * @param withRefunds - whether refunds are of matter
 * @returns the source
 */
export function tableSource(
  writer: SqlWriter,
  options: CheckedMeasureOptions,
  withRefunds: boolean,
): OrderSource {
  const { sql, name, value, call, dialect } = writer;
  if (!("tables" in options.source)) throw new TypeError("a log has no tables");
  const { tables, columns } = options.source;
  const { orders = {}, refunds = {} } = columns;
  const column = (alias: string, column_: string): SqlStatement =>
    joined([{ sql: `${alias}.`, parameters: [] }, name(column_)], "");
  const instant = (part: SqlStatement): SqlStatement =>
    options.milliseconds === undefined ? part : call(options.milliseconds, part);
  const id = (alias: string, of: string): SqlStatement => call(dialect.id, column(alias, of));
  const whole = (part: SqlStatement): SqlStatement => call(dialect.integer, part);
  const table = (of: SqlTableName): SqlStatement =>
    joined((typeof of === "string" ? [of] : of).map(name), ".");
  const hasRefunds = withRefunds && tables.refunds !== undefined;
  const byCustomer = refunds.customerId;

  const list: CommonTable[] = [];
  if (hasRefunds) {
    const refundedId = id("r", refunds.orderId ?? "order_id");
    const whose = byCustomer === undefined ? undefined : id("r", byCustomer);
    const at = instant(column("r", refunds.at ?? "refunded_at"));
    const amount = call(dialect.sum, whole(column("r", refunds.amount ?? "amount")));
    list.push({
      name: "refunded",
      query: sql`SELECT ${refundedId} AS "id"${whose === undefined ? NOTHING : sql`, ${whose} AS "customer"`}, ${amount} AS "refunded" FROM ${table(tables.refunds)} r WHERE ${at} <= ${value(options.asOf.getTime())} GROUP BY ${refundedId}${whose === undefined ? NOTHING : sql`, ${whose}`}`,
    });
  }
  const orderId = id("o", orders.id ?? "id");
  const customer = id("o", orders.customerId ?? "customer_id");
  const fields = [
    sql`${customer} AS "customer"`,
    sql`${orderId} AS "id"`,
    sql`${whole(instant(column("o", orders.placedAt ?? "placed_at")))} AS "at"`,
    sql`${whole(column("o", orders.total ?? "total"))} AS "total"`,
  ];
  if (orders.currency !== undefined) {
    fields.push(sql`${call(dialect.string, id("o", orders.currency))} AS "currency"`);
  }
  if (orders.cancelledAt !== undefined) {
    fields.push(sql`${whole(instant(column("o", orders.cancelledAt)))} AS "cancelled"`);
  }
  if (orders.day !== undefined) fields.push(sql`${whole(column("o", orders.day))} AS "day"`);
  if (hasRefunds) fields.push(sql`${whole(sql`COALESCE(r."refunded", 0)`)} AS "refunded"`);
  const refundJoin = hasRefunds
    ? sql` LEFT JOIN "refunded" r ON r."id" = ${orderId}${byCustomer === undefined ? NOTHING : sql` AND r."customer" = ${customer}`}`
    : NOTHING;
  list.push({
    name: "given",
    query: sql`SELECT ${joined(fields, ", ")} FROM ${table(tables.orders)} o${refundJoin}`,
  });
  return {
    tables: list,
    cancelled: orders.cancelledAt !== undefined,
    refunded: hasRefunds,
    currency: orders.currency !== undefined,
    day: orders.day !== undefined,
    ...linesOf(writer, columns.lines ?? {}, tables.lines, { id, table }),
  };
}

function linesOf(
  { sql, call, dialect }: SqlWriter,
  columns: NonNullable<MeasureColumns["lines"]>,
  from: SqlTableName | undefined,
  read: {
    readonly id: (alias: string, of: string) => SqlStatement;
    readonly table: (of: SqlTableName) => SqlStatement;
  },
): Pick<OrderSource, "lines" | "linesHaveCustomers" | "linesHaveCategories"> {
  if (from === undefined) return { linesHaveCustomers: false, linesHaveCategories: false };
  const { orderId = "order_id", customerId, sku = "sku", category } = columns;
  const fields = [
    sql`${read.id("l", orderId)} AS "id"`,
    sql`${call(dialect.string, read.id("l", sku))} AS "sku"`,
  ];
  if (customerId !== undefined) fields.push(sql`${read.id("l", customerId)} AS "customer"`);
  if (category !== undefined) {
    fields.push(sql`${call(dialect.string, read.id("l", category))} AS "category"`);
  }
  return {
    // Each once: what stands twice on an order is one thing, and engines join the rows of a finished query faster.
    lines: sql`SELECT DISTINCT ${joined(fields, ", ")} FROM ${read.table(from)} l`,
    linesHaveCustomers: customerId !== undefined,
    linesHaveCategories: category !== undefined,
  };
}
