import type { LifetimeColumns } from "../lifetime";
import type { PurchaseDays } from "../purchases";
import { cellOf } from "./bands";

/** A base as it stood at the end of a day. */
export interface BaseAt {
  /** What lifetime models see. */
  readonly columns: LifetimeColumns;
  /** The cell of each customer. */
  readonly cells: Int32Array;
  /** Place of each customer in the history. */
  readonly places: Int32Array;
  /** How many customers one stands for. */
  readonly each: number;
}

/**
 * Gives a base as it stood at the end of a day, or every so many of its customers.
 *
 * @param most - customers at most
 */
export function baseAt(
  { begins, days }: PurchaseDays,
  day: number,
  endOf: (day: number) => Date,
  most: number,
): BaseAt {
  const all = begins.length - 1;
  const each = Math.max(1, Math.ceil(all / most));
  const size = Math.ceil(all / each);
  const [repeats, lastDays, observedDays] = [0, 1, 2].map(() => new Float64Array(size));
  const [cells, places] = [new Int32Array(size), new Int32Array(size)];
  let count = 0;
  for (let place = 0; place < all; place += each) {
    const begin = begins[place]!;
    let before = begins[place + 1]!;
    while (before > begin && days[before - 1]! > day) before--;
    if (before === begin) continue;
    const [first, last] = [days[begin]!, days[before - 1]!];
    repeats![count] = before - begin - 1;
    lastDays![count] = last - first;
    observedDays![count] = day - first;
    cells[count] = cellOf(before - begin, day - last, last - first);
    places[count++] = place;
  }
  const cut = (of: Float64Array | undefined): Float64Array => of!.subarray(0, count);
  return {
    columns: {
      repeats: cut(repeats),
      lastDays: cut(lastDays),
      observedDays: cut(observedDays),
      asOf: endOf(day),
    },
    cells: cells.subarray(0, count),
    places: places.subarray(0, count),
    each,
  };
}

/** Counts the days with an order that customers had within so many days after a day. */
export function ordersAfter(
  { begins, days }: PurchaseDays,
  places: Int32Array,
  day: number,
  length: number,
): Float64Array {
  return Float64Array.from(places, (place) => {
    let count = 0;
    for (let at = begins[place + 1]! - 1; at >= begins[place]! && days[at]! > day; at--) {
      if (days[at]! <= day + length) count++;
    }
    return count;
  });
}
