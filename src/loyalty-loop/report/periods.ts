import type { Calendar, Period } from "../../kernel";
import { type Interval, ratioEstimate, type ShareEstimate, wilsonInterval } from "../../statistics";
import type { LoyaltyTransition } from "../loyalty-state";
import {
  ACTIVITIES,
  type Activity,
  type Stage,
  TRANSITION_KINDS,
  type TransitionKind,
} from "../stages";
import type { LoopTrace, TracedOrder } from "./trace-loop";

/** A stay at a stage. */
export interface StageSpell {
  /** The stage. */
  readonly stage: string;
  /** How many days it lasted, or has been seen to last. */
  readonly lasted: number;
  /** True if they have left it. */
  readonly ended: boolean;
}

/**
 * Cuts the way of a customer into stays at stages. Stays of no time at all, on the way through at one instant, count as
 * none.
 */
export function stageSpells(trace: LoopTrace<string>, calendar: Calendar): StageSpell[] {
  const spells: StageSpell[] = [];
  let stage = trace.firstStage;
  let since = trace.firstSeenAt;
  const leave = (at: Date, ended: boolean): void => {
    const lasted = calendar.dayOf(at) - calendar.dayOf(since);
    if (!ended || at > since) spells.push({ stage, lasted, ended });
  };
  for (const { region, from, to, at } of trace.transitions) {
    if (region !== "stage" || from === to) continue;
    leave(at, true);
    stage = to;
    since = at;
  }
  leave(trace.asOf, false);
  return spells;
}

/** Customers who went one way within a period, of all who stood where it starts at some time within it. */
export interface LoopFlow<Name extends string = Stage> extends ShareEstimate {
  /** Which of the two values changed. */
  readonly region: "stage" | "activity";
  /** Value before. */
  readonly from: Name | Activity;
  /** Value after. */
  readonly to: Name | Activity;
  /** What kind of change it was. */
  readonly kind: TransitionKind;
}

type Way = Pick<LoopFlow<string>, "region" | "from" | "to" | "kind">;

/** Counts by key who went which way, and gives flows. */
export function createFlowCounter<Name extends string>(
  stages: readonly Name[],
): {
  readonly add: (gone: readonly LoyaltyTransition<string>[], stood: ReadonlySet<string>) => void;
  readonly result: () => LoopFlow<Name>[];
} {
  const ways = new Map<string, { readonly way: Way; count: number }>();
  const standing = new Map<string, number>();
  return {
    add(gone, stood) {
      const seen = new Set<string>();
      for (const { region, from, to, kind } of gone) {
        const key = [region, from, to, kind].join("\n");
        if (seen.has(key)) continue;
        seen.add(key);
        const known = ways.get(key);
        if (known === undefined) ways.set(key, { way: { region, from, to, kind }, count: 1 });
        else known.count++;
      }
      for (const place of stood) standing.set(place, (standing.get(place) ?? 0) + 1);
    },
    result: () =>
      [...ways.values()]
        .map(({ way, count }) => ({
          ...way,
          ...wilsonInterval(count, standing.get(placeKey(way.region, way.from)) ?? 0),
        }))
        .sort((a, b) => placeIn(stages, a) - placeIn(stages, b)) as LoopFlow<Name>[],
  };
}

/** Writes a place as a key. */
export function placeKey(region: "stage" | "activity", name: string): string {
  return `${region} ${name}`;
}

/** Stages before activities, then by from, to and kind. */
function placeIn(stages: readonly string[], { region, from, to, kind }: Way): number {
  const names: readonly string[] = region === "stage" ? stages : ACTIVITIES;
  const size = names.length;
  const place = names.indexOf(from) * size + names.indexOf(to);
  const offset = region === "stage" ? 0 : stages.length ** 2;
  return (offset + place) * TRANSITION_KINDS.length + TRANSITION_KINDS.indexOf(kind);
}

/** What is counted in one period. */
export interface Tally {
  /** Customers known by its end. */
  customers: number;
  /** By stage at its end. */
  readonly stages: Map<string, number>;
  /** By activity at its end. */
  readonly activities: Map<string, number>;
  /** By depth, who ever reached it. */
  readonly reached: number[];
  /** Who went which way. */
  readonly flows: ReturnType<typeof createFlowCounter<string>>;
  /** Who had bought by its end. */
  bought: number;
  /** Who had bought on two days by its end. */
  boughtAgain: number;
  /** Buyers active or overdue at its start. */
  here: number;
  /** Those of them who lapsed in it. */
  lapsed: number;
  /** Buyers lapsed or lost at its start. */
  away: number;
  /** Those of them who bought in it. */
  cameBack: number;
  /** Of each customer who bought in it, in minor units. */
  readonly revenue: [fromLoops: number, all: number][];
}

/** What customers are counted over. */
export interface TallyContext {
  /** In order. */
  readonly periods: readonly Period[];
  /** One for each period. */
  readonly tallies: readonly Tally[];
  /** Names of the stages, shallow first. */
  readonly stages: readonly string[];
  /** Whose days are counted. */
  readonly calendar: Calendar;
}

/** Begins to count one period. */
export function createTally(stages: readonly string[]): Tally {
  return {
    customers: 0,
    stages: new Map(),
    activities: new Map(),
    reached: stages.map(() => 0),
    flows: createFlowCounter(stages),
    bought: 0,
    boughtAgain: 0,
    here: 0,
    lapsed: 0,
    away: 0,
    cameBack: 0,
    revenue: [],
  };
}

/** A customer as they go through time: where they stand, and what comes next. */
interface Passage {
  stage: string;
  activity: string;
  deepest: number;
  /** Index of the next transition. */
  change: number;
  /** Index of the next order. */
  order: number;
  orderDays: number;
  lastOrderDay: number;
}

const AWAY: readonly string[] = ["lapsed", "lost"];

/** Counts a customer in every period since they were first heard of. */
export function addTrace(trace: LoopTrace<string>, context: TallyContext): void {
  const { periods, tallies, stages, calendar } = context;
  const firstDay = calendar.dayOf(trace.firstSeenAt);
  const now: Passage = {
    stage: trace.firstStage,
    activity: "active",
    deepest: stages.indexOf(trace.firstStage),
    change: 0,
    order: 0,
    orderDays: 0,
    lastOrderDay: -Infinity,
  };
  for (const [index, period] of periods.entries()) {
    const tally = tallies[index];
    if (tally === undefined || period.lastDay < firstDay) continue;
    // What happened before the first period is only followed, not counted.
    follow(trace, now, period.firstDay - 1, context);
    const buyer = now.orderDays > 0;
    const wasAway = AWAY.includes(now.activity);
    if (buyer) tally[wasAway ? "away" : "here"]++;
    const stood = new Set([placeKey("stage", now.stage), placeKey("activity", now.activity)]);
    const { gone, ordered } = follow(trace, now, period.lastDay, context);
    for (const { region, to } of gone) stood.add(placeKey(region, to));
    const lapsed = gone.some(({ kind, to }) => kind === "lapse" && to === "lapsed");
    if (buyer && !wasAway && lapsed) tally.lapsed++;
    if (buyer && wasAway && ordered.length > 0) tally.cameBack++;
    if (now.orderDays > 0) tally.bought++;
    if (now.orderDays > 1) tally.boughtAgain++;
    if (ordered.length > 0) {
      const loops = ordered.filter(({ kind }) => kind === "loop");
      tally.revenue.push([sumOf(loops), sumOf(ordered)]);
    }
    tally.customers++;
    count(tally.stages, now.stage);
    count(tally.activities, now.activity);
    tally.flows.add(gone, stood);
    for (let depth = 0; depth <= now.deepest; depth++) {
      tally.reached[depth] = tally.reached[depth]! + 1;
    }
  }
}

/** Follows a customer up to the end of a day; gives the changes and orders on the way. */
function follow(
  { transitions, orders }: LoopTrace<string>,
  now: Passage,
  lastDay: number,
  { stages, calendar }: TallyContext,
): {
  readonly gone: readonly LoyaltyTransition<string>[];
  readonly ordered: readonly TracedOrder[];
} {
  const begun = { change: now.change, order: now.order };
  for (; now.change < transitions.length; now.change++) {
    const next = transitions[now.change];
    if (next === undefined || calendar.dayOf(next.at) > lastDay) break;
    if (next.region === "activity") now.activity = next.to;
    else {
      now.stage = next.to;
      now.deepest = Math.max(now.deepest, stages.indexOf(next.to));
    }
  }
  for (; now.order < orders.length; now.order++) {
    const next = orders[now.order];
    if (next === undefined) break;
    const day = calendar.dayOf(next.at);
    if (day > lastDay) break;
    if (day !== now.lastOrderDay) now.orderDays++;
    now.lastOrderDay = day;
  }
  return {
    gone: transitions.slice(begun.change, now.change),
    ordered: orders.slice(begun.order, now.order),
  };
}

function sumOf(orders: readonly TracedOrder[]): number {
  return orders.reduce((sum, { net }) => sum + net, 0);
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

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
