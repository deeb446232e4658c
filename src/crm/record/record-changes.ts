import type { CustomerEvent } from "../../events";
import { isSetiaError } from "../../kernel";
import type { AppendOptions, AppendResult, CustomerStore } from "../../storage";
import { isTie, readCustomer, type StoredLog } from "../customers/customer-logs";

/** A customer's log before a batch was added, and after. */
export interface LogChange {
  /** As it was; without events for somebody new. */
  readonly before: StoredLog;
  /** The same with the batch, and with nothing else that came in meanwhile. */
  readonly after: StoredLog;
}

/** How often a batch is tried between those of other processes. */
const TRIES = 30;

/** Adds a batch, and tells what it alone changed: it is added to exactly the logs that were read before. */
export async function appendAndCompare(
  store: CustomerStore,
  events: readonly CustomerEvent[],
  options: AppendOptions,
  until: Date,
): Promise<{ readonly result: AppendResult; readonly changes: readonly LogChange[] }> {
  const given = options.expectedVersions ?? new Map<string, number>();
  for (let tried = 1; ; tried++) {
    const before = await readLogs(store, events, until);
    const versions = new Map(before.flatMap((log) => [...log.versions]));
    const isStale = [...given].some(([id, version]) => (versions.get(id) ?? version) !== version);
    // What the caller expects and is not so, the store refuses. And nobody waits for others without end.
    const isGuarded = !isStale && tried < TRIES;
    const expectedVersions = new Map([...(isGuarded ? versions : []), ...given]);
    try {
      const result = await store.append(events, { ...options, expectedVersions });
      const changes = result.appended === 0 ? [] : await compare(store, events, before, until);
      return { result, changes };
    } catch (error) {
      const isConflict = isSetiaError(error) && error.code === "VERSION_CONFLICT";
      if (!isConflict || !isGuarded) throw error;
    }
  }
}

async function compare(
  store: CustomerStore,
  events: readonly CustomerEvent[],
  before: readonly StoredLog[],
  until: Date,
): Promise<LogChange[]> {
  if (events.some(isTie)) {
    // Who is one with whom may be another answer now.
    const after = await readLogs(store, events, until);
    return after.flatMap((log) => {
      const same = before.find(({ customerId }) => customerId === log.customerId);
      const first = same ?? before.find(({ customerId }) => log.customerIds.includes(customerId));
      return first === undefined ? [] : [{ before: first, after: log }];
    });
  }
  const ids = new Set(events.map(({ id }) => id));
  const touched = new Set(events.map(({ customerId }) => customerId));
  const changes: LogChange[] = [];
  for (const log of before) {
    const there = new Set(log.events.map(({ id }) => id));
    const added: CustomerEvent[] = [];
    // As the store has them: of somebody who was erased it has none.
    for (const id of log.customerIds.filter((own) => touched.has(own))) {
      const own = await store.read(id, { until });
      added.push(...own.filter((event) => ids.has(event.id) && !there.has(event.id)));
    }
    changes.push({ before: log, after: { ...log, events: [...log.events, ...added] } });
  }
  return changes;
}

/** Reads the logs of everybody in a batch, of those who are one once. */
async function readLogs(
  store: CustomerStore,
  events: readonly CustomerEvent[],
  until: Date,
): Promise<StoredLog[]> {
  const logs = new Map<string, StoredLog>();
  const seen = new Set<string>();
  for (const { customerId } of events) {
    if (seen.has(customerId)) continue;
    const log = await readCustomer(store, customerId, until);
    for (const id of [...log.customerIds, customerId]) seen.add(id);
    logs.set(log.customerId, log);
  }
  return [...logs.values()];
}
