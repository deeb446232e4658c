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
export { convertIn, isFullyRefunded, netIn, orderStands, type ConvertMoney } from "./net-order";
export {
  summarizePurchases,
  type PurchaseDiagnostics,
  type PurchaseSummaries,
  type PurchaseSummary,
  type SummarizePurchasesOptions,
} from "./summarize-purchases";
