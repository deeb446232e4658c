/** Charts take linear time in what they draw. */
import { it } from "vitest";
import {
  analyzeRfm,
  fitLifetime,
  measureLift,
  mineRules,
  predictLifetimes,
  type Order,
} from "setia";
import {
  chartAliveHistory,
  chartBasketNetwork,
  chartLift,
  chartLifetimeValue,
  chartRfmHeatMap,
  chartSegmentMap,
} from "setia/charts";
import { expectLinear } from "../linear";

const DAY = 86_400_000;
const asOf = new Date("2026-06-01T00:00:00Z");
const language = "en";

const ordersOf = (size: number, customers: number): Order[] =>
  Array.from({ length: size }, (_, at) => ({
    id: String(at),
    customerId: `c${String(at % customers)}`,
    placedAt: new Date(asOf.getTime() - ((at * 7919) % 2000) * DAY),
    currency: "USD",
    total: 1000 + ((at * 104_729) % 9000),
  }));
const small = analyzeRfm(ordersOf(600, 200), { asOf });
const model = fitLifetime(small.columns);

it.each<[string, (size: number) => () => unknown]>([
  [
    "segment map",
    (size) => {
      const base = analyzeRfm(ordersOf(2 * size, size), { asOf });
      // Scores are made when first asked for, which is no work of the chart's.
      const made = { ...base, scores: base.scores };
      return () => chartSegmentMap(made, { language });
    },
  ],
  [
    "heat map",
    (size) => {
      const base = analyzeRfm(ordersOf(2 * size, size), { asOf });
      const made = { ...base, scores: base.scores };
      return () => chartRfmHeatMap(made, { language });
    },
  ],
  [
    "alive history",
    (size) => {
      const orders = ordersOf(size, 1);
      return () => chartAliveHistory(orders, model, { asOf, language });
    },
  ],
  [
    "value",
    (size) => {
      const { columns } = analyzeRfm(ordersOf(2 * size, size), { asOf });
      const predictions = predictLifetimes(columns, model, { horizonDays: 90 });
      return () => chartLifetimeValue(predictions, { language, currency: "USD", horizonDays: 90 });
    },
  ],
  [
    "network",
    (size) => {
      const baskets = Array.from({ length: 400 }, (_, at) => [
        `a${String(at % 20)}`,
        `b${String(at % 20)}`,
      ]);
      const rules = mineRules(baskets, { minCount: 2 });
      const many = Array.from({ length: size }, (_, at) => rules[at % rules.length]!);
      return () => chartBasketNetwork(many, { language });
    },
  ],
  [
    "lift",
    (size) => {
      const lift = measureLift(
        { customers: 900, successes: 90 },
        { customers: 900, successes: 60 },
      );
      const results = Array.from({ length: size }, (_, at) => ({ tactic: `t${String(at)}`, lift }));
      return () => chartLift(results, { language });
    },
  ],
])("%s", async (name, work) => {
  await expectLinear(
    name,
    (size) => {
      const draw = work(size);
      return () => void draw();
    },
    2000,
  );
});
