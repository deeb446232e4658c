import { assertList, assertOptions, showValue, type OptionNames } from "../../kernel";
import { assertImportOptions, collect, type ImportResult } from "../import-result";
import { RecordReader } from "../record-reader";
import { takeShopifyConsent, takeShopifyCustomer } from "./customers";
import { takeShopifyOrder } from "./orders";
import { takeShopifyRefund, type ShopifyContext } from "./refunds";
import { shopifyId, type ImportShopifyOptions } from "./values";

/** A webhook of Shopify. */
export interface ShopifyWebhook {
  /** The header `X-Shopify-Topic`, such as `orders/create`, in any spelling. */
  readonly topic: string;
  /** The parsed body. */
  readonly payload: unknown;
}

type Taken = "order" | "refund" | "customer" | "consent";

/** What payloads are, by the letters of their topic: `orders/create`, `ORDERS_CREATE` and `OrdersCreate` are one. */
const TOPICS: Readonly<Record<string, Taken>> = {
  orderscreate: "order",
  ordersupdated: "order",
  orderspaid: "order",
  orderspartiallypaid: "order",
  ordersfulfilled: "order",
  orderspartiallyfulfilled: "order",
  orderscancelled: "order",
  refundscreate: "refund",
  customerscreate: "customer",
  customersupdate: "customer",
  customersenable: "customer",
  customersdisable: "customer",
  customersemailmarketingconsentupdate: "consent",
  customersmarketingconsentupdate: "consent",
  customerssmsmarketingconsentupdate: "consent",
};

/** Any other topic of orders may carry a whole order; what only names one has no total. */
const LONGEST_TOPIC = 100;

function takenAs(topic: string, payload: RecordReader): Taken | undefined {
  const letters = topic
    .slice(0, LONGEST_TOPIC)
    .toLowerCase()
    .replace(/[^a-z]/gu, "");
  if (Object.hasOwn(TOPICS, letters)) return TOPICS[letters];
  const isWhole = payload.has("total_price") || payload.has("total_price_set");
  return letters.startsWith("orders") && isWhole ? "order" : undefined;
}

const IMPORT_SHOPIFY_OPTIONS: OptionNames<ImportShopifyOptions> = {
  money: true,
  paidOnly: true,
  orderBy: true,
  customerOfOrder: true,
  source: true,
  customerBy: true,
  includeTests: true,
  orderOf: true,
};

/**
 * Makes events of Shopify's webhooks: orders with their customer, refunds and cancellation, refunds, customers, and
 * consent to marketing. An order that is told again after a change replaces the one before. It goes by its name
 * (`#1001`), as in Shopify's export, so that both count once. Source: the REST and GraphQL payloads of Shopify's
 * Admin API.
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
  assertOptions(options, IMPORT_SHOPIFY_OPTIONS, "importShopify");
  assertImportOptions(options, "importShopify");
  const collector = collect();
  const source = options.source ?? "shopify";
  const names = namesOf(webhooks);
  const context: ShopifyContext = { collector, options, source, names, orders: new Map() };
  const refunds: RecordReader[] = [];
  webhooks.forEach((webhook: unknown, index) => {
    const outer = new RecordReader(webhook, ["webhooks", index], collector);
    const topic = outer.id("topic");
    if (outer.fails()) return;
    const path = ["webhooks", index, "payload"];
    const payload = new RecordReader(outer.raw("payload"), path, collector, [], "either");
    switch (takenAs(topic, payload)) {
      case "order":
        takeShopifyOrder(payload, context);
        break;
      case "refund":
        refunds.push(payload);
        break;
      case "customer":
        takeShopifyCustomer(payload, context);
        break;
      case "consent":
        takeShopifyConsent(payload, context);
        break;
      case undefined:
        collector.skip(
          outer.path,
          "not_mapped",
          `has the topic ${showValue(topic)}, which has no event here`,
        );
    }
  });
  // The orders they belong to, which name the customer, may stand further down.
  for (const refund of refunds) takeShopifyRefund(refund, context);
  return collector.result();
}

function namesOf(webhooks: readonly unknown[]): ShopifyContext["names"] {
  const names = new Map<string, { readonly name: string; other?: string }>();
  for (const webhook of webhooks) {
    const unheard = collect();
    const outer = new RecordReader(webhook, [], unheard);
    const payload = new RecordReader(outer.raw("payload"), [], unheard, [], "either");
    if (takenAs(outer.id("topic"), payload) !== "order") continue;
    const name = payload.text("name")?.trim();
    if (name === undefined) continue;
    const id = shopifyId(payload, "id");
    const known = names.get(id);
    if (known === undefined) names.set(id, { name });
    else if (known.name !== name) known.other ??= name;
  }
  return names;
}
