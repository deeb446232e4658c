import type { CustomerEvent } from "../events";
import { formatDay, reason, type Calendar, type Reason } from "../kernel";
import type { SatisfactionPolicy, SatisfactionStatus } from "./satisfaction-policy";
import { verdictOf, type Told } from "./verdict";

/** What must be remembered of a customer to tell their satisfaction at any later instant. */
export interface SatisfactionState {
  /** Complaints not yet resolved, oldest first. */
  readonly open: readonly { readonly complaintId: string; readonly at: Date }[];
  /** Their last answer, if any. */
  readonly told?: Told & { readonly at: Date };
  /** When the last open complaint was resolved, if nothing was told since. */
  readonly resolvedAt?: Date;
}

/** Where nothing was heard yet. */
export const NOTHING_HEARD: SatisfactionState = { open: [] };

/**
 * Takes in one event.
 *
 * @param state - what was known before
 * @param event - the next event in order
 * @param policy - how scores are read
 * @returns what is known now; the same object if the event says nothing of satisfaction
 */
export function hear(
  state: SatisfactionState,
  event: CustomerEvent,
  policy: SatisfactionPolicy,
): SatisfactionState {
  if (event.type === "complaint_resolved") {
    const open = state.open.filter(({ complaintId }) => complaintId !== event.complaintId);
    if (open.length === state.open.length) return state;
    return open.length > 0 ? { ...state, open } : { ...state, open, resolvedAt: event.at };
  }
  if (event.type !== "feedback_received") return state;
  const { at, complaintId = "" } = event;
  if (event.kind === "complaint") {
    if (state.open.some((one) => one.complaintId === complaintId)) return state;
    return { ...state, open: [...state.open, { complaintId, at }] };
  }
  const told = verdictOf(event, policy);
  if (told === undefined) return state;
  return { open: state.open, told: { ...told, at } };
}

/** Satisfaction at an instant, and why. */
export interface Standing {
  /** What they think. */
  readonly status: SatisfactionStatus;
  /** Since when; missing if they never told. */
  readonly since?: Date;
  /** Why. */
  readonly reasons: readonly Reason[];
}

/**
 * Tells a customer's satisfaction. An open complaint stands above a good answer; after it is resolved the
 * customer is recovering, then neutral; what is old says nothing.
 *
 * @param state - what was heard
 * @param asOf - not before the last event heard
 * @param policy - the days of each
 * @param calendar - whose days are counted
 * @returns status, since when, and why
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
