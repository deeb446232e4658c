import {
  assertData,
  assertInstant,
  assertOptions,
  assertRecord,
  atDoor,
  type OptionNames,
  SetiaError,
} from "../kernel";
import { timelineOf } from "./policy/compiled-policy";
import type { LoyaltyState, LoyaltyStep, LoyaltyTransition } from "./loyalty-state";
import { DEFAULT_LOYALTY_POLICY, type LoyaltyPolicies } from "./policy/policy";
import type { Stage } from "./stages";
import { advanceTo, type Progress, finishProgress, resumeProgress } from "./progress/progress";

/** Options of {@link settle}. */
export interface SettleOptions<Name extends string = Stage> {
  /** The passing of time is followed up to here, inclusive. */
  readonly asOf: Date;
  /** Thresholds, or several with their dates; {@link DEFAULT_LOYALTY_POLICY} if left out. */
  readonly policy?: LoyaltyPolicies<Name>;
}

/**
 * Returns what will happen to a customer if nothing happens: every change that the mere passing of time will
 * bring, with its date. Deadlines are computed from stored instants; there are no timers.
 *
 * @param state - where the customer stands
 * @param policy - thresholds, or several with their dates; the defaults if left out
 * @returns the coming changes, soonest first; each falls on the first instant of a calendar day, but for what was set by
 * hand, which ends when it was said to
 * @throws SetiaError `INVALID_OPTION`
 */
export function deadlines<Name extends string = Stage>(
  state: LoyaltyState<Name>,
  policy: LoyaltyPolicies<Name> = DEFAULT_LOYALTY_POLICY as LoyaltyPolicies<string> as LoyaltyPolicies<Name>,
): readonly LoyaltyTransition<Name>[] {
  assertRecord(state, "deadlines: state");
  assertData(policy, "deadlines: policy");
  return atDoor("deadlines", () => deadlinesUnchecked(state, policy));
}

function deadlinesUnchecked<Name extends string>(
  state: LoyaltyState<Name>,
  policy: LoyaltyPolicies<Name>,
): readonly LoyaltyTransition<Name>[] {
  return step(state, policy, (progress) => advanceTo(progress, undefined)).transitions;
}

const SETTLE_OPTIONS: OptionNames<SettleOptions<string>> = {
  asOf: true,
  policy: true,
};

/**
 * Lets time pass: makes every change that falls due up to an instant, each at its own date. Settling once
 * after a year gives the same history as settling every night.
 *
 * @param state - where the customer stood
 * @param options - the instant, and the thresholds
 * @returns the state at `asOf` and the changes made on the way; the same state if there are none
 * @throws SetiaError `OUT_OF_ORDER` if `asOf` lies before the state's own instant; `INVALID_OPTION`
 */
export function settle<Name extends string = Stage>(
  state: LoyaltyState<Name>,
  options: SettleOptions<Name>,
): LoyaltyStep<Name> {
  assertRecord(state, "settle: state");
  assertOptions(options, SETTLE_OPTIONS, "settle");
  return atDoor("settle", () => settleUnchecked(state, options));
}

function settleUnchecked<Name extends string>(
  state: LoyaltyState<Name>,
  options: SettleOptions<Name>,
): LoyaltyStep<Name> {
  const { asOf } = options;
  const policy: LoyaltyPolicies<Name> =
    options.policy ?? (DEFAULT_LOYALTY_POLICY as LoyaltyPolicies<string> as LoyaltyPolicies<Name>);
  assertData(policy, "settle: policy");
  assertInstant(asOf, "settle: asOf");
  if (asOf < state.asOf) {
    throw new SetiaError(
      "OUT_OF_ORDER",
      `settle: asOf is ${asOf.toISOString()}, but the state already speaks of ${state.asOf.toISOString()}; expected a later instant, or a replay of all events`,
    );
  }
  return step(state, policy, (progress) => advanceTo(progress, asOf));
}

/** Goes a step from a state. */
export function step<Name extends string>(
  state: LoyaltyState<Name>,
  policy: LoyaltyPolicies<Name>,
  go: (progress: Progress) => void,
): LoyaltyStep<Name> {
  const timeline = timelineOf(policy);
  const progress = resumeProgress(state, timeline);
  go(progress);
  if (!progress.changed) return { state, transitions: [] };
  return finishProgress(progress) as LoyaltyStep<Name>;
}
