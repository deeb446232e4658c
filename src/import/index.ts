/**
 * Importers: from what shops have already to events. They are pure; fetching and storing are the caller's.
 *
 * @packageDocumentation
 */

export { importGa4 } from "./ga4/ga4";
export { type ImportGa4Options } from "./ga4/hits";
export {
  CUSTOMER_KEYS,
  SKIP_REASONS,
  type CustomerKey,
  type ImportNote,
  type ImportOptions,
  type ImportResult,
  type OrderLookup,
  type PlacedOrder,
  type SkippedRecord,
  type SkipReason,
} from "./import-result";
export { importSegment } from "./segment/segment";
export type { ImportSegmentOptions } from "./segment/calls";
export { importShopify, type ShopifyWebhook } from "./shopify/shopify";
export { DECIMAL_SIGNS, type DecimalSign } from "./table/amount-text";
export {
  ROW_ROLES,
  STATUS_MEANINGS,
  type ChargedRow,
  type ImportRowsOptions,
  type RowColumns,
  type RowRole,
  type StatusMeaning,
} from "./table/columns";
export { DATE_FORMS, type DateForm } from "./table/date-text";
export { importRows, type RowsImport, type TableReading } from "./table/import-rows";
export {
  importTable,
  type ImportedTable,
  type ImportTableOptions,
  type Table,
  type TableReport,
  type TableRow,
} from "./table/import-table";
export { recogniseColumns } from "./table/recognise-columns";
export { type TableProduct } from "./table/row-order";
export { type ImportShopifyOptions } from "./shopify/values";
export { importStripe } from "./stripe/stripe";
export { type ImportStripeOptions } from "./stripe/values";
export { importWhatsApp, type ImportWhatsAppOptions, type WhatsAppMessage } from "./whatsapp";
export { importWooCommerce } from "./woocommerce/woocommerce";
export { type ImportWooCommerceOptions } from "./woocommerce/refunds";
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
