import type { CustomerEvent } from "../events";
import { formatDay, reason, type Calendar, type Reason } from "../kernel";
import type { Correspondence } from "./complaints";
import type { SatisfactionPolicy } from "./satisfaction-policy";
import { verdictOf } from "./classify-feedback";

const HOUR = 3_600_000;

/** What can make a customer leave silently. */
export const BAD_EXPERIENCES = ["disappointed", "unanswered", "returned", "late_delivery"] as const;

/** One of `words.badExperiences`. */
export type BadExperienceKind = (typeof BAD_EXPERIENCES)[number];

/** One bad experience since the last order. */
export interface BadExperience {
  /** What kind. */
  readonly kind: BadExperienceKind;
  /** The instant. */
  readonly at: Date;
  /** The event that tells it. */
  readonly eventId: string;
}

/** Whether a customer seems to be leaving in silence. */
export interface SilentDissatisfaction {
  /** True if they went quiet after a bad experience and did not complain. */
  readonly suspected: boolean;
  /** Bad experiences since the last order, oldest first. */
  readonly experiences: readonly BadExperience[];
  /** Why, or why not. */
  readonly reasons: readonly Reason[];
}

/**
 * Looks for silent dissatisfaction: a bad experience since the last order (a low score, a negative word, a contact that
 * was not answered, a return, a late delivery), no complaint since, and no longer active. Most unhappy customers do not
 * complain; they stay away.
 */
export function findSilentDissatisfaction(
  events: readonly CustomerEvent[],
  correspondence: Correspondence,
  activity: string,
  context: {
    readonly asOf: Date;
    readonly policy: SatisfactionPolicy;
    readonly calendar: Calendar;
  },
): SilentDissatisfaction {
  const { asOf, policy, calendar } = context;
  const lastOrderAt = events.findLast(({ type }) => type === "order_completed")?.at;
  const since = events.filter(({ at }) => lastOrderAt === undefined || at >= lastOrderAt);
  const late = new Set(
    correspondence.unanswered
      .filter(({ at }) => asOf.getTime() - at.getTime() > policy.answerHours * HOUR)
      .map(({ eventId }) => eventId),
  );
  const experiences = since.flatMap((event): BadExperience[] => {
    const kind = badExperience(event, late, policy);
    return kind === undefined ? [] : [{ kind, at: event.at, eventId: event.id }];
  });
  const complained = since.some(
    (event) => event.type === "feedback_received" && event.kind === "complaint",
  );
  const last = experiences.at(-1);
  if (last === undefined) {
    return { suspected: false, experiences, reasons: [reason("satisfaction.nothing_bad", {})] };
  }
  const day = formatDay(calendar.dayOf(last.at));
  const figures = { experience: last.kind, day, activity };
  if (activity === "active") {
    const why = reason("satisfaction.still_here", figures);
    return { suspected: false, experiences, reasons: [why] };
  }
  const why = complained
    ? reason("satisfaction.complained_aloud", figures)
    : reason("satisfaction.left_in_silence", figures);
  return { suspected: !complained, experiences, reasons: [why] };
}

function badExperience(
  event: CustomerEvent,
  unanswered: ReadonlySet<string>,
  policy: SatisfactionPolicy,
): BadExperienceKind | undefined {
  if (event.type === "feedback_received") {
    return verdictOf(event, policy)?.verdict === "dissatisfied" ? "disappointed" : undefined;
  }
  if (event.type === "interaction_logged") {
    if (event.direction === "inbound" && event.sentiment === "negative") return "disappointed";
    return unanswered.has(event.id) ? "unanswered" : undefined;
  }
  if (event.type === "order_refunded") return "returned";
  const late =
    event.type === "order_delivered" &&
    event.promisedAt !== undefined &&
    event.at > event.promisedAt;
  return late ? "late_delivery" : undefined;
}
