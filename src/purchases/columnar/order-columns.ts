import { SetiaError, showValue } from "../../kernel";

/** Numbers in a row: a typed array, or a plain one. */
export type NumberColumn = ArrayLike<number>;

/** Texts in a row, each different one stored once: row `i` is `values[codes[i]]`. */
export interface TextColumn {
  /** The different texts, in any order, none twice. */
  readonly values: readonly string[];
  /** Place in `values` of each row. */
  readonly codes: NumberColumn;
}

/**
 * Orders as columns, one row an order: the road for large bases. The same orders give the same answers as
 * objects do.
 */
export interface OrderColumns {
  /** Who bought: one text a row, or (faster) each customer once and a number a row; empty where not known. */
  readonly customerIds: readonly string[] | TextColumn;
  /** When each was placed, in milliseconds since 1970-01-01 UTC. */
  readonly placedAt: NumberColumn;
  /** What each cost, in minor units, not negative, before refunds. */
  readonly total: NumberColumn;
  /** ISO 4217 code: one for all, or one a row. */
  readonly currency: string | TextColumn;
  /** Ids of the orders; if given, one customer's may not repeat. */
  readonly ids?: readonly string[];
  /** When each was cancelled, in milliseconds; `NaN` if it was not. */
  readonly cancelledAt?: NumberColumn;
  /** Money given back, one row a refund, in any order. */
  readonly refunds?: RefundColumns;
}

/** Refunds as columns. */
export interface RefundColumns {
  /** Row of the order, from 0. */
  readonly order: NumberColumn;
  /** When, in milliseconds since 1970-01-01 UTC. */
  readonly at: NumberColumn;
  /** How much, in minor units, above 0. */
  readonly amount: NumberColumn;
}

/** The furthest instant that a `Date` can tell, in milliseconds. */
export const FURTHEST = 8_640_000_000_000_000;

/** Whether a number is an instant. */
export function isTime(time: unknown): boolean {
  return Number.isSafeInteger(time) && Math.abs(time as number) <= FURTHEST;
}

/**
 * Refuses columns of different lengths, and what is no column.
 *
 * @throws SetiaError `INVALID_INPUT`
 */
export function assertOrderColumns(columns: OrderColumns, where: string): number {
  const rows = lengthOf(columns.placedAt, `${where}.placedAt`);
  const check = (column: unknown, name: string): void => {
    const length = lengthOf(column, `${where}.${name}`);
    if (length !== rows) {
      throw new SetiaError(
        "INVALID_INPUT",
        `${where}.${name} has ${String(length)} rows; expected ${String(rows)}, as placedAt has`,
      );
    }
  };
  check(columns.total, "total");
  const { customerIds, currency, ids, cancelledAt, refunds } = columns;
  checkTexts(customerIds, "customerIds");
  if (typeof currency !== "string") checkTexts(currency, "currency");
  if (ids !== undefined) check(ids, "ids");
  if (cancelledAt !== undefined) check(cancelledAt, "cancelledAt");
  if (refunds !== undefined) {
    const refundRows = lengthOf(refunds.order, `${where}.refunds.order`);
    for (const name of ["at", "amount"] as const) {
      const length = lengthOf(refunds[name], `${where}.refunds.${name}`);
      if (length === refundRows) continue;
      throw new SetiaError(
        "INVALID_INPUT",
        `${where}.refunds.${name} has ${String(length)} rows; expected ${String(refundRows)}, as order has`,
      );
    }
  }
  return rows;

  function checkTexts(column: unknown, name: string): void {
    if (isTextColumn(column)) {
      check(column.codes, `${name}.codes`);
      const values: readonly unknown[] = column.values;
      const at = values.findIndex((value) => typeof value !== "string");
      if (at === -1) return;
      throw new SetiaError(
        "INVALID_INPUT",
        `${where}.${name}.values[${String(at)}] is ${showValue(values[at])}; expected a text`,
      );
    } else check(column, name);
  }
}

/** Distinguishes a column of numbered texts from a plain array. */
export function isTextColumn(column: unknown): column is TextColumn {
  return (
    typeof column === "object" &&
    column !== null &&
    Array.isArray((column as Partial<TextColumn>).values) &&
    typeof (column as Partial<TextColumn>).codes === "object"
  );
}

function lengthOf(column: unknown, where: string): number {
  const length =
    typeof column === "object" && column !== null
      ? (column as Partial<NumberColumn>).length
      : undefined;
  if (typeof length === "number") return length;
  throw new SetiaError(
    "INVALID_INPUT",
    `${where} is ${showValue(column)}; expected an array or a typed array`,
  );
}
