import { formatDay } from "./calendar";
import { SetiaError, showValue } from "../checks/errors";

const DAY = 86_400_000;

/** How long a period is. Weeks begin on Monday. */
export const PERIOD_LENGTHS = ["day", "week", "month", "quarter", "year"] as const;

/** One of `words.periodLengths`. */
export type PeriodLength = (typeof PERIOD_LENGTHS)[number];

/** A calendar period, in days since 1970-01-01. */
export interface Period {
  /** Its first day, `YYYY-MM-DD`. */
  readonly start: string;
  /** Its first day. */
  readonly firstDay: number;
  /** Its last day. */
  readonly lastDay: number;
  /** False if the answer's instant lies in it. */
  readonly complete: boolean;
}

/** Most periods that one answer may have. */
const MOST = 10_000;

/**
 * Cuts time into calendar periods.
 *
 * @throws SetiaError `INVALID_OPTION` for an invalid length; `TOO_LARGE` for more than 10,000
 */
export function periodsBetween(firstDay: number, today: number, every: PeriodLength): Period[] {
  if (!PERIOD_LENGTHS.includes(every)) {
    throw new SetiaError(
      "INVALID_OPTION",
      `periods: every is ${showValue(every)}; expected one of ${PERIOD_LENGTHS.join(", ")}`,
    );
  }
  const periods: Period[] = [];
  for (let first = startOf(firstDay, every); first <= today;) {
    if (periods.length === MOST) {
      throw new SetiaError(
        "TOO_LARGE",
        `periods: there are more than ${String(MOST)} since ${formatDay(firstDay)}; expected fewer, so take longer ones or begin later`,
      );
    }
    const next = nextStart(first, every);
    const lastDay = next - 1;
    periods.push({ start: formatDay(first), firstDay: first, lastDay, complete: lastDay < today });
    first = next;
  }
  return periods;
}

/** Finds the period of a day. */
export function periodIndex(periods: readonly Period[], day: number): number {
  let low = 0;
  let high = periods.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((periods[middle]?.lastDay ?? 0) < day) low = middle + 1;
    else high = middle;
  }
  return low === 0 && day < (periods[0]?.firstDay ?? Infinity) ? -1 : low;
}

function startOf(day: number, every: PeriodLength): number {
  if (every === "day") return day;
  // 1970-01-01 was a Thursday.
  if (every === "week") return day - ((((day + 3) % 7) + 7) % 7);
  const date = new Date(day * DAY);
  const month = date.getUTCMonth();
  const first = { month, quarter: month - (month % 3), year: 0 }[every];
  return dayOf(date.getUTCFullYear(), first);
}

function nextStart(first: number, every: PeriodLength): number {
  if (every === "day") return first + 1;
  if (every === "week") return first + 7;
  const date = new Date(first * DAY);
  const months = { month: 1, quarter: 3, year: 12 }[every];
  return dayOf(date.getUTCFullYear(), date.getUTCMonth() + months);
}

function dayOf(year: number, month: number): number {
  // Date.UTC takes years below 100 for those of the last century.
  const date = new Date(0);
  date.setUTCFullYear(year, month, 1);
  return Math.floor(date.getTime() / DAY);
}
