import { assertAmount, SetiaError, showValue } from "../kernel";
import type { Order } from "./orders";

/** Converts an amount between currencies at the rate of an instant, to whole minor units. */
export type ConvertMoney = (amount: number, from: string, to: string, at: Date) => number;

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

/**
 * Gives what an order comes to, net of refunds, in a currency.
 *
 * @param currency - ISO 4217 code of the answer
 * @param order - any order
 * @param options - instant of the answer, and how to convert at the instant of the order
 * @param where - function and place, as a message begins
 * @returns minor units, 0 or more
 * @throws SetiaError `MIXED_CURRENCIES` without a converter; `INVALID_AMOUNT` if it gives no amount
 */
export function netIn(
  currency: string,
  order: Order,
  options: { readonly asOf?: Date; readonly convert?: ConvertMoney },
  where: string,
): number {
  const net = Math.max(0, order.total - refundedOf(order, options.asOf));
  return convertIn(currency, net, order, options.convert, where);
}

/**
 * Converts an amount of an order at the instant it was placed.
 *
 * @param currency - ISO 4217 code of the answer
 * @param amount - minor units of the order's currency
 * @param order - the order it belongs to
 * @param convert - how to convert
 * @param where - function and place, as a message begins
 * @returns minor units, 0 or more
 * @throws SetiaError as {@link netIn} does
 */
export function convertIn(
  currency: string,
  amount: number,
  order: Pick<Order, "id" | "customerId" | "currency" | "placedAt">,
  convert: ConvertMoney | undefined,
  where: string,
): number {
  if (order.currency === currency) return amount;
  if (convert === undefined) {
    throw new SetiaError(
      "MIXED_CURRENCIES",
      `${where} (order ${JSON.stringify(order.id)} of customer ${JSON.stringify(order.customerId)}) is in ${showValue(order.currency)} among ${currency}; expected one currency, or a converter in options.convert`,
    );
  }
  const converted = convert(amount, order.currency, currency, order.placedAt);
  assertAmount(converted, `${where}: the result of options.convert`);
  if (converted >= 0) return converted;
  throw new SetiaError(
    "INVALID_AMOUNT",
    `${where}: the result of options.convert is ${String(converted)}; expected 0 or more`,
  );
}
