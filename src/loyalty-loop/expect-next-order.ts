import { assertData, assertRecord, atDoor, formatDay, reason, type Reason } from "../kernel";
import { compiledAt, phaseAt } from "./state-machine";
import { timelineOf } from "./policy/compiled-policy";
import { habitDays } from "./habit";
import type { LoyaltyState } from "./loyalty-state";
import { DEFAULT_LOYALTY_POLICY, type LoyaltyPolicies } from "./policy/policy";
import type { Stage } from "./stages";

/** When a customer's next order is to be expected, if they come back at all. */
export interface ExpectedOrder {
  /** Its day: the last order plus the cadence. */
  readonly at: Date;
  /** It is rare that it comes before this day … */
  readonly from: Date;
  /** … or after this one. */
  readonly until: Date;
  /** The reasons, in the order they are to be read. */
  readonly reasons: readonly Reason[];
}

/** Chance by the model that the order comes before `from`; the same that it comes after `until`. */
const TAIL = 0.05;

/**
 * Returns when the next order is to be expected of somebody who keeps buying. The cadence is the mean of the predictive
 * distribution of a customer whose gaps are exponential with a rate of which the prior says as much as `priorWeight`
 * gaps do (gamma prior, so the next gap is Lomax). The range holds nine of ten such orders by the model, and eight of ten
 * on the real orders of CDNOW, which scatter more.
 *
 * @param state - where the customer stands
 * @param policy - thresholds, or several with their dates; the defaults if left out
 * @returns the day with its range, at the first instants of calendar days; `undefined` without an order
 * @throws SetiaError `INVALID_OPTION`
 *
 * @example
 * ```ts
 * import { expectNextOrder, replay, type CustomerEvent } from "setia";
 *
 * const order: CustomerEvent = {
 *   id: "1", type: "order_completed", customerId: "ani", at: new Date("2026-01-01T05:00:00Z"), orderId: "o1",
 *   currency: "IDR", total: 100,
 * };
 * const { state } = replay([order], { asOf: new Date("2026-01-02") });
 * const next = state && expectNextOrder(state);
 * [next?.from, next?.at, next?.until].map((day) => day?.toISOString().slice(0, 10)); // => ["2026-01-02", "2026-02-15", "2026-06-05"]
 * ```
 */
export function expectNextOrder<Name extends string = Stage>(
  state: LoyaltyState<Name>,
  policy: LoyaltyPolicies<Name> = DEFAULT_LOYALTY_POLICY as LoyaltyPolicies<string> as LoyaltyPolicies<Name>,
): ExpectedOrder | undefined {
  assertRecord(state, "expectNextOrder: state");
  assertData(policy, "expectNextOrder: policy");
  return atDoor("expectNextOrder", () => expectNextOrderUnchecked(state, policy));
}

function expectNextOrderUnchecked<Name extends string>(
  state: LoyaltyState<Name>,
  policy: LoyaltyPolicies<Name>,
): ExpectedOrder | undefined {
  const timeline = timelineOf(policy);
  const last = state.orderDays.at(-1);
  if (last === undefined) return undefined;
  const { calendar } = timeline;
  const { priorWeight } = compiledAt(timeline, phaseAt(timeline, state.asOf.getTime())).policy;
  // One more than the gaps known, so that the mean is the cadence itself.
  const shape = priorWeight + state.gapCount + 1;
  const scale = state.cadenceDays * (shape - 1);
  const gapAt = (chance: number): number => scale * ((1 - chance) ** (-1 / shape) - 1);
  const day = last + Math.round(state.cadenceDays);
  const from = last + Math.max(1, Math.floor(gapAt(TAIL)));
  const until = last + Math.ceil(gapAt(1 - TAIL));
  const habit = habitDays(state.orderDays);
  const days = { day: formatDay(day), from: formatDay(from), until: formatDay(until) };
  return {
    at: calendar.startOf(day),
    from: calendar.startOf(from),
    until: calendar.startOf(until),
    reasons: [
      habit === undefined
        ? reason("loyalty.next_order", { ...days, cadenceDays: Math.round(state.cadenceDays) })
        : reason("loyalty.next_order_by_habit", { ...days, habitDays: habit }),
    ],
  };
}
