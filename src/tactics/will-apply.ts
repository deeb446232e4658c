import type { Activity, Stage } from "../loyalty-loop";
import type { CustomerLook } from "./customer-look";
import { itemDueFor } from "./item-rhythm";
import { GROWING_MEASURES, type Measure } from "./measure";
import type { Conditions, Tactic } from "./tactic";

/**
 * Tells whether a tactic will still be for the customer at a later instant if nothing else happens: a cart of
 * yesterday night may be too old in the morning.
 *
 * @param tactic - right for the customer now
 * @param look - the customer
 * @param later - the instant
 * @returns true if stage, activity and figures will do then
 */
export function willApply(tactic: Tactic, look: CustomerLook, later: Date): boolean {
  let { stage, activity }: { stage: Stage; activity: Activity } = look.view.loyalty;
  for (const change of look.view.deadlines) {
    if (change.at > later) continue;
    if (change.region === "stage") stage = change.to;
    else activity = change.to;
  }
  if (!tactic.stages.includes(stage) || !tactic.activities.includes(activity)) return false;
  const hold = (conditions: Conditions): boolean =>
    Object.entries(conditions).every(([measure, { atLeast = -Infinity, atMost = Infinity }]) => {
      const value = measureAt(measure as Measure, look, later);
      return value !== undefined && atLeast <= value && value <= atMost;
    });
  return hold(tactic.when) && (tactic.any === undefined || tactic.any.some(hold));
}

/** What a figure will be if nothing happens. */
function measureAt(measure: Measure, look: CustomerLook, later: Date): number | undefined {
  const now = look.measure(measure);
  if (now === undefined) return undefined;
  const days = look.shopCalendar.dayOf(later) - look.shopToday;
  if (GROWING_MEASURES.includes(measure)) return now + days;
  if (measure === "cart_hours") {
    return now + (later.getTime() - look.view.asOf.getTime()) / 3_600_000;
  }
  if (measure === "silence") return now + days / look.view.loyalty.cadenceDays;
  if (measure === "item_due") return now + days / (itemDueFor(look.view)?.cadenceDays ?? Infinity);
  return now;
}
