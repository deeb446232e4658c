import type { CustomerEvent, FeedbackReceived } from "../events";
import { isBlank } from "../kernel";

/** A basket that was filled and not ordered. */
export interface OpenCart {
  /** What is in it, in the order in which it was put there. */
  readonly skus: readonly string[];
  /** What it comes to in minor units, as far as that was told. */
  readonly value?: number;
  /** ISO 4217 code of the value. */
  readonly currency?: string;
  /** When it was last touched. */
  readonly at: Date;
}

/** What calls for something to be done soon. */
export interface CustomerSignals {
  /** The basket that waits, if one does. */
  readonly cart?: OpenCart;
  /** When they last showed interest in anything, if ever. */
  readonly lastIntentAt?: Date;
  /** When an order last reached them, if that was told. */
  readonly lastDeliveredAt?: Date;
  /** When they last criticised the shop in public and nobody has answered yet. */
  readonly unansweredCriticismAt?: Date;
  /** When a competitor made the last offer that is still open, if one is. */
  readonly competitorOfferAt?: Date;
  /** Last instant at which a competitor's offer is open, if one is. */
  readonly competitorOfferUntil?: Date;
}

/** A competitor's offer whose end is not known is taken for open for 30 days. */
const OFFER_OPEN = 30 * 86_400_000;
/** After 30 days nobody waits for a basket any more. */
const CART_OPEN = 30 * 86_400_000;
/** From this score of a review on, it is no criticism. */
const LEAST_FAIR_REVIEW = 3;

/**
 * Gathers what calls for something to be done soon.
 *
 * @param events - of one customer, in order
 * @param asOf - the instant of the answer
 * @returns the signals; what is missing is not there
 */
export function signalsOf(events: readonly CustomerEvent[], asOf: Date): CustomerSignals {
  let cart: OpenCart | undefined;
  let lastIntentAt: Date | undefined;
  let lastDeliveredAt: Date | undefined;
  const criticism = new Map<string, Date>();
  const offers = new Map<string, { readonly at: Date; readonly until: Date }>();
  for (const event of events) {
    if (event.type === "intent_shown") {
      // Machines open mail.
      const faint = event.signal === "email_opened" || event.signal === "product_removed";
      if (!faint) lastIntentAt = event.at;
      cart = cartAfter(cart, event);
    } else if (event.type === "order_completed") {
      cart = undefined;
      offers.clear();
    } else if (event.type === "order_delivered") {
      lastDeliveredAt = event.at;
    } else if (event.type === "feedback_received") {
      if (isPublicCriticism(event)) criticism.set(event.id, event.at);
    } else if (event.type === "interaction_logged") {
      if (event.direction === "inbound") continue;
      if (event.replyTo === undefined) criticism.clear();
      else criticism.delete(event.replyTo);
    } else if (event.type === "competitor_offer") {
      const key = event.offerId ?? `event ${event.id}`;
      const until = event.until ?? new Date(event.at.getTime() + OFFER_OPEN);
      if (event.response !== "unknown") offers.delete(key);
      else if (asOf <= until) offers.set(key, { at: event.at, until });
    }
  }
  if (cart !== undefined && asOf.getTime() - cart.at.getTime() > CART_OPEN) cart = undefined;
  const criticisedAt = [...criticism.values()].at(-1);
  const offered = [...offers.values()].at(-1);
  const openUntil = [...offers.values()].reduce<Date | undefined>(
    (last, { until }) => (last === undefined || until > last ? until : last),
    undefined,
  );
  return {
    ...(cart === undefined ? {} : { cart }),
    ...(lastIntentAt === undefined ? {} : { lastIntentAt }),
    ...(lastDeliveredAt === undefined ? {} : { lastDeliveredAt }),
    ...(criticisedAt === undefined ? {} : { unansweredCriticismAt: criticisedAt }),
    ...(offered === undefined ? {} : { competitorOfferAt: offered.at }),
    ...(openUntil === undefined ? {} : { competitorOfferUntil: openUntil }),
  };
}

function isPublicCriticism(event: FeedbackReceived): boolean {
  const { kind, score = Infinity, sentiment } = event;
  return (
    event.public === true &&
    (sentiment === "negative" || (kind === "review" && score < LEAST_FAIR_REVIEW))
  );
}

type Intent = Extract<CustomerEvent, { type: "intent_shown" }>;

function cartAfter(cart: OpenCart | undefined, event: Intent): OpenCart | undefined {
  const { signal, sku, lines, at, currency } = event;
  const had = cart?.skus ?? [];
  if (signal === "product_removed") {
    const skus = had.filter((one) => one !== sku);
    return cart === undefined || skus.length === 0 ? undefined : { skus, at };
  }
  if (signal === "product_added" && sku !== undefined && !isBlank(sku)) {
    const value = sumOf(had.length === 0 ? 0 : cart?.value, event.value);
    return {
      skus: [...had.filter((one) => one !== sku), sku],
      ...(value === undefined ? {} : { value }),
      ...(currency === undefined ? {} : { currency }),
      at,
    };
  }
  if (signal !== "cart_viewed" && signal !== "checkout_started") return cart;
  const skus =
    lines === undefined
      ? had
      : [...new Set(lines.map((line) => line.sku))].filter((one) => !isBlank(one));
  if (skus.length === 0) return undefined;
  const worth =
    event.value ??
    (lines === undefined
      ? cart?.value
      : Math.round(lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0)));
  const paidIn = currency ?? cart?.currency;
  return {
    skus,
    ...(worth === undefined ? {} : { value: worth }),
    ...(paidIn === undefined ? {} : { currency: paidIn }),
    at,
  };
}

function sumOf(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a + b;
}
