/** Every chart of `setia/charts` over one shop. */
import {
  chartAliveHistory,
  chartBasketNetwork,
  chartForecastRecord,
  chartLifetimeValue,
  chartRetention,
  chartRfmHeatMap,
  chartSegmentFlows,
  chartSegmentMap,
  chartStageFlows,
  chartStageFunnel,
  type Chart,
  type ChartOptions,
} from "setia/charts";
import { HORIZON_DAYS, type ShopInsights } from "./shop-insights";

/** Names of the charts of a shop. */
export type ShopChart =
  | "segment-map"
  | "rfm-heat-map"
  | "segment-flows"
  | "alive-history"
  | "lifetime-value"
  | "forecast-record"
  | "stage-funnel"
  | "stage-flows"
  | "retention"
  | "basket-network";

/** Draws a chart in a language, theme and width. */
export type DrawChart = (options: ChartOptions) => Chart;

/**
 * Gives every chart that a shop has something to show in.
 *
 * @param insights - what was computed of the shop
 * @returns functions that draw, by name
 */
export function chartsOf(insights: ShopInsights): ReadonlyMap<ShopChart, DrawChart> {
  const { shop, base, comparison, model, forecast, predictions, rules, loop, silent } = insights;
  const { asOf, currency, products } = shop;
  const charts = new Map<ShopChart, DrawChart>([
    ["segment-map", (options) => chartSegmentMap(base, options)],
    ["rfm-heat-map", (options) => chartRfmHeatMap(base, options)],
  ]);
  if (comparison !== undefined) {
    charts.set("segment-flows", (options) => chartSegmentFlows(comparison, options));
  }
  if (silent !== undefined) {
    const about = { asOf, customer: silent.name, horizonDays: 60 };
    charts.set("alive-history", (options) =>
      chartAliveHistory(silent.orders, model, { ...options, ...about }),
    );
  }
  if (predictions.lifetimeValue !== undefined) {
    const money = { currency, horizonDays: HORIZON_DAYS };
    charts.set("lifetime-value", (options) =>
      chartLifetimeValue(predictions, { ...options, ...money }),
    );
  }
  if (forecast.record.length > 0) {
    charts.set("forecast-record", (options) => chartForecastRecord(forecast, options));
  }
  const [lastMonth, thisMonth] = loop.periods.slice(-2);
  if (thisMonth !== undefined) {
    charts.set("stage-funnel", (options) => chartStageFunnel(thisMonth, options));
  }
  if (lastMonth?.flows.some(({ region }) => region === "stage") === true) {
    charts.set("stage-flows", (options) => chartStageFlows(lastMonth, options));
  }
  if (loop.cohorts.some(({ customers }) => customers > 0)) {
    charts.set("retention", (options) => chartRetention(loop, options));
  }
  if (rules.length > 0) {
    charts.set("basket-network", (options) => chartBasketNetwork(rules, { ...options, products }));
  }
  return charts;
}
