import type { CustomerEvent, OrderLine } from "../events";
import { customerIdOf, eventId, NO_CUSTOMER, withContentId } from "./import-result";
import type { RecordReader } from "./record-reader";
import {
  refundedMoney,
  shopifyMoney,
  skuOf,
  takeShopifyRefund,
  type ImportShopifyOptions,
  type ShopifyContext,
} from "./shopify-refunds";
import { fullName, known } from "./traits";

const PAID = ["paid", "partially_refunded", "refunded"];
const NOT_TO_BE_PAID = ["voided", "expired"];

/**
 * Takes in an order, its refunds and its cancellation.
 *
 * @param read - the payload
 * @param context - collector and options
 */
export function takeShopifyOrder(read: RecordReader, context: ShopifyContext): void {
  const { collector, options, orders } = context;
  const source = options.source ?? "shopify";
  const orderId = read.id("id");
  if (read.raw("test") === true && options.includeTests !== true) {
    collector.skip(read.path, "test", `is the test order ${orderId}`);
    return;
  }
  const customer = read.record("customer");
  const email = customer.text("email") ?? read.text("email") ?? read.text("contact_email");
  const registered = customer.optionalId("id");
  const customerId = customerIdOf({ id: registered, email }, options);
  if (customerId === undefined) {
    if (!read.fails()) collector.skip(read.path, "no_customer", `order ${orderId} ${NO_CUSTOMER}`);
    return;
  }
  const currency =
    options.money === "presentment"
      ? read.currency("presentment_currency", textOr(read, "currency"))
      : read.currency("currency");
  // A stand-in for a currency that cannot be read would make refunds other than they are.
  if (read.issues.length === 0) orders.set(orderId, { customerId, currency });
  const status = read.text("financial_status") ?? "";
  if (options.paidOnly === true && !PAID.includes(status)) {
    if (!read.fails())
      collector.skip(
        read.path,
        "not_counted",
        `order ${orderId} is ${status === "" ? "not said to be paid" : status}; paidOnly was asked for`,
      );
    return;
  }
  const at = read.instant(read.has("processed_at") ? "processed_at" : "created_at");
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
      total: readTotal(read, currency, context),
      ...readLines(read, currency, options),
      ...known({ channel: read.text("source_name") }),
    }),
  ];
  // An order that will never be paid was maybe counted before that was known.
  const given = NOT_TO_BE_PAID.includes(status) ? updatedAt : undefined;
  const cancelledAt = read.optionalInstant("cancelled_at") ?? given;
  if (cancelledAt !== undefined) {
    const reason = read.text("cancel_reason") ?? (given === undefined ? undefined : status);
    // One cancellation has one id, whenever it is told of, unless only its telling has a date.
    const id = read.has("cancelled_at")
      ? eventId(source, "cancelled", orderId)
      : eventId(source, "cancelled", orderId, status, updatedAt.toISOString());
    found.push({
      ...base,
      id,
      type: "order_cancelled",
      at: cancelledAt,
      orderId,
      ...known({ reason }),
    });
  }
  if (read.fails()) return;
  for (const event of found) collector.add(event, read.path);
  if (registered === undefined && email !== undefined) {
    const billing = read.record("billing_address");
    const name =
      billing.text("name") ?? fullName(billing.text("first_name"), billing.text("last_name"));
    const traits = known({ email, name, phone: read.text("phone") ?? billing.text("phone") });
    collector.add(
      withContentId({
        ...base,
        id: eventId(source, "guest", orderId),
        type: "customer_identified",
        at,
        traits,
      }),
      read.path,
    );
  }
  for (const refund of read.list("refunds")) takeShopifyRefund(refund, context);
}

/**
 * The total before refunds. An order from which something was taken out before it was paid has the old
 * `total_price` still; what it comes to now, and what was given back in money, together are what counts. Money given
 * back without goods does not lower what it comes to now, so both together are never more than `total_price`.
 */
function readTotal(read: RecordReader, currency: string, context: ShopifyContext): number {
  const { options } = context;
  const total = shopifyMoney(read, "total_price", currency, options);
  const left =
    read.has("current_total_price") || read.has("current_total_price_set")
      ? shopifyMoney(read, "current_total_price", currency, options)
      : undefined;
  if (left === undefined || !read.has("refunds")) return total;
  const charged = read
    .list("refunds")
    .reduce((sum, refund) => sum + refundedMoney(refund, currency, context), left);
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
    return [
      {
        sku,
        quantity: line.quantity("quantity"),
        unitPrice: shopifyMoney(line, "price", currency, options),
      },
    ];
  });
  return lines.length === 0 ? {} : { lines };
}

function textOr(read: RecordReader, name: string): string {
  return read.text(name) ?? "";
}
