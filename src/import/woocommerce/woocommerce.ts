import type { CustomerEvent, CustomerTraits, OrderLine, PostalAddress } from "../../events";
import { defined, assertList, assertOptions, type OptionNames } from "../../kernel";
import {
  assertImportOptions,
  collect,
  customerIdOf,
  eventId,
  NO_CUSTOMER,
  withContentId,
  type ImportResult,
} from "../import-result";
import { RecordReader } from "../record-reader";
import { fullName, hasTraits } from "../traits";
import {
  refundKey,
  takeWooRefund,
  wooSku,
  wooTime,
  type ImportWooCommerceOptions,
  type WooContext,
} from "./refunds";

const COUNTED = ["processing", "completed", "refunded"];
const GONE = ["cancelled", "failed", "trash"];

const IMPORT_WOO_COMMERCE_OPTIONS: OptionNames<ImportWooCommerceOptions> = {
  counted: true,
  timeZone: true,
  refunds: true,
  source: true,
  customerBy: true,
  includeTests: true,
  orderOf: true,
};

/**
 * Makes events of WooCommerce's orders, refunds and customers, as its REST API and its webhooks give them. Source:
 * version 3 of its REST API.
 *
 * @param orders - parsed JSON of orders and customers, in any order; the same order again, after a change, replaces the one before
 * @param options - who customers are, which orders count, and the refunds
 * @returns events and what was left out; paths begin with `orders` or `refunds`
 * @throws SetiaError `INVALID_INPUT` if it is no array, or an option is none that is known
 *
 * @example
 * ```ts
 * import { importWooCommerce } from "setia/import";
 *
 * const order = {
 *   id: 727, status: "completed", currency: "USD", date_created_gmt: "2026-01-05T03:00:00", total: "29.35",
 *   customer_id: 26, line_items: [],
 * };
 * const refund = { id: 726, parent_id: 727, date_created_gmt: "2026-01-07T03:00:00", amount: "10.00" };
 * const { events } = importWooCommerce([order], { refunds: [refund] });
 * events.map(({ type }) => type); // => ["order_completed", "order_refunded"]
 * ```
 */
export function importWooCommerce(
  orders: readonly unknown[],
  options: ImportWooCommerceOptions = {},
): ImportResult {
  assertList(orders, "importWooCommerce: orders");
  assertOptions(options, IMPORT_WOO_COMMERCE_OPTIONS, "importWooCommerce");
  assertList(options.refunds ?? [], "importWooCommerce: refunds");
  assertImportOptions(options, "importWooCommerce");
  const collector = collect();
  const refunds = (options.refunds ?? []).map(
    (refund, at) => new RecordReader(refund, ["refunds", at], collector),
  );
  const dated = new Map(refunds.map((refund) => [refundKey(refund), refund]));
  const context: WooContext = {
    collector,
    options,
    source: options.source ?? "woocommerce",
    orders: new Map(),
    orderOfRefund: new Map(),
    dated,
  };
  orders.forEach((order, index) => {
    const read = new RecordReader(order, ["orders", index], collector);
    // A customer has neither status nor total.
    const isCustomer =
      !read.has("status") &&
      ["role", "username", "first_name", "email"].some((each) => read.has(each));
    if (isCustomer) takeWooCustomer(read, context);
    else takeOrder(read, context);
  });
  for (const refund of refunds) takeWooRefund(refund, context);
  return collector.result();
}

function takeOrder(read: RecordReader, context: WooContext): void {
  const { collector, options, source, orders } = context;
  const orderId = read.id("id");
  const status = read.id("status").replace(/^wc-/u, "");
  const billing = read.optionalRecord("billing");
  const email = billing.text("email");
  const registered = read.optionalId("customer_id");
  // WooCommerce gives 0 for a guest.
  const isGuest = registered === undefined || registered === "0";
  const customerId = customerIdOf({ id: isGuest ? undefined : registered, email }, options);
  if (customerId === undefined) {
    if (!read.fails()) collector.skip(read.path, "no_customer", `order ${orderId} ${NO_CUSTOMER}`);
    return;
  }
  const currency = read.currency("currency");
  // A stand-in for a currency that cannot be read would make refunds other than they are.
  if (read.issues.length === 0) orders.set(orderId, { customerId, currency });
  for (const refund of read.list("refunds")) context.orderOfRefund.set(refundKey(refund), orderId);
  const counted = options.counted ?? COUNTED;
  // What was given back or cancelled may have counted before.
  if (![...counted, ...GONE, "refunded"].includes(status)) {
    if (!read.fails())
      collector.skip(
        read.path,
        "not_counted",
        `order ${orderId} is ${status}; expected one of ${counted.join(", ")}`,
      );
    return;
  }
  const at = wooTime(read, "date_created", options);
  const modifiedAt =
    read.has("date_modified_gmt") || read.has("date_modified")
      ? wooTime(read, "date_modified", options)
      : at;
  const base = { customerId, source };
  const total = read.money("total", currency);
  const found: CustomerEvent[] = [
    withContentId({
      ...base,
      id: eventId(source, "order", orderId, modifiedAt.toISOString()),
      type: "order_completed",
      at,
      ...(modifiedAt > at ? { recordedAt: modifiedAt } : {}),
      orderId,
      currency,
      total,
      ...readLines(read, currency),
      ...defined({ channel: read.text("created_via") }),
    }),
  ];
  // It may have counted before it was cancelled, so both are told.
  if (GONE.includes(status)) {
    const id = eventId(source, "cancelled", orderId, modifiedAt.toISOString());
    found.push(
      withContentId({
        ...base,
        id,
        type: "order_cancelled",
        at: modifiedAt,
        orderId,
        reason: status,
      }),
    );
  }
  const undated = read.list("refunds").filter((refund) => !context.dated.has(refundKey(refund)));
  const isRefunded = status === "refunded";
  if (isRefunded) {
    if (datedRefunds(read, currency, context) < total) {
      read.note("is refunded without a date of its own: the last change was taken");
      const id = eventId(source, "refunded", orderId);
      found.push(
        withContentId({
          ...base,
          id,
          type: "order_refunded",
          at: modifiedAt,
          orderId,
          amount: total,
          amountOf: "all_refunds",
        }),
      );
    }
  }
  if (read.fails()) return;
  for (const event of found) collector.add(event, read.path);
  const traits = readTraits(billing, email);
  if (hasTraits(traits)) {
    const id = isGuest
      ? eventId(source, "guest", orderId)
      : eventId(source, "customer", customerId, orderId);
    collector.addOnce(
      withContentId({ ...base, id, type: "customer_identified", at, traits }),
      read.path,
    );
  }
  for (const refund of isRefunded ? [] : undated) {
    collector.skip(
      refund.path,
      "unreadable",
      `refund ${refundKey(refund)} of order ${orderId} has no date here; expected it in options.refunds, as the refunds endpoints give it`,
    );
  }
}

/** What the refunds of an order come to that are given with their dates. */
function datedRefunds(read: RecordReader, currency: string, { dated }: WooContext): number {
  const refunds = read.list("refunds").map((refund) => dated.get(refundKey(refund)));
  return refunds.reduce((sum, refund) => sum + (refund?.money("amount", currency) ?? 0), 0);
}

function takeWooCustomer(read: RecordReader, { collector, options, source }: WooContext): void {
  const id = read.id("id");
  const billing = read.optionalRecord("billing");
  const email = read.text("email") ?? billing.text("email");
  const customerId = customerIdOf({ id, email }, options);
  const isModified = read.has("date_modified_gmt") || read.has("date_modified");
  const at = wooTime(read, isModified ? "date_modified" : "date_created", options);
  const own = fullName(read.text("first_name"), read.text("last_name"));
  const traits = { ...readTraits(billing, email), ...defined({ name: own }) };
  if (read.fails()) return;
  if (customerId === undefined) {
    collector.skip(read.path, "no_customer", `customer ${id} ${NO_CUSTOMER}`);
    return;
  }
  if (!hasTraits(traits)) {
    collector.skip(read.path, "not_mapped", `customer ${id} tells no trait that has a place here`);
    return;
  }
  collector.add(
    withContentId({
      id: eventId(source, "customer", id, at.toISOString()),
      type: "customer_identified",
      customerId,
      source,
      at,
      traits,
    }),
    read.path,
  );
}

function readTraits(billing: RecordReader, email: string | undefined): CustomerTraits {
  const country = billing.text("country");
  const lines = [billing.text("address_1"), billing.text("address_2")];
  const street = lines.filter((line) => line !== undefined).join(", ");
  const home = defined<PostalAddress>({
    street: street === "" ? undefined : street,
    city: billing.text("city"),
    region: billing.text("state"),
    postalCode: billing.textOrNumber("postcode"),
    country: country !== undefined && /^[A-Z]{2}$/u.test(country) ? country : undefined,
  });
  return defined<CustomerTraits>({
    name: fullName(billing.text("first_name"), billing.text("last_name")),
    email,
    phone: billing.textOrNumber("phone"),
    city: home.city,
    addresses: Object.keys(home).length === 0 ? undefined : [home],
  });
}

function readLines(read: RecordReader, currency: string): { lines?: readonly OrderLine[] } {
  const lines = read.list("line_items").flatMap((line): OrderLine[] => {
    const sku = wooSku(line);
    if (sku === undefined) {
      line.note(
        "has no sku, variation or product: the line was left out, its money is in the total",
      );
      return [];
    }
    return [{ sku, quantity: line.quantity("quantity"), unitPrice: line.money("price", currency) }];
  });
  return lines.length === 0 ? {} : { lines };
}
