import { defined, showValue } from "../../kernel";
import type { CustomerEvent, OrderLine } from "../../events";
import { customerIdOf, eventId, NO_CUSTOMER, withContentId } from "../import-result";
import type { RecordReader } from "../record-reader";
import { emailOf, takeCustomerOfOrder } from "./customers";
import { refundedParts, takeShopifyRefund, type ShopifyContext } from "./refunds";
import {
  optionalShopifyId,
  rateOf,
  shopifyId,
  shopifyMoney,
  skuOf,
  type ImportShopifyOptions,
} from "./values";

const PAID = ["paid", "partially_refunded", "refunded"];
const NOT_TO_BE_PAID = ["voided", "expired"];

/** Takes in an order, its customer, its refunds and its cancellation. */
export function takeShopifyOrder(read: RecordReader, context: ShopifyContext): void {
  const { collector, options, orders, source } = context;
  const numericId = shopifyId(read, "id");
  const names = options.orderBy === "id" ? undefined : context.names.get(numericId);
  const orderId = names?.name ?? numericId;
  if (names?.other !== undefined) {
    const said = `${showValue(names.name)} and ${showValue(names.other)}`;
    collector.skip(
      read.path,
      "unreadable",
      `order ${numericId} is named ${said}; expected one name`,
    );
    return;
  }
  if (read.raw("test") === true && options.includeTests !== true) {
    collector.skip(read.path, "test", `is the test order ${orderId}`);
    return;
  }
  const customer = read.record("customer");
  const registered = optionalShopifyId(customer, "id");
  const email = emailOf(customer) ?? read.text("email") ?? read.text("contact_email");
  const customerId = customerIdOf({ id: registered, email }, options);
  if (customerId === undefined) {
    if (!read.fails()) collector.skip(read.path, "no_customer", `order ${orderId} ${NO_CUSTOMER}`);
    return;
  }
  const currency = currencyOf(read, options);
  const rate = rateOf([[read, "total_price", 1]], options);
  // A stand-in for a currency that cannot be read would make refunds other than they are.
  if (read.issues.length === 0) orders.set(numericId, { customerId, orderId, currency, rate });
  const status = read.word(read.firstOf("financial_status", "display_financial_status")) ?? "";
  if (options.paidOnly === true && !PAID.includes(status)) {
    if (!read.fails())
      collector.skip(
        read.path,
        "not_counted",
        `order ${orderId} is ${status === "" ? "not said to be paid" : status}; paidOnly was asked for`,
      );
    return;
  }
  const at = read.instant(read.firstOf("processed_at", "created_at"));
  const updatedAt = read.optionalInstant("updated_at") ?? at;
  const base = { customerId, source };
  const found: CustomerEvent[] = [
    withContentId({
      ...base,
      id: eventId(source, "order", orderId, updatedAt.toISOString()),
      type: "order_completed",
      at,
      ...(updatedAt > at ? { recordedAt: updatedAt } : {}),
      orderId,
      currency,
      total: readTotal(read, { currency, rate }, context),
      ...readLines(read, currency, options),
      ...defined({ channel: read.text("source_name") }),
    }),
  ];
  // An order that will never be paid was maybe counted before that was known.
  const given = NOT_TO_BE_PAID.includes(status) ? updatedAt : undefined;
  const cancelledAt = read.optionalInstant("cancelled_at") ?? given;
  if (cancelledAt !== undefined) {
    const reason = read.word("cancel_reason") ?? (given === undefined ? undefined : status);
    // One cancellation has one id, whenever it is told of, unless only its telling has a date.
    const id = read.has("cancelled_at")
      ? eventId(source, "cancelled", orderId)
      : eventId(source, "cancelled", orderId, status, updatedAt.toISOString());
    found.push(
      withContentId({
        ...base,
        id,
        type: "order_cancelled",
        at: cancelledAt,
        orderId,
        ...defined({ reason }),
      }),
    );
  }
  if (read.fails()) return;
  for (const event of found) collector.add(event, read.path);
  takeCustomerOfOrder({ order: read, customer, at, updatedAt, orderId, customerId }, context);
  for (const refund of read.list("refunds")) takeShopifyRefund(refund, context, numericId);
}

function currencyOf(read: RecordReader, options: ImportShopifyOptions): string {
  const shop = read.firstOf("currency", "currency_code");
  const money = read.record("total_price_set").record("shop_money");
  // A query may have asked for the money alone, which names its currency.
  if (!read.has(shop) && options.money !== "presentment" && money.has("currency_code")) {
    return money.currency("currency_code");
  }
  if (options.money !== "presentment") return read.currency(shop);
  const seen = read.firstOf("presentment_currency", "presentment_currency_code");
  return read.currency(seen, read.text(shop) ?? "");
}

/**
 * The total before refunds. An order from which something was taken out before it was paid has the old
 * `total_price` still; what it comes to now, and what was given back in money, together are what counts. Money given
 * back without goods does not lower what it comes to now, so both together are never more than `total_price`.
 */
function readTotal(
  read: RecordReader,
  money: Parameters<typeof refundedParts>[1] & { readonly currency: string },
  context: ShopifyContext,
): number {
  const { options } = context;
  const total = shopifyMoney(read, "total_price", money.currency, options);
  const left =
    read.has("current_total_price") || read.has("current_total_price_set")
      ? shopifyMoney(read, "current_total_price", money.currency, options)
      : undefined;
  if (left === undefined || !read.has("refunds")) return total;
  const charged = read
    .list("refunds")
    .flatMap((refund) => refundedParts(refund, money, context).paid)
    .reduce((sum, { amount }) => sum + amount, left);
  return Math.min(total, charged);
}

function readLines(
  read: RecordReader,
  currency: string,
  options: ImportShopifyOptions,
): { lines?: readonly OrderLine[] } {
  const lines = read.list("line_items").flatMap((line): OrderLine[] => {
    const sku = skuOf(line);
    if (sku === undefined) {
      line.note("has no sku, variant or product: the line was left out, its money is in the total");
      return [];
    }
    const price = line.has("original_unit_price_set") ? "original_unit_price" : "price";
    return [
      {
        sku,
        quantity: line.quantity("quantity"),
        unitPrice: shopifyMoney(line, price, currency, options),
      },
    ];
  });
  return lines.length === 0 ? {} : { lines };
}
