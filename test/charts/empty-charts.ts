/** Charts of next to nothing: no customer, no order, no rule, one of each. */
import { analyzeRfm, fitLifetime } from "setia";
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
  chartForecastRecord,
  chartStageFunnel,
  type Chart,
  type ChartOptions,
} from "setia/charts";

const asOf = new Date("2026-03-31");
const order = {
  id: "1",
  customerId: "ani",
  placedAt: new Date("2026-03-31"),
  currency: "JPY",
  total: 0,
};

/** The charts by name. */
export function emptyCharts(): Record<string, (options: ChartOptions) => Chart> {
  const one = analyzeRfm([order], { asOf });
  const nobody = { ...one, summaries: [], scores: [] };
  const model = fitLifetime(one.columns);
  const money = { currency: "KWD", horizonDays: 30 };
  const values = (...lifetimeValue: number[]) => ({
    lifetimeValue: Float64Array.from(lifetimeValue),
  });
  return {
    "segment map of nobody": (options) => chartSegmentMap(nobody, options),
    "segment map of one": (options) => chartSegmentMap(one, options),
    "heat map of nobody": (options) => chartRfmHeatMap(nobody, options),
    "heat map of one who spent nothing": (options) => chartRfmHeatMap(one, options),
    "flows of nobody": (options) => chartSegmentFlows({ matrix: [] }, options),
    "flows of one who left": (options) =>
      chartSegmentFlows({ matrix: [{ from: "new", to: null, customers: 1 }] }, options),
    "history without an order": (options) => chartAliveHistory([], model, { ...options, asOf }),
    "history of a day": (options) => chartAliveHistory([order], model, { ...options, asOf }),
    "values of nobody": (options) => chartLifetimeValue(values(), { ...options, ...money }),
    "values of nothing": (options) => chartLifetimeValue(values(0, 0), { ...options, ...money }),
    "values far apart": (options) => chartLifetimeValue(values(1, 9e15), { ...options, ...money }),
    "forecast never tried": (options) => chartForecastRecord({ record: [] }, options),
    "forecast of nothing that came": (options) =>
      chartForecastRecord(
        { record: [{ from: "2026-01-31", days: 30, customers: 100, foretold: 0.4, came: 0 }] },
        options,
      ),
    "funnel without a stage": (options) => chartStageFunnel({ reached: [] }, options),
    "stage flows of nobody": (options) => chartStageFlows({ flows: [] }, options),
    "retention of nobody": (options) => chartRetention({ cohorts: [] }, options),
    "retention of those who came just now": (options) =>
      chartRetention({ cohorts: [{ start: "2026-03-01", customers: 3, retained: [] }] }, options),
    "network of nothing": (options) => chartBasketNetwork([], options),
    "lift of nothing": (options) => chartLift([], options),
  };
}
