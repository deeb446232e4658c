import { isAboutMessages, isOptOut, type CustomerEvent, type TacticOutcome } from "../../events";
import { keptLines, ordersFromEvents, orderStands, type Order } from "../../purchases";
import {
  DEFAULT_SATISFACTION_POLICY,
  isCritical,
  verdictOf,
  type SatisfactionPolicy,
} from "../../satisfaction";
import type { TacticContact } from "../../view";

/**
 * What can count as success of a tactic: `order` any order, `item_order` one with the item offered, `category_order` one
 * with a category not bought before, `reply` an answer of the customer, `intent` any sign of interest, `consent` a
 * marketing consent, `profile` something learned of them, `preference` their preferred channel learned, `feedback` a
 * survey answered or an opinion given, `content` a CSAT of the satisfied, `public_review` a review or mention that others can
 * read, `accepted` an invitation accepted, `resolved` the complaint put right, `answered` the shop has answered,
 * `no_complaint` and `no_return` that nothing of the kind came, `referral` somebody referred has bought, `idea` a suggestion.
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

/** One of `words.successes`. */
export type Success = (typeof SUCCESSES)[number];

/** What success is looked for in: what one customer did, and their orders as they stand at the instant of the answer. */
export interface CustomerPast {
  /** Events of the customer, in order. */
  readonly events: readonly CustomerEvent[];
  /** Their orders, cancelled or not. */
  readonly orders: readonly Order[];
  /** Those that stand, by customer and id. */
  readonly standing: ReadonlyMap<string, Order>;
  /** How scores are read. */
  readonly satisfaction: SatisfactionPolicy;
}

/** Looks at what a customer did. */
export function pastOf(
  events: readonly CustomerEvent[],
  asOf: Date,
  satisfaction: SatisfactionPolicy = DEFAULT_SATISFACTION_POLICY,
): CustomerPast {
  const orders = ordersFromEvents(events, { asOf });
  const standing = new Map(
    orders
      .filter((order) => orderStands(order))
      .map((order) => [orderKey(order.customerId, order.id), order]),
  );
  return { events, orders, standing, satisfaction };
}

function orderKey(customerId: string, orderId: string): string {
  return JSON.stringify([customerId, orderId]);
}

/** From when until when a success counts. */
export interface SuccessWindow {
  /** First instant that counts, not included itself. */
  readonly after: Date;
  /** First instant that counts no more. */
  readonly before: Date;
}

/** What a tactic hopes for. */
interface Aim {
  readonly success?: Success;
  readonly asks?: boolean;
}

type Decided = Pick<TacticContact, "decisionId" | "sku" | "decidedAt">;
type Test = (event: CustomerEvent, contact: Decided, past: CustomerPast) => boolean;

const isReply: Test = (event, { decisionId }) =>
  (event.type === "interaction_logged" && event.direction === "inbound") ||
  event.type === "feedback_received" ||
  (event.type === "tactic_responded" &&
    event.decisionId === decisionId &&
    (event.outcome === "clicked" || event.outcome === "accepted"));

const isOrder: Test = (event, _, past) => standingOrder(event, past) !== undefined;

/** Whether one event is what was hoped for; of `no_…`, whether it is what was feared. */
const TESTS: Readonly<Record<Success, Test>> = {
  order: isOrder,
  item_order: (event, { sku }, past) => {
    const order = standingOrder(event, past);
    if (order === undefined) return false;
    return (
      sku === undefined ||
      order.lines === undefined ||
      keptLines(order).some((line) => line.sku === sku)
    );
  },
  category_order: (event, { decidedAt }, past) => {
    const order = standingOrder(event, past);
    if (order === undefined) return false;
    const known = categoriesUntil(past.standing.values(), decidedAt);
    return keptLines(order).some(({ category }) => category !== undefined && !known.has(category));
  },
  reply: isReply,
  order_or_reply: (event, contact, past) =>
    isOrder(event, contact, past) || isReply(event, contact, past),
  intent: (event) => event.type === "intent_shown" && event.signal !== "product_removed",
  // One that is told again without a date of its own is no answer.
  consent: (event) =>
    event.type === "consent_changed" && event.status === "granted" && event.undated !== true,
  profile: (event) => event.type === "customer_identified",
  preference: (event) =>
    event.type === "customer_identified" && event.traits.preferredChannel !== undefined,
  feedback: (event) => event.type === "feedback_received" && event.kind !== "suggestion",
  content: (event, _, { satisfaction }) =>
    event.type === "feedback_received" &&
    event.kind === "csat" &&
    verdictOf(event, satisfaction)?.verdict === "satisfied",
  public_review: (event) =>
    event.type === "feedback_received" && (event.kind === "review" || event.public === true),
  accepted: (event, { decisionId }) =>
    event.type === "tactic_responded" &&
    event.decisionId === decisionId &&
    event.outcome === "accepted",
  resolved: (event) => event.type === "complaint_resolved",
  answered: (event) => event.type === "interaction_logged" && event.direction === "outbound",
  no_complaint: () => false,
  no_return: (event) => event.type === "order_refunded",
  referral: (event) => event.type === "referral_converted",
  idea: (event) => event.type === "feedback_received" && event.kind === "suggestion",
};

/** Facts that an answer of the customer cannot undo; everything else is an answer itself. */
const FACTS: readonly Success[] = [
  "order",
  "item_order",
  "category_order",
  "order_or_reply",
  "resolved",
  "answered",
  "referral",
];
const REFUSALS: readonly TacticOutcome[] = ["rejected", "complained", "unsubscribed"];
/** Outcomes that nobody said: they are worked out from what else happened. */
const CLOSINGS: readonly TacticOutcome[] = ["ignored", "converted"];

/**
 * Finds what made a tactic succeed: the one rule of what is a success, for trials, effects and chances alike. An order
 * counts as it stands, so one that was cancelled or refunded in full does not. Rejecting the message, complaining about it
 * or unsubscribing is no answer, and a complaint, a bad score or a negative word is no success; of a tactic that asks
 * it is an answer, unless it is about being written to.
 */
export function findSuccess(
  { success, asks = false }: Aim,
  contact: Decided,
  past: CustomerPast,
  window: SuccessWindow,
): CustomerEvent | "nothing_came" | undefined {
  if (success === undefined) return undefined;
  const { events } = past;
  const within = ({ at }: CustomerEvent): boolean => at > window.after && at < window.before;
  const refused = isRefused(contact, events, window);
  const isAgainst = (event: CustomerEvent): boolean =>
    isAboutContact(event) || (!asks && isCriticism(event, past));
  if (success === "no_complaint" || success === "no_return") {
    const feared = (event: CustomerEvent): boolean =>
      isAgainst(event) || TESTS[success](event, contact, past);
    return refused || events.some((event) => within(event) && feared(event))
      ? undefined
      : "nothing_came";
  }
  if (refused && !FACTS.includes(success)) return undefined;
  const test = TESTS[refused && success === "order_or_reply" ? "order" : success];
  return events.find((event) => within(event) && test(event, contact, past) && !isAgainst(event));
}

/** Whether the last that the customer said of the message itself, within its window, was that they do not want it. */
function isRefused(
  { decisionId }: Decided,
  events: readonly CustomerEvent[],
  { before }: SuccessWindow,
): boolean {
  const last = events.findLast(
    (event) =>
      event.type === "tactic_responded" &&
      event.decisionId === decisionId &&
      event.at < before &&
      !CLOSINGS.includes(event.outcome),
  );
  return last?.type === "tactic_responded" && REFUSALS.includes(last.outcome);
}

/** Speaks against being written to: an opt-out, or a complaint about messages. */
function isAboutContact(event: CustomerEvent): boolean {
  if (event.type === "interaction_logged") {
    return event.direction === "inbound" && isOptOut(event.summary);
  }
  if (event.type === "tactic_responded") return isOptOut(event.text);
  if (event.type !== "feedback_received") return false;
  const { kind, topic, text } = event;
  return isOptOut(text) || (kind === "complaint" && [topic, text].some(isAboutMessages));
}

/** Speaks against the shop: a complaint, a bad score, a negative word. */
function isCriticism(event: CustomerEvent, { satisfaction }: CustomerPast): boolean {
  if (event.type === "interaction_logged") {
    const { direction, sentiment, complaintId } = event;
    return direction === "inbound" && (sentiment === "negative" || complaintId !== undefined);
  }
  return (
    event.type === "feedback_received" &&
    (event.sentiment === "negative" || isCritical(event, satisfaction))
  );
}

/** The order that an event tells, where this is what counts of it: not a version that a later one replaced. */
function standingOrder(event: CustomerEvent, { standing }: CustomerPast): Order | undefined {
  if (event.type !== "order_completed") return undefined;
  const order = standing.get(orderKey(event.customerId, event.orderId));
  return order?.placedAt.getTime() === event.at.getTime() ? order : undefined;
}

function categoriesUntil(standing: Iterable<Order>, until: Date): Set<string> {
  const categories = new Set<string>();
  for (const order of standing) {
    if (order.placedAt > until) continue;
    for (const { category } of keptLines(order)) {
      if (category !== undefined) categories.add(category);
    }
  }
  return categories;
}
