import { defined, compareCodePoints } from "../kernel";
import { CROSS_SELL_MODEL_VERSION, type CrossSellModel, type PairRows } from "./cross-sell-model";
import { defineCrossSellRules } from "./define-rules";
import {
  crossSellThresholds,
  type CrossSellThresholds,
  type FitCrossSellOptions,
} from "./cross-sell-options";
import { BASKET_RANKING, CUSTOMER_RANKING, type Ranking } from "./rankings";

/** How often things are bought, alone and together. */
export interface CountedPairs {
  /** Baskets, or customers. */
  readonly baskets: number;
  /** Things, in any order. */
  readonly items: readonly string[];
  /** In how many baskets each is. */
  readonly counts: ArrayLike<number>;
  /** Place in `items` of one thing of each pair. */
  readonly first: ArrayLike<number>;
  /** Place of the other. */
  readonly second: ArrayLike<number>;
  /** In how many baskets both are; none below the smallest number asked for. */
  readonly together: ArrayLike<number>;
}

/** All that a model is made of. */
export interface CrossSellCounts {
  /** Products by order. */
  readonly products: CountedPairs;
  /** Products by customer. */
  readonly productsOfCustomers: CountedPairs;
  /** Categories by order. */
  readonly categories: CountedPairs;
  /** Categories by customer. */
  readonly categoriesOfCustomers: CountedPairs;
  /** The category of each product that has one. */
  readonly categoryOf: ReadonlyMap<string, string>;
  /** Median days until each product is bought again, of those that were often enough. */
  readonly repeatDays: ReadonlyMap<string, number>;
}

/**
 * Makes the model that `fitCrossSell` makes of orders from counts of them.
 *
 * @throws SetiaError `INVALID_INSTANT`, `INVALID_OPTION`, `INVALID_RULES`
 */
export function crossSellOfCounts(
  counts: CrossSellCounts,
  options: FitCrossSellOptions,
): CrossSellModel {
  const thresholds = crossSellThresholds(options);
  const { products, productsOfCustomers, categories, categoriesOfCustomers } = counts;
  const items = inOrder(products);
  const kinds = inOrder(categories);
  const customersOf = countOf(productsOfCustomers);
  const customersOfKind = countOf(categoriesOfCustomers);
  return {
    kind: "cross_sell",
    version: CROSS_SELL_MODEL_VERSION,
    asOf: options.asOf.toISOString(),
    baskets: products.baskets,
    customers: productsOfCustomers.baskets,
    written: defineCrossSellRules(options.rules ?? []),
    items: items.names.map((sku, place) => {
      const category = kinds.places.get(counts.categoryOf.get(sku) ?? "");
      const days = counts.repeatDays.get(sku);
      return {
        sku,
        baskets: items.counts[place]!,
        customers: customersOf(sku),
        ...defined({ category, repeatDays: days }),
      };
    }),
    categories: kinds.names.map((category, place) => ({
      category,
      baskets: kinds.counts[place]!,
      customers: customersOfKind(category),
    })),
    together: pairRows(products, items, thresholds, BASKET_RANKING),
    alsoBought: pairRows(productsOfCustomers, items, thresholds, CUSTOMER_RANKING),
    categoriesTogether: pairRows(categories, kinds, thresholds, BASKET_RANKING),
    categoriesAlsoBought: pairRows(categoriesOfCustomers, kinds, thresholds, CUSTOMER_RANKING),
  };
}

interface Ordered {
  readonly names: readonly string[];
  readonly counts: readonly number[];
  readonly places: ReadonlyMap<string, number>;
}

/** The names of a table, most bought first. */
function inOrder({ items, counts }: CountedPairs): Ordered {
  const sorted = items
    .map((name, at) => ({ name, count: counts[at] ?? 0 }))
    .sort((a, b) => b.count - a.count || compareCodePoints(a.name, b.name));
  return {
    names: sorted.map(({ name }) => name),
    counts: sorted.map(({ count }) => count),
    places: new Map(sorted.map(({ name }, place) => [name, place])),
  };
}

function countOf({ items, counts }: CountedPairs): (name: string) => number {
  const known = new Map(items.map((name, at) => [name, counts[at] ?? 0]));
  return (name) => known.get(name) ?? 0;
}

function pairRows(
  { baskets: total, items, counts, first, second, together }: CountedPairs,
  { names, places }: Ordered,
  { minCount, minLift, rulesPerItem }: CrossSellThresholds,
  { strength, weight }: Ranking,
): PairRows {
  interface Neighbour {
    readonly place: number;
    readonly count: number;
    readonly score: number;
  }
  const rows: Neighbour[][] = names.map(() => []);
  const weights = Array.from(counts, (count) => weight(count, total));
  const add = (item: number, other: number, count: number): void => {
    const [antecedentCount, consequentCount] = [counts[item] ?? 0, counts[other] ?? 0];
    if (count * total <= minLift * antecedentCount * consequentCount) return;
    const score = strength(count, antecedentCount) * weights[other]!;
    const place = places.get(items[other]!) ?? 0;
    if (score > 0) rows[places.get(items[item]!) ?? 0]?.push({ place, count, score });
  };
  for (let at = 0; at < together.length; at++) {
    const count = together[at] ?? 0;
    if (count < minCount) continue;
    add(first[at] ?? 0, second[at] ?? 0, count);
    add(second[at] ?? 0, first[at] ?? 0, count);
  }
  return rows.map((row) =>
    row
      .sort((a, b) => b.score - a.score || a.place - b.place)
      .slice(0, rulesPerItem)
      .flatMap(({ place, count }) => [place, count]),
  );
}
