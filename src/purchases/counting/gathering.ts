import { currencyExponent, SetiaError } from "../../kernel";
import type { DayGroups } from "../columnar/distinct-days";
import { convertIn, type ConvertMoney } from "./net-order";
import { REFUSED_FUTURE, type OrderPolicy } from "./order-policy";
import type { Order } from "../orders";
import type { PurchaseColumns } from "../columnar/purchase-columns";
import type { PurchaseTable } from "../columnar/purchase-table";

/** What every road into the summaries needs to know. */
export interface GatherOptions {
  /** The instant of the answer. */
  readonly asOf: Date;
  /** IANA zone whose calendar days are counted. */
  readonly timeZone: string;
  /** Currency of the answer; that of the orders that count if left out. */
  readonly currency?: string;
  /** Converts orders of other currencies. */
  readonly convert?: ConvertMoney;
  /** Which orders count. */
  readonly policy: Required<OrderPolicy>;
}

/** What a conversion must know of an order. */
export type PricedOrder = Pick<Order, "id" | "customerId" | "currency" | "placedAt">;

/** Money of one base: one currency, that of the first order that counts if none was asked for. */
export interface Purse {
  /** The currency, once it is known. */
  readonly currency: string | undefined;
  /** Gives an amount of an order in the currency. */
  amountOf(net: number, order: PricedOrder, where: string): number;
}

/** Creates the money of a base. */
export function createPurse({ currency: given, convert }: GatherOptions): Purse {
  let currency = given;
  return {
    get currency() {
      return currency;
    },
    amountOf(net, order, where) {
      if (order.currency === currency) return net;
      if (currency !== undefined) return convertIn(currency, net, order, convert, where);
      currencyExponent(order.currency);
      currency = order.currency;
      return net;
    },
  };
}

/** Ends a table: sorts the customers. */
export function finishTable(
  table: PurchaseTable,
  customerIds: readonly string[],
  days: DayGroups,
  { asOf, policy, currency: asked }: GatherOptions,
  currency: string | undefined,
): PurchaseColumns {
  return table.finish({
    customerIds,
    days,
    ordersOfDayAreOne: policy.sameDayOrders === "once",
    asOf,
    currency: currency ?? asked ?? "XXX",
  });
}

/** Makes the error of an order that the policy refuses. */
export function refusal(net: number, where: string, asOf: Date): SetiaError {
  if (net === REFUSED_FUTURE) {
    return new SetiaError(
      "INVALID_INPUT",
      `${where} was placed after ${asOf.toISOString()}; expected none later, since futureOrders is "refuse"`,
    );
  }
  return new SetiaError(
    "INVALID_INPUT",
    `${where}.customerId is blank; expected a customer, since ordersWithoutCustomer is "refuse"`,
  );
}

/** Makes the error of an order that a customer has twice. */
export function repeatedOrder(where: string, id: string, customerId: string): SetiaError {
  return new SetiaError(
    "DUPLICATE_ORDER",
    `${where} is ${JSON.stringify(id)} a second time for customer ${JSON.stringify(customerId)}; expected each order once`,
  );
}
