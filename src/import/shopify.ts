import { assertList } from "../kernel";
import { assertImportOptions, collect, type ImportResult } from "./import-result";
import { RecordReader } from "./record-reader";
import { takeShopifyCustomer } from "./shopify-customers";
import { takeShopifyOrder } from "./shopify-orders";
import {
  takeShopifyRefund,
  type ImportShopifyOptions,
  type ShopifyContext,
} from "./shopify-refunds";

/** A webhook of Shopify. */
export interface ShopifyWebhook {
  /** The header `X-Shopify-Topic`, such as `orders/create`. */
  readonly topic: string;
  /** The parsed body. */
  readonly payload: unknown;
}

/** Topics whose payload is an order, or a customer. */
const ORDER_TOPICS = [
  "orders/create",
  "orders/updated",
  "orders/edited",
  "orders/paid",
  "orders/partially_paid",
  "orders/fulfilled",
  "orders/cancelled",
];
const CUSTOMER_TOPICS = ["customers/create", "customers/update", "customers/enable"];

/**
 * Makes events of Shopify's webhooks: orders with the refunds and the cancellation they tell of, refunds,
 * customers with their consent to marketing. An order that is told again after a change replaces the one before.
 * Source: the REST payloads of Shopify's Admin API.
 *
 * @param webhooks - topics and payloads, in any order
 * @param options - who customers are, which money and which orders count
 * @returns events and what was left out; paths begin with `webhooks`
 * @throws SetiaError `INVALID_INPUT` if it is no array, or an option is none that is known
 *
 * @example
 * ```ts
 * import { importShopify } from "setia/import";
 *
 * const payload = {
 *   id: 1, created_at: "2026-01-05T10:00:00+07:00", updated_at: "2026-01-05T10:00:00+07:00",
 *   currency: "IDR", total_price: "150000.00", customer: { id: 7 }, line_items: [],
 * };
 * const { events } = importShopify([{ topic: "orders/create", payload }]);
 * events.map((event) => event.type === "order_completed" && event.total); // => [15000000]
 * ```
 */
export function importShopify(
  webhooks: readonly ShopifyWebhook[],
  options: ImportShopifyOptions = {},
): ImportResult {
  assertList(webhooks, "importShopify: webhooks");
  assertImportOptions(options, "importShopify");
  const collector = collect();
  const context: ShopifyContext = { collector, options, orders: new Map() };
  const refunds: RecordReader[] = [];
  webhooks.forEach((webhook: unknown, index) => {
    const outer = new RecordReader(webhook, ["webhooks", index], collector);
    const topic = outer.id("topic").toLowerCase();
    if (outer.fails()) return;
    const payload = new RecordReader(
      outer.raw("payload"),
      ["webhooks", index, "payload"],
      collector,
    );
    if (ORDER_TOPICS.includes(topic)) takeShopifyOrder(payload, context);
    else if (topic === "refunds/create") refunds.push(payload);
    else if (CUSTOMER_TOPICS.includes(topic)) takeShopifyCustomer(payload, context);
    else {
      collector.skip(
        outer.path,
        "not_mapped",
        `has the topic ${JSON.stringify(topic)}, which has no event here`,
      );
    }
  });
  // The orders they belong to, which name the customer, may stand further down.
  for (const refund of refunds) takeShopifyRefund(refund, context);
  return collector.result();
}
