import { defined } from "../../kernel";
import type { CustomerEvent } from "../../events";

/**
 * Keeps of events how somebody behaved, and nothing of who they are: no texts, no names, no ids but of products and
 * tactics. Orders are not among them, since the store keeps those itself.
 *
 * @param events - of one id
 * @param pseudonym - whose they are from then on
 * @returns new events with new ids
 */
export function anonymousEvents(
  events: readonly CustomerEvent[],
  pseudonym: string,
): CustomerEvent[] {
  const hidden = new Map<string, string>();
  const hide = (id: string): string => {
    const there = hidden.get(id) ?? `${pseudonym}-${String(hidden.size + 1)}`;
    hidden.set(id, there);
    return there;
  };
  return events.flatMap((event, index): CustomerEvent[] => {
    const { at, recordedAt } = event;
    const base = {
      id: `${pseudonym}-event-${String(index + 1)}`,
      customerId: pseudonym,
      at,
      ...defined({ recordedAt }),
    };
    switch (event.type) {
      case "intent_shown": {
        const { type, signal, sku, category, quantity, value, currency } = event;
        return [
          { ...base, type, signal, ...defined({ sku, category, quantity, value, currency }) },
        ];
      }
      case "interaction_logged": {
        const { type, channel, direction, sentiment } = event;
        return [{ ...base, type, channel, direction, ...defined({ sentiment }) }];
      }
      case "feedback_received": {
        const { type, kind, score, expected, perceived, sentiment, sku, complaintId } = event;
        const complaint = complaintId === undefined ? {} : { complaintId: hide(complaintId) };
        const figures = defined({
          score,
          expected,
          perceived,
          sentiment,
          sku,
          public: event.public,
        });
        return [{ ...base, type, kind, ...figures, ...complaint }];
      }
      case "complaint_resolved": {
        const { type, complaintId, ourFault } = event;
        return [{ ...base, type, complaintId: hide(complaintId), ...defined({ ourFault }) }];
      }
      case "competitor_offer": {
        const { type, response, sku, category, until } = event;
        return [{ ...base, type, response, ...defined({ sku, category, until }) }];
      }
      case "tactic_decided": {
        const { type, decisionId, tactic, arm, channel, sku, cost, worth, currency } = event;
        const { class: kind, holdout, treatment, sendAt, policyVersion } = event;
        const more = defined({ class: kind, holdout, treatment, sendAt, policyVersion });
        const figures = defined({ channel, sku, cost, worth, currency });
        const decision = { decisionId: hide(decisionId), tactic, arm, reasons: [] };
        return [{ ...base, type, ...decision, ...more, ...figures }];
      }
      case "tactic_delivered": {
        const { type, decisionId, channel } = event;
        return [{ ...base, type, decisionId: hide(decisionId), ...defined({ channel }) }];
      }
      case "tactic_responded": {
        const { type, decisionId, outcome } = event;
        return [{ ...base, type, decisionId: hide(decisionId), outcome }];
      }
      case "customer_identified":
      case "order_completed":
      case "order_refunded":
      case "order_cancelled":
      case "order_delivered":
      case "referral_made":
      case "referral_converted":
      case "consent_changed":
      case "stage_overridden":
      case "customers_merged":
      case "customers_split":
        return [];
    }
  });
}
