/**
 * Importers: from what shops have already to events. They are pure; fetching and storing are the caller's.
 *
 * @packageDocumentation
 */

export { importGa4 } from "./ga4";
export { type ImportGa4Options } from "./ga4-hits";
export {
  CUSTOMER_KEYS,
  SKIP_REASONS,
  type CustomerKey,
  type ImportNote,
  type ImportOptions,
  type ImportResult,
  type SkippedRecord,
  type SkipReason,
} from "./import-result";
export { type ImportRowsOptions, type RowColumns } from "./row-cells";
export { importRows } from "./rows";
export { importSegment } from "./segment";
export { type ImportSegmentOptions } from "./segment-calls";
export { importShopify, type ShopifyWebhook } from "./shopify";
export { type ImportShopifyOptions } from "./shopify-refunds";
export { importStripe, type ImportStripeOptions } from "./stripe";
export { importWooCommerce } from "./woocommerce";
export { type ImportWooCommerceOptions } from "./woocommerce-refunds";
export { type Column } from "./table/columns";
export {
  KNOWN_EXPORTS,
  type KnownExportName,
  type KnownExportOptions,
} from "./table/known-exports";
export {
  recogniseExport,
  type ExportHabits,
  type RecognisedExport,
} from "./table/recognise-export";
export {
  CONSENT_WORDS,
  CUSTOMER_ROLES,
  type ConsentColumns,
  type ConsentWord,
  type CustomerColumns,
  type CustomerRole,
  type ImportCustomersOptions,
} from "./customers/customer-columns";
export {
  KNOWN_CUSTOMER_EXPORTS,
  recogniseCustomerExport,
  type KnownCustomerExportName,
  type RecognisedCustomerExport,
} from "./customers/customer-exports";
export { importCustomers } from "./customers/import-customers";
