import { assertFields, SetiaError, showValue, type OptionNames } from "../kernel";

/** What a customer thinks of the shop, happiest first; `unknown` if they have not told, or not lately. */
export const SATISFACTION_STATUSES = [
  "satisfied",
  "neutral",
  "recovering",
  "dissatisfied",
  "unknown",
] as const;

/** One of `words.satisfactionStatuses`. */
export type SatisfactionStatus = (typeof SATISFACTION_STATUSES)[number];

/** The statuses that one answer of a customer can speak for. */
export type Verdict = Extract<SatisfactionStatus, "satisfied" | "neutral" | "dissatisfied">;

/** What a score is read on. */
export type SatisfactionScale = "csat" | "nps" | "ces" | "review" | "gap";

/** From which score on a customer is satisfied, and from which neutral; below is dissatisfied. */
export interface ScaleCuts {
  /** Least score of a satisfied customer. */
  readonly satisfied: number;
  /** Least score of a neutral customer, at most that of a satisfied one. */
  readonly neutral: number;
}

/** Every threshold of satisfaction. Change what you like: `{ ...DEFAULT_SATISFACTION_POLICY, validDays: 90 }`. */
export interface SatisfactionPolicy {
  /** How scores are read; `gap` is perceived less expected, −10 to 10. */
  readonly scales: Readonly<Record<SatisfactionScale, ScaleCuts>>;
  /** Calendar days after which an answer says nothing any more. */
  readonly validDays: number;
  /** Quiet calendar days after a complaint was resolved until the customer is no longer recovering. */
  readonly recoveryDays: number;
  /** Hours within which a customer who got in touch is to be answered. */
  readonly answerHours: number;
}

/**
 * Defaults: the customary groups of each scale (NPS promoters 9–10, CSAT 4–5, CES 5–7); reviews with the cuts of
 * CSAT; an experience as good as expected satisfies, and there is no middle between that and a disappointment.
 */
export const DEFAULT_SATISFACTION_POLICY = {
  scales: {
    csat: { satisfied: 4, neutral: 3 },
    nps: { satisfied: 9, neutral: 7 },
    ces: { satisfied: 5, neutral: 4 },
    review: { satisfied: 4, neutral: 3 },
    gap: { satisfied: 0, neutral: 0 },
  },
  validDays: 180,
  recoveryDays: 14,
  answerHours: 48,
} as const satisfies SatisfactionPolicy;

const CUT_NAMES: OptionNames<ScaleCuts> = { satisfied: true, neutral: true };

/**
 * Refuses an invalid policy.
 *
 * @throws SetiaError `INVALID_OPTION`
 */
export function assertSatisfactionPolicy(policy: SatisfactionPolicy): void {
  if (policy === DEFAULT_SATISFACTION_POLICY) return;
  assertFields(policy, DEFAULT_SATISFACTION_POLICY, "satisfaction policy");
  for (const name of ["validDays", "recoveryDays"] as const) {
    if (!Number.isInteger(policy[name]) || policy[name] < 1) {
      throw invalid(name, policy[name], "a whole number of days, 1 or more");
    }
  }
  if (!(Number.isFinite(policy.answerHours) && policy.answerHours > 0)) {
    throw invalid("answerHours", policy.answerHours, "a number above 0");
  }
  const scales = Object.keys(DEFAULT_SATISFACTION_POLICY.scales) as SatisfactionScale[];
  for (const scale of scales) {
    const cuts = (policy.scales as Partial<SatisfactionPolicy["scales"]> | undefined)?.[scale];
    if (
      cuts === undefined ||
      !Number.isFinite(cuts.satisfied) ||
      !Number.isFinite(cuts.neutral) ||
      cuts.neutral > cuts.satisfied
    ) {
      throw invalid(`scales.${scale}`, cuts, "{ satisfied, neutral }, the latter not above");
    }
    assertFields(cuts, CUT_NAMES, `satisfaction policy: scales.${scale}`);
  }
  assertFields(policy.scales, DEFAULT_SATISFACTION_POLICY.scales, "satisfaction policy: scales");
}

function invalid(name: string, value: unknown, expected: string): SetiaError {
  return new SetiaError(
    "INVALID_OPTION",
    `satisfaction policy: ${name} is ${showValue(value)}; expected ${expected}, as in { ...DEFAULT_SATISFACTION_POLICY, … }`,
  );
}
