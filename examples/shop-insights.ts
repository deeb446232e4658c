/** What the library computes of a shop, once, for the pictures and the report. */
import {
  analyzeRfm,
  compareRfm,
  fitForecast,
  fitLifetime,
  isSetiaError,
  measureLoop,
  mineRules,
  ordersFromEvents,
  predictLifetimes,
  traceLoop,
  type CustomerEvent,
  type ForecastModel,
  type LifetimeModel,
  type LifetimePredictions,
  type LoopReport,
  type MinedRule,
  type Order,
  type RfmAnalysis,
  type RfmComparison,
} from "setia";
import type { Shop } from "./sample-shop";

const DAY = 86_400_000;
/** How far back segments are compared, in days. */
export const COMPARED_DAYS = 90;
/** How far ahead value is predicted, in days. */
export const HORIZON_DAYS = 365;
/** How far back the loop is measured, in days: twelve months with the one that has begun. */
const LOOP_DAYS = 330;

/** All of it. */
export interface ShopInsights {
  /** The shop. */
  readonly shop: Shop;
  /** Orders known now. */
  readonly orders: readonly Order[];
  /** Scores and segments now. */
  readonly base: RfmAnalysis;
  /** Moves between segments; missing for a shop that had no orders then. */
  readonly comparison: RfmComparison | undefined;
  /** How customers buy, leave and spend. */
  readonly model: LifetimeModel;
  /** The same, tried on the shop's own past and corrected. */
  readonly forecast: ForecastModel;
  /** What is ahead, in the order of the base. */
  readonly predictions: LifetimePredictions;
  /** What is bought together. */
  readonly rules: readonly MinedRule[];
  /** The loop over the last months. */
  readonly loop: LoopReport;
  /** A regular who has fallen silent, if there is one: the most telling history. */
  readonly silent: { readonly name: string; readonly orders: readonly Order[] } | undefined;
}

/**
 * Computes everything of a shop.
 *
 * @param shop - with its events
 * @param asOf - the instant; the shop's own if left out
 * @returns the results of each room
 */
export function insightsOf(shop: Shop, asOf: Date = shop.asOf): ShopInsights {
  const { timeZone, currency } = shop;
  const orders = ordersFromEvents(shop.events, { asOf });
  const base = analyzeRfm(orders, { asOf, timeZone, currency });
  const model = fitLifetime(base.columns);
  const traces = [...byCustomer(shop.events)].flatMap(
    (events) => traceLoop(events, { asOf }) ?? [],
  );
  const from = new Date(asOf.getTime() - LOOP_DAYS * DAY);
  return {
    shop: { ...shop, asOf },
    orders,
    base,
    comparison: compareWithBefore(orders, base, shop, asOf),
    model,
    forecast: fitForecast(orders, { asOf, timeZone, currency }),
    predictions: predictLifetimes(base.columns, model, {
      horizonDays: HORIZON_DAYS,
      discountRate: 0.1,
    }),
    rules: mineRules(orders),
    loop: measureLoop(traces, { asOf, from, timeZone }),
    silent: silentRegular(shop.events, orders, base),
  };
}

function compareWithBefore(
  orders: readonly Order[],
  base: RfmAnalysis,
  { timeZone, currency }: Shop,
  asOf: Date,
): RfmComparison | undefined {
  try {
    const then = new Date(asOf.getTime() - COMPARED_DAYS * DAY);
    return compareRfm(analyzeRfm(orders, { asOf: then, timeZone, currency }), base);
  } catch (error) {
    if (isSetiaError(error) && error.code === "EMPTY_BASE") return undefined;
    throw error;
  }
}

function silentRegular(
  events: readonly CustomerEvent[],
  orders: readonly Order[],
  { summaries }: RfmAnalysis,
): ShopInsights["silent"] {
  const silent = summaries.filter(
    ({ orders: count, recencyDays, tenureDays }) =>
      count > 6 && recencyDays > 60 && recencyDays < tenureDays / 2,
  );
  const [first] = silent;
  if (first === undefined) return undefined;
  const { customerId } = silent.reduce(
    (best, each) => (each.revenue > best.revenue ? each : best),
    first,
  );
  const told = events.find(
    (event) => event.type === "customer_identified" && event.customerId === customerId,
  );
  const name = told?.type === "customer_identified" ? told.traits.name : undefined;
  const own = orders.filter((order) => order.customerId === customerId);
  return { name: name ?? customerId, orders: own };
}

/**
 * Divides events by customer.
 *
 * @param events - of all customers
 * @returns the events of one customer after the other
 */
export function byCustomer(events: readonly CustomerEvent[]): Iterable<CustomerEvent[]> {
  const customers = new Map<string, CustomerEvent[]>();
  for (const event of events) {
    const known = customers.get(event.customerId);
    if (known === undefined) customers.set(event.customerId, [event]);
    else known.push(event);
  }
  return customers.values();
}
