import { isPlaced, withTables } from "./counted-orders";
import { isNamed } from "../writer/is-named";
import type { CheckedAnalyticsOptions } from "../analytics/options";
import { boughtTables, linesOf } from "./pair-statements";
import type { SqlStatement, SqlWriter } from "../writer/sql-text";

/** A product that was bought again less often says nothing of how long that takes. */
const ENOUGH = 5;

/**
 * Writes how long customers wait before they buy a product again: the lower median of milliseconds, for products that were bought
 * again at least five times.
 *
 * @throws SetiaError `INVALID_OPTION` where lines are not known
 */
export function repeatsStatement(
  writer: SqlWriter,
  options: CheckedAnalyticsOptions,
): SqlStatement {
  const { sql, call, dialect } = writer;
  const seen = sql`SELECT DISTINCT b."customer" AS "customer", b."sku" AS "sku", b."at" AS "at" FROM "bought" b WHERE ${isNamed(writer, sql`b."customer"`)}`;
  const row = sql`PARTITION BY s."customer", s."sku" ORDER BY s."at"`;
  // Not LAG: engines differ in what there is before the first row.
  const waits = sql`SELECT s."sku" AS "sku", s."at" - MAX(s."at") OVER (${row} ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS "gap", ROW_NUMBER() OVER (${row}) AS "nth" FROM "seen" s`;
  const ranked = sql`SELECT w."sku" AS "sku", w."gap" AS "gap", ROW_NUMBER() OVER (PARTITION BY w."sku" ORDER BY w."gap") AS "place", COUNT(*) OVER (PARTITION BY w."sku") AS "size" FROM "waits" w WHERE w."nth" > 1`;
  const middle = call(dialect.divide, sql`(r."size" - 1)`, sql`2`);
  return withTables(
    writer,
    [
      ...boughtTables(writer, options).tables,
      { name: "seen", query: seen },
      { name: "waits", query: waits },
      { name: "ranked", query: ranked },
    ],
    sql`SELECT r."sku" AS "sku", ${call(dialect.integer, sql`r."gap"`)} AS "gap" FROM "ranked" r WHERE r."size" >= ${ENOUGH} AND r."place" = ${middle} + 1`,
  );
}

/**
 * Writes the category of each product: that which the latest line of an order names.
 *
 * @throws SetiaError `INVALID_OPTION` where lines are not known
 */
export function productCategoriesStatement(
  writer: SqlWriter,
  options: CheckedAnalyticsOptions,
): SqlStatement | undefined {
  const { sql, call, dialect } = writer;
  const { tables, joinOf, hasCategories } = linesOf(writer, options);
  if (!hasCategories) return undefined;
  const named = sql`SELECT l."sku" AS "sku", l."category" AS "category", ROW_NUMBER() OVER (PARTITION BY l."sku" ORDER BY g."at" DESC, ${call(dialect.ordered, sql`l."category"`)}) AS "place" FROM ${joinOf(sql`"given"`)} WHERE l."category" IS NOT NULL AND ${isPlaced(writer, options)}`;
  return withTables(
    writer,
    [...tables, { name: "named", query: named }],
    sql`SELECT n."sku" AS "sku", n."category" AS "category" FROM "named" n WHERE n."place" = 1`,
  );
}
