import type { Reason } from "../kernel";
import type { Activity, Stage, TransitionKind } from "./stages";

/** What the loop remembers of one order, so that a refund can take its ground away. */
export interface LoyaltyOrder {
  /** The shop's id of the order. */
  readonly orderId: string;
  /** When it was placed; missing while only a refund or cancellation of it is known. */
  readonly at?: Date;
  /** What it cost, in minor units. */
  readonly total: number;
  /** Given back of it so far, in minor units. */
  readonly refunded: number;
  /** True once it was called off. */
  readonly cancelled: boolean;
}

/** Where one customer stands on the loop at an instant. */
export interface LoyaltyState {
  /** The customer. */
  readonly customerId: string;
  /** The instant this speaks of. */
  readonly asOf: Date;
  /** How deep the relationship is. */
  readonly stage: Stage;
  /** Whether the customer is here now. */
  readonly activity: Activity;
  /** Since when, for each of the two. */
  readonly since: { readonly stage: Date; readonly activity: Date };
  /** The deepest stage ever reached. */
  readonly peakStage: Stage;
  /** How many times in a row they bought again without lapsing. */
  readonly loops: number;
  /** The customer's own usual days between orders, shrunk towards the prior; may be a fraction. */
  readonly cadenceDays: number;
  /** Calendar days (since 1970-01-01, in the policy's zone) with a counted order, ascending. */
  readonly orderDays: readonly number[];
  /** When the last counted order was placed, if there is one. */
  readonly lastOrderAt?: Date;
  /** When the customer was first heard of. */
  readonly firstSeenAt: Date;
  /** When the customer last got in touch, if ever. */
  readonly lastInboundAt?: Date;
  /** Sum of the gaps in `cadenceDays`, in days. */
  readonly gapSum: number;
  /** Number of gaps in `cadenceDays`. */
  readonly gapCount: number;
  /** Every order ever named, counted or not. */
  readonly orders: readonly LoyaltyOrder[];
}

interface TransitionBase {
  /** What kind of change it was. */
  readonly kind: TransitionKind;
  /** When it happened. */
  readonly at: Date;
  /** Why. */
  readonly reasons: readonly Reason[];
}

/** A change of depth. */
export interface StageTransition extends TransitionBase {
  /** Which of the two values changed. */
  readonly region: "stage";
  /** Stage before. */
  readonly from: Stage;
  /** Stage after; the same for a loop. */
  readonly to: Stage;
}

/** A change of presence. */
export interface ActivityTransition extends TransitionBase {
  /** Which of the two values changed. */
  readonly region: "activity";
  /** Activity before. */
  readonly from: Activity;
  /** Activity after. */
  readonly to: Activity;
}

/** One change of a customer's place on the loop. */
export type LoyaltyTransition = StageTransition | ActivityTransition;

/** A state and the changes that led to it, oldest first. */
export interface LoyaltyStep {
  /** Where the customer stands after them. */
  readonly state: LoyaltyState;
  /** What changed, in the order in which it did. */
  readonly transitions: readonly LoyaltyTransition[];
}
