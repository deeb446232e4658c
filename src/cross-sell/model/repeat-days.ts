import { isBlank } from "../../kernel";
import { keptLines, orderStands, type Order } from "../../purchases";

const DAY = 86_400_000;
const ENOUGH = 5;

/** Finds how long customers wait before they buy a product again. */
export function repeatDays(orders: readonly Order[], asOf: Date): Map<string, number> {
  const byCustomer = new Map<string, Order[]>();
  for (const order of orders) {
    if (isBlank(order.customerId) || !orderStands(order, asOf)) continue;
    const known = byCustomer.get(order.customerId);
    if (known === undefined) byCustomer.set(order.customerId, [order]);
    else known.push(order);
  }
  const gaps = new Map<string, number[]>();
  for (const history of byCustomer.values()) {
    if (history.length < 2) continue;
    history.sort((a, b) => a.placedAt.getTime() - b.placedAt.getTime());
    const last = new Map<string, number>();
    for (const order of history) {
      const at = order.placedAt.getTime();
      for (const { sku } of keptLines(order, asOf)) {
        const gap = (at - (last.get(sku) ?? at)) / DAY;
        last.set(sku, at);
        if (gap === 0) continue;
        const known = gaps.get(sku);
        if (known === undefined) gaps.set(sku, [gap]);
        else known.push(gap);
      }
    }
  }
  const medians = new Map<string, number>();
  for (const [sku, all] of gaps) {
    if (all.length < ENOUGH) continue;
    all.sort((a, b) => a - b);
    medians.set(sku, all[(all.length - 1) >> 1]!);
  }
  return medians;
}
