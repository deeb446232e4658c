/**
 * The pictures of the docs: every chart of `setia/charts` over the generated shop, drawn by the real Vega.
 *
 *   npm run pictures        writes them to docs/pictures
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  analyzeRfm,
  compareRfm,
  fitLifetime,
  measureLoop,
  mineRules,
  ordersFromEvents,
  predictLifetimes,
  TACTICS,
  traceLoop,
  type CustomerEvent,
} from "setia";
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
  type ChartOptions,
  type TacticEffect,
} from "setia/charts";
import { renderChart } from "./render-chart";
import { sampleShop, type Shop } from "./sample-shop";

const DAY = 86_400_000;
const HORIZON = 365;

/** Figures such as `measureOutcomes` gives; the generated shop has not sent anything yet. */
export const EXAMPLE_EFFECTS: readonly TacticEffect[] = [
  effect("win.offer", [900, 135], [900, 90], [0.05, 0.0194, 0.0806], "works"),
  effect("post.second", [700, 84], [690, 76], [0.0099, -0.0236, 0.0433], "no_effect_seen"),
  effect("ret.benefit", [800, 96], [805, 137], [-0.0502, -0.0846, -0.0156], "harms"),
  effect("ret.vip_invite", [64, 14], [58, 11], [0.0291, -0.1156, 0.1697], "not_enough_data"),
];

/**
 * Makes every chart over a shop.
 *
 * @param shop - with its events
 * @returns functions that give each chart in a language, theme and width, by name
 */
export function chartsOf(shop: Shop): Record<string, (options: ChartOptions) => Chart> {
  const { asOf, timeZone, currency, products } = shop;
  const orders = ordersFromEvents(shop.events, { asOf });
  const days = { timeZone, currency };
  const now = analyzeRfm(orders, { asOf, ...days });
  const before = analyzeRfm(orders, { asOf: new Date(asOf.getTime() - 90 * DAY), ...days });
  const comparison = compareRfm(before, now);
  const model = fitLifetime(now.columns);
  const predictions = predictLifetimes(now.columns, model, {
    horizonDays: HORIZON,
    discountRate: 0.1,
  });
  const rules = mineRules(orders);
  const traces = [...byCustomer(shop.events)].flatMap(
    (events) => traceLoop(events, { asOf }) ?? [],
  );
  const loop = measureLoop(traces, { asOf, from: new Date(asOf.getTime() - 330 * DAY), timeZone });
  const [lastMonth, thisMonth] = loop.periods.slice(-2);
  // A regular who has fallen silent makes the most telling picture.
  const silent = now.summaries.find(({ orders: n, recencyDays }) => n > 6 && recencyDays > 60);
  const own = orders.filter(({ customerId }) => customerId === silent?.customerId);
  const customer = nameOf(shop.events, silent?.customerId ?? "");
  return {
    "segment-map": (options) => chartSegmentMap(now, options),
    "rfm-heat-map": (options) => chartRfmHeatMap(now, options),
    "segment-flows": (options) => chartSegmentFlows(comparison, options),
    "alive-history": (options) =>
      chartAliveHistory(own, model, { ...options, asOf, customer, daysAhead: 60 }),
    "lifetime-value": (options) =>
      chartLifetimeValue(predictions, { ...options, currency, horizonDays: HORIZON }),
    "stage-funnel": (options) => chartStageFunnel(thisMonth ?? { reached: [] }, options),
    "stage-flows": (options) => chartStageFlows(lastMonth ?? { flows: [] }, options),
    retention: (options) => chartRetention(loop, options),
    "basket-network": (options) => chartBasketNetwork(rules, { ...options, products }),
    lift: (options) => chartLift(EXAMPLE_EFFECTS, { ...options, catalogue: TACTICS }),
  };
}

/**
 * Draws every picture of the docs.
 *
 * @returns the text of each SVG by the name of its file
 */
export async function docsPictures(): Promise<Map<string, string>> {
  const pictures = new Map<string, string>();
  for (const [name, chart] of Object.entries(chartsOf(sampleShop()))) {
    pictures.set(`${name}.svg`, await renderChart(chart({ language: "en" })));
  }
  return pictures;
}

function effect(
  tactic: string,
  [treated, treatedSuccesses]: readonly [number, number],
  [held, heldSuccesses]: readonly [number, number],
  [difference, low, high]: readonly [number, number, number],
  verdict: TacticEffect["lift"]["verdict"],
): TacticEffect {
  const treatment = { customers: treated, successes: treatedSuccesses };
  const holdout = { customers: held, successes: heldSuccesses };
  return { tactic, lift: { treatment, holdout, difference, low, high, verdict } };
}

/** The events of one customer after the other. */
export function byCustomer(events: readonly CustomerEvent[]): Iterable<CustomerEvent[]> {
  const customers = new Map<string, CustomerEvent[]>();
  for (const event of events) {
    const known = customers.get(event.customerId);
    if (known === undefined) customers.set(event.customerId, [event]);
    else known.push(event);
  }
  return customers.values();
}

function nameOf(events: readonly CustomerEvent[], customerId: string): string {
  const told = events.find(
    (event) => event.type === "customer_identified" && event.customerId === customerId,
  );
  return told?.type === "customer_identified" ? (told.traits.name ?? customerId) : customerId;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const folder = fileURLToPath(new URL("../docs/pictures", import.meta.url));
  mkdirSync(folder, { recursive: true });
  for (const [name, svg] of await docsPictures()) writeFileSync(join(folder, name), `${svg}\n`);
}
