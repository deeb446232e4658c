import type { CustomerEvent } from "../events";
import { anonymize, hiddenCustomer, pseudonym, renameInEvent, textsToHide } from "./anonymize";
import type { EraseResult } from "./customer-store";
import type { LogLookups } from "./plan-append";

/** What a store has to write for an erasure, all of it or nothing. */
export interface ErasurePlan {
  /** The hidden text to keep, so that the person cannot come back. */
  readonly tombstone: string;
  /** What stands in the place of each event, by its old id; `undefined` where nothing does. */
  readonly replacements: ReadonlyMap<string, CustomerEvent | undefined>;
  /** What to answer. */
  readonly result: EraseResult;
}

/**
 * Decides what an erasure has to write. A store calls it within its transaction, puts the replacements in the
 * places of the old events, drops the person's keys, and keeps the tombstone.
 *
 * @param customerId - the person
 * @param events - the person's events, and those of others that name the person
 * @param hide - as in {@link LogLookups}
 * @returns what to write, and what to answer
 */
export async function planErasure(
  customerId: string,
  events: readonly CustomerEvent[],
  hide: LogLookups["hide"],
): Promise<ErasurePlan> {
  const own = events.filter((event) => event.customerId === customerId);
  const tombstoneText = hiddenCustomer(customerId);
  const hidden = await hide([...new Set([tombstoneText, ...own.flatMap(textsToHide)])]);
  const hideNow = (text: string): string => hidden.get(text) ?? "";
  const tombstone = hideNow(tombstoneText);
  const replacements = new Map(
    events.map((event) => [
      event.id,
      event.customerId === customerId
        ? anonymize(event, hideNow)
        : renameInEvent(event, customerId, pseudonym(tombstone)),
    ]),
  );
  const anonymized = own.filter(({ id }) => replacements.get(id) !== undefined).length;
  return {
    tombstone,
    replacements,
    result: {
      removed: own.length - anonymized,
      anonymized,
      rewritten: events.length - own.length,
      pseudonym: pseudonym(tombstone),
    },
  };
}
