import { defined } from "../../kernel";
import type { Calendar } from "../../kernel";
import type { CustomerView, TacticContact } from "../../view";
import { goesOut, MESSAGE_CLASSES, type MessageClass } from "../channels";
import type { TacticPolicy } from "../policy/policy";

/** One time at which the shop reached out to a customer, or is about to. */
export interface Touch {
  /** The instant. */
  readonly at: Date;
  /** Calendar day of the customer's. */
  readonly day: number;
  /** By which channel, if told. */
  readonly channel?: string;
  /** What kind of message it was. */
  readonly messageClass: MessageClass;
}

/** One time at which a tactic was used, or would have been but for a holdout. */
export interface TacticUse {
  /** The tactic. */
  readonly tactic: string;
  /** The instant. */
  readonly at: Date;
  /** When it was rejected, if it was. */
  readonly rejectedAt?: Date;
}

/** What was done for a customer, as limits count it. */
export interface ContactHistory {
  /** Contacts that are no service, oldest first. */
  readonly touches: readonly Touch[];
  /** Every use of a tactic, in the order of the decisions. */
  readonly uses: readonly TacticUse[];
  /** When the customer last wrote or called, opt-outs aside, if ever. */
  readonly lastInboundAt?: Date;
}

/**
 * Gathers what limits count: tactics delivered; tactics decided and not yet known to have arrived, for some days;
 * and messages that staff sent of their own accord. Answers within a conversation are none.
 */
export function contactHistory(
  view: CustomerView<string>,
  classes: ReadonlyMap<string, MessageClass>,
  policy: Pick<TacticPolicy, "pendingDays" | "conversationHours">,
  calendar: Calendar,
): ContactHistory {
  const today = calendar.dayOf(view.asOf);
  const touches: Touch[] = [];
  const uses: TacticUse[] = [];
  for (const contact of view.contacts) {
    const { tactic, arm, channel, rejectedAt } = contact;
    const at =
      arm === "holdout"
        ? contact.decidedAt
        : reachedAt(contact, calendar, today, policy.pendingDays);
    const messageClass = classOf(contact, classes);
    if (at === undefined) continue;
    uses.push({ tactic, at, ...defined({ rejectedAt }) });
    if (arm === "holdout" || messageClass === "service") continue;
    if (channel !== undefined && !goesOut(channel)) continue;
    touches.push({
      at,
      day: calendar.dayOf(at),
      messageClass,
      ...defined({ channel }),
    });
  }
  let lastInboundAt: Date | undefined;
  for (const { at, channel, direction, answers, optsOut } of view.talks) {
    if (optsOut) continue;
    if (direction === "inbound") lastInboundAt = at;
    else if (!answers && goesOut(channel) && !isOpen(lastInboundAt, at, policy)) {
      touches.push({ at, day: calendar.dayOf(at), channel, messageClass: "marketing" });
    }
  }
  touches.sort((a, b) => a.at.getTime() - b.at.getTime());
  return { touches, uses, ...defined({ lastInboundAt }) };
}

/** Whether a conversation that the customer began is still open. */
export function isOpen(
  lastInboundAt: Date | undefined,
  at: Date,
  policy: Pick<TacticPolicy, "conversationHours">,
): boolean {
  return (
    lastInboundAt !== undefined &&
    at.getTime() < lastInboundAt.getTime() + policy.conversationHours * 3_600_000
  );
}

/** When a contact reached the customer, or will, as far as is known; `undefined` once it is too late to expect it. */
function reachedAt(
  { deliveredAt, respondedAt, sendAt, decidedAt }: TacticContact,
  calendar: Calendar,
  today: number,
  pendingDays: number,
): Date | undefined {
  if (deliveredAt !== undefined) return deliveredAt;
  const planned = sendAt ?? decidedAt;
  if (respondedAt !== undefined) return planned;
  return today < calendar.dayOf(planned) + pendingDays ? planned : undefined;
}

/** Gives the class of a contact's message. */
export function classOf(
  contact: Pick<TacticContact, "messageClass" | "tactic">,
  classes: ReadonlyMap<string, MessageClass>,
): MessageClass {
  const told = MESSAGE_CLASSES.find((known) => known === contact.messageClass);
  return told ?? classes.get(contact.tactic) ?? "marketing";
}
