import {
  assertInstant,
  assertTimeZone,
  currencyExponent,
  SetiaError,
  showValue,
} from "../../kernel";
import {
  checkTenure,
  instantOfRows,
  type LifetimeRow,
  type PurchaseColumns,
  type RowsAt,
} from "../../purchases";

/**
 * How many customers have bought, as columns of what the models see, for figures that do not come from
 * `summarizePurchases`. All columns have one length and order. Days may be fractions.
 */
export interface LifetimeColumns {
  /** Days with a purchase after the first one: whole, 0 or more. */
  readonly repeats: ArrayLike<number>;
  /** Days from the first purchase to the last; 0 without a repeat. */
  readonly lastDays: ArrayLike<number>;
  /** Days from the first purchase to `asOf`; at least `lastDays`. */
  readonly observedDays: ArrayLike<number>;
  /** Money spent on all repeat days together, in minor units; without it nothing is said of value. */
  readonly repeatSpend?: ArrayLike<number>;
  /** How many customers each row stands for, where those alike are one row: whole, 1 or more; 1 if left out. */
  readonly customers?: ArrayLike<number>;
  /** The instant this speaks of. */
  readonly asOf: Date;
  /** IANA zone whose days are counted; `"UTC"` if left out. */
  readonly timeZone?: string;
  /** ISO 4217 code of the money; `"XXX"` if left out. */
  readonly currency?: string;
}

/** A base of customers: summaries or columns of `summarizePurchases`, or rows or columns of your own. */
export type LifetimeBase = readonly LifetimeRow[] | PurchaseColumns | LifetimeColumns;

/** Columns that were looked at, so that nothing behind them needs to. */
export type CheckedColumns = Required<Omit<LifetimeColumns, "repeatSpend" | "customers">> & {
  readonly repeatSpend: ArrayLike<number> | undefined;
  readonly customers?: ArrayLike<number> | undefined;
};

/**
 * Gives a base as columns and checks them.
 *
 * @throws SetiaError `EMPTY_BASE` without customers; `INVALID_INPUT` for figures that cannot be, with their
 * place; `MIXED_CURRENCIES`; `INVALID_OPTION` for summaries of different instants or zones
 */
export function columnsOf(base: LifetimeBase, at: RowsAt, where: string): CheckedColumns {
  if (typeof base !== "object" || (base as unknown) === null) {
    throw new SetiaError(
      "INVALID_INPUT",
      `${where}: customers is ${showValue(base)}; expected summaries or columns`,
    );
  }
  const columns = isRows(base)
    ? fromRows(base, at, where)
    : "purchaseDays" in base
      ? fromPurchases(base)
      : { timeZone: "UTC", currency: "XXX", repeatSpend: undefined, ...base };
  checkColumns(columns, where);
  return columns;
}

/** Gives the figures that the models rest on; money is `NaN` where the row does not say it. */
export function figuresOf(row: LifetimeRow): [x: number, t: number, T: number, z: number] {
  const { orders, purchaseDays = orders, tenureDays, recencyDays, revenue } = row;
  const { repeatRevenue = revenue - (row.firstDayRevenue ?? NaN) } = row;
  return [purchaseDays - 1, tenureDays - recencyDays, tenureDays, repeatRevenue];
}

function isRows(base: LifetimeBase): base is readonly LifetimeRow[] {
  return Array.isArray(base);
}

function fromPurchases(columns: PurchaseColumns): CheckedColumns {
  const { purchaseDays, recencyDays, tenureDays, revenue, firstDayRevenue } = columns;
  const { asOf, timeZone, currency } = columns;
  const less = (from: ArrayLike<number>, what: ArrayLike<number>): Float64Array =>
    Float64Array.from(from, (value, i) => value - (what[i] ?? NaN));
  return {
    repeats: Float64Array.from(purchaseDays, (days) => days - 1),
    lastDays: less(tenureDays, recencyDays),
    observedDays: tenureDays,
    repeatSpend: less(revenue, firstDayRevenue),
    asOf,
    timeZone,
    currency,
  };
}

function fromRows(rows: readonly LifetimeRow[], at: RowsAt, where: string): CheckedColumns {
  const spokenOf = instantOfRows(rows, at, where);
  if (spokenOf === undefined) throw emptyBase(where);
  const n = rows.length;
  const repeats = new Float64Array(n);
  const lastDays = new Float64Array(n);
  const observedDays = new Float64Array(n);
  const spend = new Float64Array(n);
  rows.forEach((row, i) => {
    checkTenure(row, where, i);
    [repeats[i], lastDays[i], observedDays[i], spend[i]] = figuresOf(row);
  });
  const repeatSpend = spend.every(Number.isNaN) ? undefined : spend;
  return { repeats, lastDays, observedDays, repeatSpend, ...spokenOf };
}

function checkColumns(columns: CheckedColumns, where: string): void {
  const { repeats, lastDays, observedDays, repeatSpend } = columns;
  assertInstant(columns.asOf, `${where}: asOf`);
  assertTimeZone(columns.timeZone);
  currencyExponent(columns.currency);
  const n = (repeats as Partial<ArrayLike<number>> | undefined)?.length;
  const { customers } = columns;
  const all = { repeats, lastDays, observedDays, repeatSpend, customers };
  for (const [name, column] of Object.entries(all)) {
    if ((name === "repeatSpend" || name === "customers") && column === undefined) continue;
    if (column !== undefined && Number.isInteger(column.length) && column.length === n) continue;
    throw new SetiaError(
      "INVALID_INPUT",
      `${where}: ${name} has ${showValue(column?.length)} values among ${showValue(n)}; expected columns of one length`,
    );
  }
  if (n === 0) throw emptyBase(where);
  for (let i = 0; i < repeats.length; i++) {
    const [x = NaN, t = NaN, T = NaN] = [repeats[i], lastDays[i], observedDays[i]];
    const right =
      x >= 0 &&
      x <= 1e9 &&
      Number.isInteger(x) &&
      t >= 0 &&
      t <= T &&
      T <= 1e9 &&
      (x > 0 || t === 0);
    const z = repeatSpend === undefined ? 0 : repeatSpend[i]!;
    const alike = customers === undefined ? 1 : (customers[i] ?? NaN);
    if (!Number.isSafeInteger(alike) || alike < 1) {
      throw new SetiaError(
        "INVALID_INPUT",
        `${where}: customers[${String(i)}] is ${showValue(alike)}; expected how many customers the row stands for`,
      );
    }
    if (right && z >= 0 && z <= Number.MAX_SAFE_INTEGER) continue;
    throw new SetiaError(
      "INVALID_INPUT",
      `${where}: customer ${String(i)} has ${String(x)} repeats, the last after ${String(t)} of ${String(T)} days, and spent ${String(z)} on them; expected whole repeats, 0 ≤ last ≤ observed days (0 without a repeat), and money of 0 or more`,
    );
  }
}

function emptyBase(where: string): SetiaError {
  return new SetiaError(
    "EMPTY_BASE",
    `${where}: there is no customer with an order; expected at least one`,
  );
}
