import { SetiaError, showValue } from "../kernel";
import { CSV_DELIMITERS, type CsvDelimiter } from "./csv";
import { findHeader, isValue } from "./header";
import { openingRows, rowsOf, type Sample } from "./sample";
import type { CsvSyntax, RawRow } from "./syntax";

/**
 * Reads Excel's own first line, such as `sep=;`.
 *
 * @throws SetiaError `INVALID_INPUT` if it names another one
 */
export function declaredDelimiter(text: string): CsvDelimiter | undefined {
  const named = /^"?sep=(.)"?(?:[\r\n]|$)/iu.exec(text)?.[1];
  if (named === undefined) return undefined;
  const known = CSV_DELIMITERS.find((delimiter) => delimiter === named);
  if (known === undefined) {
    throw new SetiaError(
      "INVALID_INPUT",
      `openCsv: line 1 names the delimiter ${showValue(named)}; expected a comma, semicolon, tab or "|"`,
    );
  }
  return known;
}

const OTHERS: Readonly<Record<CsvDelimiter, RegExp>> = {
  ",": /[;\t|](?! )/u,
  ";": /[,\t|](?! )/u,
  "\t": /[,;|](?! )/u,
  "|": /[,;\t](?! )/u,
};

/**
 * Finds the delimiter by which the first rows look most like a table: many rows no wider than their header, and many
 * columns. A decimal comma splits rows too, but leaves a header that does not fit, or that holds the true delimiter.
 */
export function findDelimiter(
  sample: Sample,
  newline: CsvSyntax["newline"],
  headerLine: number | undefined,
): CsvDelimiter {
  let best: CsvDelimiter = ",";
  let bestLikeness = 0;
  for (const delimiter of CSV_DELIMITERS) {
    const likeness = likenessOf(rowsOf(sample, { delimiter, newline }), delimiter, headerLine);
    if (likeness > bestLikeness) {
      best = delimiter;
      bestLikeness = likeness;
    }
  }
  return best;
}

function likenessOf(
  rows: readonly RawRow[],
  delimiter: CsvDelimiter,
  headerLine: number | undefined,
): number {
  const from = headerLine === undefined ? 0 : rows.findIndex(({ line }) => line === headerLine);
  if (from === -1) return 0;
  const looked = openingRows(rows.slice(from));
  const header = headerLine === undefined ? findHeader(looked).row : looked[0];
  const width = header?.cells.length ?? 0;
  if (header === undefined || width < 2) return 0;
  const table = looked.slice(looked.indexOf(header));
  const fitting = table.filter(({ cells }) => cells.length > 1 && cells.length <= width);
  if (2 * fitting.length < table.length) return 0;
  const cells = fitting.flatMap((row) => row.cells);
  const mixed = cells.filter((cell) => holdsOther(cell, delimiter)).length;
  const names = header.cells.some((cell) => holdsOther(cell, delimiter)) ? 0.25 : 1;
  return fitting.length * Math.log2(width + 1) * (1 - mixed / cells.length) * names;
}

/** Before a space it is punctuation; in a number it is the decimal sign. */
function holdsOther(cell: string, delimiter: CsvDelimiter): boolean {
  return OTHERS[delimiter].test(cell) && !isValue(cell);
}
