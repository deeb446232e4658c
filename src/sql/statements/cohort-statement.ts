import { SetiaError, showValue } from "../../kernel";
import { countedOrders, withTables } from "./counted-orders";
import type { CommonTable } from "./order-source";
import type { CheckedAnalyticsOptions } from "../analytics/options";
import { joined, type SqlStatement, type SqlWriter } from "../writer/sql-text";

const DAY = 86_400_000;

/**
 * Reads the first days of periods.
 *
 * @throws SetiaError `INVALID_OPTION`
 */
export function periodDays(starts: readonly string[]): number[] {
  const given: readonly string[] = Array.isArray(starts) ? starts : [];
  const days = given.map((start) =>
    /^\d{4}-\d{2}-\d{2}$/u.test(start) ? Date.parse(`${start}T00:00:00Z`) / DAY : NaN,
  );
  const wrong = days.findIndex((day, at) => !(day > (days[at - 1] ?? -Infinity)));
  if (days.length >= 2 && wrong === -1) return days;
  const shown = days.length < 2 ? showValue(starts) : showValue(starts[wrong]);
  throw new SetiaError(
    "INVALID_OPTION",
    `countCohorts: starts has ${shown}; expected at least two ascending days as YYYY-MM-DD, the last of which ends the last period`,
  );
}

/** Writes the queries that lead to `days`, each day with an order of each customer once. */
function dayTables(writer: SqlWriter, options: CheckedAnalyticsOptions): readonly CommonTable[] {
  const { sql } = writer;
  const counted = countedOrders(writer, options);
  const day = counted.source.day ? sql`c."day"` : counted.dayOf(sql`c."at"`);
  const query = sql`SELECT DISTINCT c."customer" AS "customer", ${day} AS "day" FROM "counted" c`;
  return [...counted.tables, { name: "days", query }];
}

/** Writes the days with an order of each customer, by ascending id and day. */
export function daysStatement(writer: SqlWriter, options: CheckedAnalyticsOptions): SqlStatement {
  const { sql, call, dialect } = writer;
  const id = call(dialect.string, sql`d."customer"`);
  return withTables(
    writer,
    dayTables(writer, options),
    sql`SELECT ${id} AS "customer_id", ${call(dialect.integer, sql`d."day"`)} AS "day" FROM "days" d ORDER BY ${call(dialect.ordered, sql`d."customer"`)}, d."day"`,
  );
}

/**
 * Writes how many customers of each cohort bought in which period: `cohort` and `period`, counted from 0, and `customers`. A cohort
 * are those who first bought in one period; who first bought before the first one is in none.
 */
export function cohortStatement(
  writer: SqlWriter,
  options: CheckedAnalyticsOptions,
  starts: readonly number[],
): SqlStatement {
  const { sql, call, dialect } = writer;
  const [first = 0] = starts;
  const end = starts.at(-1) ?? 0;
  // The last period that has begun; −1 before the first.
  const cases = starts
    .map((start, period) => sql`WHEN d."day" >= ${start} THEN ${period}`)
    .reverse();
  const bought = sql`SELECT DISTINCT d."customer" AS "customer", CASE WHEN d."day" < ${first} THEN ${-1} ${joined(cases, " ")} END AS "period" FROM "days" d WHERE d."day" < ${end}`;
  const cohorts = sql`SELECT b."customer" AS "customer", b."period" AS "period", MIN(b."period") OVER (PARTITION BY b."customer") AS "cohort" FROM "bought" b`;
  return withTables(
    writer,
    [
      ...dayTables(writer, options),
      { name: "bought", query: bought },
      { name: "cohorts", query: cohorts },
    ],
    sql`SELECT ${call(dialect.integer, sql`c."cohort"`)} AS "cohort", ${call(dialect.integer, sql`c."period"`)} AS "period", ${call(dialect.integer, sql`COUNT(*)`)} AS "customers" FROM "cohorts" c WHERE c."cohort" >= 0 GROUP BY c."cohort", c."period"`,
  );
}
