import { compareEvents, mergedCustomers, type CustomerEvent } from "../../events";
import { SetiaError } from "../../kernel";

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
  /** The customer the survivor, if several turned out to be one. */
  readonly customerId: string;
  /** Their events and those of whoever was merged into them. */
  readonly events: readonly CustomerEvent[];
}

/**
 * Gives the events of one customer that are known, in order, each fact once. Events of others are theirs too where a
 * merge that is known and not undone says so.
 *
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
    const merged = mergedCustomers(facts);
    facts = facts.filter((event) => merged.survivorId(event.customerId) === customerId);
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

function onlyRoot(events: readonly CustomerEvent[], where: string): string {
  const merged = mergedCustomers(events);
  const roots = new Set(events.map((event) => merged.survivorId(event.customerId)));
  const [root = "", other] = roots;
  if (other === undefined) return root;
  throw new SetiaError(
    "INVALID_INPUT",
    `${where}: ${JSON.stringify(root)} and ${JSON.stringify(other)} are mixed; expected one customer, a merge that makes them one, or options.customerId`,
  );
}
