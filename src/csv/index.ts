/**
 * Tables from CSV text, whoever wrote it. The syntax is read by `papaparse`, which is installed beside `setia` for this
 * entry point and imported nowhere else.
 *
 * @packageDocumentation
 */

export {
  CSV_DELIMITERS,
  CSV_ENCODINGS,
  type CsvBlobLike,
  type CsvDelimiter,
  type CsvEncoding,
  type CsvOptions,
  type CsvRow,
  type CsvSource,
  type CsvStreamLike,
  type CsvTable,
} from "./csv";
export { openCsv } from "./open-csv";
