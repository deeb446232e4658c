import type { CustomerEvent, CustomerIdentified, PostalAddress } from "../../events";
import { defined, reason, type Reason } from "../../kernel";
import type { Candidate } from "./choose-fact";
import { countryCode } from "../contacts/country-code";
import { localDigits, type NormalizePhone } from "../contacts/phone-key";
import { isBlank } from "../contacts/placeholders";
import type { ListField, ProfilePolicy, ValueField } from "../profile-policy";
import { isLocalPhone, readPhones, readTraits, type ToldTraits } from "./read-traits";

const PLACES_PER_EVENT = 1_000_000;

/** What the log tells, per field of the profile. */
export interface GatheredFacts {
  /** Candidates in the order of events, without what was retracted. */
  readonly candidates: ReadonlyMap<ValueField | ListField, readonly Candidate<unknown>[]>;
  /** Contacts that nobody can read. */
  readonly reasons: readonly Reason[];
}

/** How phone numbers are read. */
export interface ReadPhonesOptions {
  /** The country of the shop, for customers whose own is not known; missing if that is not known either. */
  readonly country: string | undefined;
  /** Gives a number in its international form. */
  readonly normalizePhone: NormalizePhone;
}

/**
 * Gathers what was said of a customer. A retraction takes away what was said before it; an import's takes away nothing
 * that is verified by others.
 */
export function gatherFacts(
  events: readonly CustomerEvent[],
  policy: ProfilePolicy,
  { country, normalizePhone }: ReadPhonesOptions,
): GatheredFacts {
  const told = new Map<ValueField | ListField, Candidate<unknown>[]>();
  const standing = new Map<string, Standing>();
  const retracted = new Set<Candidate<unknown>>();
  const unreadable = new Set<string>();
  const identified = events.filter((event) => event.type === "customer_identified");
  const add = (field: ValueField | ListField, candidate: Candidate<unknown>): void => {
    const list = told.get(field);
    if (list === undefined) told.set(field, [candidate]);
    else list.push(candidate);
    const verified = candidate.rank > 0 && candidate.fact.verified;
    for (const name of namesOf(field, candidate.key, candidate.fact.value)) {
      const known = standing.get(name) ?? { verified: [], others: [] };
      standing.set(name, known);
      known[verified ? "verified" : "others"].push(candidate);
    }
  };
  // What is taken back is let go of, so that a second retraction does not go through it again.
  const retract = (field: ValueField | ListField, rank: number, key: string, value: unknown) => {
    for (const name of namesOf(field, key, value)) {
      const known = standing.get(name);
      if (known === undefined) continue;
      for (const candidate of known.others.splice(0)) retracted.add(candidate);
      if (rank === 0) continue;
      for (const candidate of known.verified.splice(0)) retracted.add(candidate);
    }
  };
  const leftOf = (field: ValueField | ListField): Candidate<unknown>[] =>
    (told.get(field) ?? []).filter((candidate) => !retracted.has(candidate));
  const tell = (
    event: CustomerIdentified,
    { told: values, unreadable: unread }: ToldTraits,
    at: number,
  ) => {
    for (const contact of unread) unreadable.add(contact);
    const verified = new Set(event.verified);
    const rank = rankOf(event.source, policy);
    // Of what one event tells the first comes first, so its place is the greater one.
    let place = (at + 1) * PLACES_PER_EVENT;
    for (const { field, trait, value, key, main } of values) {
      add(field, { fact: factOf(event, value, verified.has(trait)), key, rank, main, place });
      place--;
    }
  };
  identified.forEach((event, at) => {
    const rank = rankOf(event.source, policy);
    for (const { field, key, value } of readTraits(event.retracted ?? {}).told) {
      retract(field, rank, key, value);
    }
    tell(event, readTraits(event.traits), at);
    if (event.kind !== undefined) {
      const fact = factOf(event, event.kind, false);
      add("kind", { fact, key: event.kind, rank, main: true, place: at * PLACES_PER_EVENT + 1 });
    }
  });
  // Numbers come last: an address that is told later, or taken back, tells whose country they are of.
  const countryAt = countriesOf(leftOf("addresses"), country);
  identified.forEach((event, at) => {
    const rank = rankOf(event.source, policy);
    const takenBack = readPhones(event.retracted ?? {}, countryAt(at), normalizePhone);
    for (const { key, value } of takenBack.told) retract("phone", rank, key, value);
    tell(event, readPhones(event.traits, countryAt(at), normalizePhone), at);
  });
  const candidates = new Map(Array.from(told.keys(), (field) => [field, leftOf(field)] as const));
  const reasons = [...unreadable].map((value) => reason("profile.unreadable_contact", { value }));
  const local = new Set(
    (candidates.get("phone") ?? [])
      .filter(({ key }) => isLocalPhone(key))
      .map(({ fact }) => fact.value as string),
  );
  for (const value of local) reasons.push(reason("profile.local_number", { value }));
  return { candidates, reasons };
}

/** What still stands of what was told under one name. */
interface Standing {
  /** What an import cannot take back. */
  readonly verified: Candidate<unknown>[];
  /** The rest. */
  readonly others: Candidate<unknown>[];
}

/**
 * Under what a value is found to be taken back. A number that is typed alike is the same, though the customer lived elsewhere
 * when it was told.
 */
function namesOf(field: ValueField | ListField, key: string, value: unknown): string[] {
  const name = `${field} ${key}`;
  const digits = field === "phone" ? localDigits(value as string) : undefined;
  return digits === undefined ? [name] : [name, `typed ${digits}`];
}

/**
 * Gives the country that a customer's addresses tell for each event: that of the last address told until then, else of
 * the first one after. Addresses of one event in several countries tell none.
 */
function countriesOf(
  addresses: readonly Candidate<unknown>[],
  ofShop: string | undefined,
): (at: number) => string | undefined {
  const told: { readonly at: number; readonly countries: Set<string | undefined> }[] = [];
  for (const { fact, place } of addresses) {
    const { country } = fact.value as PostalAddress;
    // "NA" is Namibia here.
    if (country === undefined || (isBlank(country) && countryCode(country) !== "NA")) continue;
    const at = Math.ceil(place / PLACES_PER_EVENT) - 1;
    const last = told.at(-1);
    if (last?.at === at) last.countries.add(countryCode(country));
    else told.push({ at, countries: new Set([countryCode(country)]) });
  }
  const [first] = told;
  if (first === undefined) return () => ofShop;
  return (at) => {
    let [low, high] = [0, told.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((told[middle]?.at ?? Infinity) <= at) low = middle + 1;
      else high = middle;
    }
    const { countries } = told[low - 1] ?? first;
    return countries.size === 1 ? [...countries][0] : undefined;
  };
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
    ...defined({ source: event.source }),
    eventId: event.id,
    customerId: event.customerId,
  };
}
