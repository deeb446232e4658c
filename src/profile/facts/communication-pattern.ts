import type { CustomerEvent } from "../../events";
import { defined, calendarOf, isSetiaError, type Calendar } from "../../kernel";
import { channelName } from "../contacts/channels";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** An answer within so many days after a message on the same channel counts as one to it. */
const ANSWER_DAYS = 7;
/** Fewer messages than this tell nothing of habits. */
const LEAST_FOR_A_HABIT = 3;
/** How many hours a habit may span. */
const HABIT_HOURS = 4;

/** How the customer uses one channel. */
export interface ChannelPattern {
  /** The channel. */
  readonly channel: string;
  /** Messages and talks that the customer began or answered with. */
  readonly inbound: number;
  /** Messages and talks of the shop, tactics that reached the customer included. */
  readonly outbound: number;
  /** How many of those the customer answered: by a reply, within 7 days on that channel, or by acting on a tactic. */
  readonly answered: number;
  /** `answered / outbound`, 0–1; missing while the shop has sent nothing. */
  readonly answerRate?: number;
  /** Half of the answers came within so many minutes; missing while there is none. */
  readonly medianAnswerMinutes?: number;
  /** The last time that the customer was heard there. */
  readonly lastInboundAt?: Date;
}

/** When and how a customer writes and answers. */
export interface CommunicationPattern {
  /** IANA zone of the hours and weekdays: the customer's if known, else the shop's. */
  readonly timeZone: string;
  /** Every channel used, the one most answered on first, then most heard on, then by name. */
  readonly channels: readonly ChannelPattern[];
  /** Messages and talks from the customer by hour of the day: 24 counts from midnight on. */
  readonly byHour: readonly number[];
  /** The same by day of the week: 7 counts from Monday on. */
  readonly byWeekday: readonly number[];
  /**
   * Hours of the day, from the first up to and without the second, in which at least half of the messages came; missing
   * while there are fewer than 3 or no such hours. Over midnight `from` is the greater one.
   */
  readonly usualHours?: { readonly from: number; readonly to: number };
  /** True if most came on Saturday and Sunday, false if most did not; missing with fewer than 3. */
  readonly mostlyWeekend?: boolean;
}

interface Draft {
  inbound: number;
  outbound: number;
  lastInboundAt?: Date;
  readonly answers: number[];
  /** What the shop sent and is not answered yet, by event id or decision. */
  readonly open: Map<string, Date>;
}

/** Reads off how a customer communicates. */
export function communicationPattern(
  events: readonly CustomerEvent[],
  timeZone: string | undefined,
  shopZone: string,
): CommunicationPattern {
  const calendar = knownCalendar(timeZone) ?? calendarOf(shopZone);
  const drafts = new Map<string, Draft>();
  const draftOf = (channel: string): Draft => {
    const name = channelName(channel);
    const there = drafts.get(name) ?? { inbound: 0, outbound: 0, answers: [], open: new Map() };
    drafts.set(name, there);
    return there;
  };
  const decided = new Map<string, string>();
  const delivered = new Set<string>();
  const byHour = Array.from({ length: 24 }, () => 0);
  const byWeekday = Array.from({ length: 7 }, () => 0);
  for (const event of events) {
    if (event.type === "tactic_decided" && event.channel !== undefined) {
      decided.set(event.decisionId, event.channel);
    } else if (event.type === "tactic_delivered") {
      const channel = event.channel ?? decided.get(event.decisionId);
      if (channel === undefined || delivered.has(event.decisionId)) continue;
      decided.set(event.decisionId, channel);
      delivered.add(event.decisionId);
      send(draftOf(channel), `decision ${event.decisionId}`, event.at);
    } else if (event.type === "tactic_responded") {
      const channel = decided.get(event.decisionId);
      if (channel === undefined || !ANSWERS.has(event.outcome)) continue;
      answer(draftOf(channel), `decision ${event.decisionId}`, event.at);
    } else if (event.type === "interaction_logged") {
      const draft = draftOf(event.channel);
      if (event.direction === "outbound") {
        send(draft, event.id, event.at);
        continue;
      }
      draft.inbound++;
      draft.lastInboundAt = event.at;
      answer(draft, event.replyTo ?? lastOpen(draft, event.at), event.at);
      const day = calendar.dayOf(event.at);
      const hour = Math.floor((event.at.getTime() - calendar.startOf(day).getTime()) / HOUR);
      count(byHour, Math.min(hour, 23));
      // 1970-01-01 was a Thursday.
      count(byWeekday, (((day + 3) % 7) + 7) % 7);
    }
  }
  return { timeZone: calendar.timeZone, channels: patterns(drafts), ...habits(byHour, byWeekday) };
}

/** What counts as an answer to a tactic; to leave is none. */
const ANSWERS: ReadonlySet<string> = new Set([
  "clicked",
  "accepted",
  "rejected",
  "converted",
  "complained",
]);

function knownCalendar(timeZone: string | undefined): Calendar | undefined {
  if (timeZone === undefined) return undefined;
  try {
    return calendarOf(timeZone);
  } catch (error) {
    // The log may hold a zone that this machine does not know.
    if (isSetiaError(error)) return undefined;
    throw error;
  }
}

function send(draft: Draft, id: string, at: Date): void {
  draft.outbound++;
  draft.open.set(id, at);
}

function answer(draft: Draft, id: string | undefined, at: Date): void {
  const sent = id === undefined ? undefined : draft.open.get(id);
  if (id === undefined || sent === undefined) return;
  draft.open.delete(id);
  draft.answers.push((at.getTime() - sent.getTime()) / 60_000);
}

function lastOpen(draft: Draft, at: Date): string | undefined {
  const [id, sent] = [...draft.open].at(-1) ?? [];
  return sent !== undefined && at.getTime() - sent.getTime() <= ANSWER_DAYS * DAY ? id : undefined;
}

function count(counts: number[], at: number): void {
  counts[at] = counts[at]! + 1;
}

function patterns(drafts: ReadonlyMap<string, Draft>): ChannelPattern[] {
  return [...drafts]
    .map(([channel, { inbound, outbound, answers, lastInboundAt }]): ChannelPattern => {
      const sorted = [...answers].sort((a, b) => a - b);
      const median = sorted[Math.ceil(sorted.length / 2) - 1];
      return {
        ...{ channel, inbound, outbound, answered: answers.length },
        ...(outbound === 0 ? {} : { answerRate: answers.length / outbound }),
        ...(median === undefined ? {} : { medianAnswerMinutes: Math.round(median) }),
        ...defined({ lastInboundAt }),
      };
    })
    .sort(
      (a, b) =>
        b.answered - a.answered || b.inbound - a.inbound || (a.channel < b.channel ? -1 : 1),
    );
}

function habits(
  byHour: readonly number[],
  byWeekday: readonly number[],
): Pick<CommunicationPattern, "byHour" | "byWeekday" | "usualHours" | "mostlyWeekend"> {
  const all = byHour.reduce((sum, one) => sum + one, 0);
  if (all < LEAST_FOR_A_HABIT) return { byHour, byWeekday };
  let from = 0;
  let most = 0;
  for (let start = 0; start < 24; start++) {
    let within = 0;
    for (let hour = start; hour < start + HABIT_HOURS; hour++) within += byHour[hour % 24]!;
    if (within > most) [from, most] = [start, within];
  }
  const weekend = byWeekday[5]! + byWeekday[6]!;
  return {
    byHour,
    byWeekday,
    ...(2 * most < all ? {} : { usualHours: { from, to: (from + HABIT_HOURS) % 24 } }),
    mostlyWeekend: 2 * weekend > all,
  };
}
