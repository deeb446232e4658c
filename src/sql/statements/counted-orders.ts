import { zoneOffsets, type ZoneOffset } from "../../kernel";
import type { OrderPolicy } from "../../purchases";
import { eventSource } from "./event-source";
import { isNamed } from "../writer/is-named";
import type { CheckedAnalyticsOptions } from "../analytics/options";
import { tableSource, type CommonTable, type OrderSource } from "./order-source";
import { joined, NOTHING, type SqlStatement, type SqlWriter } from "../writer/sql-text";

const DAY = 86_400_000;
/** More days than a `Date` reaches back: with them no dividend is below 0, where engines round differently. */
const DAYS_BEFORE = 100_000_000;

/** The orders that count, and how days are counted. */
export interface CountedOrders {
  /** The queries that lead to `counted`: `customer`, `at`, `amount` in minor units. */
  readonly tables: readonly CommonTable[];
  /** Where they come from. */
  readonly source: OrderSource;
  /** Writes the calendar day of an instant in milliseconds. */
  readonly dayOf: (at: SqlStatement) => SqlStatement;
  /** True if a later instant is never on an earlier day, so that the day of the last instant is the last day. */
  readonly daysFollowInstants: boolean;
}

/** Sieves the orders that count, as `createOrderSieve` of `purchases` does one by one. */
export function countedOrders(writer: SqlWriter, options: CheckedAnalyticsOptions): CountedOrders {
  const { sql } = writer;
  const source = orderSource(writer, options, options.policy.refunds === "subtract");
  const conditions = [
    isNamed(writer, sql`g."customer"`),
    isPlaced(writer, options),
    ...isKept(writer, options, source, options.policy),
  ];
  const amount = !source.refunded
    ? sql`g."total"`
    : options.policy.refundedOrders === "leave_out"
      ? sql`g."total" - g."refunded"`
      : sql`CASE WHEN g."refunded" >= g."total" THEN 0 ELSE g."total" - g."refunded" END`;
  const day = source.day ? sql`, g."day" AS "day"` : NOTHING;
  const offsets = zoneOffsets(options.timeZone, options.asOf);
  return {
    source,
    tables: [
      ...source.tables,
      {
        name: "counted",
        query: sql`SELECT g."customer" AS "customer", g."at" AS "at", ${amount} AS "amount"${day} FROM "given" g WHERE ${joined(conditions, " AND ")}`,
      },
    ],
    dayOf: (at) => dayOf(writer, at, offsets),
    daysFollowInstants: !source.day && offsets.length === 1,
  };
}

/** Reads orders from wherever they are. */
export function orderSource(
  writer: SqlWriter,
  options: CheckedAnalyticsOptions,
  withRefunds: boolean,
): OrderSource {
  return "tables" in options.source
    ? tableSource(writer, options, withRefunds)
    : eventSource(writer, options, withRefunds);
}

/** Writes that an order `g` was placed by the instant. */
export function isPlaced(
  { sql, value }: SqlWriter,
  { asOf }: CheckedAnalyticsOptions,
): SqlStatement {
  return sql`g."at" <= ${value(asOf.getTime())}`;
}

/** Writes that an order `g` which was placed stands. */
export function isKept(
  { sql, value }: SqlWriter,
  { asOf }: CheckedAnalyticsOptions,
  source: OrderSource,
  policy: Pick<OrderPolicy, "cancelledOrders" | "zeroValueOrders" | "refundedOrders">,
): SqlStatement[] {
  const conditions: SqlStatement[] = [];
  if (source.cancelled && policy.cancelledOrders === "leave_out") {
    conditions.push(sql`(g."cancelled" IS NULL OR g."cancelled" > ${value(asOf.getTime())})`);
  }
  if (policy.zeroValueOrders === "leave_out") conditions.push(sql`g."total" <> 0`);
  if (source.refunded && policy.refundedOrders === "leave_out") {
    conditions.push(sql`(g."refunded" = 0 OR g."refunded" < g."total")`);
  }
  return conditions;
}

/**
 * Writes the calendar day of an instant. The offsets of the zone are written out, since engines have time zone data of
 * different years; a choice by halves asks few questions of each order.
 */
function dayOf(
  { sql, call, dialect }: SqlWriter,
  at: SqlStatement,
  offsets: readonly ZoneOffset[],
): SqlStatement {
  const offsetOf = (from: number, to: number): SqlStatement => {
    const first = offsets[from]?.offset ?? 0;
    if (to - from <= 1) return sql`${first + DAYS_BEFORE * DAY}`;
    const middle = (from + to) >> 1;
    const change = offsets[middle]?.from ?? 0;
    return sql`CASE WHEN ${at} < ${change} THEN ${offsetOf(from, middle)} ELSE ${offsetOf(middle, to)} END`;
  };
  const shifted = sql`${at} + ${offsetOf(0, offsets.length)}`;
  return sql`${call(dialect.divide, sql`(${shifted})`, sql`${DAY}`)} - ${DAYS_BEFORE}`;
}

/** Puts a query behind the queries it rests on. */
export function withTables(
  { sql }: SqlWriter,
  tables: readonly CommonTable[],
  query: SqlStatement,
): SqlStatement {
  if (tables.length === 0) return query;
  const list = tables.map(({ name, query: body }) => {
    const head = sql`"x"`.sql.replace("x", name);
    return joined(
      [{ sql: `${head} AS (`, parameters: [] }, body, { sql: ")", parameters: [] }],
      "",
    );
  });
  return sql`WITH ${joined(list, ", ")} ${query}`;
}
