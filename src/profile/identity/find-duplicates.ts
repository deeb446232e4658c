import {
  assertIterable,
  assertOptions,
  atDoor,
  compareCodePoints,
  type OptionNames,
  type Reason,
  SetiaError,
} from "../../kernel";
import { haveFewPersons, knowledgeOf } from "../facts/base-knowledge";
import { BLOCK_KINDS } from "./block-keys";
import { blockPairs } from "./block-pairs";
import {
  contradict,
  judgePair,
  MATCH_OUTCOMES,
  type MatchOutcome,
  type PairVerdict,
} from "./judge-pair";
import type { MatchKeys } from "./match-keys";
import { assertMatchPolicy, DEFAULT_MATCH_POLICY, type MatchPolicy } from "./match-policy";
import { mergeGroups } from "./merge-groups";
import { pairEvidence, type PairEvidence } from "./pair-evidence";

/** Options of {@link findDuplicates}. */
export interface FindDuplicatesOptions {
  /** When two are taken for one; {@link DEFAULT_MATCH_POLICY} if left out. */
  readonly policy?: MatchPolicy;
  /** Pairs of ids that somebody has said are two people, such as those of merges that were split again. */
  readonly keptApart?: Iterable<readonly [a: string, b: string]>;
}

/** Two customers who may be one. */
export interface DuplicateCandidate {
  /** Both ids, by code point. */
  readonly customerIds: readonly [first: string, second: string];
  /** What is to become of them. */
  readonly outcome: MatchOutcome;
  /** How much speaks for their being one, 0–1; to sort by, no probability. */
  readonly score: number;
  /** What speaks for it and against it, without addresses, numbers and names. */
  readonly reasons: readonly Reason[];
}

/** What was found in a base. */
export interface DuplicateSearch {
  /** Pairs: those to merge first, then those to look at, then those never to merge; each by score, then by ids. */
  readonly candidates: readonly DuplicateCandidate[];
  /** Customers who are to be one, each group by code point, none in two; all pairs to merge are within one. */
  readonly groups: readonly (readonly string[])[];
  /** Customers looked at. */
  readonly customers: number;
  /** Pairs laid beside one another. */
  readonly compared: number;
  /** Keys that too many share to be looked at, such as a common name in a big city. */
  readonly skippedBlocks: number;
}

/** Customers with one address or number, up to whom all pairs are looked at. */
const LARGEST_CROWD = 60;
/** Customers with one full name, up to whom it says something. */
const MOST_NAMESAKES = 8;

const FIND_DUPLICATES_OPTIONS: OptionNames<FindDuplicatesOptions> = {
  policy: true,
  keptApart: true,
};

/**
 * Finds customers who may be one. Only those who share a key are compared, so time and memory grow about as the base
 * does. `merge` is what can be merged without a look: the same verified id, or the same address or number with much the
 * same name; `review` is for a person; `never` is what shares something and is two. A name alone merges nobody, an
 * address or number that more than three share merges nobody, and no group to merge holds two who must not be merged.
 *
 * @param keys - of all customers, from `matchKeys`, in any order, each customer once
 * @param options - policy, and who is to be kept apart
 * @returns candidates with scores and reasons, and groups to merge
 * @throws SetiaError `INVALID_INPUT` if a customer comes twice; `INVALID_OPTION`
 *
 * @example
 * ```ts
 * import { findDuplicates, foldProfile, matchKeys, type CustomerEvent } from "setia";
 *
 * const told = (customerId: string, name: string): CustomerEvent => ({
 *   id: customerId, type: "customer_identified", customerId, at: new Date("2026-01-05"),
 *   traits: { name, phone: "0812-8400-5577" },
 * });
 * const asOf = new Date("2026-02-01");
 * const keys = [told("a", "Ani Widjaja"), told("b", "Ibu Ani Wijaya, S.E."), told("c", "Budi Wijaya")].map((event) =>
 *   matchKeys(foldProfile([event], { asOf })),
 * );
 * const { groups, candidates } = findDuplicates(keys);
 * groups; // => [["a", "b"]]
 * candidates.map(({ customerIds, outcome }) => `${customerIds.join("+")} ${outcome}`); // => ["a+b merge", "a+c never", "b+c never"]
 * ```
 */
export function findDuplicates(
  keys: Iterable<MatchKeys>,
  options: FindDuplicatesOptions = {},
): DuplicateSearch {
  assertIterable(keys, "findDuplicates: keys");
  assertOptions(options, FIND_DUPLICATES_OPTIONS, "findDuplicates");
  return atDoor("findDuplicates", () => findDuplicatesUnchecked(keys, options));
}

function findDuplicatesUnchecked(
  keys: Iterable<MatchKeys>,
  options: FindDuplicatesOptions,
): DuplicateSearch {
  const { policy = DEFAULT_MATCH_POLICY, keptApart = [] } = options;
  assertMatchPolicy(policy, "findDuplicates: policy");
  // In the order of ids, so that nothing depends on the order in which they come.
  const all = [...keys].sort((a, b) => compareCodePoints(a.customerId, b.customerId));
  assertOnce(all);
  const base = knowledgeOf(all, policy);
  const keysAt = (at: number): MatchKeys => all[at] ?? EMPTY;
  const evidence = (a: number, b: number): PairEvidence =>
    pairEvidence(keysAt(a), keysAt(b), base, policy);
  const apartFrom = apartOf(all, keptApart);
  const kindOf = (at: number): string => contradictionKey(keysAt(at), policy);
  const verdicts = new Map<number, PairVerdict | undefined>();
  let skippedBlocks = 0;
  const most = { crowd: LARGEST_CROWD, block: policy.largestBlock, rare: MOST_NAMESAKES };
  for (const { keysOf, largest } of BLOCK_KINDS) {
    const counts = blockPairs(
      all.length,
      (at) => keysOf(keysAt(at)),
      most[largest],
      (a, b) => {
        const pair = a * all.length + b;
        if (verdicts.has(pair)) return;
        verdicts.set(pair, judgePair(evidence(a, b), policy, apartFrom(a).includes(b)));
      },
      (records) =>
        largest === "crowd" && haveFewPersons(records, all, policy)
          ? pairsOfFew(records, kindOf)
          : undefined,
    );
    skippedBlocks += counts.skippedBlocks;
  }
  const pairs = [...verdicts].flatMap(([pair, verdict]) =>
    verdict === undefined
      ? []
      : [{ a: Math.floor(pair / all.length), b: pair % all.length, verdict }],
  );
  const { kept, groups } = mergeGroups(pairs, {
    kindOf,
    contradict: (a, b) => contradict(evidence(a, b), policy),
    apartFrom,
  });
  const idOf = (at: number): string => all[at]?.customerId ?? "";
  const candidates = kept
    .sort(
      (x, y) =>
        MATCH_OUTCOMES.indexOf(x.verdict.outcome) - MATCH_OUTCOMES.indexOf(y.verdict.outcome) ||
        y.verdict.score - x.verdict.score ||
        x.a - y.a ||
        x.b - y.b,
    )
    .map(({ a, b, verdict }): DuplicateCandidate => ({
      customerIds: [idOf(a), idOf(b)],
      ...verdict,
    }));
  return {
    candidates,
    groups: groups.map((group) => group.map(idOf)),
    customers: all.length,
    compared: verdicts.size,
    skippedBlocks,
  };
}

const EMPTY: MatchKeys = {
  customerId: "",
  names: [],
  emails: [],
  phones: [],
  identifiers: [],
  places: [],
};

/** All by which a customer may contradict another: those who are alike in it contradict the same. */
function contradictionKey(keys: MatchKeys, { onePerPerson }: MatchPolicy): string {
  const { names, kind, birthday, identifiers } = keys;
  const ids = identifiers.filter(
    ({ issuer, verified }) => verified && onePerPerson.includes(issuer),
  );
  return JSON.stringify([names, kind, birthday, ids]);
}

/** Each record with the next of its kind, and the first of each kind with one another: enough to bring all together. */
function* pairsOfFew(
  records: readonly number[],
  kindOf: (at: number) => string,
): Generator<readonly [number, number]> {
  const last = new Map<string, number>();
  const firsts: number[] = [];
  for (const at of records) {
    const kind = kindOf(at);
    const before = last.get(kind);
    if (before !== undefined) yield [before, at];
    else if (firsts.length < LARGEST_CROWD) {
      for (const first of firsts) yield [first, at];
      firsts.push(at);
    }
    last.set(kind, at);
  }
}

function apartOf(
  all: readonly MatchKeys[],
  keptApart: Iterable<readonly [a: string, b: string]>,
): (at: number) => readonly number[] {
  const apart = new Map<number, number[]>();
  const pairs = [...keptApart];
  if (pairs.length === 0) return () => NONE;
  const places = new Map(all.map(({ customerId }, at) => [customerId, at]));
  const add = (a: number, b: number): void => {
    apart.set(a, [...(apart.get(a) ?? []), b]);
  };
  for (const [one, other] of pairs) {
    const [a, b] = [places.get(one), places.get(other)];
    if (a === undefined || b === undefined) continue;
    add(a, b);
    add(b, a);
  }
  return (at) => apart.get(at) ?? NONE;
}

const NONE: readonly number[] = [];

function assertOnce(sorted: readonly MatchKeys[]): void {
  const twice = sorted.find((one, at) => one.customerId === sorted[at - 1]?.customerId);
  if (twice === undefined) return;
  throw new SetiaError(
    "INVALID_INPUT",
    `findDuplicates: keys holds ${JSON.stringify(twice.customerId)} twice; expected each customer once`,
  );
}
