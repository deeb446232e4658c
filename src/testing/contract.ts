import type { CustomerStore, WhenErased } from "../storage";

/** What a store may lack; everything else it must be able to do. */
export const STORE_CAPABILITIES = ["tenants", "writers", "anonymous"] as const;

/**
 * What a store may lack: `tenants`, it keeps several apart; `writers`, several handles write at the same time;
 * `anonymous`, it can keep orders of erased customers anonymous when they are imported again.
 */
export type StoreCapability = (typeof STORE_CAPABILITIES)[number];

/** A fresh, empty store, made for one test. */
export interface StoreUnderTest {
  /** Opens a handle for a tenant; several handles of one tenant look at the same data. */
  readonly open: (tenant: string) => CustomerStore | Promise<CustomerStore>;
  /** Gives back whatever the store holds, after the test. */
  readonly close?: () => Promise<void>;
  /** Writes the content of every table as text, by another way than the store's own; looked through after an erasure. */
  readonly dump?: () => Promise<string>;
}

/** How a store is to be made. */
export interface CreateStoreOptions {
  /** What to do with events of erased customers. */
  readonly whenErased: WhenErased;
}

/** A promise of the contract, and how it is tried. */
export interface ContractTest {
  /** The group and the promise, as in `append: takes a repeated fact once`. */
  readonly name: string;
  /** What a store needs for it beyond the port. */
  readonly needs?: StoreCapability;
  /** How the store is to be made; `"refuse"` if left out. */
  readonly whenErased?: WhenErased;
  /** Tries it, and throws if it is broken. */
  readonly run: (store: CustomerStore, all: StoreUnderTest) => Promise<void>;
}
