import type { Reason } from "../kernel";
import type { SatisfactionState } from "../satisfaction";
import type { Activity, Stage, TransitionKind } from "./stages";

/** What the loop remembers of one order, so that a refund can take its ground away. */
export interface LoyaltyOrder {
  /** Distinguishes it from the other facts. */
  readonly kind: "order";
  /** The shop's id of the order. */
  readonly orderId: string;
  /** When it was placed; missing while only a refund or cancellation of it is known. */
  readonly at?: Date;
  /** What it cost, in minor units. */
  readonly total: number;
  /** Given back of it so far, in minor units. */
  readonly refunded: number;
  /** The sum of all refunds as an export tells it, if one does; what is more than `refunded` counts. */
  readonly allRefunds?: number;
  /** True once it was cancelled. */
  readonly cancelled: boolean;
}

/** How satisfaction and advocacy stood from an instant on. */
export interface SatisfactionFact {
  /** Distinguishes it from the other facts. */
  readonly kind: "word";
  /** When something was heard. */
  readonly at: Date;
  /** What was known then; of open complaints, the oldest. */
  readonly satisfaction: SatisfactionState;
  /** The last evidence of advocacy that stood then, if any. */
  readonly advocateAt?: Date;
}

/** The first sign that a prospect is interested. */
export interface LoyaltyEngagement {
  /** Distinguishes it from the other facts. */
  readonly kind: "engaged";
  /** The instant. */
  readonly at: Date;
}

/** A fact that the stage rests on. */
export type LoyaltyFact = LoyaltyOrder | SatisfactionFact | LoyaltyEngagement;

/** What somebody of the shop set by hand. */
export interface LoyaltyOverride<Name extends string = Stage> {
  /** Who set it. */
  readonly by: string;
  /** The reason. */
  readonly reason: string;
  /** The instant. */
  readonly at: Date;
  /** Last instant at which it holds; until it is lifted if missing. */
  readonly until?: Date;
  /** The stage it is set to, if the stage is. */
  readonly stage?: Name;
  /** The activity it is set to, if the activity is. */
  readonly activity?: Activity;
}

/** The last event that a state has taken in: what comes before it in the order of events needs a replay. */
export interface LoyaltyLastEvent {
  /** Its id. */
  readonly id: string;
  /** When it happened. */
  readonly at: Date;
  /** When it was learned. */
  readonly recordedAt: Date;
  /** Ids of all that was taken in of that instant, so that none of it counts twice. */
  readonly ids: readonly string[];
}

/** Stage and activity, and since when. */
export interface LoyaltyPlace<Name extends string = Stage> {
  /** How deep the relationship is. */
  readonly stage: Name;
  /** Whether the customer is here now. */
  readonly activity: Activity;
  /** Since when, for each of the two. */
  readonly since: { readonly stage: Date; readonly activity: Date };
}

/** Where one customer stands on the loop. */
export interface LoyaltyState<Name extends string = Stage> extends LoyaltyPlace<Name> {
  /** The customer. */
  readonly customerId: string;
  /** The instant of the last change in it; it holds until the next of its deadlines or events. */
  readonly asOf: Date;
  /** What the facts alone say; the same as above unless something was set by hand. */
  readonly earned: LoyaltyPlace<Name>;
  /** What was set by hand and still holds, if anything. */
  readonly override?: LoyaltyOverride<Name>;
  /** The deepest stage ever earned. */
  readonly peakStage: Name;
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
  /** When the customer last gave any sign of life but an order, if ever. */
  readonly lastSignalAt?: Date;
  /** When they were first seen to be interested, if ever. */
  readonly engagedAt?: Date;
  /** Sum of the gaps in `cadenceDays`, in days. */
  readonly gapSum: number;
  /** Number of gaps in `cadenceDays`. */
  readonly gapCount: number;
  /** What is known of their satisfaction. */
  readonly satisfaction: SatisfactionState;
  /** What is known of their recommending the shop. */
  readonly advocacy: {
    /** The last evidence that still stands, if any. */
    readonly evidenceAt?: Date;
    /** When they last praised the shop in public, if ever. */
    readonly praisedAt?: Date;
    /** Their last NPS answer, if any. */
    readonly nps?: { readonly score: number; readonly at: Date };
  };
  /** Intent by calendar day, kept until they are engaged. */
  readonly intent: readonly { readonly day: number; readonly points: number }[];
  /** What the stage rests on, in order: every order ever named, words on satisfaction, the first interest. */
  readonly facts: readonly LoyaltyFact[];
  /** The last event that was taken in; missing if none was. */
  readonly lastEvent?: LoyaltyLastEvent;
}

interface TransitionBase {
  /** What kind of change it was. */
  readonly kind: TransitionKind;
  /** When it happened. */
  readonly at: Date;
  /** The reasons, in the order they are to be read. */
  readonly reasons: readonly Reason[];
}

/** A change of depth. */
export interface StageTransition<Name extends string = Stage> extends TransitionBase {
  /** Which of the two values changed. */
  readonly region: "stage";
  /** Stage before. */
  readonly from: Name;
  /** Stage after; the same for a loop. */
  readonly to: Name;
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
export type LoyaltyTransition<Name extends string = Stage> =
  StageTransition<Name> | ActivityTransition;

/** A state and the changes that led to it, oldest first. */
export interface LoyaltyStep<Name extends string = Stage> {
  /** Where the customer stands after them: the same object if nothing changed. */
  readonly state: LoyaltyState<Name>;
  /** What changed, in the order in which it did. */
  readonly transitions: readonly LoyaltyTransition<Name>[];
  /** Set if the event could not be taken in and all events must be replayed; then the state is as it was. */
  readonly needsReplay?: Reason;
}
