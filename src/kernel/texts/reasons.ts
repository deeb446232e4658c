import { assertText } from "../checks/arguments";
import { SetiaError, showValue } from "../checks/errors";
import { dayFormat, numberFormat, pluralRulesOf } from "../money/formats";
import { LANGUAGES, LOCALES, type Language, type Texts } from "./language";
import { writeMoney } from "../money/money";
import { REASON_TEXTS } from "./reason-texts";
import { WORDS } from "./words";

/** Stable name of a kind of reason, `room.what`. */
export type ReasonCode = keyof typeof REASON_TEXTS;

/** Values that a reason's sentence is built from. Money in minor units, days as `YYYY-MM-DD`. */
export type ReasonParams = Readonly<Record<string, string | number>>;

/** Why an answer is what it is, as data; {@link explain} makes it a sentence. */
export interface Reason {
  /** What kind of reason it is. */
  readonly code: ReasonCode;
  /** The figures and names it rests on. */
  readonly params: ReasonParams;
}

/** Names in braces of a text; `currency` too wherever money is written. */
type ParamNames<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? | (Name extends `${infer Bare}:${infer Format}`
        ? Bare | (Format extends "money" ? "currency" : never)
        : Name)
    | ParamNames<Rest>
  : never;

/** Exactly the parameters that the English text of a code asks for. */
export type ParamsOf<Code extends ReasonCode> = Readonly<
  Record<ParamNames<(typeof REASON_TEXTS)[Code]["en"]>, string | number>
>;

/** Creates a reason. That no parameter is missing or left over is checked by the compiler. */
export function reason<Code extends ReasonCode>(code: Code, params: ParamsOf<Code>): Reason {
  return { code, params };
}

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
  const code = (given as Partial<Reason> | undefined)?.code ?? ("" as ReasonCode);
  if (!Object.hasOwn(REASON_TEXTS, code) || !LANGUAGES.includes(language)) {
    throw new SetiaError(
      "INVALID_INPUT",
      `explain: there is no ${showValue(code)} in ${showValue(language)}; expected a reason of this library, in ${LANGUAGES.join(" or ")}`,
    );
  }
  return fillText(REASON_TEXTS[code][language], given.params, language);
}

/**
 * Translates a word of the design (segment, stage, activity, measure) for people to read.
 *
 * @param word - the name used in code
 * @param language - language of the reader
 * @returns the word in that language; a name that is not listed, such as a segment of your own, with spaces
 * for underscores
 */
export function wordOf(word: string, language: Language): string {
  assertText(word, "wordOf: word");
  assertText(language, "wordOf: language");
  return Object.hasOwn(WORDS, word)
    ? WORDS[word as keyof typeof WORDS][language]
    : word.replaceAll("_", " ");
}

/** Fills the braces of a text; the formats are told in `reason-texts.ts`. */
export function fillText(text: string, params: ReasonParams, language: Language): string {
  const given = Object(params) as Readonly<Record<string, unknown>>;
  return text.replace(/\{(\w+)(?::([^}]+))?\}/gu, (brace, name: string, format?: string) => {
    const value: unknown = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value === undefined) return brace;
    if (typeof value !== "string" && typeof value !== "number") return showValue(value);
    try {
      return formatValue(value, format, given["currency"] as string, language);
    } catch {
      // A stored reason may hold what is no day, or money of no currency: better read as it is than not at all.
      return String(value);
    }
  });
}

function formatValue(
  value: string | number,
  format: string | undefined,
  currency: string,
  language: Language,
): string {
  const locale = LOCALES[language];
  const nouns = /^count\((.*)\)$/u.exec(format ?? "")?.[1]?.split("|");
  if (nouns !== undefined) {
    const one = pluralRulesOf(locale).select(Number(value)) === "one";
    const noun = one ? nouns[0] : (nouns[1] ?? nouns[0]);
    return `${formatNumber(Number(value), locale)} ${noun ?? ""}`;
  }
  switch (format ?? "") {
    case "number":
      return formatNumber(Number(value), locale);
    case "percent":
      return formatPercent(Number(value), locale);
    case "share":
      return formatShare(Number(value), language);
    case "money":
      return writeMoney(Number(value), currency, language);
    case "day":
      return dayFormat(locale).format(new Date(`${String(value)}T00:00:00Z`));
    case "word":
      return wordOf(String(value), language);
    case "words":
      return String(value)
        .split(",")
        .map((word) => wordOf(word, language))
        .join(", ");
    default:
      return String(value);
  }
}

/** One decimal, or two digits where one decimal would say 0. */
function formatPercent(value: number, locale: string): string {
  const digits =
    Math.abs(value) < 0.001 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 1 };
  return numberFormat(locale, { style: "percent", ...digits }).format(value);
}

/** A share as people say it: one in so many, or the simplest fraction of tenths and less that is near. */
function formatShare(value: number, language: Language): string {
  if (value > 0.95) return (value === 1 ? ALL : NEARLY_ALL)[language];
  const inAll = { en: "in", id: "dari" }[language];
  if (value < 0.1)
    return value > 0 ? `1 ${inAll} ${String(Math.round(1 / value))}` : NONE[language];
  for (let all = 2; all < 10; all++) {
    const part = Math.round(value * all);
    if (part > 0 && part < all && Math.abs(part / all - value) <= 0.02) {
      return `${String(part)} ${inAll} ${String(all)}`;
    }
  }
  return `${String(Math.min(9, Math.round(value * 10)))} ${inAll} 10`;
}

const ALL: Texts = { en: "all", id: "semua" };
const NEARLY_ALL: Texts = { en: "nearly all", id: "hampir semua" };
const NONE: Texts = { en: "none", id: "tidak satu pun" };

function formatNumber(value: number, locale: string): string {
  return numberFormat(locale, { maximumFractionDigits: 2 }).format(value);
}
