import { type Calendar, defined } from "../../kernel";
import type { CustomerView, TacticContact } from "../../view";
import type { ContactCap, TacticPolicy } from "../policy/policy";
import { type Channel, goesOut, MESSAGE_CLASSES, type MessageClass } from "../tactic";

const HOUR = 3_600_000;

/** What the caps say of one more contact. */
export type CapFinding = CapCount | CapSpacing;

/** The cap that decides: of those that are full the one that opens last, else the one with the least room. */
export interface CapCount {
  /** Whether one more contact may be made now. */
  readonly passed: boolean;
  /** The cap. */
  readonly cap: ContactCap;
  /** Contacts that it counts. */
  readonly used: number;
  /** How many there may be for a message of this class; `null` is without limit. */
  readonly allowed: number | null;
  /** When it opens if nothing else happens; missing if it is open or never will be. */
  readonly reopensAt?: Date;
}

/** The last contact on the channel is too near. */
export interface CapSpacing {
  /** Always false. */
  readonly passed: false;
  /** When the last contact on the channel was or will be. */
  readonly lastAt: Date;
  /** Hours that must lie between. */
  readonly hours: number;
  /** When they have passed. */
  readonly reopensAt: Date;
}

/**
 * Looks whether one more contact may be made. All caps and the spacing hold at once; contacts that are still to come
 * count as if they had been made.
 */
export function checkCaps(
  channel: Channel,
  messageClass: Exclude<MessageClass, "service">,
  at: Date,
  touches: readonly Touch[],
  policy: Pick<TacticPolicy, "caps" | "spacingHours">,
  calendar: Calendar,
): CapFinding | undefined {
  const today = calendar.dayOf(at);
  let decisive: CapFinding | undefined = spacing(channel, at, touches, policy);
  for (const cap of policy.caps) {
    if (cap.channel !== undefined && cap.channel !== channel) continue;
    if (cap.messageClass !== undefined && cap.messageClass !== messageClass) continue;
    const finding = count(cap, messageClass, today, touches, calendar);
    if (decisive === undefined || weight(finding) > weight(decisive)) decisive = finding;
  }
  return decisive;
}

/** What opens later weighs more; among open caps, what has less room. */
function weight(finding: CapFinding): number {
  if (finding.passed) {
    return finding.allowed === null ? -Infinity : finding.used - finding.allowed;
  }
  return finding.reopensAt?.getTime() ?? Infinity;
}

function spacing(
  channel: Channel,
  at: Date,
  touches: readonly Touch[],
  { spacingHours }: Pick<TacticPolicy, "spacingHours">,
): CapSpacing | undefined {
  const hours = spacingHours[channel];
  if (hours === undefined) return undefined;
  const last = touches.findLast((touch) => touch.channel === channel);
  if (last === undefined) return undefined;
  const reopensAt = new Date(last.at.getTime() + hours * HOUR);
  return at < reopensAt ? { passed: false, lastAt: last.at, hours, reopensAt } : undefined;
}

function count(
  cap: ContactCap,
  messageClass: MessageClass,
  today: number,
  touches: readonly Touch[],
  calendar: Calendar,
): CapCount {
  const { atMost, days, reservedForLifecycle = 0 } = cap;
  if (atMost === null) return { passed: true, cap, used: 0, allowed: null };
  const counted = touches.filter(
    (touch) =>
      touch.day > today - days &&
      (cap.channel === undefined || cap.channel === touch.channel) &&
      (cap.messageClass === undefined || cap.messageClass === touch.messageClass),
  );
  const isLifecycle = messageClass === "lifecycle";
  const reserved = isLifecycle ? 0 : Math.min(reservedForLifecycle, atMost);
  // Lifecycle messages fill the reserved slots first, so only those beyond take room from the others.
  const roomTaken = (left: readonly Touch[]): number => {
    const lifecycle = left.filter((touch) => touch.messageClass === "lifecycle").length;
    return left.length - lifecycle + Math.max(lifecycle, reserved);
  };
  const allowed = atMost - reserved;
  const used = roomTaken(counted) - reserved;
  if (used < allowed) return { passed: true, cap, used, allowed };
  if (allowed <= 0) return { passed: false, cap, used, allowed };
  // Contacts leave the window one after the other.
  const left = [...counted].sort((a, b) => a.day - b.day);
  let opensOn = today;
  for (let first = left.shift(); first !== undefined; first = left.shift()) {
    opensOn = first.day + days;
    if (roomTaken(left) - reserved < allowed) break;
  }
  return { passed: false, cap, used, allowed, reopensAt: calendar.startOf(opensOn) };
}

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
 * and messages that staff sent of their own accord. Answers within a conversation do not count.
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
