import { createForest, grown, type ItemsetForest } from "./itemset-forest";
import type { SortedBaskets } from "../baskets/pack-baskets";

/** What is mined. */
export interface GrowOptions {
  /** Smallest number of baskets. */
  readonly least: number;
  /** Most items of an itemset. */
  readonly maxLength: number;
  /** Most itemsets; mining stops when there are more. */
  readonly maxItemsets: number;
  /** Whether two items may never stand in one itemset; every two may if left out. */
  readonly apart?: (a: number, b: number) => boolean;
}

/** Rows and columns of a table of baskets and items. */
type Rows = Omit<SortedBaskets, "codes">;

/** Most words of a table of bits: 4 MB, so that it stays near the processor. */
const MOST_WORDS = 1 << 20;

/**
 * Finds every itemset that enough baskets hold. Each item is followed through its baskets, and what comes after it
 * there is counted (as in Zaki 2000 and Uno et al. 2004); the baskets of a short list of items become rows
 * of bits. An item that stands in every basket of an itemset only doubles what is found without it.
 */
export function growItemsets(baskets: SortedBaskets, options: GrowOptions): ItemsetForest {
  const { least, maxLength, maxItemsets, apart } = options;
  const forest = createForest(maxItemsets, maxLength);
  let words = new Int32Array(1 << 14);
  growRows(baskets, Int32Array.from(baskets.codes.keys()), -1, 1);
  return forest.finish();

  /** Grows from the items of a table, whose codes in the whole are `codes`; all its baskets hold the parent. */
  function growRows(table: Rows, codes: Int32Array, parent: number, length: number): void {
    const { rowStarts, rowItems, itemStarts, itemRows } = table;
    // Items come in turn and ascend in each basket, so behind the cursor stands what comes after the item.
    const cursor = rowStarts.slice(0, -1);
    const together = new Int32Array(codes.length);
    const touched = new Int32Array(codes.length);
    for (let item = 0; item < codes.length; item++) {
      const first = itemStarts[item]!;
      const last = itemStarts[item + 1]!;
      const code = codes[item]!;
      const node = forest.emit(parent, code, last - first, length);
      if (forest.isFull()) return;
      let touchedCount = 0;
      let delivered = 0;
      for (let h = first; h < last; h++) {
        const row = itemRows[h]!;
        const begin = cursor[row]! + 1;
        cursor[row] = begin;
        if (length === maxLength) continue;
        const end = rowStarts[row + 1]!;
        delivered += end - begin;
        for (let i = begin; i < end; i++) {
          const other = rowItems[i]!;
          const count = together[other]!;
          if (count === 0) touched[touchedCount++] = other;
          together[other] = count + 1;
        }
      }
      let kept = 0;
      for (let t = 0; t < touchedCount; t++) {
        const other = touched[t]!;
        const enough = together[other]! >= least;
        if (enough && apart?.(code, codes[other]!) !== true) touched[kept++] = other;
        else together[other] = 0;
      }
      const list = touched.slice(0, kept).sort();
      const within = list.map((other) => codes[other]!);
      const held = list.map((other) => together[other]!);
      if (length + 1 === maxLength || kept < 2) {
        for (let i = 0; i < kept; i++) forest.emit(node, within[i]!, held[i]!, length + 1);
      } else {
        // Where each stands in the list; what is not in it has a counter of 0.
        for (let i = 0; i < kept; i++) touched[list[i]!] = i;
        const slice = { table, first, last, cursor, together, places: touched };
        const width = (last - first + 31) >>> 5;
        const isNarrow = kept * width <= MOST_WORDS;
        if (isNarrow && (kept * kept * width) / 4 <= 4 * delivered + 64 * kept) {
          fillBits(slice, kept, width);
          growBits(node, length + 1, within, held, 0, width);
        } else {
          growRows(project(slice, held), within, node, length + 1);
        }
      }
      for (const other of list) together[other] = 0;
      if (forest.isFull()) return;
    }
  }

  function fillBits(slice: Slice, size: number, width: number): void {
    if (words.length < size * width) words = new Int32Array(size * width);
    else words.fill(0, 0, size * width);
    const { table, first, last, cursor, together, places } = slice;
    const { rowStarts, rowItems, itemRows } = table;
    const bits = words;
    for (let h = first; h < last; h++) {
      const row = itemRows[h]!;
      const column = (h - first) >>> 5;
      const bit = 1 << ((h - first) & 31);
      const end = rowStarts[row + 1]!;
      for (let i = cursor[row]!; i < end; i++) {
        const other = rowItems[i]!;
        if (together[other] === 0) continue;
        const word = places[other]! * width + column;
        bits[word] = bits[word]! | bit;
      }
    }
  }

  /** Grows from items whose baskets are rows of bits at `base`; none of them is emitted yet. */
  function growBits(
    parent: number,
    length: number,
    codes: Int32Array,
    held: Int32Array,
    base: number,
    width: number,
  ): void {
    const top = base + codes.length * width;
    for (let a = 0; a < codes.length; a++) {
      const code = codes[a]!;
      const count = held[a]!;
      const node = forest.emit(parent, code, count, length);
      if (forest.isFull()) return;
      if (length === maxLength || a + 1 === codes.length) continue;
      const room = top + (codes.length - a) * width;
      if (words.length < room) words = grown(words, room);
      const left = base + a * width;
      const found = new Int32Array(codes.length - a - 1);
      const counts = new Int32Array(found.length);
      const always: number[] = [];
      let size = 0;
      for (let b = a + 1; b < codes.length; b++) {
        const both = intersect(words, left, base + b * width, top + size * width, width);
        const other = codes[b]!;
        if (both < least || apart?.(code, other) === true) continue;
        if (both === count && apart === undefined) always.push(other);
        else {
          found[size] = other;
          counts[size++] = both;
        }
      }
      const begin = forest.size();
      if (size > 0) {
        const list = found.subarray(0, size);
        growBits(node, length + 1, list, counts.subarray(0, size), top, width);
      }
      for (const other of always) forest.repeatWith(other, node, begin);
      if (forest.isFull()) return;
    }
  }
}

/** The baskets of one item of a table, from what comes after it. */
interface Slice {
  readonly table: Rows;
  readonly first: number;
  readonly last: number;
  readonly cursor: Int32Array;
  /** Above 0 for the items that are kept. */
  readonly together: Int32Array;
  /** Place of each item that is kept. */
  readonly places: Int32Array;
}

/** A table of the baskets of one item, with the kept items only. */
function project(slice: Slice, held: Int32Array): Rows {
  const { table, cursor, together, places } = slice;
  const rows = slice.last - slice.first;
  const itemStarts = new Int32Array(held.length + 1);
  for (let i = 0; i < held.length; i++) itemStarts[i + 1] = itemStarts[i]! + held[i]!;
  const next = itemStarts.slice(0, -1);
  const total = itemStarts[held.length]!;
  const rowStarts = new Int32Array(rows + 1);
  const rowItems = new Int32Array(total);
  const itemRows = new Int32Array(total);
  let length = 0;
  for (let row = 0; row < rows; row++) {
    const from = table.itemRows[slice.first + row]!;
    const end = table.rowStarts[from + 1]!;
    for (let i = cursor[from]!; i < end; i++) {
      const other = table.rowItems[i]!;
      if (together[other] === 0) continue;
      const place = places[other]!;
      rowItems[length++] = place;
      const at = next[place]!;
      itemRows[at] = row;
      next[place] = at + 1;
    }
    rowStarts[row + 1] = length;
  }
  return { rowStarts, rowItems, itemStarts, itemRows };
}

/** Writes the bits that two rows have in common to a third, and counts them. */
function intersect(
  words: Int32Array,
  left: number,
  right: number,
  target: number,
  width: number,
): number {
  let count = 0;
  for (let w = 0; w < width; w++) {
    const common = words[left + w]! & words[right + w]!;
    words[target + w] = common;
    // Ones are counted by adding neighbours (Warren, Hacker's Delight, chapter 5).
    let bits = common - ((common >>> 1) & 0x55555555);
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    count += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}
