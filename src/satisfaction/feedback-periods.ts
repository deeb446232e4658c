import type { CustomerEvent, FeedbackReceived } from "../events";
import { type Calendar, defined, type Period, periodIndex } from "../kernel";
import {
  type DurationEstimate,
  type Interval,
  kaplanMeier,
  meanEstimate,
  type MeanEstimate,
  newcombeDifference,
  type ShareEstimate,
  wilsonInterval,
} from "../statistics";
import type { AwarenessSource } from "./awareness";
import { gapOf, publicWordOf, verdictOf } from "./classify-feedback";
import { type Complaint, correspondenceOf } from "./complaints";
import { type Credibility, measureCredibility } from "./credibility";
import type { SatisfactionPolicy } from "./satisfaction-policy";

/** Calendar days after a complaint was resolved in which it must show that the customer has recovered. */
export const RECOVERY_WATCH_DAYS = 90;

/** Whether a customer recovered from a complaint: bought again, or said something that is not bad. */
export function hasRecovered(
  events: readonly CustomerEvent[],
  resolvedAt: Date,
  policy: SatisfactionPolicy,
  calendar: Calendar,
): boolean {
  const last = calendar.dayOf(resolvedAt) + RECOVERY_WATCH_DAYS;
  return events.some((event) => {
    if (event.at <= resolvedAt || calendar.dayOf(event.at) >= last) return false;
    if (event.type === "order_completed") return true;
    if (event.type !== "feedback_received") return false;
    const verdict = verdictOf(event, policy)?.verdict;
    return verdict === "satisfied" || verdict === "neutral";
  });
}

const HOUR = 3_600_000;

/** The feedback of a base in one period. */
export interface FeedbackPeriod {
  /** First day, `YYYY-MM-DD`. */
  readonly start: string;
  /** False for the last period, which goes on after the answer's instant. */
  readonly complete: boolean;
  /** CSAT: share of the satisfied, and the mean of the answers, 1–5. */
  readonly csat: ShareEstimate & { readonly mean: MeanEstimate };
  /** CES: share of those who found it easy, and the mean of the answers, 1–7. */
  readonly ces: ShareEstimate & { readonly mean: MeanEstimate };
  /** Net promoter score. */
  readonly nps: {
    /** Answers of 9 and 10. */
    readonly promoters: number;
    /** Answers of 7 and 8. */
    readonly passives: number;
    /** Answers of 0 to 6. */
    readonly detractors: number;
    /** Percent promoters less percent detractors, −100 to 100; missing without answers. */
    readonly score?: number;
    /** Its interval. */
    readonly interval: Interval;
  };
  /** Expectation against experience. */
  readonly expectation: {
    /** What was got less what was expected, −10 to 10, on average. */
    readonly gap: MeanEstimate;
    /** Deliveries in time, of those with a promised date. */
    readonly promisesKept: ShareEstimate;
  };
  /** Complaints made in the period. */
  readonly complaints: {
    /** How many. */
    readonly opened: number;
    /** Hours to the first answer. */
    readonly hoursToAnswer: DurationEstimate;
    /** Hours until they were resolved. */
    readonly hoursToResolve: DurationEstimate;
    /** Resolved by the answer's instant, of those made. */
    readonly resolved: ShareEstimate;
    /** Of those resolved in the period: customers who bought again or were content within 90 days. */
    readonly recovered: ShareEstimate;
  };
  /** What others can read and hear. */
  readonly wordOfMouth: {
    /** Public words, whatever they say. */
    readonly mentions: number;
    /** Public praise, of the public words that praise or criticise. */
    readonly praise: ShareEstimate;
    /** Customers who recommended the shop to somebody. */
    readonly referrers: number;
    /** New customers who came so. */
    readonly referred: number;
  };
  /** How far the brand can be believed; missing if nothing tells. */
  readonly credibility?: Credibility;
  /** How new customers came, most first. */
  readonly awareness: readonly AwarenessSource[];
}

/** What is counted in one period. */
export interface FeedbackTally {
  /** CSAT answers. */
  readonly csat: number[];
  /** CES answers. */
  readonly ces: number[];
  /** Satisfied CSAT and CES answers, and NPS answers by group. */
  readonly groups: Map<string, number>;
  /** What was got less what was expected. */
  readonly gaps: number[];
  /** Complaints opened. */
  readonly complaints: Complaint[];
  /** The answer's instant, for complaints that are open. */
  until: number;
}

/** What customers are counted over. */
export interface FeedbackContext {
  /** The answer's instant. */
  readonly asOf: Date;
  /** Thresholds. */
  readonly policy: SatisfactionPolicy;
  /** In order. */
  readonly periods: readonly Period[];
  /** One for each period. */
  readonly tallies: readonly FeedbackTally[];
  /** Whose days are counted. */
  readonly calendar: Calendar;
}

/** Begins to count one period. */
export function createFeedbackTally(): FeedbackTally {
  return { csat: [], ces: [], groups: new Map(), gaps: [], complaints: [], until: 0 };
}

/** Counts one customer. */
export function addCustomer(events: readonly CustomerEvent[], context: FeedbackContext): void {
  const { asOf, policy, periods, tallies, calendar } = context;
  const tallyAt = (at: Date): FeedbackTally | undefined =>
    tallies[periodIndex(periods, calendar.dayOf(at))];
  const referrers = new Set<FeedbackTally>();
  for (const event of events) {
    const tally = tallyAt(event.at);
    if (tally === undefined) continue;
    if (event.type === "feedback_received") addFeedback(event, tally, policy);
    else if (event.type === "order_delivered" && event.promisedAt !== undefined) {
      count(tally, event.at <= event.promisedAt ? "kept" : "broken");
    } else if (event.type === "referral_made" || event.type === "referral_converted") {
      referrers.add(tally);
      if (event.type === "referral_converted") count(tally, "referred");
    }
  }
  for (const tally of referrers) count(tally, "referrers");
  for (const complaint of correspondenceOf(events, policy).complaints) {
    const opened = tallyAt(complaint.openedAt);
    opened?.complaints.push(complaint);
    if (opened !== undefined) opened.until = asOf.getTime();
    if (complaint.resolvedAt === undefined) continue;
    const watched = calendar.dayOf(asOf) - calendar.dayOf(complaint.resolvedAt);
    const resolved = tallyAt(complaint.resolvedAt);
    // Only who has been watched long enough tells.
    if (resolved === undefined || watched < RECOVERY_WATCH_DAYS) continue;
    count(resolved, "watched");
    if (hasRecovered(events, complaint.resolvedAt, policy, calendar)) count(resolved, "recovered");
  }
}

function addFeedback(
  event: FeedbackReceived,
  tally: FeedbackTally,
  policy: SatisfactionPolicy,
): void {
  const { kind, score } = event;
  const verdict = verdictOf(event, policy)?.verdict;
  const gap = gapOf(event);
  if (gap !== undefined) tally.gaps.push(gap);
  if (score !== undefined && (kind === "csat" || kind === "ces" || kind === "nps")) {
    if (kind !== "nps") tally[kind].push(score);
    count(tally, `${kind} ${verdict ?? ""}`);
  }
  if (event.public === true) count(tally, "mentions");
  const word = publicWordOf(event, policy);
  if (word !== undefined) count(tally, word);
}

function count({ groups }: FeedbackTally, group: string): void {
  groups.set(group, (groups.get(group) ?? 0) + 1);
}

/** Gives the measures of one period. */
export function feedbackOf(
  { start, complete }: Period,
  tally: FeedbackTally,
  awareness: readonly AwarenessSource[],
): FeedbackPeriod {
  const of = (group: string): number => tally.groups.get(group) ?? 0;
  const scale = (kind: "csat" | "ces"): FeedbackPeriod["csat"] => ({
    ...wilsonInterval(of(`${kind} satisfied`), tally[kind].length),
    mean: meanEstimate(tally[kind]),
  });
  const resolved = tally.complaints.filter(({ resolvedAt }) => resolvedAt !== undefined).length;
  const promisesKept = wilsonInterval(of("kept"), of("kept") + of("broken"));
  const praise = wilsonInterval(of("praise"), of("praise") + of("criticism"));
  const complaintsResolved = wilsonInterval(resolved, tally.complaints.length);
  const credibility = measureCredibility([promisesKept, complaintsResolved, praise]);
  return {
    start,
    complete,
    csat: scale("csat"),
    ces: scale("ces"),
    nps: npsOf(of("nps satisfied"), of("nps neutral"), of("nps dissatisfied")),
    expectation: { gap: meanEstimate(tally.gaps), promisesKept },
    complaints: {
      opened: tally.complaints.length,
      hoursToAnswer: durationTo(tally, ({ answeredAt }) => answeredAt),
      hoursToResolve: durationTo(tally, ({ resolvedAt }) => resolvedAt),
      resolved: complaintsResolved,
      recovered: wilsonInterval(of("recovered"), of("watched")),
    },
    wordOfMouth: {
      mentions: of("mentions"),
      praise,
      referrers: of("referrers"),
      referred: of("referred"),
    },
    ...defined({ credibility }),
    awareness,
  };
}

function npsOf(promoters: number, passives: number, detractors: number): FeedbackPeriod["nps"] {
  const groups = { promoters, passives, detractors };
  const { balance, interval } = newcombeDifference(
    promoters,
    detractors,
    promoters + passives + detractors,
  );
  return {
    ...groups,
    ...(balance === undefined ? {} : { score: 100 * balance }),
    interval: [100 * interval[0], 100 * interval[1]],
  };
}

function durationTo(
  { complaints, until }: FeedbackTally,
  endOf: (complaint: Complaint) => Date | undefined,
): DurationEstimate {
  return kaplanMeier(
    complaints.map((complaint) => {
      const end = endOf(complaint)?.getTime();
      const lasted = ((end ?? until) - complaint.openedAt.getTime()) / HOUR;
      return { lasted, ended: end !== undefined };
    }),
  );
}
