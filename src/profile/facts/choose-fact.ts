import type { ProfileFact } from "./profile-fact";
import type { ValueChoice } from "../profile-policy";

/** A fact that may become part of a profile. */
export interface Candidate<Value> {
  /** The fact. */
  readonly fact: ProfileFact<Value>;
  /** What makes two values the same one: a normal form as text. */
  readonly key: string;
  /** How far its source is trusted; 0 for an import. */
  readonly rank: number;
  /** True if it was told as the main one of several. */
  readonly main: boolean;
  /** Grows in the order of events; no two have the same. */
  readonly place: number;
}

/** A choice among candidates. */
export interface Choice<Value> {
  /** The best; `undefined` if there was none. */
  readonly chosen: Candidate<Value> | undefined;
  /** Imports with another value that came later and still gave way to a verified one. */
  readonly keptOut: readonly Candidate<Value>[];
}

/** Chooses one value of several. */
export function chooseFact<Value>(
  candidates: readonly Candidate<Value>[],
  choice: ValueChoice,
): Choice<Value> {
  // An import gives way to a verified value that is no import's, and an unverified import to any.
  const verifiedHere = candidates.some(({ fact, rank }) => fact.verified && rank > 0);
  const verifiedAny = candidates.some(({ fact }) => fact.verified);
  const mayStand = ({ rank, fact }: Candidate<Value>): boolean =>
    rank > 0 || !(verifiedHere || (verifiedAny && !fact.verified));
  const open = candidates.filter(mayStand);
  const chosen = best(open, choice);
  if (chosen === undefined) return { chosen, keptOut: [] };
  const keptOut = candidates.filter(
    (candidate) =>
      !mayStand(candidate) && candidate.key !== chosen.key && candidate.place > chosen.place,
  );
  return { chosen, keptOut };
}

/** Finds the best of candidates. */
export function best<Value>(
  candidates: readonly Candidate<Value>[],
  choice: ValueChoice,
): Candidate<Value> | undefined {
  const compare = COMPARE[choice];
  return candidates.reduce<Candidate<Value> | undefined>(
    (top, candidate) => (top === undefined || compare(candidate, top) > 0 ? candidate : top),
    undefined,
  );
}

type Compare = (a: Candidate<unknown>, b: Candidate<unknown>) => number;

const verified: Compare = (a, b) => Number(a.fact.verified) - Number(b.fact.verified);
const main: Compare = (a, b) => Number(a.main) - Number(b.main);
const recent: Compare = (a, b) => a.place - b.place;

/** What is better comes out as more than 0; places differ, so nothing is left to chance. */
const COMPARE: Readonly<Record<ValueChoice, Compare>> = {
  verified_first: (a, b) => verified(a, b) || main(a, b) || recent(a, b),
  source_first: (a, b) => a.rank - b.rank || verified(a, b) || main(a, b) || recent(a, b),
  most_recent: (a, b) => recent(a, b) || main(a, b),
  first_known: (a, b) => recent(b, a) || main(a, b),
};
