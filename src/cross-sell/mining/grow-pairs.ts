import type { GrowOptions } from "./grow-itemsets";
import { createForest, type ItemsetForest } from "./itemset-forest";
import type { PackedBaskets, RankedItems } from "../baskets/pack-baskets";

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
