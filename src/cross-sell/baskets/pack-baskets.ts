import { isBlank, issuesError, showValue } from "../../kernel";

/** Kinds of items: a sum of what it is and when it was bought. */
export const ITEM_KINDS = { product: 0, category: 1, nextProduct: 2, nextCategory: 3 } as const;

/** What the codes of items mean. */
export interface ItemNames {
  /** The item of each code. */
  readonly names: readonly string[];
  /** What each item is: one of {@link ITEM_KINDS}. */
  readonly kinds: readonly number[];
}

/** Baskets as item codes in the order in which items were met, each item once per basket. */
export interface PackedBaskets extends ItemNames {
  /** Code of the item's own category where both are items; -1 otherwise. */
  readonly kin: readonly number[];
  /** Baskets in which each code occurs. */
  readonly counts: Int32Array;
  /** Where each basket begins in `items`; one more than there are baskets. */
  readonly starts: Int32Array;
  /** Item codes of all baskets, one after the other. */
  readonly items: Int32Array;
}

/** Takes baskets item by item. */
export interface Packer {
  /** Baskets that were closed. */
  readonly baskets: number;
  /** Adds an item of a kind to the basket in turn; returns its code. */
  add(kind: number, name: string): number;
  /** Adds products; one that is no name is refused with its place. */
  addAll(names: readonly string[]): void;
  /** Marks that an item belongs to a category that is an item too. */
  relate(item: number, category: number): void;
  /** Closes the basket in turn. */
  endBasket(): void;
  /** Gives what was packed. */
  finish(): PackedBaskets;
}

/** Creates a packer. Names are kept in maps, so that any text is a name. */
export function createPacker(where: string): Packer {
  const codes = [0, 1, 2, 3].map(() => new Map<string, number>());
  const products = codes[0] ?? new Map<string, number>();
  const names: string[] = [];
  const kinds: number[] = [];
  const kin: number[] = [];
  // The basket in which each item was met last, so that it counts once per basket.
  let seenIn = new Int32Array(1024);
  let counts = new Int32Array(1024);
  let starts = new Int32Array(1024);
  let items = new Int32Array(4096);
  let length = 0;
  let basket = 0;

  function newCode(kind: number, name: string): number {
    const code = names.length;
    codes[kind]?.set(name, code);
    names.push(name);
    kinds.push(kind);
    kin.push(-1);
    if (code >= counts.length) {
      counts = grown(counts);
      seenIn = grown(seenIn);
    }
    return code;
  }
  function put(code: number): void {
    // One more than the number of the basket, since 0 says never.
    if (seenIn[code] === basket + 1) return;
    seenIn[code] = basket + 1;
    counts[code] = counts[code]! + 1;
    if (length === items.length) items = grown(items);
    items[length++] = code;
  }

  return {
    get baskets() {
      return basket;
    },
    add(kind, name) {
      const code = codes[kind]?.get(name) ?? newCode(kind, name);
      put(code);
      return code;
    },
    addAll(list) {
      for (const name of list) {
        let code = products.get(name);
        if (code === undefined) {
          // Only a name that is not known yet can be none.
          if (!isItem(name)) assertItems(list, where, ["baskets", basket]);
          code = newCode(ITEM_KINDS.product, name);
        }
        put(code);
      }
    },
    relate(item, category) {
      kin[item] = category;
    },
    endBasket() {
      basket++;
      if (basket === starts.length) starts = grown(starts);
      starts[basket] = length;
    },
    finish: () => ({
      names,
      kinds,
      kin,
      counts: counts.slice(0, names.length),
      starts: starts.slice(0, basket + 1),
      items: items.slice(0, length),
    }),
  };
}

/**
 * Refuses a list in which an item names nothing.
 *
 * @throws SetiaError `INVALID_INPUT` with the place of each
 */
export function assertItems(
  items: Iterable<unknown>,
  where: string,
  path: readonly (string | number)[],
): void {
  const issues = Array.from(items, (item, at) =>
    isItem(item)
      ? undefined
      : { path: [...path, at], message: `is ${showValue(item)}; expected the name of an item` },
  ).filter((issue) => issue !== undefined);
  if (issues.length > 0) throw issuesError(where, issues);
}

/** Whether something is the name of an item. */
export function isItem(item: unknown): item is string {
  return typeof item === "string" && !isBlank(item);
}

function grown(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** Baskets by row and by item, for mining: codes ascend by the number of baskets that hold them. */
export interface SortedBaskets {
  /** Code in the packed baskets of each item that is kept. */
  readonly codes: Int32Array;
  /** Where the items of each basket begin. */
  readonly rowStarts: Int32Array;
  /** Items of the baskets, ascending in each. */
  readonly rowItems: Int32Array;
  /** Where the baskets of each item begin. */
  readonly itemStarts: Int32Array;
  /** Baskets of the items, ascending for each. */
  readonly itemRows: Int32Array;
}

/** Items that occur often enough, the rarest first. */
export interface RankedItems extends Pick<SortedBaskets, "codes" | "itemStarts"> {
  /** Rank of each code of the packed baskets; -1 for what is left out. */
  readonly ranks: Int32Array;
}

/** Keeps the items that occur often enough, the rarest first. */
export function rankItems(
  { counts }: PackedBaskets,
  least: number,
  keep: (code: number) => boolean = () => true,
): RankedItems {
  const countOf = (code: number): number => counts[code]!;
  const codes = Int32Array.from(
    Array.from(counts.keys())
      .filter((code) => countOf(code) >= least && keep(code))
      .sort((a, b) => countOf(a) - countOf(b) || a - b),
  );
  const ranks = new Int32Array(counts.length).fill(-1);
  const itemStarts = new Int32Array(codes.length + 1);
  codes.forEach((code, rank) => {
    ranks[code] = rank;
    itemStarts[rank + 1] = itemStarts[rank]! + countOf(code);
  });
  return { codes, ranks, itemStarts };
}

/** Sorts every basket by turning the table over twice, without a comparison. */
export function sortBaskets(
  packed: PackedBaskets,
  least: number,
  keep?: (code: number) => boolean,
): SortedBaskets {
  const { starts, items } = packed;
  const { codes, ranks, itemStarts } = rankItems(packed, least, keep);
  const rows = starts.length - 1;
  const next = itemStarts.slice(0, -1);
  const itemRows = new Int32Array(itemStarts[codes.length]!);
  const rowStarts = new Int32Array(rows + 1);
  for (let row = 0; row < rows; row++) {
    let kept = rowStarts[row]!;
    const end = starts[row + 1]!;
    for (let i = starts[row]!; i < end; i++) {
      const rank = ranks[items[i]!]!;
      if (rank < 0) continue;
      const place = next[rank]!;
      itemRows[place] = row;
      next[rank] = place + 1;
      kept++;
    }
    rowStarts[row + 1] = kept;
  }
  const rowItems = new Int32Array(itemRows.length);
  const cursor = rowStarts.slice(0, -1);
  for (let rank = 0; rank < codes.length; rank++) {
    const end = itemStarts[rank + 1]!;
    for (let i = itemStarts[rank]!; i < end; i++) {
      const row = itemRows[i]!;
      const place = cursor[row]!;
      rowItems[place] = rank;
      cursor[row] = place + 1;
    }
  }
  return { codes, rowStarts, rowItems, itemStarts, itemRows };
}
