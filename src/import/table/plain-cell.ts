import { showValue } from "../../kernel";

/** Words that say nothing. A person can be called Null or Nan, but hardly writes it so. */
const BLANK_WORDS = new Set([
  ...["null", "NULL", "undefined", "nan", "NaN", "None", "n/a", "N/A", "#N/A", "(blank)"],
]);

/**
 * Takes what stands around the text of a cell away: spaces, marks without width, and how spreadsheets keep a number as
 * text (`'0812`, `="0812"`).
 */
export function plainCell(value: unknown): unknown {
  if (value === null || (typeof value === "number" && Number.isNaN(value))) return undefined;
  if (typeof value !== "string") return value;
  // Nearly all cells have nothing around them, and a file has millions.
  if (beginsAndEndsPlainly(value)) return BLANK_WORDS.has(value) ? undefined : value;
  const trimmed = withoutMargin(value.replaceAll("\uFEFF", ""));
  const text = trimmed
    .replace(/^="(.*)"$/u, "$1")
    .replace(/^'(?=[+\d=])/u, "")
    .trim();
  const saysNothing = text === "" || BLANK_WORDS.has(text) || /^[-\u2013\u2014]+$/u.test(text);
  return saysNothing ? undefined : text;
}

/** Whether a text begins and ends with letters, digits or other marks that are never taken away. */
function beginsAndEndsPlainly(text: string): boolean {
  return (
    isPlain(text.charCodeAt(0)) &&
    isPlain(text.charCodeAt(text.length - 1)) &&
    !text.includes("\uFEFF")
  );
}

/** ASCII but spaces, quotes, `=` and `-`. */
function isPlain(code: number): boolean {
  return (
    code > 0x20 && code < 0x7f && code !== 0x22 && code !== 0x27 && code !== 0x2d && code !== 0x3d
  );
}

/** Takes spaces and marks without width from both ends: they come with copied text. Within a name some are letters' own. */
function withoutMargin(text: string): string {
  const isMargin = (at: number): boolean => /[\s\p{Cf}]/u.test(text.charAt(at));
  let [begin, end] = [0, text.length];
  while (begin < end && isMargin(begin)) begin++;
  while (end > begin && isMargin(end - 1)) end--;
  return text.slice(begin, end);
}

/** Whether a spreadsheet has rounded a long number, such as `8.90088E+17`: it could be any of many. */
export function isRounded(cell: unknown): boolean {
  if (typeof cell === "number") return !Number.isSafeInteger(cell);
  return typeof cell === "string" && /^\d(?:[.,]\d+)?e\+\d+$/iu.test(cell);
}

/** Says that a phone number was left out. */
export function roundedPhone(cell: unknown): string {
  return `is ${showValue(cell)} and was left out; expected a whole number, which no spreadsheet has rounded`;
}
