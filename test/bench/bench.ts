/**
 * Speed, as ratios against a lower bound measured in the same run: `npm run bench`. The first call counts
 * too, since most users call once. Nothing here fails a test; machines are shared and noisy.
 */
import {
  decide,
  fitCrossSell,
  fitRfm,
  replay,
  scoreRfm,
  summarizePurchases,
  viewCustomer,
  type CustomerEvent,
  type Decision,
  type Order,
} from "setia";

const DAY = 86_400_000;
const asOf = new Date("2026-01-01T00:00:00Z");
const CUSTOMERS = 20_000;
const ORDERS = 200_000;

/** A fixed stream of numbers in 0–1: a linear congruential generator, good enough to spread data. */
function stream(): () => number {
  let state = 42;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const random = stream();
const skewed = (n: number): number => Math.floor(random() ** 2 * n);
const orders: Order[] = Array.from({ length: ORDERS }, (_, index) => ({
  id: `o${String(index)}`,
  customerId: `customer-${String(skewed(CUSTOMERS)).padStart(6, "0")}`,
  placedAt: new Date(asOf.getTime() - Math.floor(random() * 730 * DAY)),
  currency: "IDR",
  total: 1000 + skewed(1_000_000),
  lines: Array.from({ length: 1 + skewed(8) }, () => ({
    sku: `sku-${String(skewed(2000))}`,
    quantity: 1,
    unitPrice: 1000,
  })),
}));
const events = orders.map((order): CustomerEvent => {
  const { id, customerId, placedAt: at, currency, total, lines = [] } = order;
  return { id, type: "order_completed", customerId, at, orderId: id, currency, total, lines };
});
const byCustomer = groupBy(events);

function groupBy(list: readonly CustomerEvent[]): Map<string, CustomerEvent[]> {
  const groups = new Map<string, CustomerEvent[]>();
  for (const event of list) {
    const group = groups.get(event.customerId);
    if (group === undefined) groups.set(event.customerId, [event]);
    else group.push(event);
  }
  return groups;
}

interface Timing {
  readonly first: number;
  readonly best: number;
}

function time(work: () => unknown, runs = 5): Timing {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const begin = performance.now();
    kept = work();
    times.push(performance.now() - begin);
  }
  return { first: times[0] ?? 0, best: Math.min(...times) };
}

/** Keeps results alive, so that no work can be optimised away. */
let kept: unknown;

const { summaries } = summarizePurchases(orders, { asOf });
const rfm = fitRfm(summaries);
const crossSell = fitCrossSell(orders, { asOf });
const logs = [...byCustomer.values()].slice(0, 5000);

interface Bench {
  readonly name: string;
  readonly items: number;
  readonly ours: () => unknown;
  readonly bound: string;
  readonly theirs: () => unknown;
}

const benches: Bench[] = [
  {
    name: "summarizePurchases, 200,000 orders",
    items: ORDERS,
    ours: () => summarizePurchases(orders, { asOf }),
    bound: "one Map, last, count and sum, no checks",
    theirs: () => {
      const last = new Map<string, { at: number; orders: number; sum: number }>();
      for (const { customerId, placedAt, total } of orders) {
        const known = last.get(customerId);
        const at = placedAt.getTime();
        if (known === undefined) last.set(customerId, { at, orders: 1, sum: total });
        else {
          if (at > known.at) known.at = at;
          known.orders++;
          known.sum += total;
        }
      }
      return last;
    },
  },
  {
    name: `fitRfm and scoreRfm, ${String(summaries.length)} customers`,
    items: summaries.length,
    ours: () => {
      const model = fitRfm(summaries);
      return summaries.map((summary) => scoreRfm(summary, model));
    },
    bound: "sorting the three measures once",
    theirs: () => [
      Float64Array.from(summaries, (one) => one.recencyDays).sort(),
      Float64Array.from(summaries, (one) => one.orders).sort(),
      Float64Array.from(summaries, (one) => one.revenue).sort(),
    ],
  },
  {
    name: "replay, the events of 5,000 customers",
    items: logs.reduce((sum, log) => sum + log.length, 0),
    ours: () => logs.map((log) => replay(log, { asOf })),
    bound: "sorting each log and walking over it",
    theirs: () =>
      logs.map((log) =>
        [...log]
          .sort((a, b) => a.at.getTime() - b.at.getTime())
          .reduce((sum, event) => sum + event.at.getTime(), 0),
      ),
  },
  {
    name: "viewCustomer and decide, 5,000 customers",
    items: logs.length,
    // One after the other, as they are asked for: whole decisions of thousands at a time are for nobody.
    ours: () => {
      let last: Decision | undefined;
      for (const log of logs) {
        last = decide(viewCustomer({ events: log, models: { rfm, crossSell } }, { asOf }));
      }
      return last;
    },
    bound: "replay alone",
    theirs: () => logs.map((log) => replay(log, { asOf })),
  },
];

for (const { name, items, ours, bound, theirs } of benches) {
  const us = time(ours);
  const them = time(theirs);
  const ratio = us.best / them.best;
  console.log(name);
  console.log(
    `  best ${us.best.toFixed(1)} ms, first ${us.first.toFixed(1)} ms, ${String(Math.round(items / us.best))} thousand a second`,
  );
  console.log(`  bound: ${bound}: ${them.best.toFixed(1)} ms; ratio ${ratio.toFixed(2)}`);
}
if (kept === undefined) throw new Error("nothing was done");
