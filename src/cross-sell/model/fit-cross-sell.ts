import {
  assertData,
  assertOptions,
  atDoor,
  compareCodePoints,
  type OptionNames,
} from "../../kernel";
import { keptLines, type Order, type Product } from "../../purchases";
import { packSource, type BasketOptions, type Baskets } from "../baskets/basket-source";
import { bestNeighbours } from "../baskets/count-neighbours";
import {
  assembleCrossSell,
  MOST_THINGS_OF_PAIRS,
  type PairTable,
  type RankedThings,
} from "./assemble-model";
import type { CrossSellModel, PairRows } from "./cross-sell-model";
import {
  crossSellThresholds,
  type CrossSellThresholds,
  type FitCrossSellOptions,
} from "./cross-sell-options";
import { sortBaskets, type PackedBaskets, type SortedBaskets } from "../baskets/pack-baskets";
import type { Ranking } from "./rankings";
import { repeatDays } from "./repeat-days";

const FIT_CROSS_SELL_OPTIONS: OptionNames<FitCrossSellOptions> = {
  asOf: true,
  rules: true,
  products: true,
  minCount: true,
  minLift: true,
  rulesPerItem: true,
};

/**
 * Fits the model that cross-sell offers come from: the shop's own rules, what is bought in one basket, what is
 * bought by one customer, both for products and for categories, and how often each is bought.
 *
 * @param baskets - orders with lines, or lists of items; cancelled and fully refunded orders and what came back are left out
 * @param options - instant, own rules and thresholds
 * @returns a JSON model for {@link recommendCrossSell}; without baskets it holds only the written rules
 * @throws SetiaError `INVALID_INSTANT`, `INVALID_OPTION`, `INVALID_RULES`; `INVALID_INPUT` for an item of a list that names nothing
 */
export function fitCrossSell(baskets: Baskets, options: FitCrossSellOptions): CrossSellModel {
  assertData(baskets, "fitCrossSell: baskets");
  assertOptions(options, FIT_CROSS_SELL_OPTIONS, "fitCrossSell");
  return atDoor("fitCrossSell", () => fitCrossSellUnchecked(baskets, options));
}

function fitCrossSellUnchecked(baskets: Baskets, options: FitCrossSellOptions): CrossSellModel {
  const { asOf, products } = options;
  crossSellThresholds(options);
  // They are read four times, and an iterable may give them only once.
  const list: readonly (readonly string[] | Order)[] = [...baskets];
  const orders = list.filter((basket): basket is Order => !Array.isArray(basket));
  const catalogue = products === undefined ? {} : { products };
  const table = (by: "order" | "customer", level: "product" | "category"): PairTable => {
    const source = (by === "order" ? list : orders) as Order[];
    const how: BasketOptions = { asOf, by, level, ...catalogue };
    const packed = packSource(source, how, "fitCrossSell");
    return {
      baskets: packed.starts.length - 1,
      items: packed.names,
      counts: packed.counts,
      rowsOf: (things, thresholds, ranking) => rowsOfBaskets(packed, things, thresholds, ranking),
    };
  };
  return assembleCrossSell(
    {
      products: table("order", "product"),
      productsOfCustomers: table("customer", "product"),
      categories: table("order", "category"),
      categoriesOfCustomers: table("customer", "category"),
      categoryOf: categoriesOf(orders, asOf, products),
      repeatDays: repeatDays(orders, asOf),
    },
    options,
  );
}

/** Counts the pairs of one thing at a time and keeps the best: all pairs at once would need much memory. */
function rowsOfBaskets(
  packed: PackedBaskets,
  { names, places }: RankedThings,
  { minCount, minLift, rulesPerItem }: CrossSellThresholds,
  { strength, weight }: Ranking,
): PairRows {
  const rows: number[][] = names.map(() => []);
  if (rulesPerItem === 0) return rows;
  const { names: given, counts, starts } = packed;
  const total = starts.length - 1;
  const sorted = withoutLargeBaskets(sortBaskets(packed, minCount), starts);
  const placeOf = Int32Array.from(sorted.codes, (code) => places.get(given[code]!) ?? 0);
  const held = Int32Array.from(sorted.codes, (code) => counts[code]!);
  const weights = Float64Array.from(held, (count) => weight(count, total));
  const found = bestNeighbours(sorted, rulesPerItem, placeOf, (count, item, other) => {
    if (count < minCount) return 0;
    const antecedentCount = held[item]!;
    const consequentCount = held[other]!;
    if (count * total <= minLift * antecedentCount * consequentCount) return 0;
    return strength(count, antecedentCount) * weights[other]!;
  });
  found.forEach((row, item) => {
    rows[placeOf[item]!] = row.flatMap(({ other, count }) => [placeOf[other]!, count]);
  });
  return rows;
}

function withoutLargeBaskets(sorted: SortedBaskets, starts: Int32Array): SortedBaskets {
  const isLarge = (row: number): boolean => starts[row + 1]! - starts[row]! > MOST_THINGS_OF_PAIRS;
  if (!starts.some((_, row) => row + 1 < starts.length && isLarge(row))) return sorted;
  const { codes, itemStarts } = sorted;
  const itemRows: number[] = [];
  const kept = new Int32Array(itemStarts.length);
  for (let item = 0; item < codes.length; item++) {
    for (let at = itemStarts[item]!; at < itemStarts[item + 1]!; at++) {
      const row = sorted.itemRows[at]!;
      if (!isLarge(row)) itemRows.push(row);
    }
    kept[item + 1] = itemRows.length;
  }
  return { ...sorted, itemStarts: kept, itemRows: Int32Array.from(itemRows) };
}

/** The category of a product: the catalogue's, else the one that the latest order line names. */
function categoriesOf(
  orders: readonly Order[],
  asOf: Date,
  products: ReadonlyMap<string, Product> | undefined,
): (sku: string) => string | undefined {
  const named = new Map<string, { category: string; at: number }>();
  for (const order of orders) {
    const at = order.placedAt.getTime();
    if (at > asOf.getTime()) continue;
    for (const { sku, category } of keptLines(order, asOf)) {
      const known = named.get(sku);
      if (category === undefined || (known !== undefined && known.at > at)) continue;
      if (known?.at === at && compareCodePoints(known.category, category) <= 0) continue;
      named.set(sku, { category, at });
    }
  }
  return (sku) => products?.get(sku)?.category ?? named.get(sku)?.category;
}
