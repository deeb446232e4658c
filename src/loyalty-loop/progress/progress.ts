import { reason, type Reason } from "../../kernel";
import type { OpenComplaints } from "../../satisfaction";
import type { LoopCore } from "../machine/machine-state";
import { passTime } from "../machine/state-machine";
import type {
  LoyaltyFact,
  LoyaltyOrder,
  LoyaltyOverride,
  LoyaltyState,
  LoyaltyTransition,
} from "../loyalty-state";
import { ACTIVITIES, type TransitionKind } from "../stages";

type AnyState = LoyaltyState<string>;
type Region = "stage" | "activity";

/**
 * A history on its way: the machine, what was set by hand above it, and the changes that show. The functions that take
 * it write to it; outside, states are plain and never change.
 */
export interface Walk {
  /** The customer's id. */
  readonly customerId: string;
  /** When they were first heard of. */
  readonly firstSeenAt: Date;
  /** The machine. */
  core: LoopCore;
  /** What was set by hand and holds. */
  override: LoyaltyOverride<string> | undefined;
  /** Since when the stage that shows has been shown. */
  stageSince: Date;
  /** Since when the activity that shows has been shown. */
  activitySince: Date;
  /** When they last got in touch. */
  lastInboundAt: Date | undefined;
  /** When they last gave a sign of life. */
  lastSignalAt: Date | undefined;
  /** When they first showed interest. */
  engagedAt: Date | undefined;
  /** What is known of their recommending. */
  advocacy: AnyState["advocacy"];
  /** Complaints that are open, of which the machine knows the oldest alone. */
  readonly complaints: OpenComplaints;
  /** Intent by day, until they are engaged. */
  intent: AnyState["intent"];
  /** Every order ever named. */
  readonly orders: Map<string, LoyaltyOrder>;
  /** What the stage rests on, in order. */
  readonly facts: LoyaltyFact[];
  /** How many orders stand on each day; counted when the first is taken back. */
  standing?: Map<number, number>;
  /** The changes that show. */
  readonly transitions: LoyaltyTransition<string>[];
  /** The last event that was heard. */
  lastEvent: (NonNullable<AnyState["lastEvent"]> & { readonly ids: string[] }) | undefined;
  /** The instant of the last change. */
  changedAt: Date;
  /** True once something changed. */
  changed: boolean;
}

/** Lets the walk hear of every change of its machine. */
export function listen(walk: Walk): void {
  walk.core.listener = (region, from, to, kind, at, why) => {
    changedAt(walk, at);
    if (walk.override?.[region] !== undefined) return;
    const { stages } = walk.core.timeline;
    const names = region === "stage" ? stages : ACTIVITIES;
    show(walk, region, names[from]!, names[to]!, kind, at, why());
  };
}

/** Notes that something changed. */
export function changedAt(walk: Walk, at: Date): void {
  walk.changedAt = at;
  walk.changed = true;
}

/** Adds a change that shows. */
function show(
  walk: Walk,
  region: Region,
  from: string,
  to: string,
  kind: TransitionKind,
  at: Date,
  reasons: readonly Reason[],
): void {
  // A loop leaves the stage as it is, so it has lasted since before.
  if (from !== to) walk[`${region}Since`] = at;
  walk.transitions.push({ region, from, to, kind, at, reasons } as LoyaltyTransition<string>);
}

/** Lets time pass, and what was set by hand run out. */
export function passWalk(walk: Walk, until: Date | undefined): void {
  const end = walk.override?.until;
  if (end !== undefined && (until === undefined || until.getTime() > end.getTime())) {
    passCore(walk, end);
    const at = new Date(end.getTime() + 1);
    setByHand(walk, undefined, at, reason("loyalty.override_over", {}));
  }
  passCore(walk, until);
}

function passCore(walk: Walk, until: Date | undefined): void {
  const { core } = walk;
  passTime(core, until);
  if (core.refitAt !== undefined && core.refitAt > walk.changedAt) changedAt(walk, core.refitAt);
}

/** Sets by hand what shows, or lifts what was set. */
export function setByHand(
  walk: Walk,
  override: LoyaltyOverride<string> | undefined,
  at: Date,
  why: Reason,
): void {
  const before = placeOf(walk);
  walk.override = override;
  const after = placeOf(walk);
  for (const region of ["stage", "activity"] as const) {
    if (before[region] === after[region]) continue;
    show(walk, region, before[region], after[region], "manual", at, [why]);
  }
  changedAt(walk, at);
}

/** Gives the names of what shows. */
export function placeOf(walk: Walk): { readonly stage: string; readonly activity: string } {
  const { core, override } = walk;
  return {
    stage: override?.stage ?? core.timeline.stages[core.stage] ?? "",
    activity: override?.activity ?? ACTIVITIES[core.activity] ?? "",
  };
}
