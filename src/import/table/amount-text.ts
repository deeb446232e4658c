import type { Language } from "../../kernel";
import { plainDecimal } from "../amounts";
import { signsOf } from "./currency-signs";
import { decimalOf, isSameDecimal, type Decimal } from "./decimal";

/** The sign before the decimals: `12.50` or `12,50`. */
export const DECIMAL_SIGNS = ["point", "comma"] as const;

/** One of {@link DECIMAL_SIGNS}. */
export type DecimalSign = (typeof DECIMAL_SIGNS)[number];

/** What a number may mean. Most texts have one reading; `1.234` has two. */
export interface NumberText {
  /** The number if `.` is the decimal sign. */
  readonly point?: Decimal;
  /** The number if `,` is the decimal sign. */
  readonly comma?: Decimal;
  /** Currency sign or code beside it, in lower case. */
  readonly sign?: string;
  /** Power of ten that a word behind it stands for, such as 3 for `rb`; it is in the readings already. */
  readonly power?: number;
}

/** Why a text is no number, for a message. */
export interface NoNumber {
  /** What was expected. */
  readonly expected: string;
}

/** What may stand beside the figures. */
export interface NumberGrammar {
  /** ISO 4217 code of the row; left out for quantities, beside which nothing stands. */
  readonly currency?: string;
  /** Language of the words for thousands and millions. */
  readonly language?: Language;
}

/** Longer texts are no amounts; it also keeps what a stranger sends from taking long. */
const LONGEST = 64;

type Multiplier = number | Readonly<Partial<Record<Language, number>>>;

/** Words behind a number as powers of ten. Some need their language: an Indonesian M is a thousand English ones. */
const MULTIPLIERS: ReadonlyMap<string, Multiplier> = new Map<string, Multiplier>([
  ["rb", 3],
  ["ribu", 3],
  ["k", 3],
  ["jt", 6],
  ["juta", 6],
  ["thousand", { en: 3 }],
  ["million", { en: 6 }],
  ["billion", { en: 9 }],
  ["trillion", { en: 12 }],
  ["miliar", { id: 9 }],
  ["milyar", { id: 9 }],
  ["triliun", { id: 12 }],
  ["m", { en: 6, id: 9 }],
  ["b", { en: 9 }],
  ["bn", { en: 9 }],
  ["t", { en: 12, id: 12 }],
]);

const SPACES = /[\s\u00a0\u2007\u2009\u202f]/gu;

/** Reads the text of an amount or a quantity. The grammar stands in `docs/amounts.md`. */
export function readNumberText(text: string, grammar: NumberGrammar): NumberText | NoNumber {
  if (text.length > LONGEST) return { expected: `expected at most ${String(LONGEST)} characters` };
  // Marks without width come with copied text and change nothing.
  let rest = text
    .replace(/\p{Cf}/gu, "")
    .replace(SPACES, " ")
    .replaceAll("\u2212", "-")
    .trim();
  const minuses: string[] = [];
  const signs = grammar.currency === undefined ? [] : signsOf(grammar.currency);
  const found: string[] = [];
  const begin = (): boolean => {
    const lower = rest.toLowerCase();
    const sign = signs.find(
      (each) => lower.startsWith(each) && isWord(each, "", lower.slice(each.length)),
    );
    const bracketed = /^\((.*)\)$/u.exec(rest)?.[1];
    const mark = /^[+-]/u.exec(rest)?.[0];
    if (sign !== undefined) found.push(sign);
    else if (bracketed !== undefined) minuses.push("()");
    else if (mark !== undefined) minuses.push(mark);
    else return false;
    rest = (bracketed ?? rest.slice((sign ?? mark ?? "").length)).trim();
    return true;
  };
  while (begin());

  let power = 0;
  let isWhole: DecimalSign | undefined; // "15.000,-" says that nothing comes after the decimal sign
  const end = (): boolean => {
    const lower = rest.toLowerCase();
    const sign = signs.find(
      (each) =>
        lower.endsWith(each) &&
        isWord(each, lower.slice(0, -each.length), "") &&
        !MULTIPLIERS.has(each),
    );
    const nothing = /\d(([.,])(?:-{1,2}|[\u2013\u2014]))$/u.exec(rest);
    if (sign !== undefined) found.push(sign);
    else if (nothing !== null) isWhole = nothing[2] === "," ? "comma" : "point";
    else if (rest.endsWith("-")) minuses.push("-");
    else return false;
    rest = rest.slice(0, -(sign ?? nothing?.[1] ?? "-").length).trimEnd();
    return true;
  };
  while (end());
  const word = /(?<=[\d\s])\p{L}+\.?$/u.exec(rest)?.[0];
  if (word !== undefined && grammar.currency !== undefined) {
    const name = word.replace(".", "").toLowerCase();
    const multiplier = signs.includes(name) ? undefined : MULTIPLIERS.get(name);
    const given = multiplier === undefined ? undefined : powerOf(multiplier, grammar.language);
    if (given === undefined) return { expected: expectedWord(multiplier) };
    power = given;
    rest = rest.slice(0, -word.length).trimEnd();
  }

  if (new Set(found).size < found.length || found.length > 2 || minuses.length > 1) {
    return expectedNumber(grammar);
  }
  const readings = readFigures(rest, isWhole);
  if (readings === undefined) return expectedNumber(grammar, text);
  const isNegative = minuses.some((mark) => mark !== "+");
  const give = (figures: Figures | undefined): Decimal | undefined =>
    figures && { isNegative, digits: figures.digits, places: figures.places - power };
  const [point, comma] = [give(readings.point), give(readings.comma)];
  return {
    ...(point && { point }),
    ...(comma && { comma }),
    ...(power > 0 && { power }),
    ...(found[0] !== undefined && { sign: found.find((each) => each !== "$") ?? found[0] }),
  };
}

/** Reads a cell that is a number or a text. */
export function readNumberCell(value: unknown, grammar: NumberGrammar): NumberText | NoNumber {
  if (typeof value === "string") return readNumberText(value, grammar);
  const plain =
    typeof value === "number"
      ? plainDecimal(value)
      : typeof value === "bigint"
        ? value.toString()
        : undefined;
  if (plain === undefined) return expectedNumber(grammar);
  const decimal = decimalOf(plain);
  // A number is no text: whatever sign the file writes, it was read already.
  return { point: decimal, comma: decimal };
}

/** Whether a number needs to know the decimal sign. */
export function hasTwoReadings({ point, comma }: NumberText): boolean {
  return point !== undefined && comma !== undefined && point.places !== comma.places;
}

/** Whether two texts may mean the same number, such as `1.500` and `Rp 1500`. */
export function canBeSame(a: NumberText, b: NumberText): boolean {
  return DECIMAL_SIGNS.some((sign) => {
    const [one, other] = [a[sign], b[sign]];
    return one !== undefined && other !== undefined && isSameDecimal(one, other);
  });
}

interface Figures {
  readonly digits: string;
  readonly places: number;
}

interface FigureReadings {
  readonly point?: Figures | undefined;
  readonly comma?: Figures | undefined;
}

const BY_THREE = /^\d{1,3}(?:([., '\u2019])\d{3})(?:\1\d{3})*$/u;
const INDIAN = /^\d{1,2}(?:,\d{2})+,\d{3}$/u;

/** Reads figures with their separators. */
function readFigures(text: string, whole: DecimalSign | undefined): FigureReadings | undefined {
  if (whole !== undefined) {
    const figures = groups(text, whole === "comma" ? "." : ",");
    return figures && { [whole]: figures };
  }
  if (/^\d+$/u.test(text)) {
    const figures = { digits: text, places: 0 };
    return { point: figures, comma: figures };
  }
  if (/[ '\u2019]/u.test(text)) {
    const [, before = "", sign, after = ""] = /^([\d '\u2019]+)(?:([.,])(\d+))?$/u.exec(text) ?? [];
    if (!BY_THREE.test(before)) return undefined;
    const figures = { digits: before.replace(/\D/gu, "") + after, places: after.length };
    if (sign === undefined) return { point: figures, comma: figures };
    return { [sign === "." ? "point" : "comma"]: figures };
  }
  const point = withDecimals(text, ".", ",");
  const comma = withDecimals(text, ",", ".");
  return point === undefined && comma === undefined ? undefined : { point, comma };
}

/** Reads `1,234.50` with `.` for the decimals and `,` for the groups, or the other way round. */
function withDecimals(text: string, decimal: string, group: string): Figures | undefined {
  const at = text.lastIndexOf(decimal);
  if (at === -1) return groups(text, group);
  const after = text.slice(at + 1);
  const before = text.slice(0, at);
  if (!/^\d+$/u.test(after)) return undefined;
  const figures = before === "" ? { digits: "", places: 0 } : groups(before, group);
  return figures && { digits: figures.digits + after, places: after.length };
}

/** Reads whole figures, grouped or not. */
function groups(text: string, group: string): Figures | undefined {
  if (/^\d+$/u.test(text)) return { digits: text, places: 0 };
  // "0.500" is no group of thousands.
  const isGrouped =
    (BY_THREE.exec(text)?.[1] === group && !text.startsWith("0")) ||
    (group === "," && INDIAN.test(text));
  return isGrouped ? { digits: text.replaceAll(group, ""), places: 0 } : undefined;
}

function powerOf(multiplier: Multiplier, language: Language | undefined): number | undefined {
  if (typeof multiplier === "number") return multiplier;
  return language && multiplier[language];
}

function expectedWord(multiplier: Multiplier | undefined): string {
  return multiplier === undefined
    ? "expected an amount with the sign of its own currency, or rb, ribu, k, jt or juta behind it"
    : 'expected the option language: "en" or "id", which says what the letters mean';
}

/** A sign of letters is a word of its own: `Rp` in `Rpx5` is none. */
function isWord(sign: string, before: string, after: string): boolean {
  return !(
    (/^\p{L}/u.test(sign) && /\p{L}$/u.test(before)) ||
    (/\p{L}$/u.test(sign) && /^\p{L}/u.test(after))
  );
}

function expectedNumber({ currency }: NumberGrammar, text = ""): NoNumber {
  if (/\p{Nd}/u.test(text) && /[^0-9]/u.test(text.replace(/[^\p{Nd}]/gu, ""))) {
    return { expected: "expected the digits 0 to 9" };
  }
  if (currency === undefined) return { expected: "expected a number such as 2 or 1.5" };
  const where = currency === "XXX" ? "" : ` in ${currency}`;
  return { expected: `expected an amount${where} such as "1,234.50" or "1.234,50"` };
}
