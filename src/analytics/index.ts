/**
 * The port to a database that counts where the orders are: RFM, lifetime, cross-selling and cohorts.
 * Enter by `Analytics`; `setia/sql` implements it, `testAnalytics` says what it promises.
 * Knows the rooms whose models it fits.
 */
export type {
  CohortCount,
  CountCohortsOptions,
  CountPairsOptions,
  AnalyticsAt,
  AnalyticsCrossSellOptions,
  AnalyticsRfmOptions,
  Analytics,
  PairTable,
  RfmOverview,
  SegmentCount,
} from "./analytics";
