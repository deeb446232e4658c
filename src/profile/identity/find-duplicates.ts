import {
  assertIterable,
  assertOptions,
  atDoor,
  compareCodePoints,
  type OptionNames,
  reason,
  type Reason,
  SetiaError,
} from "../../kernel";
import { haveFewPersons, knowledgeOf } from "../facts/base-knowledge";
import { isStrongWord } from "../names/name-form";
import { isFilledIn } from "./compare-birthdays";
import {
  contradict,
  judgePair,
  MATCH_OUTCOMES,
  type MatchOutcome,
  type PairVerdict,
} from "./judge-pair";
import type { MatchKeys } from "./match-keys";
import { assertMatchPolicy, DEFAULT_MATCH_POLICY, type MatchPolicy } from "./match-policy";
import { pairEvidence, type PairEvidence } from "./pair-evidence";

/** Two records and the verdict on them. */
export interface JudgedPair {
  /** Place of the first. */
  readonly a: number;
  /** Place of the second, greater. */
  readonly b: number;
  /** What was said of them. */
  readonly verdict: PairVerdict;
}

/** What keeps records from one group. */
export interface GroupRules {
  /** Gives a text that is the same for records that contradict the same others. */
  readonly kindOf: (at: number) => string;
  /** Whether two records, the smaller place first, must not be one. */
  readonly contradict: (a: number, b: number) => boolean;
  /** Gives the records that somebody has distinguished from one. */
  readonly apartFrom: (at: number) => readonly number[];
}

interface Group {
  readonly members: number[];
  /** For each kind of record the first of it. */
  readonly kinds: Map<string, number>;
}

/**
 * Puts pairs to merge together to groups, the surest first. A pair that would bring two into one group who contradict one
 * another becomes one to look at. Kinds are compared rather than records, so that a guest of a thousand records costs no
 * more than a thousand.
 */
export function mergeGroups(
  pairs: readonly JudgedPair[],
  { kindOf, contradict, apartFrom }: GroupRules,
): { readonly kept: JudgedPair[]; readonly groups: readonly (readonly number[])[] } {
  const groupOf = new Map<number, Group>();
  const groupAt = (at: number): Group => {
    const group = groupOf.get(at) ?? { members: [at], kinds: new Map([[kindOf(at), at]]) };
    groupOf.set(at, group);
    return group;
  };
  const kept: JudgedPair[] = [];
  const merges = pairs
    .filter(({ verdict }) => verdict.outcome === "merge")
    .sort((x, y) => y.verdict.score - x.verdict.score || x.a - y.a || x.b - y.b);
  for (const pair of merges) {
    const [left, right] = [groupAt(pair.a), groupAt(pair.b)];
    if (left === right) {
      kept.push(pair);
      continue;
    }
    const [kindA, kindB] = [kindOf(pair.a), kindOf(pair.b)];
    const mayBeTogether = [...left.kinds].every(([one, a]) =>
      [...right.kinds].every(
        ([other, b]) =>
          one === other ||
          (one === kindA && other === kindB) ||
          !contradict(Math.min(a, b), Math.max(a, b)),
      ),
    );
    const [few, many] = left.members.length < right.members.length ? [left, right] : [right, left];
    const toldApart = few.members.some((at) =>
      apartFrom(at).some((other) => groupOf.get(other) === many),
    );
    if (!mayBeTogether || toldApart) {
      const reasons = [...pair.verdict.reasons, reason("match.chain", {})];
      kept.push({ ...pair, verdict: { ...pair.verdict, outcome: "review", reasons } });
      continue;
    }
    kept.push(pair);
    for (const at of few.members) {
      many.members.push(at);
      groupOf.set(at, many);
    }
    for (const [kind, at] of few.kinds) if (!many.kinds.has(kind)) many.kinds.set(kind, at);
  }
  for (const pair of pairs) if (pair.verdict.outcome !== "merge") kept.push(pair);
  const groups = [...new Set(groupOf.values())]
    .filter(({ members }) => members.length > 1)
    .map(({ members }) => members.sort((a, b) => a - b));
  return { kept, groups: groups.sort((x, y) => x[0]! - y[0]!) };
}

/** What came of one kind of key. */
export interface BlockCounts {
  /** Groups of customers with one key that were too large to be looked at. */
  readonly skippedBlocks: number;
}

const WIDEST = 2 ** 53;

/**
 * Finds the pairs of records that share a key of one kind. Keys are hashed and packed into one number each with the
 * place of their record, and sorted: memory and time grow with the number of keys only. Two keys may by chance have one
 * hash; then a pair too many is looked at, and none is missed.
 */
export function blockPairs(
  count: number,
  keysOf: (at: number) => readonly string[],
  largest: number,
  found: (a: number, b: number) => void,
  pairsOf: (records: readonly number[]) => Iterable<readonly [number, number]> | undefined,
): BlockCounts {
  const places = 2 ** Math.max(1, Math.ceil(Math.log2(count + 1)));
  const hashes = Math.min(2 ** 40, WIDEST / places);
  let packed = new Float64Array(Math.max(16, count));
  let size = 0;
  for (let at = 0; at < count; at++) {
    for (const key of keysOf(at)) {
      if (size === packed.length) {
        const wider = new Float64Array(size * 2);
        wider.set(packed);
        packed = wider;
      }
      packed[size] = (hashNumber(key) % hashes) * places + at;
      size++;
    }
  }
  const sorted = packed.subarray(0, size).sort();
  let skippedBlocks = 0;
  let begin = 0;
  while (begin < size) {
    const hash = Math.floor(sorted[begin]! / places);
    let end = begin + 1;
    while (end < size && Math.floor(sorted[end]! / places) === hash) end++;
    if (end - begin > largest) {
      const records = new Set(Array.from(sorted.subarray(begin, end), (one) => one % places));
      const pairs = pairsOf([...records]);
      if (pairs === undefined) skippedBlocks++;
      else for (const [a, b] of pairs) found(Math.min(a, b), Math.max(a, b));
    } else {
      for (let i = begin; i < end; i++) {
        const a = sorted[i]! % places;
        for (let j = i + 1; j < end; j++) {
          const b = sorted[j]! % places;
          if (a !== b) found(a, b);
        }
      }
    }
    begin = end;
  }
  return { skippedBlocks };
}

/** 52 bits of two lanes of FNV-1a, each finished as MurmurHash3 does. */
function hashNumber(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x85ebca77);
  }
  return finish(low) * 2 ** 20 + (finish(high + low) >>> 12);
}

function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** A kind of key that two customers must share to be laid beside one another. */
export interface BlockKind {
  /** Gives the keys of one customer. */
  readonly keysOf: (keys: MatchKeys) => readonly string[];
  /**
   * How many may share a key before it is skipped: `crowd` for what is one person's own as a rule, `block` for what
   * several have by chance, `rare` for what says something only while few have it.
   */
  readonly largest: "crowd" | "block" | "rare";
}

/**
 * By what duplicates are looked for. Who shares none of these with their other self is not found: another address,
 * number and birthday, and another name or a common one.
 */
export const BLOCK_KINDS: readonly BlockKind[] = [
  { largest: "crowd", keysOf: ({ emails }) => emails },
  { largest: "crowd", keysOf: ({ phones }) => phones },
  { largest: "crowd", keysOf: ({ identifiers }) => identifiers.map(({ key }) => key) },
  { largest: "block", keysOf: birthdays },
  {
    largest: "block",
    keysOf: (keys) => keys.places.flatMap((place) => words(keys).map((word) => `${place} ${word}`)),
  },
  { largest: "rare", keysOf: fullNames },
  // A slip in a number leaves its beginning or its end as it was.
  {
    largest: "rare",
    keysOf: (keys) =>
      keys.phones.flatMap((phone) =>
        fullNames(keys).flatMap((name) => [
          `${phone.slice(0, -5)}* ${name}`,
          `*${phone.slice(-5)} ${name}`,
        ]),
      ),
  },
  {
    largest: "rare",
    keysOf: ({ emails }) =>
      emails.map((email) => (email.split("@")[0] ?? "").replace(/[._-]/gu, "")).filter(isLong),
  },
];

function birthdays(keys: MatchKeys): readonly string[] {
  const { birthday } = keys;
  if (birthday === undefined || isFilledIn(birthday)) return [];
  return words(keys).map((word) => `${birthday} ${word}`);
}

function isLong(name: string): boolean {
  return name.length >= 6;
}

/** Telling words of the full name, as they sound; all of them where none tells. */
function words({ names: [name] }: MatchKeys): readonly string[] {
  if (name === undefined) return [];
  const telling = name.sounds.filter((_, at) => isStrongWord(name.words[at]!));
  return telling.length > 0 ? telling : name.sounds;
}

/** The whole name as it sounds, in whatever order it was written; one word alone is no key. */
function fullNames({ names }: MatchKeys): string[] {
  return names
    .filter(({ sounds }) => sounds.length > 1)
    .map(({ sounds }) => [...sounds].sort((a, b) => (a < b ? -1 : 1)).join(" "));
}

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
