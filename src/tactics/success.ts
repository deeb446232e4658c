import type { CustomerEvent } from "../events";
import type { TacticContact } from "../view";

/**
 * What can count as success of a tactic: `order` any order, `item_order` one with the item offered, `category_order` one
 * with a category not bought before, `reply` an answer of the customer, `intent` any sign of interest, `consent` a
 * marketing consent, `profile` something learned of them, `preference` their preferred channel learned, `feedback` a
 * survey answered, `content` a CSAT of 4 or more, `public_review` a review or mention that others can read, `accepted`
 * an invitation accepted, `resolved` the complaint put right, `answered` the shop has answered, `no_complaint` and
 * `no_return` that nothing of the kind came, `referral` somebody referred has bought, `idea` a suggestion.
 */
export const SUCCESSES = [
  "order",
  "item_order",
  "category_order",
  "reply",
  "order_or_reply",
  "intent",
  "consent",
  "profile",
  "preference",
  "feedback",
  "content",
  "public_review",
  "accepted",
  "resolved",
  "answered",
  "no_complaint",
  "no_return",
  "referral",
  "idea",
] as const;

/** One of {@link SUCCESSES}. */
export type Success = (typeof SUCCESSES)[number];

type Test = (event: CustomerEvent, contact: Pick<TacticContact, "decisionId" | "sku">) => boolean;

const isReply: Test = (event, { decisionId }) =>
  (event.type === "interaction_logged" && event.direction === "inbound") ||
  event.type === "feedback_received" ||
  (event.type === "tactic_responded" &&
    event.decisionId === decisionId &&
    (event.outcome === "clicked" || event.outcome === "accepted"));

const isOrder: Test = (event) => event.type === "order_completed";

/** Tells of one event whether it is what was hoped for; of `no_…`, whether it is what was feared. */
const TESTS: Readonly<Record<Success, Test>> = {
  order: isOrder,
  item_order: (event, { sku }) =>
    event.type === "order_completed" &&
    (sku === undefined ||
      event.lines === undefined ||
      event.lines.some((line) => line.sku === sku)),
  category_order: isOrder,
  reply: isReply,
  order_or_reply: (event, contact) => isOrder(event, contact) || isReply(event, contact),
  intent: (event) => event.type === "intent_shown" && event.signal !== "product_removed",
  consent: (event) => event.type === "consent_changed" && event.status === "granted",
  profile: (event) => event.type === "customer_identified",
  preference: (event) =>
    event.type === "customer_identified" && event.traits.preferredChannel !== undefined,
  feedback: (event) =>
    event.type === "feedback_received" && ["csat", "nps", "ces", "review"].includes(event.kind),
  content: (event) =>
    event.type === "feedback_received" && event.kind === "csat" && (event.score ?? 0) >= 4,
  public_review: (event) =>
    event.type === "feedback_received" && (event.kind === "review" || event.public === true),
  accepted: (event, { decisionId }) =>
    event.type === "tactic_responded" &&
    event.decisionId === decisionId &&
    event.outcome === "accepted",
  resolved: (event) => event.type === "complaint_resolved",
  answered: (event) => event.type === "interaction_logged" && event.direction === "outbound",
  no_complaint: (event) => event.type === "feedback_received" && event.kind === "complaint",
  no_return: (event) => event.type === "order_refunded",
  referral: (event) => event.type === "referral_converted",
  idea: (event) => event.type === "feedback_received" && event.kind === "suggestion",
};

/** What a success is looked for in. */
export interface SuccessWindow {
  /** First instant that counts, not included itself. */
  readonly after: Date;
  /** First instant that counts no more. */
  readonly before: Date;
  /** Categories bought from before; asked for by `category_order` only. */
  readonly categoriesBefore?: ReadonlySet<string>;
}

/**
 * Finds what made a tactic succeed.
 *
 * @param success - what counts
 * @param contact - the decision, and the item it offered
 * @param events - the customer's, in order
 * @param window - from when until when
 * @returns the event; `"nothing_came"` where nothing was feared and nothing came; `undefined` if there was no success
 */
export function findSuccess(
  success: Success,
  contact: Pick<TacticContact, "decisionId" | "sku">,
  events: readonly CustomerEvent[],
  { after, before, categoriesBefore }: SuccessWindow,
): CustomerEvent | "nothing_came" | undefined {
  const test = TESTS[success];
  const found = events.find((event) => {
    if (event.at <= after || event.at >= before || !test(event, contact)) return false;
    if (success !== "category_order" || event.type !== "order_completed") return true;
    return (event.lines ?? []).some(
      ({ category }) => category !== undefined && categoriesBefore?.has(category) !== true,
    );
  });
  if (success !== "no_complaint" && success !== "no_return") return found;
  return found === undefined ? "nothing_came" : undefined;
}
