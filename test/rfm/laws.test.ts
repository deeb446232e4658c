/** Laws of RFM over all methods, zones and roads. */
import { quantileCuts } from "../../src/statistics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyzeRfm, fitRfm, scoreRfm, scoreRfmAll, type FitRfmOptions, type Order } from "setia";
import { calendarOf } from "../../src/kernel";
import { instants, orders, RUNS, timeZones } from "../arbitraries";

const methods: fc.Arbitrary<FitRfmOptions> = fc.constantFrom<FitRfmOptions[]>(
  {},
  { method: "rank" },
  { method: "nested" },
  { method: { frequency: "rank" } },
  {
    method: { recency: "thresholds", monetary: "thresholds" },
    thresholds: { recency: [10, 40, 100, 300], monetary: [50, 1000, 9000, 100_000] },
  },
);

describe("scoreRfmAll", () => {
  it("gives a base the scores that scoreRfm gives one by one, by every method", () => {
    fc.assert(
      fc.property(orders, instants, timeZones, methods, (given, asOf, timeZone, method) => {
        const at = { asOf, timeZone, currency: "IDR" };
        let analysis;
        try {
          analysis = analyzeRfm(given, { ...at, ...method });
        } catch (error) {
          expect(error).toMatchObject({ code: "EMPTY_BASE" });
          return;
        }
        const { columns, model, scores, summaries } = analysis;
        const stored = JSON.parse(JSON.stringify(model)) as typeof model;
        const { customerIds, recency, frequency, monetary, segment, segments } = scoreRfmAll(
          columns,
          stored,
        );
        const rows = customerIds.map((customerId, place) => ({
          customerId,
          recency: recency[place],
          frequency: frequency[place],
          monetary: monetary[place],
          segment: segments[segment[place] ?? -1],
        }));
        expect(rows).toEqual(
          scores.map(({ customerId, recency: r, frequency: f, monetary: m, segment: name }) => ({
            customerId,
            recency: r,
            frequency: f,
            monetary: m,
            segment: name,
          })),
        );
        // Rows in any order and columns fit the same model.
        expect(fitRfm([...summaries].reverse(), method)).toEqual(model);
        expect(summaries.map((summary) => scoreRfm(summary, stored))).toEqual(scores);
      }),
      { numRuns: 100 * RUNS },
    );
  });

  it("refuses money of another currency", () => {
    const order: Order = {
      id: "1",
      customerId: "ani",
      placedAt: new Date(0),
      currency: "USD",
      total: 1,
    };
    const { columns, model } = analyzeRfm([order], { asOf: new Date("2026-01-01") });
    expect(() => scoreRfmAll({ ...columns, currency: "EUR" }, model)).toThrow(
      /scoreRfmAll: the base is in EUR, the model in USD/,
    );
  });
});

describe("days", () => {
  it("do not matter by their date: shifting all by whole calendar days of the zone changes nothing", () => {
    fc.assert(
      fc.property(
        orders,
        instants,
        timeZones,
        methods,
        fc.integer({ min: -500, max: 500 }),
        (given, asOf, timeZone, method, days) => {
          const calendar = calendarOf(timeZone);
          const shift = (at: Date): Date => {
            const day = calendar.dayOf(at);
            const into = at.getTime() - calendar.startOf(day).getTime();
            const moved = calendar.startOf(day + days).getTime() + into;
            // A day of 23 hours ends earlier than the instant that came out of one of 24.
            return new Date(Math.min(moved, calendar.startOf(day + days + 1).getTime() - 1));
          };
          const kept = given.map(({ id, customerId, placedAt, currency, total }): Order => ({
            id,
            customerId,
            placedAt,
            currency,
            total,
          }));
          const moved = kept.map((order) => ({ ...order, placedAt: shift(order.placedAt) }));
          const codes = (list: readonly Order[], at: Date): unknown => {
            try {
              const options = { asOf: at, timeZone, currency: "IDR", ...method };
              return analyzeRfm(list, options).scores.map(({ customerId, code }) => [
                customerId,
                code,
              ]);
            } catch (error) {
              expect(error).toMatchObject({ code: "EMPTY_BASE" });
              return "empty";
            }
          };
          // The end of the day keeps what was bought on it on the same side.
          const end = (at: Date): Date =>
            new Date(calendar.startOf(calendar.dayOf(at) + 1).getTime() - 1);
          expect(codes(moved, end(shift(asOf)))).toEqual(codes(kept, end(asOf)));
        },
      ),
      { numRuns: 60 * RUNS },
    );
  });
});

describe("quantileCuts", () => {
  it("compares with whole figures as the exact fraction does, up to the largest safe integers", () => {
    const large = fc.oneof(
      fc.nat(100),
      fc.integer({ min: 0, max: 10 ** 9 }),
      fc.maxSafeNat(),
      fc.integer({ min: 0, max: 50 }).map((less) => Number.MAX_SAFE_INTEGER - less),
    );
    fc.assert(
      fc.property(
        fc.array(large, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 2, max: 10 }),
        (values, parts) => {
          const sorted = values.sort((a, b) => a - b);
          const cuts = quantileCuts((place) => sorted[place] ?? NaN, sorted.length, parts);
          cuts.forEach((cut, index) => {
            const position = (sorted.length - 1) * (index + 1);
            const low = BigInt(sorted[Math.floor(position / parts)] ?? 0);
            const high = BigInt(sorted[Math.ceil(position / parts)] ?? 0);
            // The cut times parts, exactly.
            const exact = low * BigInt(parts) + BigInt(position % parts) * (high - low);
            for (const value of sorted) {
              for (const near of [value - 1, value, value + 1].filter(Number.isSafeInteger)) {
                expect(near > cut).toBe(BigInt(near) * BigInt(parts) > exact);
              }
            }
          });
        },
      ),
      { numRuns: 300 * RUNS },
    );
  });
});
