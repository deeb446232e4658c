/** What holds of every importer. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkEvents, isSetiaError } from "setia";
import { encodeEvent } from "setia/store";
import * as all from "setia/import";
import type { ImportResult } from "setia/import";
import { parseEvents } from "setia/schemas";
import { deepFreeze, RUNS } from "../arbitraries";
import { IMPORTERS } from "./payloads";

const numRuns = 60 * RUNS;

/** Every way to one value inside, objects and arrays included. */
function waysInto(value: unknown, way: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    [...way, name],
    ...waysInto(inner, [...way, name]),
  ]);
}

function change(
  value: unknown,
  way: readonly string[],
  work: (parent: object, name: string) => void,
): unknown {
  const copy: unknown = structuredClone(value);
  let parent = copy as Record<string, object>;
  for (const name of way.slice(0, -1)) parent = parent[name] as Record<string, object>;
  work(parent, way.at(-1) ?? "");
  return copy;
}

const ids = ({ events }: ImportResult): string[] => events.map(({ id }) => id).sort();

/** The full run tries twenty times as many. */
const LONG = 120_000;

it("are tried on every importer", () => {
  const names = Object.keys(all).filter((name) => /^import[A-Z]/u.test(name));
  // A table reads its rows by importRows.
  const tried = [...IMPORTERS.map(({ name }) => name), "importTable"];
  expect(tried.sort()).toEqual(names.sort());
});

describe.each(IMPORTERS)("$name", ({ name, records, run }) => {
  it("makes events that every gate lets through, with ids of their own", () => {
    const { events } = run(records);
    expect(events.length).toBeGreaterThan(1);
    expect(checkEvents(events)).toEqual([]);
    expect(parseEvents(JSON.parse(JSON.stringify(events.map(encodeEvent))))).toEqual(events);
    expect(new Set(ids({ events, skipped: [], notes: [] })).size).toBe(events.length);
  });

  it("gives identical events for the same records again, and leaves those as they were", () => {
    const first = run(records);
    expect(run(JSON.parse(JSON.stringify(records)) as object[])).toEqual(first);
    expect(run(deepFreeze(structuredClone(records)))).toEqual(first);
  });

  it("tells records that are given twice as they are told once", () => {
    if (name === "importRows") return; // Two rows alike are two purchases.
    expect(run([...records, ...records]).events).toEqual(run(records).events);
    const skipped = run([...records, ...records]).skipped.filter(
      (each) => each.reason === "repeated",
    );
    expect(skipped.length).toBeGreaterThanOrEqual(records.length);
  });

  it("does not care for the order of records", () => {
    if (name === "importRows") return; // Lines keep the order of their rows.
    expect(ids(run([...records].reverse()))).toEqual(ids(run(records)));
  });

  it("ignores fields that it does not know", { timeout: LONG }, () => {
    const places = waysInto(records).filter(
      (way) => !/^(event_params|events|products|items)$/u.test(way.at(-1) ?? ""),
    );
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.anything(), (way, junk) => {
        const more = change(records, way, (parent) => {
          if (!Array.isArray(parent)) Object.assign(parent, { x_unknown_field: junk });
        });
        // Segment's calls without a messageId go by their whole content; these all have one.
        expect(run(more as object[]).events).toEqual(run(records).events);
      }),
      { numRuns },
    );
  });

  it("refuses clearly or takes in soundly whatever is missing or wrong", { timeout: LONG }, () => {
    const junk = fc.oneof(
      fc.constantFrom(null, "", "x", -1, 1.5, Number.NaN, [], {}, "__proto__"),
      fc.anything(),
    );
    const ways = waysInto(records);
    fc.assert(
      fc.property(fc.constantFrom(...ways), fc.boolean(), junk, (way, drop, other) => {
        const broken = change(records, way, (parent, field) => {
          if (drop && !Array.isArray(parent)) Reflect.deleteProperty(parent, field);
          else Reflect.set(parent, field, other);
        });
        let result: ImportResult;
        try {
          result = run(broken as object[]);
        } catch (error) {
          // A column that no row has.
          expect(isSetiaError(error)).toBe(true);
          return;
        }
        expect(checkEvents(result.events)).toEqual([]);
        const told = result.events.length + result.skipped.length;
        expect(told).toBeGreaterThan(0);
        for (const { message, reason, issues } of result.skipped) {
          expect(message).not.toMatch(/\[object/u);
          if (reason === "unreadable") expect(message).not.toBe("");
          for (const issue of issues) expect(issue.message).toMatch(/expected|no event|is /u);
        }
      }),
      { numRuns: numRuns * 4 },
    );
  });

  it("names every record that is none", () => {
    const nothing = [null, undefined, 1, "x", [], {}];
    const result = run([...records, ...nothing]);
    expect(result.events).toEqual(run(records).events);
    nothing.forEach((_, at) => {
      const index = records.length + at;
      const told = result.skipped.filter(({ path }) => path[1] === index);
      expect(told.map(({ reason }) => reason)).toEqual(["unreadable"]);
      expect(told[0]?.issues.length).toBeGreaterThan(0);
    });
  });

  it.each([undefined, null, {}, "x", 1])("refuses %s for a list", (list) => {
    expect(() => run(list as object[])).toThrow(new RegExp(`^${name}: .* expected an array`, "u"));
  });
});
