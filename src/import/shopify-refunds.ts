import { eventId, type Collector, type ImportOptions } from "./import-result";
import type { RecordReader } from "./record-reader";

/** Options of `importShopify`. */
export interface ImportShopifyOptions extends ImportOptions {
  /** Whether amounts are those of the shop's currency (default) or those that the customer saw. */
  readonly money?: "shop" | "presentment";
  /** Whether only orders that were paid count; all that were placed do if left out (pay on delivery). */
  readonly paidOnly?: boolean;
  /** Finds the customer of an order that is not in the list: a refund's webhook does not name them. */
  readonly customerOfOrder?: (orderId: string) => string | undefined;
}

/** An order that was read, for the refunds that name it. */
interface KnownOrder {
  readonly customerId: string;
  readonly currency: string;
}

/** What every webhook is read with. */
export interface ShopifyContext {
  /** Takes what is found. */
  readonly collector: Collector;
  /** As given. */
  readonly options: ImportShopifyOptions;
  /** The orders read so far. */
  readonly orders: Map<string, KnownOrder>;
}

/**
 * Takes in a refund, told by its own webhook or by its order.
 *
 * @param read - the refund
 * @param context - collector, options and the orders
 */
export function takeShopifyRefund(read: RecordReader, context: ShopifyContext): void {
  const { collector, options, orders } = context;
  const source = options.source ?? "shopify";
  const issuesBefore = read.issues.length;
  const refundId = read.id("id");
  const orderId = read.id("order_id");
  const at = read.instant(read.has("processed_at") ? "processed_at" : "created_at");
  const order = orders.get(orderId);
  const customerId = order?.customerId ?? options.customerOfOrder?.(orderId);
  if (customerId === undefined && read.issues.length === issuesBefore) {
    collector.skip(
      read.path,
      "no_customer",
      `refund ${refundId} does not name the customer, and order ${orderId} is not in the list; expected the order's webhook too, or customerOfOrder`,
    );
    return;
  }
  const amount = refundedMoney(read, order?.currency, context);
  const lines = read
    .list("refund_line_items")
    .map((line) => ({ sku: skuOf(line.record("line_item")), quantity: line.quantity("quantity") }))
    .filter((line): line is { sku: string; quantity: number } => line.sku !== undefined);
  if (read.issues.length > issuesBefore) {
    const { message } = read.issues[issuesBefore] ?? { message: "" };
    collector.skip(read.path, "unreadable", message, read.issues.slice(issuesBefore));
  } else if (amount === 0) {
    collector.skip(
      read.path,
      "no_money",
      `refund ${refundId} of order ${orderId} takes goods back but gives back no money`,
    );
  } else {
    collector.add(
      {
        id: eventId(source, "refund", refundId),
        type: "order_refunded",
        customerId: customerId ?? "",
        source,
        at,
        orderId,
        amount,
        ...(lines.length === 0 ? {} : { lines }),
      },
      read.path,
    );
  }
}

/**
 * Sums what a refund gave back, by its transactions; in another currency than the order's, by its lines.
 *
 * @param read - the refund
 * @param currency - the order's, if it is known
 * @param context - options
 * @returns minor units
 */
export function refundedMoney(
  read: RecordReader,
  currency: string | undefined,
  { options }: ShopifyContext,
): number {
  const paidBack = read
    .list("transactions")
    .filter(
      (transaction) =>
        transaction.text("kind") === "refund" && transaction.text("status") === "success",
    );
  let sum = 0;
  for (const transaction of paidBack) {
    const code = transaction.currency("currency", currency);
    if (currency !== undefined && code !== currency) return refundedLines(read, currency, options);
    sum += transaction.money("amount", code);
  }
  return sum;
}

function refundedLines(
  read: RecordReader,
  currency: string,
  options: ImportShopifyOptions,
): number {
  let sum = 0;
  for (const line of read.list("refund_line_items")) {
    sum += shopifyMoney(line, "subtotal", currency, options);
    if (line.has("total_tax_set") || line.has("total_tax"))
      sum += shopifyMoney(line, "total_tax", currency, options);
  }
  // Adjustments, such as shipping given back, are negative there.
  for (const adjustment of read.list("order_adjustments")) {
    sum -= shopifyMoney(adjustment, "amount", currency, options);
    if (adjustment.has("tax_amount_set"))
      sum -= shopifyMoney(adjustment, "tax_amount", currency, options);
  }
  return Math.max(0, sum);
}

/**
 * Reads `name` in the wanted money: of `name_set` where it is there, else the plain field, which is the shop's.
 *
 * @param read - the record
 * @param name - its field
 * @param currency - ISO 4217 code
 * @param options - which money is wanted
 * @returns minor units
 */
export function shopifyMoney(
  read: RecordReader,
  name: string,
  currency: string,
  options: ImportShopifyOptions,
): number {
  const set = `${name}_set`;
  const wanted = options.money === "presentment" ? "presentment_money" : "shop_money";
  if (read.has(set)) return read.record(set).record(wanted).money("amount", currency);
  if (
    options.money === "presentment" &&
    read.has("presentment_currency") &&
    read.text("presentment_currency") !== read.text("currency")
  ) {
    return read.record(set).record(wanted).money("amount", currency);
  }
  return read.money(name, currency);
}

/**
 * Finds what a line is of. Custom items have neither sku nor variant; tips have no product either. Their money is in the total.
 *
 * @param line - a line of an order
 * @returns an id, or `undefined`
 */
export function skuOf(line: RecordReader): string | undefined {
  return line.optionalId("sku") ?? line.optionalId("variant_id") ?? line.optionalId("product_id");
}
