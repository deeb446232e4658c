import type { EventBase, RecordedReason } from "./event-base";

/** How a customer can answer a tactic. */
export const TACTIC_OUTCOMES = [
  "clicked",
  "accepted",
  "rejected",
  "ignored",
  "converted",
  "complained",
  "unsubscribed",
] as const;

/** One of `words.tacticOutcomes`. */
export type TacticOutcome = (typeof TACTIC_OUTCOMES)[number];

/** What was done with a decision: it was carried out, or held out to measure what happens without it. */
export const TACTIC_ARMS = ["treatment", "holdout"] as const;

/** One of `words.tacticArms`. */
export type TacticArm = (typeof TACTIC_ARMS)[number];

/** A tactic was chosen for the customer. */
export interface TacticDecided extends EventBase {
  /** The type of event. */
  readonly type: "tactic_decided";
  /** The decision, to which delivery and answer refer. */
  readonly decisionId: string;
  /** Id of the tactic in the catalogue. */
  readonly tactic: string;
  /** Whether it is carried out or held out. */
  readonly arm: TacticArm;
  /** Why it was chosen, as it was told then. */
  readonly reasons: readonly RecordedReason[];
  /** Class of the tactic, which caps count by: `marketing`, `lifecycle`, `service`. */
  readonly class?: string;
  /** Which holdout it fell into, if it did: `all`, or the id of the tactic. */
  readonly holdout?: string;
  /** Which wording or offer, if there are several. */
  readonly treatment?: string;
  /** Channel it is to go by. */
  readonly channel?: string;
  /** When it is to go out, if later than decided. */
  readonly sendAt?: Date;
  /** The product it offers, if one. */
  readonly sku?: string;
  /** What it costs the shop, in minor units; needs `currency`. */
  readonly cost?: number;
  /** What it was expected to be worth, in minor units; needs `currency`. */
  readonly worth?: number;
  /** ISO 4217 code of `cost` and `worth`. */
  readonly currency?: string;
  /** Version of the policy it was decided by. */
  readonly policyVersion?: string;
}

/** The chosen tactic reached the customer. */
export interface TacticDelivered extends EventBase {
  /** The type of event. */
  readonly type: "tactic_delivered";
  /** The decision it carries out. */
  readonly decisionId: string;
  /** Channel it went by, if not the one decided on. */
  readonly channel?: string;
}

/** The customer answered a tactic, or the time for an answer ran out. */
export interface TacticResponded extends EventBase {
  /** The type of event. */
  readonly type: "tactic_responded";
  /** The decision that is answered. */
  readonly decisionId: string;
  /** The outcome. */
  readonly outcome: TacticOutcome;
  /** The order that it led to, if it did. */
  readonly orderId?: string;
  /** What they wrote or said. */
  readonly text?: string;
}
