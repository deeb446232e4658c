/** Loads the data sets of `testAnalytics` into tables, in whatever engine. */
import {
  ANALYTICS_DIALECTS,
  analyticsOver,
  sqlAnalytics,
  type AnalyticsDialect,
  type AnalyticsDialectName,
  type AnalyticsOptions,
  type AnalyticsRunner,
  type AnalyticsOverOptions,
  type SqlValue,
} from "setia/sql";
import type { AnalyticsRows, AnalyticsUnderTest } from "setia/testing";

/** A runner and what it speaks. */
export type TestedRunner = AnalyticsRunner & { readonly dialect: AnalyticsDialectName };

/** Types of columns; ids of two kinds, so that collations of tables are no help. */
const TYPES: Readonly<
  Record<AnalyticsDialectName, { id: string; integer: string; fraction?: string; end: string }>
> = {
  postgres: { id: "TEXT", integer: "BIGINT", fraction: "DOUBLE PRECISION", end: "" },
  sqlite: { id: "TEXT COLLATE NOCASE", integer: "INTEGER", end: "" },
  duckdb: { id: "VARCHAR", integer: "BIGINT", end: "" },
  // Of the server's own collation, which compares without regard to case, accents and spaces at the end.
  mysql: { id: "VARCHAR(190)", integer: "BIGINT", end: " CHARACTER SET utf8mb4" },
  mariadb: { id: "VARCHAR(190)", integer: "BIGINT", end: " CHARACTER SET utf8mb4" },
  clickhouse: { id: "String", integer: "Int64", fraction: "Float64", end: " ENGINE = Memory" },
  spark: { id: "STRING", integer: "BIGINT", end: "" },
};

/** Names that careless quoting breaks on. */
const TABLES = {
  orders: 'ord"ers`\\',
  refunds: "select",
  lines: "order lines'; --",
  returns: "came back",
};
const COLUMNS = {
  orders: {
    id: "id",
    customerId: 'customer"`',
    placedAt: "at",
    total: "group",
    currency: "currency",
    cancelledAt: "cancelled\\",
  },
  refunds: { orderId: "id", customerId: "customer", at: "at", amount: "refunded" },
  lines: {
    orderId: "id",
    customerId: "customer",
    sku: "item",
    category: "category",
    quantity: "how many",
  },
  returns: { orderId: "of", customerId: "from", sku: "item", quantity: "order", at: "at" },
} as const;

let made = 0;

/** Creates tables of their own for one data set, and fills them. */
export async function loadTables(
  runner: TestedRunner,
  rows: AnalyticsRows,
  options: Pick<AnalyticsOverOptions, "keepFigures"> = {},
): Promise<AnalyticsUnderTest & { readonly source: AnalyticsOptions }> {
  const { dialect } = runner;
  const { id, integer, fraction = "DOUBLE", end } = TYPES[dialect];
  const { name } = ANALYTICS_DIALECTS[dialect];
  const own = ` ${String(++made)}`;
  const tables = {
    orders: `${TABLES.orders}${own}`,
    refunds: `${TABLES.refunds}${own}`,
    lines: `${TABLES.lines}${own}`,
    returns: `${TABLES.returns}${own}`,
  };
  const nullable = (type: string): string =>
    dialect === "clickhouse" ? `Nullable(${type})` : type;
  const create = (table: string, columns: readonly (readonly [string, string])[]) =>
    runner.query(
      `CREATE TABLE ${name(table)} (${columns.map(([column, type]) => `${name(column)} ${type}`).join(", ")})${end}`,
    );
  const { orders, refunds, lines, returns } = COLUMNS;
  await create(tables.orders, [
    [orders.id, id],
    [orders.customerId, id],
    [orders.placedAt, integer],
    [orders.currency, id],
    [orders.total, integer],
    [orders.cancelledAt, nullable(integer)],
  ]);
  await create(tables.refunds, [
    [refunds.orderId, id],
    [refunds.customerId, id],
    [refunds.at, integer],
    [refunds.amount, integer],
  ]);
  await create(tables.lines, [
    [lines.orderId, id],
    [lines.customerId, id],
    [lines.sku, id],
    [lines.category, nullable(dialect === "clickhouse" ? "String" : id)],
    [lines.quantity, fraction],
  ]);
  await create(tables.returns, [
    [returns.orderId, id],
    [returns.customerId, id],
    [returns.sku, id],
    [returns.quantity, fraction],
    [returns.at, integer],
  ]);
  for (const table of ["orders", "refunds", "lines", "returns"] as const) {
    await insertRows(runner, tables[table], rows[table].map(Object.values) as SqlValue[][]);
  }
  // As a server does by itself after a while; without it joins are planned for empty tables.
  if (dialect === "postgres") {
    for (const table of Object.values(tables)) await runner.query(`ANALYZE ${name(table)}`);
  }
  const source: AnalyticsOptions = { tables, columns: COLUMNS };
  return {
    source,
    open: (settings) => analyticsOver(runner, { ...source, ...options, ...settings }),
    close: async () => {
      for (const table of Object.values(tables)) await runner.query(`DROP TABLE ${name(table)}`);
    },
  };
}

/** Inserts rows as literals, which is quicker than parameters on some engines. */
export async function insertRows(
  runner: TestedRunner,
  table: string,
  rows: readonly (readonly SqlValue[])[],
): Promise<void> {
  const dialect: AnalyticsDialect = ANALYTICS_DIALECTS[runner.dialect];
  const analytics = sqlAnalytics({
    dialect,
    tables: { orders: "orders" },
    currency: "XXX",
    asOf: new Date(0),
  });
  for (let from = 0; from < rows.length; from += 1000) {
    const part = rows.slice(from, from + 1000);
    const values = part.map((row) => `(${row.map(() => "?").join(", ")})`).join(", ");
    const sql = `INSERT INTO ${dialect.name(table)} VALUES ${values}`;
    await runner.query(analytics.text({ sql, parameters: part.flat() }));
  }
}
