import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explain, findBundles, type FindBundlesOptions } from "setia";
import { type Product } from "setia/rfm";
import { baskets, NAMES } from "./baskets";

const products: ReadonlyMap<string, Product> = new Map(
  [
    { sku: "phone", price: 10_000, cost: 8000 },
    { sku: "case", price: 1999, cost: 500 },
    { sku: "film", price: 500, cost: 100 },
    { sku: "soda", price: 100, cost: 60 },
    { sku: "chips", price: 150 },
    { sku: "gone", price: 100, cost: 1, stock: 0 },
    { sku: "free" },
  ].map((product) => [product.sku, product]),
);
const given = [
  ...Array<string[]>(6).fill(["phone", "case", "film"]),
  ...Array<string[]>(2).fill(["phone", "case"]),
  ...Array<string[]>(9).fill(["soda", "chips", "gone", "free"]),
  ...Array<string[]>(5).fill(["rice"]),
];
const find = (options: Partial<FindBundlesOptions> = {}): string[] =>
  findBundles(given, { products, minSupport: 0, minCount: 2, ...options }).map(
    ({ skus, count }) => `${skus.join(" + ")} ${String(count)}`,
  );

describe("findBundles", () => {
  it("finds what is bought together, without what always comes with more, unpriced or sold out", () => {
    expect(find()).toEqual(["case + phone 8", "case + film + phone 6", "chips + soda 9"]);
    expect(find({ maxLength: 2 })).toEqual([
      "case + phone 8",
      "case + film 6",
      "film + phone 6",
      "chips + soda 9",
    ]);
    expect(find({ limit: 1 })).toEqual(["case + phone 8"]);
  });

  it("prices them, in whole minor units, and tells the margin where all costs are known", () => {
    const [first, , last] = findBundles(given, { products, minSupport: 0, minCount: 2 });
    expect(first).toMatchObject({ listPrice: 11_999, price: 10_799, margin: 10_799 - 8500 });
    expect(first?.expectedCount).toBeCloseTo((8 * 8) / 22, 12);
    expect(first?.lift).toBeCloseTo(22 / 8, 12);
    expect(last).toMatchObject({ listPrice: 250, price: 225 });
    expect(last).not.toHaveProperty("margin");
    const reasons = first?.reasons ?? [];
    expect(reasons.map((one) => explain(one, "en"))).toEqual([
      "Bought together in 8 orders; by chance it would be 2.91.",
    ]);
    expect(reasons.map((one) => explain(one, "id"))).toEqual([
      "Dibeli bersama dalam 8 pesanan; kalau kebetulan saja hanya 2,91.",
    ]);
  });

  it("keeps the margin that is asked for", () => {
    expect(find({ minMargin: 0.2 })).toEqual(["case + phone 8", "case + film + phone 6"]);
    expect(find({ minMargin: 0.22 })).toEqual(["case + film + phone 6"]);
    expect(find({ discount: 0.5, minMargin: 0.01 })).toEqual([]);
  });

  it("puts no product in that the others do not draw, for any baskets", () => {
    const catalogue = new Map(NAMES.map((sku, i) => [sku, { sku, price: 100 * i, cost: 10 * i }]));
    fc.assert(
      fc.property(baskets, (lists) => {
        const sets = lists.map((list) => new Set(list));
        const holding = (skus: readonly string[]): number =>
          sets.filter((set) => skus.every((sku) => set.has(sku))).length;
        const options = {
          products: catalogue,
          minSupport: 0,
          minCount: 1,
          maxLength: 4,
          limit: 999,
        };
        for (const { skus, count, lift } of findBundles(lists, options)) {
          expect(count).toBe(holding(skus));
          expect(lift).toBeGreaterThan(1);
          for (const sku of skus) {
            const rest = skus.filter((other) => other !== sku);
            expect(count / holding(rest)).toBeGreaterThan(holding([sku]) / lists.length);
          }
          for (const more of NAMES) {
            if (!skus.includes(more) && skus.length < 4)
              expect(holding([...skus, more])).toBeLessThan(count);
          }
        }
      }),
    );
  });

  it.each([
    [{ discount: 1.1 }, /discount is 1\.1; expected 0 to 1/],
    [{ minMargin: -1 }, /minMargin is -1/],
    [{ maxLength: 1 }, /maxLength is 1/],
    [{ limit: -1 }, /limit is -1/],
  ])("refuses %j", (options, message) => {
    expect(() => find(options)).toThrow(message);
  });
});
