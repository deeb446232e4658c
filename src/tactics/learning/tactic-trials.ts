import type { CustomerEvent } from "../../events";
import type { Calendar } from "../../kernel";
import type { SatisfactionPolicy } from "../../satisfaction";
import { contactsOf, type TacticContact } from "../../view";
import { findSuccess, pastOf } from "./success";
import type { Tactic } from "../tactic";

/** One decision about a customer and what came of it within its window. */
export interface TacticTrial {
  /** The decision, with what is known of it. */
  readonly contact: TacticContact;
  /** Its tactic. */
  readonly tactic: Tactic;
  /** Stage of the customer when it was decided, as the decision told. */
  readonly stage: string;
  /** First instant after its window. */
  readonly endsAt: Date;
  /** True once the window is over. */
  readonly closed: boolean;
  /** What made it succeed since it was decided; `undefined` if nothing did. */
  readonly success: CustomerEvent | "nothing_came" | undefined;
}

/**
 * Follows every decision about a customer through its window. Decisions of tactics that the catalogue does not have, or
 * that have no success to be had, are left out.
 */
export function trialsOf(
  events: readonly CustomerEvent[],
  catalogue: ReadonlyMap<string, Tactic>,
  calendar: Calendar,
  asOf: Date,
  satisfaction?: SatisfactionPolicy,
): TacticTrial[] {
  const stages = new Map<string, string>();
  for (const event of events) {
    if (event.type !== "tactic_decided") continue;
    const told = event.reasons.find(({ code }) => code === "tactics.stage")?.params["stage"];
    if (told !== undefined) stages.set(event.decisionId, String(told));
  }
  const past = pastOf(events, asOf, satisfaction);
  const trials: TacticTrial[] = [];
  for (const contact of contactsOf(events, past.orders)) {
    const tactic = catalogue.get(contact.tactic);
    if (tactic?.success === undefined) continue;
    const endsAt = windowEnd(contact.decidedAt, tactic.windowDays, calendar);
    const closed = endsAt <= asOf;
    const window = { after: contact.decidedAt, before: endsAt };
    const found = findSuccess(tactic, contact, past, window);
    trials.push({
      contact,
      tactic,
      stage: stages.get(contact.decisionId) ?? "",
      endsAt,
      closed,
      // That nothing came is known at the end only.
      success: found === "nothing_came" && !closed ? undefined : found,
    });
  }
  return trials;
}

/** Returns when the window of a decision is over: so many calendar days after its own. */
export function windowEnd(decidedAt: Date, windowDays: number, calendar: Calendar): Date {
  return calendar.startOf(calendar.dayOf(decidedAt) + windowDays + 1);
}
