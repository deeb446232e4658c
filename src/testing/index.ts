/**
 * The contract that every store must pass, for any test runner.
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
