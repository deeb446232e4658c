import { eventContent, type CustomerEvent } from "../events";
import { issuesError, SetiaError } from "../kernel";
import { anonymize, hiddenCustomer, namedCustomers, pseudonym, renameInEvent } from "./anonymize";
import { textsToHide } from "./anonymize";
import { assertBatch } from "./check-batch";
import type { AppendOptions, AppendResult, WhenErased } from "./customer-store";

/** What a store tells {@link planAppend}; each is asked at most once, with every id that matters. */
export interface LogLookups {
  /** Gives the events with these ids that the log holds. */
  readonly known: (ids: readonly string[]) => Promise<readonly CustomerEvent[]>;
  /** Counts the events of these customers; customers without events may be left out. */
  readonly versions: (customerIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  /** Hides texts, each always behind the same one, as an HMAC under a secret of the store does. */
  readonly hide: (texts: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Tells which of these hidden texts {@link ErasurePlan.tombstone} was kept of. */
  readonly tombstones: (hidden: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Whether any tombstone is there at all; if not, nothing has to be hidden. */
  readonly anyErased: boolean;
  /** What to do with events of erased customers. */
  readonly whenErased: WhenErased;
}

/** What a store has to write for a batch, all of it or nothing. */
export interface AppendPlan {
  /** New events, in the order of the batch. */
  readonly fresh: readonly CustomerEvent[];
  /** Keys to add, as pairs of `customerId` and key; some may be there already. */
  readonly keys: readonly (readonly [customerId: string, key: string])[];
  /** What to answer. */
  readonly result: AppendResult;
}

/**
 * Decides what an append has to write: checks the batch, finds duplicates and conflicts, asks for versions,
 * and keeps erased customers out. A store calls it within its transaction and writes what it says.
 *
 * @param events - the batch
 * @param options - as given to `append`
 * @param log - what the store knows
 * @returns what to write, and what to answer
 * @throws SetiaError `INVALID_INPUT`, `EVENT_CONFLICT`, `VERSION_CONFLICT`, `CUSTOMER_ERASED`
 */
export async function planAppend(
  events: readonly CustomerEvent[],
  options: AppendOptions,
  log: LogLookups,
): Promise<AppendPlan> {
  assertBatch(events, options);
  const { kept, gone } = await withoutErased(events, log);
  const known = new Map<string, CustomerEvent>();
  for (const event of await log.known([...new Set(kept.map(({ event }) => event.id))])) {
    known.set(event.id, event);
  }
  const fresh: CustomerEvent[] = [];
  for (const { event, index } of kept) {
    const there = known.get(event.id);
    if (there === undefined) {
      known.set(event.id, event);
      fresh.push(event);
    } else if (eventContent(there) !== eventContent(event)) throw conflict(event, index);
  }
  await assertVersions(fresh, options, log);
  const keys = [...(options.keys ?? [])].flatMap(([customerId, list]) =>
    gone.has(customerId) ? [] : [...new Set(list)].map((key) => [customerId, key] as const),
  );
  const duplicates = kept.length - fresh.length;
  const erased = events.length - kept.length;
  return { fresh, keys, result: { appended: fresh.length, duplicates, erased } };
}

interface Kept {
  readonly event: CustomerEvent;
  /** Place in the batch. */
  readonly index: number;
}

async function withoutErased(
  events: readonly CustomerEvent[],
  log: LogLookups,
): Promise<{ kept: readonly Kept[]; gone: ReadonlySet<string> }> {
  const all = events.map((event, index) => ({ event, index }));
  if (!log.anyErased) return { kept: all, gone: new Set() };
  const customers = new Set(
    events.flatMap((event) => [event.customerId, ...namedCustomers(event)]),
  );
  const hidden = new Map(await log.hide([...customers].map(hiddenCustomer)));
  const tombstones = await log.tombstones([...hidden.values()]);
  const gone = new Set(
    [...customers].filter((id) => tombstones.has(hidden.get(hiddenCustomer(id)) ?? "")),
  );
  const own = all.filter(({ event }) => gone.has(event.customerId));
  if (own.length > 0 && log.whenErased === "refuse") throw refusal(own);
  const texts = own.flatMap(({ event }) => textsToHide(event));
  for (const [text, hiddenText] of await log.hide(texts)) hidden.set(text, hiddenText);
  const hide = (text: string): string => hidden.get(text) ?? "";
  const kept = all.flatMap(({ event, index }): Kept[] => {
    if (gone.has(event.customerId)) {
      const left = anonymize(event, hide);
      return left === undefined ? [] : [{ event: left, index }];
    }
    const named = namedCustomers(event).filter((id) => gone.has(id));
    const renamed = named.reduce(
      (changed, id) => renameInEvent(changed, id, pseudonym(hide(hiddenCustomer(id)))),
      event,
    );
    return [{ event: renamed, index }];
  });
  return { kept, gone };
}

async function assertVersions(
  fresh: readonly CustomerEvent[],
  { expectedVersions }: AppendOptions,
  log: LogLookups,
): Promise<void> {
  if (expectedVersions === undefined) return;
  const asked = [...new Set(fresh.map((event) => event.customerId))].filter((id) =>
    expectedVersions.has(id),
  );
  if (asked.length === 0) return;
  const versions = await log.versions(asked);
  const issues = asked.flatMap((id) => {
    const expected = expectedVersions.get(id) ?? 0;
    const version = versions.get(id) ?? 0;
    const message = `is at version ${String(version)}; expected ${String(expected)}, so read and decide again`;
    return version === expected ? [] : [{ path: ["expectedVersions", id], message }];
  });
  if (issues.length > 0) throw issuesError("append", issues, "VERSION_CONFLICT");
}

function conflict(event: CustomerEvent, index: number): SetiaError {
  return new SetiaError(
    "EVENT_CONFLICT",
    `append: events[${String(index)}].id is ${JSON.stringify(event.id)}, which is there with other content; expected a new id, or the same content. Nothing was added`,
  );
}

function refusal(own: readonly Kept[]): SetiaError {
  // The message goes to logs, where an erased person has no place either: it tells the place only.
  const issues = own.map(({ index }) => ({
    path: ["events", index, "customerId"],
    message: "is an erased customer; expected a batch without them",
  }));
  return issuesError("append", issues, "CUSTOMER_ERASED");
}
