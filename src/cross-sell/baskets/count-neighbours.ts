import type { SortedBaskets } from "./pack-baskets";

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
