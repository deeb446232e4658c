import {
  assertAmount,
  assertInstant,
  assertList,
  assertSum,
  calendarOf,
  compareCodePoints,
  currencyExponent,
  SetiaError,
  showValue,
} from "../kernel";
import { isFullyRefunded, netIn, refundedOf, type ConvertMoney } from "./net-order";
import type { Order } from "./orders";

/** How one customer has bought up to an instant. Everything about value is computed from this. */
export interface PurchaseSummary {
  /** The customer. */
  readonly customerId: string;
  /** The instant this speaks of; later orders and refunds are not in it. */
  readonly asOf: Date;
  /** IANA zone whose calendar days are counted. */
  readonly timeZone: string;
  /** ISO 4217 code of every amount in it. */
  readonly currency: string;
  /** Number of orders, net of cancelled and fully refunded ones; at least 1. */
  readonly orders: number;
  /** Number of different calendar days with an order. */
  readonly purchaseDays: number;
  /** When the first order was placed. */
  readonly firstOrderAt: Date;
  /** When the last order was placed. */
  readonly lastOrderAt: Date;
  /** Calendar days from the last order to `asOf`; 0 on the same day. */
  readonly recencyDays: number;
  /** Calendar days from the first order to `asOf`; 0 on the same day. */
  readonly tenureDays: number;
  /** Money spent, net of refunds, in minor units. */
  readonly revenue: number;
  /** The part of `revenue` from the day of the first order, in minor units. */
  readonly firstDayRevenue: number;
  /** `revenue / orders`: minor units, maybe a fraction of one. */
  readonly averageOrderValue: number;
}

/** Options of {@link summarizePurchases}. */
export interface SummarizePurchasesOptions {
  /** The instant of the answer, inclusive. */
  readonly asOf: Date;
  /** IANA zone whose calendar days are counted; `"UTC"` if left out. */
  readonly timeZone?: string;
  /** Currency of the answer; that of the orders if left out, which then must be one. */
  readonly currency?: string;
  /** Converts orders of other currencies at the instant they were placed; without it they are refused. */
  readonly convert?: ConvertMoney;
}

/**
 * Where every given order went: `orders` = `counted` + `future` + `cancelled` + `refunded` +
 * `withoutCustomer`. The other figures are parts of `counted`.
 */
export interface PurchaseDiagnostics {
  /** Orders given. */
  readonly orders: number;
  /** Orders that are in the summaries. */
  readonly counted: number;
  /** Left out: placed after `asOf`. */
  readonly future: number;
  /** Left out: cancelled by `asOf`. */
  readonly cancelled: number;
  /** Left out: refunded in full by `asOf`. */
  readonly refunded: number;
  /** Left out: no customer is named. */
  readonly withoutCustomer: number;
  /** Counted, with a part of the money given back. */
  readonly partlyRefunded: number;
  /** Counted, though they cost nothing. */
  readonly zeroValue: number;
}

/** What {@link summarizePurchases} gives. */
export interface PurchaseSummaries {
  /** One per customer with at least one order, by ascending code point of `customerId`. */
  readonly summaries: readonly PurchaseSummary[];
  /** Where every order went. */
  readonly diagnostics: PurchaseDiagnostics;
}

/** What is gathered of one customer: the ids of their orders, and when and how much each was. */
interface Gathered {
  readonly ids: Set<string>;
  readonly placed: { readonly time: number; readonly amount: number }[];
}

/**
 * Summarizes orders to one record per customer: the one pass that everything about value rests on.
 *
 * An order counts once, net of refunds made by `asOf`. One that is cancelled or refunded in full by then is
 * no order. Orders after `asOf` and without a customer are left out; `diagnostics` counts both. Orders that
 * cost nothing count. Two orders of a customer may not share an id.
 *
 * @param orders - in any order
 * @param options - instant, zone and currency
 * @returns one summary per customer by ascending `customerId`, and where every order went
 * @throws SetiaError `INVALID_INPUT`, `INVALID_AMOUNT`, `INVALID_INSTANT`, `DUPLICATE_ORDER`,
 * `MIXED_CURRENCIES` and `SUM_TOO_LARGE`, naming the order or customer; `INVALID_OPTION` for `convert`
 * without `currency`; `UNKNOWN_CURRENCY`, `INVALID_TIME_ZONE`
 *
 * @example
 * ```ts
 * import { summarizePurchases } from "setia";
 *
 * const orders = [
 *   { id: "1", customerId: "ani", placedAt: new Date("2026-01-05"), currency: "USD", total: 1250 },
 *   { id: "2", customerId: "ani", placedAt: new Date("2026-01-20"), currency: "USD", total: 750 },
 * ];
 * const { summaries } = summarizePurchases(orders, { asOf: new Date("2026-01-31") });
 * summaries[0]?.recencyDays; // => 11
 * summaries[0]?.revenue; // => 2000
 * ```
 */
export function summarizePurchases(
  orders: readonly Order[],
  options: SummarizePurchasesOptions,
): PurchaseSummaries {
  assertList(orders, "summarizePurchases: orders");
  assertInstant(options.asOf, "summarizePurchases: asOf");
  const calendar = calendarOf(options.timeZone ?? "UTC");
  const asOf = options.asOf.getTime();
  const asOfDay = calendar.dayOf(options.asOf);
  let { currency } = options;
  if (currency !== undefined) currencyExponent(currency);
  else if (options.convert !== undefined) {
    throw new SetiaError(
      "INVALID_OPTION",
      "summarizePurchases: convert is given without currency; expected the currency to convert to",
    );
  }

  const left = { future: 0, cancelled: 0, refunded: 0, withoutCustomer: 0 };
  let partlyRefunded = 0;
  let zeroValue = 0;
  const customers = new Map<string, Gathered>();

  orders.forEach((order, index) => {
    const where = `summarizePurchases: orders[${String(index)}]`;
    assertOrder(order, where);
    const refunded = refundedOf(order, options.asOf);
    if (order.customerId === "") left.withoutCustomer++;
    else if (order.placedAt.getTime() > asOf) left.future++;
    else if (order.cancelledAt !== undefined && order.cancelledAt.getTime() <= asOf) {
      left.cancelled++;
    } else if (isFullyRefunded(order.total, refunded)) left.refunded++;
    else {
      if (refunded > 0) partlyRefunded++;
      if (order.total === 0) zeroValue++;
      let gathered = customers.get(order.customerId);
      if (gathered === undefined) {
        gathered = { ids: new Set(), placed: [] };
        customers.set(order.customerId, gathered);
      }
      if (gathered.ids.has(order.id)) {
        throw new SetiaError(
          "DUPLICATE_ORDER",
          `${where}.id is ${JSON.stringify(order.id)} a second time for customer ${JSON.stringify(order.customerId)}; expected each order once`,
        );
      }
      gathered.ids.add(order.id);
      gathered.placed.push({
        time: order.placedAt.getTime(),
        amount: netIn((currency ??= checkedCurrency(order)), order, options, where),
      });
    }
  });

  const summaries = [...customers].map(([customerId, { placed }]): PurchaseSummary => {
    placed.sort((a, b) => a.time - b.time);
    let firstDay = 0;
    let lastDay = -Infinity;
    let purchaseDays = 0;
    let revenue = 0;
    let firstDayRevenue = 0;
    for (const { time, amount } of placed) {
      const day = calendar.dayOf(new Date(time));
      if (purchaseDays === 0) firstDay = day;
      if (day !== lastDay) purchaseDays++;
      lastDay = day;
      revenue += amount;
      if (day === firstDay) firstDayRevenue += amount;
    }
    assertSum(revenue, `summarizePurchases: the revenue of customer ${JSON.stringify(customerId)}`);
    return {
      customerId,
      asOf: options.asOf,
      timeZone: calendar.timeZone,
      currency: currency ?? "XXX",
      orders: placed.length,
      purchaseDays,
      firstOrderAt: new Date(placed[0]?.time ?? 0),
      lastOrderAt: new Date(placed.at(-1)?.time ?? 0),
      recencyDays: asOfDay - lastDay,
      tenureDays: asOfDay - firstDay,
      revenue,
      firstDayRevenue,
      averageOrderValue: revenue / placed.length,
    };
  });
  summaries.sort((a, b) => compareCodePoints(a.customerId, b.customerId));

  const leftOut = left.future + left.cancelled + left.refunded + left.withoutCustomer;
  return {
    summaries,
    diagnostics: {
      orders: orders.length,
      counted: orders.length - leftOut,
      ...left,
      partlyRefunded,
      zeroValue,
    },
  };
}

function checkedCurrency({ currency }: Order): string {
  currencyExponent(currency);
  return currency;
}

/** Looks at what sums and days rest on, also where the caller has no types. */
function assertOrder(order: Order, where: string): void {
  const given = order as Partial<Order> | null;
  if (typeof given !== "object" || given === null) {
    throw new SetiaError("INVALID_INPUT", `${where} is ${showValue(given)}; expected an order`);
  }
  for (const name of ["id", "customerId"] as const) {
    if (typeof given[name] !== "string") {
      throw new SetiaError(
        "INVALID_INPUT",
        `${where}.${name} is ${showValue(given[name])}; expected a text`,
      );
    }
  }
  assertInstant(order.placedAt, `${where}.placedAt`);
  if (order.cancelledAt !== undefined) assertInstant(order.cancelledAt, `${where}.cancelledAt`);
  assertAmount(order.total, `${where}.total`);
  if (order.total < 0) {
    throw new SetiaError(
      "INVALID_AMOUNT",
      `${where}.total is ${String(order.total)}; expected 0 or more: money given back belongs in refunds`,
    );
  }
  order.refunds?.forEach((refund, index) => {
    const place = `${where}.refunds[${String(index)}]`;
    assertInstant(refund.at, `${place}.at`);
    assertAmount(refund.amount, `${place}.amount`);
    if (refund.amount > 0) return;
    throw new SetiaError(
      "INVALID_AMOUNT",
      `${place}.amount is ${String(refund.amount)}; expected more than 0`,
    );
  });
}
