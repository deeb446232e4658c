import { SetiaError, showValue } from "../kernel";
import { openChunks } from "./chunks";
import {
  CSV_DELIMITERS,
  CSV_ENCODINGS,
  type CsvOptions,
  type CsvRow,
  type CsvSource,
  type CsvTable,
} from "./csv";
import { declaredDelimiter, findDelimiter } from "./delimiter";
import { decodeChunks, settleEncoding } from "./encoding";
import { detached, fitRows } from "./fit-rows";
import { columnNames, findHeader } from "./header";
import { createRowReader } from "./row-reader";
import { findNewline, openingRows, rowsOf, takeSample, type Sample } from "./sample";
import type { CsvSyntax } from "./syntax";

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
  const headers = columnNames(header).map(detached);

  async function* batches(): AsyncGenerator<readonly CsvRow[]> {
    const reader = createRowReader(syntax);
    const fit = fitRows(headers.length, header.line, encoding);
    for await (const text of decodeChunks(chunks.read(), encoding.name)) {
      const rows = fit(reader.read(text));
      if (rows.length > 0) yield rows;
    }
    const last = fit(reader.end());
    if (last.length > 0) yield last;
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
): CsvRow {
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
