/** Rows that wait for others of their order come back as they were, however many blocks they went through. */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { KeptRow } from "../../src/import/table/row";
import { WaitingOrders } from "../../src/import/table/waiting-orders";
import { RUNS } from "../arbitraries";

const LONG = "x".repeat(60_000);

const cell = fc.oneof(
  fc.constantFrom("", undefined, "ani", "2026-01-05", "o1", "é 🙂", LONG, `${LONG}y`),
  fc.string({ maxLength: 6 }),
  // Not kept here: no text, or a mark.
  fc.constantFrom(5, "\u001d", "\u001f", "\ud800"),
);
const row = fc.record({
  at: fc.nat(1e7),
  cells: fc.array(cell, { minLength: 3, maxLength: 3 }),
  print: fc.string({ maxLength: 3 }).map((text) => () => text),
  fault: fc.constantFrom(undefined, "is broken"),
});
const step = fc.record({
  key: fc.constantFrom("o1", "o2", "o3", "o4", "ani"),
  rows: fc.array(row, { minLength: 1, maxLength: 4 }),
  kind: fc.constantFrom("add", "add", "add", "take", "compact"),
});

const shown = (rows: readonly KeptRow[]): unknown =>
  rows.map(({ at, cells, print, fault }) => [at, cells.map((text) => text ?? ""), print(), fault]);

it("gives rows back by order as they came", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const waiting = new WaitingOrders();
      const model = new Map<string, KeptRow[]>();
      for (const { key, rows, kind } of steps) {
        if (kind === "compact") waiting.compact();
        else if (kind === "take") {
          expect(shown(waiting.take(key))).toEqual(shown(model.get(key) ?? []));
          model.delete(key);
        } else if (waiting.add(key, rows)) {
          model.set(key, [...(model.get(key) ?? []), ...rows]);
        }
        expect(waiting.has(key)).toBe(model.has(key));
        expect(waiting.size).toBe(model.size);
      }
      const left = new Map([...waiting.all()].map(({ key, rows }) => [key, shown(rows)]));
      expect(left).toEqual(new Map([...model].map(([key, rows]) => [key, shown(rows)])));
    }),
    { numRuns: 60 * RUNS },
  );
});

it("uses blocks again, though a few orders wait long in each", () => {
  const waiting = new WaitingOrders();
  const rowOf = (at: number): KeptRow => ({
    at,
    cells: ["ani", "x".repeat(1000)],
    print: () => "",
    fault: undefined,
  });
  const written = (): number => waiting.memory / 2 ** 20;
  for (let round = 0; round < 20; round++) {
    for (let order = 0; order < 4000; order++) {
      waiting.add(`${String(round)}-${String(order)}`, [rowOf(order)]);
    }
    // One in a thousand never ends.
    for (let order = 0; order < 4000; order++) {
      if (order % 1000 !== 7) waiting.take(`${String(round)}-${String(order)}`);
    }
    waiting.compact();
  }
  expect(waiting.size).toBe(80);
  expect(written()).toBeLessThan(12);
});
