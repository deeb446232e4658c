/** Logs of orders, refunds and cancellations. */
import type { CustomerEvent, Order } from "setia";

function randomNumbers(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

const DAY = 86_400_000;
const FIRST = Date.UTC(2025, 0, 1);

/** Draws a log with orders that are edited, refunds and cancellations without an order, and other facts. */
export function randomLog(seed: number, size: number): CustomerEvent[] {
  const upTo = randomNumbers(seed);
  const customers = Math.ceil(size / 8);
  return Array.from({ length: size }, (_, number): CustomerEvent => {
    const customerId = `customer "${String(upTo(customers))}" é\u{1F600}`;
    const at = new Date(FIRST + upTo(500 * 24) * (DAY / 24));
    const id = `event ${String(number)}`;
    const recordedAt = new Date(at.getTime() + upTo(3) * 1000);
    const base = { id, customerId, at, ...(upTo(3) === 0 ? { recordedAt } : {}) };
    // Few ids, so that orders are edited and refunds mostly find their order.
    const orderId = `order "${String(upTo(6))}"`;
    const kind = upTo(20);
    if (kind < 13) {
      const lines = Array.from({ length: upTo(4) }, () => {
        const item = upTo(9);
        const category = item % 3 === 0 ? {} : { category: `kind ${String(item % 4)}` };
        return { sku: `sku-${String(item)}`, quantity: 1.5, unitPrice: 100, ...category };
      });
      return {
        ...base,
        type: "order_completed",
        orderId,
        currency: "IDR",
        total: 500 * upTo(40),
        ...(upTo(5) === 0 ? {} : { lines }),
        ...(upTo(3) === 0 ? { ifKnown: "keep" } : {}),
      };
    }
    if (kind < 16) {
      const lines = Array.from({ length: upTo(4) }, () => ({
        sku: `sku-${String(upTo(9))}`,
        quantity: [0.5, 1, 1.5, 3][upTo(4)] ?? 1,
      }));
      const goods = upTo(2) === 0 ? {} : { lines };
      return {
        ...base,
        type: "order_refunded",
        orderId,
        amount: 1 + upTo(9000),
        ...(upTo(3) === 0 ? { amountOf: "all_refunds" } : goods),
      };
    }
    if (kind < 18) return { ...base, type: "order_cancelled", orderId };
    return { ...base, type: "customer_identified", traits: { name: "Ani" } };
  });
}

/** Writes orders as the events that they come from. */
export function eventsOf(orders: readonly Order[]): CustomerEvent[] {
  return orders.flatMap((order, number): CustomerEvent[] => {
    const { id: orderId, customerId, placedAt, currency, total, lines, refunds = [] } = order;
    const { cancelledAt } = order;
    const id = String(number);
    const base = { customerId, orderId };
    return [
      {
        ...base,
        id: `${id} placed`,
        type: "order_completed",
        at: placedAt,
        currency,
        total,
        ...(lines === undefined ? {} : { lines }),
      },
      ...refunds.map(({ at, amount, lines: returned }, nth): CustomerEvent => ({
        ...base,
        id: `${id} refund ${String(nth)}`,
        type: "order_refunded",
        at,
        amount,
        ...(returned === undefined ? {} : { lines: returned }),
      })),
      ...(cancelledAt === undefined
        ? []
        : [{ ...base, id: `${id} cancelled`, type: "order_cancelled" as const, at: cancelledAt }]),
    ];
  });
}
