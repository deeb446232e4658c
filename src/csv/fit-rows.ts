import type { CsvRow } from "./csv";
import type { SettledEncoding } from "./encoding";
import { isBlank } from "./row-reader";

/**
 * Makes rows as wide as their header, and faults those that cannot be trusted.
 *
 * @param width - how many columns there are
 * @param headerLine - rows up to this line are no data
 * @param encoding - how the bytes were read
 * @returns what to do with each batch, in the order of the file
 */
export function fitRows(
  width: number,
  headerLine: number,
  encoding: SettledEncoding,
): (rows: readonly CsvRow[]) => readonly CsvRow[] {
  /** After a broken row, a line may be the rest of it: only a row of full width shows that rows are whole again. */
  let doubted = false;

  function fit(row: CsvRow): CsvRow {
    const fault = faultOf(row);
    doubted = row.fault !== undefined || (doubted && row.cells.length !== width);
    const cells = (fault === undefined ? toWidth(row.cells) : row.cells).map(detached);
    return fault === undefined ? { line: row.line, cells } : { line: row.line, cells, fault };
  }

  function faultOf({ cells, fault }: CsvRow): string | undefined {
    if (fault !== undefined) return fault;
    const counts = `has ${cellCount(cells.length)} where the header has ${String(width)}`;
    if (doubted && cells.length !== width) {
      return `${counts}, and may belong to the broken row above it`;
    }
    if (cells.length > width && !cells.slice(width).every(isBlank)) {
      return `${counts}; expected quotes around a cell that holds the delimiter`;
    }
    if (!encoding.proven && cells.some((cell) => cell.includes("\ufffd"))) {
      return encoding.name === "text"
        ? 'has "\ufffd", which stands for a letter that was lost; expected the file as bytes, or decoded right'
        : `has bytes that are no ${encoding.name}; expected one encoding in all rows`;
    }
    return undefined;
  }

  function toWidth(cells: readonly string[]): readonly string[] {
    if (cells.length === width) return cells;
    return Array.from({ length: width }, (_, index) => cells[index] ?? "");
  }

  return (rows) => rows.filter(({ line }) => line > headerLine).map(fit);
}

function cellCount(count: number): string {
  return count === 1 ? "1 cell" : `${String(count)} cells`;
}

/**
 * Copies a text out of its chunk. Engines keep a slice of 13 characters or more as a view, so that who keeps one cell
 * would keep the chunk.
 *
 * @param text - a cell
 * @returns the same text
 */
export function detached(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1);
}
