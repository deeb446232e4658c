import Papa from "papaparse";
import { SetiaError } from "../kernel";
import { readOneRow } from "./one-row";
import type { CsvSyntax, RawRow } from "./syntax";

/** Turns text into rows as it comes. */
export interface RowReader {
  /**
   * Takes the next piece of text.
   *
   * @param text - of any length, cut anywhere
   * @returns the rows that are complete by now, blank ones left out
   * @throws SetiaError `INVALID_INPUT` for a row beyond all measure
   */
  read(text: string): RawRow[];
  /**
   * Ends the text.
   *
   * @returns the last row, if it has no line end
   * @throws SetiaError `INVALID_INPUT` if a quote is never closed
   */
  end(): RawRow[];
}

/** Characters of one row beyond which a quote must be open; keeps memory bounded. */
const LONGEST_ROW = 10_000_000;

/** Characters that the library gets at a time: for each broken quote it may look through all of them. */
const PART = 16_384;

/** Reads rows. Cells are what stands in the file; how many there are is not judged. */
export function createRowReader(syntax: CsvSyntax): RowReader {
  const { delimiter, newline } = syntax;
  let pending = "";
  /** Shorter than this, the pending text has no complete row. */
  let needed = 0;
  let line = 1;

  function read(text: string): RawRow[] {
    pending += text;
    return pending.length < needed ? [] : takeRows();
  }

  function end(): RawRow[] {
    if (pending === "") return [];
    pending += newline;
    const rows = takeRows();
    if (pending !== "") throw unclosed("is never closed");
    return rows;
  }

  function takeRows(): RawRow[] {
    const rows: RawRow[] = [];
    let at = 0;
    while (at < pending.length) {
      const partEnd = at + PART;
      const { end, broken } = readSoundRows(pending.slice(at, partEnd), rows);
      at += end;
      if (end > 0 && !broken) continue;
      const next = readWithCare(at, partEnd, rows);
      if (next === at) break;
      at = next;
    }
    pending = pending.slice(at);
    // Read again only when it has doubled, a long row costs no more than many short ones.
    needed = Math.min(2 * pending.length, LONGEST_ROW + 1);
    if (pending.length > LONGEST_ROW) throw unclosed("is not closed");
    return rows;
  }

  /** Reads rows that begin before `until`: after a broken quote, or one that is longer than a part. */
  function readWithCare(from: number, until: number, rows: RawRow[]): number {
    let at = from;
    while (at < until) {
      const { cells, fault, end } = readOneRow(pending, at, syntax);
      if (end === undefined) break;
      addRow(rows, cells, fault, pending, at, end);
      at = end;
    }
    return at;
  }

  /** Reads up to the first broken quote. */
  function readSoundRows(text: string, rows: RawRow[]): { end: number; broken: boolean } {
    let start = 0;
    const state = { broken: false };
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
        dropCarriageReturn(text, start, meta.cursor, cells);
        addRow(rows, cells, undefined, text, start, meta.cursor);
        start = meta.cursor;
      },
    } as Papa.ParseConfig<string[][]>) as unknown as LowLevelParser;
    const rest = parser.parse(text, 0, true);
    return { end: start, broken: state.broken || rest.errors.length > 0 };
  }

  function addRow(
    rows: RawRow[],
    cells: string[],
    broken: string | undefined,
    text: string,
    start: number,
    end: number,
  ): void {
    const fault = broken ?? spacedQuote(text, start, end, cells);
    if (fault !== undefined) rows.push({ line, cells, fault });
    else if (!cells.every(isBlank)) rows.push({ line, cells });
    line += countLines(text, start, end);
  }

  /** In a cell that stands without quotes at the end of its row, "\r" is part of the line end. */
  function dropCarriageReturn(text: string, start: number, end: number, cells: string[]): void {
    const last = cells.length - 1;
    const cell = cells[last]!;
    if (newline !== "\n" || !cell.endsWith("\r")) return;
    const from = end - 1 - cell.length;
    if (from < start || !text.startsWith(cell, from)) return;
    if (from === start || text[from - 1] === delimiter) cells[last] = cell.slice(0, -1);
  }

  /** Whoever writes `1, "a, b"` means a quoted cell. */
  function spacedQuote(
    text: string,
    start: number,
    end: number,
    cells: readonly string[],
  ): string | undefined {
    const suspects = cells.findIndex((cell) => cell.startsWith(" ") && /^ +"/u.test(cell));
    if (suspects === -1) return undefined;
    // A quoted cell may hold the same, with its quotes doubled.
    const row = text.slice(start, end);
    const index = cells.findIndex(
      (cell) => /^ +"/u.test(cell) && (row.startsWith(cell) || row.includes(delimiter + cell)),
    );
    if (index === -1) return undefined;
    return `has a space before the opening quote of cell ${String(index + 1)}; expected the quote first`;
  }

  function countLines(text: string, start: number, end: number): number {
    let lines = 0;
    for (let at = text.indexOf(newline, start); at !== -1 && at < end; lines++) {
      at = text.indexOf(newline, at + 1);
    }
    return lines;
  }

  function unclosed(what: string): SetiaError {
    const { open } = readOneRow(pending, 0, syntax);
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

/** Whether a cell says nothing. */
export function isBlank(cell: string): boolean {
  return cell === "" || cell.trim() === "";
}
