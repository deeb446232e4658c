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
  type Analytics,
  type AnalyticsAt,
  type AnalyticsCrossSellOptions,
  type AnalyticsRfmOptions,
  type AppendOptions,
  type AppendPlan,
  type AppendResult,
  type CohortCount,
  type CountCohortsOptions,
  type CountPairsOptions,
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
  type PairTable,
  type ReadOptions,
  type RfmOverview,
  type SaveModelOptions,
  type ScanBatch,
  type ScanOptions,
  type SegmentCount,
  type StoredModel,
  type WhenErased,
} from "../storage";
