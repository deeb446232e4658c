import {
  assertOptions,
  assertRecord,
  assertTexts,
  type OptionNames,
  SetiaError,
  showValue,
} from "../../kernel";
import type { ImportResult, SkipReason } from "../import-result";
import type { ImportRowsOptions } from "./columns";
import { IMPORT_ROWS_OPTIONS, type TableReading } from "./import-rows";
import type { KeptRow } from "./row";
import { plainExportRow } from "./recognise-export";
import { hash32 } from "./seen-keys";
import { TableImport } from "./table-import";

/** One row of a table that is read bit by bit. */
export interface TableRow {
  /** Line of the file, from 1. */
  readonly line: number;
  /** Cells in the order of the headers. */
  readonly cells: readonly unknown[];
  /** Why the row cannot be trusted, if it cannot. */
  readonly fault?: string | undefined;
}

/** A table that is read bit by bit, such as `openCsv` of `setia/csv` gives. */
export interface Table {
  /** Names of the columns. */
  readonly headers: readonly string[];
  /** Whether `batches` can be called again. */
  readonly repeatable: boolean;
  /** Gives the rows below the head, some at a time. */
  batches(): AsyncIterable<readonly TableRow[]>;
}

/** Options of {@link importTable}. */
export interface ImportTableOptions extends ImportRowsOptions {
  /** Orders that may wait for more of their rows at once; 1,000,000 if left out. */
  readonly maxOpenOrders?: number;
  /** Told now and then how many rows were read, in the first pass and in the second. */
  readonly onProgress?: (progress: { readonly pass: 1 | 2; readonly rows: number }) => void;
}

/** What was read of a table. */
export interface TableReport extends TableReading {
  /** Rows below the head. */
  readonly rows: number;
  /** Events that were made. */
  readonly events: number;
  /** Rows that were left out, by reason. */
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
}

/** A table on its way in. */
export interface ImportedTable extends AsyncIterable<ImportResult> {
  /** Gives what was read so far; all of it after the last batch. */
  report(): TableReport;
}

const SAMPLE_ROWS = 10_000;
const MOST_OPEN_ORDERS = 1_000_000;
/** Of so many orders whose rows do not stand together the last row is kept in mind, in some 16 MB. */
const MOST_SCATTERED = 1_000_000;
/** Events that are given at once. */
const BATCH_EVENTS = 2000;
const PRINT_SEED = 0x2545f491;

const importTableOptions = (): OptionNames<ImportTableOptions> => ({
  ...IMPORT_ROWS_OPTIONS,
  maxOpenOrders: true,
  onProgress: true,
});

/**
 * Makes events of a table that is read bit by bit, in memory that does not grow with it. It is read twice: first to see
 * how it writes amounts and dates, then to make events; where the rows of more than a million orders do not stand
 * together, it is read more often, a part of the orders at a time. A table that can be read only once is settled by its first
 * 10,000 rows or by the options; a later cell that contradicts them is left out, and the summary says so first.
 *
 * @param table - headers and rows, such as `openCsv` gives
 * @param options - which column means what, and how the table writes amounts and dates
 * @returns batches of events and of what was left out, whose paths are `["line", line, column]`; ask for its `report`
 * after the last one
 * @throws SetiaError while it is read: `INVALID_INPUT`, `INVALID_OPTION`, `TOO_LARGE` where more than `maxOpenOrders`
 * orders wait for more rows at once
 *
 * @example
 * ```ts
 * import { openCsv } from "setia/csv";
 * import { importTable } from "setia/import";
 *
 * const file = await openCsv("Order ID,Customer ID,Date,Total\n1,ani,05/01/2026,$10.50\n2,budi,25/01/2026,$7.00");
 * const orders = importTable(file, { currency: "USD", timeZone: "UTC" });
 * const totals: unknown[] = [];
 * for await (const { events } of orders) {
 *   for (const event of events) if (event.type === "order_completed") totals.push(event.total);
 * }
 * totals; // => [1050, 700]
 * orders.report().summary; // => ['line 3, column "Date" ("25/01/2026") shows that dates are written with days first.']
 * ```
 */
export function importTable(table: Table, options: ImportTableOptions = {}): ImportedTable {
  return readTable(table, options, MOST_SCATTERED);
}

/** Does the work of {@link importTable}, in parts of at most so many scattered orders. */
export function readTable(
  table: Table,
  options: ImportTableOptions,
  maxScattered: number,
): ImportedTable {
  assertOptions(options, importTableOptions(), "importTable");
  assertRecord(table, "importTable: table");
  assertTexts(table.headers, "importTable: table.headers");
  const { maxOpenOrders = MOST_OPEN_ORDERS } = options;
  if (!Number.isInteger(maxOpenOrders) || maxOpenOrders < 1) {
    throw new SetiaError(
      "INVALID_OPTION",
      `importTable: maxOpenOrders is ${showValue(maxOpenOrders)}; expected a whole number above 0`,
    );
  }
  const reading = new TableImport(table.headers, options, "importTable", "line", {
    isBounded: true,
    hasFirstPass: table.repeatable,
    maxOpenOrders,
    maxScattered,
  });
  const places = Object.values(reading.layout.names).map((name) => table.headers.indexOf(name));
  const { origin } = reading;
  const keep = ({ line, cells, fault }: TableRow, index: number): KeptRow | undefined => {
    const kept = { at: line, print: () => printOf(cells), fault };
    const { mayDescribeColumns = false, orderIdFrom, zeroIsUnchanged } = origin?.habits ?? {};
    const isOdd =
      (mayDescribeColumns && index === 0) || (orderIdFrom ?? zeroIsUnchanged) !== undefined;
    if (origin === undefined || !isOdd) {
      return { ...kept, cells: places.map((place) => cells[place]) };
    }
    const record = Object.fromEntries(table.headers.map((name, at) => [name, cells[at]]));
    const plain = plainExportRow(record, index, origin);
    return plain && { ...kept, cells: places.map((place) => plain[table.headers[place]!]) };
  };
  const counts = { rows: 0, events: 0, skipped: {} as Partial<Record<SkipReason, number>> };
  const progress = (pass: 1 | 2, rows: number): void => options.onProgress?.({ pass, rows });

  function give(): ImportResult {
    const found = reading.drain();
    counts.events += found.events.length;
    for (const { reason } of found.skipped) {
      counts.skipped[reason] = (counts.skipped[reason] ?? 0) + 1;
    }
    return found;
  }

  /** Reads the table once; what only describes the columns is no row of orders. */
  async function* rowsOf(): AsyncGenerator<readonly { line: number; kept: KeptRow | undefined }[]> {
    let index = 0;
    for await (const batch of table.batches()) {
      yield batch.map((row) => ({ line: row.line, kept: keep(row, index++) }));
    }
  }

  async function* read(): AsyncGenerator<ImportResult> {
    const sample: KeptRow[] = [];
    if (table.repeatable) {
      let count = 0;
      for await (const rows of rowsOf()) {
        for (const { kept } of rows) if (kept !== undefined) reading.look(kept);
        progress(1, (count += rows.length));
      }
      reading.settle();
    }
    let isSettled = table.repeatable;
    const take = (row: KeptRow): void => {
      if (reading.take(row)) counts.rows++;
    };
    for (let part = 0; part < reading.parts; part++) {
      if (reading.parts > 1) {
        reading.beginPart(part);
        for await (const rows of rowsOf())
          for (const { kept } of rows) if (kept !== undefined) reading.lookForPart(kept);
      }
      for await (const rows of rowsOf()) {
        for (const { line, kept } of rows) {
          if (kept === undefined) {
            if (part > 0) continue;
            counts.rows++;
            reading.skip(["line", line], "not_mapped", "describes the columns");
          } else if (isSettled) take(kept);
          else {
            reading.look(kept);
            sample.push(kept);
            if (sample.length === SAMPLE_ROWS) {
              reading.settle(SAMPLE_ROWS);
              isSettled = true;
              sample.splice(0).forEach(take);
            }
          }
        }
        progress(2, counts.rows + sample.length);
        reading.pack();
        if (reading.found >= BATCH_EVENTS) yield give();
      }
      if (!isSettled) {
        reading.settle();
        isSettled = true;
        sample.forEach(take);
      }
      const rest = reading.endPart();
      while (rest.next().done !== true) if (reading.found >= BATCH_EVENTS) yield give();
    }
    reading.end();
    yield give();
  }

  return {
    [Symbol.asyncIterator]: () => read(),
    report: () => ({
      ...counts,
      columns: reading.columns.names,
      summary: reading.summary(),
      products: reading.products,
    }),
  };
}

/** A hash of a whole row, which takes less memory than the row. */
function printOf(cells: readonly unknown[]): string {
  return hash32(cells.map((cell) => String(cell)).join("\u0000"), PRINT_SEED).toString(36);
}
