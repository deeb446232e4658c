import { reason, type Reason } from "../../kernel";
import type { Activity } from "../../loyalty-loop";
import type { CustomerView } from "../../view";
import type { Channel, Tactic } from "../tactic";
import type { TacticPolicy } from "../policy/policy";

/** What a tactic may bring with a customer. */
export interface Economics {
  /** Expected worth in minor units, maybe a fraction; below 0 if it costs more than it can win; 0 if nothing is known. */
  readonly worth: number;
  /** What doing it costs, in minor units, whether it succeeds or not. */
  readonly cost: number;
  /** ISO 4217 code; missing if no money is known. */
  readonly currency?: string;
  /** The figures behind it; missing while no value is known. */
  readonly reason?: Reason;
}

/** What the worth of a tactic is computed from. */
export interface EconomicsInput {
  /** What might be done. */
  readonly tactic: Tactic;
  /** For whom. */
  readonly view: CustomerView<string>;
  /** Chance of success, 0–1, with everything that bears on it. */
  readonly chance: number;
  /** How it would go. */
  readonly channel: Channel | undefined;
  /** Price of the product offered with it, in minor units, if one is. */
  readonly itemPrice: number | undefined;
  /** What orders usually come to, in minor units, if that is known: for customers without orders. */
  readonly typicalOrder: { readonly value: number; readonly currency: string } | undefined;
}

/**
 * Weighs a tactic: chance × (margin it can win − discount) − the discount given to those who would have bought
 * anyway − what doing it costs.
 */
export function economicsOf(input: EconomicsInput, policy: TacticPolicy): Economics {
  const { tactic, view, chance, channel } = input;
  const cost = costOf(tactic, channel, policy);
  const known = orderOf(input, policy);
  if (known === undefined) {
    return { worth: cost === 0 ? 0 : -cost, cost, ...currencyOf(policy.costs?.currency) };
  }
  const { order, currency } = known;
  const orderMargin = order * policy.marginRate;
  const value =
    tactic.value === "order"
      ? (known.margin ?? orderMargin)
      : tactic.value === "item"
        ? (input.itemPrice ?? order) * policy.marginRate
        : (known.margin ?? ordersAhead(view) * orderMargin) * policy.relationShare;
  const discount = order * (tactic.discount ?? 0);
  const anyway = discount === 0 ? 0 : buysAnyway(view, tactic.windowDays) * discount;
  const worth = chance * (value - discount) - anyway - cost;
  const figures = { worth, chance, value, currency };
  const given = { gain: value - discount, discount, anyway };
  return {
    worth,
    cost,
    currency,
    reason:
      discount === 0
        ? cost === 0
          ? reason("tactics.worth", figures)
          : reason("tactics.worth_after_cost", { ...figures, cost })
        : cost === 0
          ? reason("tactics.worth_after_discount", { ...figures, ...given })
          : reason("tactics.worth_after_both", { ...figures, ...given, cost }),
  };
}

/** Returns what doing a tactic costs. */
export function costOf(
  tactic: Pick<Tactic, "category" | "cost">,
  channel: Channel | undefined,
  { costs }: Pick<TacticPolicy, "costs">,
): number {
  const own = tactic.cost ?? 0;
  if (costs === null) return own;
  const message = channel === undefined ? 0 : (costs.channels[channel] ?? 0);
  return own + costs.categories[tactic.category] + message;
}

/** What an order of the customer may come to, and what winning them is worth if they have none yet. */
function orderOf(
  { view, typicalOrder }: EconomicsInput,
  { acquisition, costs }: TacticPolicy,
): { order: number; margin?: number; currency: string } | undefined {
  if (view.purchases !== undefined) {
    return { order: view.expectedOrderValue, currency: view.purchases.currency };
  }
  const currency = typicalOrder?.currency ?? costs?.currency;
  if (currency === undefined) return undefined;
  const order = typicalOrder?.value;
  const margin = acquisition?.valuePerCustomer;
  if (margin === undefined) return order === undefined ? undefined : { order, currency };
  return { order: order ?? 0, margin, currency };
}

/** Below this a chance is too near 0 to divide by. */
const LEAST_CHANCE = 1e-300;

/**
 * Returns how many orders the relation brings within a year while the customer is there: keeping or waking them wins
 * these, however unlikely it is by now that they are there.
 */
export function ordersAhead({ lifetime, loyalty }: CustomerView<string>): number {
  if (lifetime !== undefined && lifetime.probabilityAlive >= LEAST_CHANCE) {
    return lifetime.expectedOrders / lifetime.probabilityAlive;
  }
  return 365 / loyalty.cadenceDays;
}

/** How likely a customer still is a customer, where no lifetime model tells. */
const PRESENCE: Readonly<Record<Activity, number>> = {
  active: 1,
  overdue: 0.5,
  lapsed: 0.1,
  lost: 0.02,
};

/** Estimates the chance that a customer buys within some days without anything being done. */
export function buysAnyway(view: CustomerView<string>, days: number): number {
  const { lifetime, loyalty, purchases } = view;
  if (purchases === undefined) return 0;
  const there = lifetime?.probabilityAlive ?? PRESENCE[loyalty.activity];
  return there * -Math.expm1(-days / loyalty.cadenceDays);
}

function currencyOf(currency: string | undefined): { currency?: string } {
  return currency === undefined ? {} : { currency };
}
