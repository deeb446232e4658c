import { assertRecord, atDoor } from "../../kernel";
import type { PurchaseSummary } from "../purchase-summary";

/**
 * Purchase summaries as columns: place `i` of each array is one customer, by ascending code point of the id. What
 * a base of millions is kept in; {@link PurchaseSummary} is one row of it, and says what each figure means.
 */
export interface PurchaseColumns {
  /** The instant this speaks of. */
  readonly asOf: Date;
  /** IANA zone whose calendar days are counted. */
  readonly timeZone: string;
  /** ISO 4217 code of every amount. */
  readonly currency: string;
  /** The customers, ascending. */
  readonly customerIds: readonly string[];
  /** Orders of each, at least 1. */
  readonly orders: Int32Array;
  /** Different calendar days with an order. */
  readonly purchaseDays: Int32Array;
  /** First orders, in milliseconds since 1970-01-01 UTC. */
  readonly firstOrderAt: Float64Array;
  /** Last orders, in milliseconds since 1970-01-01 UTC. */
  readonly lastOrderAt: Float64Array;
  /** Calendar days from the last order to `asOf`. */
  readonly recencyDays: Int32Array;
  /** Calendar days from the first order to `asOf`. */
  readonly tenureDays: Int32Array;
  /** Money spent, in minor units. */
  readonly revenue: Float64Array;
  /** The part of `revenue` from the day of the first order, in minor units. */
  readonly firstDayRevenue: Float64Array;
}

/**
 * Gives one customer's row of columns.
 *
 * @param columns - the base
 * @param at - place of the customer, from 0
 * @returns the summary
 */
export function purchaseSummaryAt(columns: PurchaseColumns, at: number): PurchaseSummary {
  assertRecord(columns, "purchaseSummaryAt: columns");
  return atDoor("purchaseSummaryAt", () => purchaseSummaryAtUnchecked(columns, at));
}

function purchaseSummaryAtUnchecked(columns: PurchaseColumns, at: number): PurchaseSummary {
  const { asOf, timeZone, currency } = columns;
  const orders = columns.orders[at]!;
  const revenue = columns.revenue[at]!;
  return {
    customerId: columns.customerIds[at]!,
    asOf,
    timeZone,
    currency,
    orders,
    purchaseDays: columns.purchaseDays[at]!,
    firstOrderAt: new Date(columns.firstOrderAt[at]!),
    lastOrderAt: new Date(columns.lastOrderAt[at]!),
    recencyDays: columns.recencyDays[at]!,
    tenureDays: columns.tenureDays[at]!,
    revenue,
    firstDayRevenue: columns.firstDayRevenue[at]!,
    averageOrderValue: revenue / orders,
  };
}

/** Gives columns as rows. */
export function purchaseRows(columns: PurchaseColumns): PurchaseSummary[] {
  const rows = new Array<PurchaseSummary>(columns.customerIds.length);
  for (let at = 0; at < rows.length; at++) rows[at] = purchaseSummaryAt(columns, at);
  return rows;
}
