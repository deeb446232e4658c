import type { Language, PeriodLength } from "../../kernel";
import { dayWriter } from "./figures";

const DAY = 86_400_000;
/** Months between ticks. */
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120];

/** Writes a period for people to read. */
export function periodLabel(start: string, every: PeriodLength, language: Language): string {
  const day = Date.parse(`${start}T00:00:00Z`) / DAY;
  if (Number.isNaN(day)) return start;
  if (every === "year") return start.slice(0, 4);
  return dayWriter(language, every === "day" || every === "week" ? "day" : "month")(day);
}

/** Finds the beginnings of months for ticks. */
export function monthTicks(first: number, last: number, most: number): number[] {
  const from = monthOf(first);
  const to = monthOf(last);
  const step = MONTH_STEPS.find((months) => (to - from) / months <= most) ?? 120;
  const ticks: number[] = [];
  for (let month = Math.ceil(from / step) * step; month <= to; month += step) {
    const day = firstOf(month);
    if (day >= first && day <= last) ticks.push(day);
  }
  return ticks.length > 0 ? ticks : [first];
}

function monthOf(day: number): number {
  const date = new Date(day * DAY);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function firstOf(month: number): number {
  return Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY;
}
