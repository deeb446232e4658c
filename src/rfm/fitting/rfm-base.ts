import { ascendingOrder, SetiaError } from "../../kernel";
import type { PurchaseColumns, PurchaseSummary } from "../../purchases";
import type { Figures } from "../order-statistics";
import type { RfmDimension } from "../rfm-dimensions";

/** The figures of a base that scores are made of, as columns by ascending customer id. */
export interface RfmBase extends Readonly<Record<RfmDimension, Figures>> {
  /** Number of customers, at least 1. */
  readonly size: number;
  /** The customers, ascending. */
  readonly customerIds: readonly string[];
  /** Calendar days from the oldest customer's first order. */
  readonly days: number;
  /** The instant it speaks of. */
  readonly asOf: Date;
  /** IANA zone of its days. */
  readonly timeZone: string;
  /** ISO 4217 code of its money. */
  readonly currency: string;
}

/** A base as rows or as columns. */
export type RfmSummaries = readonly PurchaseSummary[] | PurchaseColumns;

/**
 * Gives a base as columns.
 *
 * @throws SetiaError `EMPTY_BASE` without customers; `INVALID_OPTION` for different instants or zones;
 * `MIXED_CURRENCIES`
 */
export function rfmBaseOf(summaries: RfmSummaries): RfmBase {
  const base = Array.isArray(summaries)
    ? baseOfRows(summaries as readonly PurchaseSummary[])
    : baseOfColumns(summaries as PurchaseColumns);
  if (base !== undefined && base.size > 0) return base;
  throw new SetiaError(
    "EMPTY_BASE",
    "fitRfm: there is no customer with an order; expected at least one",
  );
}

function baseOfColumns(columns: PurchaseColumns): RfmBase {
  const { customerIds, recencyDays, orders, revenue, tenureDays } = columns;
  const { asOf, timeZone, currency } = columns;
  return {
    size: customerIds.length,
    customerIds,
    recency: recencyDays,
    frequency: orders,
    monetary: revenue,
    days: greatest(tenureDays),
    asOf,
    timeZone,
    currency,
  };
}

function greatest(figures: Int32Array): number {
  let most = 0;
  for (let at = 0; at < figures.length; at++) most = Math.max(most, figures[at]!);
  return most;
}

function baseOfRows(rows: readonly PurchaseSummary[]): RfmBase | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  rows.forEach((summary, index) => {
    assertSameBase(first, summary, index);
  });
  const { order } = ascendingOrder(rows.map((row) => row.customerId));
  const sorted = order === undefined ? rows : [...order].flatMap((at) => rows[at] ?? []);
  return {
    size: sorted.length,
    customerIds: sorted.map((row) => row.customerId),
    recency: Float64Array.from(sorted, (row) => row.recencyDays),
    frequency: Float64Array.from(sorted, (row) => row.orders),
    monetary: Float64Array.from(sorted, (row) => row.revenue),
    days: rows.reduce((most, row) => Math.max(most, row.tenureDays), 0),
    asOf: first.asOf,
    timeZone: first.timeZone,
    currency: first.currency,
  };
}

function assertSameBase(first: PurchaseSummary, summary: PurchaseSummary, index: number): void {
  const where = `fitRfm: summaries[${String(index)}]`;
  if (summary.currency !== first.currency) {
    throw new SetiaError(
      "MIXED_CURRENCIES",
      `${where}.currency is ${summary.currency} among ${first.currency}; expected one currency`,
    );
  }
  if (summary.asOf.getTime() !== first.asOf.getTime() || summary.timeZone !== first.timeZone) {
    throw new SetiaError(
      "INVALID_OPTION",
      `${where} speaks of another instant or zone than the first; expected the result of one summarizePurchases`,
    );
  }
}
