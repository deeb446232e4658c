/** Agreement with published numbers on real data. */
import { beforeAll, describe, expect, it } from "vitest";
import {
  analyzeRfm,
  fromDecimal,
  summarizePurchases,
  type Order,
  type PurchaseSummary,
  type RfmAnalysis,
  type RfmScore,
} from "setia";
import { readRecords, sharedFile } from "./shared";

const retail = sharedFile("data/online_retail.csv.gz");
const cdnow = sharedFile("data/cdnow_sample.csv");

/**
 * The published recipe for Online Retail: no line without customer, no invoice that begins with C, repeated
 * lines kept, an order is an invoice at its last minute, customers with a positive total.
 */
async function retailOrders(path: string): Promise<{ lines: number; orders: Order[] }> {
  const invoices = new Map<string, { customerId: string; placedAt: Date; total: number }>();
  let lines = 0;
  for (const row of await readRecords(path)) {
    const {
      InvoiceNo: id = "",
      CustomerID: customerId = "",
      UnitPrice = "",
      Quantity = "",
      InvoiceDate = "",
    } = row;
    if (customerId === "" || id.startsWith("C")) continue;
    lines++;
    const placedAt = new Date(`${InvoiceDate.replace(" ", "T")}Z`);
    // Some prices are a tenth of a penny; they are summed in tenths and rounded per invoice.
    const total = fromDecimal(UnitPrice, "KWD") * Number(Quantity);
    const known = invoices.get(id);
    invoices.set(id, {
      customerId,
      placedAt: known === undefined || placedAt > known.placedAt ? placedAt : known.placedAt,
      total: (known?.total ?? 0) + total,
    });
  }
  const orders = [...invoices].map(([id, { customerId, placedAt, total }]): Order => ({
    id,
    customerId,
    placedAt,
    currency: "GBP",
    total: Math.round(total / 10),
  }));
  const spent = new Map<string, number>();
  for (const { customerId, total } of orders)
    spent.set(customerId, (spent.get(customerId) ?? 0) + total);
  return { lines, orders: orders.filter(({ customerId }) => (spent.get(customerId) ?? 0) > 0) };
}

describe.skipIf(retail === undefined)("Online Retail, as of 2011-12-10 in calendar days", () => {
  let lines = 0;
  let orders: Order[] = [];
  let analysis: RfmAnalysis;
  beforeAll(async () => {
    ({ lines, orders } = await retailOrders(retail ?? ""));
    analysis = analyzeRfm(orders, { asOf: new Date("2011-12-10T00:00:00Z") });
  });
  const counts = (dimension: "recency" | "frequency" | "monetary"): number[] =>
    [1, 2, 3, 4, 5].map(
      (score) => analysis.scores.filter((one) => one[dimension] === score).length,
    );
  const of = (
    id: string,
  ): { summary: PurchaseSummary | undefined; score: RfmScore | undefined } => ({
    summary: analysis.summaries.find((one) => one.customerId === id),
    score: analysis.scores.find((one) => one.customerId === id),
  });

  it("leaves the published lines, invoices, customers and money", () => {
    expect(lines).toBe(397_924);
    expect(orders).toHaveLength(18_535);
    expect(analysis.summaries).toHaveLength(4338);
    expect(analysis.summaries.reduce((sum, one) => sum + one.revenue, 0)).toBe(891_140_790);
  });

  it.each([
    ["12347", 3, 7, 431_000, 5, 5],
    ["12348", 76, 4, 179_724, 2, 4],
    ["12349", 19, 1, 175_755, 4, 4],
    ["12350", 311, 1, 33_440, 1, 2],
    ["12352", 37, 8, 250_604, 3, 5],
  ])(
    "gives customer %s the published %d days, %d orders and %d pence",
    (id, days, count, revenue, r, m) => {
      const { summary, score } = of(id);
      expect(summary).toMatchObject({ recencyDays: days, orders: count, revenue });
      expect(score).toMatchObject({ recency: r, monetary: m });
    },
  );

  it("scores recency and money as the pandas idiom does, and frequency with ties together", () => {
    expect(counts("recency")).toEqual([861, 866, 863, 880, 868]);
    expect(counts("monetary")).toEqual([868, 867, 868, 867, 868]);
    expect(counts("frequency")).toEqual([1493, 835, 508, 802, 700]);
    expect(analysis.model.cuts.frequency).toEqual([1, 2, 3, 6]);
    // The published cuts are in elapsed days at the end of the next day: the same numbers.
    [13.8, 33, 72, 180].forEach((cut, index) => {
      expect(analysis.model.cuts.recency[index]).toBeCloseTo(cut, 9);
    });
    [25_019.4, 49_009.6, 94_227.6, 205_842.6].forEach((cut, index) => {
      expect(Math.abs((analysis.model.cuts.monetary[index] ?? 0) - cut)).toBeLessThan(1);
    });
  });

  it("divides the base over the segments as published for ties low", () => {
    const bySegment: Record<string, number> = {};
    for (const { segment } of analysis.scores) bySegment[segment] = (bySegment[segment] ?? 0) + 1;
    expect(bySegment).toEqual({
      champions: 604,
      loyal: 688,
      potential_loyalist: 484,
      new: 67,
      promising: 169,
      need_attention: 121,
      about_to_sleep: 478,
      at_risk: 357,
      cant_lose: 35,
      hibernating: 1335,
    });
  });

  it("gives every customer the recency and monetary score of the idiom, exactly", () => {
    // An oracle of its own: quantiles from exact fractions, by counting.
    const scoreOf = (values: readonly number[], value: number): number => {
      const sorted = [...values].sort((a, b) => a - b);
      let score = 1;
      for (let k = 1; k < 5; k++) {
        const position = (sorted.length - 1) * k;
        const low = BigInt(sorted[Math.floor(position / 5)] ?? 0);
        const high = BigInt(sorted[Math.ceil(position / 5)] ?? 0);
        if (BigInt(value) * 5n > low * 5n + BigInt(position % 5) * (high - low)) score++;
      }
      return score;
    };
    const days = analysis.summaries.map((one) => one.recencyDays);
    const money = analysis.summaries.map((one) => one.revenue);
    const cache = new Map<string, number>();
    const cached = (name: string, values: readonly number[], value: number): number => {
      const key = `${name} ${String(value)}`;
      const known = cache.get(key) ?? scoreOf(values, value);
      cache.set(key, known);
      return known;
    };
    analysis.summaries.forEach((summary, index) => {
      const score = analysis.scores[index];
      expect(score?.recency).toBe(6 - cached("recency", days, summary.recencyDays));
      expect(score?.monetary).toBe(cached("monetary", money, summary.revenue));
    });
  });
});

describe.skipIf(cdnow === undefined)("CDNOW sample, to 1997-09-30", () => {
  let orders: Order[] = [];
  let summaries: readonly PurchaseSummary[] = [];
  beforeAll(async () => {
    orders = (await readRecords(cdnow ?? "")).map(
      ({ sample_id = "", date = "", value = "" }, index) => ({
        id: String(index),
        customerId: sample_id,
        placedAt: new Date(date.replace(/^(\d{4})(\d{2})(\d{2})$/u, "$1-$2-$3")),
        currency: "USD",
        total: fromDecimal(value, "USD"),
      }),
    );
    ({ summaries } = summarizePurchases(orders, { asOf: new Date("1997-09-30T23:59:59Z") }));
  });

  it("gives the published summary", () => {
    const { diagnostics } = summarizePurchases(orders, { asOf: new Date("1997-09-30T23:59:59Z") });
    expect(orders).toHaveLength(6919);
    expect(diagnostics.counted).toBe(4960);
    expect(summaries).toHaveLength(2357);
    expect(summaries.reduce((sum, one) => sum + one.purchaseDays, 0)).toBe(4814);
    expect(summaries.reduce((sum, one) => sum + one.purchaseDays - 1, 0)).toBe(2457);
    expect(summaries.filter((one) => one.purchaseDays === 1)).toHaveLength(1411);
    const whole = summarizePurchases(orders, { asOf: new Date("1998-06-30T23:59:59Z") }).summaries;
    expect(whole.reduce((sum, one) => sum + one.purchaseDays, 0)).toBe(6696);
  });

  it("gives the published spend per repeat day", () => {
    const spend = summaries
      .filter((one) => one.purchaseDays > 1)
      .map((one) => (one.revenue - one.firstDayRevenue) / (one.purchaseDays - 1) / 100)
      .sort((a, b) => a - b);
    const mean = spend.reduce((sum, one) => sum + one, 0) / spend.length;
    const variance = spend.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (spend.length - 1);
    expect(spend).toHaveLength(946);
    expect(mean).toBeCloseTo(35.0778, 4);
    expect(Math.sqrt(variance)).toBeCloseTo(30.2835, 4);
    expect(spend[0]).toBeCloseTo(2.99, 10);
    expect(((spend[472] ?? 0) + (spend[473] ?? 0)) / 2).toBeCloseTo(27.4975, 10);
    expect(spend.at(-1)).toBeCloseTo(299.6338, 4);
  });

  it("gives customer 1 the published x, t_x and T", () => {
    const [first] = summaries;
    const { purchaseDays = 0, tenureDays = 0, recencyDays = 0 } = first ?? {};
    expect([purchaseDays - 1, tenureDays - recencyDays, tenureDays]).toEqual([2, 213, 272]);
  });

  it.each([
    [20, 1359],
    [21, 1414],
    [22, 1484],
    [23, 1517],
    [24, 1573],
    [25, 1672],
  ])("gives by the end of week %d the published %d repeat days", (week, expected) => {
    const asOf = new Date(Date.UTC(1997, 0, 7 * week, 23));
    const repeats = summarizePurchases(orders, { asOf }).summaries.reduce(
      (sum, one) => sum + one.purchaseDays - 1,
      0,
    );
    expect(repeats).toBe(expected);
  });
});
