export { analyzeRfm, type AnalyzeRfmOptions, type RfmAnalysis } from "./analyze-rfm";
export { DEFAULT_SEGMENTS, type Segment } from "./default-segments";
export { fitRfm, type FitRfmOptions } from "./fit-rfm";
export {
  RFM_DIMENSIONS,
  RFM_MODEL_VERSION,
  type RfmDimension,
  type RfmModel,
  type RfmScore,
} from "./rfm-model";
export { scoreRfm } from "./score-rfm";
export {
  defineSegments,
  segmentOf,
  type DefineSegmentsOptions,
  type ScoreRange,
  type SegmentRule,
} from "./segments";
