import type { OrderLine } from "../events";
import { showValue } from "../kernel";
import { plainDecimal, priceTimes } from "./amounts";
import { customerIdOf } from "./import-result";
import type { RecordReader } from "./record-reader";
import type { ImportRowsOptions } from "./row-cells";

/** A row that gives money back. */
export interface GiveBack {
  /** The row. */
  readonly read: RecordReader;
  /** When. */
  readonly at: Date;
  /** In minor units, above 0. */
  readonly amount: number;
  /** What came back, if it says so. */
  readonly lines?: readonly { readonly sku: string; readonly quantity: number }[];
}

/** What the rows of one order say together. */
export interface RowOrder {
  /** Whose it is; `undefined` if no row names them. */
  readonly customerId: string | undefined;
  /** When it was placed: the earliest of its rows. */
  readonly at: Date;
  /** ISO 4217 code. */
  readonly currency: string;
  /** Minor units. */
  readonly total: number;
  /** What was in it. */
  readonly lines: readonly OrderLine[];
  /** Whether any row places something. */
  readonly isPlaced: boolean;
  /** Rows with negative amounts. */
  readonly giveBacks: readonly GiveBack[];
}

/**
 * Reads the rows of one order; what is wrong is among the issues of its row.
 *
 * @param rows - at least one
 * @param options - columns, customers, currency and zone
 * @returns what they say together; stand-ins where there are issues
 */
export function readRowOrder(rows: readonly RecordReader[], options: ImportRowsOptions): RowOrder {
  const { columns, timeZone } = options;
  const customerId = agreed(rows, columns.customerId ?? columns.email ?? "", (row) =>
    customerIdOf(
      {
        id: columns.customerId === undefined ? undefined : row.optionalId(columns.customerId),
        email: columns.email === undefined ? undefined : row.text(columns.email),
      },
      options,
    ),
  );
  const currencyColumn = columns.currency ?? "currency";
  const currency =
    agreed(rows, currencyColumn, (row) =>
      row.has(currencyColumn) ? row.currency(currencyColumn) : undefined,
    ) ?? firstOf(rows).currency(currencyColumn, options.currency);

  // Rows after the first may leave out what the first has said.
  const times = rows.map((row) => row.optionalInstant(columns.at, timeZone));
  const first = times.find((time) => time !== undefined) ?? firstOf(rows).instant(columns.at);
  const lines: OrderLine[] = [];
  const giveBacks: GiveBack[] = [];
  const placedAt: Date[] = [];
  const totals: (number | undefined)[] = [];
  let sum = 0;
  rows.forEach((row, index) => {
    const at = times[index] ?? first;
    const sku = columns.sku === undefined ? undefined : row.optionalId(columns.sku);
    const quantity = quantityOf(row, columns.quantity);
    const price =
      columns.unitPrice !== undefined && (columns.total === undefined || row.has(columns.unitPrice))
        ? row.money(columns.unitPrice, currency)
        : undefined;
    const product = price === undefined ? undefined : priceTimes(price, quantity);
    const total =
      columns.total === undefined ? undefined : row.optionalMoney(columns.total, currency);
    const worth = (columns.total === undefined ? product : total) ?? 0;
    if (worth < 0) {
      const back = sku === undefined ? {} : { lines: [{ sku, quantity: Math.abs(quantity) }] };
      giveBacks.push({ read: row, at, amount: -worth, ...back });
      return;
    }
    placedAt.push(at);
    totals.push(total);
    sum += worth;
    if (quantity < 0) wrong(row, columns.quantity ?? "", "expected a number, not negative");
    if (sku === undefined || price === undefined) return;
    const category = columns.category === undefined ? undefined : row.text(columns.category);
    const about = category === undefined ? {} : { category };
    lines.push({ sku, quantity, unitPrice: price, ...about });
  });
  if (columns.total !== undefined && placedAt.length > 0) {
    sum = agreeOnTotal(rows, columns.total, totals) ?? 0;
  }
  return {
    customerId,
    at: placedAt.reduce((least, time) => (time < least ? time : least), placedAt[0] ?? first),
    currency,
    total: sum,
    lines,
    isPlaced: placedAt.length > 0,
    giveBacks,
  };
}

/**
 * Finds what the rows of an order say that say it; a row that says something else has an issue.
 *
 * @param rows - those of one order
 * @param column - where it stands
 * @param readOne - reads it in one row
 * @returns what the first says that says it
 */
export function agreed<Value extends string | number>(
  rows: readonly RecordReader[],
  column: string,
  readOne: (row: RecordReader) => Value | undefined,
): Value | undefined {
  let found: Value | undefined;
  for (const row of rows) {
    const value = readOne(row);
    found ??= value;
    if (value !== undefined && value !== found) {
      wrong(row, column, "expected what other rows of the order say");
    }
  }
  return found;
}

function agreeOnTotal(
  rows: readonly RecordReader[],
  column: string,
  totals: readonly (number | undefined)[],
): number | undefined {
  const said = totals.filter((total) => total !== undefined);
  const [first] = said;
  const row = firstOf(rows);
  if (first === undefined) wrong(row, column, 'expected an amount such as "129.90"');
  else if (said.some((total) => total !== first)) {
    wrong(row, column, "expected one total for all rows of the order, in one of them or the same");
  }
  return first;
}

function quantityOf(row: RecordReader, column: string | undefined): number {
  const value = column === undefined ? undefined : row.raw(column);
  if (value === undefined) return 1;
  const plain =
    typeof value === "number" || typeof value === "string" ? plainDecimal(value) : undefined;
  if (plain !== undefined) return Number(plain);
  wrong(row, column ?? "", "expected a number");
  return 0;
}

function wrong(row: RecordReader, column: string, expected: string): void {
  const message = `is ${showValue(row.raw(column))}; ${expected}`;
  row.issues.push({ path: [...row.path, column], message });
}

function firstOf(rows: readonly RecordReader[]): RecordReader {
  const [first] = rows;
  if (first === undefined) throw new RangeError("no rows");
  return first;
}
