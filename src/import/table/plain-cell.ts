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
  const trimmed = value.replace(/\uFEFF/gu, "").trim();
  const text = trimmed
    .replace(/^="(.*)"$/u, "$1")
    .replace(/^'(?=[+\d=])/u, "")
    .trim();
  const saysNothing = text === "" || BLANK_WORDS.has(text) || /^[-\u2013\u2014]+$/u.test(text);
  return saysNothing ? undefined : text;
}
