import { defined } from "../../kernel";
import { modernSpelling, soundOf } from "./name-spelling";
import { FIRM_MARKS, MEN, WOMEN } from "./name-titles";
import { NAME_VARIANTS, WEAK_WORDS } from "./name-variants";
import { readName } from "./read-name";

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
