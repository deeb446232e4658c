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
export { VEGA_LITE_SCHEMA } from "./frame-chart";
export { chartRfmHeatMap } from "./heat-map";
export { CHART_PALETTES, CHART_THEMES, type ChartPalette, type ChartTheme } from "./palettes";
export { chartSegmentMap } from "./segment-map";
export { chartSegmentFlows, type SegmentFlowsOptions } from "./segment-flows";
