import type {
  CustomerTraits,
  IntentSignal,
  OrderCompleted,
  OrderLine,
  TacticOutcome,
} from "../../events";
import { defined } from "../../kernel";
import { priceTimes } from "../amounts";
import {
  type Collector,
  eventId,
  type ImportOptions,
  lookUpOrder,
  type OrderLookup,
  type PlacedOrder,
  withContentId,
} from "../import-result";
import type { RecordReader } from "../record-reader";
import { type ReturnedProduct, worthOf } from "../returned-products";
import { birthdayOf, fullName, hasTraits, languageOf, timeZoneOf } from "../traits";

/** Reads the traits of the Segment spec. */
export function readSegmentTraits(
  traits: RecordReader,
  context: RecordReader,
  collector: Collector,
): CustomerTraits {
  const address = traits.has("address") ? traits.optionalRecord("address") : undefined;
  const givenName = traits.text("firstName") ?? traits.text("first_name");
  const familyName = traits.text("lastName") ?? traits.text("last_name");
  const place =
    address === undefined
      ? {}
      : defined({
          street: address.text("street"),
          city: address.text("city"),
          region: address.text("state"),
          postalCode: address.textOrNumber("postalCode") ?? address.textOrNumber("postal_code"),
        });
  return defined<CustomerTraits>({
    name: traits.text("name") ?? fullName(givenName, familyName),
    givenName,
    familyName,
    email: traits.text("email"),
    phone: traits.textOrNumber("phone"),
    city: address?.text("city"),
    addresses: Object.keys(place).length === 0 ? undefined : [place],
    birthday: birthdayOf(traits, "birthday", collector),
    language: languageOf(context, "locale", collector),
    timeZone: timeZoneOf(context, "timezone", collector),
  });
}

/** Options of `importSegment`. */
export interface ImportSegmentOptions extends ImportOptions, OrderLookup {
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
  /** Its id, or what stands for one. */
  readonly messageId: string;
  /** The address that it names, if it does. */
  readonly email: string | undefined;
}

/** What every call is read with. */
export interface SegmentContext {
  /** Takes what is found. */
  readonly collector: Collector;
  /** The earliest telling of each order of the list. */
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
    const call = read.optionalRecord("context");
    const from = read.has("traits") ? read : call;
    const traits = readSegmentTraits(from.optionalRecord("traits"), call, collector);
    if (read.fails()) return;
    if (hasTraits(traits))
      collector.add({ ...base, type: "customer_identified", traits }, read.path);
    else collector.skip(read.path, "not_mapped", "tells no trait that has a place here");
  },
  "order completed": ({ read, properties, base }, { collector, orders, options }) => {
    const currency = properties.currency("currency", options.currency);
    const lines = readLines(properties, currency);
    const order = {
      ...base,
      type: "order_completed" as const,
      orderId: properties.id("order_id", "orderId"),
      currency,
      ...readTotal(read, properties, currency, collector),
      ...lines,
      ...defined({ channel: properties.text("affiliation") }),
      // A thank-you page that is opened again says so once more; what changes an order is another call.
      ifKnown: "keep" as const,
    };
    if (read.fails()) return;
    const before = orders.get(order.orderId);
    if (before === undefined || order.at < before.at) orders.set(order.orderId, order);
    collector.add(order, read.path);
  },
  "order updated": ({ read, properties, base }, context) => {
    const { collector, orders, options } = context;
    const orderId = properties.id("order_id", "orderId");
    const placed = placedOf(orderId, context);
    if (read.issues.length === 0 && placed?.at === undefined) {
      collector.skip(
        read.path,
        "not_counted",
        `changes the order ${JSON.stringify(orderId)}, which is not completed in this list; expected it there, or orderOf`,
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
      ...defined({ channel: orders.get(orderId)?.channel }),
    };
    if (!read.fails()) collector.add(withContentId(order), read.path);
  },
  "order refunded": ({ read, properties, base }, context) => {
    const { collector, options } = context;
    const orderId = properties.id("order_id", "orderId");
    const placed = placedOf(orderId, context);
    const returned = readReturned(properties);
    const said = ["total", "value"].find((name) => properties.has(name));
    let amount = 0;
    if (said !== undefined || returned.length > 0) {
      const currency = properties.currency("currency", placed?.currency ?? options.currency);
      amount =
        said === undefined
          ? worthOf(returned, currency, placed?.lines)
          : properties.money(said, currency);
    } else if (placed?.total === undefined) {
      properties.refuse(
        "total",
        "expected what was given back, or the order in the list or by orderOf",
      );
    } else {
      amount = placed.total;
      collector.note(read.path, "names no amount: the whole order was taken as given back");
    }
    if (read.fails()) return;
    const lines = returned.flatMap(({ sku, quantity }) =>
      sku === undefined ? [] : [{ sku, quantity }],
    );
    const more = lines.length === 0 ? {} : { lines };
    if (amount > 0)
      collector.add({ ...base, type: "order_refunded", orderId, amount, ...more }, read.path);
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
          ...defined({ score: rating, text, sku }),
        },
        read.path,
      );
  },
  "email delivered": ({ read, properties, base }, { collector }) => {
    const decisionId = decisionOf(properties);
    const topic = properties.text("email_subject") ?? properties.text("campaign_name");
    if (read.fails()) return;
    collector.add(
      decisionId === undefined
        ? {
            ...base,
            type: "interaction_logged",
            channel: "email",
            direction: "outbound",
            ...defined({ topic }),
          }
        : { ...base, type: "tactic_delivered", decisionId, channel: "email" },
      read.path,
    );
  },
  "email bounced": ({ read, properties, base, email }, { collector }) => {
    const names = ["bounce_type", "bounceType", "type", "severity"];
    const words = names.map((name) => properties.word(name));
    const kind = words.filter((word) => word !== undefined).join(" ");
    if (read.fails()) return;
    if (email === undefined || /soft|transient|temporary|block/u.test(kind)) {
      const why = email === undefined ? "names no address" : `is a ${kind} bounce`;
      collector.skip(read.path, "not_counted", `${why}: nothing is known to be wrong for good`);
      return;
    }
    const retracted = { email };
    collector.add({ ...base, type: "customer_identified", traits: {}, retracted }, read.path);
  },
  "email link clicked": (call, context) => {
    answer(call, "clicked", context);
  },
  "email marked as spam": (call, context) => {
    optOut(call, "spam_complaint", context);
    answer(call, "complained", context);
  },
  unsubscribed: (call, context) => {
    optOut(call, "unsubscribe_link", context);
    answer(call, "unsubscribed", context);
  },
};

/** What is known of an order, by its earliest telling. */
function placedOf(orderId: string, { orders, options }: SegmentContext): PlacedOrder | undefined {
  const [listed, found] = [orders.get(orderId), lookUpOrder(options, orderId)];
  if (listed === undefined || found?.at === undefined) return listed ?? found;
  return found.at < listed.at ? found : listed;
}

/** What the shop decided to send, if its message carried the id of the decision. */
function decisionOf(properties: RecordReader): string | undefined {
  return properties.optionalId(properties.firstOf("decision_id", "decisionId"));
}

function optOut(
  { read, base, email }: SegmentCall,
  method: string,
  { collector }: SegmentContext,
): void {
  if (read.fails()) return;
  collector.add(
    {
      ...base,
      type: "consent_changed",
      purpose: "marketing",
      channel: "email",
      status: "withdrawn",
      proof: { method },
      ...defined({ contact: email }),
    },
    read.path,
  );
}

function answer(
  { read, properties, base, messageId }: SegmentCall,
  outcome: TacticOutcome,
  { collector }: SegmentContext,
): void {
  const decisionId = decisionOf(properties);
  if (decisionId === undefined || read.issues.length > 0) return;
  const id = eventId(base.source, messageId, outcome);
  collector.add({ ...base, id, type: "tactic_responded", decisionId, outcome }, read.path);
}

function readReturned(properties: RecordReader): readonly ReturnedProduct[] {
  return properties.list("products").map((read) => ({
    read,
    sku: read.optionalId("sku") ?? read.optionalId("product_id"),
    quantity: read.quantity("quantity", 1),
  }));
}

/**
 * Prefers what the customer pays. By the spec `subtotal` and `revenue` leave out shipping and tax, and the discount is off
 * already; a revenue that is just what the products come to still has it.
 */
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
  const isGross = base === "revenue" && discount > 0 && goods === goodsOf(properties, currency);
  collector.note(
    read.path,
    `names no total: ${base}, shipping and tax were added up${isGross ? ", less the discount" : ""}`,
  );
  return { total: goods + shipping + tax - (isGross ? discount : 0) };
}

function goodsOf(properties: RecordReader, currency: string): number {
  let sum = 0;
  for (const product of properties.list("products")) {
    const price = product.optionalMoney("price", currency) ?? 0;
    sum += priceTimes(price, product.quantity("quantity", 1)) ?? NaN;
  }
  return sum;
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
        ...defined({ category: product.text("category") }),
      },
    ];
  });
  return lines.length === 0 ? {} : { lines };
}

/** Takes in a track call that shows intent. */
export function showIntent(
  signal: IntentSignal,
  { read, properties, base }: SegmentCall,
  { collector, options }: SegmentContext,
): void {
  const has = (...names: string[]): string | undefined =>
    names.find((name) => properties.has(name));
  const quantity = properties.has("quantity") ? properties.quantity("quantity") : undefined;
  const about = defined({
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
      money = { currency, ...defined({ value }), ...readLines(properties, currency) };
    }
  }
  if (read.fails()) return;
  collector.add({ ...base, type: "intent_shown", signal, ...about, ...money }, read.path);
}
