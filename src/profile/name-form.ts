import { modernSpelling, soundOf } from "./name-spelling";
import { FIRM_MARKS } from "./name-titles";
import { NAME_VARIANTS, WEAK_WORDS } from "./name-variants";
import { readName } from "./read-name";

/** A name as it is compared. */
export interface NameForm {
  /** Its words in today's spelling, titles and degrees off, in the order written. */
  readonly words: readonly string[];
  /** The same as they sound. */
  readonly sounds: readonly string[];
}

/**
 * Gives the form of a name by which it is compared.
 *
 * @param name - as typed
 * @returns its words; none if there is no letter in it
 */
export function nameForm(name: string): NameForm {
  const { words, firm } = readName(name.replace(/[/_]/gu, " "));
  const modern = words
    .flatMap((word) => word.split(/[-.]/u))
    .map(modernSpelling)
    .filter((word) => word !== "" && !(firm && FIRM_MARKS.includes(word)));
  const known = modern.map((word, at) => standardWord(word, at, modern.length));
  return { words: known, sounds: known.map(soundOf) };
}

/**
 * Tells whether a word says who somebody is, more than that they have a name.
 *
 * @param word - of a {@link NameForm}
 * @returns false for initials and the commonest first names
 */
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
