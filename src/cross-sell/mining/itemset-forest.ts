/** Itemsets as a forest: each is its parent and one item more. Parents come before their children. */
export interface ItemsetForest {
  /** Number of itemsets. */
  readonly size: number;
  /** The itemset without its last item; -1 for single items. */
  readonly parents: Int32Array;
  /** The last item, as a code of the sorted baskets. */
  readonly items: Int32Array;
  /** Baskets that hold the itemset. */
  readonly counts: Int32Array;
  /** Number of items. */
  readonly lengths: Int32Array;
  /** True if there are more than were asked for; then the rest is missing. */
  readonly full: boolean;
}

/** A forest that grows. */
export interface GrowingForest {
  /** Adds an itemset and gives its node. */
  emit(parent: number, item: number, count: number, length: number): number;
  /** Adds everything that was emitted from `begin` on, all of it under a node, once more with an item of its own. */
  repeatWith(item: number, node: number, begin: number): void;
  /** Number of itemsets so far. */
  size(): number;
  /** Whether there were more than the forest may hold. */
  isFull(): boolean;
  /** Gives what was grown. */
  finish(): ItemsetForest;
}

/** Creates an empty forest. */
export function createForest(maxItemsets: number, maxLength: number): GrowingForest {
  let parents = new Int32Array(1024);
  let items = new Int32Array(1024);
  let counts = new Int32Array(1024);
  let lengths = new Int32Array(1024);
  let size = 0;
  let full = false;

  function emit(parent: number, item: number, count: number, length: number): number {
    if (size === maxItemsets) {
      full = true;
      return size;
    }
    if (size === parents.length) {
      parents = grown(parents, size + 1);
      items = grown(items, size + 1);
      counts = grown(counts, size + 1);
      lengths = grown(lengths, size + 1);
    }
    parents[size] = parent;
    items[size] = item;
    counts[size] = count;
    lengths[size] = length;
    return size++;
  }

  return {
    emit,
    repeatWith(item, node, begin) {
      const end = size;
      const moved = new Int32Array(end - begin);
      const top = emit(node, item, counts[node]!, lengths[node]! + 1);
      for (let i = begin; i < end && !full; i++) {
        const length = lengths[i]! + 1;
        if (length > maxLength) continue;
        const parent = parents[i]!;
        const under = parent === node ? top : moved[parent - begin]!;
        moved[i - begin] = emit(under, items[i]!, counts[i]!, length);
      }
    },
    size: () => size,
    isFull: () => full,
    finish: () => ({ size, parents, items, counts, lengths, full }),
  };
}

/** Copies an array to a larger one. */
export function grown(array: Int32Array<ArrayBuffer>, least: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(array.length + (array.length >> 1), least));
  larger.set(array);
  return larger;
}
