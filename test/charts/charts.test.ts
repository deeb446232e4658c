import { describe, expect, it } from "vitest";
import {
  analyzeRfm,
  compareRfm,
  fitLifetime,
  measureLift,
  measureLoop,
  mineRules,
  ordersFromEvents,
  predictLifetime,
  predictLifetimes,
  summarizePurchases,
  TACTICS,
  traceLoop,
} from "setia";
import { compareCodePoints } from "setia/store";
import {
  chartAliveHistory,
  chartBasketNetwork,
  chartLifetimeValue,
  chartLift,
  chartRetention,
  chartRfmHeatMap,
  chartSegmentFlows,
  chartSegmentMap,
  chartStageFlows,
  chartStageFunnel,
  type Chart,
  type ChartRow,
} from "setia/charts";
import { sampleShop } from "../../examples/sample-shop";
import { byCustomer } from "../../examples/shop-insights";

const DAY = 86_400_000;
const { asOf, timeZone, currency, events, products } = sampleShop();
const orders = ordersFromEvents(events, { asOf });
const base = analyzeRfm(orders, { asOf, timeZone, currency });
const model = fitLifetime(base.columns);
const loop = measureLoop(
  [...byCustomer(events)].flatMap((own) => traceLoop(own, { asOf }) ?? []),
  { asOf, from: new Date(asOf.getTime() - 330 * DAY), timeZone },
);
const en = { language: "en" } as const;
const id = { language: "id" } as const;

/** Rows of the first layer whose marks speak. */
function rowsOf(chart: Chart): ChartRow[] {
  return chart.layer.find(({ encoding }) => encoding.description)?.data.values ?? [];
}
const tellsOf = (chart: Chart): string[] =>
  rowsOf(chart).map((row) => String(row["told"]).replace(/\s/gu, " "));
const total = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0);

describe("segment map", () => {
  it("tells of every segment what the scores do", () => {
    const told = tellsOf(chartSegmentMap(base, en));
    const champions = base.scores.filter(({ segment }) => segment === "champions").length;
    expect(told).toHaveLength(base.model.segments.length);
    expect(told[0]).toMatch(
      new RegExp(
        `^Champions: ${String(champions)} customers \\([\\d.]+%\\), who have spent IDR [\\d,]+\\.$`,
        "u",
      ),
    );
    expect(tellsOf(chartSegmentMap(base, id))[0]).toMatch(
      /^Juara: \d+ pelanggan \([\d,]+%\), dengan total belanja Rp [\d.]+\.$/u,
    );
  });

  it("stands where the scores are", () => {
    expect(rowsOf(chartSegmentMap(base, en))[0]).toMatchObject({
      x: 4.5,
      x2: 5.5,
      y: 3.5,
      y2: 5.5,
    });
  });
});

describe("heat map", () => {
  it("counts everybody once, and takes means", () => {
    const chart = chartRfmHeatMap(base, en);
    expect(total(rowsOf(chart).map((row) => Number(row["label"])))).toBe(base.scores.length);
    const cell = base.scores.flatMap(({ recency, frequency }, at) =>
      recency === 5 && frequency === 5 ? [base.summaries[at]?.revenue ?? 0] : [],
    );
    const mean = new Intl.NumberFormat("en-US").format(Math.round(total(cell) / cell.length / 100));
    const told = tellsOf(chart).find((text) => text.startsWith("Recency 5, frequency 5"));
    expect(told).toBe(
      `Recency 5, frequency 5: ${String(cell.length)} customers, each with IDR ${mean} on average.`,
    );
  });
});

describe("flows", () => {
  const before = analyzeRfm(orders, {
    asOf: new Date(asOf.getTime() - 90 * DAY),
    timeZone,
    currency,
  });
  const comparison = compareRfm(before, base);

  it("tell of every cell of the matrix, and sum up who rose and fell", () => {
    const chart = chartSegmentFlows(comparison, en);
    const told = new Set(tellsOf(chart));
    expect(told.size).toBe(comparison.matrix.length);
    const order = [
      "champions",
      "loyal",
      "potential_loyalist",
      "new",
      "promising",
      "need_attention",
    ];
    order.push("about_to_sleep", "at_risk", "cant_lose", "hibernating");
    const rose = comparison.moves.filter(({ from, to }) => order.indexOf(to) < order.indexOf(from));
    expect(chart.description).toContain(`${String(rose.length)} customers rose`);
    expect(chart.description).toContain(
      `${String(comparison.moves.length - rose.length)} customers fell`,
    );
  });

  it("take an order of one's own", () => {
    const matrix = [{ from: "gone", to: "here", customers: 2 }] as const;
    const tell = (order: readonly ("here" | "gone")[]): string =>
      chartSegmentFlows<"here" | "gone">({ matrix }, { ...en, order }).description;
    expect(tell(["here", "gone"])).toContain("2 customers rose, 0 customers fell");
    expect(tell(["gone", "here"])).toContain("0 customers rose, 2 customers fell");
  });

  it("between stages leave out those of activity, and take all kinds of one way together", () => {
    const period = loop.periods.at(-2);
    const flows = period?.flows.filter(({ region }) => region === "stage") ?? [];
    const told = new Set(tellsOf(chartStageFlows(period ?? { flows: [] }, en)));
    expect(told.size).toBe(new Set(flows.map(({ from, to }) => `${from} ${to}`)).size);
    const grown = flows.filter(({ from, to }) => from === "first_time" && to === "repeat");
    expect(told).toContain(
      `From “First-time buyer” to “Repeat buyer”: ${String(total(grown.map(({ count }) => count)))} customers.`,
    );
  });
});

describe("funnel and retention", () => {
  it("tell what measureLoop does", () => {
    const period = loop.periods.at(-1);
    const loyal = period?.reached.find(({ stage }) => stage === "loyal");
    const percent = new Intl.NumberFormat("id-ID", { style: "percent", maximumFractionDigits: 1 });
    expect(tellsOf(chartStageFunnel(period ?? { reached: [] }, id))).toContain(
      `Setia: ${String(loyal?.count)} pelanggan, ${percent.format(loyal?.share ?? 0)} dari tahap sebelumnya.`,
    );
    const rows = rowsOf(chartRetention(loop, en));
    const cells = loop.cohorts.flatMap(({ retained }) =>
      retained.slice(1).filter(({ share }) => share !== undefined),
    );
    expect(rows).toHaveLength(cells.length);
    expect(rows.filter((row) => row["complete"] === false)).toHaveLength(
      cells.filter(({ complete }) => !complete).length,
    );
    const [first] = loop.cohorts;
    expect(rows[0]?.["told"]).toContain(
      `${String(first?.retained[1]?.count)} of ${String(first?.customers)} customers`,
    );
  });

  it("name periods by their length", () => {
    const cohorts = [
      { start: "2026-03-01", customers: 2, retained: [1, 2].map(() => share(1, 2)) },
    ];
    const nameOf = (every: "week" | "month" | "year"): unknown =>
      rowsOf(chartRetention({ cohorts }, { ...id, every }))[0]?.["cohort"];
    expect(nameOf("week")).toBe("1 Mar 2026 · 2");
    expect(nameOf("month")).toBe("Mar 2026 · 2");
    expect(nameOf("year")).toBe("2026 · 2");
    function share(count: number, of: number) {
      return { count, of, share: count / of, interval: [0, 1] as const, complete: true };
    }
  });
});

describe("probability-alive history", () => {
  const own = orders.filter(({ customerId }) => customerId === orders[40]?.customerId);
  const chart = chartAliveHistory(own, model, { ...en, asOf, horizonDays: 30 });
  const line = chart.layer[1]?.data.values ?? [];

  it("has on each day the chance that was predicted on that day", () => {
    expect(line.length).toBeGreaterThan(30);
    for (const { day, chance } of line) {
      const then = new Date(Number(day) * DAY + DAY - 7 * 3_600_000 - 1);
      const [summary] = summarizePurchases(own, { asOf: then, timeZone, currency }).summaries;
      if (summary === undefined) throw new Error("no summary");
      const { probabilityAlive } = predictLifetime(summary, model, { horizonDays: 1 });
      expect(chance).toBeCloseTo(probabilityAlive, 9);
    }
  });

  it("goes on as if nothing were bought, and ignores what comes later", () => {
    const ahead = chart.layer[2]?.data.values.map((row) => Number(row["chance"])) ?? [];
    expect(chart.layer[2]?.data.values.at(-1)?.["day"]).toBe(Number(line.at(-1)?.["day"]) + 30);
    expect(ahead[0]).toBe(line.at(-1)?.["chance"]);
    expect(ahead).toEqual([...ahead].sort((a, b) => b - a));
    const later = { ...own[0], id: "later", placedAt: new Date(asOf.getTime() + 5 * DAY) };
    const told = [...own, later as (typeof own)[number]];
    expect(chartAliveHistory(told, model, { ...en, asOf, horizonDays: 30 })).toEqual(chart);
  });

  it("stays short however long the history is", () => {
    const [first] = own;
    if (first === undefined) throw new Error("no order");
    const old = [{ ...first, placedAt: new Date("1990-01-01") }];
    const { layer } = chartAliveHistory(old, model, { ...en, asOf, horizonDays: 3650 });
    expect(total(layer.map(({ data }) => data.values.length))).toBeLessThan(1000);
  });
});

describe("lifetime value", () => {
  const predictions = predictLifetimes(base.columns, model, { horizonDays: 365 });
  const options = { ...en, currency, horizonDays: 365 };

  it("counts everybody once", () => {
    const rows = rowsOf(chartLifetimeValue(predictions, options));
    expect(total(rows.map((row) => Number(row["customers"])))).toBe(base.scores.length);
    expect(rows.length).toBeGreaterThan(8);
  });

  it("puts the few who are worth far more into the last bar, and says so", () => {
    const lifetimeValue = Float64Array.from({ length: 100 }, (_, at) =>
      at === 99 ? 1e9 : at * 100,
    );
    const told = tellsOf(chartLifetimeValue({ lifetimeValue }, { ...options, currency: "USD" }));
    expect(told.at(-1)).toMatch(/^\$\d+ and more: \d+ customers/u);
  });

  it("refuses predictions without money", () => {
    expect(() => chartLifetimeValue({}, options)).toThrow(/have no lifetimeValue/u);
    expect(() => chartLifetimeValue(predictions, { ...options, currency: "Rp" })).toThrow(
      /ISO 4217/u,
    );
  });
});

describe("basket network", () => {
  it("links each two products once, and names them", () => {
    const rules = mineRules(orders);
    const told = tellsOf(chartBasketNetwork(rules, { ...en, products }));
    const pairs = new Set(
      rules.map(({ when, offer }) =>
        JSON.stringify(
          [...(when.inBasket ?? []), "sku" in offer ? offer.sku : offer]
            .map(String)
            .sort(compareCodePoints),
        ),
      ),
    );
    expect(told).toHaveLength(pairs.size);
    expect(told.join(" ")).toContain("Ponsel Nusa A1");
    expect(tellsOf(chartBasketNetwork(rules, { ...en, maxPairs: 2 }))).toHaveLength(2);
  });

  it("takes categories and conditions of several items", () => {
    const baskets = [["a", "b", "c"], ["a", "b", "c"], ["a"], ["b"], ["d"]];
    const rules = mineRules(baskets, { minCount: 2, maxLength: 3 });
    expect(tellsOf(chartBasketNetwork(rules, en))).toHaveLength(3);
    const [rule] = rules;
    if (rule === undefined) throw new Error("no rule");
    const byCategory = { ...rule, offer: { category: "snacks" } };
    expect(tellsOf(chartBasketNetwork([byCategory], en))[0]).toContain("snacks");
  });
});

describe("lift", () => {
  const arm = (customers: number, successes: number) => ({ customers, successes });
  const results = [
    { tactic: "win.offer", lift: measureLift(arm(900, 135), arm(900, 90)) },
    { tactic: "post.second", lift: measureLift(arm(700, 84), arm(690, 76)) },
    { tactic: "ret.benefit", lift: measureLift(arm(800, 96), arm(805, 137)) },
    { tactic: "ret.vip_invite", lift: measureLift(arm(64, 14), arm(0, 0)) },
  ];

  it("names tactics, and says what each comes to in a shape too", () => {
    const rows = rowsOf(chartLift(results, { ...en, catalogue: TACTICS }));
    expect(rows[0]?.["told"]).toBe(
      "Win-back offer: 15% succeed with it, 10% without; the difference lies between +1.9% and +8.1%. Works.",
    );
    expect(new Set(rows.map((row) => row["shape"])).size).toBe(4);
    expect(rowsOf(chartLift(results, id))[0]?.["name"]).toBe("win.offer");
  });
});

describe("options", () => {
  it.each([
    [{ language: "fr" }, /language is "fr"; expected en or id/u],
    [{}, /language is missing/u],
    [{ language: "en", theme: "sepia" }, /theme is "sepia"; expected light or dark/u],
    [{ language: "en", width: 239 }, /width is 239; expected a whole number of pixels from 240/u],
    [{ language: "en", width: 300.5 }, /width is 300\.5/u],
    [{ language: "en", width: NaN }, /width is NaN/u],
  ])("%j are refused", (options, message) => {
    const draw = (): Chart => chartSegmentMap(base, options as unknown as typeof en);
    expect(draw).toThrow(message);
    expect(draw).toThrow(expect.objectContaining({ code: "INVALID_OPTION" }) as Error);
  });

  it("of single charts are looked at too", () => {
    expect(() => chartAliveHistory([], model, { ...en, asOf: new Date(NaN) })).toThrow(/asOf is/u);
    expect(() => chartAliveHistory([], model, { ...en, asOf, horizonDays: -1 })).toThrow(
      /horizonDays is -1/u,
    );
    expect(() => chartBasketNetwork([], { ...en, maxPairs: 0 })).toThrow(/maxPairs is 0/u);
    expect(() => chartRetention(loop, { ...en, every: "hour" as "day" })).toThrow(
      /every is "hour"/u,
    );
  });
});
