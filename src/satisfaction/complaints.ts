import { defined } from "../kernel";
import { isOptOut, type CustomerEvent, type FeedbackReceived } from "../events";
import type { SatisfactionPolicy } from "./satisfaction-policy";
import { publicWordOf } from "./classify-feedback";

const HOUR = 3_600_000;

/** One complaint and what became of it. */
export interface Complaint {
  /** Its id. */
  readonly complaintId: string;
  /** When it was made, or made again after it had been resolved. */
  readonly openedAt: Date;
  /** What it is about, as far as it says. */
  readonly topic?: string;
  /** The order it is about, if it says. */
  readonly orderId?: string;
  /** When the shop first answered, if it did: by a word on it, or by resolving it. */
  readonly answeredAt?: Date;
  /** When it was resolved, if it is. */
  readonly resolvedAt?: Date;
  /** Hours until the first answer, a fraction; missing while there is none. */
  readonly hoursToAnswer?: number;
  /** Hours until it was resolved, a fraction; missing while it is open. */
  readonly hoursToResolve?: number;
  /** Whether the shop was at fault, if that is known. */
  readonly ourFault?: boolean;
}

/** A customer who got in touch and waits for an answer. */
export interface Unanswered {
  /** The event. */
  readonly eventId: string;
  /** When they wrote or called. */
  readonly at: Date;
  /** The channel. */
  readonly channel: string;
  /** About what, if known. */
  readonly topic?: string;
}

/** What the shop owes a customer an answer to. */
export interface Correspondence {
  /** Every complaint, oldest first; one that was made again stands twice. */
  readonly complaints: readonly Complaint[];
  /** Contacts of the customer without an answer, oldest first. */
  readonly unanswered: readonly Unanswered[];
  /** When the last public criticism was told that nobody has answered, if there is one. */
  readonly unansweredCriticismAt?: Date;
}

type Draft = { -readonly [Field in keyof Complaint]: Complaint[Field] };

/**
 * Follows what was asked of the shop and how it answered. A word of the shop answers what it names by `replyTo` or
 * `complaintId`; one that names nothing answers all that waits.
 */
export function correspondenceOf(
  events: readonly CustomerEvent[],
  policy: SatisfactionPolicy,
): Correspondence {
  const complaints: Draft[] = [];
  const openById = new Map<string, Draft>();
  const byEvent = new Map<string, Draft>();
  const unanswered = new Set<Draft>();
  const waiting = new Map<string, Unanswered>();
  const criticism = new Map<string, FeedbackReceived>();
  const criticismOf = new Map<string, string[]>();
  const settle = (complaintId: string | undefined): void => {
    if (complaintId === undefined) return;
    for (const id of criticismOf.get(complaintId) ?? []) criticism.delete(id);
    criticismOf.delete(complaintId);
  };
  const answered = (complaint: Draft | undefined, at: Date): void => {
    if (complaint !== undefined && unanswered.delete(complaint)) answer(complaint, at);
  };
  for (const event of events) {
    if (event.type === "feedback_received" && publicWordOf(event, policy) === "criticism") {
      criticism.set(event.id, event);
      const { complaintId } = event;
      if (complaintId !== undefined) {
        const ids = criticismOf.get(complaintId);
        if (ids === undefined) criticismOf.set(complaintId, [event.id]);
        else ids.push(event.id);
      }
    }
    if (event.type === "feedback_received" && event.kind === "complaint") {
      const complaint = draftOf(event);
      if (openById.has(complaint.complaintId)) continue;
      complaints.push(complaint);
      openById.set(complaint.complaintId, complaint);
      byEvent.set(event.id, complaint);
      unanswered.add(complaint);
    } else if (event.type === "complaint_resolved") {
      const open = openById.get(event.complaintId);
      answered(open, event.at);
      if (open !== undefined) resolve(open, event.at, event.ourFault);
      openById.delete(event.complaintId);
      settle(event.complaintId);
    } else if (event.type === "interaction_logged") {
      const { id: eventId, at, channel, topic, replyTo, complaintId } = event;
      if (event.direction === "inbound") {
        // An opt-out is heeded, not answered.
        if (isOptOut(event.summary)) continue;
        if (event.sentiment === "positive" || replyTo !== undefined) continue;
        waiting.set(eventId, { eventId, at, channel, ...defined({ topic }) });
        continue;
      }
      const general = replyTo === undefined && complaintId === undefined;
      if (general) for (const one of unanswered) answered(one, at);
      if (replyTo !== undefined) answered(byEvent.get(replyTo), at);
      // Of those with one id all but the open one are resolved, and so answered.
      if (complaintId !== undefined) answered(openById.get(complaintId), at);
      settle(complaintId);
      if (general) {
        waiting.clear();
        criticism.clear();
      } else if (replyTo !== undefined) {
        waiting.delete(replyTo);
        criticism.delete(replyTo);
      }
    }
  }
  const criticised = [...criticism.values()].at(-1)?.at;
  return {
    complaints,
    unanswered: [...waiting.values()],
    ...defined({ unansweredCriticismAt: criticised }),
  };
}

function draftOf(event: FeedbackReceived): Draft {
  const { complaintId = "", at: openedAt, topic, orderId } = event;
  return {
    complaintId,
    openedAt,
    ...defined({ topic, orderId }),
  };
}

function answer(complaint: Draft, at: Date): void {
  complaint.answeredAt = at;
  complaint.hoursToAnswer = (at.getTime() - complaint.openedAt.getTime()) / HOUR;
}

function resolve(complaint: Draft, at: Date, ourFault: boolean | undefined): void {
  complaint.resolvedAt = at;
  complaint.hoursToResolve = (at.getTime() - complaint.openedAt.getTime()) / HOUR;
  if (ourFault !== undefined) complaint.ourFault = ourFault;
}
