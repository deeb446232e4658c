/** How steady stages and activities are on real orders, and how soon a departure is noticed. */
import { words, replay, type CustomerEvent, type LoyaltyTransition } from "setia";
import { type LoyaltyPolicy } from "setia/loyalty";

const DAY = 86_400_000;
/** A change back within so many days is a flap. */
const FLAP_DAYS = 30;
/** Days after which rules that know no cadence call everybody lapsed. */
export const FIXED_RULES = [90, 180] as const;

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
  /** The same of rules that take so many days for everybody, in the order of {@link FIXED_RULES}. */
  readonly fixed: readonly FixedRule[];
  /** Customers with two gaps or more who did not come back for as long as was asked. */
  readonly departures: {
    /** How many. */
    readonly count: number;
    /** Median days from the last order until they were lapsed. */
    readonly days: number;
    /** The same in mean gaps of their own. */
    readonly cycles: number;
  };
}

/** What is seen of a rule that takes so many days for everybody. */
export interface FixedRule {
  /** Its lapses. */
  readonly lapses: Changes;
  /** Median of its days in mean gaps of those who did not come back. */
  readonly cycles: number;
}

/** Measures a base. */
export function measureSteadiness(
  customers: Iterable<readonly CustomerEvent[]>,
  asOf: Date,
  policy: LoyaltyPolicy,
  watchedDays: number,
): Steadiness {
  const none = (): Changes => ({ all: 0, within30: 0, withinCadence: 0 });
  const [stage, activity, lapses] = [none(), none(), none()];
  const fixed = FIXED_RULES.map((limit) => ({ limit, lapses: none(), cycles: [] as number[] }));
  const departures = { days: [] as number[], cycles: [] as number[] };
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
      const then = replay(events, { asOf: move.at, policy }).state;
      if (then !== undefined && late <= Math.round(then.cadenceDays)) lapses.withinCadence++;
    });
    const days = state.orderDays;
    const today = Math.floor(asOf.getTime() / DAY);
    for (const { limit, lapses: counts } of fixed) {
      days.forEach((day, index) => {
        const next = days[index + 1] ?? Infinity;
        if (Math.min(next, today) - day < limit) return;
        counts.all++;
        if (next - day - limit <= FLAP_DAYS) counts.within30++;
        const then = replay(events, { asOf: new Date((day + 1) * DAY - 1), policy }).state;
        if (then !== undefined && next - day - limit <= then.cadenceDays) counts.withinCadence++;
      });
    }
    const lapse = moves.findLast(({ to }) => to === "lapsed");
    const quiet = today - (days.at(-1) ?? today);
    if (lapse === undefined || quiet < watchedDays || state.gapCount < 2) continue;
    const ownGap = state.gapSum / state.gapCount;
    const delay = Number(lapse.reasons[0]?.params["days"]);
    departures.days.push(delay);
    departures.cycles.push(delay / ownGap);
    for (const { limit, cycles } of fixed) cycles.push(limit / ownGap);
  }
  return {
    stage,
    activity,
    lapses,
    fixed: fixed.map(({ lapses: counts, cycles }) => ({ lapses: counts, cycles: median(cycles) })),
    departures: {
      count: departures.days.length,
      days: median(departures.days),
      cycles: median(departures.cycles),
    },
  };
}

function countReversals(
  transitions: readonly LoyaltyTransition[],
  region: "stage" | "activity",
  counts: Changes,
): void {
  const names: readonly string[] = region === "stage" ? words.stages : words.activities;
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
