import type { CustomerEvent, TacticDecided } from "../../events";
import { defined, atDoor, SetiaError, showValue } from "../../kernel";
import type { ActDecision, HoldOutDecision } from "../decision";

/** Where an event has the versions that its decision rests on: a copy keeps them, and no JSON has them. */
const VERSIONS = Symbol.for("setia.versions");

/**
 * Makes the event that records a decision, so that the next decision knows of it, and so that what was held out can be
 * compared with what was done. Record it when the tactic goes out, with a `tactic_delivered` of the same `decisionId`
 * once it has arrived; of a `hold_out` record it alone.
 *
 * @param decision - an `act` or a `hold_out`
 * @returns the event, with the decision's id, instant, arm and reasons. Of a decision that tells its `versions`, `record`
 * expects them
 * @throws SetiaError `INVALID_INPUT` for a decision that is neither: nothing was done that could be recorded
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
  const status: unknown = (decision as ActDecision | HoldOutDecision | null | undefined)?.status;
  if (status !== "act" && status !== "hold_out") {
    throw new SetiaError(
      "INVALID_INPUT",
      `decisionEvent: decision.status is ${showValue(status)}; expected "act" or "hold_out"`,
      { issues: [{ path: ["decision", "status"], message: 'expected "act" or "hold_out"' }] },
    );
  }
  return atDoor("decisionEvent", () => eventOf(decision));
}

function eventOf(decision: ActDecision | HoldOutDecision): TacticDecided {
  const { id, customerId, asOf, tactic, channel, offer, reasons, currency, versions } = decision;
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
    ...defined({ channel }),
    ...(offer === undefined ? {} : { sku: offer.sku }),
    ...(currency === undefined
      ? {}
      : { cost: Math.round(decision.cost), worth: decision.score, currency }),
    policyVersion: decision.policyVersion,
    ...(versions === undefined ? {} : { [VERSIONS]: versions }),
  };
}

/** Gives the versions that a recorded decision rests on. */
export function versionsOf(event: CustomerEvent): ReadonlyMap<string, number> {
  const { [VERSIONS]: versions } = event as { readonly [VERSIONS]?: ReadonlyMap<string, number> };
  return versions instanceof Map ? versions : new Map();
}
