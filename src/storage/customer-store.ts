import type { CustomerEvent, EventType } from "../events";
import type { ModelHeader } from "../kernel";
import type { KeepOfErased } from "./anonymize";

/** Options of {@link CustomerStore.append}. */
export interface AppendOptions {
  /**
   * Versions that customers must have, by `customerId`. The version of a customer is the number of their
   * events: 0 for an unknown one, the length of what {@link CustomerStore.read} gives for others. Customers of whom the
   * batch has no event count too. A version is not asked of a customer for whom the batch brings nothing new, nor
   * where it brings nothing new at all, so that trying again after a lost answer works. Whoever has merged one of these
   * customers must be among them: else they have done it since the caller looked.
   */
  readonly expectedVersions?: ReadonlyMap<string, number>;
  /**
   * Keys to find customers by, per `customerId` of the batch, such as hashes of addresses. They are added to
   * those that the customer has; the store does not look into them. Texts of 1 to 190 characters.
   */
  readonly keys?: ReadonlyMap<string, readonly string[]>;
}

/** What became of a batch of events. */
export interface AppendResult {
  /** Events that were new. */
  readonly appended: number;
  /** Events that were there already, with the same content. */
  readonly duplicates: number;
  /** Events of erased customers of which nothing may stay; 0 in a store that refuses them. */
  readonly erased: number;
}

/** Options of {@link CustomerStore.read}. */
export interface ReadOptions {
  /** Last instant to include; everything if left out. */
  readonly until?: Date;
}

/** Options of {@link CustomerStore.scan}. */
export interface ScanOptions {
  /** Position after which to begin, from an earlier batch; the beginning if left out. */
  readonly after?: string;
  /** Events per batch at most; 1,000 if left out. */
  readonly batchSize?: number;
  /** Stops the scan with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** A part of the log. */
export interface ScanBatch {
  /** Events in the order in which they were appended; at least one. */
  readonly events: readonly CustomerEvent[];
  /** Position of the last one: where a later scan goes on. Only the store that gave it can read it. */
  readonly position: string;
}

/** Options of {@link CustomerStore.listCustomers}. */
export interface ListCustomersOptions {
  /** The id after which to begin; the beginning if left out. */
  readonly after?: string;
  /** Ids per page at most; 1,000 if left out. */
  readonly limit?: number;
}

/** Options of {@link CustomerStore.saveModel}. */
export interface SaveModelOptions {
  /** The newest version that must be there, 0 for none; whichever it is if left out. */
  readonly expectedVersion?: number;
}

/** Options of {@link CustomerStore.dropModels}. */
export interface DropModelsOptions {
  /** The oldest version that stays; none stays if left out. */
  readonly before?: number;
}

/** Options of {@link CustomerStore.findNaming}. */
export interface FindNamingOptions {
  /** Which events count; all if left out. */
  readonly type?: EventType;
}

/** Options of {@link CustomerStore.erase}. */
export interface EraseOptions {
  /**
   * What is kept under the pseudonym: `totals`, facts about orders with the fields that the schema of events marks (if
   * left out), or `behaviour`, signals, scores, tactics and answers too, without texts.
   */
  readonly keep?: KeepOfErased;
  /**
   * Versions that customers must have, as in {@link AppendOptions}. Where they are given, whoever has merged one of the
   * erased must be among them: else they have done it since the caller looked.
   */
  readonly expectedVersions?: ReadonlyMap<string, number>;
}

/** Options of {@link CustomerStore.loadModel}. */
export interface LoadModelOptions {
  /** Which version; the newest if left out. */
  readonly version?: number;
}

/** A model as a store keeps it. */
export interface StoredModel {
  /** The model, as JSON has it. */
  readonly model: ModelHeader;
  /** Counts from 1 under each name; not the version of the model's format. */
  readonly version: number;
}

/** What an erasure did. */
export interface EraseResult {
  /** Events of the person that are gone. */
  readonly removed: number;
  /** Events of the person that stay as facts about an order, without the person. */
  readonly anonymized: number;
  /** Events of other customers in which the person was named. */
  readonly rewritten: number;
  /** What the person is called from then on, in what stays: one that names nobody for each id, in the same order. */
  readonly pseudonyms: readonly string[];
}

/** What a store does with events of a customer who was erased: refuse them, or keep what names nobody. */
export type WhenErased = "refuse" | "anonymous";

/**
 * Where customers are kept: an append-only log of events, and fitted models. Everything else is computed.
 * What comes out is a copy: changing it changes nothing in the store. A handle sees one tenant only.
 */
export interface CustomerStore {
  /**
   * Adds events, all or none. The same id with the same content is a duplicate and changes nothing, also
   * within one batch and from several writers at once; `recordedAt` is not content.
   *
   * @throws SetiaError and adds nothing: `INVALID_INPUT` with every issue; `EVENT_CONFLICT` if an id is there
   * with other content; `VERSION_CONFLICT`; `CUSTOMER_ERASED` in a store that refuses erased customers, also for
   * something new under a pseudonym
   */
  append(events: readonly CustomerEvent[], options?: AppendOptions): Promise<AppendResult>;
  /** Reads the events of one customer in order, up to an instant; none for an unknown customer. */
  read(customerId: string, options?: ReadOptions): Promise<readonly CustomerEvent[]>;
  /**
   * Reads the whole log in batches, in the order in which it was written; at most one batch is fetched ahead
   * of the one that was taken. A later scan from the last position gives all that was appended since, whoever wrote it.
   */
  scan(options?: ScanOptions): AsyncIterable<ScanBatch>;
  /** Lists the ids of customers with events, by ascending code point, page by page. */
  listCustomers(options?: ListCustomersOptions): Promise<readonly string[]>;
  /** Finds the customers with at least one of the keys, by ascending code point. */
  findCustomers(keys: readonly string[]): Promise<readonly string[]>;
  /** Finds the customers with an event that names one of these others, by ascending code point. */
  findNaming(
    customerIds: readonly string[],
    options?: FindNamingOptions,
  ): Promise<readonly string[]>;
  /** Returns which of these ids stand for erased customers, by ascending code point. */
  findPseudonyms(customerIds: readonly string[]): Promise<readonly string[]>;
  /**
   * Keeps a model under a name as its newest version, and tells which that is; older ones stay. Ids of customers
   * who were erased since the model was fitted are replaced, as `erase` does in those that are there.
   *
   * @throws SetiaError `VERSION_CONFLICT` if another version than the expected one is the newest
   */
  saveModel(name: string, model: ModelHeader, options?: SaveModelOptions): Promise<number>;
  /** Gives the model of a name, or `undefined`. */
  loadModel(name: string, options?: LoadModelOptions): Promise<StoredModel | undefined>;
  /** Drops versions of a model that nobody needs any more; the numbers of the others stay. */
  dropModels(name: string, options?: DropModelsOptions): Promise<void>;
  /**
   * Erases a person under one id or several, all or nothing: their events, keys and ids everywhere, also in events of
   * others and in models. Orders, refunds and cancellations stay as facts about nobody, so that totals still add up. A
   * later append cannot bring the person back. Erasing twice, or somebody unknown, is fine; a pseudonym stays as it is.
   *
   * @throws SetiaError and erases nothing: `VERSION_CONFLICT`; `INVALID_INPUT` for what is no id
   */
  erase(customerIds: string | readonly string[], options?: EraseOptions): Promise<EraseResult>;
}
