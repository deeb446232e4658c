import {
  eventsAsOne,
  mergedCustomers,
  standingMerges,
  unionLog,
  type CustomerEvent,
  type CustomersMerged,
  type CustomersSplit,
  type MergedCustomers,
} from "../../events";
import { hashText } from "../../kernel";
import type { CustomerStore } from "../../storage";
import type { LongWorkOptions } from "../models/long-work";

/** The events of all ids under which a customer is known at an instant. */
export interface StoredLog {
  /** The surviving id. */
  readonly customerId: string;
  /** Every id that is seen as this customer, by ascending code point. */
  readonly customerIds: readonly string[];
  /** Their events, and the merges that stand between them. */
  readonly events: readonly CustomerEvent[];
  /**
   * How many events each of the ids has in all, also later ones, and so has whoever merged one of them, even if that was
   * undone: for `expectedVersions`.
   */
  readonly versions: ReadonlyMap<string, number>;
}

/** Who is seen as whom in a whole base. */
export interface BaseMerges {
  /** Ids by their surviving id. */
  readonly merged: MergedCustomers;
  /** The merges that stand. */
  readonly merges: readonly CustomersMerged[];
  /** Who has merged a customer at any time, whether or not the merge still stands. */
  readonly mergers: ReadonlyMap<string, ReadonlySet<string>>;
}

type Tie = CustomersMerged | CustomersSplit;

/** Under this key stand all customers in whose log is a merge or a split. */
const TIES = "setia:ties";
/** Under this key stand all customers for whom something was decided. */
const CONTACTED = "setia:contacted";

/** Gives the keys by which merges, splits and decisions are found again, for `append`. */
export function logKeys(events: readonly CustomerEvent[]): Map<string, string[]> {
  const keys = new Map<string, Set<string>>();
  const add = (customerId: string, ...added: readonly string[]): void => {
    const own = keys.get(customerId) ?? new Set();
    keys.set(customerId, own);
    for (const key of added) own.add(key);
  };
  for (const event of events) {
    const { customerId } = event;
    if (event.type === "tactic_decided") add(customerId, CONTACTED);
    if (event.type === "customers_split") add(customerId, TIES, splitKey(event.mergeId));
    // Whom it merges, the store finds by the names in it: a hash of an id would outlive an erasure.
    if (event.type === "customers_merged") add(customerId, TIES);
  }
  return new Map(Array.from(keys, ([customerId, own]) => [customerId, [...own]]));
}

/** What a walk over all customers needs. */
export interface WalkOptions extends Omit<LongWorkOptions, "asOf"> {
  /** The last instant to include. */
  readonly asOf: Date;
  /** The id after which to begin. */
  readonly after?: string;
}

/** Reads the logs of all customers, once for those who were merged, under the surviving id. */
export async function* readAll(
  store: CustomerStore,
  { asOf, after, onProgress, signal }: WalkOptions,
): AsyncGenerator<StoredLog> {
  const base = await readMerges(store, asOf);
  const total = onProgress === undefined ? {} : { total: await countCustomers(store, after) };
  let done = 0;
  let page = await store.listCustomers(after === undefined ? {} : { after });
  while (page.length > 0) {
    for (const customerId of page) {
      signal?.throwIfAborted();
      if (base.merged.survivorId(customerId) === customerId) {
        const log = await readMerged(store, customerId, asOf, base);
        if (log.events.length > 0) yield log;
      }
      done++;
    }
    onProgress?.({ stage: "customers", done, ...total });
    page = await store.listCustomers({ after: page.at(-1) ?? "" });
  }
}

async function countCustomers(store: CustomerStore, after: string | undefined): Promise<number> {
  let count = 0;
  let page = await store.listCustomers(after === undefined ? {} : { after });
  while (page.length > 0) {
    count += page.length;
    page = await store.listCustomers({ after: page.at(-1) ?? "" });
  }
  return count;
}

/** Reads the events of everybody for whom something was decided, merged customers as one. */
export async function readContacted(
  store: CustomerStore,
  until: Date,
  signal?: AbortSignal,
): Promise<(readonly CustomerEvent[])[]> {
  const base = await readMerges(store, until);
  const contacted = await store.findCustomers([CONTACTED]);
  const logs: (readonly CustomerEvent[])[] = [];
  for (const customerId of new Set(contacted.map((id) => base.merged.survivorId(id)))) {
    signal?.throwIfAborted();
    const { events } = await readMerged(store, customerId, until, base);
    const log = unionLog(events, until, "refit");
    if (log !== undefined) logs.push(eventsAsOne(log));
  }
  return logs;
}

/** Reads the log of a customer, under all their ids. */
export async function readCustomer(
  store: CustomerStore,
  customerId: string,
  until?: Date,
): Promise<StoredLog> {
  const last = until?.getTime() ?? Infinity;
  const logs = new Map<string, readonly CustomerEvent[]>();
  const counts = new Map<string, number>();
  const ties = new Map<string, Tie>();
  const open = [customerId];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (logs.has(id)) continue;
    const all = await store.read(id);
    const events = all.filter(({ at }) => at.getTime() <= last);
    logs.set(id, events);
    counts.set(id, all.length);
    const merges = events.filter((event) => event.type === "customers_merged");
    for (const tie of events.filter(isTie)) ties.set(tie.id, tie);
    open.push(...merges.flatMap((merge) => merge.mergedCustomerIds));
    // Who merged this one, and who has split what this one merged.
    open.push(...(await store.findNaming([id], { type: "customers_merged" })));
    const splits = merges.map((merge) => splitKey(merge.id));
    if (splits.length > 0) open.push(...(await store.findCustomers(splits)));
  }
  const merged = mergedCustomers(ties.values());
  const customerIds = merged.idsOf(customerId);
  return {
    customerId: merged.survivorId(customerId),
    customerIds,
    events: logOf(
      customerIds.flatMap((id) => logs.get(id) ?? []),
      standingMerges(ties.values()),
      customerIds,
    ),
    versions: counts,
  };
}

/** Finds out who is seen as whom in a whole base. */
export async function readMerges(store: CustomerStore, until: Date): Promise<BaseMerges> {
  const all: Tie[] = [];
  for (const id of await store.findCustomers([TIES])) {
    all.push(...(await store.read(id)).filter(isTie));
  }
  const mergers = new Map<string, Set<string>>();
  for (const tie of all) {
    if (tie.type !== "customers_merged") continue;
    for (const id of tie.mergedCustomerIds) {
      mergers.set(id, (mergers.get(id) ?? new Set()).add(tie.customerId));
    }
  }
  const ties = all.filter(({ at }) => at <= until);
  return { merged: mergedCustomers(ties), merges: standingMerges(ties), mergers };
}

/** Reads the log of a customer whose ids are known already. */
export async function readMerged(
  store: CustomerStore,
  customerId: string,
  until: Date,
  { merged, merges, mergers }: BaseMerges,
): Promise<StoredLog> {
  const customerIds = merged.idsOf(customerId);
  const events: CustomerEvent[] = [];
  const versions = new Map<string, number>();
  for (const id of customerIds) {
    const all = await store.read(id);
    versions.set(id, all.length);
    for (const event of all) if (event.at <= until) events.push(event);
    for (const merger of mergers.get(id) ?? []) {
      if (!customerIds.includes(merger)) versions.set(merger, (await store.read(merger)).length);
    }
  }
  return {
    customerId,
    customerIds,
    events: logOf(events, merges, customerIds),
    versions,
  };
}

/** Merges and splits that do not stand are no facts about anybody: a view is the same as if they had never been. */
function logOf(
  events: readonly CustomerEvent[],
  merges: readonly CustomersMerged[],
  customerIds: readonly string[],
): CustomerEvent[] {
  const facts = events.filter((event) => !isTie(event));
  if (facts.length === 0 || customerIds.length === 1) return facts;
  return [...facts, ...merges.filter((merge) => customerIds.includes(merge.customerId))];
}

/** Whether an event says who is one with whom. */
export function isTie(event: CustomerEvent): event is Tie {
  return event.type === "customers_merged" || event.type === "customers_split";
}

function splitKey(mergeId: string): string {
  return `setia:split:${hashText(mergeId)}`;
}
