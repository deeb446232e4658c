import { defined, reason, type Reason, SetiaError } from "../../kernel";
import { openComplaints, type OpenComplaints, stillOpen } from "../../satisfaction";
import type {
  LoyaltyFact,
  LoyaltyOrder,
  LoyaltyOverride,
  LoyaltyState,
  LoyaltyStep,
  LoyaltyTransition,
} from "../loyalty-state";
import {
  compiledAt,
  createCore,
  findCadence,
  type LoopCore,
  passTime,
  phaseAt,
} from "../state-machine";
import type { Timeline } from "../policy/compiled-policy";
import { ACTIVITIES, activityOf, type TransitionKind } from "../stages";

type AnyState = LoyaltyState<string>;

/** Begins with a customer of whom nothing is known but that they exist. */
export function startProgress(
  customerId: string,
  at: Date,
  timeline: Timeline,
  open?: AnyState["satisfaction"]["open"],
): Progress {
  const progress: Progress = {
    customerId,
    firstSeenAt: at,
    core: createCore(at, timeline),
    override: undefined,
    stageSince: at,
    activitySince: at,
    lastInboundAt: undefined,
    lastSignalAt: undefined,
    engagedAt: undefined,
    advocacy: {},
    complaints: openComplaints(open),
    intent: [],
    orders: new Map(),
    facts: [],
    transitions: [],
    lastEvent: undefined,
    changedAt: at,
    changed: true,
  };
  listen(progress);
  return progress;
}

/**
 * Goes on from a state.
 *
 * @throws SetiaError `INVALID_OPTION` if the policy does not know the state's stages
 */
export function resumeProgress(state: AnyState, timeline: Timeline): Progress {
  const { open } = state.satisfaction;
  const progress = startProgress(state.customerId, state.firstSeenAt, timeline, open);
  const { core } = progress;
  const { calendar } = timeline;
  const { earned, advocacy } = state;
  core.phase = phaseAt(timeline, state.asOf.getTime());
  core.policy = compiledAt(timeline, core.phase);
  Object.assign(core, {
    clock: state.asOf,
    stage: indexOf(timeline.stages, earned.stage),
    stageSince: earned.since.stage,
    activity: ACTIVITIES.indexOf(activityOf(earned.activity) ?? "active"),
    activitySince: earned.since.activity,
    peak: indexOf(timeline.stages, state.peakStage),
    loops: state.loops,
    lastOrderAt: state.lastOrderAt,
    signalDay: calendar.dayOf(state.lastSignalAt ?? state.firstSeenAt),
    engaged: state.engagedAt !== undefined,
    satisfaction: { ...state.satisfaction, open: open.slice(0, 1) },
    advocacyDay:
      advocacy.evidenceAt === undefined ? -Infinity : calendar.dayOf(advocacy.evidenceAt),
    gapSum: state.gapSum,
    gapCount: state.gapCount,
  });
  core.orderDays.push(...state.orderDays);
  findCadence(core);
  Object.assign(progress, {
    override: state.override && {
      ...state.override,
      ...defined({ activity: activityOf(state.override.activity) }),
    },
    stageSince: state.since.stage,
    activitySince: state.since.activity,
    lastInboundAt: state.lastInboundAt,
    lastSignalAt: state.lastSignalAt,
    engagedAt: state.engagedAt,
    advocacy,
    intent: state.intent,
    lastEvent: state.lastEvent && { ...state.lastEvent, ids: [...state.lastEvent.ids] },
    changedAt: state.asOf,
    changed: false,
  });
  for (const fact of state.facts) {
    progress.facts.push(fact);
    if (fact.kind === "order") progress.orders.set(fact.orderId, fact);
  }
  return progress;
}

function indexOf(stages: readonly string[], stage: string): number {
  const index = stages.indexOf(stage);
  if (index >= 0) return index;
  throw new SetiaError(
    "INVALID_OPTION",
    `loyalty policy: there is no stage ${JSON.stringify(stage)}, where the state stands; expected the policy that it was made with, or a replay of all events`,
  );
}

/** Gives the state that a walk has come to, and the changes made on the way. */
export function finishProgress(progress: Progress): LoyaltyStep<string> {
  const { core, override, lastInboundAt, lastSignalAt, engagedAt, lastEvent } = progress;
  const { stages } = core.timeline;
  const place = placeOf(progress) as Pick<AnyState, "stage" | "activity">;
  const state: AnyState = {
    customerId: progress.customerId,
    asOf: progress.changedAt,
    ...place,
    since: { stage: progress.stageSince, activity: progress.activitySince },
    earned: {
      stage: stages[core.stage]!,
      activity: ACTIVITIES[core.activity] ?? "active",
      since: { stage: core.stageSince, activity: core.activitySince },
    },
    ...defined({ override }),
    peakStage: stages[core.peak]!,
    loops: core.loops,
    cadenceDays: core.cadenceDays,
    orderDays: core.orderDays,
    ...defined({ lastOrderAt: core.lastOrderAt }),
    firstSeenAt: progress.firstSeenAt,
    ...defined({ lastInboundAt, lastSignalAt, engagedAt }),
    gapSum: core.gapSum,
    gapCount: core.gapCount,
    satisfaction: { ...core.satisfaction, open: stillOpen(progress.complaints) },
    advocacy: progress.advocacy,
    intent: progress.intent,
    facts: progress.facts,
    ...defined({ lastEvent }),
  };
  return { state, transitions: progress.transitions };
}

type Region = "stage" | "activity";

/**
 * A history on its way: the machine, what was set by hand above it, and the changes that show. The functions that take
 * it write to it; outside, states are plain and never change.
 */
export interface Progress {
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

/** Records every change of its machine. */
export function listen(progress: Progress): void {
  progress.core.listener = (region, from, to, kind, at, why) => {
    changedAt(progress, at);
    if (progress.override?.[region] !== undefined) return;
    const { stages } = progress.core.timeline;
    const names = region === "stage" ? stages : ACTIVITIES;
    show(progress, region, names[from]!, names[to]!, kind, at, why());
  };
}

/** Notes that something changed. */
export function changedAt(progress: Progress, at: Date): void {
  progress.changedAt = at;
  progress.changed = true;
}

/** Adds a change that shows. */
function show(
  progress: Progress,
  region: Region,
  from: string,
  to: string,
  kind: TransitionKind,
  at: Date,
  reasons: readonly Reason[],
): void {
  // A loop leaves the stage as it is, so it has lasted since before.
  if (from !== to) progress[`${region}Since`] = at;
  progress.transitions.push({ region, from, to, kind, at, reasons } as LoyaltyTransition<string>);
}

/** Lets time pass, and what was set by hand run out. */
export function advanceTo(progress: Progress, until: Date | undefined): void {
  const end = progress.override?.until;
  if (end !== undefined && (until === undefined || until.getTime() > end.getTime())) {
    passCore(progress, end);
    const at = new Date(end.getTime() + 1);
    setByHand(progress, undefined, at, reason("loyalty.override_over", {}));
  }
  passCore(progress, until);
}

function passCore(progress: Progress, until: Date | undefined): void {
  const { core } = progress;
  passTime(core, until);
  if (core.refitAt !== undefined && core.refitAt > progress.changedAt)
    changedAt(progress, core.refitAt);
}

/** Sets by hand what shows, or lifts what was set. */
export function setByHand(
  progress: Progress,
  override: LoyaltyOverride<string> | undefined,
  at: Date,
  why: Reason,
): void {
  const before = placeOf(progress);
  progress.override = override;
  const after = placeOf(progress);
  for (const region of ["stage", "activity"] as const) {
    if (before[region] === after[region]) continue;
    show(progress, region, before[region], after[region], "manual", at, [why]);
  }
  changedAt(progress, at);
}

/** Gives the names of what shows. */
export function placeOf(progress: Progress): { readonly stage: string; readonly activity: string } {
  const { core, override } = progress;
  return {
    stage: override?.stage ?? core.timeline.stages[core.stage] ?? "",
    activity: override?.activity ?? ACTIVITIES[core.activity] ?? "",
  };
}
