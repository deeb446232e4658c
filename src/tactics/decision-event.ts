import type { TacticDecided } from "../events";
import type { ActDecision, HoldOutDecision } from "./decision";

/**
 * Makes the event that records a decision, so that the next decision knows of it, and so that what was held out can be
 * compared with what was done. Record it when the tactic goes out, with a `tactic_delivered` of the same `decisionId`
 * once it has arrived; of a `hold_out` record it alone.
 *
 * @param decision - an `act` or a `hold_out`
 * @returns the event, with the decision's id, instant, arm and reasons
 *
 * @example
 * ```ts
 * import { decide, decisionEvent, viewCustomer, type CustomerEvent } from "setia";
 *
 * const events: CustomerEvent[] = [
 *   { id: "1", type: "feedback_received", customerId: "c1", at: new Date("2026-01-05T03:00:00Z"),
 *     kind: "complaint", complaintId: "k1", text: "It came broken." },
 *   { id: "2", type: "customer_identified", customerId: "c1", at: new Date("2026-01-05T03:00:00Z"),
 *     traits: { phone: "+628128405577" } },
 * ];
 * const decision = decide(viewCustomer({ events }, { asOf: new Date("2026-01-05T09:00:00Z") }));
 * const event = decision.status === "act" ? decisionEvent(decision) : undefined;
 * [event?.tactic, event?.arm, event?.class]; // => ["svc.recover", "treatment", "service"]
 * ```
 */
export function decisionEvent(decision: ActDecision | HoldOutDecision): TacticDecided {
  const { id, customerId, asOf, tactic, channel, offer, reasons, currency } = decision;
  return {
    id: `decided:${id}`,
    type: "tactic_decided",
    customerId,
    at: asOf,
    decisionId: id,
    tactic: tactic.id,
    arm: decision.status === "act" ? "treatment" : "holdout",
    reasons,
    class: tactic.messageClass,
    ...(decision.status === "hold_out" ? { holdout: decision.holdout } : {}),
    ...(channel === undefined ? {} : { channel }),
    ...(offer === undefined ? {} : { sku: offer.sku }),
    ...(currency === undefined
      ? {}
      : { cost: Math.round(decision.cost), worth: decision.score, currency }),
    policyVersion: decision.policyVersion,
  };
}
