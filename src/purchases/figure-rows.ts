import {
  assertInstant,
  assertTimeZone,
  currencyExponent,
  isBlank,
  SetiaError,
  showValue,
} from "../kernel";

/** Figures of one customer, for RFM: a `PurchaseSummary`, or what you have computed elsewhere. */
export interface RfmRow {
  /** The customer; each once. */
  readonly customerId: string;
  /** Days since the last order, 0 or more. */
  readonly recencyDays: number;
  /** How many orders: whole, 1 or more. */
  readonly orders: number;
  /** Money spent, in minor units. */
  readonly revenue: number;
  /** Different days with an order; `orders` if left out. */
  readonly purchaseDays?: number;
  /** Days since the first order, at least `recencyDays`. */
  readonly tenureDays?: number;
  /** The instant the row speaks of; that of the options if left out. */
  readonly asOf?: Date;
  /** IANA zone of its days; that of the options if left out. */
  readonly timeZone?: string;
  /** ISO 4217 code of its money; that of the options if left out. */
  readonly currency?: string;
}

/** Figures of one customer, for lifetime models: a `PurchaseSummary`, or what you have computed elsewhere. */
export interface LifetimeRow extends RfmRow {
  /** Days since the first order, at least `recencyDays`. */
  readonly tenureDays: number;
  /** The part of `revenue` after the day of the first order, in minor units. Give it in all rows or in none: without it nothing is said of value. */
  readonly repeatRevenue?: number;
  /** The part of `revenue` from the day of the first order, as a `PurchaseSummary` has it in place of `repeatRevenue`. */
  readonly firstDayRevenue?: number;
}

/** What rows speak of that do not say it themselves. */
export interface RowsAt {
  /** The instant that the days of the rows count to; needed if the rows have none. */
  readonly asOf?: Date;
  /** IANA zone of their days; `"UTC"` if left out. */
  readonly timeZone?: string;
  /** ISO 4217 code of their money; `"XXX"`, which stands for no currency, if left out. */
  readonly currency?: string;
}

/**
 * Checks rows, and says of what instant, zone and money all of them speak.
 *
 * @throws SetiaError `INVALID_INPUT` for figures that cannot be, with their place; `MIXED_CURRENCIES`; `INVALID_OPTION`
 * for rows of different instants or zones, or of none
 */
export function instantOfRows(
  rows: readonly RfmRow[],
  at: RowsAt,
  where: string,
): Required<RowsAt> | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  const asOf = first.asOf ?? at.asOf;
  if (asOf === undefined) {
    throw new SetiaError(
      "INVALID_OPTION",
      `${where}: rows[0] has no asOf; expected it in the rows, or as the option asOf`,
    );
  }
  assertInstant(asOf, `${where}: asOf`);
  const timeZone = first.timeZone ?? at.timeZone ?? "UTC";
  assertTimeZone(timeZone);
  const currency = first.currency ?? at.currency ?? "XXX";
  currencyExponent(currency);
  const seen = new Set<string>();
  rows.forEach((row, index) => {
    checkFigures(row, where, index);
    const { orders, purchaseDays = orders } = row;
    if (!Number.isSafeInteger(purchaseDays) || purchaseDays < 1 || purchaseDays > orders) {
      throw faultOf(row, "purchaseDays", where, index, "a whole number from 1 to the orders");
    }
    if ((row.currency ?? currency) !== currency) {
      throw new SetiaError(
        "MIXED_CURRENCIES",
        `${placeOf(where, index)}.currency is ${String(row.currency)} among ${currency}; expected one currency`,
      );
    }
    if (
      (row.asOf ?? asOf).getTime() !== asOf.getTime() ||
      (row.timeZone ?? timeZone) !== timeZone
    ) {
      throw new SetiaError(
        "INVALID_OPTION",
        `${placeOf(where, index)} speaks of another instant or zone than the first; expected rows of one asOf and timeZone`,
      );
    }
    if (seen.has(row.customerId)) {
      throw new SetiaError(
        "INVALID_INPUT",
        `${placeOf(where, index)}.customerId is ${showValue(row.customerId)} once more; expected one row for each customer`,
      );
    }
    seen.add(row.customerId);
  });
  return { asOf, timeZone, currency };
}

/**
 * Checks the figures that scores are made of.
 *
 * @throws SetiaError `INVALID_INPUT`
 */
export function checkFigures(row: RfmRow, where: string, index?: number): void {
  const { customerId, recencyDays, orders, revenue } = row;
  if (typeof customerId !== "string" || isBlank(customerId)) {
    throw faultOf(row, "customerId", where, index, "an id");
  }
  if (!(recencyDays >= 0 && recencyDays < Infinity)) {
    throw faultOf(row, "recencyDays", where, index, "days, 0 or more");
  }
  if (!Number.isSafeInteger(orders) || orders < 1) {
    throw faultOf(row, "orders", where, index, "a whole number, 1 or more");
  }
  if (!Number.isSafeInteger(revenue))
    throw faultOf(row, "revenue", where, index, "whole minor units");
}

/**
 * Checks how long a customer has been known, without which no lifetime can be told.
 *
 * @throws SetiaError `INVALID_INPUT`
 */
export function checkTenure(row: LifetimeRow, where: string, index?: number): void {
  if (!(row.tenureDays >= row.recencyDays && row.tenureDays < Infinity)) {
    throw faultOf(row, "tenureDays", where, index, "days, at least recencyDays");
  }
}

/** Where a row stands; made only where something is wrong with it. */
function placeOf(where: string, index: number | undefined): string {
  return index === undefined ? `${where}: summary` : `${where}: rows[${String(index)}]`;
}

function faultOf(
  row: RfmRow,
  name: keyof RfmRow,
  where: string,
  index: number | undefined,
  expected: string,
): SetiaError {
  return new SetiaError(
    "INVALID_INPUT",
    `${placeOf(where, index)}.${name} is ${showValue(row[name])}; expected ${expected}`,
  );
}
