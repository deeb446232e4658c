import {
  assertInstant,
  assertIterable,
  assertOptions,
  atDoor,
  type Calendar,
  calendarOf,
  type OptionNames,
  type Period,
  periodIndex,
  type PeriodLength,
  periodsBetween,
} from "../../kernel";
import {
  type DurationEstimate,
  kaplanMeier,
  type ShareEstimate,
  wilsonInterval,
} from "../../statistics";
import { type Stage, STAGES } from "../stages";
import { createPeriodCounter, type LoopPeriod, type StageSpell, stageSpells } from "./periods";
import type { LoopTrace } from "./trace-loop";

/** Customers who first bought within one period. */
export interface RetentionCohort {
  /** First day of that period, `YYYY-MM-DD`. */
  readonly start: string;
  /** How many they are. */
  readonly customers: number;
  /** How many bought in their first period, the next and so on; the last may not be complete. */
  readonly retained: readonly (ShareEstimate & { readonly complete: boolean })[];
}

/** Gathers cohorts customer by customer. */
export interface CohortCounter {
  /** Takes in one customer. */
  add(trace: LoopTrace<string>): void;
  /** Gives the cohorts, oldest first. */
  result(): RetentionCohort[];
}

/**
 * Begins to count who buys again how long after the first order. Who first bought before the first period is in none.
 */
export function createCohorts(periods: readonly Period[], calendar: Calendar): CohortCounter {
  const bought = periods.map((_, index) => new Array<number>(periods.length - index).fill(0));
  return {
    add({ orders }) {
      const seen = new Set(orders.map(({ at }) => periodIndex(periods, calendar.dayOf(at))));
      const [first] = seen;
      const counts = bought[first ?? -1];
      if (first === undefined || counts === undefined) return;
      for (const index of seen) counts[index - first] = counts[index - first]! + 1;
    },
    result: () =>
      periods.map(({ start }, index) => {
        const counts = bought[index] ?? [];
        const customers = counts[0]!;
        const retained = counts.map((count, later) => ({
          ...wilsonInterval(count, customers),
          complete: periods[index + later]?.complete ?? false,
        }));
        return { start, customers, retained };
      }),
  };
}

/** Options of {@link measureLoop}. */
export interface MeasureLoopOptions<Name extends string = Stage> {
  /** The instant of the answer, inclusive: that of the traces. */
  readonly asOf: Date;
  /** The first period is the one of this instant. */
  readonly from: Date;
  /** How long each period is; `"month"` if left out. */
  readonly every?: PeriodLength;
  /** IANA zone whose calendar days are counted; `"UTC"` if left out. */
  readonly timeZone?: string;
  /** Names of the stages, shallow first; those of the default table if left out. */
  readonly stages?: readonly Name[];
}

/** How long customers stay at a stage. */
export interface TimeInStage<Name extends string = Stage> extends DurationEstimate {
  /** The stage; times are in days. */
  readonly stage: Name;
}

/** The whole base on the loop over time, ready to chart. `LOOP_DEFINITIONS` says what each measure is. */
export interface LoopReport<Name extends string = Stage> {
  /** Every period, oldest first; the last is not complete. */
  readonly periods: readonly LoopPeriod<Name>[];
  /** Who bought again how long after the first order, by the period of that order, oldest first. */
  readonly cohorts: readonly RetentionCohort[];
  /** How long customers stay at each stage, over all time, shallow first. */
  readonly timeInStage: readonly TimeInStage<Name>[];
}

const MEASURE_LOOP_OPTIONS: OptionNames<MeasureLoopOptions<string>> = {
  asOf: true,
  from: true,
  every: true,
  timeZone: true,
  stages: true,
};

/**
 * Measures how a base moves on the loop over time: stages reached and flows between them, repeat, churn and win-back
 * rates, retention by cohort, time in stage, and the share of revenue that comes from loops, each with an interval.
 *
 * @param traces - of all customers, from `traceLoop`
 * @param options - instants, length of periods, zone
 * @returns periods, cohorts and times in stage
 * @throws SetiaError `INVALID_INSTANT`, `INVALID_OPTION`, `INVALID_TIME_ZONE`; `TOO_LARGE` for more than 10,000 periods
 *
 * @example
 * ```ts
 * import { measureLoop, traceLoop, type CustomerEvent } from "setia";
 *
 * const order = (customerId: string, day: string): CustomerEvent => ({
 *   id: customerId + day, type: "order_completed", customerId, at: new Date(day), orderId: customerId + day,
 *   currency: "IDR", total: 100,
 * });
 * const asOf = new Date("2026-03-31");
 * const traces = [
 *   [order("ani", "2026-01-05"), order("ani", "2026-02-10")],
 *   [order("budi", "2026-01-20")],
 * ].flatMap((events) => traceLoop(events, { asOf }) ?? []);
 * const { periods, cohorts } = measureLoop(traces, { asOf, from: new Date("2026-01-01") });
 * periods.map(({ start, repeatRate }) => [start, repeatRate.share]); // => [["2026-01-01", 0], ["2026-02-01", 0.5], ["2026-03-01", 0.5]]
 * cohorts[0]?.retained.map(({ share }) => share); // => [1, 0.5, 0]
 * ```
 */
export function measureLoop<Name extends string = Stage>(
  traces: Iterable<LoopTrace<Name>>,
  options: MeasureLoopOptions<Name>,
): LoopReport<Name> {
  assertIterable(traces, "measureLoop: traces");
  assertOptions(options, MEASURE_LOOP_OPTIONS, "measureLoop");
  return atDoor("measureLoop", () => measureLoopUnchecked(traces, options));
}

function measureLoopUnchecked<Name extends string>(
  traces: Iterable<LoopTrace<Name>>,
  options: MeasureLoopOptions<Name>,
): LoopReport<Name> {
  const { asOf, from, every = "month", timeZone = "UTC" } = options;
  assertInstant(asOf, "measureLoop: asOf");
  assertInstant(from, "measureLoop: from");
  const stages = options.stages ?? (STAGES as readonly string[] as readonly Name[]);
  const calendar = calendarOf(timeZone);
  const periods = periodsBetween(calendar.dayOf(from), calendar.dayOf(asOf), every);
  const counter = createPeriodCounter(periods, stages, calendar);
  const cohorts = createCohorts(periods, calendar);
  const spells: StageSpell[] = [];
  for (const trace of traces) {
    counter.add(trace);
    cohorts.add(trace);
    spells.push(...stageSpells(trace, calendar));
  }
  return {
    periods: counter.result(),
    cohorts: cohorts.result(),
    timeInStage: stages.map((stage) => ({
      stage,
      ...kaplanMeier(spells.filter((spell) => spell.stage === stage)),
    })),
  };
}
