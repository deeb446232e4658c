import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frequentItemsets, isSetiaError, type Itemset } from "setia";
import { countForSupport } from "../../src/cross-sell";
import { RUNS, withShuffle } from "../arbitraries";
import { baskets, PUBLISHED, stream } from "./baskets";

const keyOf = (items: Itemset["items"]): string => JSON.stringify(items);
const countsOf = (itemsets: readonly Itemset[]): Map<string, number> =>
  new Map(itemsets.map(({ items, count }) => [keyOf(items), count]));

/** Every subset of every basket, counted the slow way. */
function bruteForce(
  given: readonly (readonly string[])[],
  least: number,
  maxLength: number,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const basket of given) {
    const items = [...new Set(basket)].sort();
    for (let bits = 1; bits < 2 ** items.length; bits++) {
      const subset = items.filter((_, i) => (bits >> i) % 2 === 1);
      if (subset.length > maxLength) continue;
      const key = keyOf(subset);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return new Map([...counts].filter(([, count]) => count >= least));
}

/** Grows sets by looking through all baskets, for more items than subsets can be listed of. */
function bySearch(
  given: readonly ReadonlySet<string>[],
  least: number,
  maxLength: number,
): Map<string, number> {
  const names = [...new Set(given.flatMap((basket) => [...basket]))].sort();
  const found = new Map<string, number>();
  const grow = (items: string[], rows: readonly ReadonlySet<string>[], from: number): void => {
    for (let i = from; i < names.length && items.length < maxLength; i++) {
      const name = names[i] ?? "";
      const held = rows.filter((basket) => basket.has(name));
      if (held.length < least) continue;
      found.set(keyOf([...items, name]), held.length);
      grow([...items, name], held, i + 1);
    }
  };
  grow([], given, 0);
  return found;
}

describe("frequentItemsets", () => {
  it("counts what a brute-force count finds, for any baskets", () => {
    fc.assert(
      fc.property(
        baskets,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 8 }),
        (given, minCount, maxLength) => {
          const found = frequentItemsets(given, { minSupport: 0, minCount, maxLength });
          expect(countsOf(found)).toEqual(bruteForce(given, minCount, maxLength));
          expect(found.every(({ count, support }) => support === count / given.length)).toBe(true);
        },
      ),
      { numRuns: 2000 * RUNS },
    );
  });

  it.each([
    // many baskets and few items in each: tables within tables
    [9000, 4, 60, 6, 4],
    // dense baskets: rows of bits, longer than a word
    [400, 14, 20, 60, 5],
    // an item that half of the others always come with
    [300, 8, 30, 12, 4],
  ])(
    "finds the same as a search in %i baskets of %i of %i",
    (rows, size, items, minCount, maxLength) => {
      const random = stream(rows);
      const given = Array.from({ length: rows }, () => {
        const basket = Array.from(
          { length: size },
          () => `i${String(Math.floor(random() ** 2 * items))}`,
        );
        return new Set(basket.some((item) => item < "i2") ? [...basket, "with"] : basket);
      });
      const found = frequentItemsets(
        given.map((basket) => [...basket]),
        { minSupport: 0, minCount, maxLength },
      );
      expect(found.length).toBeGreaterThan(500);
      expect(countsOf(found)).toEqual(bySearch(given, minCount, maxLength));
    },
  );

  it("comes in an order that the order of baskets does not change", () => {
    fc.assert(
      fc.property(withShuffle(baskets), ([given, shuffled]) => {
        const options = { minSupport: 0, minCount: 1 };
        expect(frequentItemsets(shuffled, options)).toEqual(frequentItemsets(given, options));
      }),
    );
  });

  it("agrees with the published five-basket example: 11 itemsets", () => {
    const found = frequentItemsets(PUBLISHED, { minSupport: 0.6, minCount: 1, maxLength: 9 });
    const text = found.map(
      ({ items, support }) =>
        `${items.map((item) => (typeof item === "string" ? item : "")).join(", ")} ${String(support)}`,
    );
    expect(text).toEqual([
      "Kidney Beans 1",
      "Eggs 0.8",
      "Milk 0.6",
      "Onion 0.6",
      "Yogurt 0.6",
      "Eggs, Kidney Beans 0.8",
      "Eggs, Onion 0.6",
      "Kidney Beans, Milk 0.6",
      "Kidney Beans, Onion 0.6",
      "Kidney Beans, Yogurt 0.6",
      "Eggs, Kidney Beans, Onion 0.6",
    ]);
  });

  it("keeps what exactly reaches the support, where floating point would lose it", () => {
    for (let n = 1; n <= 200; n += 7) {
      for (let k = 1; k <= n; k++) {
        const given = Array.from({ length: n }, (_, i) => (i < k ? ["a", "b"] : []));
        const found = frequentItemsets(given, { minSupport: k / n, minCount: 1 });
        expect(found.map(({ count }) => count)).toEqual([k, k, k]);
      }
    }
  });

  it("counts categories beside products, but never a product with its own", () => {
    const products = new Map(
      [
        { sku: "cola", category: "drinks" },
        { sku: "tea", category: "drinks" },
        { sku: "chips", category: "snacks" },
      ].map((product) => [product.sku, product]),
    );
    const given = [["cola", "chips"], ["tea", "chips"], ["cola", "tea"], ["soap"]];
    const options = { products, minSupport: 0, minCount: 2 };
    const categories = frequentItemsets(given, { ...options, level: "category" });
    expect(countsOf(categories)).toEqual(
      new Map([
        [keyOf([{ category: "drinks" }]), 3],
        [keyOf([{ category: "snacks" }]), 2],
        [keyOf([{ category: "drinks" }, { category: "snacks" }]), 2],
      ]),
    );
    const both = countsOf(frequentItemsets(given, { ...options, level: "both" }));
    expect(both.get(keyOf(["chips", { category: "drinks" }]))).toBe(2);
    expect(both.has(keyOf(["cola", { category: "drinks" }]))).toBe(false);
    expect(both.has(keyOf(["chips", { category: "snacks" }]))).toBe(false);
  });

  it("gives none for no baskets and for empty ones", () => {
    expect(frequentItemsets([])).toEqual([]);
    expect(frequentItemsets([[], []], { minCount: 1 })).toEqual([]);
  });

  it.each([
    [{ maxLength: 0 }, /maxLength is 0; expected 1 to/],
    [{ maxItemsets: 0 }, /maxItemsets is 0/],
    [{ minSupport: 2 }, /minSupport is 2; expected 0 to 1/],
    [{ minCount: Number.NaN }, /minCount is NaN/],
    [{ by: "next" as const }, /by is "next"/],
    [{ by: "customer" as const }, /name no customer; expected orders/],
    [{ level: "shelf" as "both" }, /level is "shelf"; expected one of product, category, both/],
  ])("refuses %j", (options, message) => {
    expect(() => frequentItemsets([["a"]], options)).toThrow(message);
  });
});

describe("an answer that would not fit", () => {
  const refusal = (given: string[][], options: object): { size: number; fits: number } => {
    try {
      frequentItemsets(given, options);
    } catch (error) {
      if (!isSetiaError(error)) throw error;
      expect(error.code).toBe("TOO_LARGE");
      const [, size, fits] = /about (\S+) itemsets.*minCount of (\d+)/u.exec(error.message) ?? [];
      return { size: Number(size), fits: Number(fits) };
    }
    throw new Error("was not refused");
  };
  const giant = Array.from({ length: 5000 }, (_, index) => `item ${String(index)}`);

  it("is refused for a giant basket, with its size and the support that fits", () => {
    const given = [giant, giant.slice(0, 10), ["x"]];
    const { size, fits } = refusal(given, { minSupport: 0, minCount: 1 });
    // 5,001 single items, 5,000 over 2 pairs, 5,000 over 3 triples
    const exact = 5001 + (5000 * 4999) / 2 + (5000 * 4999 * 4998) / 6;
    expect(size / exact).toBeGreaterThan(0.5);
    expect(size / exact).toBeLessThan(2);
    expect(fits).toBe(2);
    expect(frequentItemsets(given, { minSupport: 0, minCount: fits })).toHaveLength(10 + 45 + 120);
  });

  it("takes a giant basket where its items are not frequent, or few are asked for", () => {
    expect(frequentItemsets([giant, ["item 1"]], { minCount: 2 })).toHaveLength(1);
    expect(frequentItemsets([giant], { minSupport: 0, minCount: 1, maxLength: 1 })).toHaveLength(
      5000,
    );
  });

  it("names the smallest count that fits", () => {
    const random = stream(5);
    const given = Array.from({ length: 500 }, () =>
      Array.from({ length: 12 }, () => `i${String(Math.floor(random() ** 2 * 40))}`),
    );
    const options = { minSupport: 0, maxItemsets: 3000, maxLength: 4 };
    const { size, fits } = refusal(given, { ...options, minCount: 3 });
    const exact = frequentItemsets(given, { ...options, maxItemsets: 1e6, minCount: 3 }).length;
    expect(size / exact).toBeGreaterThan(0.6);
    expect(size / exact).toBeLessThan(1.6);
    expect(frequentItemsets(given, { ...options, minCount: fits }).length).toBeLessThanOrEqual(
      3000,
    );
    expect(refusal(given, { ...options, minCount: fits - 1 }).fits).toBe(fits);
  });
});

describe("countForSupport", () => {
  it("lets k of n reach k / n, for every k and n up to 2,000", () => {
    for (let n = 1; n <= 2000; n++) {
      for (let k = 0; k <= n; k++) {
        if (countForSupport(k / n, n) !== k) throw new Error(`${String(k)} of ${String(n)}`);
      }
    }
    expect(countForSupport(0.07, 100)).toBe(7);
    expect(countForSupport(0.0701, 100)).toBe(8);
  });
});
