import type { Reason } from "../../kernel";

/** What a loyal customer does: buys again, buys other products, recommends, refuses competitors. */
export const LOYALTY_BEHAVIOURS = ["repeat", "cross_buy", "refer", "resist"] as const;

/** One of `words.loyaltyBehaviours`. */
export type LoyaltyBehaviour = (typeof LOYALTY_BEHAVIOURS)[number];

/** Something that a behaviour rests on. */
export interface BehaviourEvidence {
  /** The event or, for what was bought, the order. */
  readonly id: string;
  /** The instant. */
  readonly at: Date;
}

/** Whether a customer shows one of the four behaviours. */
export interface BehaviourResult {
  /** The behaviour. */
  readonly behaviour: LoyaltyBehaviour;
  /** Whether they show it; `unknown` is not "no": the facts do not tell, or it is too early. */
  readonly met: boolean | "unknown";
  /** How strongly, 0–1; 0 unless it is met. */
  readonly strength: number;
  /** What it rests on, oldest first. */
  readonly evidence: readonly BehaviourEvidence[];
  /** The reasons, in the order they are to be read. */
  readonly reasons: readonly Reason[];
}

/** The four behaviours of one customer, by name. */
export type LoyaltyBehaviours = Readonly<Record<LoyaltyBehaviour, BehaviourResult>>;
