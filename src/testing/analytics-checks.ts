import { fitCrossSell } from "../cross-sell";
import { calendarOf, formatDay, isSetiaError } from "../kernel";
import { fitLifetime, type LifetimeColumns } from "../lifetime";
import {
  orderStands,
  purchaseDaysOf,
  summarizePurchases,
  type OrderPolicy,
  type PurchaseColumns,
  type PurchaseSummaries,
} from "../purchases";
import { fitRfm, scoreRfmAll, type FitRfmOptions, type SegmentRule } from "../rfm";
import type { CountPairsOptions, Analytics } from "../analytics";
import { expectEqual, expectRefusal } from "./expectations";
import type { AnalyticsData } from "./analytics-data";

/** What a {@link Analytics} is made for. */
export interface AnalyticsSettings extends OrderPolicy {
  /** IANA zone whose calendar days are counted. */
  readonly timeZone: string;
}

/** Policies to try: each choice alone, and all at once. */
export const ANALYTICS_POLICIES: readonly OrderPolicy[] = [
  {},
  { cancelledOrders: "count" },
  { refunds: "ignore" },
  { refundedOrders: "count" },
  { zeroValueOrders: "leave_out" },
  { sameDayOrders: "once" },
  {
    cancelledOrders: "count",
    refundedOrders: "count",
    zeroValueOrders: "leave_out",
    sameDayOrders: "once",
  },
  { refunds: "ignore", sameDayOrders: "once", cancelledOrders: "count" },
];

/** A map of two segments for any number of scores, and one that looks at money. */
const segmentsFor = (r: number, f: number, m: number): readonly SegmentRule[] => [
  { segment: "low's", recency: [1, 1], frequency: [1, f] },
  { segment: "small", recency: [2, r], frequency: [1, f], monetary: [1, 1] },
  { segment: "large", recency: [2, r], frequency: [1, f], monetary: [2, m] },
];

const withBins = (r: number, f = r, m = r): FitRfmOptions<string> => ({
  bins: { recency: r, frequency: f, monetary: m },
  segments: segmentsFor(r, f, m),
});

const THRESHOLDS = { recency: [7, 30.5, 90], frequency: [1.5, 3], monetary: [-1, 1000, 99_999.5] };

/** Ways to fit. */
export const ANALYTICS_FITS: readonly FitRfmOptions<string>[] = [
  {},
  { method: "quantile" },
  { method: "balanced" },
  { method: "rank" },
  { method: "nested" },
  { method: "thresholds", thresholds: THRESHOLDS, segments: segmentsFor(4, 3, 4) },
  { method: { recency: "rank", frequency: "quantile", monetary: "rank" } },
  {
    method: { recency: "quantile", frequency: "thresholds", monetary: "rank" },
    thresholds: { frequency: [2] },
    segments: segmentsFor(5, 2, 5),
  },
  withBins(2),
  withBins(3, 9, 6),
  withBins(4),
  withBins(10, 7, 8),
  { ...withBins(2, 10, 3), method: { frequency: "balanced" } },
  { ...withBins(3), method: "rank" },
  { ...withBins(10), method: "rank" },
  { ...withBins(2), method: "nested" },
  { ...withBins(4, 3, 10), method: "nested" },
];

/** Compares summaries and diagnostics with those of memory. */
export async function checkSummaries(
  analytics: Analytics,
  { orders, asOf }: AnalyticsData,
  settings: AnalyticsSettings,
): Promise<PurchaseSummaries> {
  const what = `of ${JSON.stringify(settings)}`;
  const expected = summarizePurchases(orders, { asOf, ...settings });
  const actual = await analytics.summarize({ asOf });
  expectEqual(actual.diagnostics, expected.diagnostics, `diagnostics ${what}`);
  expectEqual(plain(actual.columns), plain(expected.columns), `columns ${what}`);
  expectEqual(await analytics.countOrders({ asOf }), expected.diagnostics, `countOrders ${what}`);
  expectEqual(actual.summaries, expected.summaries, `summaries ${what}`);
  return expected;
}

/** Compares models and the scores by them with those of memory. */
export async function checkRfm(
  analytics: Analytics,
  { asOf }: AnalyticsData,
  columns: PurchaseColumns,
  fits: readonly FitRfmOptions<string>[],
): Promise<void> {
  for (const options of fits) {
    const { segments, ...shown } = options;
    const what = `of ${JSON.stringify({ ...shown, segments: segments?.length })}`;
    if (columns.customerIds.length === 0) {
      const fitted = analytics.fitRfm({ asOf, ...options });
      await expectRefusal(fitted, "EMPTY_BASE", `fitRfm ${what}`);
      continue;
    }
    const model = fitRfm(columns, options);
    expectEqual(await analytics.fitRfm({ asOf, ...options }), model, `fitRfm ${what}`);
    const scores = scoreRfmAll(columns, model);
    const actual = await analytics.scoreRfm(model, { asOf });
    expectEqual(plain(actual), plain(scores), `scoreRfm ${what}`);
    const counts = new Map<string, { customers: number; orders: number; revenue: number }>();
    scores.segment.forEach((place, at) => {
      const name = scores.segments[place]!;
      const count = counts.get(name) ?? { customers: 0, orders: 0, revenue: 0 };
      count.customers++;
      count.orders += columns.orders[at]!;
      count.revenue += columns.revenue[at]!;
      counts.set(name, count);
    });
    // Sums of many large amounts are refused, and rightly so.
    if ([...counts.values()].some(({ revenue }) => !Number.isSafeInteger(revenue))) continue;
    const expected = [...counts]
      .map(([segment, count]) => ({ segment, ...count }))
      .sort((a, b) => b.customers - a.customers || (a.segment < b.segment ? -1 : 1));
    expectEqual(await analytics.countSegments(model, { asOf }), expected, `countSegments ${what}`);
    if (options !== fits[0]) continue;
    const { model: fitted, segments: divided } = await analytics.analyzeRfm({ asOf, ...options });
    expectEqual({ fitted, divided }, { fitted: model, divided: expected }, `analyzeRfm ${what}`);
  }
}

/** Compares the days of customers with the orders and with their summaries. */
export async function checkDays(
  analytics: Analytics,
  { orders, asOf }: AnalyticsData,
  { timeZone, ...policy }: AnalyticsSettings,
  columns: PurchaseColumns,
): Promise<void> {
  const found = await analytics.purchaseDays({ asOf });
  const today = calendarOf(timeZone).dayOf(asOf);
  const given = found.customerIds.map((_, at) => [
    ...found.days.slice(found.begins[at], found.begins[at + 1]),
  ]);
  expectEqual(found.customerIds, columns.customerIds, "customers of purchaseDays");
  expectEqual(
    given.map((days) => [days.length, today - (days.at(-1) ?? NaN), today - (days[0] ?? NaN)]),
    given.map((_, at) => [
      ...[columns.purchaseDays[at], columns.recencyDays[at], columns.tenureDays[at]],
    ]),
    "count, last and first of purchaseDays",
  );
  if (Object.keys(policy).length > 0) return;
  const calendar = calendarOf(timeZone);
  const wanted = purchaseDaysOf(columns.customerIds, orders, asOf, (at) => calendar.dayOf(at));
  expectEqual([...found.begins], [...wanted.begins], "where purchaseDays begin");
  expectEqual([...found.days], [...wanted.days], "purchaseDays");
}

/** Compares what lifetime models are fitted on, and one that is. */
export async function checkLifetime(
  analytics: Analytics,
  { asOf }: AnalyticsData,
  columns: PurchaseColumns,
): Promise<void> {
  const base = await analytics.lifetimeBase({ asOf });
  const expected = columns.customerIds.map((_, at) => {
    const [days = 0, tenure = 0] = [columns.purchaseDays[at], columns.tenureDays[at]];
    const last = tenure - columns.recencyDays[at]!;
    const spend = columns.revenue[at]! - columns.firstDayRevenue[at]!;
    return [days - 1, last, tenure, spend].join(" ");
  });
  expectEqual(spread(base).sort(), expected.sort(), "lifetimeBase");
  const { timeZone, currency } = base;
  expectEqual(
    { asOf: base.asOf, timeZone, currency },
    pick(columns),
    "what lifetimeBase speaks of",
  );
  if (expected.length < 50) return;
  const [actual, wanted] = [fitLifetime(base), fitLifetime(columns)];
  expectEqual(rounded(actual.parameters), rounded(wanted.parameters), "fitLifetime on the base");
  expectEqual(actual.customers, wanted.customers, "customers of fitLifetime");
}

/** Compares counts of cohorts with those of orders gone through one by one. */
export async function checkCohorts(
  analytics: Analytics,
  { orders, asOf }: AnalyticsData,
  timeZone: string,
): Promise<void> {
  const calendar = calendarOf(timeZone);
  const today = calendar.dayOf(asOf);
  // Periods of different lengths; before the first and after the last one there are orders too.
  const days = [400, 200, 90, 60, 30, 14, 7, 1].map((back) => today - back);
  const starts = days.map(formatDay);
  const bought = days.slice(1).map((_, at) => new Array<number>(days.length - 1 - at).fill(0));
  const byCustomer = new Map<string, Set<number>>();
  for (const order of orders) {
    if (order.customerId.trim() === "" || !orderStands(order, asOf)) continue;
    const day = calendar.dayOf(order.placedAt);
    const period = days.findLastIndex((start) => start <= day);
    const periods = byCustomer.get(order.customerId) ?? new Set();
    byCustomer.set(order.customerId, periods.add(period));
  }
  for (const periods of byCustomer.values()) {
    const first = Math.min(...periods);
    for (const period of periods) {
      const counts = bought[first];
      if (counts === undefined || period >= days.length - 1) continue;
      counts[period - first] = counts[period - first]! + 1;
    }
  }
  const expected = bought.map((counts, at) => ({
    start: starts[at],
    customers: counts[0]!,
    bought: counts,
  }));
  expectEqual(await analytics.countCohorts({ asOf, starts }), expected, "countCohorts");
}

function pick({ asOf, timeZone, currency }: PurchaseColumns): unknown {
  return { asOf, timeZone, currency };
}

function rounded(parameters: object): string[] {
  return Object.entries(parameters).map(
    ([name, value]) => `${name} ${(value as number).toPrecision(6)}`,
  );
}

function spread({
  repeats,
  lastDays,
  observedDays,
  repeatSpend = [],
  customers = [],
}: LifetimeColumns): string[] {
  return Array.from(repeats, (x, at): string[] => {
    const row = [x, lastDays[at], observedDays[at], repeatSpend[at]].join(" ");
    return Array.from({ length: customers[at] ?? 1 }, () => row);
  }).flat();
}

/** Compares counts of what is bought together, and the model that comes of them. */
export async function checkPairs(analytics: Analytics, data: AnalyticsData): Promise<void> {
  const { orders, asOf } = data;
  for (const by of ["order", "customer"] as const) {
    for (const level of ["product", "category"] as const) {
      for (const minCount of [1, 3]) {
        const options = { asOf, by, level, minCount };
        const what = `countPairs of ${JSON.stringify({ by, level, minCount })}`;
        const table = await analytics.countPairs(options);
        const name = (place: number | undefined): string => table.items[place ?? -1]!;
        const pairs = Array.from(table.first, (first, at) => {
          const two = [name(first), name(table.second[at])].sort();
          return `${JSON.stringify(two)} ${String(table.together[at])}`;
        });
        const actual = {
          baskets: table.baskets,
          items: table.items.map((item, at) => `${item} ${String(table.counts[at])}`).sort(),
          pairs: pairs.sort(),
        };
        expectEqual(actual, countInMemory(data, options), what);
      }
    }
  }
  const inMemory = fitCrossSell(orders, { asOf });
  expectEqual(await analytics.fitCrossSell({ asOf }), inMemory, "fitCrossSell");
}

function countInMemory(
  { orders, asOf }: AnalyticsData,
  { by, level, minCount }: Required<CountPairsOptions>,
): unknown {
  const baskets = new Map<string, Set<string>>();
  for (const order of orders) {
    if (!orderStands(order, asOf)) continue;
    const { refunds = [] } = order;
    const count = (all: readonly { sku: string; quantity: number }[], sku: string): number =>
      all.reduce((sum, line) => sum + (line.sku === sku ? line.quantity : 0), 0);
    const returned = refunds.flatMap((refund) => (refund.at <= asOf ? (refund.lines ?? []) : []));
    const lines = (order.lines ?? []).filter(
      ({ sku, quantity }) =>
        quantity > 0 && sku.trim() !== "" && count(returned, sku) < count(order.lines ?? [], sku),
    );
    if (lines.length === 0 || (by === "customer" && order.customerId.trim() === "")) continue;
    const key = by === "order" ? JSON.stringify([order.customerId, order.id]) : order.customerId;
    const basket = baskets.get(key) ?? new Set();
    baskets.set(key, basket);
    for (const line of lines) {
      const item = level === "product" ? line.sku : line.category;
      if (item !== undefined) basket.add(item);
    }
  }
  const items = new Map<string, number>();
  const pairs = new Map<string, number>();
  for (const basket of baskets.values()) {
    const all = [...basket].sort();
    all.forEach((one, at) => {
      items.set(one, (items.get(one) ?? 0) + 1);
      for (const other of all.slice(at + 1)) {
        const key = JSON.stringify([one, other]);
        pairs.set(key, (pairs.get(key) ?? 0) + 1);
      }
    });
  }
  const written = (counts: ReadonlyMap<string, number>, least: number): string[] =>
    [...counts]
      .filter(([, count]) => count >= least)
      .map(([name, count]) => `${name} ${String(count)}`)
      .sort();
  return { baskets: baskets.size, items: written(items, 1), pairs: written(pairs, minCount) };
}

/** Compares what is refused. */
export async function checkRefusals(
  open: (settings: AnalyticsSettings) => Analytics | Promise<Analytics>,
  { orders, asOf }: AnalyticsData,
): Promise<void> {
  const policies: readonly OrderPolicy[] = [
    { futureOrders: "refuse" },
    { ordersWithoutCustomer: "refuse" },
  ];
  for (const policy of policies) {
    const settings = { timeZone: "UTC", ...policy };
    const analytics = await open(settings);
    let code: string | undefined;
    try {
      summarizePurchases(orders, { asOf, ...settings });
    } catch (error) {
      if (!isSetiaError(error)) throw error;
      ({ code } = error);
    }
    if (code === undefined) continue;
    const what = JSON.stringify(policy);
    await expectRefusal(analytics.summarize({ asOf }), code, `summarize with ${what}`);
    await expectRefusal(analytics.fitRfm({ asOf }), code, `fitRfm with ${what}`);
  }
}

function plain(columns: object): unknown {
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]: [string, unknown]) => [
      name,
      ArrayBuffer.isView(column) ? Array.from(column as unknown as ArrayLike<number>) : column,
    ]),
  );
}
