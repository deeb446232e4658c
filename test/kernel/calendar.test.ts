import { tz } from "@date-fns/tz";
import { differenceInCalendarDays, startOfDay } from "date-fns";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calendarOf, formatDay } from "../../src/kernel";
import { instants, RUNS, timeZones } from "../arbitraries";

const EPOCH_DAY = new Date("1970-01-01T12:00:00Z");

describe("calendarOf", () => {
  it("agrees with date-fns on the calendar day of any instant in any zone", () => {
    fc.assert(
      fc.property(instants, timeZones, (instant, zone) => {
        const anchor = calendarOf(zone).startOf(0);
        expect(calendarOf(zone).dayOf(instant)).toBe(
          differenceInCalendarDays(instant, anchor, { in: tz(zone) }),
        );
      }),
      { numRuns: 200 * RUNS },
    );
  });

  it("agrees with date-fns on the first instant of a day", () => {
    fc.assert(
      fc.property(instants, timeZones, (instant, zone) => {
        const calendar = calendarOf(zone);
        const expected = startOfDay(instant, { in: tz(zone) }).getTime();
        expect(calendar.startOf(calendar.dayOf(instant)).getTime()).toBe(expected);
      }),
      { numRuns: 200 * RUNS },
    );
  });

  it.each([
    ["America/New_York", "2026-03-08T04:59:59.999Z", "2026-03-07"],
    ["America/New_York", "2026-03-08T05:00:00.000Z", "2026-03-08"],
    ["America/New_York", "2026-03-09T03:59:59.999Z", "2026-03-08"],
    ["America/New_York", "2026-03-09T04:00:00.000Z", "2026-03-09"],
    ["Asia/Jakarta", "2026-03-08T16:59:59.999Z", "2026-03-08"],
    ["Asia/Jakarta", "2026-03-08T17:00:00.000Z", "2026-03-09"],
    ["Asia/Kathmandu", "2026-03-08T18:15:00.000Z", "2026-03-09"],
    ["Pacific/Apia", "2011-12-30T09:59:59.999Z", "2011-12-29"],
    ["Pacific/Apia", "2011-12-30T10:00:00.000Z", "2011-12-31"],
  ])("puts in %s the instant %s on %s", (zone, instant, day) => {
    expect(formatDay(calendarOf(zone).dayOf(new Date(instant)))).toBe(day);
  });

  it("begins a day whose midnight is skipped at its first instant", () => {
    // São Paulo put its clocks forward at midnight of 2018-11-04: the day began at 01:00.
    const day = calendarOf("America/Sao_Paulo").dayOf(new Date("2018-11-04T12:00:00Z"));
    const start = calendarOf("America/Sao_Paulo").startOf(day);
    expect(start.toISOString()).toBe("2018-11-04T03:00:00.000Z");
  });

  it("counts days from 1970-01-01", () => {
    expect(calendarOf("UTC").dayOf(EPOCH_DAY)).toBe(0);
    expect(formatDay(-1)).toBe("1969-12-31");
  });

  it("refuses a zone that is not known", () => {
    expect(() => calendarOf("Asia/Atlantis")).toThrow(
      expect.objectContaining({ code: "INVALID_TIME_ZONE" }),
    );
  });
});
