import { assertSameCustomer, type CustomerEvent } from "../events";
import {
  assertData,
  assertInstant,
  assertRecord,
  atDoor,
  compareCodePoints,
  reason,
} from "../kernel";
import { timelineOf } from "./policy/compiled-policy";
import type { LoyaltyState, LoyaltyStep } from "./loyalty-state";
import { DEFAULT_LOYALTY_POLICY, type LoyaltyPolicies } from "./policy/policy";
import { step } from "./settle";
import type { Stage } from "./stages";
import { isFeedback, applyEvent } from "./progress/apply-event";
import { advanceTo, type Progress, startProgress, finishProgress } from "./progress/progress";

/**
 * Takes one event into a customer's place on the loop. Pure and total: an event of any type may come in
 * any state. Changes that fell due before the event are made first, so the history reads in order.
 *
 * @param state - where the customer stood; `undefined` before the first event
 * @param event - the next event
 * @param policy - thresholds, or several with their dates; the defaults if left out
 * @returns the new state and the changes made; the same state if nothing changed, as for an event that was just taken in;
 * with `needsReplay` if the event is older than the state, or joins or parts customers: then replay all events
 * @throws SetiaError `INVALID_INPUT` if it is another customer's; `INVALID_INSTANT`; `INVALID_OPTION` for a policy that
 * is none
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
 * const late = { ...order, id: "e0", at: new Date("2026-01-01T03:00:00Z"), orderId: "o0" };
 * advance(state, late).needsReplay?.code; // => "loyalty.older_than_state"
 * ```
 */
export function advance<Name extends string = Stage>(
  state: LoyaltyState<Name> | undefined,
  event: CustomerEvent,
  policy: LoyaltyPolicies<Name> = DEFAULT_LOYALTY_POLICY as LoyaltyPolicies<string> as LoyaltyPolicies<Name>,
): LoyaltyStep<Name> {
  if (state !== undefined) assertRecord(state, "advance: state");
  assertData(event, "advance: event");
  assertData(policy, "advance: policy");
  return atDoor("advance", () => advanceUnchecked(state, event, policy));
}

function advanceUnchecked<Name extends string>(
  state: LoyaltyState<Name> | undefined,
  event: CustomerEvent,
  policy: LoyaltyPolicies<Name>,
): LoyaltyStep<Name> {
  assertInstant(event.at, "advance: event.at");
  const take = (progress: Progress): void => {
    advanceTo(progress, event.at);
    applyEvent(progress, event);
    advanceTo(progress, event.at);
  };
  if (state === undefined) {
    const timeline = timelineOf(policy);
    const progress = startProgress(event.customerId, event.at, timeline);
    take(progress);
    const begun = finishProgress(progress) as LoyaltyStep<Name>;
    return joins(event) ? { ...begun, needsReplay: reason("loyalty.customers_joined", {}) } : begun;
  }
  timelineOf(policy);
  assertSameCustomer(state.customerId, event, "advance: event");
  if (joins(event)) {
    return { state, transitions: [], needsReplay: reason("loyalty.customers_joined", {}) };
  }
  if (state.lastEvent?.ids.includes(event.id) === true) return { state, transitions: [] };
  if (isOlder(event, state)) {
    const day = event.at.toISOString().slice(0, "2026-01-01".length);
    return { state, transitions: [], needsReplay: reason("loyalty.older_than_state", { day }) };
  }
  if (event.at < state.asOf) return { state, transitions: [] };
  return step(state, policy, take);
}

/** Whether an event joins or parts customers, whose events the state does not know. */
function joins({ type }: CustomerEvent): boolean {
  return type === "customers_merged" || type === "customers_split";
}

/** Whether an event comes, in the order of events, before something that the state has taken in. */
function isOlder(event: CustomerEvent, state: LoyaltyState<string>): boolean {
  if (event.at < state.firstSeenAt) return true;
  if (!isFeedback(event)) return false;
  if (event.at < state.asOf) return true;
  const last = state.lastEvent;
  if (last === undefined || event.at > last.at) return false;
  if (event.at < last.at) return true;
  const recorded = (event.recordedAt ?? event.at).getTime() - last.recordedAt.getTime();
  return recorded < 0 || (recorded === 0 && compareCodePoints(event.id, last.id) < 0);
}
