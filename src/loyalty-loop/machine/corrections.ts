import type { Reason } from "../../kernel";
import { isFullyRefunded } from "../../purchases";
import { advanceStages, createCore, passTime, takeOrder } from "./state-machine";
import type { LoyaltyOrder } from "../loyalty-state";
import { listen, type Walk } from "../progress/progress";

/** Whether an order stands: placed, not cancelled and not refunded in full. */
export function stands({ at, cancelled, total, refunded, allRefunds = 0 }: LoyaltyOrder): boolean {
  return at !== undefined && !cancelled && !isFullyRefunded(total, Math.max(refunded, allRefunds));
}

/**
 * Makes the machine what it would be had the orders always been as they are now known: all facts are gone through again
 * in silence, and what differs at the end is shown as a correction.
 */
export function correct(walk: Walk, at: Date, why: Reason): void {
  const { core: before, facts } = walk;
  const { timeline } = before;
  const { calendar } = timeline;
  const core = createCore(walk.firstSeenAt, timeline);
  // Activity without any order goes by the last sign of life alone, and with one not at all.
  core.signalDay = before.signalDay;
  for (const fact of facts) {
    if (fact.at === undefined) continue;
    if (fact.kind === "order") {
      if (!stands(fact)) continue;
      passTime(core, fact.at);
      takeOrder(core, fact.at, fact.orderId);
      continue;
    }
    passTime(core, fact.at);
    core.due = NaN;
    if (fact.kind === "engaged") core.engaged = true;
    else {
      const { advocateAt } = fact;
      core.satisfaction = fact.satisfaction;
      core.advocacyDay = advocateAt === undefined ? -Infinity : calendar.dayOf(advocateAt);
    }
    advanceStages(core, fact.at, calendar.dayOf(fact.at));
  }
  // What they said is not corrected: the facts say the same in the end.
  core.satisfaction = before.satisfaction;
  passTime(core, at);

  const { stage, activity } = core;
  core.stageSince = stage === before.stage ? before.stageSince : at;
  core.activitySince = activity === before.activity ? before.activitySince : at;
  core.due = NaN;
  walk.core = core;
  listen(walk);
  const reasons = (): readonly Reason[] => [why];
  if (stage !== before.stage) {
    core.listener?.("stage", before.stage, stage, "correct", at, reasons);
  }
  if (activity !== before.activity) {
    core.listener?.("activity", before.activity, activity, "correct", at, reasons);
  }
}
