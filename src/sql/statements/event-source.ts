import type { CheckedAnalyticsOptions } from "../analytics/options";
import {
  keptLinesTables,
  type CommonTable,
  type GoodsRows,
  type OrderSource,
} from "./order-source";
import { joined, type SqlStatement, type SqlWriter } from "../writer/sql-text";

/**
 * Reads orders from the log of a store, as `ordersFromEvents` does: of several completions of an order the last one counts, and
 * what is refunded or cancelled belongs to the order of the same customer and id.
 */
export function eventSource(
  writer: SqlWriter,
  { source, asOf }: CheckedAnalyticsOptions,
  withRefunds: boolean,
): OrderSource {
  const { sql, name, value, call, dialect } = writer;
  if (!("tenant" in source)) throw new TypeError("tables have no log");
  const text = (name: string): SqlStatement =>
    call((json) => dialect.jsonText(json, name), sql`e."data"`);
  const events = (type: SqlStatement): SqlStatement =>
    sql`FROM "setia_events" e WHERE e."tenant" = ${value(source.tenant)} AND e."type" = ${type} AND e."at" <= ${value(asOf.getTime())}`;
  const orderId = text("orderId");
  const earliest = joined(
    ["at", "recorded_at", "event"].map(
      (column) => sql`CASE WHEN t."keeps" = 1 THEN t.${name(column)} END`,
    ),
    ", ",
  );
  const tables: CommonTable[] = [
    {
      name: "told",
      query: sql`SELECT e."customer" AS "customer", ${orderId} AS "id", e."at" AS "at", e."recorded_at" AS "recorded_at", e."id" AS "event", e."data" AS "data", CASE WHEN ${text("ifKnown")} = 'keep' THEN 1 ELSE 0 END AS "keeps" ${events(sql`'order_completed'`)}`,
    },
    {
      name: "completed",
      // Those that leave a known order as it is come last, the earliest of them first.
      query: sql`SELECT t."customer" AS "customer", t."id" AS "id", t."at" AS "at", t."data" AS "data", ROW_NUMBER() OVER (PARTITION BY t."customer", t."id" ORDER BY t."keeps", ${earliest}, t."at" DESC, t."recorded_at" DESC, t."event" DESC) AS "place" FROM "told" t`,
    },
    {
      name: "called_off",
      query: sql`SELECT e."customer" AS "customer", ${orderId} AS "id", MIN(e."at") AS "cancelled" ${events(sql`'order_cancelled'`)} GROUP BY e."customer", ${orderId}`,
    },
  ];
  if (withRefunds) {
    const amount = call(dialect.integer, text("amount"));
    const isSum = sql`${text("amountOf")} = 'all_refunds'`;
    const single = call(dialect.sum, sql`CASE WHEN ${isSum} THEN 0 ELSE ${amount} END`);
    tables.push({
      name: "given_back",
      query: sql`SELECT e."customer" AS "customer", ${orderId} AS "id", ${single} AS "single", MAX(CASE WHEN ${isSum} THEN ${amount} ELSE 0 END) AS "in_all" ${events(sql`'order_refunded'`)} GROUP BY e."customer", ${orderId}`,
    });
    tables.push({
      name: "refunded",
      query: sql`SELECT b."customer" AS "customer", b."id" AS "id", CASE WHEN b."in_all" > b."single" THEN b."in_all" ELSE b."single" END AS "refunded" FROM "given_back" b`,
    });
  }
  const of = (json: SqlStatement, name: string): SqlStatement =>
    call((part) => dialect.jsonText(part, name), json);
  const refunded = withRefunds
    ? sql`, ${call(dialect.integer, sql`COALESCE(r."refunded", 0)`)} AS "refunded"`
    : sql``;
  const joinRefunds = withRefunds
    ? sql` LEFT JOIN "refunded" r ON r."customer" = e."customer" AND r."id" = e."id"`
    : sql``;
  tables.push({
    name: "given",
    query: sql`SELECT e."customer" AS "customer", e."id" AS "id", e."at" AS "at", ${call(dialect.integer, of(sql`e."data"`, "total"))} AS "total", ${of(sql`e."data"`, "currency")} AS "currency", c."cancelled" AS "cancelled"${refunded} FROM "completed" e LEFT JOIN "called_off" c ON c."customer" = e."customer" AND c."id" = e."id"${joinRefunds} WHERE e."place" = 1`,
  });
  const each = dialect.jsonEach(sql`e."data"`.sql, "lines");
  const written = (text_: string): SqlStatement => ({ sql: text_, parameters: [] });
  const quantity = call(dialect.fraction, written(each.field("quantity")));
  const sku = written(each.field("sku"));
  const bought: GoodsRows = {
    id: sql`e."id"`,
    customer: sql`e."customer"`,
    sku,
    category: written(each.field("category")),
    quantity,
    from: sql`"completed" e ${written(each.join)}`,
    where: sql`e."place" = 1 AND ${quantity} > 0`,
  };
  const back: GoodsRows = {
    id: orderId,
    customer: sql`e."customer"`,
    sku,
    quantity,
    from: sql`"setia_events" e ${written(each.join)}`,
    where: sql`e."tenant" = ${value(source.tenant)} AND e."type" = 'order_refunded' AND e."at" <= ${value(asOf.getTime())}`,
  };
  return {
    tables,
    cancelled: true,
    refunded: withRefunds,
    currency: true,
    day: false,
    lines: keptLinesTables(writer, bought, back),
    linesHaveCustomers: true,
    linesHaveCategories: true,
  };
}
