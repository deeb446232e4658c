import { defined } from "../../kernel";
import { FIRM_MARKS, MEN, WOMEN } from "./name-titles";
import { NAME_VARIANTS, WEAK_WORDS } from "./name-variants";
import { readName } from "./read-name";

/** Marks of Indonesian spelling before 1972 (Van Ophuijsen 1901, Soewandi 1947); with them a single `j` is today's `y`. */
const OLD_MARKS = /oe|tj|dj|nj|sj/u;

/**
 * Writes a word of a name as it is spelled today: without accents, in lower case, `oe` as `u`, `tj` as `c`, `dj` as `j`,
 * `nj` as `ny`, `sj` as `sy`, and beside such marks `j` as `y`.
 */
export function modernSpelling(word: string): string {
  const plain = word
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
  if (!OLD_MARKS.test(plain)) return plain;
  // "oe" alone also stands in names spelled today otherwise (Soejono, Soedjono), so it does not change a "j".
  const oldJ = /tj|dj|nj|sj/u.test(plain);
  const marked = plain
    .replaceAll("tj", "c")
    .replaceAll("dj", "\u0001")
    .replaceAll("nj", "ny")
    .replaceAll("sj", "sy")
    .replaceAll("oe", "u");
  return (oldJ ? marked.replaceAll("j", "y") : marked).replaceAll("\u0001", "j");
}

/**
 * Gives a word as it sounds, for spellings that are the same name: `Rizky` and `Riski`, `Arief` and `Arif`, `Achmad`
 * and `Ahmad`, `Aisyah` and `Aisya`.
 */
export function soundOf(word: string): string {
  const sound = word
    .replace(/^chr/u, "kr")
    .replace(/^ch/u, "c")
    .replace(/ch|kh/gu, "h")
    .replace(/ph|v/gu, "f")
    .replace(/sy|z|sh/gu, "s")
    .replace(/dh/gu, "d")
    .replace(/th/gu, "t")
    .replace(/ck|q/gu, "k")
    .replace(/x/gu, "ks")
    .replace(/ie|ee/gu, "i")
    .replace(/(?!^)y/gu, "i")
    .replace(/(.)\1+/gu, "$1");
  return sound.length > 3 ? sound.replace(/h$/u, "") : sound;
}

/** A name as it is compared. */
export interface NameForm {
  /** Its words in today's spelling, titles and degrees off, in the order written. */
  readonly words: readonly string[];
  /** The same as they sound. */
  readonly sounds: readonly string[];
  /** What tells a father from a son of his name: `sr`, `jr`, `ii`; missing where nothing does. */
  readonly generation?: string;
  /** Whether they are addressed as a man or as a woman; missing where that is not told. */
  readonly addressedAs?: "man" | "woman";
}

const GENERATIONS: Readonly<Record<string, string>> = {
  ...{ sr: "sr", snr: "sr", senior: "sr", jr: "jr", jnr: "jr", junior: "jr" },
  ...{ ii: "ii", iii: "iii", iv: "iv" },
};

/** Nobody's name is longer; comparing two takes each word of one with each of the other. */
const MOST_WORDS = 20;

/** Gives the form of a name by which it is compared. */
export function nameForm(name: string): NameForm {
  const { words, honorific, firm } = readName(name.replace(/[/_]/gu, " "));
  const all = words
    .flatMap((word) => word.split(/[-.]/u))
    .map(modernSpelling)
    .filter((word) => word !== "" && !(firm && FIRM_MARKS.includes(word)))
    .slice(0, MOST_WORDS);
  // Before a name it is a nun's "Sr." or a first name, unless a comma has brought it there.
  const first = name.includes(",") ? 0 : 1;
  const at = firm || all.length < 2 ? -1 : all.findIndex((word, i) => i >= first && isMark(word));
  const modern = at === -1 ? all : all.toSpliced(at, 1);
  const known = modern.map((word, place) => standardWord(word, place, modern.length));
  const generation = GENERATIONS[all[at] ?? ""];
  const addressedAs = honorific === undefined ? undefined : addressOf(honorific);
  return {
    words: known,
    sounds: known.map(soundOf),
    ...defined({ generation, addressedAs }),
  };
}

function isMark(word: string): boolean {
  return Object.hasOwn(GENERATIONS, word);
}

function addressOf(honorific: string): "man" | "woman" | undefined {
  if (WOMEN.includes(honorific)) return "woman";
  return MEN.includes(honorific) ? "man" : undefined;
}

/** Whether a word says who somebody is, more than that they have a name. */
export function isStrongWord(word: string): boolean {
  return word.length > 1 && !WEAK_WORDS.includes(word);
}

let variants: Map<string, string> | undefined;

function standardWord(word: string, at: number, count: number): string {
  // "M. Rizky" is Muhammad Rizky nearly always.
  if (word === "m" && at === 0 && count > 1) return "muhamad";
  variants ??= new Map(
    Object.entries(NAME_VARIANTS).flatMap(([standard, others]) =>
      others.map((other) => [other, standard] as const),
    ),
  );
  return variants.get(word) ?? word;
}
