import { tzOffset } from "@date-fns/tz/tzOffset";
import { SetiaError, showValue } from "../checks/errors";

const DAY = 86_400_000;

/** The calendar days of one time zone. A day is a whole number: days since 1970-01-01 of that calendar. */
export interface Calendar {
  /** IANA name of the zone. */
  readonly timeZone: string;
  /** Calendar day on which an instant falls in the zone. */
  dayOf(instant: Date): number;
  /** The same for `count` instants from place `begin`, in milliseconds since 1970-01-01 UTC; the days from place 0. */
  daysOf(times: ArrayLike<number>, begin: number, count: number, days: Int32Array): void;
  /** First instant of a calendar day in the zone. */
  startOf(day: number): Date;
  /** What the clock on the wall shows at an instant, in milliseconds since 00:00. */
  clockOf(instant: Date): number;
  /**
   * First instant of a calendar day at which the clock on the wall shows a time (milliseconds since 00:00), or a later
   * one where daylight saving leaves that time out.
   */
  whenClock(day: number, clock: number): Date;
}

/** Offsets of one UTC day: constant, or changing once at `changesAt`. Minutes east of UTC, in milliseconds. */
interface OffsetDay {
  readonly before: number;
  readonly changesAt: number;
  readonly after: number;
}

let calendars: Map<string, Calendar> | undefined;

/** UTC days from 1970 to 2099, whose offsets are kept in an array beside the map. */
const NEAR_DAYS = 47_482;
const NOT_YET_KNOWN = 0x7fffffff;
const CHANGES = 0x7ffffffe;

/**
 * Gives the calendar of a time zone. Calendars are remembered per zone; they are pure, so nothing shows.
 *
 * @throws SetiaError `INVALID_TIME_ZONE` if the name is not known
 */
export function calendarOf(timeZone: string): Calendar {
  calendars ??= new Map();
  let calendar = calendars.get(timeZone);
  if (calendar === undefined) {
    calendar = timeZone === "UTC" ? createUtcCalendar() : createZoneCalendar(timeZone);
    calendars.set(timeZone, calendar);
  }
  return calendar;
}

function createUtcCalendar(): Calendar {
  return {
    timeZone: "UTC",
    dayOf: (instant) => Math.floor(instant.getTime() / DAY),
    daysOf(times, begin, count, days) {
      for (let at = 0; at < count; at++) days[at] = Math.floor(times[begin + at]! / DAY);
    },
    startOf: (day) => new Date(day * DAY),
    clockOf: (instant) => instant.getTime() - Math.floor(instant.getTime() / DAY) * DAY,
    whenClock: (day, clock) => new Date(day * DAY + clock),
  };
}

function createZoneCalendar(timeZone: string): Calendar {
  assertTimeZone(timeZone);
  const offsets = new Map<number, OffsetDay>();
  const steadyOffsets = new Int32Array(NEAR_DAYS).fill(NOT_YET_KNOWN);
  const offsetAt = (time: number): number => tzOffset(timeZone, new Date(time)) * 60_000;

  function offsetDay(utcDay: number): OffsetDay {
    let known = offsets.get(utcDay);
    if (known === undefined) {
      const before = offsetAt(utcDay * DAY);
      const after = offsetAt((utcDay + 1) * DAY);
      let low = utcDay * DAY;
      let high = (utcDay + 1) * DAY;
      // A zone changes its offset at most once a day: halve the day until the change is found.
      while (before !== after && high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (offsetAt(middle) === before) low = middle;
        else high = middle;
      }
      known = { before, changesAt: high, after };
      offsets.set(utcDay, known);
    }
    return known;
  }

  /** The zone's time less UTC, in milliseconds. */
  function offsetOf(time: number): number {
    const utcDay = Math.floor(time / DAY);
    const steady = steadyOffsets[utcDay] ?? CHANGES;
    if (steady < CHANGES) return steady;
    const { before, changesAt, after } = offsetDay(utcDay);
    if (steady === NOT_YET_KNOWN) {
      steadyOffsets[utcDay] = before === after && Number.isInteger(before) ? before : CHANGES;
    }
    return time < changesAt ? before : after;
  }

  function dayOfTime(time: number): number {
    return Math.floor((time + offsetOf(time)) / DAY);
  }

  function startOf(day: number): Date {
    // Zones lie within 15 hours of UTC, or 24 where a country crossed the date line.
    let before = day * DAY - DAY;
    let within = day * DAY + DAY;
    const likely = day * DAY - offsetOf(day * DAY - offsetOf(day * DAY));
    if (dayOfTime(likely) >= day) within = likely;
    if (dayOfTime(likely - 1) < day) before = likely - 1;
    while (within - before > 1) {
      const middle = Math.floor((before + within) / 2);
      if (dayOfTime(middle) >= day) within = middle;
      else before = middle;
    }
    return new Date(within);
  }

  return {
    timeZone,
    dayOf: (instant) => dayOfTime(instant.getTime()),
    daysOf(times, begin, count, days) {
      for (let at = 0; at < count; at++) days[at] = dayOfTime(times[begin + at]!);
    },
    startOf,
    clockOf: (instant) => {
      const local = instant.getTime() + offsetOf(instant.getTime());
      return local - Math.floor(local / DAY) * DAY;
    },
    whenClock(day, clock) {
      const start = startOf(day).getTime();
      const first = Math.max(start, day * DAY + clock - offsetOf(start));
      if (offsetOf(first) === offsetOf(start)) return new Date(first);
      // The clocks were changed since the day began.
      let after = Math.max(first, day * DAY + clock - offsetOf(first));
      const moved = Math.max(start, day * DAY + clock - offsetOf(first));
      if (offsetOf(moved) === offsetOf(first)) return new Date(moved);
      let before = moved;
      while (after - before > 1) {
        const middle = Math.floor((before + after) / 2);
        if (offsetOf(middle) === offsetOf(first)) after = middle;
        else before = middle;
      }
      return new Date(after);
    },
  };
}

/**
 * Refuses a time zone that the machine does not know.
 *
 * @throws SetiaError `INVALID_TIME_ZONE`
 */
export function assertTimeZone(timeZone: unknown): asserts timeZone is string {
  if (isTimeZone(timeZone)) return;
  throw new SetiaError(
    "INVALID_TIME_ZONE",
    `timeZone: ${showValue(timeZone)} is not known; expected an IANA name such as "Asia/Jakarta"`,
  );
}

function isTimeZone(timeZone: unknown): boolean {
  // The default, known to everybody: asking costs more than scoring a thousand customers.
  if (timeZone === "UTC") return true;
  // A missing zone would be taken for the machine's own.
  if (typeof timeZone !== "string") return false;
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/**
 * Refuses an invalid date.
 *
 * @param instant - what was given as an instant
 * @param where - function and place, as the message begins
 * @throws SetiaError `INVALID_INSTANT`
 */
export function assertInstant(instant: unknown, where: string): asserts instant is Date {
  if (!(instant instanceof Date) || Number.isNaN(instant.getTime())) {
    throw new SetiaError(
      "INVALID_INSTANT",
      `${where} is ${showValue(instant)}; expected a valid Date`,
    );
  }
}

/** Writes a calendar day as `YYYY-MM-DD`. */
export function formatDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, -"T00:00:00.000Z".length);
}
