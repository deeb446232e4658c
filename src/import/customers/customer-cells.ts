import { calendarOf, formatDay, showValue, type Issue } from "../../kernel";
import {
  hasTwoDays,
  readDateCell,
  type DateForm,
  type DateReadings,
  type DayOrder,
  type NoDate,
} from "../table/date-text";

/** How the dates of a table are read. */
export interface DateRules {
  /** As given. */
  readonly timeZone: string | undefined;
  /** As given. */
  readonly dates: DateForm | undefined;
  /** What comes first, as given or as the table itself settles it. */
  readonly order: DayOrder | undefined;
}

/** A day without a year: two numbers. */
const DAY_OF_YEAR = /^(\d{1,2})[-/.](\d{1,2})$/u;
const NO_YEAR = /^--(\d{2})-(\d{2})$/u;
/** In a leap year every day of a year is one. */
const LEAP_YEAR = "2000";

/** Finds whether day or month comes first by cells that can be read in one way only. */
export function settleOrder(
  cells: Iterable<unknown>,
  dates: DateForm | undefined,
): DayOrder | undefined {
  if (dates === "day_first" || dates === "month_first") return dates;
  const seen = { day_first: false, month_first: false };
  for (const cell of cells) {
    const readings = readingsOf(cell, { timeZone: "UTC", dates });
    if ("expected" in readings) continue;
    const { day_first, month_first } = readings;
    if (month_first === undefined) seen.day_first = true;
    if (day_first === undefined) seen.month_first = true;
  }
  if (seen.day_first === seen.month_first) return undefined;
  return seen.day_first ? "day_first" : "month_first";
}

/** Reads an instant. */
export function readInstantCell(cell: unknown, rules: DateRules): Date | NoDate {
  return choose(readDateCell(cell, "", rules), rules);
}

/**
 * Reads a birthday. Of an instant the day counts as it stands; of two figures of a year the latest year that is not
 * after the row.
 */
export function readBirthdayCell(cell: unknown, rules: DateRules, until: Date): string | NoDate {
  const written = typeof cell === "string" ? /^\d{4}-\d{2}-\d{2}(?=$|[T ])/u.exec(cell) : null;
  const plain = written?.[0] ?? cell;
  const noYear = typeof plain === "string" && (DAY_OF_YEAR.test(plain) || NO_YEAR.test(plain));
  const at = choose(readingsOf(plain, { ...rules, timeZone: "UTC" }), rules);
  if ("expected" in at) return at;
  if (noYear) return `--${at.toISOString().slice(5, 10)}`;
  // A spreadsheet's reader gives midnight, of its own zone or of UTC.
  const isLocal = plain instanceof Date && at.getTime() % 86_400_000 !== 0;
  const calendar = calendarOf(isLocal ? (rules.timeZone ?? "UTC") : "UTC");
  let day = formatDay(calendar.dayOf(at));
  const hasYear = typeof plain !== "string" || /\d{4}/u.test(plain);
  if (!hasYear && at > until) day = `${String(Number(day.slice(0, 4)) - 100)}${day.slice(4)}`;
  const year = Number(day.slice(0, 4));
  const isLikely = new Date(day) <= until && year > until.getUTCFullYear() - 130;
  return isLikely ? day : { expected: "expected a day of the last 130 years" };
}

/** Says why a cell is no date. */
export function dateIssue(
  path: readonly (string | number)[],
  cell: unknown,
  { expected }: NoDate,
): Issue {
  return { path, message: `is ${showValue(cell)}; ${expected}` };
}

function readingsOf(
  cell: unknown,
  grammar: Pick<DateRules, "timeZone" | "dates">,
): DateReadings | NoDate {
  const text = typeof cell === "string" ? cell : "";
  const noYear = NO_YEAR.exec(text);
  if (noYear !== null) {
    return readDateCell(`${LEAP_YEAR}-${noYear[1]!}-${noYear[2]!}`, "", grammar);
  }
  const [, first, second] = DAY_OF_YEAR.exec(text) ?? [];
  if (first === undefined || second === undefined) return readDateCell(cell, "", grammar);
  return readDateCell(`${first}/${second}/${LEAP_YEAR}`, "", grammar);
}

function choose(readings: DateReadings | NoDate, { order }: DateRules): Date | NoDate {
  if ("expected" in readings) return readings;
  const { day_first, month_first } = readings;
  if (order !== undefined) {
    const at = readings[order];
    return (
      at ?? {
        expected: `expected a date with the ${order === "day_first" ? "day" : "month"} first`,
      }
    );
  }
  if (hasTwoDays(readings)) {
    return {
      expected: 'can be read in two ways; expected the option dates: "day_first" or "month_first"',
    };
  }
  return day_first ?? month_first ?? { expected: "expected a date" };
}
