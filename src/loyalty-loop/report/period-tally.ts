import type { Calendar, Period } from "../../kernel";
import { createFlowCounter, placeKey } from "./flows";
import type { LoyaltyTransition } from "../loyalty-state";
import type { LoopTrace, TracedOrder } from "./trace-loop";

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
  /** Buyers active or at risk at its start. */
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
