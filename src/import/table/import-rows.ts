import { assertList, assertOptions, type OptionNames, showValue } from "../../kernel";
import type { ImportResult } from "../import-result";
import { headersOf, isRecord } from "../table-records";
import type { ImportRowsOptions, RowRole } from "./columns";
import type { KeptRow } from "./row";
import type { TableProduct } from "./row-order";
import { plainExportRow } from "./recognise-export";
import { TableImport } from "./table-import";

/** How a table was read. */
export interface TableReading {
  /** Names of the columns that were read, by role. */
  readonly columns: Readonly<Partial<Record<RowRole, string>>>;
  /** What is to be known of how it was read, in English: cells that contradict it first, then what settled it. */
  readonly summary: readonly string[];
  /** What was bought, by SKU. */
  readonly products: ReadonlyMap<string, TableProduct>;
}

/** What `importRows` gives. */
export interface RowsImport extends ImportResult, TableReading {}

const NOTHING: RowsImport = {
  events: [],
  skipped: [],
  notes: [],
  columns: {},
  summary: [],
  products: new Map(),
};

/** Names of the options, which `importTable` has too. */
export const IMPORT_ROWS_OPTIONS: OptionNames<ImportRowsOptions> = {
  columns: true,
  recognise: true,
  currency: true,
  timeZone: true,
  dates: true,
  decimal: true,
  language: true,
  statuses: true,
  refundRows: true,
  isCharge: true,
  customerBy: true,
  source: true,
};

/**
 * Makes events of rows of a table, such as a CSV file that a parser has split into records: orders with their lines,
 * refunds, cancellations, and who the customers are. All rows are looked at before the first is read, so that one date
 * such as `25/12/2026` settles how `05/01/2026` is meant. A row with a negative amount refunds money of the order
 * whose id it names. An order of which one row cannot be read is left out whole.
 *
 * @param rows - records by column name; rows of one order need not stand together
 * @param options - which column means what, and how the table writes amounts and dates
 * @returns events, what was left out, and how the table was read; paths begin with `rows` and end with the column
 * @throws SetiaError `INVALID_INPUT` if it is no array, or a column is missing; `INVALID_OPTION`, `UNKNOWN_CURRENCY`,
 * `INVALID_TIME_ZONE`
 *
 * @example
 * ```ts
 * import { importRows } from "setia/import";
 *
 * const { events } = importRows([{ Tanggal: "25/01/2026", Pelanggan: "ani", Total: "Rp 150.000" }], {
 *   columns: { at: "Tanggal", customerId: "Pelanggan", total: "Total" },
 *   currency: "IDR", timeZone: "Asia/Jakarta",
 * });
 * events.map((event) => event.type === "order_completed" && event.total); // => [15000000]
 * ```
 */
export function importRows(rows: readonly unknown[], options: ImportRowsOptions = {}): RowsImport {
  assertList(rows, "importRows: rows");
  assertOptions(options, IMPORT_ROWS_OPTIONS, "importRows");
  const headers = columnsThere(rows, options);
  if (rows.length === 0 && options.columns === undefined) return NOTHING;
  const table = new TableImport(headers, options, "importRows", "rows", {
    isBounded: false,
    hasFirstPass: true,
    maxOpenOrders: Infinity,
    maxScattered: Infinity,
  });
  const names = Object.values(table.layout.names);
  const { origin } = table;
  const kept = rows.map((row, at) => {
    const plain = isRecord(row) && origin !== undefined ? plainExportRow(row, at, origin) : row;
    return isRecord(plain) ? keep(plain, at, names) : undefined;
  });
  for (const row of kept) if (row !== undefined) table.look(row);
  table.settle();
  kept.forEach((row, at) => {
    if (row !== undefined) table.take(row);
    else if (isRecord(rows[at])) table.skip(["rows", at], "not_mapped", "describes the columns");
    else {
      const message = `is ${showValue(rows[at])}; expected an object`;
      const path = ["rows", at];
      table.skip(path, "unreadable", `rows[${String(at)}] ${message}`, [{ path, message }]);
    }
  });
  Array.from(table.endPart());
  table.end();
  return {
    ...table.drain(),
    columns: table.columns.names,
    summary: table.summary(),
    products: table.products,
  };
}

function keep(
  row: Readonly<Record<string, unknown>>,
  at: number,
  names: readonly string[],
): KeptRow {
  const cells = names.map((name) => (Object.hasOwn(row, name) ? row[name] : undefined));
  return { at, cells, print: () => JSON.stringify(row, bigintAsText) };
}

/** Columns that any row has; of a list without rows, those that are given. */
function columnsThere(rows: readonly unknown[], options: ImportRowsOptions): string[] {
  const columns: unknown = (options as ImportRowsOptions | null)?.columns;
  if (rows.length === 0) {
    return Object.values(isRecord(columns) ? columns : {}).filter(
      (column) => typeof column === "string",
    );
  }
  return headersOf(rows);
}

function bigintAsText(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}
