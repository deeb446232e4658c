import { assertAmount, SetiaError, showValue } from "../../kernel";
import type { Order } from "../orders";

/** Converts an amount between currencies at the rate of an instant, to whole minor units. */
export type ConvertMoney = (amount: number, from: string, to: string, at: Date) => number;

/** Sums what was given back on an order. */
export function refundedOf(order: Order, asOf?: Date): number {
  let sum = 0;
  for (const { at, amount } of order.refunds ?? []) {
    if (asOf === undefined || at <= asOf) sum += amount;
  }
  return sum;
}

/** Whether an order was refunded in full and so is no order. One that cost nothing stands. */
export function isFullyRefunded(total: number, refunded: number): boolean {
  return refunded > 0 && refunded >= total;
}

/** Whether an order stands: placed, not cancelled, not refunded in full. */
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
