import { compareEvents, type CustomerEvent } from "../events";
import { SetiaError } from "../kernel";

/** Which events are looked at. */
export interface KnownEventsOptions {
  /** The last instant to include. */
  readonly asOf: Date;
  /** What was recorded later was not known; all is if left out. */
  readonly knownAt?: Date;
  /** Whose; found out from merges if left out. */
  readonly customerId?: string;
}

/** The events of one customer, in order, each once. */
export interface KnownEvents {
  /** The customer who stays, if several turned out to be one. */
  readonly customerId: string;
  /** Their events and those of whoever was merged into them. */
  readonly events: readonly CustomerEvent[];
}

/**
 * Gives the events of one customer that are known, in order, each fact once. Events of others are theirs too where a
 * merge that is known and not undone says so.
 *
 * @param events - in any order
 * @param options - instants and customer
 * @param where - the function, as a message begins
 * @returns customer and events; `undefined` if nothing is known
 * @throws SetiaError `INVALID_INPUT` if customers are mixed that no merge makes one
 */
export function knownEvents(
  events: readonly CustomerEvent[],
  options: KnownEventsOptions,
  where: string,
): KnownEvents | undefined {
  const until = options.asOf.getTime();
  const knownUntil = options.knownAt?.getTime() ?? Infinity;
  const known: CustomerEvent[] = [];
  let sorted = true;
  let mixed = options.customerId !== undefined;
  let before: CustomerEvent | undefined;
  for (const event of events) {
    mixed ||= event.customerId !== events[0]?.customerId;
    if (event.at.getTime() > until) continue;
    if ((event.recordedAt ?? event.at).getTime() > knownUntil) continue;
    sorted &&= before === undefined || compareEvents(before, event) < 0;
    known.push(event);
    before = event;
  }
  if (!sorted) known.sort(compareEvents);
  let facts = onceEach(known);
  let customerId = facts[0]?.customerId ?? "";
  if (mixed) {
    customerId = options.customerId ?? onlyRoot(onceEach(events), where);
    const rootOf = rootsOf(facts);
    facts = facts.filter((event) => rootOf(event.customerId) === customerId);
  }
  return facts.length === 0 ? undefined : { customerId, events: facts };
}

function onceEach(events: readonly CustomerEvent[]): readonly CustomerEvent[] {
  const seen = new Set<string>();
  for (const { id } of events) seen.add(id);
  if (seen.size === events.length) return events;
  seen.clear();
  return events.filter(({ id }) => !seen.has(id) && seen.add(id));
}

/** Who everybody turned out to be, by the merges of a log that are not undone in it. */
function rootsOf(events: readonly CustomerEvent[]): (customerId: string) => string {
  const undone = new Set<string>();
  for (const event of events) if (event.type === "customers_split") undone.add(event.mergeId);
  const into = new Map<string, string>();
  for (const event of events) {
    if (event.type !== "customers_merged" || undone.has(event.id)) continue;
    for (const merged of event.mergedCustomerIds) into.set(merged, event.customerId);
  }
  return (customerId) => {
    // Merges that lead in a ring lead nowhere: each id is followed once.
    const seen = new Set<string>();
    let id = customerId;
    for (let next = into.get(id); next !== undefined && !seen.has(id); next = into.get(id)) {
      seen.add(id);
      id = next;
    }
    return id;
  };
}

function onlyRoot(events: readonly CustomerEvent[], where: string): string {
  const rootOf = rootsOf(events);
  const roots = new Set(events.map(({ customerId }) => rootOf(customerId)));
  const [root = "", other] = roots;
  if (other === undefined) return root;
  throw new SetiaError(
    "INVALID_INPUT",
    `${where}: ${JSON.stringify(root)} and ${JSON.stringify(other)} are mixed; expected one customer, a merge that makes them one, or options.customerId`,
  );
}
