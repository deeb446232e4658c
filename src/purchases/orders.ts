import {
  assertEvents,
  type CustomerEvent,
  eventsUntil,
  type OrderCancelled,
  type OrderCompleted,
  type OrderLine,
  type OrderRefunded,
  type ReturnedLine,
} from "../events";
import {
  defined,
  assertInstant,
  assertList,
  assertOptions,
  atDoor,
  calendarOf,
  formatDay,
  type OptionNames,
  reason,
  type Reason,
} from "../kernel";

/** Money given back on an order. */
export interface Refund {
  /** The instant. */
  readonly at: Date;
  /** How much, in minor units of the order's currency, above 0. */
  readonly amount: number;
  /** Goods that came back with it, if any and if known. */
  readonly lines?: readonly ReturnedLine[];
}

/** A purchase. */
export interface Order {
  /** The shop's id; no customer has it twice. */
  readonly id: string;
  /** Who bought; an empty text where it is not known. */
  readonly customerId: string;
  /** When it was placed. */
  readonly placedAt: Date;
  /** ISO 4217 code. */
  readonly currency: string;
  /** What the customer pays, in minor units, not negative, before refunds. */
  readonly total: number;
  /** What was in it, if known. */
  readonly lines?: readonly OrderLine[];
  /** Money given back on it. */
  readonly refunds?: readonly Refund[];
  /** When it was cancelled, if it was. */
  readonly cancelledAt?: Date;
  /** Where it was placed. */
  readonly channel?: string;
}

/** A product as a catalogue has it. */
export interface Product {
  /** The shop's id of it. */
  readonly sku: string;
  /** Its name, for reasons and messages; the sku stands in for it. */
  readonly name?: string;
  /** What kind of thing it is. */
  readonly category?: string;
  /** Price of one, in minor units. */
  readonly price?: number;
  /** What one costs the shop, in minor units. */
  readonly cost?: number;
  /** True if it is kept for long (a phone). */
  readonly durable?: boolean;
  /** True if it is used up and bought again (soda); then it may be offered to those who have had it. */
  readonly consumable?: boolean;
  /** How many are there; without any it is never offered; left out means always there. */
  readonly stock?: number;
}

/** At which instant the orders are looked at. */
export interface OrdersFromEventsOptions {
  /** Later events are ignored. */
  readonly asOf: Date;
}

/** Options of {@link findOrphans}. */
export interface FindOrphansOptions extends OrdersFromEventsOptions {
  /** IANA zone of the days in the reasons; `"UTC"` if left out. */
  readonly timeZone?: string;
}

interface OrderFacts {
  completed?: OrderCompleted;
  readonly refunds: OrderRefunded[];
  cancelled?: OrderCancelled;
}

const ORDERS_FROM_EVENTS_OPTIONS: OptionNames<OrdersFromEventsOptions> = {
  asOf: true,
};

/**
 * Puts orders together from the log: completed, refunded and cancelled events of one `orderId` become one
 * order. Of a sum of all refunds only what single refunds do not account for counts. A later `order_completed` with the same id replaces the earlier one, unless it says `ifKnown: "keep"`. Refunds and cancellations
 * whose order is not known make none; {@link findOrphans} names them.
 *
 * @param events - of one or many customers, in any order
 * @param options - the instant
 * @returns the orders known at `asOf`, in the order in which they were placed
 * @throws SetiaError `INVALID_INSTANT`
 *
 * @example
 * ```ts
 * import { ordersFromEvents, type CustomerEvent } from "setia";
 *
 * const events: CustomerEvent[] = [
 *   { id: "e1", type: "order_completed", customerId: "ani", at: new Date("2026-01-05T03:00:00Z"),
 *     orderId: "o1", currency: "IDR", total: 1_500_000 },
 *   { id: "e2", type: "order_refunded", customerId: "ani", at: new Date("2026-01-07T03:00:00Z"),
 *     orderId: "o1", amount: 500_000 },
 * ];
 * const orders = ordersFromEvents(events, { asOf: new Date("2026-02-01T00:00:00Z") });
 * orders.map((order) => order.refunds?.[0]?.amount); // => [500000]
 * ```
 */
export function ordersFromEvents(
  events: readonly CustomerEvent[],
  options: OrdersFromEventsOptions,
): Order[] {
  assertList(events, "ordersFromEvents: events");
  assertOptions(options, ORDERS_FROM_EVENTS_OPTIONS, "ordersFromEvents");
  return atDoor(
    "ordersFromEvents",
    () => ordersFromEventsUnchecked(events, options),
    () => {
      assertEvents(events, "ordersFromEvents");
    },
  );
}

function ordersFromEventsUnchecked(
  events: readonly CustomerEvent[],
  options: OrdersFromEventsOptions,
): Order[] {
  assertInstant(options.asOf, "ordersFromEvents: asOf");
  const orders: Order[] = [];
  for (const { completed, refunds, cancelled } of collect(events, options.asOf).values()) {
    if (completed === undefined) continue;
    const { orderId: id, customerId, at: placedAt, currency, total, lines, channel } = completed;
    orders.push({
      id,
      customerId,
      placedAt,
      currency,
      total,
      ...defined({ lines }),
      ...(refunds.length === 0 ? {} : { refunds: refundsOf(refunds) }),
      ...(cancelled === undefined ? {} : { cancelledAt: cancelled.at }),
      ...defined({ channel }),
    });
  }
  return orders.sort((a, b) => a.placedAt.getTime() - b.placedAt.getTime());
}

/** Single refunds, and of a sum of all refunds what they do not account for. */
function refundsOf(events: readonly OrderRefunded[]): Refund[] {
  const refunds: Refund[] = [];
  let sum = 0;
  let all: OrderRefunded | undefined;
  for (const event of events) {
    const { at, amount, amountOf, lines } = event;
    if (amountOf === undefined) {
      refunds.push({ at, amount, ...defined({ lines }) });
      sum += amount;
    } else if (all === undefined || amount > all.amount) all = event;
  }
  if (all === undefined || all.amount <= sum) return refunds;
  const { at, amount } = all;
  refunds.push({ at, amount: amount - sum });
  return refunds.sort((a, b) => a.at.getTime() - b.at.getTime());
}

const findOrphansOptions = (): OptionNames<FindOrphansOptions> => ({
  ...ORDERS_FROM_EVENTS_OPTIONS,
  timeZone: true,
});

/**
 * Names the refunds and cancellations whose order is not in the log (yet), so that none is lost in silence.
 *
 * @param events - of one or many customers, in any order
 * @param options - instant and zone
 * @returns a reason for each, in the order in which their orders are first named
 */
export function findOrphans(
  events: readonly CustomerEvent[],
  options: FindOrphansOptions,
): Reason[] {
  assertList(events, "findOrphans: events");
  assertOptions(options, findOrphansOptions(), "findOrphans");
  return atDoor(
    "findOrphans",
    () => findOrphansUnchecked(events, options),
    () => {
      assertEvents(events, "findOrphans");
    },
  );
}

function findOrphansUnchecked(
  events: readonly CustomerEvent[],
  options: FindOrphansOptions,
): Reason[] {
  assertInstant(options.asOf, "findOrphans: asOf");
  const calendar = calendarOf(options.timeZone ?? "UTC");
  const dayOf = (at: Date): string => formatDay(calendar.dayOf(at));
  const orphans: Reason[] = [];
  for (const { completed, refunds, cancelled } of collect(events, options.asOf).values()) {
    if (completed !== undefined) continue;
    for (const { at, orderId } of refunds) {
      orphans.push(reason("purchases.refund_without_order", { orderId, day: dayOf(at) }));
    }
    if (cancelled !== undefined) {
      const { at, orderId } = cancelled;
      orphans.push(reason("purchases.cancellation_without_order", { orderId, day: dayOf(at) }));
    }
  }
  return orphans;
}

function collect(events: readonly CustomerEvent[], asOf: Date): Map<string, OrderFacts> {
  const byOrder = new Map<string, OrderFacts>();
  for (const event of eventsUntil(events, asOf)) {
    if (
      event.type !== "order_completed" &&
      event.type !== "order_refunded" &&
      event.type !== "order_cancelled"
    ) {
      continue;
    }
    // An order belongs to one customer: an event that names another customer's order is an orphan.
    const key = JSON.stringify([event.customerId, event.orderId]);
    let facts = byOrder.get(key);
    if (facts === undefined) {
      facts = { refunds: [] };
      byOrder.set(key, facts);
    }
    if (event.type === "order_completed") {
      if (event.ifKnown !== "keep" || facts.completed === undefined) facts.completed = event;
    } else if (event.type === "order_refunded") facts.refunds.push(event);
    else facts.cancelled ??= event;
  }
  return byOrder;
}

/** Whether a product may be sold now. */
export function isAvailable(
  sku: string,
  products: ReadonlyMap<string, Product> | undefined,
): boolean {
  if (products === undefined) return true;
  const product = products.get(sku);
  return product !== undefined && (product.stock ?? 1) > 0;
}
