import type { Order } from "./orders";

/**
 * Sums what was given back on an order.
 *
 * @param order - any order
 * @param asOf - later refunds are not yet made; all count if left out
 * @returns minor units, 0 or more
 */
export function refundedOf(order: Order, asOf?: Date): number {
  let sum = 0;
  for (const { at, amount } of order.refunds ?? []) {
    if (asOf === undefined || at <= asOf) sum += amount;
  }
  return sum;
}

/**
 * Tells whether an order was given back in full and so is no order. One that cost nothing stands.
 *
 * @param total - what it cost, in minor units
 * @param refunded - what was given back, in minor units
 * @returns true if nothing of what was paid is left
 */
export function isFullyRefunded(total: number, refunded: number): boolean {
  return refunded > 0 && refunded >= total;
}

/**
 * Tells whether an order stands: placed, not called off, not given back in full.
 *
 * @param order - any order
 * @param asOf - what happens later has not happened yet; everything has if left out
 * @returns true if it counts
 */
export function orderStands(order: Order, asOf?: Date): boolean {
  const happened = (at: Date | undefined): boolean =>
    at !== undefined && (asOf === undefined || at <= asOf);
  return (
    happened(order.placedAt) &&
    !happened(order.cancelledAt) &&
    !isFullyRefunded(order.total, refundedOf(order, asOf))
  );
}
