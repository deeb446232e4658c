import { showValue } from "../checks/errors";
import { dayFormat, numberFormat, pluralRulesOf } from "../money/formats";
import { writeMoney } from "../money/money";
import type { FeaturePhrase } from "./feature-phrases";
import { LOCALES, type Language, type Texts } from "./language";
import type { ReasonParams } from "./reasons";

/** What a text may be filled with, beside its parameters. */
export interface Dictionary {
  /** Words by their names in code. */
  readonly words: Readonly<Record<string, Texts>>;
  /** Features as part of a sentence. */
  readonly phrases?: Readonly<Record<string, FeaturePhrase>>;
}

/** Fills the braces of a text; `reason-texts.ts` lists the formats. */
export function fillWith(
  dictionary: Dictionary,
  text: string,
  params: ReasonParams,
  language: Language,
): string {
  const given = Object(params) as Readonly<Record<string, unknown>>;
  return text.replace(/\{(\w+)(?::([^}]+))?\}/gu, (brace, name: string, format?: string) => {
    const value: unknown = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value === undefined) return brace;
    if (typeof value !== "string" && typeof value !== "number") return showValue(value);
    try {
      if (format === "feature") return featureOf(dictionary, String(value), given, language);
      return formatValue(dictionary, value, format, given["currency"] as string, language);
    } catch {
      // A stored reason may hold what is no day, or money of no currency: better read as it is than not at all.
      return String(value);
    }
  });
}

/** A feature and its figure, `actual` of the parameters, at the beginning of a sentence. */
function featureOf(
  dictionary: Dictionary,
  feature: string,
  { actual }: Readonly<Record<string, unknown>>,
  language: Language,
): string {
  const { phrases = {} } = dictionary;
  const phrase = Object.hasOwn(phrases, feature) ? phrases[feature] : undefined;
  if (phrase === undefined) {
    const value = typeof actual === "number" ? formatNumber(actual, LOCALES[language]) : actual;
    return `${wordIn(dictionary, feature, language)}: ${String(value)}`;
  }
  const isNone = actual === 0 || actual === "no";
  const text = (isNone ? (phrase.none ?? phrase.some) : phrase.some)[language];
  const filled = fillWith(dictionary, text, { n: actual as number }, language);
  return filled.charAt(0).toUpperCase() + filled.slice(1);
}

/** A word of a dictionary; one that is not there with spaces for underscores. */
export function wordIn({ words }: Dictionary, word: string, language: Language): string {
  const texts = Object.hasOwn(words, word) ? words[word] : undefined;
  return texts === undefined ? word.replaceAll("_", " ") : texts[language];
}

function formatValue(
  dictionary: Dictionary,
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
      return wordIn(dictionary, String(value), language);
    case "words":
      return String(value)
        .split(",")
        .map((word) => wordIn(dictionary, word, language))
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
