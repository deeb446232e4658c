/**
 * The contracts that every store and every engine must keep, for any test runner.
 *
 * @packageDocumentation
 */

export {
  STORE_CAPABILITIES,
  type CreateStoreOptions,
  type StoreCapability,
  type StoreUnderTest,
} from "./contract";
export { testStore, type TestStoreOptions } from "./test-store";
export type { AnalyticsSettings } from "./analytics-checks";
export {
  analyticsRows,
  type AnalyticsData,
  type AnalyticsLineRow,
  type AnalyticsOrderRow,
  type AnalyticsRefundRow,
  type AnalyticsReturnRow,
  type AnalyticsRows,
} from "./analytics-data";
export {
  testAnalytics,
  type AnalyticsUnderTest,
  type TestAnalyticsOptions,
} from "./test-analytics";
