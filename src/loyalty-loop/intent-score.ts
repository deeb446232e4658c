import { assertEvents, assertSameCustomer, type CustomerEvent, type IntentSignal } from "../events";
import {
  assertInstant,
  assertList,
  assertOptions,
  atDoor,
  calendarOf,
  type OptionNames,
} from "../kernel";

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

/** Options of {@link measureIntent}. */
export interface MeasureIntentOptions {
  /** The instant of the answer, inclusive; later events are ignored. */
  readonly asOf: Date;
  /** IANA zone whose calendar days are counted; `"UTC"` if left out. */
  readonly timeZone?: string;
  /** Calendar days in which a signal counts; 30 if left out. */
  readonly days?: number;
}

const MEASURE_INTENT_OPTIONS: OptionNames<MeasureIntentOptions> = {
  asOf: true,
  timeZone: true,
  days: true,
};

/**
 * Adds up what shows that a customer thinks of buying lately.
 *
 * @param events - of one customer, in any order
 * @param options - instant, zone and days
 * @returns 0 or more; 3 (a product put into the basket, or three looked at) make a prospect engaged
 * @throws SetiaError `INVALID_INSTANT`; `INVALID_INPUT` if events of several customers are mixed
 */
export function measureIntent(
  events: readonly CustomerEvent[],
  options: MeasureIntentOptions,
): number {
  assertList(events, "measureIntent: events");
  assertOptions(options, MEASURE_INTENT_OPTIONS, "measureIntent");
  return atDoor(
    "measureIntent",
    () => measureIntentUnchecked(events, options),
    () => {
      assertEvents(events, "measureIntent");
    },
  );
}

function measureIntentUnchecked(
  events: readonly CustomerEvent[],
  options: MeasureIntentOptions,
): number {
  const { asOf, timeZone = "UTC", days = INTENT_DAYS } = options;
  assertInstant(asOf, "measureIntent: asOf");
  const calendar = calendarOf(timeZone);
  const today = calendar.dayOf(asOf);
  const seen = new Set<string>();
  let score = 0;
  for (const event of events) {
    assertSameCustomer(events[0]?.customerId ?? "", event, "measureIntent: events");
    if (event.type !== "intent_shown" || event.at > asOf || seen.has(event.id)) continue;
    seen.add(event.id);
    if (today - calendar.dayOf(event.at) < days) score += INTENT_WEIGHTS[event.signal];
  }
  return score;
}
