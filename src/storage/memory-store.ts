import { compareEvents, eventContent, type CustomerEvent } from "../events";
import { compareCodePoints, SetiaError, type ModelHeader } from "../kernel";
import type {
  AppendResult,
  CustomerStore,
  ListCustomersOptions,
  ReadOptions,
  ScanBatch,
  ScanOptions,
} from "./customer-store";

/**
 * Creates a store that keeps everything in memory: for tests, scripts, dashboards, and as the reference of
 * what other stores must do.
 *
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
 * await store.append([order, order]); // => { appended: 1, duplicates: 1 }
 * ```
 */
export function memoryStore(): CustomerStore {
  const log: CustomerEvent[] = [];
  const byId = new Map<string, CustomerEvent>();
  const byCustomer = new Map<string, CustomerEvent[]>();
  const models = new Map<string, string>();
  let sortedIds: string[] | undefined;

  return {
    append: (events) => settled(() => append(events)),
    read: (customerId, options) => settled(() => read(customerId, options)),
    scan,
    listCustomers: (options) => settled(() => listCustomers(options)),
    saveModel: (name, model) =>
      settled(() => {
        models.set(name, JSON.stringify(model));
      }),
    loadModel: (name) =>
      settled(() => {
        const json = models.get(name);
        return json === undefined ? undefined : (JSON.parse(json) as ModelHeader);
      }),
  };

  function append(events: readonly CustomerEvent[]): AppendResult {
    const fresh = new Map<string, CustomerEvent>();
    events.forEach((event, index) => {
      const known = byId.get(event.id) ?? fresh.get(event.id);
      if (known === undefined) fresh.set(event.id, copy(event));
      else if (eventContent(known) !== eventContent(event)) {
        throw new SetiaError(
          "EVENT_CONFLICT",
          `append: events[${String(index)}].id is ${JSON.stringify(event.id)}, which is there with other content; expected a new id, or the same content. Nothing was added`,
        );
      }
    });
    for (const event of fresh.values()) {
      log.push(event);
      byId.set(event.id, event);
      const own = byCustomer.get(event.customerId);
      if (own === undefined) {
        byCustomer.set(event.customerId, [event]);
        sortedIds = undefined;
      } else own.push(event);
    }
    return { appended: fresh.size, duplicates: events.length - fresh.size };
  }

  function read(customerId: string, options: ReadOptions = {}): CustomerEvent[] {
    const until = options.until?.getTime() ?? Infinity;
    const events = byCustomer.get(customerId) ?? [];
    return events
      .filter((event) => event.at.getTime() <= until)
      .sort(compareEvents)
      .map(copy);
  }

  async function* scan(options: ScanOptions = {}): AsyncGenerator<ScanBatch> {
    const { after = 0, batchSize = 1000, signal } = options;
    assertPageSize("scan: batchSize", batchSize);
    for (let begin = after; begin < log.length; begin += batchSize) {
      signal?.throwIfAborted();
      const events = log.slice(begin, begin + batchSize).map(copy);
      yield await Promise.resolve({ events, position: begin + events.length });
    }
  }

  function listCustomers(options: ListCustomersOptions = {}): string[] {
    const { after, limit = 1000 } = options;
    assertPageSize("listCustomers: limit", limit);
    sortedIds ??= [...byCustomer.keys()].sort(compareCodePoints);
    const next =
      after === undefined ? 0 : sortedIds.findIndex((id) => compareCodePoints(id, after) > 0);
    return next === -1 ? [] : sortedIds.slice(next, next + limit);
  }
}

/** Runs at once, but tells the outcome as a promise: a fault becomes a rejection, never a throw. */
function settled<Result>(work: () => Result): Promise<Result> {
  return new Promise((resolve) => {
    resolve(work());
  });
}

function assertPageSize(where: string, size: number): void {
  if (!Number.isInteger(size) || size < 1) {
    throw new SetiaError(
      "INVALID_OPTION",
      `${where} is ${String(size)}; expected a whole number of at least 1`,
    );
  }
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
