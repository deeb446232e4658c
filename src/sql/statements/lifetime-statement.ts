import { withTables } from "./counted-orders";
import { summaryTables } from "./figure-statements";
import type { CheckedAnalyticsOptions } from "../analytics/options";
import type { SqlStatement, SqlWriter } from "../writer/sql-text";

/**
 * Writes what lifetime models are fitted on: x, t and T in days, what the repeat days came to, and how many customers are alike.
 */
export function lifetimeStatement(
  writer: SqlWriter,
  options: CheckedAnalyticsOptions,
): SqlStatement {
  const { sql, call, dialect } = writer;
  const integer = (of: SqlStatement): SqlStatement => call(dialect.integer, of);
  const inputs = sql`SELECT ${integer(sql`s."purchase_days" - 1`)} AS "repeats", ${integer(sql`s."tenure_days" - s."recency_days"`)} AS "last_days", s."tenure_days" AS "observed_days", ${integer(sql`s."revenue" - s."first_day_revenue"`)} AS "repeat_spend" FROM "summary" s`;
  return withTables(
    writer,
    [...summaryTables(writer, options), { name: "inputs", query: inputs }],
    sql`SELECT i."repeats" AS "repeats", i."last_days" AS "last_days", i."observed_days" AS "observed_days", i."repeat_spend" AS "repeat_spend", ${integer(sql`COUNT(*)`)} AS "customers" FROM "inputs" i GROUP BY i."repeats", i."last_days", i."observed_days", i."repeat_spend"`,
  );
}
