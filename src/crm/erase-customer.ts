import type { CustomerEvent } from "../events";
import type { CustomerStore, EraseResult } from "../storage";
import { anonymousEvents } from "./anonymous-events";
import { readCustomer } from "./customer-logs";

/** What an erasure of a customer did, over all their ids. */
export interface CustomerErasure extends Omit<EraseResult, "pseudonym"> {
  /** What the ids are called from then on, in what stays. */
  readonly pseudonyms: readonly string[];
}

const PSEUDONYM = "anonymous-";

/**
 * Erases a person under all ids that are seen as theirs.
 *
 * @param store - where events are kept
 * @param customerId - any of the ids
 * @param keep - gives what is to be kept under the pseudonym; nothing but what the store keeps if left out
 * @returns what was done
 */
export async function erasePerson(
  store: CustomerStore,
  customerId: string,
  keep: (
    events: readonly CustomerEvent[],
    pseudonym: string,
  ) => readonly CustomerEvent[] = () => [],
): Promise<CustomerErasure> {
  const log = await readCustomer(store, customerId);
  // Who stays comes last: in that log stands who the others are, should the work break off.
  const others = log.customerIds.filter((id) => id !== log.customerId);
  const total = { removed: 0, anonymized: 0, rewritten: 0 };
  const pseudonyms: string[] = [];
  for (const id of [...others, log.customerId]) {
    // An id that was erased before stands under its pseudonym.
    if (id.startsWith(PSEUDONYM)) continue;
    const { pseudonym, removed, anonymized, rewritten } = await store.erase(id);
    total.removed += removed;
    total.anonymized += anonymized;
    total.rewritten += rewritten;
    pseudonyms.push(pseudonym);
    const kept = keep(
      log.events.filter((event) => event.customerId === id),
      pseudonym,
    );
    if (kept.length > 0) await store.append(kept);
  }
  return { ...total, pseudonyms };
}

/**
 * Takes the person out of what is known of them, and keeps how they behaved.
 *
 * @param store - where events are kept
 * @param customerId - any of the ids
 * @returns what was done; `anonymized` counts what is kept beside orders too
 */
export async function anonymizePerson(
  store: CustomerStore,
  customerId: string,
): Promise<CustomerErasure> {
  let kept = 0;
  const erasure = await erasePerson(store, customerId, (events, pseudonym) => {
    const left = anonymousEvents(events, pseudonym);
    kept += left.length;
    return left;
  });
  return {
    ...erasure,
    removed: erasure.removed - kept,
    anonymized: erasure.anonymized + kept,
  };
}
