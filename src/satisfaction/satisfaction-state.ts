import type { CustomerEvent } from "../events";
import { formatDay, reason, type Calendar, type Reason } from "../kernel";
import type { SatisfactionPolicy, SatisfactionStatus } from "./satisfaction-policy";
import { verdictOf, type Told } from "./classify-feedback";

/** A complaint that is not yet resolved. */
export interface OpenComplaint {
  /** Its id. */
  readonly complaintId: string;
  /** When it was made. */
  readonly at: Date;
}

/** What must be remembered of a customer to tell their satisfaction at any later instant. */
export interface SatisfactionState {
  /** Complaints not yet resolved, oldest first. While a history is gone through, the oldest alone. */
  readonly open: readonly OpenComplaint[];
  /** Their last answer, if any. */
  readonly told?: Told & { readonly at: Date };
  /** When the last open complaint was resolved, if nothing was told since. */
  readonly resolvedAt?: Date;
}

/** Where nothing was heard yet. */
export const NO_FEEDBACK: SatisfactionState = { open: [] };

/**
 * All complaints that are open while a history is gone through. They are written to in place: copied with each of them,
 * thousands would take quadratic time and memory.
 */
export interface OpenComplaints {
  /** When each was made. */
  readonly madeAt: Map<string, Date>;
  /** In the order in which they were made; those that `madeAt` no longer has are resolved. */
  readonly line: OpenComplaint[];
  /** Place in `line` before which all are resolved. */
  head: number;
}

/** Begins with the complaints of a state. */
export function openComplaints(open: readonly OpenComplaint[] = []): OpenComplaints {
  const madeAt = new Map(open.map(({ complaintId, at }) => [complaintId, at] as const));
  return { madeAt, line: [...open], head: 0 };
}

/** Lists the complaints that are open. */
export function stillOpen({ madeAt, line, head }: OpenComplaints): OpenComplaint[] {
  return line.slice(head).filter(({ complaintId, at }) => madeAt.get(complaintId) === at);
}

/** Takes in one event. */
export function reduceFeedback(
  state: SatisfactionState,
  event: CustomerEvent,
  policy: SatisfactionPolicy,
  complaints: OpenComplaints,
): SatisfactionState {
  if (event.type === "complaint_resolved") {
    if (!complaints.madeAt.delete(event.complaintId)) return state;
    const oldest = oldestOf(complaints);
    if (oldest === undefined) return { ...state, open: [], resolvedAt: event.at };
    return oldest === state.open[0] ? state : { ...state, open: [oldest] };
  }
  if (event.type !== "feedback_received") return state;
  const { at, complaintId = "" } = event;
  if (event.kind === "complaint") {
    if (complaints.madeAt.has(complaintId)) return state;
    const complaint = { complaintId, at };
    complaints.madeAt.set(complaintId, at);
    complaints.line.push(complaint);
    return state.open.length > 0 ? state : { ...state, open: [complaint] };
  }
  const told = verdictOf(event, policy);
  if (told === undefined) return state;
  return { open: state.open, told: { ...told, at } };
}

function oldestOf(complaints: OpenComplaints): OpenComplaint | undefined {
  const { madeAt, line } = complaints;
  for (; complaints.head < line.length; complaints.head++) {
    const complaint = line[complaints.head];
    if (complaint !== undefined && madeAt.get(complaint.complaintId) === complaint.at) {
      return complaint;
    }
  }
  return undefined;
}

/** Satisfaction at an instant, and why. */
export interface Standing {
  /** What they think. */
  readonly status: SatisfactionStatus;
  /** Since when; missing if they never told. */
  readonly since?: Date;
  /** The reasons, in the order they are to be read. */
  readonly reasons: readonly Reason[];
}

/**
 * Measures a customer's satisfaction. An open complaint stands above a good answer; after it is resolved the
 * customer is recovering, then neutral; what is old says nothing.
 */
export function standingAt(
  state: SatisfactionState,
  asOf: Date,
  policy: SatisfactionPolicy,
  calendar: Calendar,
): Standing {
  const today = calendar.dayOf(asOf);
  const { told, resolvedAt } = state;
  const [open] = state.open;
  if (open !== undefined) {
    const days = today - calendar.dayOf(open.at);
    const why = reason("satisfaction.open_complaint", { complaintId: open.complaintId, days });
    return { status: "dissatisfied", since: open.at, reasons: [why] };
  }
  const at = resolvedAt ?? told?.at;
  if (at === undefined) return { status: "unknown", reasons: [reason("satisfaction.untold", {})] };
  const saidOn = calendar.dayOf(at);
  if (today - saidOn > policy.validDays) {
    const day = formatDay(saidOn);
    const why = reason("satisfaction.too_old", { day, validDays: policy.validDays });
    return {
      status: "unknown",
      since: calendar.startOf(saidOn + policy.validDays + 1),
      reasons: [why],
    };
  }
  if (resolvedAt !== undefined) {
    const day = formatDay(saidOn);
    const { recoveryDays } = policy;
    if (today - saidOn < recoveryDays) {
      const why = reason("satisfaction.recovering", { day, recoveryDays });
      return { status: "recovering", since: at, reasons: [why] };
    }
    const why = reason("satisfaction.recovered", { day, recoveryDays });
    return { status: "neutral", since: calendar.startOf(saidOn + recoveryDays), reasons: [why] };
  }
  if (told === undefined) throw new RangeError("unreachable: something was told or resolved");
  return { status: told.verdict, since: at, reasons: [whyTold(told, formatDay(saidOn))] };
}

function whyTold({ by, score = 0, verdict }: Told, day: string): Reason {
  if (by === "sentiment") return reason("satisfaction.sounded", { verdict, day });
  if (by !== "gap") return reason("satisfaction.scored", { scale: by, score, verdict, day });
  return score < 0
    ? reason("satisfaction.below_expectation", { points: -score, day })
    : reason("satisfaction.as_expected", { points: score, day });
}
