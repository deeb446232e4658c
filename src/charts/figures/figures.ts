import { formatMoney, LOCALES, wordOf, type Language } from "../../kernel";

/** Writes a figure for people to read. */
export type WriteFigure = (value: number) => string;

/** Gives the ways to write figures of a language, all by `Intl`. */
export function figuresIn(language: Language): {
  readonly count: WriteFigure;
  readonly decimal: WriteFigure;
  readonly percent: WriteFigure;
  readonly signedPercent: WriteFigure;
} {
  const locale = LOCALES[language];
  const count = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const signed = new Intl.NumberFormat(locale, {
    style: "percent",
    maximumFractionDigits: 1,
    signDisplay: "exceptZero",
  });
  return {
    count: (value) => count.format(value),
    decimal: (value) => decimal.format(value),
    percent: (value) => percent.format(value),
    signedPercent: (value) => signed.format(value),
  };
}

/** Gives the way to write money in few letters: `Rp 1,2 jt`, `$15K`. */
export function shortMoney(currency: string, language: Language): WriteFigure {
  return (amount) => formatMoney(amount, currency, language, { notation: "compact" });
}

/** Gives the way to write calendar days. */
export function dayWriter(language: Language, options: "day" | "month"): WriteFigure {
  const parts =
    options === "day"
      ? ({ dateStyle: "medium" } as const)
      : ({ month: "short", year: "numeric" } as const);
  const format = new Intl.DateTimeFormat(LOCALES[language], { ...parts, timeZone: "UTC" });
  return (day) => format.format(day * 86_400_000);
}

/** Writes a segment or stage as the beginning of a line. */
export function labelOf(name: string, language: Language): string {
  const word = wordOf(name, language);
  return word.charAt(0).toLocaleUpperCase(LOCALES[language]) + word.slice(1);
}
