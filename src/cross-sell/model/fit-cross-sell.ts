import {
  assertData,
  assertOptions,
  atDoor,
  compareCodePoints,
  isBlank,
  type OptionNames,
} from "../../kernel";
import { keptLines, type Order, orderStands, type Product } from "../../purchases";
import { type BasketOptions, type Baskets, packSource } from "../baskets/basket-source";
import { type PackedBaskets, sortBaskets, type SortedBaskets } from "../baskets/pack-baskets";
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
import type { Ranking } from "./rankings";

const DAY = 86_400_000;

const ENOUGH = 5;

/** Finds how long customers wait before they buy a product again. */
export function repeatDays(orders: readonly Order[], asOf: Date): Map<string, number> {
  const byCustomer = new Map<string, Order[]>();
  for (const order of orders) {
    if (isBlank(order.customerId) || !orderStands(order, asOf)) continue;
    const known = byCustomer.get(order.customerId);
    if (known === undefined) byCustomer.set(order.customerId, [order]);
    else known.push(order);
  }
  const gaps = new Map<string, number[]>();
  for (const history of byCustomer.values()) {
    if (history.length < 2) continue;
    history.sort((a, b) => a.placedAt.getTime() - b.placedAt.getTime());
    const last = new Map<string, number>();
    for (const order of history) {
      const at = order.placedAt.getTime();
      for (const { sku } of keptLines(order, asOf)) {
        const gap = (at - (last.get(sku) ?? at)) / DAY;
        last.set(sku, at);
        if (gap === 0) continue;
        const known = gaps.get(sku);
        if (known === undefined) gaps.set(sku, [gap]);
        else known.push(gap);
      }
    }
  }
  const medians = new Map<string, number>();
  for (const [sku, all] of gaps) {
    if (all.length < ENOUGH) continue;
    all.sort((a, b) => a - b);
    medians.set(sku, all[(all.length - 1) >> 1]!);
  }
  return medians;
}

/** A pair as seen from one of its items. */
export interface Neighbour {
  /** Code of the other item. */
  readonly other: number;
  /** Baskets that hold both. */
  readonly count: number;
}

/**
 * Counts for each item in turn what it stands together with. One row of counters is enough however many pairs
 * there are (Gustavson 1978, the product of a sparse matrix with itself).
 */
export function eachNeighbourhood(
  baskets: SortedBaskets,
  visit: (item: number, size: number, others: Int32Array, together: Int32Array) => void,
): void {
  const { codes, rowStarts, rowItems, itemStarts, itemRows } = baskets;
  const together = new Int32Array(codes.length);
  const others = new Int32Array(codes.length);
  for (let item = 0; item < codes.length; item++) {
    let size = 0;
    const last = itemStarts[item + 1]!;
    for (let h = itemStarts[item]!; h < last; h++) {
      const row = itemRows[h]!;
      const end = rowStarts[row + 1]!;
      for (let i = rowStarts[row]!; i < end; i++) {
        const other = rowItems[i]!;
        const count = together[other]!;
        if (count === 0) others[size++] = other;
        together[other] = count + 1;
      }
    }
    visit(item, size, others, together);
    for (let i = 0; i < size; i++) together[others[i]!] = 0;
  }
}

/** Keeps the best neighbours of each item. */
export function bestNeighbours(
  baskets: SortedBaskets,
  most: number,
  places: Int32Array,
  score: (count: number, item: number, other: number) => number,
): Neighbour[][] {
  const rows: Neighbour[][] = [];
  // Once more than enough are found, they are cut back, and only what beats the worst left is looked at.
  const room = 4 * Math.min(most, baskets.codes.length) + 64;
  const found = new Int32Array(room);
  const scores = new Float64Array(baskets.codes.length);
  const better = (a: number, b: number): number =>
    scores[b]! - scores[a]! || places[a]! - places[b]!;
  eachNeighbourhood(baskets, (item, size, others, together) => {
    let length = 0;
    let worst = 0;
    for (let i = 0; i < size; i++) {
      const other = others[i]!;
      if (other === item) continue;
      const value = score(together[other]!, item, other);
      if (value <= 0 || value < worst) continue;
      scores[other] = value;
      found[length++] = other;
      if (length === room) {
        found.sort(better);
        length = most;
        worst = scores[found[most - 1] ?? 0] ?? 0;
      }
    }
    const best = found.subarray(0, length).sort(better).subarray(0, most);
    rows.push(Array.from(best, (other) => ({ other, count: together[other]! })));
  });
  return rows;
}

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
