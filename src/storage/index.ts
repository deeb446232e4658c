/**
 * The port to a store, and the one brain that every store asks what to write.
 * Enter by `CustomerStore`, `planAppend` and `memoryStore`.
 * Knows kernel and events.
 */
export { namedCustomers, pseudonymsAmong, renameInModel, type KeepOfErased } from "./anonymize";
export { CHECKED, assertModelVersion, assertName, assertWholeNumber, isName } from "./check-batch";
export type {
  AppendOptions,
  AppendResult,
  CustomerStore,
  DropModelsOptions,
  EraseOptions,
  EraseResult,
  FindNamingOptions,
  ListCustomersOptions,
  LoadModelOptions,
  ReadOptions,
  SaveModelOptions,
  ScanBatch,
  ScanOptions,
  StoredModel,
  WhenErased,
} from "./customer-store";
export { hidingWith, newSecret } from "./hiding";
export { memoryStore, type MemoryStoreOptions } from "./memory-store";
export { planAppend, type AppendPlan, type LogLookups } from "./plan-append";
export { planErasure, planModel, type ErasurePlan } from "./plan-erasure";
