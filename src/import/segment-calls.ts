import type { IntentSignal, OrderCompleted, OrderLine } from "../events";
import { withContentId, type Collector, type ImportOptions } from "./import-result";
import type { RecordReader } from "./record-reader";
import { readSegmentTraits } from "./segment-traits";
import { hasTraits, known } from "./traits";
import { priceTimes } from "./amounts";

/** Options of `importSegment`. */
export interface ImportSegmentOptions extends ImportOptions {
  /** ISO 4217 code of amounts whose call names none; such calls are skipped if left out. */
  readonly currency?: string;
}

/** One call, whose customer and instant are known. */
export interface SegmentCall {
  /** The call. */
  readonly read: RecordReader;
  /** Its properties. */
  readonly properties: RecordReader;
  /** What its events begin with. */
  readonly base: {
    readonly id: string;
    readonly customerId: string;
    readonly at: Date;
    readonly source: string;
  };
}

/** What every call is read with. */
export interface SegmentContext {
  /** Takes what is found. */
  readonly collector: Collector;
  /** The first telling of each order of the list. */
  readonly orders: Map<string, OrderCompleted>;
  /** As given. */
  readonly options: ImportSegmentOptions;
}

/** What becomes of an identify call, and of track calls by their name in lower case. */
export const SEGMENT_HANDLERS: Readonly<
  Record<string, (call: SegmentCall, context: SegmentContext) => void>
> = {
  identify: ({ read, base }, { collector }) => {
    // Segment puts traits at the top, RudderStack into the context.
    const traits = readSegmentTraits(
      read.has("traits") ? read.record("traits") : read.record("context").record("traits"),
      read.record("context"),
      collector,
    );
    if (read.fails()) return;
    if (hasTraits(traits))
      collector.add({ ...base, type: "customer_identified", traits }, read.path);
    else collector.skip(read.path, "not_mapped", "tells no trait that has a place here");
  },
  "order completed": ({ read, properties, base }, { collector, orders, options }) => {
    const currency = properties.currency("currency", options.currency);
    const order = {
      ...base,
      type: "order_completed" as const,
      orderId: properties.id("order_id", "orderId"),
      currency,
      ...readTotal(read, properties, currency, collector),
      ...readLines(properties, currency),
      ...known({ channel: properties.text("affiliation") }),
    };
    if (read.fails()) return;
    if (!orders.has(order.orderId)) orders.set(order.orderId, order);
    collector.add(order, read.path);
  },
  "order updated": ({ read, properties, base }, { collector, orders, options }) => {
    const orderId = properties.id("order_id", "orderId");
    const placed = orders.get(orderId);
    if (read.issues.length === 0 && placed === undefined) {
      collector.skip(
        read.path,
        "not_counted",
        `changes the order ${JSON.stringify(orderId)}, which is not completed in this list`,
      );
      return;
    }
    const currency = properties.currency("currency", placed?.currency ?? options.currency);
    const order = {
      ...base,
      type: "order_completed" as const,
      at: placed?.at ?? base.at,
      recordedAt: base.at,
      orderId,
      currency,
      ...readTotal(read, properties, currency, collector),
      ...readLines(properties, currency),
      ...known({ channel: placed?.channel }),
    };
    if (!read.fails()) collector.add(withContentId(order), read.path);
  },
  "order refunded": ({ read, properties, base }, { collector, orders, options }) => {
    const orderId = properties.id("order_id", "orderId");
    const placed = orders.get(orderId);
    let amount = 0;
    if (properties.has("total") || properties.has("value")) {
      const currency = properties.currency("currency", placed?.currency ?? options.currency);
      amount = properties.money(properties.has("total") ? "total" : "value", currency);
    } else if (placed === undefined) {
      properties.issues.push({
        path: [...properties.path, "total"],
        message: "is missing; expected what was given back, or the order itself in the same list",
      });
    } else {
      amount = placed.total;
      collector.note(read.path, "names no amount: the whole order was taken as given back");
    }
    if (read.fails()) return;
    if (amount > 0) collector.add({ ...base, type: "order_refunded", orderId, amount }, read.path);
    else collector.skip(read.path, "no_money", "gives back no money");
  },
  "order cancelled": ({ read, properties, base }, { collector }) => {
    const orderId = properties.id("order_id", "orderId");
    if (!read.fails()) collector.add({ ...base, type: "order_cancelled", orderId }, read.path);
  },
  "product reviewed": ({ read, properties, base }, { collector }) => {
    const text = properties.text("review_body");
    const rating = properties.has("rating") ? properties.quantity("rating") : undefined;
    const sku = properties.optionalId("product_id");
    if (!read.fails())
      collector.add(
        {
          ...base,
          type: "feedback_received",
          kind: "review",
          ...known({ score: rating, text, sku }),
        },
        read.path,
      );
  },
  unsubscribed: ({ read, base }, { collector }) => {
    if (read.fails()) return;
    collector.add(
      {
        ...base,
        type: "consent_changed",
        purpose: "marketing",
        channel: "email",
        status: "withdrawn",
        proof: { method: "unsubscribe_link" },
      },
      read.path,
    );
  },
};

/** Prefers what the customer pays; `subtotal` leaves out shipping and tax, `revenue` the discount's effect too. */
function readTotal(
  read: RecordReader,
  properties: RecordReader,
  currency: string,
  collector: Collector,
): { total: number } {
  if (properties.has("total")) return { total: properties.money("total", currency) };
  const base = ["subtotal", "revenue"].find((name) => properties.has(name));
  if (base === undefined)
    return { total: properties.money(properties.has("value") ? "value" : "total", currency) };
  const [goods, shipping, tax, discount] = [base, "shipping", "tax", "discount"].map(
    (name) => properties.optionalMoney(name, currency) ?? 0,
  ) as [number, number, number, number];
  if (base === "subtotal") {
    collector.note(read.path, "names no total: subtotal, shipping and tax were added up");
    return { total: goods + shipping + tax };
  }
  collector.note(
    read.path,
    "names no total: revenue, shipping and tax were added up, less the discount",
  );
  return { total: goods + shipping + tax - discount };
}

function readLines(properties: RecordReader, currency: string): { lines?: readonly OrderLine[] } {
  const products = properties.list("products");
  if (products.length === 0) return {};
  const lines = products.flatMap((product): OrderLine[] => {
    const sku = product.optionalId("sku") ?? product.optionalId("product_id");
    if (sku === undefined || !product.has("price")) {
      product.note(
        `names no ${sku === undefined ? "sku or product_id" : "price"}: it was left out`,
      );
      return [];
    }
    return [
      {
        sku,
        quantity: product.quantity("quantity", 1),
        unitPrice: product.money("price", currency),
        ...known({ category: product.text("category") }),
      },
    ];
  });
  return lines.length === 0 ? {} : { lines };
}

/**
 * Takes in a track call that shows intent.
 *
 * @param signal - what the customer did
 * @param call - the call
 * @param context - collector and options
 */
export function showIntent(
  signal: IntentSignal,
  { read, properties, base }: SegmentCall,
  { collector, options }: SegmentContext,
): void {
  const has = (...names: string[]): string | undefined =>
    names.find((name) => properties.has(name));
  const quantity = properties.has("quantity") ? properties.quantity("quantity") : undefined;
  const about = known({
    sku: has("sku", "product_id") === undefined ? undefined : properties.id("sku", "product_id"),
    category: properties.text("category"),
    quantity,
    query: properties.text("query"),
    cartId: properties.optionalId("cart_id"),
  });
  const worth = has("value", "total", "revenue", "price");
  let money: { currency?: string; value?: number; lines?: readonly OrderLine[] } = {};
  if (worth !== undefined || properties.has("products")) {
    if (!properties.has("currency") && options.currency === undefined) {
      collector.note(read.path, "names no currency: its amounts were left out");
    } else {
      const currency = properties.currency("currency", options.currency);
      const amount = worth === undefined ? undefined : properties.money(worth, currency);
      const value =
        amount === undefined || worth !== "price" ? amount : priceTimes(amount, quantity ?? 1);
      money = { currency, ...known({ value }), ...readLines(properties, currency) };
    }
  }
  if (read.fails()) return;
  collector.add({ ...base, type: "intent_shown", signal, ...about, ...money }, read.path);
}
