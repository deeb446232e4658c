import { eventsUntil, type CustomerEvent } from "../events";
import {
  assertInstant,
  assertIterable,
  assertOptions,
  atDoor,
  calendarOf,
  type OptionNames,
  type PeriodLength,
  periodsBetween,
} from "../kernel";
import { createAwareness } from "./awareness";
import {
  addCustomer,
  createFeedbackTally,
  feedbackOf,
  type FeedbackPeriod,
} from "./feedback-periods";
import {
  assertSatisfactionPolicy,
  DEFAULT_SATISFACTION_POLICY,
  type SatisfactionPolicy,
} from "./satisfaction-policy";

/** Options of {@link measureFeedback}. */
export interface MeasureFeedbackOptions {
  /** The instant of the answer, inclusive; later events are ignored. */
  readonly asOf: Date;
  /** The first period is the one of this instant. */
  readonly from: Date;
  /** How long each period is; `"month"` if left out. */
  readonly every?: PeriodLength;
  /** IANA zone whose calendar days are counted; `"UTC"` if left out. */
  readonly timeZone?: string;
  /** Thresholds; the defaults if left out. */
  readonly policy?: SatisfactionPolicy;
}

const MEASURE_FEEDBACK_OPTIONS: OptionNames<MeasureFeedbackOptions> = {
  asOf: true,
  from: true,
  every: true,
  timeZone: true,
  policy: true,
};

/**
 * Measures how content a base is over time: CSAT, NPS, CES and the expectation gap, complaints and recovery, word of
 * mouth, credibility and awareness, each with a 95 % interval. `FEEDBACK_DEFINITIONS` says what each is.
 *
 * @param customers - all events of each customer
 * @param options - instants, length of periods, zone, thresholds
 * @returns the periods, oldest first; the last is not complete
 * @throws SetiaError `INVALID_INSTANT`, `INVALID_OPTION`, `INVALID_TIME_ZONE`; `TOO_LARGE` for more than 10,000 periods
 *
 * @example
 * ```ts
 * import { measureFeedback, type CustomerEvent } from "setia";
 *
 * const answers = [10, 9, 9, 7, 3].map((score, index): readonly CustomerEvent[] => [
 *   { id: String(index), type: "feedback_received", customerId: `c${index}`, at: new Date("2026-01-05"), kind: "nps", score },
 * ]);
 * const [january] = measureFeedback(answers, { asOf: new Date("2026-01-31"), from: new Date("2026-01-01") });
 * january?.nps.score; // => 40
 * ```
 */
export function measureFeedback(
  customers: Iterable<readonly CustomerEvent[]>,
  options: MeasureFeedbackOptions,
): FeedbackPeriod[] {
  assertIterable(customers, "measureFeedback: customers");
  assertOptions(options, MEASURE_FEEDBACK_OPTIONS, "measureFeedback");
  return atDoor("measureFeedback", () => measureFeedbackUnchecked(customers, options));
}

function measureFeedbackUnchecked(
  customers: Iterable<readonly CustomerEvent[]>,
  options: MeasureFeedbackOptions,
): FeedbackPeriod[] {
  const { asOf, from, every = "month", timeZone = "UTC" } = options;
  const { policy = DEFAULT_SATISFACTION_POLICY } = options;
  assertInstant(asOf, "measureFeedback: asOf");
  assertInstant(from, "measureFeedback: from");
  assertSatisfactionPolicy(policy);
  const calendar = calendarOf(timeZone);
  const periods = periodsBetween(calendar.dayOf(from), calendar.dayOf(asOf), every);
  const tallies = periods.map(() => createFeedbackTally());
  const awareness = createAwareness(periods, calendar);
  for (const events of customers) {
    const known = eventsUntil(events, asOf);
    addCustomer(known, { asOf, policy, periods, tallies, calendar });
    awareness.add(known);
  }
  const sources = awareness.result();
  return periods.map((period, index) =>
    feedbackOf(period, tallies[index] ?? createFeedbackTally(), sources[index] ?? []),
  );
}
