import type { BoughtItem, CustomerView } from "../view";

const LEAST_PURCHASES_FOR_A_RHYTHM = 3;

/**
 * Finds the item whose usual gap is nearest to being over.
 *
 * @param view - one customer's view
 * @returns the item, or `undefined` if none is bought in a rhythm
 */
export function itemDueFor(view: CustomerView<string>): BoughtItem | undefined {
  const distance = (item: BoughtItem): number => Math.abs(partOfGap(item) - 1);
  return view.items
    .filter((item) => item.replenishable && item.purchaseDays >= LEAST_PURCHASES_FOR_A_RHYTHM)
    .reduce<BoughtItem | undefined>(
      (nearest, item) =>
        nearest === undefined || distance(item) < distance(nearest) ? item : nearest,
      undefined,
    );
}

/**
 * Tells how much of an item's usual gap has passed.
 *
 * @param item - bought at least twice
 * @returns 1 when it is due
 */
export function partOfGap(item: BoughtItem): number {
  return item.daysSince / (item.cadenceDays ?? Infinity);
}
