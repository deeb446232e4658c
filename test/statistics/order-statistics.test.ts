import { orderStatistics } from "../../src/statistics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLiveRanks } from "../../src/rfm/live-ranks";
import { RUNS } from "../arbitraries";

const kinds: fc.Arbitrary<(seed: number) => number> = fc.constantFrom(
  (seed: number) => seed % 40,
  (seed: number) => seed % 70_001,
  (seed: number) => (seed % 1000) ** 3,
  (seed: number) => (seed % 9 === 0 ? Number.MAX_SAFE_INTEGER - (seed % 3) : seed),
  () => 7,
  (seed: number) => (seed % 1000) / 8,
);

describe("orderStatistics", () => {
  it("gives what sorting gives, of few and of many figures of any size", () => {
    fc.assert(
      fc.property(
        kinds,
        fc.constantFrom(1, 2, 300, 4096, 4097, 9000),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 120 }),
        (kind, size, shares) => {
          const figures = Float64Array.from({ length: size }, (_, at) =>
            kind(Math.imul(at + 1, 0x9e3779b1) >>> 0),
          );
          const sorted = figures.slice().sort();
          const places = [0, size - 1, ...shares.map((share) => Math.floor(share * (size - 1)))];
          const at = orderStatistics(figures, places);
          for (const place of places) expect(at(place)).toBe(sorted[place]);
        },
      ),
      { numRuns: 60 * RUNS },
    );
  });
});

describe("createLiveRanks", () => {
  it("gives what a sorted list gives while figures come and go", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(50), { maxLength: 700 }),
        fc.array(fc.record({ add: fc.boolean(), figure: fc.nat(50) }), { maxLength: 60 }),
        fc.nat(3),
        (begin, changes, repeat) => {
          const list = Array.from({ length: repeat }, () => begin).flat();
          const ranks = createLiveRanks(list);
          list.sort((a, b) => a - b);
          for (const { add, figure } of changes) {
            const at = list.findIndex((one) => one >= figure);
            if (add) {
              ranks.insert(figure);
              list.splice(at === -1 ? list.length : at, 0, figure);
            } else if (list[at] === figure) {
              ranks.remove(figure);
              list.splice(at, 1);
            }
            expect(ranks.size).toBe(list.length);
            expect(ranks.below(figure)).toBe(list.filter((one) => one < figure).length);
            for (const place of [0, list.length >> 1, list.length - 1]) {
              if (list.length > 0) expect(ranks.at(place)).toBe(list[place]);
            }
          }
        },
      ),
      { numRuns: 100 * RUNS },
    );
  });
});
