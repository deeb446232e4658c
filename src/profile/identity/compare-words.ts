import { NICKNAMES } from "../names/name-variants";

/** How two words of names are alike. */
export interface WordLikeness {
  /** 0–1; 1 for the same word. */
  readonly similarity: number;
  /**
   * `spelling`: the same or a slip; `short`: one may be the other's initial, short form or nickname; `another`: a slip,
   * or the name of a brother or sister, such as Paul and Paula, Randi and Rendi, Alvin and Elvin.
   */
  readonly by: "spelling" | "short" | "another";
}

/** One word of a name, and how it sounds. */
export interface NameWord {
  /** In today's spelling. */
  readonly word: string;
  /** As it sounds. */
  readonly sound: string;
}

const SAME: WordLikeness = { similarity: 1, by: "spelling" };
const SOUNDS_SAME: WordLikeness = { similarity: 0.95, by: "spelling" };
const SHORT: WordLikeness = { similarity: 0.8, by: "short" };
/** At most, where both words are common names, or end in other vowels (Rina and Rini): then it is no slip. */
const TWO_NAMES = 0.6;
/** What costs less is another spelling of the same name, however common both are. */
const LEAST_SLIP = 0.5;

/** Longer words are nobody's name: of them no slips are looked for, which takes the square of their length. */
const LONGEST_WORD = 64;

/** Compares two words of names: the same, the same sound, a slip of the pen, a short form. */
export function compareWords(
  { word: a, sound: soundA }: NameWord,
  { word: b, sound: soundB }: NameWord,
  isCommon: (word: string) => boolean,
): WordLikeness {
  if (a === b) return SAME;
  if (soundA === soundB && a.length > 1 && b.length > 1) return SOUNDS_SAME;
  const longest = Math.max(a.length, b.length);
  // Words of other lengths cannot be slips of one another, so the slow look is spared.
  const tooLong = longest > LONGEST_WORD || Math.abs(a.length - b.length) * 0.7 > longest * 0.4;
  const cost = tooLong ? longest : slipCost(a, b);
  const twoNames = cost >= LEAST_SLIP && isCommon(a) && isCommon(b);
  const most = twoNames || otherLastVowel(soundA, soundB) ? TWO_NAMES : 1;
  const similarity = Math.max(0, Math.min(most, 1 - cost / longest));
  const [short, long] = soundA.length <= soundB.length ? [soundA, soundB] : [soundB, soundA];
  if (similarity < SHORT.similarity) {
    if (isWomansForm(short, long)) return { similarity: Math.max(similarity, 0.7), by: "another" };
    if (isShortForm(a, b)) return SHORT;
  }
  return { similarity, by: isAnothers(short, long) ? "another" : "spelling" };
}

function isShortForm(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 1) return long.startsWith(short);
  if (short.length >= 3 && long.length > short.length) {
    if (long.startsWith(short) || long.endsWith(short)) return true;
  }
  return isNickname(short, long) || isNickname(long, short);
}

function isNickname(nickname: string, name: string): boolean {
  return (
    Object.hasOwn(NICKNAMES, name) &&
    (NICKNAMES[name as keyof typeof NICKNAMES] as readonly string[]).includes(nickname)
  );
}

/** Letters that are written for one another. */
const ALIKE = " jyj pfp fvf vwv ckc szs ouo tdt iyi uwu kqk gjg ";
const VOWELS = "aiueoy";

function isVowel(letter: string): boolean {
  return letter !== "" && VOWELS.includes(letter);
}

function otherLastVowel(a: string, b: string): boolean {
  const [x, y] = [a.charAt(a.length - 1), b.charAt(b.length - 1)];
  return x !== y && isVowel(x) && isVowel(y);
}

/**
 * Wahyuni of Wahyu, Pauline of Paul: one or two letters more, or three from vowel to vowel behind a consonant. Yuli may be
 * Yuliana's short form.
 */
function isWomansForm(short: string, long: string): boolean {
  if (short.length < 3 || !long.startsWith(short)) return false;
  const more = long.slice(short.length);
  if (more.length <= 2) return true;
  const ends = [more.charAt(0), more.charAt(more.length - 1)];
  return more.length === 3 && !isVowel(short.charAt(short.length - 1)) && ends.every(isVowel);
}

/**
 * Whether words that are much alike may be names of two: where they differ in the first letter, in a vowel for a
 * vowel, or at the end with a vowel there, as names of men and women do (Alexander and Alexandra, Andrea and Andreas). In
 * the middle of a word, and between letters that are written for one another, it is a slip.
 */
function isAnothers(short: string, long: string): boolean {
  let start = 0;
  while (start < short.length && short[start] === long[start]) start++;
  let [endA, endB] = [short.length, long.length];
  while (endA > start && endB > start && short[endA - 1] === long[endB - 1]) {
    endA--;
    endB--;
  }
  const [x, y] = [short.slice(start, endA), long.slice(start, endB)];
  const swapped = x.length === 2 && x.charAt(1) + x.charAt(0) === y;
  if (swapped || (x.length === 1 && y.length === 1 && ALIKE.includes(x + y))) return false;
  if (start === 0) return true;
  if (x.length === 1 && y.length === 1 && isVowel(x) && isVowel(y)) return true;
  if (x === "" && start === short.length) {
    return y.length > 1 || isVowel(y) || isVowel(short.charAt(short.length - 1));
  }
  const atEnd = endA === short.length && endB === long.length;
  const oneVowel = isVowel(short.charAt(endA - 1)) || isVowel(long.charAt(endB - 1));
  return atEnd && oneVowel && x.length + y.length > 2;
}

/** Optimal string alignment with costs: what fingers slip on is cheap. */
function slipCost(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j * 0.7);
  for (let i = 1; i <= a.length; i++) {
    const row = [i * 0.7];
    for (let j = 1; j <= b.length; j++) {
      const [x, y] = [a.charAt(i - 1), b.charAt(j - 1)];
      let cost = Math.min(
        last[j]! + 0.7,
        row[j - 1]! + 0.7,
        last[j - 1]! + (x === y ? 0 : changeCost(x, y)),
      );
      if (i > 1 && j > 1 && x === b.charAt(j - 2) && y === a.charAt(i - 2) && x !== y) {
        cost = Math.min(cost, before[j - 2]! + 0.5);
      }
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}

function changeCost(x: string, y: string): number {
  return ALIKE.includes(x + y) ? 0.3 : 1;
}
