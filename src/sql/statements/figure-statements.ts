import { calendarOf } from "../../kernel";
import { countedOrders, isPlaced, orderSource, withTables } from "./counted-orders";
import { isNamed } from "../writer/is-named";
import type { CheckedAnalyticsOptions } from "../analytics/options";
import type { CommonTable } from "./order-source";
import { joined, NOTHING, type SqlStatement, type SqlWriter } from "../writer/sql-text";

/**
 * Writes the figures that scores are made of, one row a customer: `customer`, `recency` in days, `frequency`, `monetary` in minor
 * units, and `tenure` in days.
 */
export function figureTables(
  writer: SqlWriter,
  options: CheckedAnalyticsOptions,
): readonly CommonTable[] {
  const { sql, value, call, dialect } = writer;
  const counted = countedOrders(writer, options);
  const today = value(calendarOf(options.timeZone).dayOf(options.asOf));
  const money = (of: SqlStatement): SqlStatement => call(dialect.sum, of);
  const integer = (of: SqlStatement): SqlStatement => call(dialect.integer, of);
  const orders = (last: SqlStatement, first: SqlStatement, count: SqlStatement): SqlStatement =>
    sql`SELECT c."customer" AS "customer", ${integer(sql`${today} - (${last})`)} AS "recency", ${count} AS "frequency", ${money(sql`c."amount"`)} AS "monetary", ${integer(sql`${today} - (${first})`)} AS "tenure" FROM`;
  const day = counted.source.day ? sql`c."day"` : counted.dayOf(sql`c."at"`);
  if (options.policy.sameDayOrders === "once") {
    const days = sql`SELECT c."customer" AS "customer", ${day} AS "day", ${money(sql`c."amount"`)} AS "amount" FROM "counted" c GROUP BY c."customer", ${day}`;
    return [
      ...counted.tables,
      { name: "days", query: days },
      {
        name: "figures",
        query: sql`${orders(sql`MAX(c."day")`, sql`MIN(c."day")`, integer(sql`COUNT(*)`))} "days" c GROUP BY c."customer"`,
      },
    ];
  }
  const [last, first] = counted.daysFollowInstants
    ? [counted.dayOf(sql`MAX(c."at")`), counted.dayOf(sql`MIN(c."at")`)]
    : [sql`MAX(${day})`, sql`MIN(${day})`];
  return [
    ...counted.tables,
    {
      name: "figures",
      query: sql`${orders(last, first, integer(sql`COUNT(*)`))} "counted" c GROUP BY c."customer"`,
    },
  ];
}

/** Writes the figures as an answer. */
export function figuresStatement(writer: SqlWriter, tables: readonly CommonTable[]): SqlStatement {
  const { sql, call, dialect } = writer;
  return withTables(
    writer,
    tables,
    sql`SELECT ${call(dialect.string, sql`s."customer"`)} AS "customer_id", s."recency" AS "recency", s."frequency" AS "frequency", s."monetary" AS "monetary", s."tenure" AS "tenure" FROM "figures" s`,
  );
}

/** Writes the purchase summaries, one row a customer by ascending id. */
export function summaryStatement(
  writer: SqlWriter,
  options: CheckedAnalyticsOptions,
): SqlStatement {
  const { sql, call, dialect } = writer;
  const s = (column: string): SqlStatement => sql`s.${writer.name(column)}`;
  const columns = [
    "orders",
    "purchase_days",
    "first_order_at",
    "last_order_at",
    "recency_days",
    "tenure_days",
    "revenue",
    "first_day_revenue",
  ].map((name) => sql`${s(name)} AS ${writer.name(name)}`);
  const id = call(dialect.string, s("customer"));
  return withTables(
    writer,
    summaryTables(writer, options),
    sql`SELECT ${id} AS "customer_id", ${joined(columns, ", ")} FROM "summary" s ORDER BY ${call(dialect.ordered, s("customer"))}`,
  );
}

/** Writes the queries that lead to `summary`, all figures of a customer. */
export function summaryTables(
  writer: SqlWriter,
  options: CheckedAnalyticsOptions,
): readonly CommonTable[] {
  const { sql, value, call, dialect } = writer;
  const counted = countedOrders(writer, options);
  const today = value(calendarOf(options.timeZone).dayOf(options.asOf));
  const day = counted.source.day ? sql`c."day"` : counted.dayOf(sql`c."at"`);
  const sum = (of: SqlStatement): SqlStatement => call(dialect.sum, of);
  const integer = (of: SqlStatement): SqlStatement => call(dialect.integer, of);
  const count = integer(sql`COUNT(*)`);
  const orders = options.policy.sameDayOrders === "once" ? count : sum(sql`f."orders"`);
  return [
    ...counted.tables,
    {
      name: "days",
      query: sql`SELECT c."customer" AS "customer", ${day} AS "day", ${count} AS "orders", MIN(c."at") AS "first_at", MAX(c."at") AS "last_at", ${sum(sql`c."amount"`)} AS "revenue" FROM "counted" c GROUP BY c."customer", ${day}`,
    },
    {
      name: "days_and_first",
      query: sql`SELECT d."customer" AS "customer", d."day" AS "day", d."orders" AS "orders", d."first_at" AS "first_at", d."last_at" AS "last_at", d."revenue" AS "revenue", MIN(d."day") OVER (PARTITION BY d."customer") AS "first_day" FROM "days" d`,
    },
    {
      name: "summary",
      query: sql`SELECT f."customer" AS "customer", ${orders} AS "orders", ${count} AS "purchase_days", MIN(f."first_at") AS "first_order_at", MAX(f."last_at") AS "last_order_at", ${integer(sql`${today} - MAX(f."day")`)} AS "recency_days", ${integer(sql`${today} - MIN(f."day")`)} AS "tenure_days", ${sum(sql`f."revenue"`)} AS "revenue", ${sum(sql`CASE WHEN f."day" = f."first_day" THEN f."revenue" ELSE 0 END`)} AS "first_day_revenue" FROM "days_and_first" f GROUP BY f."customer"`,
    },
  ];
}

/**
 * Writes where every order went, and what cannot be: one row. `faults` counts orders whose total is none or below 0 or which have
 * no instant, `currencies` how many currencies those that count are in, `currency` one of them.
 */
export function diagnosticsStatement(
  writer: SqlWriter,
  options: CheckedAnalyticsOptions,
): SqlStatement {
  const { sql, value, call, dialect } = writer;
  const { policy } = options;
  const until = value(options.asOf.getTime());
  const source = orderSource(writer, options, policy.refunds === "subtract");
  const fates = [sql`WHEN NOT (${isPlaced(writer, options)}) THEN 2`];
  if (source.cancelled && policy.cancelledOrders === "leave_out") {
    fates.push(sql`WHEN g."cancelled" <= ${until} THEN 3`);
  }
  if (policy.zeroValueOrders === "leave_out") fates.push(sql`WHEN g."total" = 0 THEN 4`);
  if (source.refunded && policy.refundedOrders === "leave_out") {
    fates.push(sql`WHEN g."refunded" > 0 AND g."refunded" >= g."total" THEN 5`);
  }
  const refunded = source.refunded ? sql`g."refunded"` : sql`0`;
  const currency = source.currency ? sql`g."currency"` : NOTHING;
  const fate = sql`SELECT CASE WHEN ${isNamed(writer, sql`g."customer"`)} THEN CASE ${joined(fates, " ")} ELSE 0 END ELSE 1 END AS "fate", g."total" AS "total", ${refunded} AS "refunded", CASE WHEN g."total" >= 0 AND g."at" IS NOT NULL THEN 0 ELSE 1 END AS "fault"${source.currency ? sql`, ${currency} AS "currency"` : NOTHING} FROM "given" g`;
  const many = (condition: SqlStatement): SqlStatement =>
    call(dialect.integer, sql`COALESCE(SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END), 0)`);
  const fateIs = (number: number): SqlStatement => many(sql`f."fate" = ${number}`);
  const inMoney = sql`CASE WHEN f."fate" = 0 THEN f."currency" END`;
  const money = source.currency
    ? sql`, MIN(${inMoney}) AS "lowest_currency", MAX(${inMoney}) AS "highest_currency"`
    : NOTHING;
  return withTables(
    writer,
    [...source.tables, { name: "fates", query: fate }],
    sql`SELECT ${call(dialect.integer, sql`COUNT(*)`)} AS "orders", ${fateIs(0)} AS "counted", ${fateIs(2)} AS "future", ${fateIs(3)} AS "cancelled", ${fateIs(5)} AS "refunded", ${fateIs(1)} AS "without_customer", ${fateIs(4)} AS "zero_value_left_out", ${many(sql`f."fate" = 0 AND f."refunded" > 0 AND f."refunded" < f."total"`)} AS "partly_refunded", ${many(sql`f."fate" = 0 AND f."total" = 0`)} AS "zero_value", ${many(sql`f."fault" = 1`)} AS "faults"${money} FROM "fates" f`,
  );
}
