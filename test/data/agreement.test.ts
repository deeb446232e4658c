/** Agreement with published numbers on real data. */
import { beforeAll, describe, expect, it } from "vitest";
import {
  analyzeRfm,
  compareRfm,
  fitRfm,
  fromDecimal,
  scoreRfm,
  summarizePurchases,
  type Order,
  type PurchaseSummary,
  type RfmAnalysis,
  type RfmScore,
  type RfmSnapshot,
} from "setia";
import { VIGNETTE_SEGMENTS } from "setia/rfm";
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

describe.skipIf(retail === undefined)(
  "Online Retail, frequency by rank as the notebooks do",
  () => {
    it("gives all ten segment counts of the reference", async () => {
      const { orders } = await retailOrders(retail ?? "");
      const { scores } = analyzeRfm(orders, {
        asOf: new Date("2011-12-10T00:00:00Z"),
        method: { frequency: "rank" },
      });
      const count = (test: (score: RfmScore) => boolean): number => scores.filter(test).length;
      expect([1, 2, 3, 4, 5].map((score) => count(({ frequency }) => frequency === score))).toEqual(
        [868, 867, 868, 867, 868],
      );
      const published = {
        champions: 633,
        loyal: 819,
        potential_loyalist: 484,
        new: 42,
        promising: 94,
        need_attention: 187,
        about_to_sleep: 352,
        at_risk: 593,
        cant_lose: 63,
        hibernating: 1071,
      };
      for (const [segment, customers] of Object.entries(published)) {
        expect([segment, count((score) => score.segment === segment)]).toEqual([
          segment,
          customers,
        ]);
      }
    });
  },
);

describe.skipIf(retail === undefined)(
  "Online Retail, thresholds of 2011-09-01 kept for 2011-12-10",
  () => {
    it("gives the published migration matrix", async () => {
      const { orders } = await retailOrders(retail ?? "");
      const before = analyzeRfm(orders, { asOf: new Date("2011-08-31T23:59:59Z") });
      // The published recency counts days to the instant, which is the first of the next day.
      const shifted = (one: PurchaseSummary): PurchaseSummary => ({
        ...one,
        recencyDays: one.recencyDays + 1,
      });
      const oldBase = before.summaries.map(shifted);
      // The published cuts are plain quantiles, though they leave score 2 of frequency empty.
      const model = fitRfm(oldBase, { method: "quantile" });
      const newBase = summarizePurchases(orders, {
        asOf: new Date("2011-12-09T23:59:59Z"),
      }).summaries.map(shifted);
      expect(oldBase).toHaveLength(3317);
      expect(newBase).toHaveLength(4338);
      expect(model.cuts.recency).toEqual([21, 51, 97, 164]);
      expect(model.cuts.frequency).toEqual([1, 1, 2, 4]);
      const snapshot = (summaries: readonly PurchaseSummary[]): RfmSnapshot => ({
        summaries,
        model,
        scores: summaries.map((summary) => scoreRfm(summary, model)),
      });
      const { matrix } = compareRfm(snapshot(oldBase), snapshot(newBase));
      const columns = [
        "about_to_sleep",
        "at_risk",
        "cant_lose",
        "champions",
        "hibernating",
        "loyal",
        "need_attention",
        "new",
        "potential_loyalist",
        "promising",
      ];
      const row = (from: string | null): number[] =>
        columns.map(
          (to) => matrix.find((cell) => cell.from === from && cell.to === to)?.customers ?? 0,
        );
      expect(row(null)).toEqual([299, 0, 0, 110, 7, 41, 32, 126, 170, 236]);
      expect(row("about_to_sleep")).toEqual([0, 0, 0, 19, 120, 25, 21, 0, 32, 0]);
      expect(row("at_risk")).toEqual([0, 179, 0, 81, 0, 125, 0, 0, 0, 0]);
      expect(row("cant_lose")).toEqual([0, 0, 13, 11, 0, 13, 0, 0, 0, 0]);
      expect(row("champions")).toEqual([0, 48, 20, 267, 0, 147, 0, 0, 0, 0]);
      expect(row("hibernating")).toEqual([0, 2, 0, 61, 576, 42, 99, 0, 124, 0]);
      expect(row("loyal")).toEqual([0, 100, 28, 240, 0, 278, 0, 0, 0, 0]);
      expect(row("need_attention")).toEqual([0, 85, 0, 27, 0, 69, 0, 0, 0, 0]);
      expect(row("new")).toEqual([0, 1, 0, 14, 51, 13, 6, 0, 16, 0]);
      expect(row("potential_loyalist")).toEqual([0, 72, 0, 55, 0, 83, 0, 0, 0, 0]);
      expect(row("promising")).toEqual([0, 1, 0, 16, 78, 17, 15, 0, 27, 0]);
    });
  },
);

const rData = sharedFile("data/rfm_data_orders.csv");
const rGold = sharedFile("reference/rfm-orders-gold.csv");
describe.skipIf(rData === undefined || rGold === undefined)(
  "the R package's orders, as of 2006-12-31",
  () => {
    const asOf = new Date("2006-12-31T00:00:00Z");
    let orders: Order[] = [];
    let gold: Record<string, string>[] = [];
    beforeAll(async () => {
      orders = (await readRecords(rData ?? "")).map((row, index) => ({
        id: String(index),
        customerId: row["customer_id"] ?? "",
        placedAt: new Date(row["order_date"] ?? ""),
        currency: "XXX",
        total: fromDecimal(row["revenue"] ?? "", "XXX"),
      }));
      gold = await readRecords(rGold ?? "");
    });
    const counts = (
      scores: readonly RfmScore<string>[],
      dimension: "recency" | "frequency" | "monetary",
    ): number[] =>
      [1, 2, 3, 4, 5].map((score) => scores.filter((one) => one[dimension] === score).length);

    it("gives every customer the published figures and, by the published cuts, the published scores and segments", () => {
      const { summaries, scores } = analyzeRfm(orders, {
        asOf,
        method: "thresholds",
        segments: VIGNETTE_SEGMENTS,
        thresholds: {
          recency: [114, 180, 297, 481],
          frequency: [3, 4, 5, 7],
          monetary: [255, 381, 506, 665].map((cut) => cut * 100),
        },
      });
      expect(gold).toHaveLength(995);
      const found = summaries.map((summary, index) => {
        const score = scores[index];
        return [
          summary.customerId,
          summary.recencyDays,
          summary.orders,
          summary.revenue / 100,
          score?.recency,
          score?.frequency,
          score?.monetary,
          score?.segment,
        ].join(" | ");
      });
      const published = gold.map(
        ({ customer_id, recency, frequency, monetary, r, f, m, segment_a = "" }) => {
          const segment = segment_a.toLowerCase().replace("'", "").replaceAll(" ", "_");
          return [customer_id, recency, frequency, monetary, r, f, m, segment].join(" | ");
        },
      );
      expect(found).toEqual(published);
      expect(counts(scores, "recency")).toEqual([197, 200, 199, 199, 200]);
      expect(counts(scores, "frequency")).toEqual([268, 187, 176, 244, 120]);
      expect(counts(scores, "monetary")).toEqual([200, 200, 198, 202, 195]);
    });

    it("gives the published quantiles, counts and segments of plain quantiles", () => {
      const { model, scores } = analyzeRfm(orders, { asOf });
      const cuts = model.cuts;
      expect(cuts.recency).toEqual([114, 180, 296.4, 481]);
      expect(cuts.frequency).toEqual([3, 4, 5, 7]);
      expect(cuts.monetary).toEqual([25_480, 38_100, 50_540, 66_500]);
      expect(counts(scores, "recency")).toEqual([197, 201, 198, 199, 200]);
      expect(counts(scores, "monetary")).toEqual([199, 201, 197, 203, 195]);
      const bySegment: Record<string, number> = {};
      for (const { segment } of scores) bySegment[segment] = (bySegment[segment] ?? 0) + 1;
      expect(bySegment).toEqual({
        about_to_sleep: 76,
        at_risk: 136,
        cant_lose: 22,
        champions: 99,
        hibernating: 240,
        loyal: 169,
        need_attention: 46,
        new: 30,
        potential_loyalist: 146,
        promising: 31,
      });
    });
  },
);

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
