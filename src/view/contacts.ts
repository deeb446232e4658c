import { defined } from "../kernel";
import {
  inboundMessages,
  isOptOut,
  type CustomerEvent,
  type TacticArm,
  type TacticOutcome,
} from "../events";
import { channelName } from "../profile";
import { orderStands, type Order, type PurchaseSummary } from "../purchases";

/** What was once done for the customer, and the answer. */
export interface TacticContact {
  /** The decision. */
  readonly decisionId: string;
  /** Id of the tactic. */
  readonly tactic: string;
  /** When it was decided. */
  readonly decidedAt: Date;
  /** Whether it was to be carried out or held out. */
  readonly arm: TacticArm;
  /** Which holdout it fell into, if it did: `all`, or the id of the tactic. */
  readonly holdout?: string;
  /** Class of the message, as it was told then. */
  readonly messageClass?: string;
  /** Channel it went by, or was to go by. */
  readonly channel?: string;
  /** When it was to go out, if later than decided. */
  readonly sendAt?: Date;
  /** The product it offered, if one. */
  readonly sku?: string;
  /** When it last reached the customer, if it did. */
  readonly deliveredAt?: Date;
  /** When the customer last rejected it, if ever. */
  readonly rejectedAt?: Date;
  /** The customer's last answer, if any. */
  readonly outcome?: TacticOutcome;
  /** When that answer came. */
  readonly respondedAt?: Date;
}

/** Customer and shop were in touch, beside what tactics did. */
export interface Talk {
  /** The instant. */
  readonly at: Date;
  /** By e-mail, WhatsApp, phone, … */
  readonly channel: string;
  /** `inbound`: the customer began; `outbound`: the shop did. */
  readonly direction: "inbound" | "outbound";
  /** What it was about, if told. */
  readonly topic?: string;
  /** True if it answers something that was said before, or belongs to a complaint. */
  readonly answers: boolean;
  /** True if it is an opt-out of the customer's, which asks for no answer. */
  readonly optsOut: boolean;
}

/** The last time that a customer wrote or called on a channel. */
export interface LastMessage {
  /** The channel by its one name: `email`, `whatsapp`, … */
  readonly channel: string;
  /** The instant. */
  readonly at: Date;
}

/**
 * Finds when a customer last wrote or called on each channel, since there they can be answered. An opt-out asks for no answer.
 */
export function lastMessagesOf(events: readonly CustomerEvent[]): LastMessage[] {
  const last = new Map<string, Date>();
  for (const { event, channel, isOptOut } of inboundMessages(events)) {
    if (channel !== undefined && !isOptOut) last.set(channelName(channel), event.at);
  }
  return [...last].map(([channel, at]) => ({ channel, at }));
}

/** Gathers when customer and shop were in touch. */
export function talksOf(events: readonly CustomerEvent[]): Talk[] {
  const talks: Talk[] = [];
  for (const event of events) {
    if (event.type !== "interaction_logged") continue;
    const { at, channel, direction, topic, summary, replyTo, complaintId } = event;
    talks.push({
      at,
      channel,
      direction,
      ...defined({ topic }),
      answers: replyTo !== undefined || complaintId !== undefined,
      optsOut: direction === "inbound" && isOptOut(summary),
    });
  }
  return talks;
}

/**
 * Gathers what was done for a customer. That a tactic `converted` holds only as long as the order that it led to: one that was
 * cancelled or refunded in full is no answer.
 */
export function contactsOf(
  events: readonly CustomerEvent[],
  orders: readonly Order[],
): TacticContact[] {
  const fallen = new Set(orders.filter((order) => !orderStands(order)).map(({ id }) => id));
  const contacts = new Map<string, TacticContact>();
  for (const event of events) {
    if (event.type !== "tactic_decided") continue;
    const { decisionId, tactic, at: decidedAt, arm, holdout, channel, sendAt, sku } = event;
    contacts.set(decisionId, {
      decisionId,
      tactic,
      decidedAt,
      arm,
      ...defined({ holdout, messageClass: event.class, channel, sendAt, sku }),
    });
  }
  // A delivery may bear the instant of its decision, and its id may then come first.
  for (const event of events) {
    if (event.type !== "tactic_delivered" && event.type !== "tactic_responded") continue;
    const decided = contacts.get(event.decisionId);
    if (decided === undefined) continue;
    if (event.type === "tactic_responded" && event.outcome === "converted") {
      if (event.orderId !== undefined && fallen.has(event.orderId)) continue;
    }
    contacts.set(event.decisionId, { ...decided, ...newsOf(event, decided) });
  }
  return [...contacts.values()];
}

function newsOf(
  event: Extract<CustomerEvent, { type: "tactic_delivered" | "tactic_responded" }>,
  decided: TacticContact,
): Partial<TacticContact> {
  if (event.type === "tactic_delivered") {
    // A message that was read had arrived before, and may say both.
    if (decided.deliveredAt !== undefined) return {};
    const { at: deliveredAt, channel } = event;
    return channel === undefined ? { deliveredAt } : { deliveredAt, channel };
  }
  const { outcome, at: respondedAt } = event;
  return { outcome, respondedAt, ...(outcome === "rejected" ? { rejectedAt: respondedAt } : {}) };
}

/** Finds when shop and customer were last in touch, by order, talk or tactic. */
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
