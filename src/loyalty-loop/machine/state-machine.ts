import type { Reason } from "../../kernel";
import { NOTHING_HEARD } from "../../satisfaction";
import { nextChange } from "./next-transition";
import type { CompiledPolicy, Timeline } from "../policy/compiled-policy";
import type { Listener, LoopCore } from "./machine-state";
import { advanceReasons, comeBackReason, loopReason } from "./transition-reasons";
import { firstWay } from "./stage-conditions";
import { LAPSED, type TransitionKind } from "../stages";

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
    satisfaction: NOTHING_HEARD,
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
    const { cadenceDays } = core;
    findCadence(core);
    if (core.cadenceDays !== cadenceDays) core.refitAt = core.clock;
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
    findCadence(core);
  }
  const again = lastDay !== undefined && !away;
  core.loops = again ? core.loops + 1 : 0;
  core.orderDays.push(day);
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
  const atRisk = Math.min(usual, lapsed - 1);
  const lost = Math.min(
    Math.max(after(policy.lostAfterCadences), policy.lapsedAtMostDays),
    Math.max(policy.lostAtMostDays, slow ? away : 0),
  );
  core.quiet = [atRisk, lapsed, Math.max(lost, lapsed + 1)];
}
