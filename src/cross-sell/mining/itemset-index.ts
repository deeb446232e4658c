import type { ItemsetForest } from "./itemset-forest";

/** Finds itemsets by their items. */
export interface ItemsetIndex {
  /** Node of the itemset that lacks one item of another; -1 if none is left. */
  without(node: number, item: number): number;
}

/**
 * Makes a table of itemsets by hash: the sum over the items of a number that stands for each, so that the hash
 * of a set less one item is a subtraction (Zobrist 1970). Sets with the same hash are distinguished by their items.
 */
export function indexItemsets(forest: ItemsetForest): ItemsetIndex {
  const { size, parents, items, lengths } = forest;
  const singles = new Map<number, number>();
  let longer = 0;
  for (let node = 0; node < size; node++) {
    if (lengths[node] === 1) singles.set(items[node]!, node);
    else if (lengths[node]! > 1) longer++;
  }
  const mask = 2 ** Math.ceil(Math.log2(longer * 2 + 2)) - 1;
  const slots = new Int32Array(mask + 1).fill(-1);
  const hashes = new Int32Array(size);
  for (let node = 0; node < size; node++) {
    const parent = parents[node]!;
    const hash = ((parent < 0 ? 0 : hashes[parent]!) + scattered(items[node]!)) | 0;
    hashes[node] = hash;
    if (lengths[node] === 1) continue;
    let slot = hash & mask;
    while (slots[slot]! >= 0) slot = (slot + 1) & mask;
    slots[slot] = node;
  }

  return {
    without(node, item) {
      const length = lengths[node]!;
      if (length === 1) return -1;
      const hash = (hashes[node]! - scattered(item)) | 0;
      if (length === 2) return singles.get(otherOf(node, item)) ?? -1;
      for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
        const found = slots[slot]!;
        if (found < 0 || (hashes[found] === hash && isRest(found, node, item))) return found;
      }
    },
  };

  function otherOf(pair: number, item: number): number {
    const last = items[pair]!;
    return last === item ? items[parents[pair]!]! : last;
  }

  /** Whether one itemset is another without an item. */
  function isRest(rest: number, node: number, item: number): boolean {
    if (lengths[rest]! !== lengths[node]! - 1) return false;
    for (let at = rest; at >= 0; at = parents[at]!) {
      const wanted = items[at]!;
      if (wanted === item) return false;
      let other = node;
      while (other >= 0 && items[other] !== wanted) other = parents[other]!;
      if (other < 0) return false;
    }
    return true;
  }
}

/** Spreads a small number over 32 bits (the finaliser of MurmurHash3). */
function scattered(code: number): number {
  let hash = code + 1;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
