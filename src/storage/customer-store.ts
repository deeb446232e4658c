import type { CustomerEvent } from "../events";
import type { ModelHeader } from "../kernel";

/** What became of a batch of events. */
export interface AppendResult {
  /** Events that were new. */
  readonly appended: number;
  /** Events that were there already, with the same content. */
  readonly duplicates: number;
}

/** Options of {@link CustomerStore.read}. */
export interface ReadOptions {
  /** Last instant to include; everything if left out. */
  readonly until?: Date;
}

/** Options of {@link CustomerStore.scan}. */
export interface ScanOptions {
  /** Position after which to begin, from an earlier batch; the beginning if left out. */
  readonly after?: number;
  /** Events per batch at the most; 1,000 if left out. */
  readonly batchSize?: number;
  /** Stops the scan with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** A part of the log. */
export interface ScanBatch {
  /** Events in the order in which they were appended; at least one. */
  readonly events: readonly CustomerEvent[];
  /** Position of the last one: where a later scan goes on. */
  readonly position: number;
}

/** Options of {@link CustomerStore.listCustomers}. */
export interface ListCustomersOptions {
  /** The id after which to begin; the beginning if left out. */
  readonly after?: string;
  /** Ids per page at the most; 1,000 if left out. */
  readonly limit?: number;
}

/**
 * Where customers are kept: an append-only log of events, and fitted models. Everything else is computed.
 * What comes out is a copy: changing it changes nothing in the store.
 */
export interface CustomerStore {
  /**
   * Adds events, all or none. The same id with the same content is a duplicate and changes nothing, also
   * within one batch; `recordedAt` is not content.
   *
   * @throws SetiaError `EVENT_CONFLICT` if an id is there with other content; then nothing was added
   */
  append(events: readonly CustomerEvent[]): Promise<AppendResult>;
  /** Reads the events of one customer in order, up to an instant; none for an unknown customer. */
  read(customerId: string, options?: ReadOptions): Promise<readonly CustomerEvent[]>;
  /** Reads the whole log in batches, in the order in which it was written. */
  scan(options?: ScanOptions): AsyncIterable<ScanBatch>;
  /** Lists the ids of customers with events, by ascending code point, page by page. */
  listCustomers(options?: ListCustomersOptions): Promise<readonly string[]>;
  /** Keeps a model under a name, in place of an older one. */
  saveModel(name: string, model: ModelHeader): Promise<void>;
  /** Gives the model of a name, or `undefined`. */
  loadModel(name: string): Promise<ModelHeader | undefined>;
}
