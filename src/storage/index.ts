export { namedCustomers, renameInModel } from "./anonymize";
export { assertModelVersion, assertName, assertWholeNumber, isName } from "./check-batch";
export type {
  AppendOptions,
  AppendResult,
  CustomerStore,
  EraseResult,
  ListCustomersOptions,
  LoadModelOptions,
  ReadOptions,
  SaveModelOptions,
  ScanBatch,
  ScanOptions,
  StoredModel,
  WhenErased,
} from "./customer-store";
export type {
  CohortCount,
  CountCohortsOptions,
  CountPairsOptions,
  MeasureAt,
  MeasureCrossSellOptions,
  MeasureRfmOptions,
  Measures,
  PairTable,
  RfmOverview,
  SegmentCount,
} from "./measures";
export { memoryStore, type MemoryStoreOptions } from "./memory-store";
export { planAppend, type AppendPlan, type LogLookups } from "./plan-append";
export { planErasure, type ErasurePlan } from "./plan-erasure";
