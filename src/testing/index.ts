/**
 * The contracts that every store and every engine must keep, for any test runner.
 *
 * @packageDocumentation
 */

export {
  STORE_CAPABILITIES,
  type CreateStoreOptions,
  type StoreCapability,
  type StoreUnderTest,
} from "./contract";
export { testStore, type TestStoreOptions } from "./test-store";
export type { MeasureSettings } from "./measure-checks";
export {
  measureRows,
  type MeasureData,
  type MeasureLineRow,
  type MeasureOrderRow,
  type MeasureRefundRow,
  type MeasureReturnRow,
  type MeasureRows,
} from "./measure-data";
export { testMeasures, type MeasuresUnderTest, type TestMeasuresOptions } from "./test-measures";
