import type { Calendar } from "../../kernel";
import type { QuietHours } from "../policy/policy";

const MINUTE = 60_000;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/u;

/** Reads a time of day. */
export function readClock(time: unknown): number | undefined {
  const parts = typeof time === "string" ? TIME.exec(time) : null;
  if (parts === null) return undefined;
  return (Number(parts[1]) * 60 + Number(parts[2])) * MINUTE;
}

/**
 * Returns until when it is quiet. Hours may lie across midnight, and a night with a change of clocks is as long as it
 * is: only what the clock on the wall shows counts.
 */
export function quietUntil(at: Date, hours: QuietHours, calendar: Calendar): Date | undefined {
  const from = readClock(hours.from) ?? 0;
  const until = readClock(hours.until) ?? 0;
  const isQuiet = (instant: Date): boolean => {
    const clock = calendar.clockOf(instant);
    return from < until ? from <= clock && clock < until : clock >= from || clock < until;
  };
  if (!isQuiet(at)) return undefined;
  const today = calendar.dayOf(at);
  for (let day = today; day < today + 3; day++) {
    const end = calendar.whenClock(day, until);
    if (end > at && !isQuiet(end)) return end;
  }
  return undefined;
}

/** Writes a time of day. */
export function clockText(clock: number): string {
  const minutes = Math.floor(clock / MINUTE);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
