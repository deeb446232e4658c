import { reason, type Reason } from "../../kernel";
import { standingAt } from "../../satisfaction";
import type { CompiledRule } from "../policy/compiled-policy";
import { habitDays } from "../habit";
import type { LoopCore } from "./machine-state";
import { measureOf } from "./stage-conditions";

/** Says that somebody bought again as usual. */
export function loopReason(days: number): Reason {
  return reason("loyalty.bought_again", { days });
}

/** Says that somebody came back. */
export function comeBackReason(days: number): Reason {
  return reason("loyalty.came_back", { days });
}

/** Says of silence. */
export function silenceReason(core: LoopCore, days: number): Reason {
  const { orderDays } = core;
  if (orderDays.length === 0) return reason("loyalty.no_signal", { days });
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
