/**
 * Pictures of a base of customers as Vega-Lite specifications: plain JSON, in English and Indonesian, light and dark.
 *
 * @packageDocumentation
 */
export type {
  Chart,
  ChartAxis,
  ChartChannel,
  ChartEncoding,
  ChartFieldType,
  ChartLayer,
  ChartLooks,
  ChartMark,
  ChartRow,
  ChartScale,
  ChartTitle,
} from "./chart";
export type { ChartOptions } from "./chart-options";
export {
  CHART_PALETTES,
  CHART_THEMES,
  type ChartPalette,
  type ChartTheme,
} from "./figures/palettes";
export { VEGA_LITE_SCHEMA } from "./layout/frame-chart";

// How valuable
export { chartSegmentMap } from "./segment-map";
export { chartRfmHeatMap } from "./heat-map";
export { chartSegmentFlows, type SegmentFlowsOptions } from "./segment-flows";

// What is ahead
export { chartAliveHistory, type AliveHistoryOptions } from "./alive-history";
export { chartLifetimeValue, type LifetimeValueOptions } from "./value-distribution";

// Where on the loyalty loop
export { chartForecastRecord } from "./forecast-record";
export { chartStageFunnel } from "./stage-funnel";
export { chartStageFlows, type StageFlowsOptions } from "./stage-flows";
export { chartRetention, type RetentionOptions } from "./retention";

// What to offer
export { chartBasketNetwork, type BasketNetworkOptions } from "./basket-network";

// What to do
export { chartLift, type LiftOptions } from "./lift";
