import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  analyzeRfm,
  explain,
  explainRfm,
  scoreRfm,
  summarizePurchases,
  type FitRfmOptions,
  type Order,
  type PurchaseSummary,
} from "setia";
import { calendarOf } from "../../src/kernel";
import { instants, orders, timeZones } from "../arbitraries";

const asOf = new Date("2026-12-31T00:00:00Z");
const base = Array.from({ length: 100 }, (_, index): Order[] =>
  Array.from({ length: 1 + (index % 10) }, (_unused, order) => ({
    id: `${String(index)}-${String(order)}`,
    customerId: `c${String(index).padStart(2, "0")}`,
    placedAt: new Date(asOf.getTime() - index * 86_400_000),
    currency: "USD",
    total: 1000 + index,
  })),
).flat();
const { summaries, model } = analyzeRfm(base, { asOf });
const of = (index: number): PurchaseSummary => {
  const summary = summaries[index];
  if (summary === undefined) throw new Error("no such customer");
  return summary;
};

describe("explainRfm", () => {
  it("tells between which cuts a figure lies, and which percentile that is", () => {
    const { places } = explainRfm(of(37), model);
    expect(places.recency).toEqual({
      score: 4,
      value: 37,
      above: 19.8,
      upTo: 39.6,
      percentile: 62,
    });
    expect(places.frequency).toMatchObject({ score: 4, value: 8, percentile: 70 });
    expect(explainRfm(of(0), model).places.recency).toMatchObject({
      score: 5,
      above: null,
      upTo: 19.8,
      percentile: 99,
    });
    expect(explainRfm(of(99), model).places.recency).toMatchObject({
      score: 1,
      above: 79.2,
      upTo: null,
      percentile: 0,
    });
  });

  it("tells how many orders today lead where, and when the customer falls where", () => {
    const explanation = explainRfm(of(37), model);
    expect(explanation.segment).toBe("loyal");
    expect(explanation.up).toEqual({ orders: 1, segment: "champions", code: "555" });
    expect(explanation.down).toEqual({
      at: new Date("2027-01-23T00:00:00Z"),
      segment: "at_risk",
      code: expect.stringMatching(/^24/u) as string,
    });
    expect(explanation.reasons.map((given) => explain(given, "en"))).toEqual([
      "Recency 4 of 5: better than 62% of customers.",
      "Frequency 4 of 5: better than 70% of customers.",
      expect.stringMatching(/^Monetary \d of 5: better than \d+% of customers\.$/u),
      "With 1 more order today, this customer becomes “champions”.",
      "Without a new order, this customer becomes “at risk” on Jan 23, 2027.",
    ]);
  });

  it("has no way up for the best, and no way down for the worst", () => {
    const best = explainRfm({ ...of(9), orders: 10, recencyDays: 0 }, model);
    expect(best.segment).toBe("champions");
    expect(best.up).toBeUndefined();
    expect(explainRfm(of(90), model).segment).toBe("hibernating");
    expect(explainRfm(of(90), model).down).toBeUndefined();
  });

  it("knows no up and down in a nested model, where scores of different cells do not compare", () => {
    const nested = analyzeRfm(base, { asOf, method: "nested" });
    const explanations = nested.summaries.map((summary) => explainRfm(summary, nested.model));
    expect(explanations.every(({ up, down }) => up === undefined && down === undefined)).toBe(true);
    expect(explanations[0]?.reasons).toHaveLength(3);
  });

  const methods: FitRfmOptions[] = [{}, { method: "rank" }];

  it("is right about every way: no fewer orders lead elsewhere, and no earlier day", () => {
    fc.assert(
      fc.property(
        orders,
        instants,
        timeZones,
        fc.constantFrom(...methods),
        (given, at, timeZone, options) => {
          fc.pre(summarizePurchases(given, { asOf: at }).summaries.length > 0);
          const analysis = analyzeRfm(given, { asOf: at, timeZone, ...options });
          const calendar = calendarOf(timeZone);
          for (const summary of analysis.summaries) {
            const told = explainRfm(summary, analysis.model);
            const aged = (days: number): string =>
              scoreRfm({ ...summary, recencyDays: summary.recencyDays + days }, analysis.model)
                .segment;
            const falls = Array.from({ length: 1200 }, (_, day) => day).find(
              (day) => aged(day) !== told.segment,
            );
            expect(told.down === undefined).toBe(falls === undefined);
            if (told.down !== undefined && falls !== undefined) {
              expect(calendar.dayOf(told.down.at)).toBe(calendar.dayOf(at) + falls);
              expect(calendar.dayOf(new Date(told.down.at.getTime() - 1))).toBe(
                calendar.dayOf(at) + falls - 1,
              );
            }
            const bought = (count: number): string =>
              scoreRfm(
                {
                  ...summary,
                  recencyDays: 0,
                  orders: summary.orders + count,
                  revenue: summary.revenue + count * Math.round(summary.averageOrderValue),
                },
                analysis.model,
              ).segment;
            const needed = told.up?.orders ?? 100;
            for (let count = 1; count < needed; count++) expect(bought(count)).toBe(told.segment);
            if (told.up !== undefined) expect(bought(needed)).toBe(told.up.segment);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});
