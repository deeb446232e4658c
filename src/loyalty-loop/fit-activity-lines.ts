import {
  assertData,
  assertInstant,
  assertModel,
  assertOptions,
  assertRecord,
  atDoor,
  calendarOf,
  reason,
  type ModelHeader,
  type OptionNames,
  type Reason,
} from "../kernel";
import { purchaseDaysOf, type Order, type PurchaseDays } from "../purchases";
import { falling } from "../statistics";
import {
  LONGEST_SILENCE,
  placeIn,
  type ActivityLine,
  type ActivityLines,
} from "./policy/activity-lines";
import type { DatedLoyaltyPolicy, LoyaltyPolicy } from "./policy/policy";
import type { Stage } from "./stages";

const VERSION = 1;
/** Rows of lines: days with an order so far. */
const ORDERS = [1, 2, 3, 4, 6, 10] as const;
/** Places in a row: mean days between orders. */
const RHYTHM = [0, 11, 22, 36, 61, 101] as const;
/** Chance of return over that on the day of the last order, at which somebody is overdue, lapsed and lost. */
const SHARES = [0.6, 0.35, 0.15] as const;
/** Return is looked for within so many days. */
const WITHIN = 90;
/** Silence is looked at week by week. */
const WEEK = 7;
const WEEKS = Math.ceil(LONGEST_SILENCE / WEEK) + 1;
/** So many customers of the coarser group a finer one is held by. */
const HELD = 40;
const MONTH = 30;
/** Where so long a silence was seen and nobody is overdue, customers hardly differ. */
const LONG_SEEN = 360;
/** With fewer gaps that ended, nothing is fitted. */
const LEAST_GAPS = 100;

/** Lines that hold from a day on. */
export interface DatedActivityLines {
  /** First instant at which they hold, ISO 8601 in UTC; the first of several hold from the beginning. */
  readonly from: string;
  /** The lines. */
  readonly lines: ActivityLines;
}

/** After how long a silence customers of a base do not come back. Plain JSON. */
export interface ActivityModel extends ModelHeader {
  /** Which model it is. */
  readonly kind: "activity";
  /** The instant that the base spoke of, ISO 8601 in UTC. */
  readonly asOf: string;
  /** IANA zone whose calendar days were counted. */
  readonly timeZone: string;
  /** Gaps between orders that ended by then. */
  readonly gaps: number;
  /** Gaps that were still open. */
  readonly openGaps: number;
  /** The lines, oldest first; the last ones hold now. Empty if there are too few gaps. */
  readonly dated: readonly DatedActivityLines[];
  /** What to know of it. */
  readonly diagnostics: readonly Reason[];
}

/** Options of {@link fitActivityLines}. */
export interface FitActivityLinesOptions {
  /** The instant of the answer, inclusive. */
  readonly asOf: Date;
  /** IANA zone whose calendar days are counted; `"UTC"` if left out. */
  readonly timeZone?: string;
  /** The model of an earlier fit: its lines stay where the new ones differ by no more than their standard error. */
  readonly previous?: ActivityModel;
}

const FIT_ACTIVITY_LINES_OPTIONS: OptionNames<FitActivityLinesOptions> = {
  asOf: true,
  timeZone: true,
  previous: true,
};

/**
 * Fits after how many days without an order somebody is overdue, lapsed and lost. For each number of orders and step of the own
 * rhythm the chance of an order within 90 days is estimated at every length of silence (Kaplan and Meier 1958, open gaps counted; small
 * groups are held by the coarser ones), and made non-increasing. The lines are where it falls below 60, 35 and 15 % of that on the
 * day of an order, at most 730 days.
 *
 * @param base - all orders, in any order; or the days of an engine, from `purchaseDays`
 * @param options - instant and zone, and an earlier model
 * @returns the model; {@link withActivityLines} puts it into a policy
 * @throws SetiaError `INVALID_INSTANT`, `INVALID_TIME_ZONE`, `INVALID_MODEL`, `NEWER_MODEL`
 *
 * @example
 * ```ts
 * import { fitActivityLines } from "setia/loyalty";
 * import { simulateCustomers } from "setia/lifetime";
 *
 * const asOf = new Date("2026-06-30T23:59:59Z");
 * const { orders } = simulateCustomers({
 *   model: "mbg-nbd", parameters: { r: 0.5, alpha: 40, a: 0.9, b: 1.6 }, customers: 3000,
 *   observedDays: 900, joiningDays: 800, asOf, seed: 3,
 * });
 * const { dated } = fitActivityLines(orders, { asOf });
 * const [newcomer] = dated[0]?.lines.lines[0] ?? [];
 * (newcomer?.overdue ?? 0) < (newcomer?.lapsed ?? 0); // => true
 * ```
 */
export function fitActivityLines(
  base: readonly Order[] | PurchaseDays,
  options: FitActivityLinesOptions,
): ActivityModel {
  assertData(base, "fitActivityLines: base");
  assertOptions(options, FIT_ACTIVITY_LINES_OPTIONS, "fitActivityLines");
  return atDoor("fitActivityLines", () => fitUnchecked(base, options));
}

/**
 * Puts fitted lines into a policy, each from its date on.
 *
 * @param policy - everything else that the loop goes by
 * @param model - from {@link fitActivityLines}
 * @returns policies with their dates; the given one alone if nothing was fitted
 *
 * @example
 * ```ts
 * import { DEFAULT_LOYALTY_POLICY } from "setia";
 * import { fitActivityLines, withActivityLines } from "setia/loyalty";
 *
 * const model = fitActivityLines([], { asOf: new Date("2026-06-30") });
 * withActivityLines(DEFAULT_LOYALTY_POLICY, model) === DEFAULT_LOYALTY_POLICY; // => true
 * ```
 */
export function withActivityLines<Name extends string = Stage>(
  policy: LoyaltyPolicy<Name>,
  model: ActivityModel,
): LoyaltyPolicy<Name> | readonly DatedLoyaltyPolicy<Name>[] {
  assertRecord(policy, "withActivityLines: policy");
  assertModel(model, "activity", VERSION);
  return atDoor("withActivityLines", () =>
    model.dated.length === 0
      ? policy
      : model.dated.map(({ from, lines }) => ({
          from: new Date(from),
          policy: { ...policy, activityLines: lines },
        })),
  );
}

function fitUnchecked(
  base: readonly Order[] | PurchaseDays,
  { asOf, timeZone = "UTC", previous }: FitActivityLinesOptions,
): ActivityModel {
  assertInstant(asOf, "fitActivityLines: asOf");
  if (previous !== undefined) assertModel(previous, "activity", VERSION);
  const calendar = calendarOf(timeZone);
  const history =
    "begins" in base
      ? base
      : purchaseDaysOf([...new Set(base.map(({ customerId }) => customerId))], base, asOf, (at) =>
          calendar.dayOf(at),
        );
  const today = calendar.dayOf(asOf);
  const groups = countGaps(history, today);
  const openGaps = history.begins.filter(
    (begin, at) => begin < (history.begins[at + 1] ?? 0),
  ).length;
  const gaps = history.days.length - openGaps;
  const model = {
    ...({ kind: "activity", version: VERSION, asOf: asOf.toISOString(), timeZone } as const),
    ...{ gaps, openGaps },
  };
  const before = previous?.dated ?? [];
  if (gaps < LEAST_GAPS) {
    const why = reason("loyalty.lines_default", { gaps, least: LEAST_GAPS });
    return { ...model, dated: before, diagnostics: [why] };
  }
  const fitted = fitGroups(groups);
  const held = before.at(-1)?.lines;
  const lines = fitted.map((row, order) =>
    row.map(({ line, errors }, rhythm) => steadied(line, errors, held?.lines[order]?.[rhythm])),
  );
  const next: ActivityLines = { orders: ORDERS, rhythmDays: RHYTHM, lines, shares: SHARES };
  const isSame = held !== undefined && JSON.stringify(held.lines) === JSON.stringify(lines);
  const isFlat = lines
    .slice(1)
    .every((row) =>
      row.every(({ overdue, seenDays }) => overdue === null && seenDays >= LONG_SEEN),
    );
  return {
    ...model,
    dated: isSame ? before : [...before, { from: asOf.toISOString(), lines: next }],
    diagnostics: [
      reason("loyalty.lines_fitted", { gaps, open: openGaps }),
      ...(isFlat ? [reason("loyalty.lines_flat", {})] : []),
    ],
  };
}

/** Gaps by week: who was still silent at its beginning, and who ordered in it. */
interface Gaps {
  readonly silent: Float64Array;
  readonly ended: Float64Array;
}

interface Groups {
  readonly all: Gaps;
  readonly byOrders: readonly Gaps[];
  readonly byRhythm: readonly (readonly Gaps[])[];
}

function countGaps({ begins, days }: PurchaseDays, today: number): Groups {
  const none = (): Gaps => ({
    silent: new Float64Array(WEEKS),
    ended: new Float64Array(WEEKS),
  });
  const groups = {
    all: none(),
    byOrders: ORDERS.map(none),
    byRhythm: ORDERS.map(() => RHYTHM.map(none)),
  };
  for (let customer = 0; customer + 1 < begins.length; customer++) {
    const [begin, end] = [begins[customer]!, begins[customer + 1]!];
    for (let at = begin; at < end; at++) {
      const hasEnded = at + 1 < end;
      const gap = (hasEnded ? days[at + 1]! : today) - days[at]!;
      const order = placeIn(ORDERS, at - begin + 1);
      const rhythm = at === begin ? 0 : placeIn(RHYTHM, (days[at]! - days[begin]!) / (at - begin));
      // An order ends the week in which it comes; a gap that is open says nothing of the week it is in.
      const weeks = Math.min(WEEKS, Math.floor((gap - (hasEnded ? 1 : 0)) / WEEK));
      for (const group of [groups.all, groups.byOrders[order]!, groups.byRhythm[order]![rhythm]!]) {
        for (let week = 0; week < weeks; week++) group.silent[week]!++;
        if (!hasEnded || weeks === WEEKS) continue;
        group.silent[weeks]!++;
        group.ended[weeks]!++;
      }
    }
  }
  return groups;
}

interface FittedLine {
  readonly line: ActivityLine;
  /** Standard error of each day, in days. */
  readonly errors: readonly number[];
}

/** Keeps the days of before that differ by no more than chance, so that a night without news changes nobody. */
function steadied(
  line: ActivityLine,
  errors: readonly number[],
  before: ActivityLine | undefined,
): ActivityLine {
  if (before === undefined) return line;
  const keep = (name: "overdue" | "lapsed" | "lost", at: number): number | null => {
    const [now, old] = [line[name], before[name]];
    return now !== null && old !== null && Math.abs(now - old) <= errors[at]! ? old : now;
  };
  return {
    overdue: keep("overdue", 0),
    lapsed: keep("lapsed", 1),
    lost: keep("lost", 2),
    seenDays: line.seenDays,
  };
}

function fitGroups({ all, byOrders, byRhythm }: Groups): readonly (readonly FittedLine[])[] {
  const ofAll = hazards(all);
  return byRhythm.map((row, order) => {
    const coarse = byOrders[order]!;
    const ofOrders = hazards(coarse, ofAll);
    // Beyond the longest gap of those with as many orders nothing was seen.
    const seen = coarse.silent.findLastIndex((silent) => silent > 0);
    return row.map((gaps) => lineFrom(hazards(gaps, ofOrders), gaps, seen));
  });
}

/** The share of the silent who order in each week, held by that of a coarser group. */
function hazards({ silent, ended }: Gaps, coarser?: Float64Array): Float64Array {
  return silent.map((count, week) => {
    const held = coarser === undefined ? 0 : HELD;
    return count + held === 0 ? 0 : (ended[week]! + held * (coarser?.[week] ?? 0)) / (count + held);
  });
}

function lineFrom(hazard: Float64Array, { silent }: Gaps, seen: number): FittedLine {
  const ahead = Math.round(WITHIN / WEEK);
  const chances: number[] = [];
  for (let week = 0; week + ahead <= seen; week++) {
    let stays = 1;
    for (let on = week; on < week + ahead; on++) stays *= 1 - hazard[on]!;
    chances.push(1 - stays);
  }
  const fallen = falling(
    chances,
    chances.map((_, week) => silent[week]! + 1),
  );
  const fresh = fallen[0] ?? 0;
  const dayBelow = (chance: number): number | null => {
    const week = fallen.findIndex((one) => one < chance);
    return week === -1 ? null : WEEK * Math.max(1, week);
  };
  const [overdue, lapsed, lost] = SHARES.map((share) => dayBelow(share * fresh));
  const errors = SHARES.map((share) => {
    const chance = share * fresh;
    const left = silent[Math.floor((dayBelow(chance) ?? 0) / WEEK)]! + HELD;
    const error = Math.sqrt((chance * (1 - chance)) / left);
    const [late, soon] = [chance - error, chance + error].map(dayBelow);
    return Math.max(WEEK / 2, ((late ?? LONGEST_SILENCE) - (soon ?? LONGEST_SILENCE)) / 2);
  });
  // By the month, so that a week more of history moves nobody.
  const seenDays = Math.min(LONGEST_SILENCE, MONTH * Math.floor((WEEK * chances.length) / MONTH));
  return { line: { overdue: overdue!, lapsed: lapsed!, lost: lost!, seenDays }, errors };
}
