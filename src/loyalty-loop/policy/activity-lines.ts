import { SetiaError, showValue } from "../../kernel";

/** Days without an order after which customers who have bought alike are overdue, lapsed and lost. */
export interface ActivityLine {
  /** Overdue after so many days; `null` if no silence that was seen is long enough. */
  readonly overdue: number | null;
  /** Lapsed after so many days; `null` likewise. */
  readonly lapsed: number | null;
  /** Lost after so many days; `null` likewise. */
  readonly lost: number | null;
  /** Silences up to so many days were seen to their end. Where a line is `null`, the policy's cadences hold, but not before this day. */
  readonly seenDays: number;
}

/** After how many days without an order somebody is overdue, lapsed and lost, by how they have bought so far. */
export interface ActivityLines {
  /** A row for those with at least so many days with an order; the first is 1. */
  readonly orders: readonly number[];
  /** In each row a place for those with at least so many days between their orders on average; the first is 0. */
  readonly rhythmDays: readonly number[];
  /** The lines of each row and place. Who has one order has no rhythm, and the first place. */
  readonly lines: readonly (readonly ActivityLine[])[];
  /** At the lines, the chance of an order within 90 days over that on the day of the last order. */
  readonly shares: readonly [overdue: number, lapsed: number, lost: number];
}

/** Nobody is waited for longer. */
export const LONGEST_SILENCE = 730;

/** Finds the lines of a customer. */
export function lineOf(lines: ActivityLines, orderDays: readonly number[]): ActivityLine {
  const gaps = orderDays.length - 1;
  const rhythm = gaps < 1 ? 0 : (orderDays.at(-1)! - orderDays[0]!) / gaps;
  return lines.lines[placeIn(lines.orders, gaps + 1)]![
    gaps < 1 ? 0 : placeIn(lines.rhythmDays, rhythm)
  ]!;
}

/** Gives the days of a line that rise, with those of cadences where nothing was seen. */
export function daysOf(
  { overdue, lapsed, lost, seenDays }: ActivityLine,
  byCadence: readonly [number, number, number],
): readonly [number, number, number] {
  const [a, b, c] = [overdue, lapsed, lost].map(
    (days, at) => days ?? Math.min(LONGEST_SILENCE, Math.max(byCadence[at]!, seenDays)),
  );
  const first = Math.min(a!, LONGEST_SILENCE - 2);
  const second = Math.min(Math.max(b!, first + 1), LONGEST_SILENCE - 1);
  return [first, second, Math.max(c!, second + 1)];
}

/** Finds the last of rising limits that a figure reaches. */
export function placeIn(limits: readonly number[], figure: number): number {
  let place = 0;
  while (place + 1 < limits.length && figure >= limits[place + 1]!) place++;
  return place;
}

/**
 * Refuses lines that are not whole or do not rise.
 *
 * @throws SetiaError `INVALID_OPTION`
 */
export function assertActivityLines(given: ActivityLines): void {
  const refuse = (where: string, value: unknown, expected: string): SetiaError =>
    new SetiaError(
      "INVALID_OPTION",
      `loyalty policy: activityLines.${where} is ${showValue(value)}; expected ${expected}`,
    );
  const { orders, rhythmDays, lines } = given as Partial<ActivityLines>;
  for (const [name, limits, first] of [
    ["orders", orders, 1],
    ["rhythmDays", rhythmDays, 0],
  ] as const) {
    const rises =
      Array.isArray(limits) &&
      limits[0] === first &&
      limits.every((limit, at) => at === 0 || limit > limits[at - 1]);
    if (!rises) throw refuse(name, limits, `rising numbers from ${String(first)} on`);
  }
  orders!.forEach((_, row) => {
    rhythmDays!.forEach((__, place) => {
      const line = lines?.[row]?.[place] as Partial<ActivityLine> | null | undefined;
      const { overdue, lapsed, lost, seenDays } = line ?? {};
      const isDays = (days: unknown): boolean => Number.isInteger(days) && Number(days) > 0;
      const sound =
        Number.isInteger(seenDays) &&
        Number(seenDays) >= 0 &&
        [overdue, lapsed, lost].every((days) => days === null || isDays(days));
      if (sound) return;
      const where = `lines[${String(row)}][${String(place)}]`;
      throw refuse(where, line, "overdue, lapsed and lost as whole days or null, and seenDays");
    });
  });
}
