import { defined } from "../../kernel";
import { DEGREES, FIRM_MARKS, HONORIFICS, TITLES } from "./name-titles";

/** Honorifics that are nobody's name, should they stand alone. */
const NO_NAMES: readonly string[] = [
  "ibu",
  "bu",
  "nyonya",
  "ny",
  "bapak",
  "bpk",
  "pak",
  "tuan",
  "tn",
];

/** A full name taken apart. */
export interface NameParts {
  /** The words of the name itself as written, first names first; without titles and degrees. */
  readonly words: readonly string[];
  /** The honorific that stood before it, in lower case without a dot; missing if none did. */
  readonly honorific?: string;
  /** True for the name of a firm, of which nothing is taken away. */
  readonly firm: boolean;
}

/** Takes a full name apart: honorifics, titles and degrees off, a last name that stands before a comma moved behind. */
export function readName(name: string): NameParts {
  const clean = name.normalize("NFC").replace(/\s+/gu, " ").trim();
  if (isFirmName(clean)) return { words: clean.split(" "), firm: true };
  const [last = "", ...rest] = clean.split(",").map((part) => part.trim());
  const behind = rest.filter((part) => part !== "" && !isDegrees(part));
  const all = [...behind, last].join(" ").split(" ").filter(hasLetters);
  let honorific: string | undefined;
  let [from, end] = [0, all.length];
  for (; end - from > 1; from++) {
    const word = bare(all[from]!);
    if (Object.hasOwn(HONORIFICS, word)) honorific ??= word;
    else if (!TITLES.includes(word)) break;
  }
  while (end - from > 1 && isDegree(all[end - 1]!)) end--;
  const words = all.slice(from, end);
  const only = bare(words[0] ?? "");
  if (words.length === 1 && NO_NAMES.includes(only))
    return { words: [], honorific: only, firm: false };
  return { words, firm: false, ...defined({ honorific }) };
}

/** Whether a name is a firm's by its marks, such as `PT` or `Tbk`. */
export function isFirmName(name: string): boolean {
  const words = name.split(/[\s,]+/u).map(bare);
  if (words.length < 2) return false;
  return FIRM_MARKS.includes(words[0]!) || FIRM_MARKS.includes(words.at(-1) ?? "");
}

function isDegrees(part: string): boolean {
  const words = part.split(" ").filter(hasLetters);
  return words.every(isDegree) || DEGREES.includes(bare(part));
}

/** `S.Kom` in any writing; `SE` without dots only in capitals, since `Se` may be a name. */
function isDegree(word: string): boolean {
  if (!DEGREES.includes(bare(word))) return /^[A-Z]\.[A-Z][a-z]+\.?$/u.test(word);
  return word.includes(".") || word === word.toUpperCase() || bare(word).length > 3;
}

function bare(word: string): string {
  return word.replace(/[.'’()\s]/gu, "").toLowerCase();
}

function hasLetters(word: string): boolean {
  return /\p{L}/u.test(word);
}
