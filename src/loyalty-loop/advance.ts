import type { CustomerEvent } from "../events";
import type { LoyaltyState, LoyaltyStep } from "./loyalty-state";
import { assertLoyaltyPolicy, DEFAULT_LOYALTY_POLICY, type LoyaltyPolicy } from "./policy";
import { assertNotBefore } from "./settle";
import { assertSameCustomer } from "../events";
import { beginWalk, endWalk, passTime, resumeWalk, takeIn } from "./walk";

/**
 * Takes one event into a customer's place on the loop. Pure and total: an event of any type may come in
 * any state. Changes that fell due before the event are made first, so the history reads in order.
 *
 * @param state - where the customer stood; `undefined` before the first event
 * @param event - the next event, not older than the state
 * @param policy - thresholds; the defaults if left out
 * @returns the new state and the changes made
 * @throws SetiaError `OUT_OF_ORDER` if the event is older than the state: replay all events instead;
 * `INVALID_INPUT` if it is another customer's; `INVALID_OPTION` for a policy that is none
 *
 * @example
 * ```ts
 * import { advance, type CustomerEvent } from "setia";
 *
 * const order: CustomerEvent = {
 *   id: "e1", type: "order_completed", customerId: "ani", at: new Date("2026-01-05T03:00:00Z"),
 *   orderId: "o1", currency: "IDR", total: 1_500_000,
 * };
 * const { state, transitions } = advance(undefined, order);
 * state.stage; // => "first_time"
 * transitions.map(({ from, to, kind }) => [from, to, kind]); // => [["prospect", "first_time", "advance"]]
 * ```
 */
export function advance(
  state: LoyaltyState | undefined,
  event: CustomerEvent,
  policy: LoyaltyPolicy = DEFAULT_LOYALTY_POLICY,
): LoyaltyStep {
  assertLoyaltyPolicy(policy);
  if (state !== undefined) {
    assertNotBefore(state, event.at, "advance: event.at");
    assertSameCustomer(state.customerId, event, "advance: event");
  }
  const walk =
    state === undefined ? beginWalk(event.customerId, event.at, policy) : resumeWalk(state, policy);
  passTime(walk, event.at);
  takeIn(walk, event);
  return endWalk(walk);
}
