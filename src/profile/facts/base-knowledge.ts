import { compareNames, type WordKnowledge } from "../identity/compare-names";
import type { MatchKeys } from "../identity/match-keys";
import type { MatchPolicy } from "../identity/match-policy";
import type { NameForm } from "../names/name-form";
import type { BaseKnowledge } from "../identity/pair-evidence";

/** A word that so many bear is a name and no slip: at least 5, and one in 20,000. */
const LEAST_BEARERS = 5;
const LEAST_SHARE = 1 / 20_000;
/** A word that more of all bear may be shared by two strangers on one number. */
const EVERYBODYS_SHARE = 1 / 500;
/** Who is unlike whom is asked of the names alone. */
const UNKNOWN_WORDS: WordKnowledge = { isCommon: () => false, isEverybodys: () => false };

/**
 * Counts what the whole base knows of addresses, numbers and words of names. Ten records of one guest count as one person,
 * so that no name is common, and no address shared, by one person alone.
 */
export function knowledgeOf(all: readonly MatchKeys[], policy: MatchPolicy): BaseKnowledge {
  // The one who has a key; of a key that several have, −1 less the place in the list of sharers.
  const owners = new Map<string, number>();
  const sharers: number[][] = [];
  const keys: string[] = [];
  const share = (key: string, at: number): void => {
    const owner = owners.get(key);
    if (owner === undefined) owners.set(key, at);
    else if (owner >= 0 && owner !== at) {
      owners.set(key, -1 - sharers.length);
      sharers.push([owner, at]);
      keys.push(key);
    } else if (owner < 0) {
      const others = sharers[-1 - owner];
      if (others?.at(-1) !== at) others?.push(at);
    }
  };
  all.forEach(({ emails, phones }, at) => {
    for (const key of emails) share(key, at);
    for (const key of phones) share(key, at);
  });
  const crowds = new Map<string, number>();
  const personOf = Uint32Array.from(all.keys());
  const person = (at: number): number => {
    let root = at;
    while (personOf[root] !== root) root = personOf[root] ?? root;
    // The way there is short the next time.
    for (let here = at; here !== root;) {
      const next = personOf[here] ?? root;
      personOf[here] = root;
      here = next;
    }
    return root;
  };
  sharers.forEach((records, place) => {
    const [one = 0] = records;
    if (records.length > policy.mostSharing && !haveFewPersons(records, all, policy)) {
      crowds.set(keys[place]!, records.length);
    } else for (const at of records) personOf[person(at)] = person(one);
  });
  const together = new Map<number, Set<string>>();
  personOf.forEach((next, at) => {
    if (next !== at) together.set(person(at), new Set());
  });
  const bearers = new Map<string, number>();
  all.forEach(({ names }, at) => {
    const counted = together.get(person(at));
    for (const word of new Set(names.flatMap(({ words }) => words))) {
      if (counted?.has(word) === true) continue;
      counted?.add(word);
      bearers.set(word, (bearers.get(word) ?? 0) + 1);
    }
  });
  const least = Math.max(LEAST_BEARERS, all.length * LEAST_SHARE);
  const most = Math.max(least, Math.floor(all.length * EVERYBODYS_SHARE) + 1);
  return {
    customers: all.length,
    crowd: (key) => crowds.get(key) ?? 0,
    bearers: (word) => bearers.get(word) ?? 0,
    isCommon: (word) => (bearers.get(word) ?? 0) >= least,
    isEverybodys: (word) => (bearers.get(word) ?? 0) >= most,
  };
}

/** Whether records are of few persons, by their names: those without one are nobody else's. */
export function haveFewPersons(
  records: readonly number[],
  all: readonly MatchKeys[],
  policy: MatchPolicy,
): boolean {
  const forms = new Map<string, NameForm>();
  for (const at of records) {
    const [form] = all[at]?.names ?? [];
    if (form !== undefined) forms.set([...form.sounds].sort().join(" "), form);
  }
  const persons: NameForm[] = [];
  for (const form of [...forms].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)) {
    const known = persons.some(
      (one) => compareNames(one, form, UNKNOWN_WORDS).similarity >= policy.mergeNameTwoContacts,
    );
    if (!known) persons.push(form);
    if (persons.length > policy.mostSharing) return false;
  }
  return true;
}
