import fc from "fast-check";
import { TZDate } from "@date-fns/tz";
import { describe, expect, it } from "vitest";
import { readInstant } from "../../src/kernel";
import { instants, RUNS, timeZones } from "../arbitraries";

describe("readInstant", () => {
  it.each([
    ["2026-01-05T10:00:00+07:00", "2026-01-05T03:00:00.000Z"],
    ["2026-01-05T10:00+0700", "2026-01-05T03:00:00.000Z"],
    ["2026-01-05T10:00:00.123456-02:30", "2026-01-05T12:30:00.123Z"],
    ["2026-01-05T10:00:00.5Z", "2026-01-05T10:00:00.500Z"],
    ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"],
    ["9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"],
    ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"],
  ])("reads %s", (text, iso) => {
    expect(readInstant(text)?.toISOString()).toBe(iso);
  });

  it.each([
    "2026-01-05",
    "2026-01-05T10:00:00",
    "2026-02-29T00:00:00Z",
    "2026-02-31T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-01-05T24:00:00Z",
    "2026-01-05T10:60:00Z",
    "2026-01-05T10:00:60Z",
    "2026-01-05T10:00:00+24:00",
    "yesterday",
    "",
    5,
    null,
    undefined,
    new Date(Number.NaN),
  ])("gives nothing for %j", (value) => {
    expect(readInstant(value)).toBeUndefined();
  });

  it("gives a copy of a date", () => {
    const given = new Date(5);
    expect(readInstant(given)).toEqual(given);
    expect(readInstant(given)).not.toBe(given);
  });

  it.each([
    ["a day alone", "2026-01-05", "Asia/Jakarta", "2026-01-04T17:00:00.000Z"],
    ["a space", "2026-01-05 10:00", "Asia/Jakarta", "2026-01-05T03:00:00.000Z"],
    ["an offset all the same", "2026-01-05T10:00:00Z", "Asia/Jakarta", "2026-01-05T10:00:00.000Z"],
    [
      "a time left out in spring",
      "2026-03-08 02:30:00",
      "America/New_York",
      "2026-03-08T07:30:00.000Z",
    ],
    [
      "the first of two in autumn",
      "2026-11-01 01:30:00",
      "America/New_York",
      "2026-11-01T05:30:00.000Z",
    ],
  ])("takes a zone for texts without offset: %s", (_, text, zone, iso) => {
    expect(readInstant(text, zone)?.toISOString()).toBe(iso);
  });

  it("is the inverse of a clock on the wall of any zone", () => {
    fc.assert(
      fc.property(instants, timeZones, (instant, zone) => {
        const local = new TZDate(instant.getTime(), zone);
        const pad = (part: number, length = 2): string => String(part).padStart(length, "0");
        const day = `${pad(local.getFullYear(), 4)}-${pad(local.getMonth() + 1)}-${pad(local.getDate())}`;
        const wall = `${day} ${pad(local.getHours())}:${pad(local.getMinutes())}`;
        const read = readInstant(wall, zone)?.getTime() ?? Number.NaN;
        // A time that comes twice is the first one, at most an hour (half an hour on Lord Howe) earlier.
        const again = new TZDate(read, zone);
        expect([again.getDate(), again.getHours(), again.getMinutes()]).toEqual([
          local.getDate(),
          local.getHours(),
          local.getMinutes(),
        ]);
        expect([0, 1_800_000, 3_600_000]).toContain(instant.getTime() - read);
      }),
      { numRuns: 300 * RUNS },
    );
  });
});
