import { orderStands } from "./counting/net-order";
import type { Order } from "./orders";

/** The calendar days on which each customer ordered. */
export interface PurchaseDays {
  /** The customers, in the order they were given in. */
  readonly customerIds: readonly string[];
  /** Where the days of each customer begin in `days`, and at last where all end. */
  readonly begins: Int32Array;
  /** Days since 1970-01-01, ascending within a customer, each once. */
  readonly days: Int32Array;
}

/**
 * Gathers the days of all orders of some customers that count by an instant: placed, neither cancelled nor refunded in full.
 */
export function purchaseDaysOf(
  customerIds: readonly string[],
  orders: readonly Order[],
  asOf: Date,
  dayOf: (at: Date) => number,
): PurchaseDays {
  const places = new Map(customerIds.map((id, place) => [id, place]));
  const customers = new Int32Array(orders.length);
  const all = new Int32Array(orders.length);
  let count = 0;
  for (const order of orders) {
    const place = places.get(order.customerId);
    if (place === undefined || !orderStands(order, asOf)) continue;
    customers[count] = place;
    all[count++] = dayOf(order.placedAt);
  }
  const ends = new Int32Array(places.size + 1);
  for (let at = 0; at < count; at++) ends[customers[at]! + 1]!++;
  for (let place = 1; place < ends.length; place++) ends[place]! += ends[place - 1]!;
  const grouped = new Int32Array(count);
  const next = ends.slice();
  for (let at = 0; at < count; at++) grouped[next[customers[at]!]!++] = all[at]!;
  const begins = new Int32Array(places.size + 1);
  let kept = 0;
  for (let place = 0; place < places.size; place++) {
    const own = grouped.subarray(ends[place], ends[place + 1]).sort();
    begins[place] = kept;
    // What is kept never overtakes what is read.
    let before = NaN;
    for (const day of own) {
      if (day !== before) grouped[kept++] = before = day;
    }
  }
  begins[places.size] = kept;
  return { customerIds, begins, days: grouped.slice(0, kept) };
}
