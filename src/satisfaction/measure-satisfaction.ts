import {
  assertEvents,
  assertSameCustomer,
  type CustomerEvent,
  eventsUntil,
  type FeedbackKind,
} from "../events";
import {
  defined,
  assertInstant,
  assertList,
  assertOptions,
  atDoor,
  calendarOf,
  type OptionNames,
  type Reason,
} from "../kernel";
import { correspondenceOf, type Complaint, type Unanswered } from "./complaints";
import {
  assertSatisfactionPolicy,
  DEFAULT_SATISFACTION_POLICY,
  type SatisfactionPolicy,
  type SatisfactionStatus,
} from "./satisfaction-policy";
import { findSilentDissatisfaction, type SilentDissatisfaction } from "./silent-dissatisfaction";
import { reduceFeedback, NO_FEEDBACK, openComplaints, standingAt } from "./satisfaction-state";
import { gapOf, publicWordOf } from "./classify-feedback";

/** Options of {@link measureSatisfaction}. */
export interface MeasureSatisfactionOptions {
  /** The instant of the answer, inclusive; later events are ignored. */
  readonly asOf: Date;
  /** IANA zone whose calendar days are counted; `"UTC"` if left out. */
  readonly timeZone?: string;
  /** Thresholds; the defaults if left out. */
  readonly policy?: SatisfactionPolicy;
  /** Activity on the loyalty loop; without it nothing is said of silent dissatisfaction. */
  readonly activity?: string;
}

/** One score. */
export interface LatestScore {
  /** The score on its scale. */
  readonly score: number;
  /** When it was given. */
  readonly at: Date;
}

/** The last time somebody told what they had expected and what they got, each 0–10. */
export interface LatestGap {
  /** What they expected. */
  readonly expected: number;
  /** What they got. */
  readonly perceived: number;
  /** What they got less what they expected, −10 to 10. */
  readonly gap: number;
  /** When they said so. */
  readonly at: Date;
}

/** How content one customer is, and what it rests on. */
export interface CustomerSatisfaction {
  /** The instant this speaks of. */
  readonly asOf: Date;
  /** What they think of the shop. */
  readonly status: SatisfactionStatus;
  /** Since when; missing if they never told. */
  readonly since?: Date;
  /** The reasons, in the order they are to be read. */
  readonly reasons: readonly Reason[];
  /** The last CSAT (1–5), if any. */
  readonly csat?: LatestScore;
  /** The last NPS answer (0–10), if any. */
  readonly nps?: LatestScore;
  /** The last CES (1–7), if any. */
  readonly ces?: LatestScore;
  /** The last review (1–5), if any. */
  readonly review?: LatestScore;
  /** The last expectation against experience, if any. */
  readonly expectation?: LatestGap;
  /** Deliveries that had a promised date: how many came in time, how many late. */
  readonly promises: { readonly kept: number; readonly broken: number };
  /** Complaints not yet resolved, oldest first. */
  readonly openComplaints: readonly Complaint[];
  /** Every complaint, oldest first. */
  readonly complaints: readonly Complaint[];
  /** Contacts of the customer that wait for an answer, oldest first. */
  readonly unanswered: readonly Unanswered[];
  /** What others can read: praise and criticism. */
  readonly publicWords: {
    readonly praise: number;
    readonly criticism: number;
    readonly lastPraiseAt?: Date;
    readonly lastCriticismAt?: Date;
    /** When the last criticism was told that nobody has answered yet, if there is one. */
    readonly unansweredCriticismAt?: Date;
  };
  /** Number of suggestions made. */
  readonly suggestions: number;
  /** When they last gave any feedback, if ever. */
  readonly lastFeedbackAt?: Date;
  /** Whether they seem to leave silently; missing if no activity was given. */
  readonly silent?: SilentDissatisfaction;
}

const MEASURE_SATISFACTION_OPTIONS: OptionNames<MeasureSatisfactionOptions> = {
  asOf: true,
  timeZone: true,
  policy: true,
  activity: true,
};

/**
 * Measures how content one customer is: by the last answer, under open complaints, with what is old set aside.
 *
 * @param events - all events of one customer, in any order
 * @param options - instant, zone, thresholds, activity
 * @returns status with reasons, scores, complaints, and what else tells of it
 * @throws SetiaError `INVALID_INSTANT`, `INVALID_OPTION`, `INVALID_TIME_ZONE`; `INVALID_INPUT` if events of several
 * customers are mixed
 *
 * @example
 * ```ts
 * import { measureSatisfaction, type CustomerEvent } from "setia";
 *
 * const events: CustomerEvent[] = [
 *   { id: "1", type: "feedback_received", customerId: "ani", at: new Date("2026-01-05"), kind: "csat", score: 5 },
 *   { id: "2", type: "feedback_received", customerId: "ani", at: new Date("2026-01-09"), kind: "complaint",
 *     complaintId: "k1", text: "The box was open." },
 * ];
 * const asOf = new Date("2026-01-10");
 * const { status, openComplaints } = measureSatisfaction(events, { asOf });
 * [status, openComplaints.length]; // => ["dissatisfied", 1]
 * ```
 */
export function measureSatisfaction(
  events: readonly CustomerEvent[],
  options: MeasureSatisfactionOptions,
): CustomerSatisfaction {
  assertList(events, "measureSatisfaction: events");
  assertOptions(options, MEASURE_SATISFACTION_OPTIONS, "measureSatisfaction");
  return atDoor(
    "measureSatisfaction",
    () => measureSatisfactionUnchecked(events, options),
    () => {
      assertEvents(events, "measureSatisfaction");
    },
  );
}

function measureSatisfactionUnchecked(
  events: readonly CustomerEvent[],
  options: MeasureSatisfactionOptions,
): CustomerSatisfaction {
  const { asOf, timeZone = "UTC", policy = DEFAULT_SATISFACTION_POLICY, activity } = options;
  assertInstant(asOf, "measureSatisfaction: asOf");
  assertSatisfactionPolicy(policy);
  const calendar = calendarOf(timeZone);
  const known = eventsUntil(events, asOf);
  const first = known[0];
  if (first !== undefined) {
    for (const event of known) {
      assertSameCustomer(first.customerId, event, "measureSatisfaction: events");
    }
  }
  let state = NO_FEEDBACK;
  const open = openComplaints();
  for (const event of known) state = reduceFeedback(state, event, policy, open);
  const correspondence = correspondenceOf(known, policy);
  const { complaints, unanswered, unansweredCriticismAt } = correspondence;
  return {
    asOf,
    ...standingAt(state, asOf, policy, calendar),
    ...latestScores(known),
    ...expectationOf(known),
    promises: promisesOf(known),
    openComplaints: complaints.filter(({ resolvedAt }) => resolvedAt === undefined),
    complaints,
    unanswered,
    ...wordsOf(known, policy, unansweredCriticismAt),
    ...(activity === undefined
      ? {}
      : {
          silent: findSilentDissatisfaction(known, correspondence, activity, {
            asOf,
            policy,
            calendar,
          }),
        }),
  };
}

type Scored = "csat" | "nps" | "ces" | "review";
const SCORED: readonly FeedbackKind[] = ["csat", "nps", "ces", "review"];

function latestScores(events: readonly CustomerEvent[]): Partial<Record<Scored, LatestScore>> {
  const scores: Partial<Record<Scored, LatestScore>> = {};
  for (const event of events) {
    if (event.type !== "feedback_received") continue;
    const { kind, score, at } = event;
    if (score !== undefined && SCORED.includes(kind)) scores[kind as Scored] = { score, at };
  }
  return scores;
}

function expectationOf(events: readonly CustomerEvent[]): { readonly expectation?: LatestGap } {
  for (const event of events.toReversed()) {
    if (event.type !== "feedback_received") continue;
    const { expected = 0, perceived = 0, at } = event;
    const gap = gapOf(event);
    if (gap !== undefined) return { expectation: { expected, perceived, gap, at } };
  }
  return {};
}

function promisesOf(events: readonly CustomerEvent[]): { kept: number; broken: number } {
  const promises = { kept: 0, broken: 0 };
  for (const event of events) {
    if (event.type !== "order_delivered" || event.promisedAt === undefined) continue;
    promises[event.at <= event.promisedAt ? "kept" : "broken"]++;
  }
  return promises;
}

function wordsOf(
  events: readonly CustomerEvent[],
  policy: SatisfactionPolicy,
  unansweredCriticismAt: Date | undefined,
): Pick<CustomerSatisfaction, "publicWords" | "suggestions" | "lastFeedbackAt"> {
  let praise = 0;
  let criticism = 0;
  let suggestions = 0;
  const last: { lastPraiseAt?: Date; lastCriticismAt?: Date } = {};
  let lastFeedbackAt: Date | undefined;
  for (const event of events) {
    if (event.type !== "feedback_received") continue;
    lastFeedbackAt = event.at;
    if (event.kind === "suggestion") suggestions++;
    const word = publicWordOf(event, policy);
    if (word === "praise") {
      praise++;
      last.lastPraiseAt = event.at;
    } else if (word === "criticism") {
      criticism++;
      last.lastCriticismAt = event.at;
    }
  }
  return {
    publicWords: {
      praise,
      criticism,
      ...last,
      ...defined({ unansweredCriticismAt }),
    },
    suggestions,
    ...defined({ lastFeedbackAt }),
  };
}
