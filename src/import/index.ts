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
  type OrderLookup,
  type PlacedOrder,
  type SkippedRecord,
  type SkipReason,
} from "./import-result";
export { type ImportRowsOptions, type RowColumns } from "./row-cells";
export { importRows } from "./rows";
export { importSegment } from "./segment";
export { type ImportSegmentOptions } from "./segment-calls";
export { importShopify, type ShopifyWebhook } from "./shopify";
export { type ImportShopifyOptions } from "./shopify-values";
export { importStripe } from "./stripe";
export { type ImportStripeOptions } from "./stripe-values";
export { importWhatsApp, type ImportWhatsAppOptions, type WhatsAppMessage } from "./whatsapp";
export { importWooCommerce } from "./woocommerce";
export { type ImportWooCommerceOptions } from "./woocommerce-refunds";
