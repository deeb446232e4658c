import { assertOptions, type OptionNames, SetiaError, showValue } from "../kernel";
import { openChunks } from "./chunks";
import {
  CSV_DELIMITERS,
  CSV_ENCODINGS,
  type CsvDelimiter,
  type CsvOptions,
  type CsvRow,
  type CsvSource,
  type CsvTable,
} from "./csv";
import { decodeChunks, settleEncoding } from "./encoding";
import { detached, fitRows } from "./fit-rows";
import { columnNames, findHeader, isValue } from "./header";
import { createRowReader } from "./row-reader";
import { findNewline, openingRows, rowsOf, type Sample, takeSample } from "./sample";
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

/** As many as a spreadsheet can have. */
const MOST_COLUMNS = 16_384;

/** Cells of one batch, so that short rows under a wide header stay within memory. */
const MOST_CELLS = 1_000_000;

const OPEN_CSV_OPTIONS: OptionNames<CsvOptions> = {
  delimiter: true,
  encoding: true,
  headerLine: true,
};

/**
 * Opens CSV text or bytes as a table. Encoding, delimiter and header line are found from the text, or given.
 *
 * A source that can be read again is read to its end first, to settle its encoding, and once more by each call of
 * `batches`. One that can be read once is settled by its first million bytes.
 *
 * @param source - text, bytes, a `Blob`, a stream, or a function that opens one
 * @param options - what shall not be found from the text
 * @returns the table, with its headers; rows are read by `batches`
 * @throws SetiaError `INVALID_OPTION`; `INVALID_INPUT` if the source is no text, is empty, cannot be read, or has no
 * header line that can be told
 *
 * @example
 * ```ts
 * import { openCsv } from "setia/csv";
 *
 * const table = await openCsv('Toko Ani\n\nNo;Nama;Total\n1;"Budi; Jakarta";1.500,00\n');
 * table.headers; // => ["No", "Nama", "Total"]
 * for await (const rows of table.batches()) {
 *   rows; // => [{ line: 4, cells: ["1", "Budi; Jakarta", "1.500,00"] }]
 * }
 * ```
 */
export async function openCsv(source: CsvSource, options: CsvOptions = {}): Promise<CsvTable> {
  assertOptions(options, OPEN_CSV_OPTIONS, "openCsv");
  checkOptions(options);
  const chunks = openChunks(source);
  const encoding = await settleEncoding(chunks, options.encoding);
  const sample = await takeSample(
    decodeChunks(chunks.look(), encoding.name),
    options.headerLine ?? 0,
  );
  if (sample.complete && sample.text.trim() === "") {
    throw new SetiaError("INVALID_INPUT", "openCsv: it is empty; expected a header line");
  }
  const newline = findNewline(sample.text);
  const declared = declaredDelimiter(sample.text);
  const delimiter =
    options.delimiter ?? declared ?? findDelimiter(sample, newline, options.headerLine);
  const syntax = { delimiter, newline };
  const header = headerOf(sample, syntax, declared !== undefined, options.headerLine);
  if (header.cells.length > MOST_COLUMNS) {
    throw refusal(
      `line ${String(header.line)} has ${String(header.cells.length)} cells, more than ${String(MOST_COLUMNS)}`,
    );
  }
  const headers = columnNames(header).map(detached);

  async function* batches(): AsyncGenerator<readonly CsvRow[]> {
    const reader = createRowReader(syntax);
    const fit = fitRows(headers.length, header.line, encoding, delimiter);
    const most = Math.ceil(MOST_CELLS / headers.length);
    for await (const text of decodeChunks(chunks.read(), encoding.name))
      yield* fitted(reader.read(text));
    yield* fitted(reader.end());

    function* fitted(rows: readonly RawRow[]): Generator<readonly CsvRow[]> {
      for (let at = 0; at < rows.length; at += most) {
        const batch = fit(rows.slice(at, at + most));
        if (batch.length > 0) yield batch;
      }
    }
  }

  return {
    headers,
    repeatable: chunks.repeatable,
    encoding: encoding.name,
    delimiter,
    headerLine: header.line,
    batches,
  };
}

function checkOptions({ delimiter, encoding, headerLine }: CsvOptions): void {
  const refuse = (name: string, value: unknown, expected: string): never => {
    throw new SetiaError(
      "INVALID_OPTION",
      `openCsv: ${name} is ${showValue(value)}; expected ${expected}`,
    );
  };
  if (delimiter !== undefined && !CSV_DELIMITERS.includes(delimiter)) {
    refuse("delimiter", delimiter, 'a comma, semicolon, tab or "|"');
  }
  if (encoding !== undefined && !CSV_ENCODINGS.includes(encoding)) {
    refuse("encoding", encoding, CSV_ENCODINGS.join(", "));
  }
  if (headerLine !== undefined && !(Number.isSafeInteger(headerLine) && headerLine >= 1)) {
    refuse("headerLine", headerLine, "a whole number from 1");
  }
}

function headerOf(
  sample: Sample,
  syntax: CsvSyntax,
  declared: boolean,
  headerLine: number | undefined,
): RawRow {
  const rows = rowsOf(sample, syntax);
  if (rows.length === 0) {
    // Its first row is not complete; reading to the end says why.
    const reader = createRowReader(syntax);
    reader.read(sample.text);
    reader.end();
  }
  if (headerLine === undefined) {
    const found = findHeader(openingRows(rows).slice(declared ? 1 : 0));
    if (found.row === undefined) throw refusal(found.why);
    return found.row;
  }
  const row = rows.find(({ line }) => line === headerLine);
  if (row === undefined) throw refusal(`no row begins on line ${String(headerLine)}`);
  if (row.fault !== undefined) throw refusal(`line ${String(headerLine)} ${row.fault}`);
  return row;
}

function refusal(why: string): SetiaError {
  return new SetiaError(
    "INVALID_INPUT",
    `openCsv: ${why}; expected a header line, or its number as headerLine`,
  );
}
