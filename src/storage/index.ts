export type {
  AppendResult,
  CustomerStore,
  ListCustomersOptions,
  ReadOptions,
  ScanBatch,
  ScanOptions,
} from "./customer-store";
export { memoryStore } from "./memory-store";
