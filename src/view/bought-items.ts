import { calendarOf, compareCodePoints } from "../kernel";
import { orderStands, type Order, type Product } from "../purchases";

/** An item that the customer has bought. */
export interface BoughtItem {
  /** What. */
  readonly sku: string;
  /** Its name, or the sku where no name is known. */
  readonly name: string;
  /** What one cost the last time, in minor units of that order's currency. */
  readonly price: number;
  /** Its category, if an order line or the catalogue names it. */
  readonly category?: string;
  /** Number of different calendar days on which it was bought. */
  readonly purchaseDays: number;
  /** Calendar days since it was last bought. */
  readonly daysSince: number;
  /** Mean calendar days between two purchases of it; missing until there are two. */
  readonly cadenceDays?: number;
}

/**
 * Gathers what a customer has bought.
 *
 * @param orders - in the order in which they were placed
 * @param asOf - the instant of the answer
 * @param timeZone - IANA zone whose calendar days are counted
 * @param products - the catalogue by sku, if there is one
 * @returns one record per sku, the most recent first, then by sku
 */
export function boughtItems(
  orders: readonly Order[],
  asOf: Date,
  timeZone: string,
  products: ReadonlyMap<string, Product> | undefined,
): BoughtItem[] {
  const calendar = calendarOf(timeZone);
  const today = calendar.dayOf(asOf);
  const bought = new Map<string, { days: Set<number>; category?: string; price: number }>();
  for (const order of orders) {
    if (!orderStands(order)) continue;
    const day = calendar.dayOf(order.placedAt);
    for (const { sku, category, unitPrice } of order.lines ?? []) {
      const item = bought.get(sku) ?? { days: new Set<number>(), price: unitPrice };
      item.days.add(day);
      item.price = unitPrice;
      if (category !== undefined) item.category = category;
      bought.set(sku, item);
    }
  }
  return [...bought]
    .map(([sku, { days, price, ...line }]): BoughtItem => {
      // Orders come in the order in which they were placed, so the days ascend.
      const [first = today, ...later] = days;
      const last = later.at(-1) ?? first;
      const product = products?.get(sku);
      const category = product?.category ?? line.category;
      return {
        sku,
        name: product?.name ?? sku,
        price,
        ...(category === undefined ? {} : { category }),
        purchaseDays: days.size,
        daysSince: today - last,
        ...(later.length === 0 ? {} : { cadenceDays: (last - first) / later.length }),
      };
    })
    .sort((a, b) => a.daysSince - b.daysSince || compareCodePoints(a.sku, b.sku));
}

/**
 * Gives the skus of the last order that names any.
 *
 * @param orders - in the order in which they were placed
 * @returns each sku once
 */
export function lastBasket(orders: readonly Order[]): string[] {
  const last = orders.filter((order) => orderStands(order) && order.lines !== undefined).at(-1);
  return [...new Set((last?.lines ?? []).map((line) => line.sku))];
}

/**
 * Sums what was spent on durable goods, which are not bought again soon.
 *
 * @param orders - any orders
 * @param products - the catalogue by sku, which says what is durable
 * @returns minor units
 */
export function durableRevenue(
  orders: readonly Order[],
  products: ReadonlyMap<string, Product> | undefined,
): number {
  const lines = orders.filter((order) => orderStands(order)).flatMap((order) => order.lines ?? []);
  return lines
    .filter(({ sku }) => products?.get(sku)?.durable === true)
    .reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);
}
