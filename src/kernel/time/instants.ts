import { tzOffset } from "@date-fns/tz/tzOffset";

const MINUTE = 60_000;
const DAY = 86_400_000;

const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)? ?(Z|UTC|[+-]\d{2}:?\d{2})?$/u;

/**
 * Reads an instant: a `Date`, or an ISO 8601 text with a time and an offset, as JSON has it. What is finer than
 * a millisecond is cut off.
 *
 * @throws SetiaError or RangeError never; an unknown zone is for the caller to refuse
 */
export function readInstant(value: unknown, timeZone?: string): Date | undefined {
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? undefined : new Date(value.getTime());
  }
  const parts = typeof value === "string" ? INSTANT.exec(value) : null;
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction, offset] = parts;
  if (timeZone === undefined && (hour === undefined || offset === undefined)) return undefined;
  // Only the ISO form keeps years below 100; it refuses an hour of 25 but not 31 February.
  const utc = new Date(
    `${year ?? ""}-${month ?? ""}-${day ?? ""}T${hour ?? "00"}:${minute ?? "00"}:${second ?? "00"}.${(fraction ?? "").padEnd(3, "0").slice(0, 3)}Z`,
  );
  const time = utc.getTime();
  if (Number.isNaN(time) || utc.getUTCDate() !== Number(day) || hour === "24") return undefined;
  if (offset === undefined) return new Date(localTime(time, timeZone ?? "UTC"));
  if (offset === "Z" || offset === "UTC") return utc;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(-2));
  if (hours > 23 || minutes > 59) return undefined;
  const ahead = (hours * 60 + minutes) * MINUTE;
  return new Date(offset.startsWith("-") ? time + ahead : time - ahead);
}

/**
 * Finds the instant of a wall clock's time. A time that comes twice is the first one; one that is left out moves
 * on by what was left out (the "compatible" rule of ECMAScript's Temporal).
 */
function localTime(wall: number, timeZone: string): number {
  if (timeZone === "UTC") return wall;
  const offsetAt = (time: number): number => tzOffset(timeZone, new Date(time)) * MINUTE;
  const before = offsetAt(wall - DAY);
  const after = offsetAt(wall + DAY);
  for (const offset of [before, after]) {
    if (offsetAt(wall - offset) === offset) return wall - offset;
  }
  return wall - before;
}
