import type { Calendar } from "../kernel";
import type { SatisfactionPolicy } from "./satisfaction-policy";
import type { SatisfactionState } from "./satisfaction-state";

/**
 * Returns how long a customer stays dissatisfied if nothing else is heard; the same as `standingAt` says, without the words.
 */
export function dissatisfiedUntil(
  state: SatisfactionState,
  policy: SatisfactionPolicy,
  calendar: Calendar,
): number {
  if (state.open.length > 0) return Infinity;
  if (state.told?.verdict !== "dissatisfied" || state.resolvedAt !== undefined) return -Infinity;
  return calendar.dayOf(state.told.at) + policy.validDays + 1;
}
