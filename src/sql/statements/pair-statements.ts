import { MOST_THINGS_OF_PAIRS } from "../../cross-sell";
import { SetiaError, showValue } from "../../kernel";
import { DEFAULT_ORDER_POLICY } from "../../purchases";
import type { CountPairsOptions } from "../../analytics";
import { isKept, isPlaced, orderSource, withTables } from "./counted-orders";
import { isNamed } from "../writer/is-named";
import type { CheckedAnalyticsOptions } from "../analytics/options";
import type { CommonTable, OrderSource } from "./order-source";
import { joined, NOTHING, type SqlStatement, type SqlWriter } from "../writer/sql-text";

/** What is a thing, and what things have in common. */
export type PairChoice = Omit<CountPairsOptions, "asOf">;

/**
 * Writes how many baskets hold each thing, and with no thing's name how many baskets there are.
 *
 * @throws SetiaError `INVALID_OPTION`
 */
export function itemsStatement(
  writer: SqlWriter,
  options: CheckedAnalyticsOptions,
  choice: PairChoice,
): SqlStatement {
  const { sql, call, dialect } = writer;
  const count = call(dialect.integer, sql`COUNT(*)`);
  const tables = basketTables(writer, options, choice);
  const id = choice.by === "customer" ? NOTHING : sql`, b."id"`;
  const baskets = sql`SELECT b."customer" AS "customer" FROM "bought" b${whoseBaskets(writer, choice)} GROUP BY b."customer"${id}`;
  return withTables(
    writer,
    [...tables, { name: "baskets", query: baskets }],
    sql`SELECT i."item" AS "item", ${count} AS "baskets" FROM "items" i GROUP BY i."item" UNION ALL SELECT NULL AS "item", ${count} AS "baskets" FROM "baskets" b`,
  );
}

/**
 * Writes how many baskets hold two things.
 *
 * @throws SetiaError `INVALID_OPTION`
 */
export function pairsStatement(
  writer: SqlWriter,
  options: CheckedAnalyticsOptions,
  choice: PairChoice,
): SqlStatement {
  const { sql, call, dialect } = writer;
  const { by = "order", minCount = 2 } = choice;
  if (!Number.isSafeInteger(minCount) || minCount < 1) {
    throw refused(`minCount is ${showValue(minCount)}`, "a whole number of 1 or more");
  }
  const count = call(dialect.integer, sql`COUNT(*)`);
  const kept = sql`SELECT i."item" AS "item" FROM "items" i GROUP BY i."item" HAVING COUNT(*) >= ${minCount}`;
  const large = sql`SELECT i."customer" AS "customer", i."id" AS "id", 1 AS "large" FROM "items" i GROUP BY i."customer", i."id" HAVING COUNT(*) > ${MOST_THINGS_OF_PAIRS}`;
  // Things that are in too few baskets are in too few with any other.
  const often = sql`SELECT i."customer" AS "customer", i."id" AS "id", i."item" AS "item" FROM "items" i INNER JOIN "kept" k ON k."item" = i."item" LEFT JOIN "large" l ON l."customer" = i."customer" AND l."id" = i."id" WHERE COALESCE(l."large", 0) = 0`;
  const order = by === "order" ? sql` AND a."id" = b."id"` : NOTHING;
  const tables = [
    ...basketTables(writer, options, choice),
    { name: "kept", query: kept },
    { name: "large", query: large },
    { name: "often", query: often },
  ];
  return withTables(
    writer,
    tables,
    sql`SELECT a."item" AS "first", b."item" AS "second", ${count} AS "baskets" FROM "often" a INNER JOIN "often" b ON a."customer" = b."customer"${order} WHERE ${call(dialect.ordered, sql`a."item"`)} < ${call(dialect.ordered, sql`b."item"`)} GROUP BY a."item", b."item" HAVING COUNT(*) >= ${minCount}`,
  );
}

/**
 * Writes the lines of orders that stand (placed, not cancelled, not refunded in full), as `orderStands` says whatever the policy:
 * `bought`, and `items`, each thing of a basket once.
 */
function basketTables(
  writer: SqlWriter,
  options: CheckedAnalyticsOptions,
  { level = "product", by = "order" }: PairChoice,
): readonly CommonTable[] {
  const { sql } = writer;
  if (!["product", "category"].includes(level)) {
    throw refused(`level is ${showValue(level)}`, "product or category");
  }
  if (!["order", "customer"].includes(by)) {
    throw refused(`by is ${showValue(by)}`, "order or customer");
  }
  const { tables, hasCategories } = boughtTables(writer, options);
  if (level === "category" && !hasCategories) {
    throw refused("no column holds categories", "columns.lines.category");
  }
  const item = level === "product" ? sql`b."sku"` : sql`b."category"`;
  const id = by === "order" ? sql`b."id"` : sql`0`;
  return [
    ...tables,
    {
      name: "items",
      query: sql`SELECT DISTINCT b."customer" AS "customer", ${id} AS "id", ${item} AS "item" FROM "bought" b${whoseBaskets(writer, { by })}${by === "customer" ? sql` AND` : sql` WHERE`} ${item} IS NOT NULL`,
    },
  ];
}

/** Orders of nobody are baskets, but nobody is no customer. */
function whoseBaskets(writer: SqlWriter, { by }: PairChoice): SqlStatement {
  return by === "customer"
    ? writer.sql` WHERE ${isNamed(writer, writer.sql`b."customer"`)}`
    : NOTHING;
}

/**
 * Writes the lines of orders that stand.
 *
 * @throws SetiaError `INVALID_OPTION` where lines are not known
 */
export function boughtTables(
  writer: SqlWriter,
  options: CheckedAnalyticsOptions,
): Pick<OrderLines, "tables" | "hasCategories"> {
  const { sql, call, dialect } = writer;
  const { source, tables, joinOf, hasCategories } = linesOf(writer, options);
  const conditions = [
    isPlaced(writer, options),
    ...isKept(writer, options, source, DEFAULT_ORDER_POLICY),
  ];
  const category = hasCategories ? sql`, l."category" AS "category"` : NOTHING;
  // Each once, as they are: engines join the rows of finished queries faster.
  const standing = sql`SELECT DISTINCT g."customer" AS "customer", g."id" AS "id", g."at" AS "at" FROM "given" g WHERE ${joined(conditions, " AND ")}`;
  // Orders of nobody are orders too.
  const whose = sql`COALESCE(${call(dialect.string, sql`g."customer"`)}, '')`;
  const bought = sql`SELECT ${whose} AS "customer", g."id" AS "id", g."at" AS "at", l."sku" AS "sku"${category} FROM ${joinOf(sql`"standing"`)}`;
  return {
    tables: [...tables, { name: "standing", query: standing }, { name: "bought", query: bought }],
    hasCategories,
  };
}

/** Orders and their lines. */
export interface OrderLines {
  /** Where orders come from. */
  readonly source: OrderSource;
  /** The queries that lead to `given` and `lines`. */
  readonly tables: readonly CommonTable[];
  /** Writes orders `g`, `given` or some of them, joined with their lines `l`, as `FROM` takes it. */
  readonly joinOf: (orders: SqlStatement) => SqlStatement;
  /** Whether lines have categories. */
  readonly hasCategories: boolean;
}

/**
 * Writes the lines of all orders.
 *
 * @throws SetiaError `INVALID_OPTION` where lines are not known
 */
export function linesOf(writer: SqlWriter, options: CheckedAnalyticsOptions): OrderLines {
  const { sql } = writer;
  const source = orderSource(writer, options, true);
  if (source.lines === undefined) {
    throw refused("no table of lines is given", "tables.lines, with one row an item of an order");
  }
  const customer = source.linesHaveCustomers ? sql` AND l."customer" = g."customer"` : NOTHING;
  return {
    source,
    tables: [...source.tables, ...source.lines],
    joinOf: (orders) => sql`${orders} g INNER JOIN "lines" l ON l."id" = g."id"${customer}`,
    hasCategories: source.linesHaveCategories,
  };
}

function refused(what: string, expected: string): SetiaError {
  return new SetiaError("INVALID_OPTION", `sqlAnalytics: ${what}; expected ${expected}`);
}
