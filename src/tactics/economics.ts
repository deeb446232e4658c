import { reason, type Reason } from "../kernel";
import type { CustomerView } from "../view";
import type { TacticPolicy } from "./policy";
import type { Tactic } from "./tactic";

/** What a tactic may bring with a customer. */
export interface Economics {
  /** Expected worth in minor units, maybe a fraction; below 0 if it gives away more than it can win. */
  readonly worth: number;
  /** The figures behind it; `undefined` while no order counts. */
  readonly reason: Reason | undefined;
}

/**
 * Weighs a tactic: chance × (margin it can win − discount it gives away).
 *
 * @param tactic - what might be done
 * @param itemPrice - price of the product offered with it, in minor units, if one is
 * @param view - for whom
 * @param policy - margin rate
 * @returns the expected worth, 0 while no order counts
 */
export function economicsOf(
  tactic: Tactic,
  itemPrice: number | undefined,
  view: CustomerView<string>,
  policy: TacticPolicy,
): Economics {
  const { purchases, expectedOrderValue } = view;
  if (purchases === undefined) return { worth: 0, reason: undefined };
  const orderMargin = expectedOrderValue * policy.marginRate;
  const value = {
    order: orderMargin,
    item: (itemPrice ?? expectedOrderValue) * policy.marginRate,
    relation: ordersAhead(view) * orderMargin * policy.relationShare,
  }[tactic.value];
  const discount = expectedOrderValue * (tactic.discount ?? 0);
  const gain = value - discount;
  const worth = tactic.baseRate * gain;
  const figures = { worth, chance: tactic.baseRate, value, currency: purchases.currency };
  return {
    worth,
    reason:
      discount === 0
        ? reason("tactics.worth", figures)
        : reason("tactics.worth_after_discount", { ...figures, gain, discount }),
  };
}

/** Below this a chance is too near 0 to divide by. */
const LEAST_CHANCE = 1e-300;

/**
 * Orders that the relation brings while the customer is there: keeping or waking them wins these, however
 * unlikely it is by now that they are there.
 */
function ordersAhead({ lifetime, loyalty }: CustomerView<string>): number {
  if (lifetime !== undefined && lifetime.probabilityAlive >= LEAST_CHANCE) {
    return lifetime.expectedOrders / lifetime.probabilityAlive;
  }
  return 365 / loyalty.cadenceDays;
}
