import { cutsBelow, quantileCuts } from "../../src/statistics";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyzeRfm, fitRfm, scoreRfm, summarizePurchases, type Order, type RfmModel } from "setia";
import { deepFreeze, instants, orders, withShuffle } from "../arbitraries";

const asOf = new Date("2026-12-31T00:00:00Z");

function base(
  rows: readonly (readonly [days: number, orderCount: number, total: number])[],
): Order[] {
  return rows.flatMap(([days, orderCount, total], customer) =>
    Array.from({ length: orderCount }, (_, index) => ({
      id: `${String(customer)}-${String(index)}`,
      customerId: `c${String(customer).padStart(4, "0")}`,
      placedAt: new Date(asOf.getTime() - days * 86_400_000),
      currency: "USD",
      total: index === 0 ? total : 0,
    })),
  );
}

describe("quantileCuts", () => {
  it.each([
    [[1, 2, 3, 4], 4, [1.75, 2.5, 3.25]],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5, [2.8, 4.6, 6.4, 8.2]],
    [[7], 5, [7, 7, 7, 7]],
    [[3, 3, 3, 3], 3, [3, 3]],
    [[0, 10], 10, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
  ])("cuts %j into %i parts by type 7", (sorted, parts, expected) => {
    expect(quantileCuts((place) => sorted[place] ?? NaN, sorted.length, parts)).toEqual(expected);
  });

  it("puts a value on a cut below it", () => {
    expect([0, 1, 1.5, 2, 3].map((value) => cutsBelow([1, 2], value))).toEqual([0, 0, 1, 1, 2]);
  });
});

describe("fitRfm and scoreRfm", () => {
  const rows = Array.from({ length: 100 }, (_, i) => [i, 1 + (i % 10), (i + 1) * 100] as const);
  const { summaries, model, scores } = analyzeRfm(base(rows), { asOf });

  it("scores in the middle of five bins", () => {
    expect(model.cuts.recency).toEqual([19.8, 39.6, 59.4, 79.2]);
    expect(scores[0]).toMatchObject({
      recency: 5,
      frequency: 1,
      monetary: 1,
      code: "511",
      total: 511,
      segment: "new",
      monetaryPercentile: 0,
    });
    expect(scores[99]).toMatchObject({
      recency: 1,
      frequency: 5,
      monetary: 5,
      segment: "cant_lose",
    });
    expect(scores[99]?.monetaryPercentile).toBe(99);
  });

  it("tells the figures behind each score", () => {
    expect(scores[37]?.reasons).toEqual([
      { code: "rfm.recency", params: { score: 4, bins: 5, days: 37 } },
      { code: "rfm.frequency_by_day", params: { score: 4, bins: 5, days: 1, orders: 8 } },
      { code: "rfm.monetary", params: { score: 2, bins: 5, revenue: 3800, currency: "USD" } },
    ]);
  });

  it.each([
    [
      [1000, 2000, 3000],
      [0, 33, 66],
    ],
    [
      [1, 1, 1, 1, 1, 1, 1, 1, 1, 100],
      [0, 0, 0, 0, 0, 0, 0, 0, 0, 90],
    ],
    [[5], [0]],
  ])("tells the whole percent of the base that spent strictly less: %j", (totals, percentiles) => {
    const given = base(totals.map((total) => [1, 1, total] as const));
    expect(analyzeRfm(given, { asOf }).scores.map((score) => score.monetaryPercentile)).toEqual(
      percentiles,
    );
  });

  it("gives the end scores to values that the base did not have", () => {
    const [one] = summaries;
    if (one === undefined) throw new Error("no summary");
    const extreme = { ...one, recencyDays: 10_000, orders: 10_000, revenue: 1e12 };
    expect(scoreRfm(extreme, model).code).toBe("155");
  });

  it("survives the way through JSON", () => {
    const stored = JSON.parse(JSON.stringify(model)) as RfmModel;
    // Strictly: no minus zero either, which JSON does not keep.
    expect(isDeepStrictEqual(stored, model)).toBe(true);
    expect(summaries.map((summary) => scoreRfm(summary, stored))).toEqual(scores);
  });

  it("refuses another currency, another kind and a newer format", () => {
    const [summary] = summaries;
    if (summary === undefined) throw new Error("no summary");
    expect(() => scoreRfm({ ...summary, currency: "EUR" }, model)).toThrow(
      /in EUR, the model in USD/,
    );
    expect(() => scoreRfm(summary, { ...model, version: 2 })).toThrow(
      expect.objectContaining({ code: "NEWER_MODEL" }),
    );
    expect(() => scoreRfm(summary, {} as RfmModel)).toThrow(
      expect.objectContaining({ code: "INVALID_MODEL" }),
    );
    expect(() => scoreRfm(summary, { ...model, segments: [] })).toThrow(/no segment covers/);
  });

  it("refuses an empty base, a mixed one and bins that are none", () => {
    const [one, two] = summaries;
    if (one === undefined || two === undefined) throw new Error("no summaries");
    expect(() => fitRfm([])).toThrow(expect.objectContaining({ code: "EMPTY_BASE" }));
    expect(() => fitRfm([one, { ...two, currency: "EUR" }])).toThrow(/rows\[1\]\.currency is EUR/);
    expect(() => fitRfm([one, { ...two, asOf: new Date(0) }])).toThrow(
      /rows\[1\] speaks of another instant/,
    );
    expect(() => fitRfm([one, { ...two, timeZone: "Asia/Jakarta" }])).toThrow(/instant or zone/);
    for (const bins of [1, 11, 2.5, Number.NaN]) {
      expect(() => fitRfm(summaries, { bins })).toThrow(
        /bins is .*; expected a whole number from 2 to 10/,
      );
    }
    expect(() => fitRfm(summaries, { bins: 4 })).toThrow(/expected segments of your own/);
    const holes = [{ segment: "some", recency: [1, 4], frequency: [1, 3] }] as const;
    expect(() => fitRfm(summaries, { bins: 4, segments: holes })).toThrow(
      /^fitRfm|defineRfmMap: rules: hole: no rule covers R1 F4/,
    );
  });

  it.each([
    ["one customer", base([[3, 1, 50]]), ["511"]],
    [
      "two customers",
      base([
        [3, 1, 50],
        [30, 2, 5000],
      ]),
      ["511", "155"],
    ],
    [
      "a base of equals",
      base([
        [3, 1, 50],
        [3, 1, 50],
        [3, 1, 50],
      ]),
      ["511", "511", "511"],
    ],
    [
      "amounts below one unit",
      base([
        [1, 1, 1],
        [2, 1, 50],
        [3, 1, 99],
      ]),
      ["511", "313", "115"],
    ],
  ])("answers for %s", (_, given, codes) => {
    const analysis = analyzeRfm(given, { asOf });
    expect(analysis.scores.map((score) => score.code)).toEqual(codes);
  });

  it("copes with 80 % one-time buyers, and says which scores nobody gets", () => {
    const skewed = [
      ...Array<number>(80).fill(1),
      ...Array<number>(15).fill(2),
      ...Array<number>(5).fill(3),
    ];
    const analysis = analyzeRfm(base(skewed.map((count, i) => [i, count, 100 + i] as const)), {
      asOf,
    });
    const counts = [1, 2, 3, 4, 5].map(
      (score) => analysis.scores.filter(({ frequency }) => frequency === score).length,
    );
    expect(counts).toEqual([80, 0, 0, 15, 5]);
    expect(analysis.model.diagnostics).toEqual([
      {
        code: "rfm.small_base",
        params: { customers: 100, days: 99, leastCustomers: 500, leastDays: 180 },
      },
      { code: "rfm.few_values", params: { dimension: "frequency", distinct: 3, empty: "2, 3" } },
      { code: "rfm.balanced_frequency", params: { empty: "2, 3, 4" } },
    ]);
  });

  it("takes bins and segments of one's own", () => {
    const segments = [
      { segment: "here", recency: [2, 2], frequency: [1, 2] },
      { segment: "gone", recency: [1, 1], frequency: [1, 2] },
    ] as const;
    const { scores: own } = analyzeRfm(base(rows), { asOf, bins: 2, segments });
    const names: ("here" | "gone")[] = own.map((score) => score.segment);
    expect(new Set(names)).toEqual(new Set(["here", "gone"]));
    const ten = [{ segment: "all", recency: [1, 10], frequency: [1, 10] }] as const;
    expect(analyzeRfm(base(rows), { asOf, bins: 10, segments: ten }).scores[0]?.code).toBe(
      "10-1-1",
    );
  });
});

describe("laws of RFM", () => {
  // Some random bases hold no order that counts.
  const bases = fc
    .record({ given: orders, at: instants })
    .filter(({ given, at }) => summarizePurchases(given, { asOf: at }).summaries.length > 0);

  it("shuffling rows changes nothing", () => {
    fc.assert(
      fc.property(withShuffle(orders), instants, ([given, shuffled], at) => {
        fc.pre(summarizePurchases(given, { asOf: at }).summaries.length > 0);
        expect(analyzeRfm(deepFreeze(shuffled), { asOf: at })).toEqual(
          analyzeRfm(given, { asOf: at }),
        );
      }),
    );
  });

  it("better never scores lower, and equal values get equal scores", () => {
    fc.assert(
      fc.property(bases, ({ given, at }) => {
        const { summaries, scores } = analyzeRfm(given, { asOf: at });
        const figures = summaries.map((s) => ({
          recency: -s.recencyDays,
          frequency: s.orders,
          monetary: s.revenue,
        }));
        for (const dimension of ["recency", "frequency", "monetary"] as const) {
          figures.forEach((a, i) => {
            figures.forEach((b, j) => {
              const [better, worse] = [scores[i]?.[dimension] ?? 0, scores[j]?.[dimension] ?? 0];
              if (a[dimension] >= b[dimension]) expect(better).toBeGreaterThanOrEqual(worse);
              if (a[dimension] === b[dimension]) expect(better).toBe(worse);
              expect(better).toBeGreaterThanOrEqual(1);
              expect(better).toBeLessThanOrEqual(5);
            });
          });
        }
      }),
    );
  });

  it("scaling money by a whole number changes no score", () => {
    fc.assert(
      fc.property(bases, fc.integer({ min: 2, max: 1000 }), ({ given, at }, factor) => {
        const scaled = given.map((order) => ({
          ...order,
          total: order.total * factor,
          ...(order.refunds === undefined
            ? {}
            : {
                refunds: order.refunds.map((refund) => ({
                  ...refund,
                  amount: refund.amount * factor,
                })),
              }),
        }));
        const codes = (list: readonly Order[]): string[] =>
          analyzeRfm(list, { asOf: at }).scores.map((score) => score.code);
        expect(codes(scaled)).toEqual(codes(given));
      }),
    );
  });
});
