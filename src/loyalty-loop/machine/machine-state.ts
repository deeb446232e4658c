import type { Reason } from "../../kernel";
import type { SatisfactionState } from "../../satisfaction";
import type { CompiledPolicy, Timeline } from "../policy/compiled-policy";
import type { TransitionKind } from "../stages";

/** Told of every change; reasons are put together only if they are asked for. */
export type Listener = (
  region: "stage" | "activity",
  from: number,
  to: number,
  kind: TransitionKind,
  at: Date,
  why: () => readonly Reason[],
) => void;

/**
 * The machine itself: what the facts alone say of one customer. Stages and activities are indexes. The functions that
 * take it write to it, so that an event costs no more in a long history than in a short one.
 */
export interface LoopCore {
  /** The policies. */
  readonly timeline: Timeline;
  /** Index of the policy in force. */
  phase: number;
  /** The policy in force. */
  policy: CompiledPolicy;
  /** The last instant looked at: no change is dated before it. */
  clock: Date;
  /** Index of the stage. */
  stage: number;
  /** Since when. */
  stageSince: Date;
  /** Index of the activity. */
  activity: number;
  /** Since when. */
  activitySince: Date;
  /** Index of the deepest stage ever. */
  peak: number;
  /** Times in a row bought again without lapsing. */
  loops: number;
  /** Sum of the gaps that are habits, in days. */
  gapSum: number;
  /** Number of them. */
  gapCount: number;
  /** Usual days between orders. */
  cadenceDays: number;
  /** Days without an order until at risk, lapsed, lost. */
  quiet: readonly [number, number, number];
  /** Days with a counted order, ascending. */
  readonly orderDays: number[];
  /** When the last one was placed. */
  lastOrderAt: Date | undefined;
  /** Day of the last sign of life, which a prospect is judged by. */
  signalDay: number;
  /** True once they showed interest. */
  engaged: boolean;
  /** What is known of their satisfaction. */
  satisfaction: SatisfactionState;
  /** Day of the last evidence of advocacy that still stands; −∞ if there is none. */
  advocacyDay: number;
  /** Day of the next change that time brings; NaN when it has to be found again. */
  due: number;
  /** When a policy last brought another cadence, since the core was made. */
  refitAt: Date | undefined;
  /** Told of every change; in silence without one. */
  listener: Listener | undefined;
}
