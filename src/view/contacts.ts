import type { CustomerEvent, TacticOutcome } from "../events";
import type { PurchaseSummary } from "../purchases";

/** What was once done for the customer, and the answer. */
export interface TacticContact {
  /** The decision. */
  readonly decisionId: string;
  /** Id of the tactic. */
  readonly tactic: string;
  /** When it was decided. */
  readonly decidedAt: Date;
  /** When it last reached the customer, if it did. */
  readonly deliveredAt?: Date;
  /** When the customer last rejected it, if ever. */
  readonly rejectedAt?: Date;
  /** The customer's last answer, if any. */
  readonly outcome?: TacticOutcome;
}

/**
 * Gathers what was done for a customer.
 *
 * @param events - in order
 * @returns one record per decision, oldest first
 */
export function contactsOf(events: readonly CustomerEvent[]): TacticContact[] {
  const contacts = new Map<string, TacticContact>();
  for (const event of events) {
    if (event.type !== "tactic_decided") continue;
    const { decisionId, tactic, at } = event;
    contacts.set(decisionId, { decisionId, tactic, decidedAt: at });
  }
  // A delivery may bear the instant of its decision, and its id may then come first.
  for (const event of events) {
    if (event.type !== "tactic_delivered" && event.type !== "tactic_responded") continue;
    const decided = contacts.get(event.decisionId);
    if (decided === undefined) continue;
    contacts.set(event.decisionId, { ...decided, ...newsOf(event) });
  }
  return [...contacts.values()];
}

function newsOf(
  event: Extract<CustomerEvent, { type: "tactic_delivered" | "tactic_responded" }>,
): Partial<TacticContact> {
  if (event.type === "tactic_delivered") return { deliveredAt: event.at };
  const { outcome, at } = event;
  return outcome === "rejected" ? { outcome, rejectedAt: at } : { outcome };
}

/**
 * Finds when shop and customer were last in touch, by order, talk or tactic.
 *
 * @param events - in order
 * @param purchases - how they buy, if they do
 * @returns the instant, or `undefined` if they never were
 */
export function lastContact(
  events: readonly CustomerEvent[],
  purchases: PurchaseSummary | undefined,
): Date | undefined {
  const touch = events.findLast(
    ({ type }) => type === "interaction_logged" || type === "tactic_delivered",
  )?.at;
  const ordered = purchases?.lastOrderAt;
  if (touch === undefined || ordered === undefined) return touch ?? ordered;
  return touch > ordered ? touch : ordered;
}
