import { assertInstant, SetiaError, showValue } from "../../kernel";

/** Which orders count, and for how much. Every choice has a default that most shops want. */
export interface OrderPolicy {
  /**
   * Orders cancelled by `asOf`: `"leave_out"` (default), or `"count"` as if they stood. One cancelled later
   * stands until then.
   */
  readonly cancelledOrders?: "leave_out" | "count";
  /** Money given back by `asOf`: `"subtract"` (default), or `"ignore"` for gross figures. */
  readonly refunds?: "subtract" | "ignore";
  /** Orders refunded in full by `asOf`: `"leave_out"` (default), or `"count"` as orders that brought nothing. */
  readonly refundedOrders?: "leave_out" | "count";
  /** Orders that cost nothing: `"count"` (default) like any other, or `"leave_out"`. */
  readonly zeroValueOrders?: "count" | "leave_out";
  /** Orders of a customer on one calendar day: `"each"` (default) is an order, or all are one (`"once"`). */
  readonly sameDayOrders?: "each" | "once";
  /** Orders with an empty `customerId`: `"leave_out"` (default), or `"refuse"` with an error. */
  readonly ordersWithoutCustomer?: "leave_out" | "refuse";
  /** Orders placed after `asOf`: `"leave_out"` (default), or `"refuse"` with an error. */
  readonly futureOrders?: "leave_out" | "refuse";
}

/** The choices that hold where an {@link OrderPolicy} says nothing. */
export const DEFAULT_ORDER_POLICY = {
  cancelledOrders: "leave_out",
  refunds: "subtract",
  refundedOrders: "leave_out",
  zeroValueOrders: "count",
  sameDayOrders: "each",
  ordersWithoutCustomer: "leave_out",
  futureOrders: "leave_out",
} as const satisfies Required<OrderPolicy>;

const CHOICES: { readonly [Key in keyof Required<OrderPolicy>]: readonly string[] } = {
  cancelledOrders: ["leave_out", "count"],
  refunds: ["subtract", "ignore"],
  refundedOrders: ["leave_out", "count"],
  zeroValueOrders: ["count", "leave_out"],
  sameDayOrders: ["each", "once"],
  ordersWithoutCustomer: ["leave_out", "refuse"],
  futureOrders: ["leave_out", "refuse"],
};

/**
 * Fills in the defaults and refuses what is no choice.
 *
 * @throws SetiaError `INVALID_OPTION`
 */
export function orderPolicyOf(policy: OrderPolicy, where: string): Required<OrderPolicy> {
  const chosen: Record<string, string> = { ...DEFAULT_ORDER_POLICY };
  for (const [name, choices] of Object.entries(CHOICES)) {
    const choice = policy[name as keyof OrderPolicy];
    if (choice === undefined) continue;
    if (!choices.includes(choice)) {
      throw new SetiaError(
        "INVALID_OPTION",
        `${where}: ${name} is ${showValue(choice)}; expected ${choices.join(" or ")}`,
      );
    }
    chosen[name] = choice;
  }
  return chosen as unknown as Required<OrderPolicy>;
}

/**
 * Where every given order went: `orders` = `counted` + `future` + `cancelled` + `refunded` +
 * `withoutCustomer` + `zeroValueLeftOut`. The other figures are parts of `counted`.
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
  /** Left out: cost nothing, and `zeroValueOrders` says so. */
  readonly zeroValueLeftOut: number;
  /** Counted, with a part of the money refunded. */
  readonly partlyRefunded: number;
  /** Counted, though they cost nothing. */
  readonly zeroValue: number;
}

/** Why an order is not counted, as {@link OrderSieve.netOf} tells it: below every amount. */
export const LEFT_OUT = -1;
/** The policy refuses orders without a customer. */
export const REFUSED_WITHOUT_CUSTOMER = -2;
/** The policy refuses orders after `asOf`. */
export const REFUSED_FUTURE = -3;

/** Decides order by order what counts, and keeps count of what does not. */
export interface OrderSieve {
  /**
   * Gives what an order counts for.
   *
   * @param named - whether it has a customer
   * @param placedAt - milliseconds
   * @param cancelledAt - milliseconds, `Infinity` if it was not cancelled
   * @param total - minor units before refunds
   * @param refunded - minor units given back by `asOf`
   * @returns minor units, or a negative number if it does not count
   */
  netOf(
    named: boolean,
    placedAt: number,
    cancelledAt: number,
    total: number,
    refunded: number,
  ): number;
  /**
   * Counts orders that are as most are: of a customer, placed by the instant of the answer, neither cancelled nor given back. It would have
   * let all of them through one by one.
   *
   * @param orders - how many
   * @param zeroValue - how many of them cost nothing
   * @returns false, with nothing counted, if the policy leaves some of them out
   */
  takeOrdinary(orders: number, zeroValue: number): boolean;
  /** Where the orders so far went. */
  diagnostics(): PurchaseDiagnostics;
}

/** Creates the one place that knows what makes an order count. */
export function createOrderSieve(policy: Required<OrderPolicy>, asOf: Date): OrderSieve {
  assertInstant(asOf, "createOrderSieve: asOf");
  const until = asOf.getTime();
  const cancelledCount = policy.cancelledOrders === "count";
  const gross = policy.refunds === "ignore";
  const refundedCount = policy.refundedOrders === "count";
  const zeroCount = policy.zeroValueOrders === "count";
  const unnamedRefused = policy.ordersWithoutCustomer === "refuse";
  const futureRefused = policy.futureOrders === "refuse";
  let counted = 0;
  let future = 0;
  let cancelled = 0;
  let refundedInFull = 0;
  let withoutCustomer = 0;
  let zeroValueLeftOut = 0;
  let partlyRefunded = 0;
  let zeroValue = 0;

  return {
    netOf(named, placedAt, cancelledAt, total, refunded) {
      if (!named) {
        withoutCustomer++;
        return unnamedRefused ? REFUSED_WITHOUT_CUSTOMER : LEFT_OUT;
      }
      if (placedAt > until) {
        future++;
        return futureRefused ? REFUSED_FUTURE : LEFT_OUT;
      }
      if (cancelledAt <= until && !cancelledCount) {
        cancelled++;
        return LEFT_OUT;
      }
      if (total === 0) {
        if (!zeroCount) {
          zeroValueLeftOut++;
          return LEFT_OUT;
        }
        zeroValue++;
      }
      counted++;
      if (refunded === 0 || gross) return total;
      if (refunded < total) {
        partlyRefunded++;
        return total - refunded;
      }
      if (refundedCount) return 0;
      counted--;
      if (total === 0) zeroValue--;
      refundedInFull++;
      return LEFT_OUT;
    },
    takeOrdinary(orders, zero) {
      if (zero > 0 && !zeroCount) return false;
      counted += orders;
      zeroValue += zero;
      return true;
    },
    diagnostics: () => ({
      orders: counted + future + cancelled + refundedInFull + withoutCustomer + zeroValueLeftOut,
      counted,
      future,
      cancelled,
      refunded: refundedInFull,
      withoutCustomer,
      zeroValueLeftOut,
      partlyRefunded,
      zeroValue,
    }),
  };
}
