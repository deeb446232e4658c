import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { measureRule, rankScore, type RuleCounts } from "setia/cross-sell";
import { words } from "setia";
import { RUNS } from "../arbitraries";

/** Counts that baskets can have. */
const counts = fc
  .tuple(...[0, 1, 2, 3].map(() => fc.integer({ min: 0, max: 60 })))
  .filter(([a = 0, b = 0, c = 0]) => a + b > 0 && a + c > 0)
  .map(([a = 0, b = 0, c = 0, d = 0]): RuleCounts => ({
    count: a,
    antecedentCount: a + b,
    consequentCount: a + c,
    baskets: a + b + c + d,
  }));

function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let product = 1n;
  for (let i = 1; i <= k; i++) product = (product * BigInt(n - k + i)) / BigInt(i);
  return product;
}

/** The tail in whole numbers; the last division keeps 17 digits. */
function exactTail({ count, antecedentCount: n, consequentCount: m, baskets }: RuleCounts): number {
  let sum = 0n;
  for (let k = count; k <= Math.min(n, m); k++) sum += choose(m, k) * choose(baskets - m, n - k);
  const all = choose(baskets, n);
  let shift = 0;
  while (sum > 0n && sum * 10n ** BigInt(shift) < all * 10n ** 16n) shift++;
  return (
    Number((sum * 10n ** BigInt(shift)) / all) /
    10 ** Math.min(shift, 300) /
    10 ** Math.max(0, shift - 300)
  );
}

const relative = (a: number, b: number): number => (a === b ? 0 : Math.abs(a - b) / Math.abs(b));

describe("Fisher's exact test", () => {
  it("agrees with whole numbers, for any counts", () => {
    fc.assert(
      fc.property(counts, (given) => {
        // Near 1 the tail is one less a small sum, so its error is that of 1.
        expect(Math.abs(measureRule(given, "pValue") - exactTail(given))).toBeLessThan(1e-13);
        if (exactTail(given) < 0.3) {
          expect(relative(measureRule(given, "pValue"), exactTail(given))).toBeLessThan(1e-12);
        }
      }),
      { numRuns: 300 * RUNS },
    );
  });

  it.each([
    [30, 40, 60, 2000],
    [200, 1000, 900, 10_000],
    [400, 500, 600, 20_000],
    [5000, 5001, 5002, 20_000],
  ])(
    "keeps 12 digits in far tails: %i, %i, %i of %i",
    (count, antecedentCount, consequentCount, n) => {
      const given = { count, antecedentCount, consequentCount, baskets: n };
      const exact = exactTail(given);
      expect(relative(measureRule(given, "pValue"), exact)).toBeLessThan(exact === 0 ? 1 : 1e-12);
    },
  );

  it("agrees with the lady tasting tea, and with R's fisher.test", () => {
    // Fisher 1935: 3 of 4 cups right; p = 17/70.
    const tea = { count: 3, antecedentCount: 4, consequentCount: 4, baskets: 8 };
    expect(measureRule(tea, "pValue")).toBeCloseTo(17 / 70, 15);
    // Groceries, {whole milk} → {salty snack}: fisher.test(alternative = "less") gives 0.9679.
    const milk = { count: 110, antecedentCount: 2513, consequentCount: 372, baskets: 9835 };
    const less = 1 - measureRule({ ...milk, count: 111 }, "pValue");
    expect(less).toBeCloseTo(0.9679, 4);
  });

  it("is 1 where there cannot be fewer, and small where nothing else can be", () => {
    expect(
      measureRule({ count: 0, antecedentCount: 5, consequentCount: 5, baskets: 20 }, "pValue"),
    ).toBe(1);
    expect(
      measureRule({ count: 5, antecedentCount: 8, consequentCount: 7, baskets: 10 }, "pValue"),
    ).toBe(1);
    const all = { count: 1e6, antecedentCount: 1e6, consequentCount: 1e6, baskets: 1e8 };
    expect(measureRule(all, "pValue")).toBe(0);
  });
});

describe("measureRule", () => {
  it("never gives NaN", () => {
    fc.assert(
      fc.property(counts, (given) => {
        for (const name of words.ruleMetrics) expect(measureRule(given, name)).not.toBeNaN();
      }),
    );
  });

  it("gives what is published or follows by hand", () => {
    // Brin et al. 1997, tea and coffee: 20 of 25 tea drinkers drink coffee, as 90 of all 100 do.
    const tea = { count: 20, antecedentCount: 25, consequentCount: 90, baskets: 100 };
    const expected = {
      support: 0.2,
      confidence: 0.8,
      lift: 0.8 / 0.9,
      leverage: 0.2 - 0.25 * 0.9,
      conviction: 0.1 / 0.2,
      coverage: 0.25,
      addedValue: -0.1,
      certainty: -0.1 / 0.9,
      cosine: 20 / Math.sqrt(25 * 90),
      jaccard: 20 / 95,
      kulczynski: (20 / 25 + 20 / 90) / 2,
      imbalance: 65 / 95,
      allConfidence: 20 / 90,
      phi: (20 * 5 - 5 * 70) / Math.sqrt(25 * 75 * 90 * 10),
      oddsRatio: (20 * 5) / (5 * 70),
      yuleQ: (100 - 350) / 450,
      zhang: (0.2 - 0.225) / Math.max(0.2 * 0.75, 0.25 * 0.7),
      chiSquared: (100 * 250 ** 2) / (25 * 75 * 90 * 10),
      laplace: 21 / 27,
    };
    for (const [name, value] of Object.entries(expected)) {
      expect(measureRule(tea, name as keyof typeof expected), name).toBeCloseTo(value, 12);
    }
    expect(words.ruleMetrics).toHaveLength(Object.keys(expected).length + 1);
  });

  it("has a value at the ends", () => {
    const always = { count: 5, antecedentCount: 5, consequentCount: 10, baskets: 10 };
    const at = (name: (typeof words.ruleMetrics)[number]): number => measureRule(always, name);
    expect([at("conviction"), at("phi"), at("oddsRatio"), at("zhang"), at("certainty")]).toEqual([
      1, 0, 1, 0, 0,
    ]);
    const never = { count: 5, antecedentCount: 5, consequentCount: 5, baskets: 10 };
    expect(measureRule(never, "conviction")).toBe(Infinity);
    expect(measureRule(never, "oddsRatio")).toBe(Infinity);
    // mlxtend's -1 is wrong here: confidence 0.5, support 0.75.
    const less = { count: 2, antecedentCount: 4, consequentCount: 6, baskets: 8 };
    expect(measureRule(less, "certainty")).toBeCloseTo(-1 / 3, 12);
  });

  it.each([
    [{ count: 3, antecedentCount: 2, consequentCount: 5, baskets: 9 }],
    [{ count: 1, antecedentCount: 8, consequentCount: 8, baskets: 9 }],
    [{ count: 0.5, antecedentCount: 2, consequentCount: 5, baskets: 9 }],
    [{ count: 0, antecedentCount: 0, consequentCount: 5, baskets: 9 }],
    [{ count: Number.NaN, antecedentCount: 1, consequentCount: 5, baskets: 9 }],
  ])("refuses %j", (given) => {
    expect(() => measureRule(given, "lift")).toThrow(/cannot be; expected whole numbers/);
  });

  it("refuses a measure that there is not", () => {
    const given = { count: 1, antecedentCount: 2, consequentCount: 2, baskets: 9 };
    expect(() => measureRule(given, "toString" as "lift")).toThrow(/"toString"; expected one of/);
  });
});

describe("rankScore", () => {
  it("agrees with the published Wilson interval", () => {
    // Newcombe 1998, table I: 81 of 263 gives 0.2553 to 0.3662.
    const popular = { count: 81, antecedentCount: 263, consequentCount: 1000, baskets: 1000 };
    expect(rankScore(popular)).toBeCloseTo(0.2553, 4);
  });

  it("prefers the same confidence from more baskets, and the rarer offer", () => {
    const rule = { count: 5, antecedentCount: 10, consequentCount: 50, baskets: 1000 };
    const surer = { ...rule, count: 50, antecedentCount: 100 };
    expect(rankScore(surer)).toBeGreaterThan(rankScore(rule));
    expect(rankScore({ ...rule, consequentCount: 20 })).toBeGreaterThan(rankScore(rule));
  });
});
