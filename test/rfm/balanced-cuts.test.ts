/** Balanced cuts of frequency: the best there are, the lowest of those, and the same on every road. */
import { histogramOf } from "../../src/statistics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  analyzeRfm,
  createRfmIndex,
  explain,
  fitRfm,
  scoreRfm,
  scoreRfmAll,
  type FitRfmOptions,
  type Order,
  type PurchaseSummary,
  type RfmModel,
  summarizeBatches,
} from "setia";
import { finalizePurchases, mergePurchases, partialPurchases, type OrderColumns } from "setia/rfm";
import { balancedCuts } from "../../src/rfm/fitting/balanced-cuts";
import type { Histogram } from "../../src/statistics";
import { RUNS, withShuffle } from "../arbitraries";

const asOf = new Date("2026-12-31T00:00:00Z");
const DAY = 86_400_000;

/** So many customers for each number of orders. */
function shop(customers: Readonly<Record<number, number>>): Order[] {
  const orders: Order[] = [];
  for (const [count, many] of Object.entries(customers)) {
    for (let nth = 0; nth < many; nth++) {
      for (let at = 0; at < Number(count); at++) {
        orders.push({
          id: `${count}-${String(nth)}-${String(at)}`,
          customerId: `of ${count} no ${String(nth)}`,
          placedAt: new Date(asOf.getTime() - ((nth * 37 + at) % 400) * DAY),
          currency: "IDR",
          total: 1000 + nth,
        });
      }
    }
  }
  return orders;
}

const histograms = (most: number): fc.Arbitrary<Histogram> =>
  fc
    .array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 })), {
      minLength: 1,
      maxLength: most,
    })
    .map((steps) => {
      let value = 0;
      return {
        values: steps.map(([step]) => (value += step)),
        counts: steps.map(([, count]) => count),
      };
    });

/** Sum of squared sizes, by laying every customer down. */
function sumOfSquares({ values, counts }: Histogram, cuts: readonly number[]): bigint {
  const sizes = new Map<number, bigint>();
  values.forEach((value, at) => {
    const part = cuts.filter((cut) => cut < value).length;
    sizes.set(part, (sizes.get(part) ?? 0n) + BigInt(counts[at] ?? 0));
  });
  return [...sizes.values()].reduce((sum, one) => sum + one * one, 0n);
}

/** All ways to pick so many of some figures, any of them again, ascending; the lowest first. */
function* picks(values: readonly number[], many: number, from = 0): Generator<number[]> {
  if (many === 0) yield [];
  else
    for (let at = from; at < values.length; at++)
      for (const rest of picks(values, many - 1, at)) yield [values[at] ?? NaN, ...rest];
}

describe("balancedCuts", () => {
  it("has the least sum of squared sizes of all cuts, and is the lowest of those", () => {
    fc.assert(
      fc.property(histograms(9), fc.integer({ min: 2, max: 6 }), (histogram, parts) => {
        let best: number[] = [];
        let least: bigint | undefined;
        for (const cuts of picks(histogram.values, parts - 1)) {
          const sum = sumOfSquares(histogram, cuts);
          if (least !== undefined && sum >= least) continue;
          least = sum;
          best = cuts;
        }
        expect(balancedCuts(histogram, parts)).toEqual(best);
      }),
      { numRuns: 300 * RUNS },
    );
  });

  it("picks the lower cuts where others are as good", () => {
    expect(balancedCuts({ values: [1, 2, 3], counts: [2, 1, 2] }, 2)).toEqual([1]);
    expect(balancedCuts({ values: [1, 2, 3, 4, 5], counts: [1, 1, 1, 1, 1] }, 3)).toEqual([1, 3]);
  });

  it("gives each of few figures a part of its own, the highest one the last", () => {
    expect(balancedCuts({ values: [1], counts: [9] }, 5)).toEqual([1, 1, 1, 1]);
    expect(balancedCuts({ values: [1, 2], counts: [3, 9] }, 5)).toEqual([1, 1, 1, 1]);
    expect(balancedCuts({ values: [1, 2, 7, 9], counts: [5, 5, 5, 1] }, 5)).toEqual([1, 1, 2, 7]);
    expect(balancedCuts({ values: [1, 2, 7, 9, 11], counts: [5, 5, 5, 1, 1] }, 5)).toEqual([
      1, 2, 7, 9,
    ]);
  });

  it("stays exact where squares are beyond 2^53", () => {
    // Both ways to cut in two differ by 2 of 180,000,001,200,000,002: doubles would take them for equal.
    const many = 300_000_000;
    expect(balancedCuts({ values: [1, 2, 3], counts: [many, 1, many + 1] }, 2)).toEqual([2]);
    expect(balancedCuts({ values: [1, 2, 3], counts: [many + 1, 1, many] }, 2)).toEqual([1]);
    expect(balancedCuts({ values: [1, 2, 3], counts: [many, 1, many] }, 2)).toEqual([1]);
    fc.assert(
      fc.property(histograms(9), fc.integer({ min: 2, max: 5 }), (histogram, parts) => {
        const large = histogram.counts.map((count) => count * 100_000_000);
        expect(balancedCuts({ ...histogram, counts: large }, parts)).toEqual(
          balancedCuts(histogram, parts),
        );
      }),
    );
  });

  it("cuts a hundred thousand different figures, as a plain search over all ends would", () => {
    const figures = Array.from({ length: 100_000 }, (_, at) => at + 1);
    const even = balancedCuts({ values: figures, counts: figures.map(() => 3) }, 10);
    expect(even).toEqual(Array.from({ length: 9 }, (_, at) => (at + 1) * 10_000));
    const few = Array.from({ length: 400 }, (_, at) => at + 1);
    const histogram = {
      values: few,
      counts: few.map((at) => 1 + ((Math.imul(at, 0x9e3779b1) >>> 0) % Math.ceil(5000 / at))),
    };
    expect(sumOfSquares(histogram, balancedCuts(histogram, 5))).toBe(leastByTrying(histogram, 5));
  });
});

/** The least sum by the quadratic search. */
function leastByTrying({ counts }: Histogram, parts: number): bigint {
  const upTo = [0];
  for (const count of counts) upTo.push((upTo.at(-1) ?? 0) + count);
  let least = upTo.map((sum) => BigInt(sum) ** 2n);
  for (let part = 2; part <= parts; part++) {
    least = upTo.map((sum, end) => {
      let best = least[end] ?? 0n;
      for (let from = 0; from < end; from++) {
        const here = (least[from] ?? 0n) + BigInt(sum - (upTo[from] ?? 0)) ** 2n;
        if (here < best) best = here;
      }
      return best;
    });
  }
  return least.at(-1) ?? 0n;
}

describe("histogramOf", () => {
  it("counts each figure, near together or far apart", () => {
    const figures = fc.array(fc.oneof(fc.nat(9), fc.nat(10 ** 6)), { minLength: 1 });
    fc.assert(
      fc.property(figures, (given) => {
        const { values, counts } = histogramOf(Float64Array.from(given));
        expect(values).toEqual([...new Set(given)].sort((a, b) => a - b));
        expect(counts).toEqual(
          values.map((value) => given.filter((figure) => figure === value).length),
        );
        expect(histogramOf(Int32Array.from(given))).toEqual({ values, counts });
      }),
    );
  });
});

describe("frequency where most bought once", () => {
  // As 62 % with one order: quantiles are 1, 1, 1, 2.
  const skewed = shop({ 1: 620, 2: 190, 3: 80, 4: 50, 5: 30, 6: 20, 9: 7, 40: 3 });

  it("is balanced unless its method is named, and says so", () => {
    const quantile = analyzeRfm(skewed, { asOf, method: "quantile" });
    expect(quantile.model.cuts.frequency).toEqual([1, 1, 1, 2]);
    expect(quantile.model.method.frequency).toBe("quantile");
    expect(quantile.model.diagnostics.map(({ code }) => code)).toEqual(["rfm.few_values"]);

    const { model, scores } = analyzeRfm(skewed, { asOf });
    expect(model.cuts.frequency).toEqual([1, 2, 3, 4]);
    expect(model.method).toEqual({
      recency: "quantile",
      frequency: "balanced",
      monetary: "quantile",
    });
    expect(model.diagnostics).toEqual([
      { code: "rfm.balanced_frequency", params: { empty: "2, 3" } },
    ]);
    expect(model.diagnostics.map((one) => explain(one, "en"))).toEqual([
      "Quantiles would leave the frequency scores 2, 3 empty, so frequency is cut into groups as equal in size as possible.",
    ]);
    const sizes = [1, 2, 3, 4, 5].map(
      (score) => scores.filter(({ frequency }) => frequency === score).length,
    );
    expect(sizes).toEqual([620, 190, 80, 50, 60]);
    // A second order makes no champion.
    const second = scores.filter(({ customerId }) => customerId.startsWith("of 2 "));
    expect(second.some(({ segment }) => segment === "champions")).toBe(false);
    expect(
      quantile.scores.some(({ segment, customerId }) => {
        return segment === "champions" && customerId.startsWith("of 2 ");
      }),
    ).toBe(true);
    expect({ ...model.cuts, frequency: [] }).toEqual({ ...quantile.model.cuts, frequency: [] });
  });

  it("can be asked for by name, for frequency alone or beside quantiles", () => {
    for (const method of ["balanced", { frequency: "balanced" }] as const) {
      const { model } = analyzeRfm(skewed, { asOf, method });
      expect(model.cuts).toEqual(analyzeRfm(skewed, { asOf }).model.cuts);
      expect(model.method.recency).toBe("quantile");
      expect(model.diagnostics).toEqual([]);
    }
    const { model } = analyzeRfm(skewed, { asOf, method: { recency: "rank" } });
    expect([model.method.recency, model.method.frequency]).toEqual(["rank", "balanced"]);
    for (const dimension of ["recency", "monetary"] as const) {
      const options = { method: { [dimension]: "balanced" } } as unknown as FitRfmOptions;
      expect(() => fitRfm([], options)).toThrow(
        `method of ${dimension} is "balanced"; expected quantile, rank, thresholds`,
      );
    }
  });

  it("leaves the quantiles where every score is used, and where a method is named", () => {
    const even = shop({ 1: 20, 2: 20, 3: 20, 4: 20, 5: 15, 6: 5 });
    const byDefault = analyzeRfm(even, { asOf });
    expect(byDefault.model).toEqual(analyzeRfm(even, { asOf, method: "quantile" }).model);
    for (const method of ["rank", "nested", { frequency: "quantile" }] as const) {
      const { model } = analyzeRfm(skewed, { asOf, method });
      expect(model.method.frequency).not.toBe("balanced");
      expect(model.diagnostics.map(({ code }) => code)).not.toContain("rfm.balanced_frequency");
    }
  });

  it("scores few different numbers of orders 1 and from the best down", () => {
    const { model, scores } = analyzeRfm(shop({ 1: 60, 2: 30, 3: 10 }), { asOf });
    expect(model.cuts.frequency).toEqual([1, 1, 1, 2]);
    expect(new Set(scores.map(({ frequency }) => frequency))).toEqual(new Set([1, 4, 5]));
    expect(model.diagnostics.map(({ code, params }) => [code, params["empty"]])).toEqual([
      ["rfm.small_base", undefined],
      ["rfm.few_values", "2, 3"],
      ["rfm.balanced_frequency", "2, 3"],
    ]);
  });

  it("keeps its cuts in a stored model, and reads one from before there was such a method", () => {
    const { model, summaries, scores, columns } = analyzeRfm(skewed, { asOf });
    const stored = JSON.parse(JSON.stringify(model)) as RfmModel;
    expect(summaries.map((one) => scoreRfm(one, stored))).toEqual(scores);
    const old = { ...stored, method: { ...stored.method, frequency: "quantile" as const } };
    expect(scoreRfmAll(columns, old)).toEqual(scoreRfmAll(columns, model));
    const [one] = summaries as readonly [PurchaseSummary];
    expect(scoreRfm({ ...one, orders: 1000 }, stored).frequency).toBe(5);
  });
});

// Mostly customers of one order, as shops are, some of many; bins and methods as they come.
const skewedOrders = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constant(1) },
      { weight: 2, arbitrary: fc.integer({ min: 1, max: 9 }) },
    ),
    { minLength: 1, maxLength: 40 },
  )
  .map((counts) =>
    counts.flatMap((count, customer) =>
      Array.from({ length: count }, (_, at): Order => ({
        id: `${String(customer)}-${String(at)}`,
        customerId: `c${String(customer)}`,
        placedAt: new Date(asOf.getTime() - ((customer * 17 + at) % 300) * DAY),
        currency: "IDR",
        total: customer,
      })),
    ),
  );
const fits: fc.Arbitrary<FitRfmOptions<string>> = fc
  .tuple(
    fc.integer({ min: 2, max: 10 }),
    fc.constantFrom<FitRfmOptions["method"][]>(undefined, "balanced", { frequency: "balanced" }),
  )
  .map(([bins, method]) => ({
    bins: { frequency: bins },
    segments: [{ segment: "all", recency: [1, 5], frequency: [1, bins] }],
    ...(method === undefined ? {} : { method }),
  }));

describe("balanced frequency", () => {
  it("is the same from rows, columns, batches, parts in any order, and live", async () => {
    await fc.assert(
      fc.asyncProperty(
        withShuffle(skewedOrders),
        fits,
        fc.integer({ min: 1, max: 4 }),
        async ([given, shuffled], options, parts) => {
          const { model, summaries, scores } = analyzeRfm(given, { asOf, ...options });
          expect(fitRfm([...summaries].reverse(), options)).toEqual(model);
          const columns: OrderColumns = {
            customerIds: shuffled.map(({ customerId }) => customerId),
            placedAt: shuffled.map(({ placedAt }) => placedAt.getTime()),
            total: Float64Array.from(shuffled, ({ total }) => total),
            currency: "IDR",
          };
          expect(analyzeRfm(columns, { asOf, ...options }).model).toEqual(model);
          const slices = Array.from({ length: parts }, (_, part) =>
            shuffled.filter((__, at) => at % parts === part),
          );
          async function* batches(): AsyncGenerator<Order[]> {
            for (const slice of slices) yield await Promise.resolve(slice);
          }
          const inBatches = await summarizeBatches(batches(), { asOf });
          expect(fitRfm(inBatches.columns, options)).toEqual(model);
          const merged = slices
            .map((slice) => partialPurchases(slice, { asOf, currency: "IDR" }))
            .reduce((a, b) => mergePurchases(a, b));
          expect(fitRfm(finalizePurchases(merged).columns, options)).toEqual(model);
          const live = createRfmIndex({
            asOf,
            currency: "IDR",
            ...options,
            orders: shuffled.slice(0, 5),
          });
          for (const order of shuffled.slice(5)) {
            live.apply(order);
            // What was asked before an order must not be answered after it.
            live.score(order.customerId, { asOf });
          }
          expect(scores.map(({ customerId }) => live.score(customerId, { asOf }))).toEqual(scores);
          expect(live.snapshot({ asOf }).model).toEqual(model);
        },
      ),
      { numRuns: 60 * RUNS },
    );
  });

  it("never scores more orders lower, nor equal ones apart, and leaves no score empty that could be used", () => {
    fc.assert(
      fc.property(skewedOrders, fits, (given, options) => {
        const { model, summaries, scores } = analyzeRfm(given, { asOf, ...options });
        const scoreBy = new Map<number, number>();
        summaries.forEach(({ orders }, at) => {
          const { frequency = 0 } = scores[at] ?? {};
          expect(scoreBy.get(orders) ?? frequency).toBe(frequency);
          scoreBy.set(orders, frequency);
        });
        const ascending = [...scoreBy].sort(([a], [b]) => a - b).map(([, score]) => score);
        expect(ascending).toEqual([...ascending].sort((a, b) => a - b));
        expect(new Set(ascending).size).toBe(Math.min(scoreBy.size, model.bins.frequency));
      }),
      { numRuns: 100 * RUNS },
    );
  });
});
