import {
  assertData,
  assertOptions,
  atDoor,
  compareCodePoints,
  type OptionNames,
  reason,
  type Reason,
} from "../kernel";
import { isAvailable, type Product } from "../purchases";
import { packSource, type BasketOptions, type Baskets } from "./baskets/basket-source";
import { codesOf, mineForest } from "./mining/frequent-itemsets";
import { indexItemsets } from "./mining/itemset-index";
import { assertBetween, type SupportOptions } from "./mining/minimum-support";

/** Options of {@link findBundles}. */
export interface FindBundlesOptions extends SupportOptions, Pick<BasketOptions, "asOf"> {
  /** The catalogue by sku; only what is in it, in stock and priced can be part of a bundle. */
  readonly products: ReadonlyMap<string, Product>;
  /** Most products of a bundle, 2 or more; 3 if left out. */
  readonly maxLength?: number;
  /** What the bundle is cheaper by than its parts, as a share, 0–1; 0.1 if left out. */
  readonly discount?: number;
  /** Smallest margin that must be left, as a share of the bundle's price, 0–1; bundles without known cost are kept if 0 (if left out). */
  readonly minMargin?: number;
  /** How many bundles at most; 20 if left out. */
  readonly limit?: number;
}

/** Products to sell together at one price. */
export interface Bundle {
  /** What is in it, by ascending code point. */
  readonly skus: readonly string[];
  /** Baskets that hold all of it already. */
  readonly count: number;
  /** Baskets that would hold all of it if the products had nothing to do with one another; maybe a fraction. */
  readonly expectedCount: number;
  /** `count / expectedCount`, above 1. */
  readonly lift: number;
  /** What the parts cost one by one, in minor units. */
  readonly listPrice: number;
  /** What the bundle costs, in whole minor units, rounded down. */
  readonly price: number;
  /** Price less the cost of all parts, in minor units, if all costs are known. */
  readonly margin?: number;
  /** Why it is one. */
  readonly reasons: readonly Reason[];
}

const FIND_BUNDLES_OPTIONS: OptionNames<FindBundlesOptions> = {
  products: true,
  maxLength: true,
  discount: true,
  minMargin: true,
  limit: true,
  minSupport: true,
  minCount: true,
  asOf: true,
};

/**
 * Finds products to sell together: those that are bought together oftener than by chance, each of them
 * oftener with the others than without, and none that always comes with yet another.
 *
 * @param baskets - lists of items, or orders with lines
 * @param options - catalogue, discount, and how often they must be bought together
 * @returns bundles, those that earn most at their count first (by margin, those of unknown margin after them by price)
 * @throws SetiaError `INVALID_OPTION`; `TOO_LARGE` as `frequentItemsets`
 *
 * @example
 * ```ts
 * import { findBundles } from "setia";
 *
 * const baskets = [["soda", "chips"], ["soda", "chips"], ["soda", "chips"], ["rice"], ["rice"]];
 * const products = new Map([
 *   ["soda", { sku: "soda", price: 1000, cost: 600 }],
 *   ["chips", { sku: "chips", price: 2000, cost: 1100 }],
 * ]);
 * const [bundle] = findBundles(baskets, { products, minCount: 2, discount: 0.2 });
 * bundle?.skus; // => ["chips", "soda"]
 * [bundle?.listPrice, bundle?.price, bundle?.margin]; // => [3000, 2400, 700]
 * ```
 */
export function findBundles(baskets: Baskets, options: FindBundlesOptions): Bundle[] {
  assertData(baskets, "findBundles: baskets");
  assertOptions(options, FIND_BUNDLES_OPTIONS, "findBundles");
  return atDoor("findBundles", () => findBundlesUnchecked(baskets, options));
}

function findBundlesUnchecked(baskets: Baskets, options: FindBundlesOptions): Bundle[] {
  const { products, maxLength = 3, discount = 0.1, minMargin = 0, limit = 20, asOf } = options;
  assertBetween("findBundles: maxLength", maxLength, 2, Number.MAX_SAFE_INTEGER);
  assertBetween("findBundles: discount", discount, 0, 1);
  assertBetween("findBundles: minMargin", minMargin, 0, 1);
  assertBetween("findBundles: limit", limit, 0, Number.MAX_SAFE_INTEGER);
  const packed = packSource(baskets, asOf === undefined ? {} : { asOf }, "findBundles");
  const skuOf = (code: number): string => packed.names[code]!;
  const priced = (code: number): boolean =>
    isAvailable(skuOf(code), products) && products.get(skuOf(code))?.price !== undefined;
  const mined = mineForest(packed, { ...options, maxLength }, "findBundles", { keep: priced });
  const { forest, sorted, total } = mined;
  const index = indexItemsets(forest);
  const held = (node: number): number => forest.counts[node]!;
  const items = Array.from({ length: forest.size }, (_, node) => codesOf(forest, node));
  const isPart = new Uint8Array(forest.size);
  items.forEach((codes, node) => {
    for (const item of codes) {
      const rest = index.without(node, item);
      if (rest >= 0 && held(rest) === held(node)) isPart[rest] = 1;
    }
  });

  const bundles: Bundle[] = [];
  items.forEach((codes, node) => {
    if (codes.length < 2 || isPart[node] === 1) return;
    const shares = codes.map((item) => packed.counts[sorted.codes[item]!]! / total);
    // Each is likelier with the others than without.
    const belongs = codes.every(
      (item, i) => held(node) / held(index.without(node, item)) > shares[i]!,
    );
    const expectedCount = shares.reduce((product, share) => product * share, total);
    if (!belongs || held(node) <= expectedCount) return;
    const parts = codes.map((item) => skuOf(sorted.codes[item]!)).sort(compareCodePoints);
    const money = priceOf(parts, products, discount);
    if (minMargin > 0 && !((money.margin ?? -1) >= minMargin * money.price)) return;
    bundles.push({
      skus: parts,
      count: held(node),
      expectedCount,
      lift: held(node) / expectedCount,
      ...money,
      reasons: [reason("cross_sell.bundle", { count: held(node), expected: expectedCount })],
    });
  });
  return bundles
    .sort(
      (a, b) =>
        Number(b.margin !== undefined) - Number(a.margin !== undefined) ||
        b.count * (b.margin ?? b.price) - a.count * (a.margin ?? a.price) ||
        compareCodePoints(a.skus.join("\0"), b.skus.join("\0")),
    )
    .slice(0, limit);
}

function priceOf(
  skus: readonly string[],
  products: ReadonlyMap<string, Product>,
  discount: number,
): Pick<Bundle, "listPrice" | "price" | "margin"> {
  let listPrice = 0;
  let cost: number | undefined = 0;
  for (const sku of skus) {
    const product = products.get(sku);
    listPrice += product?.price ?? 0;
    cost = product?.cost === undefined || cost === undefined ? undefined : cost + product.cost;
  }
  // Half a millionth of a unit against the error of the product of two decimals, as 0.9 × 10 = 9.000000000000002.
  const price = Math.floor(listPrice * (1 - discount) + 5e-7);
  return { listPrice, price, ...(cost === undefined ? {} : { margin: price - cost }) };
}
