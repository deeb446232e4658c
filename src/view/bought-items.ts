import { defined, calendarOf, compareCodePoints } from "../kernel";
import { isAvailable, keptLines, orderStands, type Order, type Product } from "../purchases";

/** An item that the customer has bought and kept. */
export interface BoughtItem {
  /** The product's id in the catalogue. */
  readonly sku: string;
  /** Its name, or the sku where no name is known. */
  readonly name: string;
  /** What one cost the last time, in minor units of the view's currency. */
  readonly price: number;
  /** True if it may be offered again: in stock, and not kept for long. */
  readonly replenishable: boolean;
  /** True if it is kept for long, by the catalogue. */
  readonly durable: boolean;
  /** Its category, if an order line or the catalogue names it. */
  readonly category?: string;
  /** Number of different calendar days on which it was bought. */
  readonly purchaseDays: number;
  /** Calendar days since it was last bought. */
  readonly daysSince: number;
  /** Mean calendar days between two purchases of it; missing until there are two. */
  readonly cadenceDays?: number;
}

/** What items are gathered from. */
export interface BoughtItemsOptions {
  /** The instant of the answer. */
  readonly asOf: Date;
  /** IANA zone whose calendar days are counted. */
  readonly timeZone: string;
  /** The catalogue by sku, if there is one. */
  readonly products: ReadonlyMap<string, Product> | undefined;
  /** Gives an amount of an order in the currency of the view. */
  readonly inCurrency: (amount: number, order: Order) => number;
}

/** Gathers what a customer has bought and kept. */
export function boughtItems(orders: readonly Order[], options: BoughtItemsOptions): BoughtItem[] {
  const { asOf, timeZone, products, inCurrency } = options;
  const calendar = calendarOf(timeZone);
  const today = calendar.dayOf(asOf);
  const bought = new Map<string, { days: Set<number>; category?: string; price: number }>();
  for (const order of orders) {
    if (!orderStands(order)) continue;
    const day = calendar.dayOf(order.placedAt);
    for (const { sku, category, unitPrice } of keptLines(order)) {
      const item = bought.get(sku) ?? { days: new Set<number>(), price: 0 };
      item.days.add(day);
      item.price = inCurrency(unitPrice, order);
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
        durable: product?.durable === true,
        replenishable: isAvailable(sku, products) && product?.durable !== true,
        ...defined({ category }),
        purchaseDays: days.size,
        daysSince: today - last,
        ...(later.length === 0 ? {} : { cadenceDays: (last - first) / later.length }),
      };
    })
    .sort((a, b) => a.daysSince - b.daysSince || compareCodePoints(a.sku, b.sku));
}

/** Gives the skus of the last order of which any were kept. */
export function lastBasket(orders: readonly Order[]): string[] {
  const namesOf = (order: Order): string[] => keptLines(order).map((line) => line.sku);
  const last = orders.findLast((order) => orderStands(order) && namesOf(order).length > 0);
  return last === undefined ? [] : [...new Set(namesOf(last))];
}

/**
 * Returns what the next order may come to. Durable goods are not bought again soon, so each order counts with
 * the share of its lines that are not durable, and orders of durable goods alone do not count.
 */
export function expectedOrderValue(
  orders: readonly Order[],
  products: ReadonlyMap<string, Product> | undefined,
  netOf: (order: Order) => number,
): number {
  let sum = 0;
  let count = 0;
  for (const order of orders) {
    if (!orderStands(order)) continue;
    let all = 0;
    let durable = 0;
    for (const { sku, quantity, unitPrice } of keptLines(order)) {
      all += quantity * unitPrice;
      if (products?.get(sku)?.durable === true) durable += quantity * unitPrice;
    }
    if (durable > 0 && durable >= all) continue;
    sum += netOf(order) * (all === 0 ? 1 : 1 - durable / all);
    count++;
  }
  return count === 0 ? 0 : sum / count;
}
