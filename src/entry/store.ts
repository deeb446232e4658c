/**
 * For stores of your own: the port, the plans that every store follows, and how events are written.
 *
 * @packageDocumentation
 */

// Errors, money and reasons
export { assertInstant, compareCodePoints } from "../kernel";

// What happened
export {
  compareEvents,
  decodeEvent,
  encodeEvent,
  EVENT_VERSION,
  UPCASTERS,
  type EncodedEvent,
  type Upcaster,
} from "../events";

// Where it is kept
export {
  assertModelVersion,
  assertWholeNumber,
  memoryStore,
  namedCustomers,
  planAppend,
  planErasure,
  planModel,
  pseudonymsAmong,
  renameInModel,
  type AppendOptions,
  type AppendPlan,
  type AppendResult,
  type CustomerStore,
  type DropModelsOptions,
  type EraseOptions,
  type EraseResult,
  type ErasurePlan,
  type FindNamingOptions,
  type KeepOfErased,
  type ListCustomersOptions,
  type LoadModelOptions,
  type LogLookups,
  type MemoryStoreOptions,
  type ReadOptions,
  type SaveModelOptions,
  type ScanBatch,
  type ScanOptions,
  type StoredModel,
  type WhenErased,
} from "../storage";
export type {
  Analytics,
  AnalyticsAt,
  AnalyticsCrossSellOptions,
  AnalyticsRfmOptions,
  CohortCount,
  CountCohortsOptions,
  CountPairsOptions,
  PairTable,
  RfmOverview,
  SegmentCount,
} from "../analytics";
