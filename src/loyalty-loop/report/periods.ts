import { ratioEstimate, wilsonInterval, type Interval, type ShareEstimate } from "../../statistics";
import { type Calendar, type Period } from "../../kernel";
import type { LoopFlow } from "./flows";
import { addTrace, createTally, type Tally } from "./period-tally";
import { ACTIVITIES, type Activity, type Stage } from "../stages";
import type { LoopTrace } from "./trace-loop";

/** The base in one period. */
export interface LoopPeriod<Name extends string = Stage> {
  /** First day, `YYYY-MM-DD`. */
  readonly start: string;
  /** False for the last period, which goes on after the answer's instant. */
  readonly complete: boolean;
  /** Customers known by its end. */
  readonly customers: number;
  /** Customers by stage at its end. */
  readonly stages: Readonly<Record<Name, number>>;
  /** Customers by activity at its end. */
  readonly activities: Readonly<Record<Activity, number>>;
  /** The funnel: who ever reached each stage by its end, of those who reached the one before. */
  readonly reached: readonly (ShareEstimate & { readonly stage: Name })[];
  /** Who went from where to where within it, the stages first, then by from, to and kind. */
  readonly flows: readonly LoopFlow<Name>[];
  /** Who had bought again by its end, of those who had bought. */
  readonly repeatRate: ShareEstimate;
  /** Buyers who lapsed within it, of those here at its start. */
  readonly churnRate: ShareEstimate;
  /** Buyers who came back within it, of those away at its start. */
  readonly winBackRate: ShareEstimate;
  /** Revenue from loops, of all revenue within it. */
  readonly loopRevenue: {
    /** Revenue from loops, in minor units. */
    readonly fromLoops: number;
    /** All revenue, in minor units. */
    readonly revenue: number;
    /** The former of the latter, 0–1; missing without revenue. */
    readonly share?: number;
    /** 95 % interval of the share, over customers. */
    readonly interval: Interval;
  };
}

/** Gathers periods customer by customer. */
export interface PeriodCounter<Name extends string> {
  /** Takes in one customer. */
  add(trace: LoopTrace<Name>): void;
  /** Gives the periods, oldest first. */
  result(): LoopPeriod<Name>[];
}

/** Begins to count a base by periods. */
export function createPeriodCounter<Name extends string>(
  periods: readonly Period[],
  stages: readonly Name[],
  calendar: Calendar,
): PeriodCounter<Name> {
  const tallies = periods.map(() => createTally(stages));
  return {
    add(trace) {
      addTrace(trace, { periods, tallies, stages, calendar });
    },
    result: () =>
      periods.map((period, index) => {
        const tally = tallies[index];
        if (tally === undefined) throw new RangeError("unreachable: a tally for each period");
        return periodOf(period, tally, stages);
      }),
  };
}

function periodOf<Name extends string>(
  { start, complete }: Period,
  tally: Tally,
  stages: readonly Name[],
): LoopPeriod<Name> {
  const { customers } = tally;
  let fromLoops = 0;
  let revenue = 0;
  for (const [part, whole] of tally.revenue) {
    fromLoops += part;
    revenue += whole;
  }
  return {
    start,
    complete,
    customers,
    stages: countsOf(stages, tally.stages),
    activities: countsOf(ACTIVITIES, tally.activities),
    reached: stages.map((stage, depth) => {
      const before = depth === 0 ? customers : tally.reached[depth - 1]!;
      return { stage, ...wilsonInterval(tally.reached[depth]!, before) };
    }),
    flows: tally.flows.result() as LoopFlow<Name>[],
    repeatRate: wilsonInterval(tally.boughtAgain, tally.bought),
    churnRate: wilsonInterval(tally.lapsed, tally.here),
    winBackRate: wilsonInterval(tally.cameBack, tally.away),
    loopRevenue: { fromLoops, revenue, ...ratioEstimate(tally.revenue) },
  };
}

function countsOf<Key extends string>(
  names: readonly Key[],
  counts: ReadonlyMap<string, number>,
): Readonly<Record<Key, number>> {
  const entries = names.map((name) => [name, counts.get(name) ?? 0] as const);
  return Object.fromEntries(entries) as Record<Key, number>;
}
