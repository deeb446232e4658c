import Papa from "papaparse";
import { SetiaError } from "../kernel";
import { readBrokenRow } from "./broken-row";
import type { CsvRow } from "./csv";
import type { CsvSyntax } from "./syntax";

/** Turns text into rows as it comes. */
export interface RowReader {
  /**
   * Takes the next piece of text.
   *
   * @param text - of any length, cut anywhere
   * @returns the rows that are complete by now, blank ones left out
   * @throws SetiaError `INVALID_INPUT` for a row beyond all measure
   */
  read(text: string): CsvRow[];
  /**
   * Ends the text.
   *
   * @returns the last row, if it has no line end
   * @throws SetiaError `INVALID_INPUT` if a quote is never closed
   */
  end(): CsvRow[];
}

/** Characters of one row beyond which a quote must be open; keeps memory bounded. */
const LONGEST_ROW = 10_000_000;

/** Characters read at a time after a broken quote, so that many of them cost no more than many rows. */
const SHORT_PART = 2048;

/**
 * Reads rows. Cells are what stands in the file; how many there are is not judged.
 *
 * @param syntax - what separates cells and rows
 * @returns the reader
 */
export function createRowReader(syntax: CsvSyntax): RowReader {
  const { delimiter, newline } = syntax;
  let pending = "";
  /** Shorter than this, the pending text has no complete row. */
  let needed = 0;
  let line = 1;

  function read(text: string): CsvRow[] {
    pending += text;
    return pending.length < needed ? [] : takeRows();
  }

  function end(): CsvRow[] {
    if (pending === "") return [];
    pending += newline;
    const rows = takeRows();
    if (pending !== "") throw unclosed("is never closed");
    return rows;
  }

  function takeRows(): CsvRow[] {
    const rows: CsvRow[] = [];
    let at = 0;
    let part = pending.length;
    while (at < pending.length) {
      const text = pending.slice(at, at + part);
      const { end: read, broken } = readSoundRows(text, rows);
      at += read;
      if (broken) {
        const rest = pending.slice(at, at + part);
        const row = readBrokenRow(rest, syntax);
        if (row.end !== undefined) {
          rows.push({ line, cells: row.cells, fault: row.fault });
          line += countLines(rest, 0, row.end);
          at += row.end;
          part = SHORT_PART;
          continue;
        }
      }
      if (read === 0 || broken) {
        if (at + part >= pending.length) break;
        part *= 2;
      } else part *= 4;
    }
    pending = pending.slice(at);
    // Read again only when it has doubled, a long row costs no more than many short ones.
    needed = Math.min(2 * pending.length, LONGEST_ROW + 1);
    if (pending.length > LONGEST_ROW) throw unclosed("is not closed");
    return rows;
  }

  /** Reads up to the first broken quote. The library reads on from there to a quote in some later row. */
  function readSoundRows(text: string, rows: CsvRow[]): { end: number; broken: boolean } {
    let start = 0;
    const state = { broken: false };
    const spacedQuotes = text.includes(' "');
    const parser = new Papa.Parser({
      delimiter,
      newline,
      fastMode: false,
      step: ({ data, errors, meta }: Papa.ParseStepResult<string[][]>) => {
        if (errors.length > 0) {
          state.broken = true;
          parser.abort();
          return;
        }
        const cells = data[0] ?? [];
        const row = takeRow(text, start, meta.cursor, cells, spacedQuotes);
        if (row !== undefined) rows.push(row);
        line += countLines(text, start, meta.cursor);
        start = meta.cursor;
      },
    } as Papa.ParseConfig<string[][]>) as unknown as LowLevelParser;
    const rest = parser.parse(text, 0, true);
    return { end: start, broken: state.broken || rest.errors.length > 0 };
  }

  function takeRow(
    text: string,
    start: number,
    end: number,
    cells: string[],
    spacedQuotes: boolean,
  ): CsvRow | undefined {
    const last = cells.length - 1;
    const lastCell = cells[last] ?? "";
    if (newline === "\n" && lastCell.endsWith("\r") && isBare(text, start, end, lastCell)) {
      cells[last] = lastCell.slice(0, -1);
    }
    if (cells.every(isBlank)) return undefined;
    const spaced = spacedQuotes ? findSpacedQuote(text.slice(start, end), cells) : -1;
    if (spaced === -1) return { line, cells };
    const fault = `has a space before the opening quote of cell ${String(spaced + 1)}; expected the quote first`;
    return { line, cells, fault };
  }

  /** Whoever writes `1, "a, b"` means a quoted cell. */
  function findSpacedQuote(row: string, cells: readonly string[]): number {
    return cells.findIndex(
      (cell) => /^ +"/u.test(cell) && (row.startsWith(cell) || row.includes(delimiter + cell)),
    );
  }

  /** Whether the last cell of a row stands there without quotes, so that "\r" is part of the line end. */
  function isBare(text: string, start: number, end: number, cell: string): boolean {
    const from = end - 1 - cell.length;
    if (from < start || !text.startsWith(cell, from)) return false;
    return from === start || text[from - 1] === delimiter;
  }

  function countLines(text: string, start: number, end: number): number {
    let lines = 0;
    for (let at = text.indexOf(newline, start); at !== -1 && at < end; lines++) {
      at = text.indexOf(newline, at + 1);
    }
    return lines;
  }

  function unclosed(what: string): SetiaError {
    const { open } = readBrokenRow(pending, syntax);
    const long = `${LONGEST_ROW.toLocaleString("en-US")} characters`;
    if (open === undefined) {
      return new SetiaError(
        "INVALID_INPUT",
        `openCsv: line ${String(line)} begins a row of more than ${long}; expected a table`,
      );
    }
    const at = String(line + countLines(pending, 0, open));
    const within = what === "is never closed" ? "" : ` within ${long}`;
    return new SetiaError(
      "INVALID_INPUT",
      `openCsv: the quote that opens on line ${at} ${what}${within}; expected a quote before the next delimiter or line end`,
    );
  }

  return { read, end };
}

/** The part of the library that reads chunk by chunk, which its types leave out. */
interface LowLevelParser {
  parse(
    text: string,
    baseIndex: number,
    ignoreLastRow: boolean,
  ): { readonly errors: readonly unknown[] };
  abort(): void;
}

/**
 * Tells whether a cell says nothing.
 *
 * @param cell - its text
 * @returns true for blanks alone
 */
export function isBlank(cell: string): boolean {
  return cell === "" || cell.trim() === "";
}
