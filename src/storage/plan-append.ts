import { eventContent, type CustomerEvent } from "../events";
import { atAsyncDoor, issuesError, SetiaError, type Issue } from "../kernel";
import {
  anonymize,
  hiddenCustomer,
  namedCustomers,
  pseudonym,
  pseudonymsAmong,
  renameInEvent,
  textsToHide,
  withoutWhy,
} from "./anonymize";
import { assertBatch } from "./check-batch";
import type { AppendOptions, AppendResult, WhenErased } from "./customer-store";

/** What a store tells {@link planAppend}: each is asked at most once, with every id that matters. */
export interface LogLookups {
  /** Gives the events with these ids that the log holds. */
  readonly known: (ids: readonly string[]) => Promise<readonly CustomerEvent[]>;
  /** Counts the events of these customers; customers without events may be left out. */
  readonly versions: (customerIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  /** Finds who has merged one of these customers, whether or not the merge still stands. */
  readonly mergers: (customerIds: readonly string[]) => Promise<readonly string[]>;
  /** Hides texts, each always behind the same one, as an HMAC under a secret of the store does. */
  readonly hide: (texts: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Returns for which of these hidden texts {@link ErasurePlan.tombstones} were kept. */
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

/** An event of a batch, and what becomes of it where customers were erased. */
interface Candidate {
  /** As it is to be kept: without the names of erased customers, where it is somebody else's. */
  readonly event: CustomerEvent;
  /** Whether a name was replaced in it. */
  readonly renamed: boolean;
  /** Whether it is an event of an erased customer, or stands under a pseudonym. */
  readonly gone: boolean;
  /** What may stay of an event that is gone. */
  readonly left?: CustomerEvent | undefined;
}

/**
 * Decides what an append has to write: checks the batch, finds duplicates and conflicts, asks for versions,
 * and keeps erased customers out. A store calls it within its transaction and writes what it says.
 *
 * @param events - the batch
 * @param log - what the store knows
 * @param options - as given to `append`
 * @returns what to write, and what to answer
 * @throws SetiaError `INVALID_INPUT`, `EVENT_CONFLICT`, `VERSION_CONFLICT`, `CUSTOMER_ERASED`
 */
export async function planAppend(
  events: readonly CustomerEvent[],
  log: LogLookups,
  options: AppendOptions = {},
): Promise<AppendPlan> {
  assertBatch(events, options);
  return atAsyncDoor("planAppend", () => planChecked(events, options, log));
}

async function planChecked(
  events: readonly CustomerEvent[],
  options: AppendOptions,
  log: LogLookups,
): Promise<AppendPlan> {
  const names = await erasedAmong(events, log);
  const candidates = await candidatesOf(events, names, log);
  const ids = new Set(candidates.flatMap(({ event, left }) => [event.id, left?.id ?? event.id]));
  const known = new Map<string, CustomerEvent>();
  for (const event of await log.known([...ids])) known.set(event.id, event);
  const fresh: CustomerEvent[] = [];
  const refused: Issue[] = [];
  let erased = 0;
  for (const [index, { event, renamed, gone, left }] of candidates.entries()) {
    const there = known.get(event.id);
    if (!gone) {
      if (there === undefined) {
        known.set(event.id, event);
        fresh.push(event);
      } else if (!isSame(there, event, renamed)) throw conflict(event, index);
      continue;
    }
    // What was read under a pseudonym may be given back.
    if (there !== undefined && isSame(there, event, false)) continue;
    if (log.whenErased === "refuse") {
      // The message goes to logs, where an erased person has no place either: it tells the place only.
      const message = "is an erased customer; expected a batch without them";
      refused.push({ path: ["events", index, "customerId"], message });
    } else if (left === undefined) {
      erased++;
    } else if (!known.has(left.id)) {
      // Of one that is there, too much was left out to compare.
      known.set(left.id, left);
      fresh.push(left);
    }
  }
  if (refused.length > 0) throw issuesError("append", refused, "CUSTOMER_ERASED");
  await assertVersions(events, fresh, options, log);
  const keys = [...(options.keys ?? [])].flatMap(([customerId, list]) =>
    names.has(customerId) ? [] : [...new Set(list)].map((key) => [customerId, key] as const),
  );
  const duplicates = events.length - fresh.length - erased;
  return { fresh, keys, result: { appended: fresh.length, duplicates, erased } };
}

/** Gives the pseudonym of every erased customer in a batch; a pseudonym is its own. */
async function erasedAmong(
  events: readonly CustomerEvent[],
  log: LogLookups,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  if (!log.anyErased) return names;
  const customers = new Set(
    events.flatMap((event) => [event.customerId, ...namedCustomers(event)]),
  );
  const owners = new Set(events.map((event) => event.customerId));
  for (const id of await pseudonymsAmong(owners, log.tombstones)) names.set(id, id);
  for (const [id, name] of await erasedPseudonyms([...customers], log)) names.set(id, name);
  return names;
}

/** Finds out which customers were erased. */
export async function erasedPseudonyms(
  customerIds: readonly string[],
  log: Pick<LogLookups, "hide" | "tombstones">,
): Promise<ReadonlyMap<string, string>> {
  if (customerIds.length === 0) return new Map();
  const hidden = await log.hide(customerIds.map(hiddenCustomer));
  const tombstones = await log.tombstones([...hidden.values()]);
  return new Map(
    customerIds.flatMap((id) => {
      const own = hidden.get(hiddenCustomer(id)) ?? "";
      return tombstones.has(own) ? [[id, pseudonym(own)] as const] : [];
    }),
  );
}

async function candidatesOf(
  events: readonly CustomerEvent[],
  names: ReadonlyMap<string, string>,
  log: LogLookups,
): Promise<readonly Candidate[]> {
  if (names.size === 0) return events.map((event) => ({ event, renamed: false, gone: false }));
  const own = events.filter((event) => names.has(event.customerId));
  const hidden = await log.hide([...new Set(own.flatMap((event) => textsToHide(event, "totals")))]);
  const hide = (text: string): string => hidden.get(text) ?? "";
  return events.map((event): Candidate => {
    const customerId = names.get(event.customerId);
    if (customerId !== undefined) {
      const left = anonymize(event, { keep: "totals", customerId, hide });
      return { event, renamed: false, gone: true, left };
    }
    const renamed = namedCustomers(event).some((id) => names.has(id));
    return { event: renamed ? renameInEvent(event, names) : event, renamed, gone: false };
  });
}

function isSame(there: CustomerEvent, event: CustomerEvent, renamed: boolean): boolean {
  // An older version of this code left the reasons in.
  return eventContent(renamed ? withoutWhy(there) : there) === eventContent(event);
}

async function assertVersions(
  events: readonly CustomerEvent[],
  fresh: readonly CustomerEvent[],
  { expectedVersions }: AppendOptions,
  log: LogLookups,
): Promise<void> {
  if (expectedVersions === undefined || fresh.length === 0) return;
  const inBatch = new Set(events.map((event) => event.customerId));
  const changed = new Set(fresh.map((event) => event.customerId));
  const asked = [...expectedVersions.keys()].filter((id) => changed.has(id) || !inBatch.has(id));
  if (asked.length === 0) return;
  assertSameVersions("append", expectedVersions, await log.versions(asked), asked);
  assertMergersSeen("append", expectedVersions, await log.mergers(asked));
}

/**
 * Refuses customers with another version than the expected one.
 *
 * @throws SetiaError `VERSION_CONFLICT` with an issue for each
 */
export function assertSameVersions(
  where: string,
  expected: ReadonlyMap<string, number>,
  versions: ReadonlyMap<string, number>,
  asked: readonly string[],
): void {
  const issues = asked.flatMap((id) => {
    const [wanted, version] = [expected.get(id) ?? 0, versions.get(id) ?? 0];
    const message = `is at version ${String(version)}; expected ${String(wanted)}, so read and decide again`;
    return version === wanted ? [] : [{ path: ["expectedVersions", id], message }];
  });
  if (issues.length > 0) throw issuesError(where, issues, "VERSION_CONFLICT");
}

/**
 * Refuses where somebody has merged a customer and is not expected: they have done it since the caller looked, and the
 * customer is no longer on their own.
 *
 * @throws SetiaError `VERSION_CONFLICT` with an issue for each
 */
export function assertMergersSeen(
  where: string,
  expected: ReadonlyMap<string, number>,
  mergers: readonly string[],
): void {
  const issues = mergers
    .filter((id) => !expected.has(id))
    .map((id) => ({
      path: ["expectedVersions", id],
      message:
        "is missing, and has merged the customer; expected its version, so read and decide again",
    }));
  if (issues.length > 0) throw issuesError(where, issues, "VERSION_CONFLICT");
}

function conflict(event: CustomerEvent, index: number): SetiaError {
  return new SetiaError(
    "EVENT_CONFLICT",
    `append: events[${String(index)}].id is ${JSON.stringify(event.id)}, which is there with other content; expected a new id, or the same content. Nothing was added`,
  );
}
