import type { OrderLine } from "../events";
import { priceTimes } from "./amounts";
import type { RecordReader } from "./record-reader";

/** A product that came back. */
export interface ReturnedProduct {
  /** Its record. */
  readonly read: RecordReader;
  /** What it is, if that is told. */
  readonly sku: string | undefined;
  /** How many. */
  readonly quantity: number;
}

/** Returns what products that came back were sold for, by their own prices or those of the order. */
export function worthOf(
  returned: readonly ReturnedProduct[],
  currency: string,
  sold: readonly OrderLine[] = [],
): number {
  let sum = 0;
  for (const { read, sku, quantity } of returned) {
    const lines = sold.filter((line) => line.sku === sku);
    const most = lines.reduce((count, line) => count + line.quantity, 0);
    if (lines.length > 0 && quantity > most) {
      read.refuse("quantity", `expected at most ${String(most)}, as many as were sold`);
    }
    const own = lines[0]?.unitPrice;
    const price = read.has("price") || own === undefined ? read.money("price", currency) : own;
    const worth = priceTimes(price, quantity);
    if (worth === undefined) read.refuse("price", "expected a price of a sum that can be counted");
    sum += worth ?? 0;
  }
  return sum;
}
