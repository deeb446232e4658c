import { assertSameCustomer, eventsUntil, type CustomerEvent } from "../events";
import { assertInstant } from "../kernel";
import type { LoyaltyState, LoyaltyTransition } from "./loyalty-state";
import { assertLoyaltyPolicy, DEFAULT_LOYALTY_POLICY, type LoyaltyPolicy } from "./policy";
import { beginWalk, endWalk, passTime, takeIn } from "./walk";

/** Options of {@link replay}. */
export interface ReplayOptions {
  /** The instant of the answer, inclusive; later events are ignored. */
  readonly asOf: Date;
  /** Thresholds; the defaults if left out. */
  readonly policy?: LoyaltyPolicy;
}

/** The whole history of one customer on the loop. */
export interface LoyaltyHistory {
  /** Where the customer stands; `undefined` if there is no event up to `asOf`. */
  readonly state: LoyaltyState | undefined;
  /** Every change, oldest first. */
  readonly transitions: readonly LoyaltyTransition[];
}

/**
 * Computes a customer's history on the loop from all events. Events may come in any order; late ones fall
 * into their place.
 *
 * @param events - of one customer
 * @param options - instant and thresholds
 * @returns the state at `asOf` and every change up to then
 * @throws SetiaError `INVALID_INSTANT`, `INVALID_OPTION`; `INVALID_INPUT` if events of several customers are mixed
 *
 * @example
 * ```ts
 * import { replay, type CustomerEvent } from "setia";
 *
 * const order = (id: string, day: string): CustomerEvent => ({
 *   id, type: "order_completed", customerId: "ani", at: new Date(day), orderId: id, currency: "USD", total: 900,
 * });
 * const { state } = replay([order("1", "2026-01-05"), order("2", "2026-02-03")], {
 *   asOf: new Date("2026-06-01"),
 * });
 * `${state?.stage}, ${state?.activity}`; // => "repeat, at_risk"
 * ```
 */
export function replay(events: readonly CustomerEvent[], options: ReplayOptions): LoyaltyHistory {
  const policy = options.policy ?? DEFAULT_LOYALTY_POLICY;
  assertInstant(options.asOf, "replay: asOf");
  assertLoyaltyPolicy(policy);
  const known = eventsUntil(events, options.asOf);
  const [first] = known;
  if (first === undefined) return { state: undefined, transitions: [] };
  const walk = beginWalk(first.customerId, first.at, policy);
  for (const event of known) {
    assertSameCustomer(first.customerId, event, "replay: events");
    passTime(walk, event.at);
    takeIn(walk, event);
  }
  passTime(walk, options.asOf);
  return endWalk(walk);
}
