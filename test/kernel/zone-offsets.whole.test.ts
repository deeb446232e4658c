import fc from "fast-check";
import { expect, it } from "vitest";
// Not of the public face: statements are written from it.
import { calendarOf, zoneOffsets } from "../../src/kernel";
import { timeZones } from "../arbitraries";

const DAY = 86_400_000;

it("gives the days that the calendar gives, at any instant of two centuries", () => {
  const instants = fc.integer({ min: Date.UTC(1850, 0, 1), max: Date.UTC(2030, 0, 1) });
  fc.assert(
    fc.property(timeZones, instants, (timeZone, time) => {
      const until = new Date(Date.UTC(2030, 0, 1));
      const span = zoneOffsets(timeZone, until).findLast(({ from }) => from <= time);
      const day = Math.floor((time + (span?.offset ?? NaN)) / DAY);
      expect(day).toBe(calendarOf(timeZone).dayOf(new Date(time)));
    }),
  );
});

it("goes no further than asked, whatever was asked before", () => {
  const early = zoneOffsets("America/New_York", new Date("1990-01-01"));
  const late = zoneOffsets("America/New_York", new Date("2026-07-01"));
  expect(late.slice(0, early.length)).toEqual(early);
  expect(zoneOffsets("America/New_York", new Date("1990-01-01"))).toEqual(early);
  expect(late.at(-1)).toEqual({ from: Date.UTC(2026, 2, 8, 7), offset: -4 * 3_600_000 });
  expect(() => zoneOffsets("Mars", new Date(0))).toThrow(/INVALID_TIME_ZONE|not known/u);
});
