import { assertText } from "../checks/arguments";
import { SetiaError, showValue } from "../checks/errors";
import { FEATURE_PHRASES } from "./feature-phrases";
import { fillWith, wordIn, type Dictionary } from "./fill";
import { LANGUAGES, type Language, type Texts } from "./language";
import { REASON_TEXTS } from "./reason-texts";
import type { Reason, ReasonParams } from "./reasons";
import { WORDS } from "./words";

const EVERYTHING: Dictionary = /* @__PURE__ */ Object.freeze({
  words: WORDS,
  phrases: FEATURE_PHRASES,
});

/**
 * Writes a reason as a sentence in English or Indonesian, with numbers, money and dates by the rules of
 * the language.
 *
 * @param given - a reason of any answer of this library
 * @param language - `"en"` or `"id"`
 * @returns one complete sentence; what a parameter of another kind says stands in it as it is
 * @throws SetiaError `INVALID_INPUT` for a code or language that is not known; never for parameters
 *
 * @example
 * ```ts
 * import { explain } from "setia";
 *
 * const reason = { code: "loyalty.came_back", params: { days: 120 } } as const;
 * explain(reason, "en"); // => "Came back after 120 days."
 * explain(reason, "id"); // => "Kembali setelah 120 hari."
 * ```
 */
export function explain(given: Reason, language: Language): string {
  return explainWith(REASON_TEXTS, EVERYTHING, given, language);
}

/**
 * Writes a reason of some of the texts: what `explain` of an entry does, so that a bundle has no sentence that it never says.
 *
 * @throws SetiaError `INVALID_INPUT` for a code that is not among them, or a language that is not known
 */
export function explainWith(
  texts: Readonly<Record<string, Texts>>,
  dictionary: Dictionary,
  given: Reason,
  language: Language,
): string {
  const code: string = (given as Partial<Reason> | undefined)?.code ?? "";
  const both = Object.hasOwn(texts, code) ? texts[code] : undefined;
  if (both === undefined || !LANGUAGES.includes(language)) {
    throw new SetiaError(
      "INVALID_INPUT",
      `explain: there is no ${showValue(code)} in ${showValue(language)}; expected a reason of this entry, in ${LANGUAGES.join(" or ")}`,
    );
  }
  const sentence = fillWith(dictionary, both[language], given.params, language);
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/**
 * Translates a word of the design (segment, stage, activity, feature) for people to read.
 *
 * @param word - the name used in code
 * @param language - language of the reader
 * @returns the word in that language; a name that is not listed, such as a segment of your own, with spaces
 * for underscores
 */
export function wordOf(word: string, language: Language): string {
  assertText(word, "wordOf: word");
  assertText(language, "wordOf: language");
  return wordIn(EVERYTHING, word, language);
}

/** Fills the braces of a text with all the words there are. */
export function fillText(text: string, params: ReasonParams, language: Language): string {
  return fillWith(EVERYTHING, text, params, language);
}
