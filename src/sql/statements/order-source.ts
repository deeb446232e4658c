import type { CheckedAnalyticsOptions, SqlTableName } from "../analytics/options";
import { isNamed } from "../writer/is-named";
import { joined, NOTHING, type SqlStatement, type SqlWriter } from "../writer/sql-text";

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
  /**
   * The queries that lead to `lines`: `id`, `sku`, `category` and maybe `customer` of what was bought and kept, each once; nothing
   * where lines are not known.
   */
  readonly lines?: readonly CommonTable[];
  /** Whether lines have the customer. */
  readonly linesHaveCustomers: boolean;
  /** Whether lines have the category. */
  readonly linesHaveCategories: boolean;
}

/** Reads orders from tables of the user's own. */
export function tableSource(
  writer: SqlWriter,
  options: CheckedAnalyticsOptions,
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
    ...linesOf(writer, options, { id, table, instant }),
  };
}

function linesOf(
  writer: SqlWriter,
  { source, asOf }: CheckedAnalyticsOptions,
  read: {
    readonly id: (alias: string, of: string) => SqlStatement;
    readonly table: (of: SqlTableName) => SqlStatement;
    readonly instant: (part: SqlStatement) => SqlStatement;
  },
): Pick<OrderSource, "lines" | "linesHaveCustomers" | "linesHaveCategories"> {
  const { sql, call, dialect, name, value } = writer;
  if (!("tables" in source) || source.tables.lines === undefined) {
    return { linesHaveCustomers: false, linesHaveCategories: false };
  }
  const { lines = {}, returns = {} } = source.columns;
  const { orderId = "order_id", customerId, sku = "sku", category, quantity } = lines;
  const column = (alias: string, of: string): SqlStatement =>
    joined([{ sql: `${alias}.`, parameters: [] }, name(of)], "");
  const number = (alias: string, of: string | undefined): SqlStatement =>
    of === undefined ? sql`1` : call(dialect.fraction, column(alias, of));
  const text = (alias: string, of: string): SqlStatement =>
    call(dialect.string, read.id(alias, of));
  const bought = {
    id: read.id("l", orderId),
    sku: text("l", sku),
    ...(customerId === undefined ? {} : { customer: read.id("l", customerId) }),
    ...(category === undefined ? {} : { category: text("l", category) }),
    quantity: number("l", quantity),
    from: sql`${read.table(source.tables.lines)} l`,
    where: quantity === undefined ? sql`1 = 1` : sql`${column("l", quantity)} > 0`,
  };
  const { returns: came } = source.tables;
  const back =
    came === undefined
      ? undefined
      : {
          id: read.id("r", returns.orderId ?? "order_id"),
          sku: text("r", returns.sku ?? "sku"),
          ...(returns.customerId === undefined
            ? {}
            : { customer: read.id("r", returns.customerId) }),
          quantity: number("r", returns.quantity),
          from: sql`${read.table(came)} r`,
          where: sql`${read.instant(column("r", returns.at ?? "returned_at"))} <= ${value(asOf.getTime())}`,
        };
  return {
    lines: keptLinesTables(writer, bought, back),
    linesHaveCustomers: customerId !== undefined,
    linesHaveCategories: category !== undefined,
  };
}

/** Goods of orders as rows: those that were bought, or those that came back. */
export interface GoodsRows {
  /** Id of the order. */
  readonly id: SqlStatement;
  /** Whose order, if that is told. */
  readonly customer?: SqlStatement;
  /** The product's id in the catalogue. */
  readonly sku: SqlStatement;
  /** What kind of thing it is, if that is told. */
  readonly category?: SqlStatement;
  /** How many. */
  readonly quantity: SqlStatement;
  /** What follows `FROM`. */
  readonly from: SqlStatement;
  /** Which rows. */
  readonly where: SqlStatement;
}

/**
 * Writes what was bought and kept, as `keptLines` of `purchases` does: a product is gone once its whole quantity came back, and a blank
 * sku or category is none.
 */
export function keptLinesTables(
  writer: SqlWriter,
  bought: GoodsRows,
  back: GoodsRows | undefined,
): readonly CommonTable[] {
  const { sql } = writer;
  const named = (part: SqlStatement): SqlStatement => isNamed(writer, part);
  const { category } = bought;
  const customer =
    bought.customer === undefined ? NOTHING : sql`, ${bought.customer} AS "customer"`;
  const kind =
    category === undefined
      ? NOTHING
      : sql`, CASE WHEN ${named(category)} THEN ${category} END AS "category"`;
  const fields = sql`${bought.id} AS "id", ${bought.sku} AS "sku"${customer}${kind}`;
  const rows = sql`FROM ${bought.from} WHERE ${bought.where} AND ${named(bought.sku)}`;
  // Each once: what stands twice on an order is one thing, and engines join the rows of a finished query faster.
  if (back === undefined) {
    return [{ name: "lines", query: sql`SELECT DISTINCT ${fields} ${rows}` }];
  }
  const both = bought.customer !== undefined && back.customer !== undefined;
  const whose = (part: SqlStatement): SqlStatement => (both ? part : NOTHING);
  const returned = sql`SELECT ${back.id} AS "id", ${back.sku} AS "sku"${whose(sql`, ${back.customer ?? NOTHING} AS "customer"`)}, SUM(${back.quantity}) AS "back" FROM ${back.from} WHERE ${back.where} GROUP BY ${back.id}, ${back.sku}${whose(sql`, ${back.customer ?? NOTHING}`)}`;
  const gone = sql`SELECT b."id" AS "id", b."sku" AS "sku"${whose(sql`, b."customer" AS "customer"`)}, 1 AS "gone" FROM "bought_lines" b INNER JOIN "returned" r ON r."id" = b."id" AND r."sku" = b."sku"${whose(sql` AND r."customer" = b."customer"`)} GROUP BY b."id", b."sku"${whose(sql`, b."customer"`)}, r."back" HAVING SUM(b."quantity") - r."back" <= 0.000000001 * SUM(b."quantity")`;
  const kept = [sql`b."id" AS "id"`, sql`b."sku" AS "sku"`];
  if (bought.customer !== undefined) kept.push(sql`b."customer" AS "customer"`);
  if (category !== undefined) kept.push(sql`b."category" AS "category"`);
  const lines = sql`SELECT DISTINCT ${joined(kept, ", ")} FROM "bought_lines" b LEFT JOIN "gone" n ON n."id" = b."id" AND n."sku" = b."sku"${whose(sql` AND n."customer" = b."customer"`)} WHERE COALESCE(n."gone", 0) = 0`;
  return [
    {
      name: "bought_lines",
      query: sql`SELECT ${fields}, ${bought.quantity} AS "quantity" ${rows}`,
    },
    { name: "returned", query: returned },
    { name: "gone", query: gone },
    { name: "lines", query: lines },
  ];
}
