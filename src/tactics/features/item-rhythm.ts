import type { BoughtItem, CustomerView } from "../../view";

const LEAST_PURCHASES_FOR_A_RHYTHM = 3;

/** Finds the item whose usual gap is nearest to being over. */
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

/** Returns how much of an item's usual gap has passed. */
export function partOfGap(item: BoughtItem): number {
  return item.daysSince / (item.cadenceDays ?? Infinity);
}
