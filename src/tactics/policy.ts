/** How tactics are weighed and spaced. Change what you like: `{ ...DEFAULT_TACTIC_POLICY, marginRate: 0.4 }`. */
export interface TacticPolicy {
  /** Part of an order that is margin, 0–1. */
  readonly marginRate: number;
  /** Part of the expected yearly margin that a relational tactic may be worth, 0–1. */
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
