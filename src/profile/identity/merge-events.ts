import type { CustomerEvent, CustomersMerged } from "../../events";
import {
  assertInstant,
  assertIterable,
  assertOptions,
  assertRecord,
  atDoor,
  hashText,
  type OptionNames,
} from "../../kernel";
import type { DuplicateSearch } from "./find-duplicates";

/** Options of {@link mergeEvents}. */
export interface MergeEventsOptions {
  /** When it is decided. */
  readonly at: Date;
  /** Who decides: a person, or the name of the rule; `"findDuplicates"` if left out. */
  readonly by?: string;
  /** Chooses the survivor in a group; the first by code point if left out. */
  readonly survivor?: (customerIds: readonly string[]) => string;
}

const MERGE_EVENTS_OPTIONS: OptionNames<MergeEventsOptions> = {
  at: true,
  by: true,
  survivor: true,
};

/**
 * Makes the events that merge what `findDuplicates` found: one for each group, with the reasons of its pairs. Record
 * them; a `customers_split` with the id of one undoes it, all of it.
 *
 * @param found - from `findDuplicates`; pairs to look at are not merged
 * @param options - instant, and who decides
 * @returns events with ids that are the same for the same survivor and instant
 * @throws SetiaError `INVALID_INSTANT`
 *
 * @example
 * ```ts
 * import { mergeEvents } from "setia";
 *
 * const found = { groups: [["ani", "ani-2"]], candidates: [] };
 * const [merge] = mergeEvents(found, { at: new Date("2026-02-01") });
 * merge?.customerId; // => "ani"
 * merge?.mergedCustomerIds; // => ["ani-2"]
 * ```
 */
export function mergeEvents(
  found: Pick<DuplicateSearch, "groups" | "candidates">,
  options: MergeEventsOptions,
): CustomersMerged[] {
  assertRecord(found, "mergeEvents: found");
  assertOptions(options, MERGE_EVENTS_OPTIONS, "mergeEvents");
  return atDoor("mergeEvents", () => mergeEventsUnchecked(found, options));
}

function mergeEventsUnchecked(
  found: Pick<DuplicateSearch, "groups" | "candidates">,
  options: MergeEventsOptions,
): CustomersMerged[] {
  const { at, by = "findDuplicates", survivor = ([first = ""]) => first } = options;
  assertInstant(at, "mergeEvents: at");
  const reasons = new Map<string, DuplicateSearch["candidates"][number]["reasons"]>();
  for (const { customerIds, outcome, reasons: why } of found.candidates) {
    // The surest pair of a group comes first and says it best.
    if (outcome === "merge") {
      for (const id of customerIds) if (!reasons.has(id)) reasons.set(id, why);
    }
  }
  return found.groups.map((group) => {
    const customerId = survivor(group);
    const why = reasons.get(customerId) ?? [];
    return {
      // Made of nobody who is merged: once they are erased, it could be tried out whether it was them.
      id: `merged:${hashText(JSON.stringify([at.toISOString(), customerId]))}`,
      type: "customers_merged",
      customerId,
      at,
      mergedCustomerIds: group.filter((id) => id !== customerId),
      by,
      ...(why.length === 0 ? {} : { reasons: why }),
    };
  });
}

/**
 * Lists the pairs that were merged and split again, which nobody is to merge once more without a look.
 *
 * @param events - of the whole base; only merges and splits matter
 * @returns pairs for the `keptApart` of `findDuplicates`
 */
export function keptApart(events: Iterable<CustomerEvent>): (readonly [a: string, b: string])[] {
  assertIterable(events, "keptApart: events");
  return atDoor("keptApart", () => keptApartUnchecked(events));
}

function keptApartUnchecked(events: Iterable<CustomerEvent>): (readonly [a: string, b: string])[] {
  const merges = new Map<string, CustomersMerged>();
  const undone = new Set<string>();
  for (const event of events) {
    if (event.type === "customers_merged") merges.set(event.id, event);
    if (event.type === "customers_split") undone.add(event.mergeId);
  }
  return [...merges.values()]
    .filter(({ id }) => undone.has(id))
    .flatMap(({ customerId, mergedCustomerIds }) => {
      const all = [customerId, ...mergedCustomerIds];
      return all.flatMap((a, at) => all.slice(at + 1).map((b) => [a, b] as const));
    });
}
