/**
 * How a customer buys: orders become one summary for each customer.
 * Enter by `summarizePurchases`; `columnar/` does the same on typed arrays.
 * Knows kernel and events.
 */
export {
  findOrphans,
  isAvailable,
  ordersFromEvents,
  type FindOrphansOptions,
  type Order,
  type OrdersFromEventsOptions,
  type Product,
  type Refund,
} from "./orders";
export type { Orders } from "./counting/gather-orders";
export {
  createLivePurchases,
  type LiveFigures,
  type LivePurchases,
  type LivePurchasesOptions,
  type OrderName,
} from "./live-purchases";
export { keptLines, NOTHING_LEFT } from "./counting/kept-lines";
export {
  convertIn,
  isFullyRefunded,
  netIn,
  orderStands,
  type ConvertMoney,
} from "./counting/net-order";
export type {
  NumberColumn,
  OrderColumns,
  RefundColumns,
  TextColumn,
} from "./columnar/order-columns";
export {
  DEFAULT_ORDER_POLICY,
  orderPolicyOf,
  type OrderPolicy,
  type PurchaseDiagnostics,
} from "./counting/order-policy";
export { finalizePurchases, partialPurchases } from "./partial-purchases";
export { mergePurchases, PURCHASE_PART_VERSION, type PurchasePart } from "./purchase-part";
export { purchaseSummaryAt, type PurchaseColumns } from "./columnar/purchase-columns";
export { purchaseDaysOf, type PurchaseDays } from "./purchase-days";
export type { PurchaseSummary } from "./purchase-summary";
export {
  checkFigures,
  checkTenure,
  instantOfRows,
  type LifetimeRow,
  type RfmRow,
  type RowsAt,
} from "./figure-rows";
export {
  summariesOf,
  summarizePurchasesOptions,
  summarizeFor,
  summarizeBatches,
  summarizePurchases,
  type PurchaseSummaries,
  type SummarizePurchasesOptions,
} from "./summarize-purchases";
export { wrongUnitNote } from "./counting/wrong-unit";
