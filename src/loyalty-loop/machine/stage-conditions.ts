import { dissatisfiedUntil } from "../../satisfaction";
import type { CompiledCondition, CompiledRule } from "../policy/compiled-policy";
import type { LoopCore } from "./machine-state";
import type { StageInput } from "../policy/loop-table";
import { LAPSED } from "../stages";

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
