/** How steady stages and activities are on real orders, and how soon a departure is noticed. */
import {
  ACTIVITIES,
  replay,
  STAGES,
  type CustomerEvent,
  type LoyaltyPolicy,
  type LoyaltyTransition,
} from "setia";

const DAY = 86_400_000;
/** A change back within so many days is a flap. */
const FLAP_DAYS = 30;
const FIXED_DAYS = 180;

/** Changes, and how many of them did not last. */
export interface Changes {
  /** How many there were. */
  all: number;
  /** How many went back within 30 days. */
  within30: number;
  /** How many went back within one cadence of the customer; lapses only. */
  withinCadence: number;
}

/** What is seen of a base under one policy. */
export interface Steadiness {
  /** Changes of stage, corrections and loops aside. */
  readonly stage: Changes;
  /** Changes of activity. */
  readonly activity: Changes;
  /** Lapses. */
  readonly lapses: Changes;
  /** The lapses of a rule that takes 180 days for everybody. */
  readonly fixedLapses: Changes;
  /** Customers with two gaps or more who did not come back for as long as was asked. */
  readonly departures: {
    /** How many. */
    readonly count: number;
    /** Median days from the last order until they were lapsed. */
    readonly days: number;
    /** The same in mean gaps of their own. */
    readonly cycles: number;
    /** Mean gaps of their own that 180 days are. */
    readonly fixedCycles: number;
  };
}

/** Measures a base. */
export function measureSteadiness(
  customers: Iterable<readonly CustomerEvent[]>,
  asOf: Date,
  policy: LoyaltyPolicy,
  watchedDays: number,
): Steadiness {
  const none = (): Changes => ({ all: 0, within30: 0, withinCadence: 0 });
  const [stage, activity, lapses, fixedLapses] = [none(), none(), none(), none()];
  const departures = { days: [] as number[], cycles: [] as number[], fixed: [] as number[] };
  for (const events of customers) {
    const { state, transitions } = replay(events, { asOf, policy });
    if (state === undefined) continue;
    countReversals(transitions, "stage", stage);
    countReversals(transitions, "activity", activity);
    const moves = transitions.filter(({ region }) => region === "activity");
    moves.forEach((move, index) => {
      if (move.kind !== "lapse" || move.to !== "lapsed") return;
      lapses.all++;
      const back = moves.slice(index).find(({ kind }) => kind === "win_back");
      if (back === undefined) return;
      const late = (back.at.getTime() - move.at.getTime()) / DAY;
      if (late <= FLAP_DAYS) lapses.within30++;
      if (late <= Number(move.reasons[0]?.params["cadenceDays"])) lapses.withinCadence++;
    });
    const days = state.orderDays;
    const today = Math.floor(asOf.getTime() / DAY);
    days.forEach((day, index) => {
      const next = days[index + 1] ?? Infinity;
      if (Math.min(next, today) - day < FIXED_DAYS) return;
      fixedLapses.all++;
      if (next - day - FIXED_DAYS <= FLAP_DAYS) fixedLapses.within30++;
      if (next - day - FIXED_DAYS <= state.cadenceDays) fixedLapses.withinCadence++;
    });
    const lapse = moves.findLast(({ to }) => to === "lapsed");
    const quiet = today - (days.at(-1) ?? today);
    if (lapse === undefined || quiet < watchedDays || state.gapCount < 2) continue;
    const ownGap = state.gapSum / state.gapCount;
    const delay = Number(lapse.reasons[0]?.params["days"]);
    departures.days.push(delay);
    departures.cycles.push(delay / ownGap);
    departures.fixed.push(FIXED_DAYS / ownGap);
  }
  return {
    stage,
    activity,
    lapses,
    fixedLapses,
    departures: {
      count: departures.days.length,
      days: median(departures.days),
      cycles: median(departures.cycles),
      fixedCycles: median(departures.fixed),
    },
  };
}

function countReversals(
  transitions: readonly LoyaltyTransition[],
  region: "stage" | "activity",
  counts: Changes,
): void {
  const names: readonly string[] = region === "stage" ? STAGES : ACTIVITIES;
  const changes = transitions.filter(
    (one) => one.region === region && one.from !== one.to && one.kind !== "correct",
  );
  changes.forEach(({ from, to, at }, index) => {
    counts.all++;
    const next = changes[index + 1];
    if (next === undefined || next.at.getTime() - at.getTime() > FLAP_DAYS * DAY) return;
    const way = names.indexOf(to) - names.indexOf(from);
    const back = names.indexOf(next.to) - names.indexOf(next.from);
    if (way * back < 0) counts.within30++;
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
