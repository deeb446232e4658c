import { compareEvents, decodeEvent, encodeEvent, type CustomerEvent } from "../events";
import { assertInstant, compareCodePoints, hashText, type ModelHeader } from "../kernel";
import { namedCustomers, renameInModel } from "./anonymize";
import { assertModelVersion, assertName, assertWholeNumber } from "./check-batch";
import type { CustomerStore, ScanBatch, ScanOptions, WhenErased } from "./customer-store";
import { planAppend, type AppendPlan, type LogLookups } from "./plan-append";
import { planErasure } from "./plan-erasure";

/** Options of {@link memoryStore}. */
export interface MemoryStoreOptions {
  /** What to do with events of erased customers; `"refuse"` if left out. */
  readonly whenErased?: WhenErased;
}

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
  const { whenErased = "refuse" } = options;
  /** The log; an erased event leaves a hole, so that positions stay. */
  const log: (CustomerEvent | undefined)[] = [];
  const places = new Map<string, number>();
  const byCustomer = new Map<string, Set<number>>();
  const byNamed = new Map<string, Set<number>>();
  const byKey = new Map<string, Set<string>>();
  const models = new Map<string, string[]>();
  const tombstones = new Set<string>();
  let sortedIds: string[] | undefined;
  let lastWrite: Promise<unknown> = Promise.resolve();

  const lookups = (): LogLookups => ({
    known: (ids) => Promise.resolve(eventsAt(ids.map((id) => places.get(id)))),
    versions: (ids) =>
      Promise.resolve(new Map(ids.map((id) => [id, byCustomer.get(id)?.size ?? 0]))),
    hide: (texts) => Promise.resolve(new Map(texts.map((text) => [text, hashText(text)]))),
    tombstones: (hidden) => Promise.resolve(new Set(hidden.filter((one) => tombstones.has(one)))),
    anyErased: tombstones.size > 0,
    whenErased,
  });

  return {
    append: (events, given = {}) =>
      inTurn(async () => {
        const plan = await planAppend(events, given, lookups());
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
    saveModel: (name, model, { expectedVersion } = {}) =>
      settled(() => {
        assertName(name, "saveModel: name");
        const versions = models.get(name) ?? [];
        assertModelVersion(name, versions.length, expectedVersion);
        models.set(name, [...versions, JSON.stringify(model)]);
        return versions.length + 1;
      }),
    loadModel: (name, { version } = {}) =>
      settled(() => {
        const versions = models.get(name) ?? [];
        const wanted = version ?? versions.length;
        const json = versions[wanted - 1];
        return json === undefined
          ? undefined
          : { model: JSON.parse(json) as ModelHeader, version: wanted };
      }),
    erase: (customerId) => inTurn(() => erase(customerId)),
  };

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
    const events = fresh.map((event) => decodeEvent(encodeEvent(event)));
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

  async function erase(customerId: string): ReturnType<CustomerStore["erase"]> {
    assertName(customerId, "erase: customerId");
    const positions = [byCustomer, byNamed].flatMap((index) => [...(index.get(customerId) ?? [])]);
    const events = eventsAt(positions);
    const plan = await planErasure(customerId, events, lookups().hide);
    positions.forEach((position, index) => {
      const event = events[index];
      if (event !== undefined) displace(position, event);
      const left = event === undefined ? undefined : plan.replacements.get(event.id);
      if (left !== undefined) place(position, left);
    });
    for (const key of [...byKey.keys()]) remove(byKey, key, customerId);
    for (const [name, versions] of models) {
      const renamed = versions.map((json) =>
        JSON.stringify(renameInModel(JSON.parse(json), customerId, plan.result.pseudonym)),
      );
      models.set(name, renamed);
    }
    tombstones.add(plan.tombstone);
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
