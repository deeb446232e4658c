import type { CustomerEvent } from "../events";
import { defined, isBlank } from "../kernel";
import { competitorOffers } from "../loyalty-loop";
import { orderStands, type Order } from "../purchases";
import type { CustomerSatisfaction } from "../satisfaction";

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

/** After 30 days nobody waits for a basket any more. */
const CART_OPEN = 30 * 86_400_000;

/** Gathers what calls for something to be done soon. */
export function signalsOf(
  events: readonly CustomerEvent[],
  known: {
    readonly asOf: Date;
    readonly orders: readonly Order[];
    readonly satisfaction: CustomerSatisfaction;
  },
): CustomerSignals {
  const { asOf, orders, satisfaction } = known;
  let cart: OpenCart | undefined;
  let lastIntentAt: Date | undefined;
  let lastDeliveredAt: Date | undefined;
  for (const event of events) {
    if (event.type === "intent_shown") {
      // Machines open mail.
      const faint = event.signal === "email_opened" || event.signal === "product_removed";
      if (!faint) lastIntentAt = event.at;
      cart = cartAfter(cart, event);
    } else if (event.type === "order_completed") {
      cart = undefined;
    } else if (event.type === "order_delivered") {
      lastDeliveredAt = event.at;
    }
  }
  if (cart !== undefined && asOf.getTime() - cart.at.getTime() > CART_OPEN) cart = undefined;
  const criticisedAt = satisfaction.publicWords.unansweredCriticismAt;
  const standing = orders.filter((order) => orderStands(order));
  const open = competitorOffers(events, standing, asOf).filter(({ isOpen }) => isOpen);
  const offered = open.at(-1);
  const openUntil = open.reduce<Date | undefined>(
    (last, { until }) => (last === undefined || until > last ? until : last),
    undefined,
  );
  return {
    ...defined({ cart, lastIntentAt, lastDeliveredAt, unansweredCriticismAt: criticisedAt }),
    ...(offered === undefined ? {} : { competitorOfferAt: offered.at }),
    ...defined({ competitorOfferUntil: openUntil }),
  };
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
      ...defined({ value, currency }),
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
    ...defined({ value: worth, currency: paidIn }),
    at,
  };
}

function sumOf(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a + b;
}
