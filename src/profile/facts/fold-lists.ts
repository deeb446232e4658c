import { compareCodePoints } from "../../kernel";
import { best, type Candidate } from "./choose-fact";
import type { ContactPoint } from "../contacts/contact-points";
import type { ProfileFact } from "./profile-fact";
import type { ListField, ProfilePolicy, ValueField } from "../profile-policy";
import { isLocalPhone } from "./read-traits";

type Candidates = ReadonlyMap<ValueField | ListField, readonly Candidate<unknown>[]>;

/** Puts a list together of what many events tell. */
export function listFrom<Value>(
  candidates: Candidates,
  field: ListField,
  policy: ProfilePolicy,
): ProfileFact<Value>[] {
  const all = candidates.get(field) ?? [];
  const last = all.at(-1);
  const counting =
    policy.lists[field] === "union"
      ? all
      : all.filter(
          (one) =>
            one.fact.eventId === last?.fact.eventId ||
            // An import's list does not take away what others have verified.
            (last?.rank === 0 && one.rank > 0 && one.fact.verified),
        );
  return bestOfEach(counting).map(({ fact }) => fact as ProfileFact<Value>);
}

/** Lists the names beside the chosen one: other names as told, and full names that gave way. */
export function otherNamesFrom(
  candidates: Candidates,
  chosen: ProfileFact<string> | undefined,
  policy: ProfilePolicy,
): ProfileFact<string>[] {
  const told = listFrom<string>(candidates, "otherNames", policy);
  const names = bestOfEach(candidates.get("name") ?? []).map(({ fact }) => fact);
  const seen = new Set([chosen?.value.toLowerCase()]);
  return [...told, ...(names as ProfileFact<string>[])].filter(({ value }) => {
    const key = value.toLowerCase();
    return !seen.has(key) && seen.add(key);
  });
}

/** Puts contact points together. */
export function contactPointsFrom(
  candidates: Candidates,
  main: {
    readonly email: ProfileFact<string> | undefined;
    readonly phone: ProfileFact<string> | undefined;
  },
): ContactPoint[] {
  const points = (["email", "phone"] as const).flatMap((medium) => {
    const all = candidates.get(medium) ?? [];
    const owners = ownersOf(all);
    const mainKey = all.find(({ fact }) => fact === main[medium])?.key;
    return bestOfEach(all).map((candidate): ContactPoint => ({
      ...(candidate.fact as ProfileFact<string>),
      medium,
      key: candidate.key,
      ...(medium === "phone" && isLocalPhone(candidate.key) ? { local: true } : {}),
      main: candidate.key === mainKey,
      customerIds: owners(candidate.key),
    }));
  });
  const handles = candidates.get("handles") ?? [];
  const handleOwners = ownersOf(handles);
  const networks = new Set<string>();
  const social = bestOfEach(handles).map((candidate): ContactPoint => {
    const { handle, network } = candidate.fact.value as { handle: string; network: string };
    const name = network.trim().toLowerCase();
    const first = !networks.has(name);
    networks.add(name);
    return {
      ...candidate.fact,
      value: handle.trim(),
      medium: "social",
      network: name,
      key: candidate.key,
      main: first,
      customerIds: handleOwners(candidate.key),
    };
  });
  const mainFirst = (a: ContactPoint, b: ContactPoint): number => Number(b.main) - Number(a.main);
  return ["email", "phone"]
    .flatMap((medium) => points.filter((point) => point.medium === medium).sort(mainFirst))
    .concat(social);
}

/** Returns whose a key is. */
function ownersOf(all: readonly Candidate<unknown>[]): (key: string) => string[] {
  const owners = new Map<string, Set<string>>();
  for (const { key, fact } of all) {
    const known = owners.get(key);
    if (known === undefined) owners.set(key, new Set([fact.customerId]));
    else known.add(fact.customerId);
  }
  return (key) => [...(owners.get(key) ?? [])].sort(compareCodePoints);
}

/** Of the candidates with one key the best; main ones first, then verified ones, then the most recent. */
function bestOfEach(all: readonly Candidate<unknown>[]): Candidate<unknown>[] {
  const groups = new Map<string, Candidate<unknown>[]>();
  for (const candidate of all) {
    const group = groups.get(candidate.key);
    if (group === undefined) groups.set(candidate.key, [candidate]);
    else group.push(candidate);
  }
  return [...groups.values()]
    .flatMap((group) => best(group, "verified_first") ?? [])
    .sort(
      (a, b) =>
        Number(b.main) - Number(a.main) ||
        Number(b.fact.verified) - Number(a.fact.verified) ||
        b.place - a.place,
    );
}
