import { calendarOf, SetiaError, showValue } from "../kernel";
import { STAGES, type Stage } from "./stages";

/** Every threshold of the loop. Change what you like: `{ ...DEFAULT_LOYALTY_POLICY, timeZone: "Asia/Jakarta" }`. */
export interface LoyaltyPolicy {
  /** IANA zone whose calendar days are counted. */
  readonly timeZone: string;
  /** Days between orders to expect of a customer of whom nothing is known. */
  readonly priorCadenceDays: number;
  /** How many gaps of a customer's own the prior weighs as much as. */
  readonly priorWeight: number;
  /** Shortest personal cadence, in days. */
  readonly minimumCadenceDays: number;
  /** Longest personal cadence, in days. */
  readonly maximumCadenceDays: number;
  /** At risk after this many cadences without an order. */
  readonly atRiskAfterCadences: number;
  /** Lapsed after this many cadences without an order. */
  readonly lapsedAfterCadences: number;
  /** Lost after this many cadences without an order. */
  readonly lostAfterCadences: number;
  /** Lapsed at the latest after this many days; lost at the earliest. */
  readonly lapsedAtMostDays: number;
  /** Lost at the latest after this many days. */
  readonly lostAtMostDays: number;
  /** Length of the loyal window in days; at least six prior cadences are taken. */
  readonly loyalWindowDays: number;
  /** Order days within the window that make a repeat buyer loyal. */
  readonly loyalEnterDays: number;
  /** With fewer order days than this in the window a loyal customer is one no more. */
  readonly loyalLeaveDays: number;
  /** Days at a stage before the passing of time may take it away. */
  readonly minimumDwellDays: number;
  /** A prospect without an inbound signal for so many days is lapsed. */
  readonly prospectLapsedDays: number;
  /** A prospect without an inbound signal for so many days is lost. */
  readonly prospectLostDays: number;
}

/**
 * Defaults. A prior of 45 days with factors 2 and 4 gives one-time buyers the customary 90 and 180 days; two
 * thresholds for loyal (enter at 4, leave below 3) keep customers from flapping.
 */
export const DEFAULT_LOYALTY_POLICY = {
  timeZone: "UTC",
  priorCadenceDays: 45,
  priorWeight: 2,
  minimumCadenceDays: 7,
  maximumCadenceDays: 180,
  atRiskAfterCadences: 2,
  lapsedAfterCadences: 4,
  lostAfterCadences: 8,
  lapsedAtMostDays: 365,
  lostAtMostDays: 730,
  loyalWindowDays: 365,
  loyalEnterDays: 4,
  loyalLeaveDays: 3,
  minimumDwellDays: 30,
  prospectLapsedDays: 180,
  prospectLostDays: 365,
} as const satisfies LoyaltyPolicy;

/**
 * Refuses a policy whose thresholds contradict one another.
 *
 * @param policy - what was given as a policy
 * @throws SetiaError `INVALID_OPTION` or `INVALID_TIME_ZONE`
 */
export function assertLoyaltyPolicy(policy: LoyaltyPolicy): void {
  // The calendar is remembered, and so is that its zone is known.
  calendarOf(policy.timeZone);
  for (const name of Object.keys(DEFAULT_LOYALTY_POLICY) as (keyof LoyaltyPolicy)[]) {
    const value = policy[name];
    if (name !== "timeZone" && !(Number.isFinite(value) && Number(value) > 0)) {
      throw new SetiaError(
        "INVALID_OPTION",
        `loyalty policy: ${name} is ${showValue(value)}; expected a number above 0, as in { ...DEFAULT_LOYALTY_POLICY, … }`,
      );
    }
  }
  const rising: readonly (readonly (keyof LoyaltyPolicy)[])[] = [
    ["minimumCadenceDays", "maximumCadenceDays"],
    ["atRiskAfterCadences", "lapsedAfterCadences", "lostAfterCadences"],
    ["lapsedAtMostDays", "lostAtMostDays"],
    ["prospectLapsedDays", "prospectLostDays"],
    ["loyalLeaveDays", "loyalEnterDays"],
  ];
  for (const names of rising) {
    names.slice(1).forEach((name, index) => {
      const before = names[index] ?? name;
      if (policy[before] >= policy[name]) {
        throw new SetiaError(
          "INVALID_OPTION",
          `loyalty policy: ${before} is ${String(policy[before])} and ${name} ${String(policy[name])}; expected the former to be less`,
        );
      }
    });
  }
}

/**
 * Tells whether a stage rests on an order.
 *
 * @param stage - a stage
 * @returns true from `first_time` on
 */
export function hasBought(stage: Stage): boolean {
  return STAGES.indexOf(stage) >= STAGES.indexOf("first_time");
}

/**
 * Gives the length of the window in which order days make a customer loyal.
 *
 * @param policy - thresholds
 * @returns days, at least six prior cadences
 */
export function loyalWindow(policy: LoyaltyPolicy): number {
  return Math.max(policy.loyalWindowDays, Math.ceil(6 * policy.priorCadenceDays));
}
