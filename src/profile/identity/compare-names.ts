import { compareWords, type WordLikeness } from "./compare-words";
import { isStrongWord, type NameForm } from "../names/name-form";
import { FAMILY_FIRST_WORDS } from "../names/name-variants";

/** How two names are alike. */
export interface NameLikeness {
  /** 0–1: 1 for the same words in any order, at most 0.7 where both have words that the other has not. */
  readonly similarity: number;
  /** True if the first telling word of both is the same. */
  readonly sameFirst: boolean;
  /** True if it rests on an initial, a short form or a nickname. */
  readonly short: boolean;
  /** True if some telling word is shared: more than `Muhammad` or `Siti`. */
  readonly telling: boolean;
  /** True if no word differs by what may be a slip or another name, such as the last vowel. */
  readonly sure: boolean;
  /**
   * True if they may be names of two of a family: Paul and Paula, father and son (`Jr.`), husband and wife (`Mr.`,
   * `Mrs.`), a child with its father's whole name behind its own.
   */
  readonly relatives: boolean;
  /** True if they have but one telling word in common, and many bear it. */
  readonly commonWord: boolean;
}

/** What a base knows of words. */
export interface WordKnowledge {
  /** Whether a word is a name that many have. */
  readonly isCommon: (word: string) => boolean;
  /** Whether so many have it that two strangers on one number may. */
  readonly isEverybodys: (word: string) => boolean;
}

/** Words less alike than this are not paired. */
const LEAST_PAIR = 0.7;
/** Words less alike than this may be a slip or another name: then a person looks. */
const SURE_PAIR = 0.8;
/** The most that a name comes to with an unsure pair in it. */
const UNSURE = 0.84;

/** Compares two names by their words, in any order. */
export function compareNames(a: NameForm, b: NameForm, words: WordKnowledge): NameLikeness {
  // "Nur Hayati" and "Nurhayati".
  if (a.words.length !== b.words.length && a.sounds.join("") === b.sounds.join("")) {
    const two = otherMark(a, b);
    const same = { sameFirst: !two, short: false, telling: true, sure: !two, relatives: two };
    return { similarity: two ? UNSURE : 0.97, ...same, commonWord: false };
  }
  const pairs: Pair[] = [];
  a.words.forEach((left, i) => {
    b.words.forEach((right, j) => {
      const { similarity, by } = compareWords(
        { word: left, sound: a.sounds[i] ?? left },
        { word: right, sound: b.sounds[j] ?? right },
        words.isCommon,
      );
      if (similarity >= LEAST_PAIR) pairs.push({ i, j, similarity, by });
    });
  });
  // The most alike first; of equals those in the same place, so that the answer is the same either way round.
  pairs.sort(
    (x, y) =>
      y.similarity - x.similarity ||
      Math.abs(x.i - x.j) - Math.abs(y.i - y.j) ||
      x.i + x.j - (y.i + y.j) ||
      Math.min(x.i, x.j) - Math.min(y.i, y.j),
  );
  const [takenA, takenB] = [new Set<number>(), new Set<number>()];
  const taken = pairs.filter(({ i, j }) => {
    if (takenA.has(i) || takenB.has(j)) return false;
    takenA.add(i);
    takenB.add(j);
    return true;
  });
  const mean =
    taken.reduce((sum, { similarity }) => sum + similarity, 0) / Math.max(1, taken.length);
  const strong = taken.filter(({ i, j }) => isStrongWord(a.words[i]!) && isStrongWord(b.words[j]!));
  const restA = a.words.filter((word, at) => !takenA.has(at) && word.length > 1);
  const restB = b.words.filter((word, at) => !takenB.has(at) && word.length > 1);
  const leftA = restA.filter(isStrongWord).length;
  const leftB = restB.filter(isStrongWord).length;
  const [firstA, firstB] = [firstStrong(a.words), firstStrong(b.words)];
  // What stands before it may be left out by one, but not be another word: "Siti Utomo", "Sri Utomo".
  const otherBefore = (limit: number, all: readonly string[], seen: ReadonlySet<number>): boolean =>
    all.some((word, at) => at < limit && !seen.has(at) && word.length > 1);
  // Brothers and sisters have words in common around those that tell them apart: "Ana Maria Sari", "Ana Dewi Sari".
  const [lastA, lastB] = [
    Math.max(...strong.map(({ i }) => i)),
    Math.max(...strong.map(({ j }) => j)),
  ];
  const sameFirst =
    firstA !== -1 &&
    !FAMILY_FIRST_WORDS.includes(a.words[firstA]!) &&
    !otherMark(a, b) &&
    taken.some(
      ({ i, j, by, ...pair }) =>
        i === firstA && j === firstB && by === "spelling" && pair.similarity >= SURE_PAIR,
    ) &&
    !(otherBefore(lastA, a.words, takenA) && otherBefore(lastB, b.words, takenB));
  const short = taken.some(({ by }) => by === "short");
  const telling = strong.length > 0;
  // A child is called otherwise than the father whose whole name it has behind its own.
  const ownFirst =
    strong.length > 1 &&
    ((restB.length === 0 && leftA > 0 && !takenA.has(firstA)) ||
      (restA.length === 0 && leftB > 0 && !takenB.has(firstB)));
  const relatives = otherMark(a, b) || ownFirst || taken.some(({ by }) => by === "another");
  const unsure = relatives || taken.some((pair) => pair.similarity < SURE_PAIR);
  const similarity = unsure ? Math.min(UNSURE, similarityOf()) : similarityOf();
  const onlyWord = strong.length === 1 ? a.words[strong[0]?.i ?? 0] : undefined;
  const commonWord = onlyWord !== undefined && words.isEverybodys(onlyWord);
  return { similarity, sameFirst, short, telling, sure: !unsure, relatives, commonWord };

  function similarityOf(): number {
    if (taken.length === 0) return 0;
    // "Sri Utomo" and "Siti Utomo" are two, "Muhammad Budi" and "Budi" may be one.
    if (restA.length > 0 && restB.length > 0) {
      const share = taken.length / Math.max(a.words.length, b.words.length);
      return Math.min(0.7, mean * share + (sameFirst ? 0.2 : 0));
    }
    if (leftA + leftB === 0) return mean;
    if (!telling) return Math.min(0.7, mean);
    if (strong.length > 1) return mean * 0.97;
    // One word that both have: if it is the first name it may well be all that was given.
    return mean * (oneIsFirst() ? 0.9 : 0.75);
  }

  function oneIsFirst(): boolean {
    const [pair] = strong;
    if (pair === undefined) return false;
    return leftA > 0 ? pair.i === firstA : pair.j === firstB;
  }
}

interface Pair extends WordLikeness {
  readonly i: number;
  readonly j: number;
}

/** `Jr.` beside none, or `Mr.` beside `Mrs.`: two people of one name. */
function otherMark(a: NameForm, b: NameForm): boolean {
  const [one, other] = [a.addressedAs, b.addressedAs];
  return (
    a.generation !== b.generation || (one !== undefined && other !== undefined && one !== other)
  );
}

function firstStrong(words: readonly string[]): number {
  return words.findIndex(isStrongWord);
}
