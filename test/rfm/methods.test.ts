import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  analyzeRfm,
  fitRfm,
  scoreRfm,
  summarizePurchases,
  type FitRfmOptions,
  type Order,
  type RfmModel,
} from "setia";
import { instants, orders, withShuffle } from "../arbitraries";

const asOf = new Date("2026-12-31T00:00:00Z");
const DAY = 86_400_000;
const ALL = [{ segment: "all", recency: [1, 10], frequency: [1, 10] }] as const;

/** One customer per row: days since the last order, orders, money. */
function base(rows: readonly (readonly [days: number, count: number, total: number])[]): Order[] {
  return rows.flatMap(([days, count, total], customer) =>
    Array.from({ length: count }, (_, index) => ({
      id: `${String(customer)}-${String(index)}`,
      customerId: `c${String(customer).padStart(3, "0")}`,
      placedAt: new Date(asOf.getTime() - days * DAY),
      currency: "USD",
      total: index === 0 ? total : 0,
    })),
  );
}

const codes = (given: readonly Order[], options: FitRfmOptions): string[] =>
  analyzeRfm(given, { asOf, ...options }).scores.map((score) => score.code);

describe("thresholds", () => {
  const thresholds = {
    recency: [10, 20, 30, 40],
    frequency: [1, 2, 3, 4],
    monetary: [100, 200, 300, 400],
  };

  it("puts a value on a cut below it, whatever the base", () => {
    const given = base([
      [10, 1, 100],
      [11, 2, 101],
      [40, 4, 400],
      [41, 5, 401],
    ]);
    expect(codes(given, { method: "thresholds", thresholds })).toEqual([
      "511",
      "422",
      "244",
      "155",
    ]);
  });

  it("may be given for one dimension alone", () => {
    const { model } = analyzeRfm(
      base([
        [1, 1, 5],
        [9, 2, 6],
      ]),
      {
        asOf,
        method: { frequency: "thresholds" },
        thresholds,
      },
    );
    expect(model.method).toEqual({
      recency: "quantile",
      frequency: "thresholds",
      monetary: "quantile",
    });
    expect(model.cuts.frequency).toEqual([1, 2, 3, 4]);
  });

  it("are not left lying unused, and tell of those that nobody reaches", () => {
    expect(() => codes(base([[1, 1, 5]]), { thresholds })).toThrow(
      /thresholds\.recency is given, but no method/,
    );
    const far = { ...thresholds, recency: [1000, 2000, 3000, 4000] };
    const { model } = analyzeRfm(base([[1, 1, 5]]), {
      asOf,
      method: "thresholds",
      thresholds: far,
    });
    expect(model.diagnostics).toContainEqual({
      code: "rfm.unreached_thresholds",
      params: { dimension: "recency", empty: "1, 2, 3, 4" },
    });
  });

  it("scaling money and thresholds together changes no score", () => {
    fc.assert(
      fc.property(orders, instants, fc.integer({ min: 2, max: 1000 }), (given, at, factor) => {
        const options = { asOf: at, method: "thresholds", thresholds } as const;
        fc.pre(summarizePurchases(given, { asOf: at }).summaries.length > 0);
        const scaled = given.map(({ refunds, ...order }) => ({
          ...order,
          total: order.total * factor,
          ...(refunds === undefined
            ? {}
            : {
                refunds: refunds.map((refund) => ({ ...refund, amount: refund.amount * factor })),
              }),
        }));
        const larger = { ...thresholds, monetary: thresholds.monetary.map((cut) => cut * factor) };
        expect(
          analyzeRfm(scaled, { ...options, thresholds: larger }).scores.map(({ code }) => code),
        ).toEqual(analyzeRfm(given, options).scores.map(({ code }) => code));
      }),
    );
  });

  it.each([
    [{}, /thresholds\.recency is \[\]; expected 1 to 9 ascending numbers/],
    [{ ...thresholds, recency: [3, 2] }, /thresholds\.recency is \[3, 2\]/],
    [{ ...thresholds, recency: [3, 3] }, /thresholds\.recency is \[3, 3\]/],
    [{ ...thresholds, monetary: [Number.NaN] }, /thresholds\.monetary is \[NaN\]/],
    [{ ...thresholds, frequency: Array<number>(10).fill(1) }, /thresholds\.frequency/],
  ])("refuses %j", (given, message) => {
    expect(() => codes(base([[1, 1, 5]]), { method: "thresholds", thresholds: given })).toThrow(
      message,
    );
  });
});

describe("rank", () => {
  it("splits ties by ascending id, evenly", () => {
    const given = base(Array.from({ length: 10 }, () => [5, 1, 100] as const));
    const method = { frequency: "rank" } as const;
    expect(codes(given, { method })).toEqual(
      ["1", "1", "2", "2", "3", "3", "4", "4", "5", "5"].map((score) => `5${score}1`),
    );
  });

  it("splits every base into parts that differ by one customer at most, and better never scores lower", () => {
    fc.assert(
      fc.property(orders, instants, (given, at) => {
        const { summaries } = summarizePurchases(given, { asOf: at });
        fc.pre(summaries.length > 0);
        const { scores } = analyzeRfm(given, { asOf: at, method: "rank" });
        const size = (score: number): number =>
          scores.filter(({ monetary }) => monetary === score).length;
        const sizes = [1, 2, 3, 4, 5].map(size);
        if (scores.length >= 5)
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        summaries.forEach((a, i) => {
          summaries.forEach((b, j) => {
            if (a.revenue > b.revenue) {
              expect(scores[i]?.monetary).toBeGreaterThanOrEqual(scores[j]?.monetary ?? 0);
            }
          });
        });
      }),
    );
  });

  it("scores a new customer by value, then by where the id would stand", () => {
    const { summaries, model } = analyzeRfm(
      base([
        [5, 1, 100],
        [5, 1, 100],
      ]),
      { asOf, method: "rank" },
    );
    const [one] = summaries;
    if (one === undefined) throw new Error("no summary");
    expect(scoreRfm({ ...one, revenue: 101 }, model).monetary).toBe(5);
    expect(scoreRfm({ ...one, revenue: 99 }, model).monetary).toBe(1);
    expect(scoreRfm({ ...one, customerId: "zzz" }, model).monetary).toBe(5);
  });
});

describe("nested", () => {
  it("cuts frequency within recency, and money within both", () => {
    // Two recency groups; within the first, money rises with the customer.
    const given = base([
      ...Array.from({ length: 5 }, (_, i) => [1, 1, 100 * (i + 1)] as const),
      ...Array.from({ length: 5 }, (_, i) => [100, 9, 1000 * (i + 1)] as const),
    ]);
    const { scores } = analyzeRfm(given, { asOf, method: "nested" });
    // Each group holds the whole range of money scores, though the second spends ten times as much.
    expect(scores.slice(0, 5).map(({ monetary }) => monetary)).toEqual([1, 2, 3, 4, 5]);
    expect(scores.slice(5).map(({ monetary }) => monetary)).toEqual([1, 2, 3, 4, 5]);
    expect(new Set(scores.map(({ frequency }) => frequency))).toEqual(new Set([1]));
  });

  it("gives equal values equal scores within the same cell, and better ones no lower score", () => {
    fc.assert(
      fc.property(orders, instants, (given, at) => {
        const { summaries } = summarizePurchases(given, { asOf: at });
        fc.pre(summaries.length > 0);
        const { scores } = analyzeRfm(given, { asOf: at, method: "nested" });
        summaries.forEach((a, i) => {
          summaries.forEach((b, j) => {
            const [x, y] = [scores[i], scores[j]];
            if (x === undefined || x.recency !== y?.recency) return;
            if (a.orders >= b.orders) expect(x.frequency).toBeGreaterThanOrEqual(y.frequency);
            if (x.frequency === y.frequency && a.revenue >= b.revenue) {
              expect(x.monetary).toBeGreaterThanOrEqual(y.monetary);
            }
          });
        });
      }),
    );
  });

  it("cuts a cell where the base had nobody as the whole base", () => {
    const { summaries, model } = analyzeRfm(
      base([
        [1, 1, 100],
        [100, 9, 900],
      ]),
      { asOf, method: "nested" },
    );
    const [one] = summaries;
    if (one === undefined) throw new Error("no summary");
    const between = scoreRfm({ ...one, recencyDays: 50, orders: 5, revenue: 500 }, model);
    expect([between.recency, between.frequency, between.monetary]).toEqual([3, 3, 3]);
  });
});

describe("every method", () => {
  const methods: FitRfmOptions[] = [
    {},
    { method: "rank" },
    { method: "nested" },
    { method: { frequency: "rank" } },
    {
      method: "thresholds",
      thresholds: {
        recency: [30, 90, 180, 365],
        frequency: [1, 2, 3, 5],
        monetary: [0, 500, 5000, 50_000],
      },
    },
  ];

  it("gives the same from any order of rows, and from a model that was stored", () => {
    fc.assert(
      fc.property(
        withShuffle(orders),
        instants,
        fc.constantFrom(...methods),
        ([given, shuffled], at, options) => {
          const { summaries } = summarizePurchases(given, { asOf: at });
          fc.pre(summaries.length > 0);
          const analysis = analyzeRfm(given, { asOf: at, ...options });
          expect(analyzeRfm(shuffled, { asOf: at, ...options })).toEqual(analysis);
          const stored = JSON.parse(JSON.stringify(analysis.model)) as RfmModel;
          expect(summaries.map((summary) => scoreRfm(summary, stored))).toEqual(analysis.scores);
          for (const score of analysis.scores) {
            for (const each of [score.recency, score.frequency, score.monetary]) {
              expect([1, 2, 3, 4, 5]).toContain(each);
            }
          }
        },
      ),
    );
  });

  it("takes bins and weights of each dimension", () => {
    const rows = Array.from({ length: 30 }, (_, i) => [i, 1 + (i % 7), (i + 1) * 10] as const);
    const bins = { recency: 10, frequency: 2, monetary: 3 };
    const segments = [{ segment: "all", recency: [1, 10], frequency: [1, 2] }] as const;
    const weights = { recency: 1, frequency: 0, monetary: 0.5 };
    const { scores, model } = analyzeRfm(base(rows), { asOf, bins, segments, weights });
    expect(model.bins).toEqual(bins);
    expect(scores[0]?.code).toBe("10-1-1");
    expect(scores[0]?.total).toBe(10.5);
    expect(Math.max(...scores.map(({ frequency }) => frequency))).toBe(2);
  });

  it.each<[FitRfmOptions, RegExp]>([
    [
      { method: "median" as "rank" },
      /method of recency is "median"; expected quantile, rank, thresholds, nested/,
    ],
    [
      { method: { frequency: "nested" as "rank" } },
      /method of frequency is "nested"; expected quantile, rank, thresholds/,
    ],
    [{ bins: { frequency: 11 } }, /bins is 11/],
    [{ bins: { frequency: 4 } }, /bins is 5, 4, 5, and the default segments are for 5/],
    [{ weights: { monetary: -1 } }, /weights\.monetary is -1; expected 0 or more/],
  ])("refuses %j", (options, message) => {
    expect(() => codes(base([[1, 1, 5]]), options)).toThrow(message);
  });

  it("says how far a small or young base is to be trusted", () => {
    const big = Array.from({ length: 500 }, (_, i) => [i, 1, 100] as const);
    const small = (rows: typeof big): boolean =>
      fitRfm(summarizePurchases(base(rows), { asOf }).summaries, {
        segments: ALL,
        bins: 10,
      }).diagnostics.some(({ code }) => code === "rfm.small_base");
    expect(small(big)).toBe(false);
    expect(small(big.slice(1))).toBe(true);
    expect(small(big.map(([, count, total]) => [179, count, total] as const))).toBe(true);
  });
});
