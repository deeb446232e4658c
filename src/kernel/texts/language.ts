import { SetiaError, showValue } from "../checks/errors";

/** The languages that texts are written in. */
export const LANGUAGES = ["en", "id"] as const;

/** English or Indonesian. */
export type Language = (typeof LANGUAGES)[number];

/** One text in every language. */
export type Texts = Readonly<Record<Language, string>>;

/** The locale whose rules for numbers, money and dates go with each language. */
export const LOCALES: Readonly<Record<Language, string>> = { en: "en-US", id: "id-ID" };

/**
 * Refuses a language that texts are not written in.
 *
 * @throws SetiaError `INVALID_OPTION`
 */
export function assertLanguage(language: unknown, where: string): asserts language is Language {
  if ((LANGUAGES as readonly unknown[]).includes(language)) return;
  throw new SetiaError(
    "INVALID_OPTION",
    `${where}: language is ${showValue(language)}; expected ${LANGUAGES.join(" or ")}`,
  );
}
