/** Baskets for the tests of this room. */
import fc from "fast-check";
import type { Order } from "setia";

/** The example of the mlxtend documentation, with its repeated onion. */
export const PUBLISHED = [
  ["Milk", "Onion", "Nutmeg", "Kidney Beans", "Eggs", "Yogurt"],
  ["Dill", "Onion", "Nutmeg", "Kidney Beans", "Eggs", "Yogurt"],
  ["Milk", "Apple", "Kidney Beans", "Eggs"],
  ["Milk", "Unicorn", "Corn", "Kidney Beans", "Yogurt"],
  ["Corn", "Onion", "Onion", "Kidney Beans", "Ice cream", "Eggs"],
];

/** Names that trip up whoever joins them with commas or keeps them in plain objects. */
export const NAMES = ["soda", "chips", "case, black", "__proto__", "constructor", "é", "_", "rice"];

/** Random baskets of them, some with an item in every basket. */
export const baskets: fc.Arbitrary<string[][]> = fc
  .tuple(
    fc.array(fc.array(fc.constantFrom(...NAMES), { maxLength: 7 }), { maxLength: 30 }),
    fc.boolean(),
  )
  .map(([lists, always]) => (always ? lists.map((list) => [...list, "rice"]) : lists));

/** A fixed stream of numbers in 0–1: a linear congruential generator. */
export function stream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** An order of skus. */
export function orderOf(
  id: string,
  customerId: string,
  placedAt: string,
  skus: readonly string[],
  more: Partial<Order> = {},
): Order {
  return {
    id,
    customerId,
    placedAt: new Date(placedAt),
    currency: "IDR",
    total: 100,
    lines: skus.map((sku) => ({ sku, quantity: 1, unitPrice: 100 })),
    ...more,
  };
}
