import { DEFAULT_SATISFACTION_POLICY, type SatisfactionPolicy } from "../../satisfaction";
import type { Stage } from "../stages";
import type { ActivityLines } from "./activity-lines";
import { type LoopTable, LOYALTY_TABLE } from "./loop-table";
import type { LoyaltyThresholds, LoyaltyThreshold } from "./thresholds";

/** Everything the loop goes by. Change what you like: `{ ...DEFAULT_LOYALTY_POLICY, timeZone: "Asia/Jakarta" }`. */
export interface LoyaltyPolicy<Name extends string = Stage> extends LoyaltyThresholds {
  /** IANA zone whose calendar days are counted. */
  readonly timeZone: string;
  /** How feedback is read. */
  readonly satisfaction: SatisfactionPolicy;
  /**
   * After how long a silence somebody is overdue, lapsed and lost, as `fitActivityLines` found it; by cadences if `null` or left
   * out.
   */
  readonly activityLines?: ActivityLines | null;
  /** The stages and the ways between them. */
  readonly table: LoopTable<Name>;
}

/** A policy and from when it holds. */
export interface DatedLoyaltyPolicy<Name extends string = Stage> {
  /** First instant at which it holds; the first of several holds from the beginning. */
  readonly from: Date;
  /** The policy; its zone and stages are those of the others. */
  readonly policy: LoyaltyPolicy<Name>;
}

/** One policy for all times, or several with their dates, so that a refit changes tomorrow and never yesterday. */
export type LoyaltyPolicies<Name extends string = Stage> =
  LoyaltyPolicy<Name> | readonly DatedLoyaltyPolicy<Name>[];

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
  loyalAfterDays: 90,
  minimumDwellDays: 30,
  prospectLapsedDays: 180,
  prospectLostDays: 365,
  engagedIntentScore: 3,
  engagedIntentDays: 30,
  advocacyDays: 365,
  advocateNps: 9,
  detractorNps: 6,
  satisfaction: DEFAULT_SATISFACTION_POLICY,
  activityLines: null,
  table: LOYALTY_TABLE,
} as const satisfies LoyaltyPolicy;

/** Thresholds that must be whole days, since each change falls on the first instant of a day. */
export const WHOLE_DAYS = [
  "lapsedAtMostDays",
  "lostAtMostDays",
  "loyalWindowDays",
  "loyalEnterDays",
  "loyalLeaveDays",
  "loyalAfterDays",
  "minimumDwellDays",
  "prospectLapsedDays",
  "prospectLostDays",
  "engagedIntentDays",
  "advocacyDays",
] as const satisfies readonly LoyaltyThreshold[];

/** Thresholds of which each must be above the one before. */
export const RISING: readonly (readonly LoyaltyThreshold[])[] = [
  ["minimumCadenceDays", "maximumCadenceDays"],
  ["atRiskAfterCadences", "lapsedAfterCadences", "lostAfterCadences"],
  ["lapsedAtMostDays", "lostAtMostDays"],
  ["prospectLapsedDays", "prospectLostDays"],
  ["loyalLeaveDays", "loyalEnterDays"],
  ["detractorNps", "advocateNps"],
];
