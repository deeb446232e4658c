import { compareWords } from "./compare-words";
import { isStrongWord, type NameForm } from "./name-form";

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
  /** The only telling word that they share, if it is one only. */
  readonly onlyWord: string | undefined;
}

/** Words less alike than this are not paired. */
const LEAST_PAIR = 0.7;
/** Words less alike than this may be a slip or another name: then a person looks. */
const SURE_PAIR = 0.8;
/** The most that a name comes to with an unsure pair in it. */
const UNSURE = 0.84;

/**
 * Compares two names by their words, in any order.
 *
 * @param a - one name
 * @param b - the other
 * @param isCommon - tells whether a word is a name that many have
 * @returns how alike they are
 */
export function compareNames(
  a: NameForm,
  b: NameForm,
  isCommon: (word: string) => boolean,
): NameLikeness {
  // "Nur Hayati" and "Nurhayati".
  if (a.words.length !== b.words.length && a.sounds.join("") === b.sounds.join("")) {
    const same = { sameFirst: true, short: false, telling: true, sure: true };
    return { similarity: 0.97, ...same, onlyWord: undefined };
  }
  const pairs: { i: number; j: number; similarity: number; short: boolean }[] = [];
  a.words.forEach((left, i) => {
    b.words.forEach((right, j) => {
      const { similarity, by } = compareWords(
        { word: left, sound: a.sounds[i] ?? left },
        { word: right, sound: b.sounds[j] ?? right },
        isCommon,
      );
      if (similarity >= LEAST_PAIR) pairs.push({ i, j, similarity, short: by === "short" });
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
  const strong = taken.filter(
    ({ i, j }) => isStrongWord(a.words[i] ?? "") && isStrongWord(b.words[j] ?? ""),
  );
  const restA = a.words.filter((word, at) => !takenA.has(at) && word.length > 1);
  const restB = b.words.filter((word, at) => !takenB.has(at) && word.length > 1);
  const leftA = restA.filter(isStrongWord).length;
  const leftB = restB.filter(isStrongWord).length;
  const [firstA, firstB] = [firstStrong(a.words), firstStrong(b.words)];
  // What stands before it may be left out by one, but not be another word: "Siti Utomo", "Sri Utomo".
  const otherBefore = (
    limit: number,
    words: readonly string[],
    seen: ReadonlySet<number>,
  ): boolean => words.some((word, at) => at < limit && !seen.has(at) && word.length > 1);
  const sameFirst =
    firstA !== -1 &&
    taken.some(
      ({ i, j, short, ...pair }) =>
        i === firstA && j === firstB && !short && pair.similarity >= SURE_PAIR,
    ) &&
    !(otherBefore(firstA, a.words, takenA) && otherBefore(firstB, b.words, takenB));
  const short = taken.some((pair) => pair.short);
  const telling = strong.length > 0;
  const unsure = taken.some((pair) => pair.similarity < SURE_PAIR);
  const similarity = unsure ? Math.min(UNSURE, similarityOf()) : similarityOf();
  const onlyWord = strong.length === 1 ? a.words[strong[0]?.i ?? 0] : undefined;
  return { similarity, sameFirst, short, telling, sure: !unsure, onlyWord };

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

function firstStrong(words: readonly string[]): number {
  return words.findIndex(isStrongWord);
}
