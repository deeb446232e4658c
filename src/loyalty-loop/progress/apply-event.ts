import type { ConsentChanged, CustomerEvent } from "../../events";
import { reason } from "../../kernel";
import { hearFeedback, hearWord } from "./feedback";
import { INTENT_WEIGHTS } from "../intent-score";
import { overridden } from "./overrides";
import { showIntent, signal } from "./signals";
import { cancel, completed, refund } from "./orders";
import { changedAt, type Walk } from "./progress";

/** Whether the loop listens to an event. Of the others it takes no notice. */
export function isHeard(event: CustomerEvent): boolean {
  switch (event.type) {
    case "order_completed":
    case "order_refunded":
    case "order_cancelled":
    case "feedback_received":
    case "complaint_resolved":
    case "referral_made":
    case "referral_converted":
    case "stage_overridden":
      return true;
    case "interaction_logged":
      return event.direction === "inbound";
    case "intent_shown":
      return INTENT_WEIGHTS[event.signal] > 0;
    case "consent_changed":
      return allowsMarketing(event);
    case "tactic_responded":
      return event.outcome === "accepted";
    case "customer_identified":
    case "order_delivered":
    case "competitor_offer":
    case "tactic_decided":
    case "tactic_delivered":
    case "customers_merged":
    case "customers_split":
      return false;
  }
}

/** Takes in an event at the walk's own instant. */
export function takeIn(walk: Walk, event: CustomerEvent): void {
  if (!isHeard(event)) return;
  const { at, id } = event;
  const last = walk.lastEvent;
  const ids = last?.at.getTime() === at.getTime() ? last.ids : [];
  // A walk's own list, so that many events of one instant take linear time.
  ids.push(id);
  walk.lastEvent = { id, at, recordedAt: event.recordedAt ?? at, ids };
  changedAt(walk, at);
  switch (event.type) {
    case "order_completed":
      completed(walk, event);
      return;
    case "order_refunded":
      refund(walk, event);
      return;
    case "order_cancelled":
      cancel(walk, event.orderId, at);
      return;
    case "interaction_logged":
      walk.lastInboundAt = at;
      signal(walk, at, reason("loyalty.inbound", { channel: event.channel }));
      return;
    case "intent_shown":
      showIntent(walk, event);
      return;
    case "consent_changed":
      signal(walk, at, reason("loyalty.consented", {}));
      return;
    case "tactic_responded":
      signal(walk, at, reason("loyalty.accepted_offer", {}));
      return;
    case "referral_made":
      signal(walk, at, reason("loyalty.referred", {}));
      return;
    case "feedback_received":
      walk.lastInboundAt = at;
      signal(walk, at, reason("loyalty.told", { feedback: event.kind }));
      hearFeedback(walk, event);
      return;
    case "complaint_resolved":
      hearWord(walk, event, walk.advocacy.evidenceAt, undefined);
      return;
    case "referral_converted":
      hearWord(walk, event, at, reason("loyalty.referral_bought", {}));
      return;
    case "stage_overridden":
      overridden(walk, event);
      return;
    case "customer_identified":
    case "order_delivered":
    case "competitor_offer":
    case "tactic_decided":
    case "tactic_delivered":
    case "customers_merged":
    case "customers_split":
      return;
  }
}

function allowsMarketing({ purpose, status, undated }: ConsentChanged): boolean {
  // What another system repeats is no act of the customer's.
  return undated !== true && status === "granted" && (purpose === "marketing" || purpose === "any");
}
