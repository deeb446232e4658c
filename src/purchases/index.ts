export {
  findOrphans,
  ordersFromEvents,
  type Order,
  type OrdersFromEventsOptions,
  type Product,
  type Refund,
} from "./orders";
export { isFullyRefunded, orderStands } from "./net-order";
export {
  summarizePurchases,
  type ConvertMoney,
  type PurchaseDiagnostics,
  type PurchaseSummaries,
  type PurchaseSummary,
  type SummarizePurchasesOptions,
} from "./summarize-purchases";
