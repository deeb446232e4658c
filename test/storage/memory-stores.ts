import { memoryStore, type CustomerStore, type MemoryStoreOptions } from "setia";
import type { StoreUnderTest } from "setia/testing";

/** Every tenant has a store of its own; all handles of one tenant are that store. */
export function memoryStores(options: MemoryStoreOptions): StoreUnderTest {
  const tenants = new Map<string, CustomerStore>();
  return {
    open: (tenant) => {
      const store = tenants.get(tenant) ?? memoryStore(options);
      tenants.set(tenant, store);
      return store;
    },
  };
}
