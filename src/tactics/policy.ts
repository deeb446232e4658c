import { SetiaError, showValue } from "../kernel";

/** How tactics are weighed and spaced. Change what you like: `{ ...DEFAULT_TACTIC_POLICY, marginRate: 0.4 }`. */
export interface TacticPolicy {
  /** Part of an order that is margin, 0–1. */
  readonly marginRate: number;
  /** Part of the margin of the orders ahead that a relational tactic may be worth, 0–1. */
  readonly relationShare: number;
  /** Days before the same tactic may be used again for a customer. */
  readonly cooldownDays: number;
  /** Days before a tactic may be used again for a customer who rejected it. */
  readonly cooldownAfterRejectionDays: number;
}

/** Defaults. The margin of 30 % is a guess of a retailer's: put in your own. */
export const DEFAULT_TACTIC_POLICY = {
  marginRate: 0.3,
  relationShare: 0.02,
  cooldownDays: 30,
  cooldownAfterRejectionDays: 90,
} as const satisfies TacticPolicy;

/**
 * Refuses a policy with a figure that is missing or out of its range.
 *
 * @param policy - what was given as a policy
 * @throws SetiaError `INVALID_OPTION`
 */
export function assertTacticPolicy(policy: TacticPolicy): void {
  for (const name of Object.keys(DEFAULT_TACTIC_POLICY) as (keyof TacticPolicy)[]) {
    const value = policy[name];
    const share = name === "marginRate" || name === "relationShare";
    if (!(share ? value >= 0 && value <= 1 : isDays(value))) {
      throw new SetiaError(
        "INVALID_OPTION",
        `tactic policy: ${name} is ${showValue(value)}; expected ${share ? "a number from 0 to 1" : `whole days, ${String(MOST_DAYS)} at the most`}, as in { ...DEFAULT_TACTIC_POLICY, … }`,
      );
    }
  }
}

/** A century: longer spans are mistakes, and dates have an end. */
export const MOST_DAYS = 36_525;

/**
 * Tells whether a value is a span of days.
 *
 * @param value - anything
 * @returns true for whole numbers from 0 to {@link MOST_DAYS}
 */
export function isDays(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MOST_DAYS;
}
