import type {
  Analytics,
  AnalyticsAt,
  AnalyticsCrossSellOptions,
  AnalyticsRfmOptions,
  SegmentCount,
} from "../../analytics";
import { type CrossSellModel, crossSellOfCounts, crossSellThresholds } from "../../cross-sell";
import {
  assertOptions,
  assertRecord,
  assertSum,
  compareCodePoints,
  currencyExponent,
  type OptionNames,
  SetiaError,
} from "../../kernel";
import type { LifetimeColumns } from "../../lifetime";
import {
  type PurchaseColumns,
  type PurchaseDays,
  type PurchaseDiagnostics,
  summariesOf,
} from "../../purchases";
import { type RfmModel, rfmRulesOf, segmentOf } from "../../rfm";
import { trying } from "../drivers/in-transaction";
import type { SqlRow } from "../drivers/sql-runner";
import { cohortStatement, daysStatement, periodDays } from "../statements/cohort-statement";
import { diagnosticsStatement, summaryStatement } from "../statements/figure-statements";
import { productCategoriesStatement, repeatsStatement } from "../statements/item-statements";
import { lifetimeStatement } from "../statements/lifetime-statement";
import {
  assertModelFor,
  SCORE_COLUMNS,
  scoresStatement,
  scoreTables,
  segmentsStatement,
} from "../statements/score-statements";
import type { AnalyticsDialect, AnalyticsDialectName } from "../writer/dialects";
import { decodeInteger } from "../writer/decode-integer";
import { sqlWriter, wholeQuery } from "../writer/sql-text";
import { fitOver, type FittedOver, type ScoreCell } from "./fit-rfm-over";
import {
  analyticsOptions,
  type AnalyticsOptions,
  checkAnalyticsOptions,
  type CheckedAnalyticsOptions,
  type SqlAnalyticsOptions,
} from "./options";
import { type Ask, pairTableOver } from "./pair-table-over";
import { type AnalyticsRunner, type FigureSession, onFigures } from "./session";

/** What the orders of a base are. */
export interface OrderCounts {
  /** Where every order went. */
  readonly diagnostics: PurchaseDiagnostics;
  /** What those that count are in; `"XXX"` where nothing counts and nothing was asked for. */
  readonly currency: string;
}

/**
 * Refuses a base that nothing can be said of, as `summarizePurchases` does order by order.
 *
 * @throws SetiaError `INVALID_INPUT`, `MIXED_CURRENCIES`, `UNKNOWN_CURRENCY`
 */
export function assertCountable(
  row: SqlRow,
  { policy, currency: asked, asOf }: CheckedAnalyticsOptions,
  where: string,
): OrderCounts {
  const count = (name: string): number => decodeInteger(row[name]);
  const refused = (many: number, what: string, expected: string): SetiaError =>
    new SetiaError("INVALID_INPUT", `${where}: ${String(many)} ${what}; expected ${expected}`);
  const faults = count("faults");
  if (faults > 0) {
    const what = "orders have no instant, no total, or a total below 0";
    throw refused(faults, what, "an instant and whole minor units of 0 or more");
  }
  const diagnostics: PurchaseDiagnostics = {
    orders: count("orders"),
    counted: count("counted"),
    future: count("future"),
    cancelled: count("cancelled"),
    refunded: count("refunded"),
    withoutCustomer: count("without_customer"),
    zeroValueLeftOut: count("zero_value_left_out"),
    partlyRefunded: count("partly_refunded"),
    zeroValue: count("zero_value"),
  };
  const { future, withoutCustomer } = diagnostics;
  if (future > 0 && policy.futureOrders === "refuse") {
    const what = `orders were placed after ${asOf.toISOString()}`;
    throw refused(future, what, 'none later, since futureOrders is "refuse"');
  }
  if (withoutCustomer > 0 && policy.ordersWithoutCustomer === "refuse") {
    const what = "orders have no customer";
    throw refused(withoutCustomer, what, 'a customer, since ordersWithoutCustomer is "refuse"');
  }
  const ends = [row["lowest_currency"], row["highest_currency"]];
  const [lowest, highest] = ends.map((end) => (typeof end === "string" ? end : asked));
  for (const currency of [lowest, highest]) {
    if (currency === (asked ?? lowest)) continue;
    throw new SetiaError(
      "MIXED_CURRENCIES",
      `${where}: there are orders in ${String(currency)} among ${String(asked ?? lowest)}; expected one currency: a view can convert them`,
    );
  }
  const currency = asked ?? lowest;
  if (currency !== undefined) currencyExponent(currency);
  return { diagnostics, currency: currency ?? "XXX" };
}

const DAY = 86_400_000;

/**
 * Fits by counts of an engine what cross-sell offers come from.
 *
 * @throws SetiaError `INVALID_OPTION`, `INVALID_RULES`, `STORE_FAILED`
 */
export async function fitCrossSellOver(
  ask: Ask,
  checked: CheckedAnalyticsOptions,
  options: AnalyticsCrossSellOptions,
): Promise<CrossSellModel> {
  const minCount = Math.ceil(crossSellThresholds(options).minCount);
  const writer = sqlWriter(checked.dialect);
  const where = "fitCrossSell";
  const repeats = await ask(where, repeatsStatement(writer, checked));
  const categories = productCategoriesStatement(writer, checked);
  const named = categories === undefined ? [] : await ask(where, categories);
  const categoryOf = new Map(named.map((row) => [row["sku"] as string, row["category"] as string]));
  const pairs = (by: "order" | "customer", level: "product" | "category") =>
    level === "category" && categories === undefined
      ? Promise.resolve({ ...NO_PAIRS })
      : pairTableOver(ask, checked, { by, level, minCount }, where);
  return crossSellOfCounts(
    {
      products: await pairs("order", "product"),
      productsOfCustomers: await pairs("customer", "product"),
      categories: await pairs("order", "category"),
      categoriesOfCustomers: await pairs("customer", "category"),
      categoryOf: (sku) => categoryOf.get(sku),
      repeatDays: new Map(
        repeats.map((row) => [row["sku"] as string, decodeInteger(row["gap"]) / DAY]),
      ),
    },
    options,
  );
}

/** Where lines have no categories. */
const NO_PAIRS = { baskets: 0, items: [], counts: [], first: [], second: [], together: [] };

/**
 * Makes columns of the rows of summaries.
 *
 * @throws SetiaError `SUM_TOO_LARGE` naming the customer, `STORE_FAILED`
 */
export function purchaseColumnsOf(
  rows: readonly SqlRow[],
  { asOf, timeZone }: CheckedAnalyticsOptions,
  currency: string,
): PurchaseColumns {
  const whole = (name: string): Int32Array =>
    Int32Array.from(rows, (row) => decodeInteger(row[name]));
  const instant = (name: string): Float64Array =>
    Float64Array.from(rows, (row) => decodeInteger(row[name]));
  const customerIds = rows.map((row) => row["customer_id"] as string);
  const money = (name: string): Float64Array =>
    Float64Array.from(rows, (row, at) => {
      const sum = Number(row[name]);
      if (Number.isSafeInteger(sum)) return sum;
      assertSum(sum, `summarize: the revenue of customer ${JSON.stringify(customerIds[at])}`);
      return decodeInteger(row[name]);
    });
  return {
    asOf,
    timeZone,
    currency,
    customerIds,
    orders: whole("orders"),
    purchaseDays: whole("purchase_days"),
    firstOrderAt: instant("first_order_at"),
    lastOrderAt: instant("last_order_at"),
    recencyDays: whole("recency_days"),
    tenureDays: whole("tenure_days"),
    revenue: money("revenue"),
    firstDayRevenue: money("first_day_revenue"),
  };
}

/**
 * Makes columns of the rows of lifetime groups.
 *
 * @throws SetiaError `SUM_TOO_LARGE`, `STORE_FAILED`
 */
export function lifetimeColumnsOf(
  rows: readonly SqlRow[],
  { asOf, timeZone }: CheckedAnalyticsOptions,
  currency: string,
): LifetimeColumns {
  const column = (name: string): Float64Array =>
    Float64Array.from(rows, (row) => decodeInteger(row[name]));
  return {
    repeats: column("repeats"),
    lastDays: column("last_days"),
    observedDays: column("observed_days"),
    repeatSpend: column("repeat_spend"),
    customers: column("customers"),
    asOf,
    timeZone,
    currency,
  };
}

/** Reads the rows of `daysStatement`. */
function purchaseDaysIn(rows: readonly SqlRow[]): PurchaseDays {
  const customerIds: string[] = [];
  const begins: number[] = [];
  const days = Int32Array.from(rows, (row, at) => {
    const id = row["customer_id"] as string;
    if (id !== customerIds.at(-1)) {
      customerIds.push(id);
      begins.push(at);
    }
    return decodeInteger(row["day"]);
  });
  return { customerIds, begins: Int32Array.from([...begins, rows.length]), days };
}

/** Options of {@link analyticsOver}: all of those of `sqlAnalytics` but the instant. */
export interface AnalyticsOverOptions extends AnalyticsOptions {
  /** A dialect, where the runner has none of its own or another one is meant. */
  readonly dialect?: AnalyticsDialectName | AnalyticsDialect;
  /**
   * Whether figures of customers are kept in a temporary table while a model is fitted, rather than worked out for each
   * question; true if left out. Only runners with transactions can, and a replica that is only read cannot.
   */
  readonly keepFigures?: boolean;
}

const analyticsOverOptions = (): OptionNames<AnalyticsOverOptions> => ({
  dialect: true,
  keepFigures: true,
  ...analyticsOptions(),
});

/**
 * Fits and counts a base in the database that has its orders: the port {@link Analytics} over any runner. Only counts, cuts and what is
 * asked for leave the database.
 *
 * @param runner - the database, or an object with `query` and a dialect of your own
 * @param options - tables or log, zone, currency and policy
 * @returns the port; the runner stays yours to close
 * @throws SetiaError `INVALID_OPTION`, `INVALID_TIME_ZONE`, `UNKNOWN_CURRENCY`; its methods also `STORE_FAILED` where the
 * database fails, after which the same call may be made again
 *
 * @example
 * ```ts
 * import sqlite from "node-sqlite3-wasm";
 * import { fromNodeSqlite3Wasm, analyticsOver } from "setia/sql";
 *
 * const shop = new sqlite.Database(":memory:");
 * shop.exec(`CREATE TABLE orders (id INTEGER, customer_id TEXT, placed_at INTEGER, total INTEGER);
 *   INSERT INTO orders VALUES (1, 'ani', 1767571200000, 1250), (2, 'ani', 1768867200000, 750)`);
 * const analytics = analyticsOver(fromNodeSqlite3Wasm(shop), {
 *   tables: { orders: "orders" },
 *   currency: "USD",
 * });
 * const { summaries } = await analytics.summarize({ asOf: new Date("2026-01-31") });
 * summaries[0]?.recencyDays; // => 11
 * summaries[0]?.revenue; // => 2000
 * ```
 */
export function analyticsOver(
  runner: AnalyticsRunner & { readonly dialect?: AnalyticsDialectName },
  options: AnalyticsOverOptions,
): Analytics {
  assertRecord(runner, "analyticsOver: runner");
  assertOptions(options, analyticsOverOptions(), "analyticsOver");
  const { keepFigures = true, ...given } = options;
  const dialect = options.dialect ?? runner.dialect;
  const at = ({ asOf }: AnalyticsAt, where: string): CheckedAnalyticsOptions =>
    // One that is missing is refused there.
    checkAnalyticsOptions({ ...given, asOf, dialect } as SqlAnalyticsOptions, where);
  // What is wrong with the options shows at once, not with the first question.
  at({ asOf: new Date(0) }, "analyticsOver");

  const ask =
    ({ dialect: spoken }: CheckedAnalyticsOptions): Ask =>
    (where, statement) => {
      const { sql, parameters } = wholeQuery(statement, spoken);
      return trying(where, () => runner.query(sql, parameters));
    };

  async function counted(checked: CheckedAnalyticsOptions, where: string): Promise<OrderCounts> {
    const [row = {}] = await ask(checked)(
      where,
      diagnosticsStatement(sqlWriter(checked.dialect), checked),
    );
    return assertCountable(row, checked, where);
  }

  return {
    async countOrders(options_) {
      return (await counted(at(options_, "countOrders"), "countOrders")).diagnostics;
    },
    async summarize(options_) {
      const checked = at(options_, "summarize");
      const { diagnostics, currency } = await counted(checked, "summarize");
      const rows = await ask(checked)(
        "summarize",
        summaryStatement(sqlWriter(checked.dialect), checked),
      );
      return summariesOf(purchaseColumnsOf(rows, checked, currency), diagnostics);
    },
    async fitRfm(options_) {
      return (await fit(options_, "fitRfm")).model;
    },
    async analyzeRfm(options_) {
      const { model, cells, diagnostics } = await fit(options_, "analyzeRfm");
      return { model, segments: segmentCounts(model, cells), diagnostics };
    },
    async scoreRfm<Name extends string>(model: RfmModel<Name>, options_: AnalyticsAt) {
      const rows = await scored("scoreRfm", model, options_, ({ writer, figures, run }) =>
        run(scoresStatement(writer, scoreTables(writer, figures, model), model)),
      );
      const segments = [...new Set(model.segments.map((rule) => rule.segment))];
      const places = new Map<unknown, number>(segments.map((name, place) => [name, place]));
      const column = (name: string): Uint8Array =>
        Uint8Array.from(rows, (row) => decodeInteger(row[name]));
      return {
        customerIds: rows.map((row) => row["customer_id"] as string),
        recency: column(SCORE_COLUMNS.recency),
        frequency: column(SCORE_COLUMNS.frequency),
        monetary: column(SCORE_COLUMNS.monetary),
        segments,
        segment: Uint8Array.from(rows, (row) => places.get(row["segment"]) ?? 0),
      };
    },
    async countSegments<Name extends string>(model: RfmModel<Name>, options_: AnalyticsAt) {
      const rows = await scored("countSegments", model, options_, ({ writer, figures, run }) =>
        run(segmentsStatement(writer, scoreTables(writer, figures, model), model)),
      );
      return rows
        .map((row) => ({
          segment: row["segment"] as Name,
          customers: decodeInteger(row["customers"]),
          orders: decodeInteger(row["orders"]),
          revenue: decodeInteger(row["revenue"]),
        }))
        .sort(bySize);
    },
    async lifetimeBase(options_) {
      const checked = at(options_, "lifetimeBase");
      const { currency } = await counted(checked, "lifetimeBase");
      const statement = lifetimeStatement(sqlWriter(checked.dialect), checked);
      return lifetimeColumnsOf(await ask(checked)("lifetimeBase", statement), checked, currency);
    },
    async purchaseDays(options_) {
      const checked = at(options_, "purchaseDays");
      await counted(checked, "purchaseDays");
      const statement = daysStatement(sqlWriter(checked.dialect), checked);
      return purchaseDaysIn(await ask(checked)("purchaseDays", statement));
    },
    async countCohorts(options_) {
      const checked = at(options_, "countCohorts");
      const days = periodDays(options_.starts);
      await counted(checked, "countCohorts");
      const statement = cohortStatement(sqlWriter(checked.dialect), checked, days);
      const rows = await ask(checked)("countCohorts", statement);
      const bought = days
        .slice(1)
        .map((_, cohort) => new Array<number>(days.length - 1 - cohort).fill(0));
      for (const row of rows) {
        const [cohort, period] = [decodeInteger(row["cohort"]), decodeInteger(row["period"])];
        const counts = bought[cohort];
        if (counts !== undefined) counts[period - cohort] = decodeInteger(row["customers"]);
      }
      return bought.map((counts, cohort) => ({
        start: options_.starts[cohort]!,
        customers: counts[0]!,
        bought: counts,
      }));
    },
    async countPairs(options_) {
      const checked = at(options_, "countPairs");
      return pairTableOver(ask(checked), checked, options_, "countPairs");
    },
    async fitCrossSell(options_) {
      const checked = at(options_, "fitCrossSell");
      return fitCrossSellOver(ask(checked), checked, options_);
    },
  };

  async function fit<Name extends string>(
    options_: AnalyticsRfmOptions<Name>,
    where: string,
  ): Promise<FittedOver<Name> & Pick<OrderCounts, "diagnostics">> {
    const rules = rfmRulesOf(options_, where);
    const checked = at(options_, where);
    const { currency, diagnostics } = await counted(checked, where);
    const fitted = await onFigures(runner, checked, keepFigures, where, (session) =>
      fitOver(session, checked, rules, currency),
    );
    return { ...fitted, diagnostics };
  }

  async function scored(
    where: string,
    model: RfmModel<string>,
    options_: AnalyticsAt,
    work: (session: FigureSession) => Promise<readonly SqlRow[]>,
  ): Promise<readonly SqlRow[]> {
    const checked = at(options_, where);
    const { currency, diagnostics } = await counted(checked, where);
    if (diagnostics.counted > 0) assertModelFor(model, currency, where);
    return onFigures(runner, checked, false, where, work);
  }
}

/** Most customers first, then by name. */
function bySize(a: SegmentCount<string>, b: SegmentCount<string>): number {
  return b.customers - a.customers || compareCodePoints(a.segment, b.segment);
}

function segmentCounts<Name extends string>(
  { segments }: RfmModel<Name>,
  cells: readonly ScoreCell[],
): SegmentCount<Name>[] {
  const counts = new Map<Name, SegmentCount<Name>>();
  for (const { recency, frequency, monetary, customers, orders, revenue } of cells) {
    const segment = segmentOf(segments, recency, frequency, monetary);
    if (segment === undefined) continue;
    const known = counts.get(segment) ?? { segment, customers: 0, orders: 0, revenue: 0 };
    const sum = known.revenue + revenue;
    assertSum(sum, `analyzeRfm: the revenue of segment ${JSON.stringify(segment)}`);
    counts.set(segment, {
      segment,
      customers: known.customers + customers,
      orders: known.orders + orders,
      revenue: sum,
    });
  }
  return [...counts.values()].sort(bySize);
}
