import type { CheckedColumns } from "./gather-columns";
import { repeatedOrder } from "../counting/gathering";

/** Finds orders that a customer has twice. */
export interface RepeatFinder {
  /**
   * Remembers an order.
   *
   * @param customer - number of the customer
   * @param id - the shop's id of the order
   * @param row - where the order stands, from 0; each once
   */
  add(customer: number, id: string, row: number): void;
  /**
   * Looks for an order that was remembered before under the same customer and id.
   *
   * @param isSame - tells of two rows whether customer and id are equal
   * @returns the first row that repeats an earlier one; −1 if none does
   */
  find(isSame: (row: number, other: number) => boolean): number;
}

const MOST_BUCKETS = 256;
const FEW = 4096;

/**
 * Creates a finder that knows no order yet. It compares fingerprints of 64 bits, and asks whether two orders are the
 * same only where these agree: exact, and without a set of texts per customer. The fingerprints are first dealt into
 * buckets that fit the processor's cache, which is several times faster than one large table.
 */
export function createRepeatFinder(most: number): RepeatFinder {
  // The two halves of each row's fingerprint; both are 0 only where nothing was added.
  const low = new Int32Array(most);
  const high = new Int32Array(most);
  const buckets = most < FEW ? 1 : MOST_BUCKETS;
  const sizes = new Int32Array(buckets);

  function add(customer: number, id: string, row: number): void {
    const { length } = id;
    let a = customer ^ length;
    let b = length;
    let i = 0;
    for (; i + 2 <= length; i += 2) {
      const pair = id.charCodeAt(i) | (id.charCodeAt(i + 1) << 16);
      a = Math.imul(a ^ pair, 0x9e3779b1);
      a ^= a >>> 15;
      b = Math.imul(b + pair, 0x85ebca77);
      b ^= b >>> 13;
    }
    if (i < length) {
      const unit = id.charCodeAt(i);
      a = Math.imul(a ^ unit, 0x9e3779b1);
      b = Math.imul(b + unit, 0x85ebca77);
    }
    a = Math.imul(a ^ (a >>> 16), 0x85ebca6b);
    b = Math.imul(b ^ (b >>> 15) ^ customer, 0xc2b2ae35);
    a ^= a >>> 13;
    low[row] = a;
    high[row] = b ^ (b >>> 16) || 1;
    const bucket = (a >>> 24) & (buckets - 1);
    sizes[bucket] = sizes[bucket]! + 1;
  }

  function find(isSame: (row: number, other: number) => boolean): number {
    const ends = new Int32Array(buckets);
    let largest = 0;
    let total = 0;
    sizes.forEach((size, bucket) => {
      ends[bucket] = total;
      total += size;
      largest = Math.max(largest, size);
    });
    const dealt = new Int32Array(total);
    for (let row = 0; row < most; row++) {
      if (high[row] === 0) continue;
      const bucket = (low[row]! >>> 24) & (buckets - 1);
      const at = ends[bucket]!;
      dealt[at] = row;
      ends[bucket] = at + 1;
    }
    const mask = 2 ** Math.ceil(Math.log2(Math.max(16, 2 * largest))) - 1;
    const slots = new Int32Array(mask + 1);
    let first = -1;
    let begin = 0;
    for (let bucket = 0; bucket < buckets; bucket++) {
      const end = ends[bucket]!;
      slots.fill(0);
      // Within a bucket the orders are still in the order of their rows.
      for (let at = begin; at < end; at++) {
        const row = dealt[at]!;
        const print = high[row]!;
        let slot = low[row]! & mask;
        let taken = slots[slot]!;
        while (taken !== 0 && !isRepeat(row, print, taken - 1)) {
          slot = (slot + 1) & mask;
          taken = slots[slot]!;
        }
        if (taken === 0) slots[slot] = row + 1;
        else if (first === -1 || row < first) first = row;
      }
      begin = end;
    }
    return first;

    function isRepeat(row: number, print: number, other: number): boolean {
      return high[other] === print && low[other] === low[row] && isSame(row, other);
    }
  }

  return { add, find };
}

/**
 * Refuses columns in which a customer has an order twice.
 *
 * @throws SetiaError `DUPLICATE_ORDER`
 */
export function assertNoRepeat(
  repeats: RepeatFinder,
  ids: readonly string[],
  checked: CheckedColumns,
  where: string,
): void {
  const row = repeats.find(
    (one, other) =>
      ids[one] === ids[other] && checked.customerOf(one) === checked.customerOf(other),
  );
  if (row === -1) return;
  throw repeatedOrder(`${where}.ids[${String(row)}]`, ids[row]!, checked.customerOf(row));
}
