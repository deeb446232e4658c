import { type Reason, reason } from "../kernel";
import {
  dissatisfiedUntil,
  NO_FEEDBACK,
  type SatisfactionState,
  standingAt,
} from "../satisfaction";
import { habitDays } from "./habit";
import type {
  CompiledCondition,
  CompiledPolicy,
  CompiledRule,
  Timeline,
} from "./policy/compiled-policy";
import { daysOf, lineOf, type ActivityLine } from "./policy/activity-lines";
import type { StageInput } from "./policy/loop-table";
import { LAPSED, type TransitionKind } from "./stages";

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
  /** Days without an order until overdue, lapsed, lost. */
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
  /** Calendar day of the last valid evidence of advocacy; −∞ without any. */
  advocacyDay: number;
  /** Day of the next change that time brings; NaN when it has to be found again. */
  due: number;
  /** When a policy last brought another cadence, since the core was made. */
  refitAt: Date | undefined;
  /** Told of every change; in silence without one. */
  listener: Listener | undefined;
}

/** Finds the first way whose conditions hold. */
export function firstWay(
  core: LoopCore,
  ways: readonly CompiledRule[],
  day: number,
): CompiledRule | undefined {
  return ways.find(({ when }) => when.every((condition) => holds(core, condition, day)));
}

/** Whether a condition holds on a day. */
export function holds(core: LoopCore, condition: CompiledCondition, day: number): boolean {
  const value = measureOf(core, condition.measure, day);
  return value >= condition.atLeast && value < condition.below;
}

/** Reads off a measure. */
export function measureOf(core: LoopCore, measure: StageInput, day: number): number {
  switch (measure) {
    case "engaged":
      return core.engaged ? 1 : 0;
    case "orderDays":
      return core.orderDays.length;
    case "windowOrderDays":
      return daysInWindow(core, day);
    case "loops":
      return core.loops;
    case "steadyDays":
      return day - (steadySince(core) ?? day);
    case "advocacy":
      return day < core.advocacyDay + core.policy.policy.advocacyDays ? 1 : 0;
    case "dissatisfied":
      return day < endOfDissatisfaction(core) ? 1 : 0;
  }
}

/** The day of the first order since they were last away; none while they are, and without an order. */
function steadySince({ orderDays, loops, activity }: LoopCore): number | undefined {
  return activity >= LAPSED ? undefined : orderDays[orderDays.length - 1 - loops];
}

function daysInWindow({ orderDays, policy }: LoopCore, day: number): number {
  const before = day - policy.windowDays;
  let count = 0;
  while (count < orderDays.length && orderDays[orderDays.length - 1 - count]! > before) {
    count++;
  }
  return count;
}

function endOfDissatisfaction({ satisfaction, policy, timeline }: LoopCore): number {
  return dissatisfiedUntil(satisfaction, policy.policy.satisfaction, timeline.calendar);
}

/**
 * Returns on which day a way to a deeper stage opens because the customer has stayed for long enough by then. Everything
 * else it asks for is looked at on that day, and then at events only.
 */
export function ripeOn(core: LoopCore, way: CompiledRule): number {
  const since = way.steadyDays === -Infinity ? undefined : steadySince(core);
  if (since === undefined) return Infinity;
  const day = since + way.steadyDays;
  if (day <= core.timeline.calendar.dayOf(core.clock)) return Infinity;
  return way.when.every((condition) => holds(core, condition, day)) ? day : Infinity;
}

/**
 * Returns from which day on a way to a shallower stage is open if nothing else happens: what it may ask for only falls as
 * time passes, but the days a customer has stayed, which fall when they lapse.
 */
export function openFrom(core: LoopCore, way: CompiledRule): number {
  const { calendar } = core.timeline;
  let day = way.afterDays === 0 ? -Infinity : calendar.dayOf(core.stageSince) + way.afterDays;
  for (const { measure, below } of way.when) day = Math.max(day, belowFrom(core, measure, below));
  if (day === Infinity) return Infinity;
  const asked = Math.max(day, calendar.dayOf(core.clock));
  return way.when.every((condition) => holds(core, condition, asked)) ? day : Infinity;
}

/** The first day on which a measure lies below a bound. */
function belowFrom(core: LoopCore, measure: StageInput, below: number): number {
  if (below === Infinity) return -Infinity;
  switch (measure) {
    case "windowOrderDays": {
      const count = Math.ceil(below);
      if (count <= 0) return Infinity;
      return (core.orderDays.at(-count) ?? -Infinity) + core.policy.windowDays;
    }
    case "advocacy":
      return core.advocacyDay + core.policy.policy.advocacyDays;
    case "dissatisfied":
      return endOfDissatisfaction(core);
    case "engaged":
    case "orderDays":
    case "loops":
    case "steadyDays":
      return measureOf(core, measure, core.timeline.calendar.dayOf(core.clock)) < below
        ? -Infinity
        : Infinity;
  }
}

/** Says that somebody bought again as usual. */
export function loopReason(days: number): Reason {
  return reason("loyalty.bought_again", { days });
}

/** Says that somebody came back. */
export function comeBackReason(days: number): Reason {
  return reason("loyalty.came_back", { days });
}

/** Says how long it was silent. */
export function silenceReason(core: LoopCore, days: number, to: number): Reason {
  const { orderDays } = core;
  if (orderDays.length === 0) return reason("loyalty.no_signal", { days });
  const line = fittedLine(core);
  if (line !== undefined && [line.overdue, line.lapsed, line.lost][to - 1] !== null) {
    const share = core.policy.policy.activityLines?.shares[to - 1] ?? 0;
    return reason("loyalty.quiet_long", { days, share });
  }
  const habit = habitDays(orderDays);
  if (habit !== undefined) return reason("loyalty.quiet", { days, habitDays: habit });
  const figures = { days, cadenceDays: Math.round(core.cadenceDays) };
  return orderDays.length === 1
    ? reason("loyalty.quiet_once", figures)
    : reason("loyalty.quiet_unsettled", figures);
}

/** Explains why a deeper stage was reached. */
export function advanceReasons(
  core: LoopCore,
  way: CompiledRule,
  at: Date,
  day: number,
  cause: string | Reason | undefined,
): Reason[] {
  const reasons: Reason[] = typeof cause === "object" ? [cause] : [];
  for (const { measure, atLeast } of way.when) {
    const value = measureOf(core, measure, day);
    if (measure === "orderDays" && atLeast > 0) {
      reasons.push(
        value === 1 && typeof cause === "string"
          ? reason("loyalty.first_order", { orderId: cause })
          : reason("loyalty.order_days", { days: value }),
      );
    } else if (measure === "windowOrderDays" && atLeast > 0) {
      const { windowDays } = core.policy;
      reasons.push(reason("loyalty.loyal_window", { days: value, windowDays, required: atLeast }));
    } else if (measure === "steadyDays" && atLeast > 0) {
      reasons.push(reason("loyalty.steady", { days: value, required: atLeast }));
    } else if (measure === "loops" && atLeast > 0) {
      reasons.push(reason("loyalty.loops_in_a_row", { loops: value }));
    } else if (measure === "dissatisfied" && core.satisfaction.told !== undefined) {
      const { satisfaction } = core.policy.policy;
      const { calendar } = core.timeline;
      reasons.push(...standingAt(core.satisfaction, at, satisfaction, calendar).reasons);
    }
  }
  return reasons.length > 0 ? reasons : [reason("loyalty.table_says", {})];
}

/** Explains why a stage was lost. */
export function regressReasons(core: LoopCore, way: CompiledRule, day: number): Reason[] {
  const reasons: Reason[] = [];
  for (const { measure, below } of way.when) {
    if (measure === "windowOrderDays" && below < Infinity) {
      const days = measureOf(core, measure, day);
      const { windowDays } = core.policy;
      reasons.push(reason("loyalty.left_window", { days, windowDays, required: below }));
    } else if (measure === "advocacy" && below < Infinity) {
      const { advocacyDays: days } = core.policy.policy;
      reasons.push(reason("loyalty.no_advocacy", { days }));
    }
  }
  return reasons.length > 0 ? reasons : [reason("loyalty.table_says", {})];
}

/** A change that the passing of time will bring. */
export interface ComingChange {
  /** Calendar day on whose first instant it happens; −∞ if at once, ∞ if never. */
  readonly day: number;
  /** Which of the two values changes. */
  readonly region: "stage" | "activity";
  /** Index of the new value. */
  readonly to: number;
  /** What kind of change it is. */
  readonly kind: TransitionKind;
  /** Puts the reasons together as they are on the day of the change. */
  readonly why: (day: number) => () => readonly Reason[];
}

const LOST = 3;

/** Finds what the passing of time will change next. */
export function nextChange(core: LoopCore): ComingChange {
  let next = nextLapse(core);
  for (const way of core.policy.down[core.stage] ?? []) {
    const day = openFrom(core, way);
    if (day >= next.day) continue;
    const why = (on: number) => () => regressReasons(core, way, on);
    next = { day, region: "stage", to: way.to, kind: "regress", why };
  }
  for (const way of core.policy.up[core.stage] ?? []) {
    const day = ripeOn(core, way);
    if (day >= next.day) continue;
    const why = (on: number) => () => advanceReasons(core, way, core.clock, on, undefined);
    next = { day, region: "stage", to: way.to, kind: "advance", why };
  }
  return next;
}

function nextLapse(core: LoopCore): ComingChange {
  const { orderDays } = core;
  const { policy } = core.policy;
  const lastDay = orderDays[orderDays.length - 1];
  const to = lastDay === undefined ? Math.max(core.activity + 1, LAPSED) : core.activity + 1;
  if (to > LOST) {
    return { region: "activity", to, kind: "lapse", day: Infinity, why: () => () => [] };
  }
  const days =
    lastDay === undefined
      ? to === LAPSED
        ? policy.prospectLapsedDays
        : policy.prospectLostDays
      : (core.quiet[to - 1] ?? Infinity);
  const day = (lastDay ?? core.signalDay) + days;
  const why = () => () => [silenceReason(core, days, to)];
  return { region: "activity", to, kind: "lapse", day, why };
}

/** What an order did: the first, bought again without lapsing, or back after having lapsed; none on a known day. */
export type OrderEffect = "first" | "loop" | "win_back" | "same_day";

/** Begins with a customer of whom nothing is known but that they exist. */
export function createCore(at: Date, timeline: Timeline, listener?: Listener): LoopCore {
  const phase = phaseAt(timeline, at.getTime());
  const policy = compiledAt(timeline, phase);
  const core: LoopCore = {
    timeline,
    phase,
    policy,
    clock: at,
    stage: 0,
    stageSince: at,
    activity: 0,
    activitySince: at,
    peak: 0,
    loops: 0,
    gapSum: 0,
    gapCount: 0,
    cadenceDays: 0,
    quiet: [0, 0, 0],
    orderDays: [],
    lastOrderAt: undefined,
    signalDay: timeline.calendar.dayOf(at),
    engaged: false,
    satisfaction: NO_FEEDBACK,
    advocacyDay: -Infinity,
    due: NaN,
    refitAt: undefined,
    listener,
  };
  findCadence(core);
  return core;
}

/** Finds the policy in force. */
export function phaseAt({ phases }: Timeline, time: number): number {
  let phase = 0;
  while (phase + 1 < phases.length && (phases[phase + 1]?.from ?? Infinity) <= time) phase++;
  return phase;
}

/** Gives a policy of a timeline. */
export function compiledAt({ phases }: Timeline, phase: number): CompiledPolicy {
  const found = phases[phase];
  if (found === undefined) throw new RangeError("unreachable: a phase is always within");
  return found.compiled;
}

/** Lets time pass: makes every change that falls due, each at its own date, under the policy of its date. */
export function passTime(core: LoopCore, until: Date | undefined): void {
  const time = until?.getTime() ?? Infinity;
  for (;;) {
    const next = core.timeline.phases[core.phase + 1];
    if (next === undefined || next.from > time) break;
    // At its first instant a policy holds already.
    passDue(core, new Date(next.from - 1));
    core.phase++;
    core.policy = next.compiled;
    core.clock = new Date(next.from);
    const { cadenceDays, quiet } = core;
    findCadence(core);
    const isSame = core.cadenceDays === cadenceDays && core.quiet.join() === quiet.join();
    if (!isSame) core.refitAt = core.clock;
    core.due = NaN;
  }
  passDue(core, until);
  if (until !== undefined) core.clock = until;
}

function passDue(core: LoopCore, until: Date | undefined): void {
  const { calendar } = core.timeline;
  const today = until === undefined ? Infinity : calendar.dayOf(until);
  for (;;) {
    if (core.due > today) return;
    const next = nextChange(core);
    core.due = next.day;
    if (next.day > today || next.day === Infinity) return;
    const at = next.day === -Infinity ? core.clock : later(calendar.startOf(next.day), core.clock);
    core.clock = at;
    moveTo(core, next.region, next.to, next.kind, at, next.why(calendar.dayOf(at)));
    if (next.kind === "advance") advanceStages(core, at, calendar.dayOf(at));
  }
}

function later(a: Date, b: Date): Date {
  return a.getTime() >= b.getTime() ? a : b;
}

/** Makes a change. */
export function moveTo(
  core: LoopCore,
  region: "stage" | "activity",
  to: number,
  kind: TransitionKind,
  at: Date,
  why: () => readonly Reason[],
): void {
  const from = region === "stage" ? core.stage : core.activity;
  if (region === "activity") {
    core.activity = to;
    core.activitySince = at;
  } else if (to !== from) {
    core.stage = to;
    core.stageSince = at;
    core.peak = Math.max(core.peak, to);
  }
  core.due = NaN;
  core.listener?.(region, from, to, kind, at, why);
}

/** Takes in an order that counts. Orders on one calendar day count once. */
export function takeOrder(core: LoopCore, at: Date, orderId: string): OrderEffect {
  const day = core.timeline.calendar.dayOf(at);
  const lastDay = core.orderDays.at(-1);
  core.lastOrderAt = at;
  if (day === lastDay) return "same_day";
  const away = core.activity >= LAPSED;
  const gap = day - (lastDay ?? core.signalDay);
  if (lastDay !== undefined) {
    // An absence counts up to the lapse line: one alone makes nobody slow for ever, and a long rhythm is learned.
    core.gapSum += Math.min(gap, core.quiet[1]);
    core.gapCount++;
  }
  const again = lastDay !== undefined && !away;
  core.loops = again ? core.loops + 1 : 0;
  core.orderDays.push(day);
  findCadence(core);
  core.due = NaN;
  if (core.activity !== 0) {
    moveTo(core, "activity", 0, away ? "win_back" : "loop", at, () => [
      away ? comeBackReason(gap) : loopReason(gap),
    ]);
  }
  const before = core.stage;
  advanceStages(core, at, day, orderId);
  if (core.stage === before && again) {
    moveTo(core, "stage", before, "loop", at, () => [loopReason(gap)]);
  }
  if (lastDay === undefined) return "first";
  return again ? "loop" : "win_back";
}

/** Goes every way to a deeper stage that is open. */
export function advanceStages(
  core: LoopCore,
  at: Date,
  day: number,
  cause?: string | Reason,
): void {
  for (;;) {
    const way = firstWay(core, core.policy.up[core.stage] ?? [], day);
    if (way === undefined) return;
    moveTo(core, "stage", way.to, "advance", at, () => advanceReasons(core, way, at, day, cause));
  }
}

/** The fitted line of a customer, if the policy has one. */
function fittedLine({ policy, orderDays }: LoopCore): ActivityLine | undefined {
  const lines = policy.policy.activityLines;
  return lines == null ? undefined : lineOf(lines, orderDays);
}

/**
 * Computes the cadence from the gaps: their mean, in which the prior weighs as much as `priorWeight` gaps; and the days
 * without an order that follow from it. The longest cadence and the longest silence are for those of whom little is known:
 * a customer's own gaps count beyond them.
 */
export function findCadence(core: LoopCore): void {
  const { policy } = core.policy;
  const { priorWeight, priorCadenceDays } = policy;
  const mean = (priorWeight * priorCadenceDays + core.gapSum) / (priorWeight + core.gapCount);
  const own = core.gapSum / Math.max(1, core.gapCount);
  const longest = Math.max(policy.maximumCadenceDays, own);
  const cadence = Math.min(Math.max(mean, policy.minimumCadenceDays), longest);
  core.cadenceDays = cadence;
  const after = (cadences: number): number => Math.ceil(cadences * cadence);
  const usual = after(policy.atRiskAfterCadences);
  // Strictly rising whatever the policy's limits.
  const away = after(policy.lapsedAfterCadences);
  const slow = own > policy.maximumCadenceDays;
  const lapsed = Math.min(away, Math.max(policy.lapsedAtMostDays, slow ? usual : 0));
  const overdue = Math.min(usual, lapsed - 1);
  const lost = Math.min(
    Math.max(after(policy.lostAfterCadences), policy.lapsedAtMostDays),
    Math.max(policy.lostAtMostDays, slow ? away : 0),
  );
  const byCadence = [overdue, lapsed, Math.max(lost, lapsed + 1)] as const;
  const line = fittedLine(core);
  core.quiet = line === undefined ? byCadence : daysOf(line, byCadence);
}
