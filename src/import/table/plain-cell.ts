/** Words that say nothing. A person can be called Null or Nan, but hardly writes it so. */
const BLANK_WORDS = new Set([
  ...["null", "NULL", "undefined", "nan", "NaN", "None", "n/a", "N/A", "#N/A", "(blank)"],
]);

/**
 * Takes what stands around the text of a cell away: spaces, marks without width, and how spreadsheets keep a number as
 * text (`'0812`, `="0812"`).
 *
 * @param value - the cell
 * @returns the text, number, date or truth value; `undefined` if the cell says nothing
 */
export function plainCell(value: unknown): unknown {
  if (value === null || (typeof value === "number" && Number.isNaN(value))) return undefined;
  if (typeof value !== "string") return value;
  // Nearly all cells have nothing around them, and a file has millions.
  if (beginsAndEndsPlainly(value)) return BLANK_WORDS.has(value) ? undefined : value;
  const trimmed = value.replace(/\uFEFF/gu, "").trim();
  const text = trimmed
    .replace(/^="(.*)"$/u, "$1")
    .replace(/^'(?=[+\d=])/u, "")
    .trim();
  const saysNothing = text === "" || BLANK_WORDS.has(text) || /^[-\u2013\u2014]+$/u.test(text);
  return saysNothing ? undefined : text;
}

/** Tells whether a text begins and ends with letters, digits or other marks that are never taken away. */
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
