import { tzOffset } from "@date-fns/tz/tzOffset";
import { assertInstant, assertTimeZone } from "./calendar";

const DAY = 86_400_000;
/** Before this day every zone kept the local time of its sun. */
const FIRST_DAY = -62_091;

/** A time during which a zone keeps one offset. */
export interface ZoneOffset {
  /** When it begins, in milliseconds since 1970-01-01 UTC; `-Infinity` for the first one. */
  readonly from: number;
  /** Milliseconds east of UTC. */
  readonly offset: number;
}

let known: Map<string, { until: number; offsets: ZoneOffset[] }> | undefined;

/**
 * Lists the offsets of a zone up to an instant, so that calendar days can be counted where there is no calendar: the
 * day of an instant is `floor((instant + offset) / 86400000)`, the same that {@link calendarOf} gives.
 *
 * @throws SetiaError `INVALID_TIME_ZONE`, `INVALID_INSTANT`
 */
export function zoneOffsets(timeZone: string, until: Date): readonly ZoneOffset[] {
  assertTimeZone(timeZone);
  assertInstant(until, "zoneOffsets: until");
  if (timeZone === "UTC") return [{ from: -Infinity, offset: 0 }];
  // Remembered per zone, as calendars are; they are pure, so nothing shows.
  known ??= new Map();
  const lastDay = Math.floor(until.getTime() / DAY);
  const old = known.get(timeZone);
  if (old !== undefined && old.until >= lastDay) return untilTime(old.offsets, until);
  const offsetAt = (time: number): number =>
    Math.round(tzOffset(timeZone, new Date(time)) * 60_000);
  const offsets = old?.offsets ?? [{ from: -Infinity, offset: offsetAt(FIRST_DAY * DAY) }];
  let before = offsets.at(-1)?.offset ?? 0;
  for (let day = old === undefined ? FIRST_DAY : old.until + 1; day <= lastDay; day++) {
    const after = offsetAt((day + 1) * DAY);
    if (after === before) continue;
    // A zone changes its offset at most once a day: halve the day until the change is found.
    let low = day * DAY;
    let high = (day + 1) * DAY;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (offsetAt(middle) === before) low = middle;
      else high = middle;
    }
    offsets.push({ from: high, offset: after });
    before = after;
  }
  known.set(timeZone, { until: lastDay, offsets });
  return untilTime(offsets, until);
}

function untilTime(offsets: readonly ZoneOffset[], until: Date): readonly ZoneOffset[] {
  return offsets.filter(({ from }) => from <= until.getTime());
}
