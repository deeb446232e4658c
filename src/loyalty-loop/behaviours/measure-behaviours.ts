import { assertEvents, assertSameCustomer, type CustomerEvent, eventsUntil } from "../../events";
import {
  assertInstant,
  assertList,
  assertOptions,
  atDoor,
  type Calendar,
  calendarOf,
  type OptionNames,
  reason,
  type Reason,
} from "../../kernel";
import {
  keptLines,
  orderStands,
  ordersFromEvents,
  type Order,
  type Product,
} from "../../purchases";
import type {
  BehaviourEvidence,
  LoyaltyBehaviour,
  LoyaltyBehaviours,
  BehaviourResult,
} from "./behaviours";
import { measureResistance } from "./competitor-resistance";
import type { Activity } from "../stages";

/** Options of {@link measureBehaviours}. */
export interface MeasureBehavioursOptions {
  /** The instant of the answer, inclusive; later events are ignored. */
  readonly asOf: Date;
  /** IANA zone whose calendar days are counted; `"UTC"` if left out. */
  readonly timeZone?: string;
  /** Where they are on the loop: while active it is too early to say that they do not buy again. */
  readonly activity?: Activity;
  /** The catalogue by sku; it tells the category of what orders do not. */
  readonly products?: ReadonlyMap<string, Product>;
}

const MEASURE_BEHAVIOURS_OPTIONS: OptionNames<MeasureBehavioursOptions> = {
  asOf: true,
  timeZone: true,
  activity: true,
  products: true,
};

/**
 * Measures the four behaviours that make loyalty: buying again, buying from several categories, recommending, and
 * refusing competitors. Strength grows with every repetition, by ever less: n − 1 of n for order days and for
 * categories, n of n + 1 for referrals and refusals.
 *
 * @param events - all events of one customer, in any order
 * @param options - instant, zone, activity, catalogue
 * @returns the four by name, each with evidence and reasons
 * @throws SetiaError `INVALID_INSTANT`, `INVALID_TIME_ZONE`; `INVALID_INPUT` if events of several customers are mixed
 *
 * @example
 * ```ts
 * import { measureBehaviours, type CustomerEvent } from "setia";
 *
 * const order = (id: string, day: string): CustomerEvent => ({
 *   id, type: "order_completed", customerId: "ani", at: new Date(day), orderId: id, currency: "IDR", total: 100,
 * });
 * const { repeat, refer } = measureBehaviours([order("1", "2026-01-05"), order("2", "2026-02-03")], {
 *   asOf: new Date("2026-03-01"),
 * });
 * [repeat.met, repeat.strength, refer.met]; // => [true, 0.5, "unknown"]
 * ```
 */
export function measureBehaviours(
  events: readonly CustomerEvent[],
  options: MeasureBehavioursOptions,
): LoyaltyBehaviours {
  assertList(events, "measureBehaviours: events");
  assertOptions(options, MEASURE_BEHAVIOURS_OPTIONS, "measureBehaviours");
  return atDoor(
    "measureBehaviours",
    () => measureBehavioursUnchecked(events, options),
    () => {
      assertEvents(events, "measureBehaviours");
    },
  );
}

function measureBehavioursUnchecked(
  events: readonly CustomerEvent[],
  options: MeasureBehavioursOptions,
): LoyaltyBehaviours {
  const { asOf, timeZone = "UTC", activity, products } = options;
  assertInstant(asOf, "measureBehaviours: asOf");
  const calendar = calendarOf(timeZone);
  const known = eventsUntil(events, asOf);
  for (const event of known) {
    assertSameCustomer(known[0]?.customerId ?? "", event, "measureBehaviours: events");
  }
  const orders = ordersFromEvents(known, { asOf }).filter((order) => orderStands(order));
  return {
    repeat: measureRepeat(orders, activity, calendar),
    cross_buy: measureCrossBuy(orders, products),
    refer: measureReferrals(known),
    resist: measureResistance(known, orders, asOf),
  };
}

function measureRepeat(
  orders: readonly Order[],
  activity: Activity | undefined,
  calendar: Calendar,
): BehaviourResult {
  const firstOfDay = new Map<number, Order>();
  for (const order of orders) {
    const day = calendar.dayOf(order.placedAt);
    if (!firstOfDay.has(day)) firstOfDay.set(day, order);
  }
  const days = firstOfDay.size;
  const evidence = [...firstOfDay.values()].map(({ id, placedAt }) => ({ id, at: placedAt }));
  const base = { behaviour: "repeat", evidence } as const;
  if (days >= 2) {
    const why = reason("loyalty.repeats", { days });
    return { ...base, met: true, strength: (days - 1) / days, reasons: [why] };
  }
  if (days === 0) return unknown("repeat", reason("loyalty.no_order_yet", {}), evidence);
  if (activity === undefined || activity === "active") {
    return unknown("repeat", reason("loyalty.too_early_to_repeat", {}), evidence);
  }
  return { ...base, met: false, strength: 0, reasons: [reason("loyalty.bought_once_only", {})] };
}

function measureCrossBuy(
  orders: readonly Order[],
  products: ReadonlyMap<string, Product> | undefined,
): BehaviourResult {
  const firstIn = new Map<string, Order>();
  let untold = orders.length === 0;
  for (const order of orders) {
    const lines = keptLines(order);
    if (order.lines === undefined || order.lines.length === 0) untold = true;
    for (const line of lines) {
      const category = products?.get(line.sku)?.category ?? line.category;
      if (category === undefined) untold = true;
      else if (!firstIn.has(category)) firstIn.set(category, order);
    }
  }
  const evidence = [...firstIn.values()].map(({ id, placedAt }) => ({ id, at: placedAt }));
  const categories = firstIn.size;
  if (categories >= 2) {
    return {
      behaviour: "cross_buy",
      met: true,
      strength: (categories - 1) / categories,
      evidence,
      reasons: [reason("loyalty.cross_buys", { categories })],
    };
  }
  if (untold) return unknown("cross_buy", reason("loyalty.categories_untold", {}), evidence);
  const [category = ""] = firstIn.keys();
  return {
    behaviour: "cross_buy",
    met: false,
    strength: 0,
    evidence,
    reasons: [reason("loyalty.one_category", { category })],
  };
}

function measureReferrals(events: readonly CustomerEvent[]): BehaviourResult {
  const converted = new Map<string, BehaviourEvidence>();
  const made: BehaviourEvidence[] = [];
  for (const event of events) {
    const { id, at } = event;
    if (event.type === "referral_made") made.push({ id, at });
    if (event.type === "referral_converted" && !converted.has(event.referredCustomerId)) {
      converted.set(event.referredCustomerId, { id, at });
    }
  }
  const referrals = converted.size;
  if (referrals > 0) {
    return {
      behaviour: "refer",
      met: true,
      strength: referrals / (referrals + 1),
      evidence: [...converted.values()],
      reasons: [reason("loyalty.refers", { referrals })],
    };
  }
  if (made.length === 0) return unknown("refer", reason("loyalty.no_referral_known", {}), []);
  const why = reason("loyalty.referrals_without_order", { referrals: made.length });
  return { behaviour: "refer", met: false, strength: 0, evidence: made, reasons: [why] };
}

function unknown(
  behaviour: LoyaltyBehaviour,
  why: Reason,
  evidence: readonly BehaviourEvidence[],
): BehaviourResult {
  return { behaviour, met: "unknown", strength: 0, evidence, reasons: [why] };
}
