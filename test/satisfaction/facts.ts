/** Short words for the facts of these tests. */
import type {
  ComplaintResolved,
  CustomerEvent,
  FeedbackReceived,
  InteractionLogged,
  OrderCompleted,
} from "setia";

let serial = 0;

/** Noon of a day. */
export const at = (day: string): Date => new Date(`${day}T12:00:00Z`);

/** What every event of these tests carries. */
export const fact = (day: string): Pick<CustomerEvent, "id" | "customerId" | "at"> => ({
  id: `e${String(++serial)}`,
  customerId: "ani",
  at: at(day),
});

/** An answer to a survey, a review, a suggestion. */
export const feedback = (
  day: string,
  more: Pick<FeedbackReceived, "kind"> & Partial<FeedbackReceived>,
): FeedbackReceived => ({ ...fact(day), type: "feedback_received", ...more });

/** A complaint. */
export const complaint = (day: string, complaintId: string): FeedbackReceived =>
  feedback(day, { kind: "complaint", complaintId });

/** A complaint put right. */
export const resolved = (
  day: string,
  complaintId: string,
  more: Partial<ComplaintResolved> = {},
): ComplaintResolved => ({ ...fact(day), type: "complaint_resolved", complaintId, ...more });

/** The customer got in touch. */
export const inbound = (day: string, more: Partial<InteractionLogged> = {}): InteractionLogged => ({
  ...fact(day),
  type: "interaction_logged",
  channel: "whatsapp",
  direction: "inbound",
  ...more,
});

/** The shop got in touch. */
export const outbound = (
  day: string,
  more: Partial<InteractionLogged> = {},
): InteractionLogged => ({
  ...inbound(day, more),
  direction: "outbound",
});

/** An order. */
export const order = (day: string, orderId: string, total = 100): OrderCompleted => ({
  ...fact(day),
  type: "order_completed",
  orderId,
  currency: "IDR",
  total,
});
