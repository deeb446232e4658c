/** A base of figures that stays sorted while figures come and go. */
export interface LiveRanks {
  /** How many figures there are. */
  readonly size: number;
  /** Adds a figure. */
  insert(figure: number): void;
  /** Takes one figure out that is there. */
  remove(figure: number): void;
  /** Counts the figures strictly below one. */
  below(figure: number): number;
  /** Gives the figure at a place of the sorted base, from 0. */
  at(place: number): number;
}

const MOST = 512;
const HALF = MOST / 2;

/**
 * Keeps figures sorted in blocks of at most 512, with a tree of the blocks' sizes (Fenwick 1994) over them: each
 * operation looks at a few figures, however many there are.
 */
export function createLiveRanks(figures: Iterable<number> = []): LiveRanks {
  const sorted = Float64Array.from(figures).sort();
  let { length: size } = sorted;
  let blocks: Float64Array[] = [];
  let sizes: number[] = [];
  // Sums of sizes, from 1: entry i covers the i & −i blocks that end with block i.
  let tree = new Int32Array(2);
  for (let begin = 0; begin < size || begin === 0; begin += HALF) {
    const block = new Float64Array(MOST);
    const part = sorted.subarray(begin, begin + HALF);
    block.set(part);
    blocks.push(block);
    sizes.push(part.length);
  }
  rebuild();

  function rebuild(): void {
    tree = new Int32Array(blocks.length + 1);
    for (let i = 1; i < tree.length; i++) {
      tree[i] = tree[i]! + sizes[i - 1]!;
      const parent = i + (i & -i);
      if (parent < tree.length) tree[parent] = tree[parent]! + tree[i]!;
    }
  }

  function resize(block: number, step: 1 | -1): void {
    sizes[block] = sizes[block]! + step;
    size += step;
    for (let i = block + 1; i < tree.length; i += i & -i) tree[i] = tree[i]! + step;
  }

  /** The first block whose last figure is not below the figure; the last block if all are below. */
  function blockOf(figure: number): number {
    let low = 0;
    let high = blocks.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      const last = blocks[middle]?.[sizes[middle]! - 1] ?? -Infinity;
      if (last < figure) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** How many figures of a block are strictly below the figure. */
  function placeIn(block: number, figure: number): number {
    const own = blocks[block];
    let low = 0;
    let high = sizes[block]!;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((own?.[middle] ?? 0) < figure) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function split(block: number): void {
    const own = blocks[block] ?? new Float64Array(MOST);
    const upper = new Float64Array(MOST);
    upper.set(own.subarray(HALF));
    blocks.splice(block + 1, 0, upper);
    sizes.splice(block, 1, HALF, MOST - HALF);
    rebuild();
  }

  return {
    get size() {
      return size;
    },
    insert(figure) {
      let block = blockOf(figure);
      if (sizes[block] === MOST) {
        split(block);
        block = blockOf(figure);
      }
      const place = placeIn(block, figure);
      const own = blocks[block];
      own?.copyWithin(place + 1, place, sizes[block]);
      if (own !== undefined) own[place] = figure;
      resize(block, 1);
    },
    remove(figure) {
      const block = blockOf(figure);
      const place = placeIn(block, figure);
      blocks[block]?.copyWithin(place, place + 1, sizes[block]);
      resize(block, -1);
      if (sizes[block] === 0 && blocks.length > 1) {
        // An empty block has no last figure to search by.
        blocks = blocks.filter((_, at) => at !== block);
        sizes = sizes.filter((_, at) => at !== block);
        rebuild();
      }
    },
    below(figure) {
      const block = blockOf(figure);
      let sum = placeIn(block, figure);
      for (let i = block; i > 0; i -= i & -i) sum += tree[i]!;
      return sum;
    },
    at(place) {
      let block = 0;
      let left = place;
      for (let step = 2 ** Math.floor(Math.log2(tree.length)); step > 0; step >>= 1) {
        const covered = tree[block + step];
        if (covered === undefined || covered > left) continue;
        block += step;
        left -= covered;
      }
      return blocks[block]?.[left] ?? NaN;
    },
  };
}
