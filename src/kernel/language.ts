/** The languages that texts are written in. */
export const LANGUAGES = ["en", "id"] as const;

/** English or Indonesian. */
export type Language = (typeof LANGUAGES)[number];

/** One text in every language. */
export type Texts = Readonly<Record<Language, string>>;

/** The locale whose rules for numbers, money and dates go with each language. */
export const LOCALES: Readonly<Record<Language, string>> = { en: "en-US", id: "id-ID" };
