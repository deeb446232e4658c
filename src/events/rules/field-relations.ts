import { showValue, type Issue } from "../../kernel";
import type { CustomerEvent } from "../events";
import type { FeedbackKind, FeedbackReceived } from "../types/conversation-events";

/** The scale of each kind of feedback; kinds without one have no score. */
const SCALES: Readonly<
  Partial<
    Record<FeedbackKind, { readonly from: number; readonly to: number; readonly whole: boolean }>
  >
> = {
  csat: { from: 1, to: 5, whole: true },
  nps: { from: 0, to: 10, whole: true },
  ces: { from: 1, to: 7, whole: true },
  review: { from: 1, to: 5, whole: false },
};

/** Lists what is wrong between the fields of an event, each of which is right by itself. */
export function checkRelations(event: CustomerEvent): Issue[] {
  switch (event.type) {
    case "feedback_received":
      return checkFeedback(event);
    case "referral_made":
    case "referral_converted":
      return event.referredCustomerId === event.customerId
        ? [issue("referredCustomerId", "is the customer's own id; expected somebody else's")]
        : [];
    case "consent_changed":
    case "stage_overridden":
    case "competitor_offer":
      return event.until !== undefined && event.until <= event.at
        ? [issue("until", "is not after at; expected a later instant")]
        : [];
    case "intent_shown":
      return event.currency === undefined &&
        (event.value !== undefined || event.lines !== undefined)
        ? [issue("currency", "is missing; expected the ISO 4217 code of value and lines")]
        : [];
    case "tactic_decided":
      return event.currency === undefined && (event.cost !== undefined || event.worth !== undefined)
        ? [issue("currency", "is missing; expected the ISO 4217 code of cost and worth")]
        : [];
    case "customers_merged":
      return event.mergedCustomerIds.flatMap((id, index, ids) => {
        const path = ["mergedCustomerIds", index];
        if (id === event.customerId) {
          return [{ path, message: "is the surviving id; expected somebody else's" }];
        }
        return ids.indexOf(id) < index
          ? [{ path, message: `is ${showValue(id)} once more; expected each id once` }]
          : [];
      });
    case "order_refunded":
      return event.amountOf !== undefined && event.lines !== undefined
        ? [
            issue(
              "lines",
              "stand in a sum of all refunds; expected them in the refund with which they came back",
            ),
          ]
        : [];
    case "customer_identified":
    case "order_completed":
    case "order_cancelled":
    case "order_delivered":
    case "interaction_logged":
    case "complaint_resolved":
    case "tactic_delivered":
    case "tactic_responded":
    case "customers_split":
      return [];
  }
}

function checkFeedback(event: FeedbackReceived): Issue[] {
  const { kind, score, expected, perceived, complaintId } = event;
  const issues: Issue[] = [];
  const scale = SCALES[kind];
  if (score !== undefined && scale === undefined) {
    issues.push(issue("score", `is ${showValue(score)}; expected none for a ${kind}`));
  } else if (score !== undefined && scale !== undefined) {
    const { from, to, whole } = scale;
    if (score < from || score > to || (whole && !Number.isInteger(score))) {
      const range = `${whole ? "a whole number" : "a number"} from ${String(from)} to ${String(to)}`;
      issues.push(issue("score", `is ${showValue(score)}; expected ${range} for ${kind}`));
    }
  }
  if ((expected === undefined) !== (perceived === undefined)) {
    const missing = expected === undefined ? "expected" : "perceived";
    issues.push(issue(missing, "is missing; expected both expected and perceived, or neither"));
  }
  if (kind === "complaint" && complaintId === undefined) {
    issues.push(issue("complaintId", "is missing; expected the id by which it is resolved later"));
  }
  return issues;
}

function issue(field: string, message: string): Issue {
  return { path: [field], message };
}
