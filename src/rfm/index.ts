/**
 * How valuable: recency, frequency and money as scores and segments.
 * Enter by `analyzeRfm`, `fitRfm` and `scoreRfm`; segment maps are in `maps/`.
 * Knows the purchases.
 */
export { quantileCuts, quantilePlaces } from "../statistics";
export { analyzeRfm, type AnalyzeRfmOptions, type RfmAnalysis } from "./analyze-rfm";
export { diagnoseBase, type DiagnosedBase } from "./fitting/base-diagnostics";
export {
  buildRfmModel,
  dimensionsOf,
  rankPlaces,
  rfmPlaces,
  type RankBound,
  type RfmFacts,
} from "./fitting/build-model";
export { compareRfm, type RfmComparison, type RfmMove, type RfmSnapshot } from "./compare-rfm";
export { DEFAULT_SEGMENTS, type Segment } from "./maps/default-segments";
export { explainRfm, type RfmExplanation, type RfmPlace } from "./explain-rfm";
export { rfmRulesOf, type FitRfmOptions, type RfmRules } from "./fitting/fit-options";
export { fitRfm } from "./fitting/fit-rfm";
export type { RfmSummaries } from "./fitting/rfm-base";
export { RFM_DIMENSIONS, type RfmDimension } from "./rfm-dimensions";
export {
  RFM_MODEL_VERSION,
  type DimensionMethod,
  type RfmMethod,
  type RfmModel,
  type RfmScore,
} from "./rfm-model";
export { createRfmIndex, type RfmIndex, type RfmIndexAt, type RfmIndexOptions } from "./rfm-index";
export { scoreRfm, scoreRfmAll, type RfmScoreColumns } from "./score-rfm";
export { SHOPIFY_STYLE_SEGMENTS } from "./maps/shopify-style-segments";
export { VIGNETTE_SEGMENTS } from "./maps/vignette-segments";
export {
  defineRfmMap,
  segmentOf,
  type DefineRfmMapOptions,
  type ScoreRange,
  type SegmentRule,
} from "./maps/segments";
