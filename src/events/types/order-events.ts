import type { EventBase } from "./event-base";

/** One line of an order. */
export interface OrderLine {
  /** What was bought. */
  readonly sku: string;
  /** How many; may be a fraction (kilograms), never negative. */
  readonly quantity: number;
  /** Price of one, in minor units of the order's currency. */
  readonly unitPrice: number;
  /** The product's category, if known. */
  readonly category?: string;
}

/** An order was placed and is to be counted. A later one with the same `orderId` replaces it, unless it says `ifKnown`. */
export interface OrderCompleted extends EventBase {
  /** The type of event. */
  readonly type: "order_completed";
  /** The shop's id of the order, unique in the shop. */
  readonly orderId: string;
  /** ISO 4217 code. */
  readonly currency: string;
  /** What the customer pays for the order, in minor units, not negative. */
  readonly total: number;
  /** What was in it, if known. */
  readonly lines?: readonly OrderLine[];
  /** Where it was placed: web, till, marketplace. */
  readonly channel?: string;
  /**
   * `"keep"` if an order that is known already stays as it is, so that the earliest event counts: a page that was
   * opened again reports the same purchase. Left out, this event replaces the one before.
   */
  readonly ifKnown?: "keep";
}

/** Goods that came back. */
export interface ReturnedLine {
  /** What came back. */
  readonly sku: string;
  /** How many; may be a fraction, never negative. */
  readonly quantity: number;
}

/** Money of an order was given back, all or part of it. */
export interface OrderRefunded extends EventBase {
  /** The type of event. */
  readonly type: "order_refunded";
  /** The order it belongs to. */
  readonly orderId: string;
  /** Given back, in minor units of the order's currency, above 0. */
  readonly amount: number;
  /**
   * `"all_refunds"` if `amount` is the sum of all refunds of the order so far, as exports tell it. Of that sum, only what
   * the order's single refunds do not account for is added to them. Left out, this is a single refund.
   */
  readonly amountOf?: "all_refunds";
  /** Goods that came back with it, if any and if known. */
  readonly lines?: readonly ReturnedLine[];
  /** Why, as the shop or the customer says. */
  readonly reason?: string;
}

/** An order was cancelled. */
export interface OrderCancelled extends EventBase {
  /** The type of event. */
  readonly type: "order_cancelled";
  /** The order it belongs to. */
  readonly orderId: string;
  /** Why, as the shop or the customer says. */
  readonly reason?: string;
}

/** An order reached the customer. */
export interface OrderDelivered extends EventBase {
  /** The type of event. */
  readonly type: "order_delivered";
  /** The order it belongs to. */
  readonly orderId: string;
  /** When delivery was promised, if it was: a promise to hold the experience against. */
  readonly promisedAt?: Date;
}

/** What can show that a customer thinks of buying, from faint to strong. */
export const INTENT_SIGNALS = [
  "email_opened",
  "products_searched",
  "product_list_viewed",
  "product_viewed",
  "email_link_clicked",
  "wishlist_added",
  "coupon_applied",
  "chat_started",
  "cart_viewed",
  "product_added",
  "product_removed",
  "checkout_started",
] as const;

/** One of `words.intentSignals`. */
export type IntentSignal = (typeof INTENT_SIGNALS)[number];

/** The customer showed that they think of buying (or, by `product_removed`, no longer of this). */
export interface IntentShown extends EventBase {
  /** The type of event. */
  readonly type: "intent_shown";
  /** What they did. */
  readonly signal: IntentSignal;
  /** The product it is about, if one. */
  readonly sku?: string;
  /** The category it is about, if known. */
  readonly category?: string;
  /** How many of the product; may be a fraction, never negative. */
  readonly quantity?: number;
  /** What they searched for. */
  readonly query?: string;
  /** The basket it belongs to, if it has an id. */
  readonly cartId?: string;
  /** What it may bring: the basket's or the product's value in minor units; needs `currency`. */
  readonly value?: number;
  /** ISO 4217 code of `value` and of the prices in `lines`. */
  readonly currency?: string;
  /** The basket, if known; needs `currency`. */
  readonly lines?: readonly OrderLine[];
  /** Where it was shown: web, app, e-mail. */
  readonly channel?: string;
}
