import type { CrossSellModel, FitCrossSellOptions } from "../cross-sell";
import type { LifetimeColumns } from "../lifetime";
import type { PurchaseDays, PurchaseDiagnostics, PurchaseSummaries } from "../purchases";
import type { FitRfmOptions, RfmModel, RfmScoreColumns, Segment } from "../rfm";

/** The instant of a measure. */
export interface AnalyticsAt {
  /** The instant of the answer, inclusive. */
  readonly asOf: Date;
}

/** Options of {@link Analytics.fitRfm}. */
export interface AnalyticsRfmOptions<Name extends string = Segment>
  extends AnalyticsAt, FitRfmOptions<Name> {}

/** Customers of one segment. */
export interface SegmentCount<Name extends string = Segment> {
  /** Which segment. */
  readonly segment: Name;
  /** How many customers. */
  readonly customers: number;
  /** Their orders. */
  readonly orders: number;
  /** What they spent, in minor units. */
  readonly revenue: number;
}

/** What {@link Analytics.analyzeRfm} gives. */
export interface RfmOverview<Name extends string = Segment> {
  /** Fitted on the base. */
  readonly model: RfmModel<Name>;
  /** How the base divides by it, most customers first; segments with nobody are left out. */
  readonly segments: readonly SegmentCount<Name>[];
  /** Where every order went. */
  readonly diagnostics: PurchaseDiagnostics;
}

/** Options of {@link Analytics.countPairs}. */
export interface CountPairsOptions extends AnalyticsAt {
  /** What things must have in common: one order (if left out) or one customer. */
  readonly by?: "order" | "customer";
  /** What a thing is: a product (if left out) or its category. */
  readonly level?: "product" | "category";
  /** Smallest number of orders or customers that must have both, 1 or more; 2 if left out. */
  readonly minCount?: number;
}

/** Options of {@link Analytics.countCohorts}. */
export interface CountCohortsOptions extends AnalyticsAt {
  /** First days of the periods, `YYYY-MM-DD`, ascending, at least two: the last one ends the last period. */
  readonly starts: readonly string[];
}

/** Customers who first bought within one period. */
export interface CohortCount {
  /** First day of that period, `YYYY-MM-DD`. */
  readonly start: string;
  /** How many they are. */
  readonly customers: number;
  /** How many bought in that period (all of them), in the next one and so on, up to the last period. */
  readonly bought: readonly number[];
}

/** What is bought together, as counts: all that analytics of rules rest on. */
export interface PairTable {
  /** Orders with lines that stand, or customers who have one. */
  readonly baskets: number;
  /** Things in at least one of them, that in most first, then by code point. */
  readonly items: readonly string[];
  /** How many have each. */
  readonly counts: ArrayLike<number>;
  /** Place in `items` of one thing of each pair; always before that of the other. */
  readonly first: ArrayLike<number>;
  /** Place in `items` of the other. */
  readonly second: ArrayLike<number>;
  /** How many have both; pairs in no order. */
  readonly together: ArrayLike<number>;
}

/** Options of {@link Analytics.fitCrossSell}: categories are those that order lines name. */
export type AnalyticsCrossSellOptions = Omit<FitCrossSellOptions, "products">;

/**
 * Analytics of a whole base, computed where its orders are, such as in a database or a cluster. Every answer is exactly what
 * the function of the same name gives for the same orders in memory. Zone, currency and what counts as an order are settled
 * when it is made.
 */
export interface Analytics {
  /**
   * Returns where every order went.
   *
   * @throws SetiaError as `summarizePurchases` does: for orders that cannot be, of several currencies, or that the policy refuses
   */
  countOrders(options: AnalyticsAt): Promise<PurchaseDiagnostics>;
  /** Summarizes orders to one record per customer, as `summarizePurchases` does. */
  summarize(options: AnalyticsAt): Promise<PurchaseSummaries>;
  /** Fits score thresholds, as `fitRfm` does; only counts leave the engine. */
  fitRfm<Name extends string = Segment>(
    options: AnalyticsRfmOptions<Name>,
  ): Promise<RfmModel<Name>>;
  /** Fits, and tells how the base divides over the segments: figures of customers are worked out once for both. */
  analyzeRfm<Name extends string = Segment>(
    options: AnalyticsRfmOptions<Name>,
  ): Promise<RfmOverview<Name>>;
  /** Scores every customer with a fitted model, as `scoreRfmAll` does. */
  scoreRfm<Name extends string>(
    model: RfmModel<Name>,
    options: AnalyticsAt,
  ): Promise<RfmScoreColumns<Name>>;
  /** Counts the customers of each segment, most first; segments with nobody are left out. */
  countSegments<Name extends string>(
    model: RfmModel<Name>,
    options: AnalyticsAt,
  ): Promise<readonly SegmentCount<Name>[]>;
  /** Gives what `fitLifetime` and `fitSpend` need, customers with the same figures as one row. */
  lifetimeBase(options: AnalyticsAt): Promise<LifetimeColumns>;
  /** Gives the days with an order of each customer by ascending id: what forecasts and lines of activity are fitted on. */
  purchaseDays(options: AnalyticsAt): Promise<PurchaseDays>;
  /**
   * Counts who buys again how long after the first order, a cohort for each period. Who first bought before the first
   * period is in none.
   *
   * @throws SetiaError `INVALID_OPTION` for periods that do not ascend
   */
  countCohorts(options: CountCohortsOptions): Promise<readonly CohortCount[]>;
  /** Counts what is bought together. */
  countPairs(options: CountPairsOptions): Promise<PairTable>;
  /** Fits what cross-sell offers come from, as `fitCrossSell` does for orders. */
  fitCrossSell(options: AnalyticsCrossSellOptions): Promise<CrossSellModel>;
}
