import { assertSameCustomer, type CustomerEvent, type IntentSignal } from "../events";
import { calendarOf } from "../kernel";

/** What each signal counts, from faint to strong. Opens count nothing, since machines open mail. */
export const INTENT_WEIGHTS = {
  email_opened: 0,
  products_searched: 0.5,
  product_list_viewed: 0.5,
  product_viewed: 1,
  email_link_clicked: 1,
  wishlist_added: 2,
  coupon_applied: 2,
  chat_started: 2,
  cart_viewed: 2,
  product_added: 3,
  product_removed: 0,
  checkout_started: 4,
} as const satisfies Readonly<Record<IntentSignal, number>>;

/** Calendar days in which a signal counts. */
export const INTENT_DAYS = 30;

/**
 * Adds up what shows that a customer thinks of buying, over the last 30 calendar days.
 *
 * @param events - of one customer, in any order
 * @param options - the instant, inclusive, and the zone of the days (`"UTC"` if left out)
 * @returns 0 or more; 3 (a product put into the basket, or three looked at) make a prospect engaged
 * @throws SetiaError `INVALID_INPUT` if events of several customers are mixed
 */
export function measureIntent(
  events: readonly CustomerEvent[],
  options: { readonly asOf: Date; readonly timeZone?: string },
): number {
  const calendar = calendarOf(options.timeZone ?? "UTC");
  const today = calendar.dayOf(options.asOf);
  const seen = new Set<string>();
  let score = 0;
  for (const event of events) {
    assertSameCustomer(events[0]?.customerId ?? "", event, "measureIntent: events");
    if (event.type !== "intent_shown" || event.at > options.asOf || seen.has(event.id)) continue;
    seen.add(event.id);
    if (today - calendar.dayOf(event.at) < INTENT_DAYS) score += INTENT_WEIGHTS[event.signal];
  }
  return score;
}
