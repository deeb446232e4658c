/** The frozen yardstick: a careful hand-written version of the same answer, one Map of records, with sorting. */
import type { Order } from "setia";

const DAY = 86_400_000;

interface Plain {
  readonly customerId: string;
  readonly ids: Set<string>;
  readonly days: Map<number, number>;
  first: number;
  last: number;
  orders: number;
  revenue: number;
}

/** Summaries and scores by type-7 quintiles, days in UTC. */
export function plainRfm(orders: readonly Order[], asOf: Date): unknown {
  const today = Math.floor(asOf.getTime() / DAY);
  const customers = new Map<string, Plain>();
  for (const order of orders) {
    const at = order.placedAt.getTime();
    if (Number.isNaN(at) || !Number.isSafeInteger(order.total)) throw new Error("bad order");
    if (at > asOf.getTime()) continue;
    let own = customers.get(order.customerId);
    if (own === undefined) {
      const { customerId } = order;
      own = {
        customerId,
        ids: new Set(),
        days: new Map(),
        first: at,
        last: at,
        orders: 0,
        revenue: 0,
      };
      customers.set(customerId, own);
    }
    if (own.ids.has(order.id)) throw new Error("twice");
    own.ids.add(order.id);
    if (at < own.first) own.first = at;
    if (at > own.last) own.last = at;
    own.orders++;
    own.revenue += order.total;
    const day = Math.floor(at / DAY);
    own.days.set(day, (own.days.get(day) ?? 0) + order.total);
  }
  const rows = [...customers.values()]
    .sort((a, b) => (a.customerId < b.customerId ? -1 : 1))
    .map((own) => ({
      customerId: own.customerId,
      orders: own.orders,
      purchaseDays: own.days.size,
      firstOrderAt: own.first,
      lastOrderAt: own.last,
      recencyDays: today - Math.floor(own.last / DAY),
      tenureDays: today - Math.floor(own.first / DAY),
      revenue: own.revenue,
      firstDayRevenue: own.days.get(Math.floor(own.first / DAY)),
    }));
  const cutsOf = (values: Float64Array): number[] => {
    values.sort();
    return [1, 2, 3, 4].map((k) => {
      const position = ((values.length - 1) * k) / 5;
      const low = values[Math.floor(position)] ?? 0;
      return low + (position % 1) * ((values[Math.ceil(position)] ?? 0) - low);
    });
  };
  const cuts = {
    recency: cutsOf(Float64Array.from(rows, (row) => row.recencyDays)),
    frequency: cutsOf(Float64Array.from(rows, (row) => row.orders)),
    monetary: cutsOf(Float64Array.from(rows, (row) => row.revenue)),
  };
  const below = (own: readonly number[], value: number): number =>
    own.filter((cut) => cut < value).length;
  return rows.map((row) => ({
    ...row,
    recency: 5 - below(cuts.recency, row.recencyDays),
    frequency: 1 + below(cuts.frequency, row.orders),
    monetary: 1 + below(cuts.monetary, row.revenue),
  }));
}
