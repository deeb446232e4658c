import type { CustomerEvent, CustomerIdentified } from "../events";
import { reason, type Reason } from "../kernel";
import type { Candidate } from "./choose-fact";
import type { ListField, ProfilePolicy, ValueField } from "./profile-policy";
import { readTraits, type ReadTraitsOptions } from "./read-traits";

const PLACES_PER_EVENT = 1_000_000;

/** What the log tells, per field of the profile. */
export interface GatheredFacts {
  /** Candidates in the order of events, without what was retracted. */
  readonly candidates: ReadonlyMap<ValueField | ListField, readonly Candidate<unknown>[]>;
  /** Contacts that nobody can read. */
  readonly reasons: readonly Reason[];
}

/**
 * Gathers what was said of a customer. A retraction takes away what was said before it; an import's takes away nothing
 * that is verified by others.
 *
 * @param events - in order
 * @param policy - how far sources are trusted
 * @param options - how phone numbers are read
 * @returns candidates per field
 */
export function gatherFacts(
  events: readonly CustomerEvent[],
  policy: ProfilePolicy,
  options: ReadTraitsOptions,
): GatheredFacts {
  const candidates = new Map<ValueField | ListField, Candidate<unknown>[]>();
  const unreadable = new Set<string>();
  let eventPlace = 0;
  const add = (field: ValueField | ListField, candidate: Candidate<unknown>): void => {
    const list = candidates.get(field);
    if (list === undefined) candidates.set(field, [candidate]);
    else list.push(candidate);
  };
  for (const event of events) {
    if (event.type !== "customer_identified") continue;
    // Of what one event tells the first comes first, so its place is the greater one.
    eventPlace += PLACES_PER_EVENT;
    let place = eventPlace;
    const rank = rankOf(event.source, policy);
    for (const { field, key } of readTraits(event.retracted ?? {}, options).told) {
      const left = candidates.get(field)?.filter((candidate) => {
        const safe = rank === 0 && candidate.rank > 0 && candidate.fact.verified;
        return candidate.key !== key || safe;
      });
      if (left !== undefined) candidates.set(field, left);
    }
    const { told, unreadable: unread } = readTraits(event.traits, options);
    for (const contact of unread) unreadable.add(contact);
    const verified = new Set(event.verified);
    for (const { field, trait, value, key, main } of told) {
      const fact = factOf(event, value, verified.has(trait));
      add(field, { fact, key, rank, main, place });
      place--;
    }
    if (event.kind !== undefined) {
      const fact = factOf(event, event.kind, false);
      add("kind", { fact, key: event.kind, rank, main: true, place });
      place--;
    }
  }
  const reasons = [...unreadable].map((value) => reason("profile.unreadable_contact", { value }));
  return { candidates, reasons };
}

function rankOf(source: string | undefined, policy: ProfilePolicy): number {
  const name = source?.split(":")[0]?.trim().toLowerCase();
  return name !== undefined && Object.hasOwn(policy.sourceRanks, name)
    ? (policy.sourceRanks[name] ?? policy.otherSources)
    : policy.otherSources;
}

function factOf(
  event: CustomerIdentified,
  value: unknown,
  verified: boolean,
): Candidate<unknown>["fact"] {
  return {
    value,
    basis: "declared",
    verified,
    observedAt: event.at,
    recordedAt: event.recordedAt ?? event.at,
    ...(event.source === undefined ? {} : { source: event.source }),
    eventId: event.id,
    customerId: event.customerId,
  };
}
