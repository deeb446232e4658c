import { orderStands, type Order } from "../purchases";

/** Baskets as item codes: `items` of basket b stand from `starts[b]` to `starts[b + 1]`, ascending. */
export interface PackedBaskets {
  /** The item of each code. */
  readonly names: readonly string[];
  /** Baskets in which each code occurs. */
  readonly counts: Int32Array;
  /** Where each basket begins; one more than there are baskets. */
  readonly starts: Int32Array;
  /** Item codes of all baskets, one after the other. */
  readonly items: Int32Array;
}

/**
 * Packs baskets into typed arrays. An item counts once per basket; empty baskets count as baskets.
 *
 * @param baskets - items by name, in any order
 * @returns the packed form
 */
export function packBaskets(baskets: Iterable<readonly string[]>): PackedBaskets {
  const codes = new Map<string, number>();
  const names: string[] = [];
  const counts: number[] = [];
  const lastBasket: number[] = [];
  const starts: number[] = [0];
  const items: number[] = [];
  let basketNumber = 0;
  for (const basket of baskets) {
    for (const name of basket) {
      let code = codes.get(name);
      if (code === undefined) {
        code = names.length;
        codes.set(name, code);
        names.push(name);
        counts.push(0);
        lastBasket.push(-1);
      }
      if (lastBasket[code] === basketNumber) continue;
      lastBasket[code] = basketNumber;
      counts[code] = (counts[code] ?? 0) + 1;
      items.push(code);
    }
    starts.push(items.length);
    basketNumber++;
  }
  const packed = Int32Array.from(items);
  for (let b = 0; b < basketNumber; b++) packed.subarray(starts[b], starts[b + 1]).sort();
  return { names, counts: Int32Array.from(counts), starts: Int32Array.from(starts), items: packed };
}

/**
 * Gives the baskets of orders: the skus of each order that stands and has lines.
 *
 * @param orders - in any order
 * @param asOf - orders placed, cancelled or refunded later are taken as not yet so
 * @returns one basket per order
 */
export function basketsOf(orders: Iterable<Order>, asOf?: Date): string[][] {
  const baskets: string[][] = [];
  for (const order of orders) {
    const { lines = [] } = order;
    if (lines.length > 0 && orderStands(order, asOf)) baskets.push(lines.map((line) => line.sku));
  }
  return baskets;
}
