import type { CustomerEvent } from "../events";
import type { Calendar } from "../kernel";
import type { SatisfactionPolicy } from "./satisfaction-policy";
import { verdictOf } from "./classify-feedback";

/** Calendar days after a complaint was resolved in which it must show that the customer has recovered. */
export const RECOVERY_WATCH_DAYS = 90;

/** Whether a customer recovered from a complaint: bought again, or said something that is not bad. */
export function hasRecovered(
  events: readonly CustomerEvent[],
  resolvedAt: Date,
  policy: SatisfactionPolicy,
  calendar: Calendar,
): boolean {
  const last = calendar.dayOf(resolvedAt) + RECOVERY_WATCH_DAYS;
  return events.some((event) => {
    if (event.at <= resolvedAt || calendar.dayOf(event.at) >= last) return false;
    if (event.type === "order_completed") return true;
    if (event.type !== "feedback_received") return false;
    const verdict = verdictOf(event, policy)?.verdict;
    return verdict === "satisfied" || verdict === "neutral";
  });
}
