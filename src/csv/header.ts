import { isBlank } from "./row-reader";
import type { RawRow } from "./syntax";

/** What was looked for among the first rows. */
export type HeaderSearch =
  | { readonly row: RawRow }
  /** Why none was found, as the end of a message. */
  | { readonly row: undefined; readonly why: string };

/** Characters beyond which a cell is a text. */
const LONGEST_VALUE = 60;

/** Cells that are no name of a column: numbers, amounts, dates, times and e-mail addresses. */
const VALUES = [
  /^[^\p{L};|\t]*\p{Nd}[^\p{L};|\t]*$/u,
  /^[-+(]*(?:\p{L}{0,2}\p{Sc}|rp\.?|[A-Z]{3}\s)\s*[-+]?[\d.,'\s]+[-)]*$/iu,
  /^[-+(]*[\d.,'\s]*\d\s*(?:\p{L}{0,2}\p{Sc}|[A-Z]{3}|rp|rb|jt|%)$/u,
  /^\d{4}-?\d\d-?\d\d(?:[T ]|$)/u,
  /^(?:\p{L}+,\s*)?\d{1,2}[\s./-]+\p{L}{3,}[\s.,/-]+\d{2,4}\b/u,
  /^(?:\p{L}+,?\s+)?\p{L}{3,}\.?\s+\d{1,2},?\s+\d{4}\b/u,
  /^[\d/.\s:-]+\s*[ap]\.?m\.?$/iu,
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/u,
];

/**
 * Finds the row that names the columns: as wide as most rows, all or all but one of its cells filled, none of them
 * a value. Rows above it are titles.
 */
export function findHeader(rows: readonly RawRow[]): HeaderSearch {
  const named = rows.filter(
    (row) => row.fault === undefined && !row.cells.some((cell) => isValue(cell)),
  );
  const [widest = 0, ...narrower] = commonWidths(rows);
  const found = headersOf(widest, rows, named);
  // In a short text one row with a cell too many makes two widths equally common. A title alone in its row is no rival.
  for (const width of narrower) {
    if (width > 1 || found.length === 0) found.push(...headersOf(width, rows, named));
  }
  const lines = [...new Set(found.map(({ line }) => line))].sort((a, b) => a - b);
  const [row] = found;
  if (row === undefined) return { row, why: "none of its first rows names the columns" };
  if (lines.length === 1) return { row };
  return { row: undefined, why: `lines ${lines.join(" and ")} could both name the columns` };
}

/** The first row that may be the header of a table of that width; and a later one, if it is filled better. */
function headersOf(width: number, rows: readonly RawRow[], named: readonly RawRow[]): RawRow[] {
  const most = Math.max(
    0,
    ...rows.filter((row) => trimmedWidth(row) <= width).map((row) => filledCells(row)),
  );
  const least = width === 1 ? 1 : Math.max(2, most - 1);
  const wide = named.filter((row) => row.cells.length >= width && filledCells(row) >= least);
  const [first] = wide;
  if (first === undefined) return [];
  const better = wide.find((row) => filledCells(row) >= most);
  return better === undefined || filledCells(first) >= most ? [first] : [first, better];
}

function filledCells({ cells }: RawRow): number {
  return cells.filter((cell) => !isBlank(cell)).length;
}

/** Whether a cell is a number, an amount, a date, a time or an e-mail address, and nothing else. */
export function isValue(cell: string): boolean {
  const text = cell.trim();
  return text.length <= LONGEST_VALUE && VALUES.some((value) => value.test(text));
}

function trimmedWidth({ cells }: RawRow): number {
  return cells.findLastIndex((cell) => !isBlank(cell)) + 1;
}

/** The width that most rows have; if several are equally common, the widest first. */
function commonWidths(rows: readonly RawRow[]): readonly number[] {
  const counts = new Map<number, number>();
  for (const row of rows) {
    const width = trimmedWidth(row);
    counts.set(width, (counts.get(width) ?? 0) + 1);
  }
  const most = Math.max(...counts.values());
  return [...counts.keys()].filter((width) => counts.get(width) === most).sort((a, b) => b - a);
}

/** Names the columns. */
export function columnNames({ cells }: RawRow): readonly string[] {
  const names = cells.map((cell) => cell.trim());
  const taken = new Set(names);
  const uses = new Map<string, number>();
  return names.map((name) => {
    let use = (uses.get(name) ?? 0) + 1;
    const told = (): string => (use === 1 || name === "" ? name : `${name} (${String(use)})`);
    while (told() !== name && taken.has(told())) use++;
    uses.set(name, use);
    taken.add(told());
    return told();
  });
}
