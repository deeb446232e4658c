import { assertOptions, type OptionNames } from "../../kernel";
import type { FitRfmOptions, RfmModel } from "../../rfm";
import type { CountCohortsOptions, CountPairsOptions } from "../../analytics";
import { cohortStatement, daysStatement, periodDays } from "../statements/cohort-statement";
import {
  diagnosticsStatement,
  figureTables,
  figuresStatement,
  summaryStatement,
} from "../statements/figure-statements";
import { lifetimeStatement } from "../statements/lifetime-statement";
import { cutsStatement } from "../statements/cut-statement";
import { checkAnalyticsOptions, analyticsOptions, type SqlAnalyticsOptions } from "./options";
import { itemsStatement, pairsStatement } from "../statements/pair-statements";
import { rankStatement } from "../statements/rank-statement";
import {
  assertModelFor,
  scoresStatement,
  scoreTables,
  segmentsStatement,
} from "../statements/score-statements";
import { sqlWriter, wholeQuery, withoutParameters, type SqlStatement } from "../writer/sql-text";

/** The analytics of a base as statements, to be printed, explained, or put where statements go. */
export interface SqlAnalytics {
  /**
   * One row a customer by ascending id, as `summarizePurchases` has it: `customer_id`, `orders`, `purchase_days`, `first_order_at` and
   * `last_order_at` in milliseconds, `recency_days`, `tenure_days`, `revenue` and `first_day_revenue` in minor units.
   */
  summaries(): SqlStatement;
  /**
   * One row that says where every order went: `orders`, `counted`, `future`, `cancelled`, `refunded`, `without_customer`,
   * `zero_value_left_out`, `partly_refunded`, `zero_value`; `faults`, the orders that cannot be (no total, one below 0, no instant);
   * and `lowest_currency` and `highest_currency` where the orders have theirs.
   */
  orderCounts(): SqlStatement;
  /** One row a customer, in no order, with what scores are made of: `customer_id`, `recency`, `frequency`, `monetary`, `tenure`. */
  figures(): SqlStatement;
  /**
   * Scores and segment of every customer by ascending id, by a model that was fitted before: `customer_id`, `recency_score`,
   * `frequency_score`, `monetary_score`, `segment`. Not a single sort but that of the answer.
   *
   * @throws SetiaError `INVALID_MODEL`, `NEWER_MODEL`, `MIXED_CURRENCIES`
   */
  scores(model: RfmModel<string>): SqlStatement;
  /** How the customers divide over the segments of a model: `segment`, `customers`, `orders`, `revenue`, in no order. */
  segments(model: RfmModel<string>): SqlStatement;
  /**
   * Fitting and scoring in one statement, by ranks over the whole base; columns as those of `scores`. No model comes of it.
   *
   * @throws SetiaError as `fitRfm` does for its options
   */
  rankedScores(options?: FitRfmOptions<string>): SqlStatement;
  /**
   * Fitting as one statement, for schedules that keep cuts in a table: one row with `customers` and the whole part of each
   * cut, `recency_1` to `recency_4`, `frequency_1` and so on. A score is 1 and the number of cuts that a customer's
   * figure exceeds; for recency, where few days are good, the bins less that number. Cuts are type-7 quantiles; those of
   * frequency are balanced where `fitRfm` would balance them.
   *
   * @throws SetiaError `INVALID_OPTION` for methods other than `"quantile"` and `"balanced"`; as `fitRfm` does for its options
   */
  cuts(options?: FitRfmOptions<string>): SqlStatement;
  /**
   * What lifetime models are fitted on, customers with the same figures as one row: `repeats`, `last_days`, `observed_days`,
   * `repeat_spend` in minor units, `customers`.
   */
  lifetimeGroups(): SqlStatement;
  /** The days with an order of each customer, by ascending id and day: `customer_id` and `day`, counted from 1970-01-01. */
  purchaseDays(): SqlStatement;
  /**
   * How many customers who first bought in one period bought in which: `cohort` and `period`, counted from 0, and `customers`, in
   * no order.
   *
   * @throws SetiaError `INVALID_OPTION` for periods that do not ascend
   */
  cohorts(options: Omit<CountCohortsOptions, "asOf">): SqlStatement;
  /**
   * The things that are bought, in no order: `item`, `baskets`. The item of the row that counts all baskets is nothing.
   *
   * @throws SetiaError `INVALID_OPTION` where lines, or categories, are not known
   */
  items(options?: Omit<CountPairsOptions, "asOf">): SqlStatement;
  /** The pairs of things that are bought together: `first`, `second`, `baskets`, in no order; `first` is the lower by code point. */
  pairs(options?: Omit<CountPairsOptions, "asOf">): SqlStatement;
  /** Writes a statement as one text without parameters, for a view, a dbt model or a scheduled query. */
  text(statement: SqlStatement): string;
}

const sqlAnalyticsOptions = (): OptionNames<SqlAnalyticsOptions> => ({
  dialect: true,
  asOf: true,
  ...analyticsOptions(),
});

/**
 * Writes the analytics of a base as statements of one database: fixed text that gives exactly the numbers that the functions in
 * memory give, ties included. Money is whole minor units, ids compare byte by byte, days are those of the zone whatever the
 * database knows of zones, and no quantile function is used.
 *
 * @param options - dialect, tables or log, instant, zone, currency and policy
 * @returns functions that write statements
 * @throws SetiaError `INVALID_OPTION`, `INVALID_INSTANT`, `INVALID_TIME_ZONE`, `UNKNOWN_CURRENCY`
 *
 * @example
 * ```ts
 * import { sqlAnalytics } from "setia/sql";
 *
 * const analytics = sqlAnalytics({
 *   dialect: "postgres",
 *   tables: { orders: ["shop", "orders"] },
 *   currency: "IDR",
 *   timeZone: "Asia/Jakarta",
 *   asOf: new Date("2026-02-01T05:00:00Z"),
 * });
 * const { sql, parameters } = analytics.figures();
 * sql.includes('FROM "shop"."orders" o'); // => true
 * parameters; // => [1769922000000, 20485, 20485]
 * ```
 */
export function sqlAnalytics(options: SqlAnalyticsOptions): SqlAnalytics {
  assertOptions(options, sqlAnalyticsOptions(), "sqlAnalytics");
  const checked = checkAnalyticsOptions(options, "sqlAnalytics");
  const { dialect } = checked;
  const writer = sqlWriter(dialect);
  const scored = (model: RfmModel<string>, where: string) => {
    assertModelFor(model, checked.currency, `sqlAnalytics: ${where}`);
    return scoreTables(writer, figureTables(writer, checked), model);
  };
  const whole = (query: SqlStatement): SqlStatement => wholeQuery(query, dialect);
  return {
    summaries: () => whole(summaryStatement(writer, checked)),
    orderCounts: () => whole(diagnosticsStatement(writer, checked)),
    figures: () => whole(figuresStatement(writer, figureTables(writer, checked))),
    scores: (model) => whole(scoresStatement(writer, scored(model, "scores"), model)),
    segments: (model) => whole(segmentsStatement(writer, scored(model, "segments"), model)),
    rankedScores: (rules = {}) =>
      whole(rankStatement(writer, figureTables(writer, checked), rules, "sqlAnalytics")),
    cuts: (rules = {}) =>
      whole(cutsStatement(writer, figureTables(writer, checked), rules, "sqlAnalytics: cuts")),
    purchaseDays: () => whole(daysStatement(writer, checked)),
    lifetimeGroups: () => whole(lifetimeStatement(writer, checked)),
    cohorts: ({ starts }) => whole(cohortStatement(writer, checked, periodDays(starts))),
    items: (pairs = {}) => whole(itemsStatement(writer, checked, pairs)),
    pairs: (pairs = {}) => whole(pairsStatement(writer, checked, pairs)),
    text: (statement) => withoutParameters(statement, dialect),
  };
}
