import {
  compareEvents,
  encodeSound,
  reviveEvent,
  type CustomerEvent,
  type EventType,
} from "../events";
import {
  assertInstant,
  assertOptions,
  compareCodePoints,
  type ModelHeader,
  type OptionNames,
} from "../kernel";
import { namedCustomers, pseudonymsAmong, renameInModel } from "./anonymize";
import { assertModelVersion, assertName, assertWholeNumber } from "./check-batch";
import type {
  CustomerStore,
  EraseOptions,
  ScanBatch,
  ScanOptions,
  WhenErased,
} from "./customer-store";
import { hidingWith, newSecret } from "./hiding";
import { planAppend, type AppendPlan, type LogLookups } from "./plan-append";
import { planErasure, planModel } from "./plan-erasure";

/** Options of {@link memoryStore}. */
export interface MemoryStoreOptions {
  /** What to do with events of erased customers; `"refuse"` if left out. */
  readonly whenErased?: WhenErased;
  /** Hides the ids of erased customers; a random one if left out. The same one gives the same pseudonyms. */
  readonly secret?: string;
}

interface KeptModel {
  readonly version: number;
  readonly json: string;
}

const MEMORY_STORE_OPTIONS: OptionNames<MemoryStoreOptions> = { whenErased: true, secret: true };

/**
 * Creates a store that keeps everything in memory: for tests, scripts, dashboards, and as the reference of
 * what other stores must do.
 *
 * @param options - what to do with erased customers
 * @returns an empty store
 *
 * @example
 * ```ts
 * import { memoryStore } from "setia";
 *
 * const store = memoryStore();
 * const order = {
 *   id: "e1", type: "order_completed", customerId: "ani", at: new Date("2026-01-05"),
 *   orderId: "o1", currency: "IDR", total: 1_500_000,
 * } as const;
 * await store.append([order, order]); // => { appended: 1, duplicates: 1, erased: 0 }
 * ```
 */
export function memoryStore(options: MemoryStoreOptions = {}): CustomerStore {
  assertOptions(options, MEMORY_STORE_OPTIONS, "memoryStore");
  const { whenErased = "refuse" } = options;
  /** The log; an erased event leaves a hole, so that positions stay. */
  const log: (CustomerEvent | undefined)[] = [];
  const places = new Map<string, number>();
  const byCustomer = new Map<string, Set<number>>();
  const byNamed = new Map<string, Set<number>>();
  const byKey = new Map<string, Set<string>>();
  const models = new Map<string, readonly KeptModel[]>();
  const tombstones = new Set<string>();
  let sortedIds: string[] | undefined;
  let lastWrite: Promise<unknown> = Promise.resolve();
  let hiding: LogLookups["hide"] | undefined;

  const lookups = (): LogLookups => ({
    known: (ids) => Promise.resolve(eventsAt(ids.map((id) => places.get(id)))),
    versions: (ids) =>
      Promise.resolve(new Map(ids.map((id) => [id, byCustomer.get(id)?.size ?? 0]))),
    mergers: (ids) => Promise.resolve(namingAmong(ids, "customers_merged")),
    hide: (texts) => (hiding ??= hidingWith(options.secret ?? newSecret(), "memory"))(texts),
    tombstones: knownTombstones,
    anyErased: tombstones.size > 0,
    whenErased,
  });

  return {
    append: (events, given = {}) =>
      inTurn(async () => {
        const plan = await planAppend(events, lookups(), given);
        write(plan);
        return plan.result;
      }),
    read: (customerId, { until } = {}) =>
      settled(() => {
        if (until !== undefined) assertInstant(until, "read: until");
        const last = until?.getTime() ?? Infinity;
        return eventsAt([...(byCustomer.get(customerId) ?? [])])
          .filter((event) => event.at.getTime() <= last)
          .sort(compareEvents)
          .map(copy);
      }),
    scan,
    listCustomers: ({ after, limit = 1000 } = {}) =>
      settled(() => {
        assertWholeNumber(limit, 1, "listCustomers: limit");
        sortedIds ??= [...byCustomer.keys()].sort(compareCodePoints);
        const next =
          after === undefined ? 0 : sortedIds.findIndex((id) => compareCodePoints(id, after) > 0);
        return next === -1 ? [] : sortedIds.slice(next, next + limit);
      }),
    findCustomers: (keys) =>
      settled(() => {
        const found = new Set(keys.flatMap((key) => [...(byKey.get(key) ?? [])]));
        return [...found].sort(compareCodePoints);
      }),
    findNaming: (customerIds, { type } = {}) =>
      settled(() => namingAmong(customerIds, type).sort(compareCodePoints)),
    findPseudonyms: async (customerIds) =>
      [...(await pseudonymsAmong(customerIds, knownTombstones))].sort(compareCodePoints),
    saveModel: (name, model, { expectedVersion } = {}) =>
      inTurn(async () => {
        assertName(name, "saveModel: name");
        const versions = models.get(name) ?? [];
        const newest = versions.at(-1)?.version ?? 0;
        assertModelVersion(name, newest, expectedVersion);
        const json = JSON.stringify(await planModel(model, lookups()));
        models.set(name, [...versions, { version: newest + 1, json }]);
        return newest + 1;
      }),
    loadModel: (name, { version } = {}) =>
      settled(() => {
        const versions = models.get(name) ?? [];
        const found =
          version === undefined ? versions.at(-1) : versions.find((one) => one.version === version);
        return found === undefined
          ? undefined
          : { model: JSON.parse(found.json) as ModelHeader, version: found.version };
      }),
    dropModels: (name, { before = Infinity } = {}) =>
      settled(() => {
        if (before !== Infinity) assertWholeNumber(before, 0, "dropModels: before");
        const left = (models.get(name) ?? []).filter(({ version }) => version >= before);
        if (left.length === 0) models.delete(name);
        else models.set(name, left);
      }),
    erase: (customerIds, given = {}) =>
      inTurn(() => erase([...new Set([customerIds].flat())], given)),
  };

  function namingAmong(customerIds: readonly string[], type: EventType | undefined): string[] {
    const named = customerIds.flatMap((id) => eventsAt([...(byNamed.get(id) ?? [])]));
    const found = named.filter((event) => type === undefined || event.type === type);
    return [...new Set(found.map(({ customerId }) => customerId))];
  }

  function knownTombstones(hidden: readonly string[]): Promise<ReadonlySet<string>> {
    return Promise.resolve(new Set(hidden.filter((one) => tombstones.has(one))));
  }

  /** Lets one writer after the other decide and write, though deciding waits for look-ups. */
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = lastWrite.then(work);
    lastWrite = turn.catch(() => undefined);
    return turn;
  }

  function eventsAt(positions: readonly (number | undefined)[]): CustomerEvent[] {
    return positions.flatMap((position) => log[position ?? -1] ?? []);
  }

  function write({ fresh, keys }: AppendPlan): void {
    // Through the codec, so that what comes out is what any other store would give; all before the first.
    const events = fresh.map((event) => reviveEvent(encodeSound(event)));
    for (const event of events) place(log.length, event);
    for (const [customerId, key] of keys) add(byKey, key, customerId);
  }

  function place(position: number, event: CustomerEvent): void {
    log[position] = event;
    places.set(event.id, position);
    if (!byCustomer.has(event.customerId)) sortedIds = undefined;
    add(byCustomer, event.customerId, position);
    for (const id of namedCustomers(event)) add(byNamed, id, position);
  }

  function displace(position: number, event: CustomerEvent): void {
    log[position] = undefined;
    places.delete(event.id);
    remove(byCustomer, event.customerId, position);
    for (const id of namedCustomers(event)) remove(byNamed, id, position);
    sortedIds = undefined;
  }

  async function erase(
    customerIds: readonly string[],
    given: EraseOptions,
  ): ReturnType<CustomerStore["erase"]> {
    for (const id of customerIds) assertName(id, "erase: customerId");
    const own = customerIds.flatMap((id) =>
      [byCustomer, byNamed].flatMap((index) => [...(index.get(id) ?? [])]),
    );
    const positions = [...new Set(own)];
    const plan = await planErasure(customerIds, eventsAt(positions), lookups(), given);
    for (const position of positions) {
      const event = log[position];
      if (event === undefined || !plan.replacements.has(event.id)) continue;
      displace(position, event);
      const left = plan.replacements.get(event.id);
      if (left !== undefined) place(position, left);
    }
    for (const id of plan.names.keys()) {
      for (const key of [...byKey.keys()]) remove(byKey, key, id);
    }
    for (const [name, versions] of models) {
      models.set(
        name,
        versions.map(({ version, json }) => ({
          version,
          json: JSON.stringify(renameInModel(JSON.parse(json), plan.names)),
        })),
      );
    }
    for (const tombstone of plan.tombstones) tombstones.add(tombstone);
    return plan.result;
  }

  async function* scan(given: ScanOptions = {}): AsyncGenerator<ScanBatch> {
    const { after = "0", batchSize = 1000, signal } = given;
    assertWholeNumber(batchSize, 1, "scan: batchSize");
    let next = Number(after);
    assertWholeNumber(next, 0, "scan: after");
    for (;;) {
      signal?.throwIfAborted();
      const events: CustomerEvent[] = [];
      for (; next < log.length && events.length < batchSize; next++) {
        const event = log[next];
        if (event !== undefined) events.push(copy(event));
      }
      if (events.length === 0) return;
      yield await Promise.resolve({ events, position: String(next) });
    }
  }
}

/** Runs at once, but tells the outcome as a promise: a fault becomes a rejection, never a throw. */
function settled<Result>(work: () => Result): Promise<Result> {
  return new Promise((resolve) => {
    resolve(work());
  });
}

function add<Key, Value>(index: Map<Key, Set<Value>>, key: Key, value: Value): void {
  const there = index.get(key);
  if (there === undefined) index.set(key, new Set([value]));
  else there.add(value);
}

function remove<Key, Value>(index: Map<Key, Set<Value>>, key: Key, value: Value): void {
  const there = index.get(key);
  if (there?.delete(value) === true && there.size === 0) index.delete(key);
}

/** Copies plain data, arrays and dates; dates and lines of an event could else be changed from outside. */
function copy<Value>(value: Value): Value {
  if (value instanceof Date) return new Date(value) as Value;
  if (Array.isArray(value)) return value.map(copy) as Value;
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, copy(member)]),
    ) as Value;
  }
  return value;
}
