import { assertInstant, SetiaError } from "../kernel";
import { comingChanges } from "./coming-changes";
import type { LoyaltyState, LoyaltyStep, LoyaltyTransition } from "./loyalty-state";
import { assertLoyaltyPolicy, DEFAULT_LOYALTY_POLICY, type LoyaltyPolicy } from "./policy";
import { endWalk, passTime, resumeWalk } from "./walk";

/** At which instant the answer is wanted. */
export interface SettleOptions {
  /** The passing of time is followed up to here, inclusive. */
  readonly asOf: Date;
}

/**
 * Tells what will happen to a customer if nothing happens: every change that the mere passing of time will
 * bring, with its date. Deadlines are computed from stored instants; there are no timers.
 *
 * @param state - where the customer stands
 * @param policy - thresholds; the defaults if left out
 * @returns the coming changes, soonest first; each falls on the first instant of a calendar day
 */
export function deadlines(
  state: LoyaltyState,
  policy: LoyaltyPolicy = DEFAULT_LOYALTY_POLICY,
): LoyaltyTransition[] {
  assertLoyaltyPolicy(policy);
  return comingChanges(state, policy).map((change) => change.transition());
}

/**
 * Lets time pass: makes every change that falls due up to an instant, each at its own date. Settling once
 * after a year gives the same history as settling every night.
 *
 * @param state - where the customer stood
 * @param options - the instant
 * @param policy - thresholds; the defaults if left out
 * @returns the state at `asOf` and the changes made on the way
 * @throws SetiaError `OUT_OF_ORDER` if `asOf` lies before the state's own instant
 */
export function settle(
  state: LoyaltyState,
  options: SettleOptions,
  policy: LoyaltyPolicy = DEFAULT_LOYALTY_POLICY,
): LoyaltyStep {
  assertInstant(options.asOf, "settle: asOf");
  assertNotBefore(state, options.asOf, "settle: asOf");
  assertLoyaltyPolicy(policy);
  const walk = resumeWalk(state, policy);
  passTime(walk, options.asOf);
  return endWalk(walk);
}

/**
 * Refuses to go back in time.
 *
 * @param state - where the customer stands
 * @param at - the instant of what comes next
 * @param where - function and place, as the message begins
 * @throws SetiaError `OUT_OF_ORDER`
 */
export function assertNotBefore(state: LoyaltyState, at: Date, where: string): void {
  if (at < state.asOf) {
    throw new SetiaError(
      "OUT_OF_ORDER",
      `${where} is ${at.toISOString()}, but the state already speaks of ${state.asOf.toISOString()}; expected a later instant, or a replay of all events`,
    );
  }
}
