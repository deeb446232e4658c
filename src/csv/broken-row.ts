import type { CsvSyntax } from "./syntax";

/** Characters of a cell that a message shows. */
const LONGEST_SHOWN = 40;

/** A row with text after a closing quote. */
interface BrokenRow {
  /** Cells; those that are broken stand as they are, quotes included. */
  readonly cells: readonly string[];
  /** What is wrong. */
  readonly fault: string;
  /** Where the next row begins; `undefined` if this one is not complete. */
  readonly end: number | undefined;
  /** Where a quote opens that is not closed. */
  readonly open: number | undefined;
}

/**
 * Reads the row at the beginning of a text, where text after a closing quote belongs to the cell: the row ends where
 * its line ends, and the next one can be trusted again. The library would look for a better closing quote in later rows.
 *
 * @param text - begins with the row
 * @param syntax - what separates cells and rows
 * @returns the row, or how far it is there
 */
export function readBrokenRow(text: string, { delimiter, newline }: CsvSyntax): BrokenRow {
  const cells: string[] = [];
  let fault = "";
  for (let start = 0; ;) {
    const quoted = text[start] === '"';
    const close = quoted ? closingQuote(text, start) : start - 1;
    if (close === -1 && quoted) return { cells, fault, end: undefined, open: start };
    let end = close + 1;
    while (end < text.length && text[end] !== delimiter && text[end] !== newline) end++;
    if (end === text.length) return { cells, fault, end: undefined, open: undefined };
    const ends = text[end] === newline;
    const cell = text.slice(start, ends && text[end - 1] === "\r" ? end - 1 : end);
    const sound = quoted && text.slice(close + 1, end).trim() === "";
    cells.push(sound ? text.slice(start + 1, close).replaceAll('""', '"') : cell);
    if (quoted && !sound && fault === "") {
      fault = `has text after the closing quote of cell ${String(cells.length)}: ${shown(cell)}; expected a delimiter, or the quote twice if it belongs to the text`;
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
