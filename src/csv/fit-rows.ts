import type { SettledEncoding } from "./encoding";
import { isBlank } from "./row-reader";
import type { RawRow } from "./syntax";

const LONGEST_AMOUNT = 24;

/** Makes rows as wide as their header, and faults those that cannot be trusted. */
export function fitRows(
  width: number,
  headerLine: number,
  encoding: SettledEncoding,
  delimiter: string,
): (rows: readonly RawRow[]) => readonly RawRow[] {
  /** After a broken row, a line may be the rest of it: only a row of full width shows that rows are whole again. */
  let doubted = false;
  /** Rows of full width whose last cell is blank, less those where it is not. */
  let blankEnds = 0;

  function fit(row: RawRow): void {
    const { cells, fault } = row;
    doubted = fault !== undefined || (doubted && cells.length !== width);
    if (cells.length === width) blankEnds += isBlank(cells[width - 1]!) ? 1 : -1;
    if (fault === undefined) {
      const found = faultOf(cells);
      if (found !== undefined) row.fault = found;
      else {
        while (cells.length < width) cells.push("");
        cells.length = width;
      }
    }
    for (let index = 0; index < cells.length; index++) cells[index] = detached(cells[index]!);
  }

  function faultOf(cells: readonly string[]): string | undefined {
    if (doubted) return `${countsOf(cells)}, and may belong to the broken row above it`;
    // A quote that was lost splits its cell; the one that is left over tells.
    const isSplit = (): boolean =>
      // A delimiter within a text shifts the cells behind it: the last one, mostly blank, is not.
      (blankEnds > 0 && !isBlank(cells[width - 1]!)) ||
      !cells.slice(width).every(isBlank) ||
      cells.some(isHalfQuoted) ||
      (delimiter === "," && cells.some((cell, at) => isSplitAmount(cell, cells[at + 1] ?? "")));
    if (cells.length > width && isSplit()) {
      return `${countsOf(cells)}; expected quotes around a cell that holds the delimiter`;
    }
    if (!encoding.proven && cells.some((cell) => cell.includes("\ufffd"))) {
      return encoding.name === "text"
        ? 'has "\ufffd", which stands for a letter that was lost; expected the file as bytes, or decoded right'
        : `has bytes that are no ${encoding.name}; expected one encoding in all rows`;
    }
    return undefined;
  }

  function countsOf({ length }: readonly string[]): string {
    return `has ${cellCount(length)} where the header has ${String(width)}`;
  }

  return (rows) => {
    const below = rows.filter(({ line }) => line > headerLine);
    below.forEach(fit);
    return below;
  };
}

/** Whether a cell begins or ends with a quote that has no partner in it. */
function isHalfQuoted(cell: string): boolean {
  return /^"|"\s*$/u.test(cell) && (cell.match(/"/gu)?.length ?? 0) % 2 === 1;
}

/** Whether two cells may be an amount with a decimal comma that no quotes protect, such as `15,62`. */
function isSplitAmount(whole: string, decimals: string): boolean {
  return (
    whole.length <= LONGEST_AMOUNT &&
    decimals.length <= LONGEST_AMOUNT &&
    /^\D{0,5}\d[\d.' ]*$/u.test(whole) &&
    /^\d{2}\D{0,5}$/u.test(decimals)
  );
}

function cellCount(count: number): string {
  return count === 1 ? "1 cell" : `${String(count)} cells`;
}

/**
 * Copies a text out of its chunk. Engines keep a slice of 13 characters or more as a view, so that who keeps one cell
 * would keep the chunk.
 */
export function detached(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1);
}
