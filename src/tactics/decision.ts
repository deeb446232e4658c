import type { Reason } from "../kernel";
import type { Channel, Tactic } from "./tactic";
import type { GateResult } from "./gates/gate";
import type { MessageFacts } from "./deciding/message-facts";
import type { OfferedItem } from "./deciding/tactic-plan";

/** One tactic of the catalogue, looked at for one customer. */
export interface TacticCandidate {
  /** Id of the tactic. */
  readonly tactic: string;
  /** True if it is right for the customer: it passes every gate but maybe those of caps, hours, budgets and holdout. */
  readonly fits: boolean;
  /** True if it passes every gate. */
  readonly passed: boolean;
  /** How it would go; missing if it names no channel. */
  readonly channel?: Channel;
  /** Every gate, passed or not. */
  readonly gates: readonly GateResult[];
  /** Expected worth in minor units, maybe a fraction: what the candidates are ranked by. */
  readonly score: number;
  /** Chance of success that the score rests on, 0–1. */
  readonly chance: number;
}

interface DecisionBase {
  /** The decision, to which delivery and answer refer: made of what is done, instant and customer. */
  readonly id: string;
  /** The customer. */
  readonly customerId: string;
  /** The instant of the decision. */
  readonly asOf: Date;
  /** Version of the policy it was made by. */
  readonly policyVersion: string;
  /** The whole catalogue: what fits first, in the order in which it would be done, then what comes closest. */
  readonly candidates: readonly TacticCandidate[];
  /** The reasons, in the order they are to be read. */
  readonly reasons: readonly Reason[];
  /** The version of each of the customer's ids that a workspace read for it, for `expectedVersions` of `record`. */
  readonly versions?: ReadonlyMap<string, number>;
}

/** What all decisions share that speak of one tactic. */
interface TacticDecision extends DecisionBase {
  /** The tactic. */
  readonly tactic: Tactic;
  /** How; missing if the tactic names no channel. */
  readonly channel?: Channel;
  /** The product to offer with it, if the tactic offers one and one is known. */
  readonly offer?: OfferedItem;
  /** What its message may speak of, beside name and offer. */
  readonly facts: MessageFacts;
  /** Expected worth in minor units. */
  readonly score: number;
  /** What doing it costs, in minor units. */
  readonly cost: number;
  /** ISO 4217 code of the money; missing if none is known. */
  readonly currency?: string;
}

/** Something is to be done. */
export interface ActDecision extends TacticDecision {
  /** Something is to be done. */
  readonly status: "act";
  /** When it is to go out: now. */
  readonly sendAt: Date;
  /** When it is too late to send it: from then on its contact is no longer counted. */
  readonly expiresAt: Date;
  /** When it should be done, for what is urgent. */
  readonly dueAt?: Date;
}

/** Something is right, but not now: ask again at `until`. */
export interface DeferDecision extends TacticDecision {
  /** Something is to be done later. */
  readonly status: "defer";
  /** When caps and quiet hours let it go, if nothing else happens. */
  readonly until: Date;
}

/** Something would be done, but the customer is left without, so that others can be compared with them. */
export interface HoldOutDecision extends TacticDecision {
  /** Nothing is done on purpose. */
  readonly status: "hold_out";
  /** Out of what: `all` marketing, or the id of the tactic. */
  readonly holdout: string;
}

/** Nothing is to be done now; the candidates tell what stands in the way. */
export interface NoDecision extends DecisionBase {
  /** Nothing is to be done. */
  readonly status: "none";
  /**
   * The tactic that came closest: it fits; or it would be right, but may not or cannot reach the customer; or fewest gates failed; then
   * service first, then highest worth.
   */
  readonly closest?: Tactic;
  /** Complaints of the customer that are open: somebody must see to them, though no tactic can. */
  readonly openComplaints: number;
}

/** What to do for one customer at one instant. */
export type Decision = ActDecision | DeferDecision | HoldOutDecision | NoDecision;

/** A decision without its reasons, for many customers. */
export interface CompactDecision {
  /** The decision, to which delivery and answer refer. */
  readonly id: string;
  /** The customer. */
  readonly customerId: string;
  /** The instant of the decision. */
  readonly asOf: Date;
  /** What was decided. */
  readonly status: Decision["status"];
  /** Id of the tactic; missing of `none`. */
  readonly tactic?: string;
  /** How; missing of `none` and if the tactic names no channel. */
  readonly channel?: Channel;
  /** Product offered, if one is. */
  readonly sku?: string;
  /** Expected worth in minor units; missing of `none`. */
  readonly score?: number;
  /** Of `defer`: when to ask again. */
  readonly until?: Date;
  /** Of `hold_out`: out of what. */
  readonly holdout?: string;
  /** What doing it costs, in minor units; missing of `none`. */
  readonly cost?: number;
  /** Tactics that are right for the customer, would have come first, and were held back by caps. */
  readonly capped: number;
  /** The whole decision, where it was asked for. */
  readonly full?: Decision;
  /** The version of each of the customer's ids that a workspace read for it, for `expectedVersions` of `record`. */
  readonly versions?: ReadonlyMap<string, number>;
}
