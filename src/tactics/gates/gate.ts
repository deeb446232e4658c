import type { Reason } from "../../kernel";
import type { FeatureRange } from "../tactic";

/**
 * What may stand in the way of a tactic, in the order in which it is looked at. The first ten speak of the customer
 * and the tactic alone, the last four of what else goes out, of the hour and of what all customers share.
 */
export const GATES = [
  "legal",
  "stage",
  "eligibility",
  "applicability",
  "suitability",
  "reachability",
  "cooldown",
  "fatigue",
  "conflict",
  "economics",
  "caps",
  "quiet_hours",
  "budget",
  "holdout",
] as const;

/** One of `words.gates`. */
export type Gate = (typeof GATES)[number];

/** The finding of one gate. */
export interface GateResult {
  /** Which gate. */
  readonly gate: Gate;
  /** Whether the tactic may pass. */
  readonly passed: boolean;
  /** The figure or words found; `null` if not known. */
  readonly actual: number | string | null;
  /** What the tactic needs. */
  readonly required: FeatureRange | string;
  /**
   * First instant at which it would pass if nothing else happens, where that is known: for rests, caps and quiet hours,
   * and for figures that count days since something.
   */
  readonly reopensAt?: Date;
  /** The same in words. */
  readonly reason: Reason;
}
