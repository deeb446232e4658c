/** Statements as text: what they refuse, and that they mean the same in every form. */
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { fitRfm, summarizePurchases } from "setia";
import {
  analyticsOver,
  ANALYTICS_DIALECT_NAMES,
  ANALYTICS_DIALECTS,
  sqlAnalytics,
  type AnalyticsDialectName,
  type SqlAnalyticsOptions,
} from "setia/sql";
import { analyticsRows } from "setia/testing";
import { ENGINES, type Engine } from "./engines";
import { loadTables } from "./analytics-tables";
import {
  checkScoreStatements,
  skewedOrders,
  statementOrders,
  statementsAsOf,
} from "./statement-checks";

const asOf = statementsAsOf;
const orders = statementOrders;

describe.each(ENGINES)("sqlAnalytics on $name", ({ name, skip, open }) => {
  if (skip !== undefined) {
    test.skip(`${name}: ${skip}`);
    return;
  }
  let engine: Engine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());

  it("fits and scores in one statement by ranks, and with a frozen model, as memory does", async () => {
    await checkScoreStatements(engine.runner);
  });

  it("balances frequency in one statement where most bought once, as memory does", async () => {
    const { columns } = summarizePurchases(skewedOrders, { asOf });
    expect(fitRfm(columns).method.frequency).toBe("balanced");
    await checkScoreStatements(engine.runner, skewedOrders);
    // Fewer different numbers of orders than scores, from one upwards.
    for (const most of [1, 2, 4]) {
      const few = skewedOrders.filter(({ id }) => Number(id.split("-")[1]) < most);
      await checkScoreStatements(engine.runner, few);
    }
  });

  it("works out figures anew where no table may be kept, to the same models", async () => {
    const { runner } = engine;
    const rows = analyticsRows(orders);
    const { open: make, close } = await loadTables(runner, rows, { keepFigures: false });
    const analytics = await make({ timeZone: "UTC" });
    const { columns } = summarizePurchases(orders, { asOf });
    for (const method of ["quantile", "rank", "nested", "balanced"] as const) {
      expect(await analytics.fitRfm({ asOf, method })).toEqual(fitRfm(columns, { method }));
    }
    await close?.();
  });

  it("takes days that the table has, and instants of the database's own type", async () => {
    const { runner } = engine;
    const { dialect } = runner;
    const { name: quoted, milliseconds } = ANALYTICS_DIALECTS[dialect];
    const type = { postgres: "TIMESTAMPTZ", duckdb: "TIMESTAMP", mariadb: "DATETIME(3)" }[
      dialect as string
    ];
    const timestamped = type !== undefined && milliseconds !== undefined;
    const table = quoted("stamped orders");
    const instant = (at: number): string =>
      timestamped
        ? `'${new Date(at).toISOString().slice(0, -1).replace("T", " ")}${dialect === "postgres" ? "+00" : ""}'`
        : String(at);
    await runner.query(
      `CREATE TABLE ${table} (id INTEGER, customer_id INTEGER, placed_at ${type ?? "BIGINT"}, total INTEGER, day INTEGER)`,
    );
    const times = [-1, 0, 1, 86_399_999, 86_400_000, 1_700_000_000_123, asOf.getTime()];
    const values = times.map(
      (at, nth) =>
        `(${String(nth)}, ${String(nth % 3)}, ${instant(at)}, 100, ${String(Math.floor(at / 86_400_000))})`,
    );
    await runner.query(`INSERT INTO ${table} VALUES ${values.join(", ")}`);
    const { columns } = summarizePurchases(
      times.map((at, nth) => ({
        id: String(nth),
        customerId: String(nth % 3),
        placedAt: new Date(at),
        currency: "IDR",
        total: 100,
      })),
      { asOf },
    );
    for (const day of [undefined, "day"]) {
      const analytics = analyticsOver(runner, {
        tables: { orders: "stamped orders" },
        columns: day === undefined ? {} : { orders: { day } },
        currency: "IDR",
        instants: timestamped ? "timestamp" : "milliseconds",
      });
      // MariaDB's difference of instants drops what is less than a millisecond before 1970.
      expect((await analytics.summarize({ asOf })).columns).toEqual(columns);
    }
    await runner.query(`DROP TABLE ${table}`);
  });

  it("refuses orders that cannot be, and several currencies", async () => {
    const { runner } = engine;
    const good = orders.slice(0, 20);
    const [, second] = good;
    if (second === undefined) throw new Error("no order");
    for (const [more, code] of [
      [{ total: -1 }, "INVALID_INPUT"],
      [{ currency: "USD" }, "MIXED_CURRENCIES"],
    ] as const) {
      const bad = [...good, { ...second, id: "bad", ...more }];
      const { open: make, close } = await loadTables(runner, analyticsRows(bad));
      const analytics = await make({ timeZone: "UTC" });
      for (const method of ["summarize", "fitRfm", "lifetimeBase", "countOrders"] as const) {
        await expect(analytics[method]({ asOf })).rejects.toMatchObject({ code });
      }
      await close?.();
    }
    const { source, close } = await loadTables(runner, analyticsRows(good));
    const inDollars = analyticsOver(runner, { ...source, currency: "USD" });
    await expect(inDollars.summarize({ asOf })).rejects.toMatchObject({ code: "MIXED_CURRENCIES" });
    const { columns } = summarizePurchases(good, { asOf });
    const model = { ...fitRfm(columns), currency: "USD" };
    const inRupiah = analyticsOver(runner, source);
    await expect(inRupiah.scoreRfm(model, { asOf })).rejects.toMatchObject({
      code: "MIXED_CURRENCIES",
    });
    await expect(
      analyticsOver(runner, { ...source, tables: { orders: "no such table" } }).countOrders({
        asOf,
      }),
    ).rejects.toMatchObject({ code: "STORE_FAILED" });
    await close?.();
  });
});

describe("sqlAnalytics as text", () => {
  const options = (more: Partial<SqlAnalyticsOptions> = {}): SqlAnalyticsOptions => ({
    dialect: "postgres",
    tables: { orders: "orders", refunds: "refunds", lines: "lines" },
    columns: { lines: { category: "category" } },
    currency: "IDR",
    asOf,
    ...more,
  });

  it.each(ANALYTICS_DIALECT_NAMES)("is pinned for %s", async (dialect: AnalyticsDialectName) => {
    const { columns } = summarizePurchases(orders, { asOf, timeZone: "Asia/Jakarta" });
    const tables = sqlAnalytics(options({ dialect, timeZone: "Asia/Jakarta" }));
    const log = sqlAnalytics({ dialect, events: { tenant: "shop" }, asOf });
    const model = fitRfm(columns, { method: "rank" });
    const statements = {
      summaries: tables.summaries(),
      orderCounts: tables.orderCounts(),
      scores: tables.scores(model),
      segments: tables.segments(fitRfm(columns)),
      rankedScores: tables.rankedScores(),
      cuts: tables.cuts(),
      lifetimeGroups: tables.lifetimeGroups(),
      purchaseDays: tables.purchaseDays(),
      cohorts: tables.cohorts({ starts: ["2026-01-01", "2026-02-01", "2026-03-01"] }),
      items: tables.items(),
      pairs: tables.pairs({ by: "customer", level: "category" }),
      figuresOfLog: log.figures(),
      pairsOfLog: log.pairs(),
    };
    const text = Object.entries(statements)
      .map(([name, statement]) => `-- ${name}\n${tables.text(statement)};\n`)
      .join("\n");
    expect(text).not.toContain("?");
    await expect(text).toMatchFileSnapshot(`statements/${dialect}.sql`);
  });

  it("refuses names that are none, unknown choices, and lines that are not known", () => {
    const refused = expect.objectContaining({ code: "INVALID_OPTION" }) as unknown;
    for (const name of ["", "a?", "a\0", "\uD800", 7 as unknown as string]) {
      expect(() => sqlAnalytics(options({ tables: { orders: name } }))).toThrow(refused);
      expect(() => sqlAnalytics(options({ tables: { orders: ["shop", name] } }))).toThrow(refused);
      const columns = { orders: { total: name } };
      expect(() => sqlAnalytics(options({ columns }))).toThrow(refused);
    }
    for (const method of ["rank", "nested"] as const) {
      expect(() => sqlAnalytics(options({})).cuts({ method })).toThrow(refused);
    }
    const without = { dialect: "postgres", asOf } as const;
    expect(() => sqlAnalytics(without)).toThrow(/neither tables nor events/u);
    expect(() => sqlAnalytics(options({ events: {} }))).toThrow(/both are given/u);
    expect(() => sqlAnalytics({ ...without, tables: { orders: "orders" } })).toThrow(/currency/u);
    const oracle = "oracle" as AnalyticsDialectName;
    expect(() => sqlAnalytics(options({ dialect: oracle }))).toThrow(/dialect is "oracle"/u);
    const timestamp = { dialect: "sqlite", instants: "timestamp" } as const;
    expect(() => sqlAnalytics(options(timestamp))).toThrow(refused);
    const years = { instants: "years" as "timestamp" };
    expect(() => sqlAnalytics(options(years))).toThrow(refused);
    const analytics = sqlAnalytics(options({ tables: { orders: "orders" } }));
    for (const starts of [[], ["2026-01-01"], ["2026-01-01", "2026-01-01"], ["x", "2026-01-01"]]) {
      expect(() => analytics.cohorts({ starts })).toThrow(refused);
    }
    expect(() => analytics.pairs()).toThrow(/no table of lines/u);
    const lines = sqlAnalytics(options({ columns: {} }));
    expect(() => lines.pairs({ level: "category" })).toThrow(/no column holds categories/u);
    for (const pairs of [{ minCount: 0 }, { by: "day" as "order" }, { level: "x" as "product" }]) {
      expect(() => lines.pairs(pairs)).toThrow(refused);
    }
    const model = fitRfm(summarizePurchases(orders, { asOf }).columns);
    expect(() => lines.scores({ ...model, currency: "USD" })).toThrow(
      expect.objectContaining({ code: "MIXED_CURRENCIES" }),
    );
    const hole = { ...model, segments: model.segments.slice(1) };
    expect(() => lines.scores(hole)).toThrow(expect.objectContaining({ code: "INVALID_MODEL" }));
    const runner = { query: () => Promise.resolve([]) };
    expect(() => analyticsOver(runner, { tables: { orders: "orders" }, currency: "IDR" })).toThrow(
      /dialect is missing/u,
    );
  });
});
