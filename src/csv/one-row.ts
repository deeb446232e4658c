import type { CsvSyntax } from "./syntax";

/** Characters of a cell that a message shows. */
const LONGEST_SHOWN = 40;

/** What was found where a row begins. */
interface OneRow {
  /** Cells; those that are broken stand as they are, quotes included. */
  readonly cells: string[];
  /** What is wrong, if anything is. */
  readonly fault: string | undefined;
  /** Where the next row begins; `undefined` if this one is not complete. */
  readonly end: number | undefined;
  /** Where a quote opens that is not closed. */
  readonly open: number | undefined;
}

/**
 * Reads one row in which text after a closing quote belongs to the cell, so that the row ends where its line ends. The
 * library would look for a better closing quote in the rows below, and swallow them.
 */
export function readOneRow(text: string, from: number, { delimiter, newline }: CsvSyntax): OneRow {
  const cells: string[] = [];
  let fault: string | undefined;
  for (let start = from; ;) {
    const quoted = text[start] === '"';
    const close = quoted ? closingQuote(text, start) : start - 1;
    if (quoted && close === -1) return { cells, fault, end: undefined, open: start };
    let end = close + 1;
    while (end < text.length && text[end] !== delimiter && text[end] !== newline) end++;
    if (end === text.length) return { cells, fault, end: undefined, open: undefined };
    const ends = text[end] === newline;
    const cell = text.slice(
      start,
      ends && newline === "\n" && text[end - 1] === "\r" ? end - 1 : end,
    );
    const sound = quoted && text.slice(close + 1, end).trim() === "";
    cells.push(sound ? text.slice(start + 1, close).replaceAll('""', '"') : cell);
    if (quoted && !sound) {
      fault ??= `has text after the closing quote of cell ${String(cells.length)}: ${shown(cell)}; expected a delimiter, or the quote twice if it belongs to the text`;
    }
    if (ends) return { cells, fault, end: end + 1, open: undefined };
    start = end + 1;
  }
}

/** As it stands in the file, where one looks for it. */
function shown(cell: string): string {
  return cell.length > LONGEST_SHOWN ? `${cell.slice(0, LONGEST_SHOWN)}…` : cell;
}

function closingQuote(text: string, open: number): number {
  for (let at = text.indexOf('"', open + 1); at !== -1; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}
