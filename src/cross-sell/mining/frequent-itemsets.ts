import {
  assertOptions,
  compareCodePoints,
  type OptionNames,
  reason,
  type Reason,
  SetiaError,
} from "../../kernel";
import { type BasketOptions, type Baskets, packSource } from "../baskets/basket-source";
import {
  ITEM_KINDS,
  type ItemNames,
  type PackedBaskets,
  type RankedItems,
  rankItems,
  sortBaskets,
  type SortedBaskets,
} from "../baskets/pack-baskets";
import type { ItemPattern } from "../cross-sell-rule";
import { growItemsets, type GrowOptions } from "./grow-itemsets";
import { createForest, type ItemsetForest } from "./itemset-forest";
import { assertBetween, leastCount, type SupportOptions } from "./minimum-support";

/** Whether a counter for every pair takes little room beside the baskets. */
export function pairsAreFew(packed: PackedBaskets, items: RankedItems): boolean {
  return (items.codes.length * (items.codes.length - 1)) / 2 <= packed.items.length;
}

/** Finds single items and pairs by a triangle of counters, one for every pair: the quickest way where items are few. */
export function growPairs(
  packed: PackedBaskets,
  items: RankedItems,
  options: GrowOptions,
): ItemsetForest {
  const { least, maxItemsets, apart } = options;
  const { codes, ranks, itemStarts } = items;
  const { starts } = packed;
  const size = codes.length;
  const triangle = new Int32Array((size * (size - 1)) / 2);
  const basket = new Int32Array(size);
  // Where the counters of each item begin, with those of smaller rank.
  const rows = Int32Array.from(codes, (_, rank) => (rank * (rank - 1)) / 2);
  for (let b = 0; b + 1 < starts.length; b++) {
    let length = 0;
    const end = starts[b + 1]!;
    for (let i = starts[b]!; i < end; i++) {
      const rank = ranks[packed.items[i]!]!;
      if (rank < 0) continue;
      for (let j = 0; j < length; j++) {
        const other = basket[j]!;
        const place = rank > other ? rows[rank]! + other : rows[other]! + rank;
        triangle[place] = triangle[place]! + 1;
      }
      basket[length++] = rank;
    }
  }
  const forest = createForest(maxItemsets, 2);
  let place = 0;
  for (let rank = 0; rank < size && !forest.isFull(); rank++) {
    const count = itemStarts[rank + 1]! - itemStarts[rank]!;
    const node = forest.emit(-1, rank, count, 1);
    for (let other = 0; other < rank; other++) {
      const both = triangle[place++]!;
      if (both >= least && apart?.(rank, other) !== true) forest.emit(node, other, both, 2);
    }
  }
  return forest.finish();
}

const PROBES = 256;

/**
 * Estimates how many itemsets there are without finding them: walks down from the root at random, and takes the
 * product of the choices there were for the size of each level (Knuth 1975, Estimating the efficiency of backtrack
 * programs). The random numbers are always the same, so the answer is too.
 */
export function estimateItemsets(
  baskets: SortedBaskets,
  { least, maxLength }: { readonly least: number; readonly maxLength: number },
): number {
  const { rowStarts, rowItems, itemStarts, itemRows, codes } = baskets;
  let state = 1;
  const below = (n: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  let sum = 0;
  for (let probe = 0; probe < PROBES && codes.length > 0; probe++) {
    let choices: number[] = [...codes.keys()];
    let rows: number[] | undefined;
    let weight = 1;
    for (let length = 1; length <= maxLength && choices.length > 0; length++) {
      weight *= choices.length;
      sum += weight;
      const item = choices[below(choices.length)]!;
      const held: readonly number[] =
        rows?.filter((row) => has(row, item)) ??
        Array.from(itemRows.subarray(itemStarts[item], itemStarts[item + 1]));
      const counts = new Map<number, number>();
      for (const row of held) {
        for (let i = rowStarts[row + 1]! - 1; i >= rowStarts[row]!; i--) {
          const other = rowItems[i]!;
          if (other <= item) break;
          counts.set(other, (counts.get(other) ?? 0) + 1);
        }
      }
      choices = [...counts].filter(([, count]) => count >= least).map(([other]) => other);
      rows = [...held];
    }
  }
  return sum / PROBES;

  function has(row: number, item: number): boolean {
    return rowItems.subarray(rowStarts[row], rowStarts[row + 1]).includes(item);
  }
}

/** Options of {@link frequentItemsets}. */
export interface FrequentItemsetsOptions extends BasketOptions, SupportOptions {
  /** Told why the answer is empty, if it is. */
  readonly onDiagnostic?: (why: Reason) => void;
  /** Most items of an itemset, 1 or more; 3 if left out. */
  readonly maxLength?: number;
  /** Most itemsets (and most rules of them), 1 or more; a million if left out. More are refused before memory runs out. */
  readonly maxItemsets?: number;
}

/** Items that are bought together. */
export interface Itemset {
  /** The items, by ascending code point, products before categories. */
  readonly items: readonly ItemPattern[];
  /** Baskets that hold all of them. */
  readonly count: number;
  /** Share of all baskets that hold all of them. */
  readonly support: number;
}

/** Their names. */
export const FREQUENT_ITEMSETS_OPTIONS: OptionNames<FrequentItemsetsOptions> = {
  maxLength: true,
  maxItemsets: true,
  asOf: true,
  by: true,
  withinDays: true,
  level: true,
  products: true,
  minSupport: true,
  minCount: true,
  onDiagnostic: true,
};

/**
 * Finds every set of items that enough baskets hold. An item and its own category never stand in one set.
 *
 * @param baskets - lists of items, or orders with lines; an item counts once per basket
 * @param options - how often, how long, what a basket and an item is (by `"next"` there are none)
 * @returns itemsets, shortest first, then most frequent first, then by their items
 * @throws SetiaError `INVALID_OPTION`; `TOO_LARGE` if there are more than `maxItemsets`: the message names
 * how many there may be and the support that would fit
 *
 * @example
 * ```ts
 * import { frequentItemsets } from "setia";
 *
 * const baskets = [["soda", "chips"], ["soda", "chips"], ["soda"], ["rice"]];
 * const itemsets = frequentItemsets(baskets, { minCount: 2 });
 * itemsets.map(({ items, count }) => `${items.join(" + ")}: ${count}`); // => ["soda: 3", "chips: 2", "chips + soda: 2"]
 * ```
 */
export function frequentItemsets(
  baskets: Baskets,
  options: FrequentItemsetsOptions = {},
): Itemset[] {
  assertOptions(options, FREQUENT_ITEMSETS_OPTIONS, "frequentItemsets");
  if (options.by === "next") {
    throw new SetiaError(
      "INVALID_OPTION",
      'frequentItemsets: by is "next", which has an order of its own; expected "order" or "customer"',
    );
  }
  const packed = packSource(baskets, options, "frequentItemsets");
  const mined = mineForest(packed, options, "frequentItemsets");
  const { forest, sorted, total } = mined;
  if (forest.size === 0) options.onDiagnostic?.(whyNothing(mined, 1));
  // Names are sorted once; itemsets then compare by whole numbers.
  const places = new Int32Array(packed.names.length);
  const inOrder = [...packed.names.keys()].sort(
    (a, b) =>
      packed.kinds[a]! - packed.kinds[b]! || compareCodePoints(packed.names[a]!, packed.names[b]!),
  );
  inOrder.forEach((code, place) => (places[code] = place));
  const patterns = inOrder.map((code) => patternOf(packed, code));
  const found = Array.from({ length: forest.size }, (_, node) => ({
    places: codesOf(forest, node)
      .map((item) => places[sorted.codes[item]!]!)
      .sort((a, b) => a - b),
    count: forest.counts[node]!,
  }));
  found.sort(
    (a, b) =>
      a.places.length - b.places.length || b.count - a.count || compareLists(a.places, b.places),
  );
  return found.map(({ places: list, count }) => ({
    items: list.map((place) => patterns[place]!),
    count,
    support: count / total,
  }));
}

/** A forest with what its codes mean. */
export interface MinedForest {
  /** The itemsets. */
  readonly forest: ItemsetForest;
  /** Codes of their items, and where the baskets of each begin, one after the other. */
  readonly sorted: Pick<SortedBaskets, "codes" | "itemStarts">;
  /** All baskets. */
  readonly total: number;
  /** The smallest count that was enough. */
  readonly least: number;
}

/**
 * Mines packed baskets.
 *
 * @throws SetiaError `INVALID_OPTION`, `TOO_LARGE`
 */
export function mineForest(
  packed: PackedBaskets,
  options: FrequentItemsetsOptions,
  where: string,
  limits: {
    readonly keep?: (code: number) => boolean;
    readonly apart?: (a: number, b: number) => boolean;
  } = {},
): MinedForest {
  const { maxLength = 3, maxItemsets = 1_000_000 } = options;
  assertBetween(`${where}: maxLength`, maxLength, 1, Number.MAX_SAFE_INTEGER);
  assertBetween(`${where}: maxItemsets`, maxItemsets, 1, 2 ** 31);
  const total = packed.starts.length - 1;
  const least = leastCount(options, total, where);
  const ranked = rankItems(packed, least, limits.keep);
  const isKin = packed.kin.some((category) => category >= 0);
  const apart =
    isKin || limits.apart !== undefined
      ? (left: number, right: number): boolean =>
          packed.kin[left] === right ||
          packed.kin[right] === left ||
          limits.apart?.(left, right) === true
      : undefined;
  const grow = (items: RankedItems, count: number): ItemsetForest => {
    const codeOf = (item: number): number => items.codes[item]!;
    const options: GrowOptions = {
      least: count,
      maxLength,
      maxItemsets,
      ...(apart === undefined ? {} : { apart: (a, b) => apart(codeOf(a), codeOf(b)) }),
    };
    return maxLength === 2 && pairsAreFew(packed, items)
      ? growPairs(packed, items, options)
      : growItemsets(sortBaskets(packed, count, limits.keep), options);
  };
  const forest = grow(ranked, least);
  if (!forest.full) return { forest, sorted: ranked, total, least };

  const fits = smallestThatFits(
    least + 1,
    total,
    (count) => !grow(rankItems(packed, count, limits.keep), count).full,
  );
  const sorted = sortBaskets(packed, least, limits.keep);
  const size = Math.max(estimateItemsets(sorted, { least, maxLength }), maxItemsets + 1);
  throw new SetiaError(
    "TOO_LARGE",
    `${where}: with a count of ${String(least)} or more there are about ${roundly(size)} itemsets of up to ${String(maxLength)} items; expected at most ${String(maxItemsets)}, which a minCount of ${String(fits)} (minSupport ${String(fits / total)}) would give, or a smaller maxLength`,
  );
}

/** Doubles until it fits, then halves the way back; no try costs more than `maxItemsets`. */
function smallestThatFits(from: number, total: number, fits: (count: number) => boolean): number {
  let low = from;
  let high = from;
  while (high <= total && !fits(high)) {
    low = high + 1;
    high *= 2;
  }
  high = Math.min(high, total + 1);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (fits(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function roundly(size: number): string {
  return size < 1e6 ? String(Math.round(size)) : size.toExponential(1).replace("e+", "e");
}

/** Gives the items of an itemset. */
export function codesOf(forest: ItemsetForest, node: number): number[] {
  const codes: number[] = [];
  for (let at = node; at >= 0; at = forest.parents[at]!) codes.push(forest.items[at]!);
  return codes;
}

/** Gives an item as rules name it. */
export function patternOf(packed: ItemNames, code: number): ItemPattern {
  const name = packed.names[code]!;
  const isCategory = (packed.kinds[code]! & ITEM_KINDS.category) === ITEM_KINDS.category;
  return isCategory ? { category: name } : name;
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) {
    const difference = a[i]! - b[i]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Explains why nothing was found. */
export function whyNothing({ forest, sorted, total, least }: MinedForest, length: number): Reason {
  const params = { baskets: total, least };
  if (sorted.codes.length === 0) return reason("cross_sell.items_too_rare", params);
  return length > 1 && forest.size <= sorted.codes.length
    ? reason("cross_sell.pairs_too_rare", params)
    : reason("cross_sell.rules_too_weak", { baskets: total });
}
