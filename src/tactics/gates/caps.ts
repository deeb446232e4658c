import type { Calendar } from "../../kernel";
import type { Channel, MessageClass } from "../channels";
import type { Touch } from "./contact-history";
import type { ContactCap, TacticPolicy } from "../policy/policy";

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
