import { compareCodePoints, defined } from "../../kernel";
import { CROSS_SELL_MODEL_VERSION, type CrossSellModel, type PairRows } from "./cross-sell-model";
import {
  crossSellThresholds,
  type CrossSellThresholds,
  type FitCrossSellOptions,
} from "./cross-sell-options";
import { defineCrossSellRules } from "../define-rules";
import { BASKET_RANKING, CUSTOMER_RANKING, type Ranking } from "./rankings";

/**
 * A basket of more different things shows none of its pairs: a wholesaler's list or a stock-taking says nothing of what belongs
 * together, and has so many pairs that one order could hold up a whole base. Its things count as bought.
 */
export const MOST_THINGS_OF_PAIRS = 2000;

/** How often things are bought, by order or by customer. */
export interface ThingCounts {
  /** Baskets, or customers. */
  readonly baskets: number;
  /** Things, in any order. */
  readonly items: readonly string[];
  /** In how many baskets each is. */
  readonly counts: ArrayLike<number>;
}

/** How often things are bought, alone and together. */
export interface CountedPairs extends ThingCounts {
  /** Place in `items` of one thing of each pair. */
  readonly first: ArrayLike<number>;
  /** Place of the other. */
  readonly second: ArrayLike<number>;
  /** In how many baskets both are; none below the smallest number asked for. */
  readonly together: ArrayLike<number>;
}

/** Things in the order in which a model lists them: most bought first. */
export interface RankedThings {
  /** Their names. */
  readonly names: readonly string[];
  /** In how many baskets each is. */
  readonly counts: readonly number[];
  /** The place of each name. */
  readonly places: ReadonlyMap<string, number>;
}

/** Things of one kind, and a way to the best partners of each. */
export interface PairTable extends ThingCounts {
  /** Finds the best partners of each thing. */
  readonly rowsOf: (
    things: RankedThings,
    thresholds: CrossSellThresholds,
    ranking: Ranking,
  ) => PairRows;
}

/** All that a model is made of. */
export interface CrossSellTables<Table extends ThingCounts = PairTable> {
  /** Products by order. */
  readonly products: Table;
  /** Products by customer. */
  readonly productsOfCustomers: Table;
  /** Categories by order. */
  readonly categories: Table;
  /** Categories by customer. */
  readonly categoriesOfCustomers: Table;
  /** The category of each product, if it has one. */
  readonly categoryOf: (sku: string) => string | undefined;
  /** Median days until each product is bought again, of those that were often enough. */
  readonly repeatDays: ReadonlyMap<string, number>;
}

/**
 * Makes a model of its tables.
 *
 * @throws SetiaError `INVALID_INSTANT`, `INVALID_OPTION`, `INVALID_RULES`
 */
export function assembleCrossSell(
  tables: CrossSellTables,
  options: FitCrossSellOptions,
): CrossSellModel {
  const thresholds = crossSellThresholds(options);
  const { products, productsOfCustomers, categories, categoriesOfCustomers } = tables;
  const items = ranked(products);
  const kinds = ranked(categories);
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
      const category = kinds.places.get(tables.categoryOf(sku) ?? "");
      const days = tables.repeatDays.get(sku);
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
    together: products.rowsOf(items, thresholds, BASKET_RANKING),
    alsoBought: productsOfCustomers.rowsOf(items, thresholds, CUSTOMER_RANKING),
    categoriesTogether: categories.rowsOf(kinds, thresholds, BASKET_RANKING),
    categoriesAlsoBought: categoriesOfCustomers.rowsOf(kinds, thresholds, CUSTOMER_RANKING),
  };
}

function ranked({ items, counts }: ThingCounts): RankedThings {
  const sorted = items
    .map((name, at) => ({ name, count: counts[at]! }))
    .sort((a, b) => b.count - a.count || compareCodePoints(a.name, b.name));
  return {
    names: sorted.map(({ name }) => name),
    counts: sorted.map(({ count }) => count),
    places: new Map(sorted.map(({ name }, place) => [name, place])),
  };
}

function countOf({ items, counts }: ThingCounts): (name: string) => number {
  const known = new Map(items.map((name, at) => [name, counts[at]!]));
  return (name) => known.get(name) ?? 0;
}

/**
 * Makes the model that `fitCrossSell` makes of orders from counts of them, such as a database gives.
 *
 * @throws SetiaError `INVALID_INSTANT`, `INVALID_OPTION`, `INVALID_RULES`
 */
export function crossSellOfCounts(
  counts: CrossSellTables<CountedPairs>,
  options: FitCrossSellOptions,
): CrossSellModel {
  const { products, productsOfCustomers, categories, categoriesOfCustomers, ...rest } = counts;
  const table = (pairs: CountedPairs): PairTable => ({
    ...pairs,
    rowsOf: (things, thresholds, ranking) => rowsOfPairs(pairs, things, thresholds, ranking),
  });
  return assembleCrossSell(
    {
      ...rest,
      products: table(products),
      productsOfCustomers: table(productsOfCustomers),
      categories: table(categories),
      categoriesOfCustomers: table(categoriesOfCustomers),
    },
    options,
  );
}

function rowsOfPairs(
  { baskets: total, items, counts, first, second, together }: CountedPairs,
  { names, places }: RankedThings,
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
