import type { Figures } from "../../statistics";
import { ascendingOrder, SetiaError } from "../../kernel";
import { instantOfRows, type PurchaseColumns, type RfmRow, type RowsAt } from "../../purchases";
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
export type RfmSummaries = readonly RfmRow[] | PurchaseColumns;

/**
 * Gives a base as columns.
 *
 * @throws SetiaError `EMPTY_BASE` without customers; as `instantOfRows` does
 */
export function rfmBaseOf(summaries: RfmSummaries, at: RowsAt, where: string): RfmBase {
  const base = Array.isArray(summaries)
    ? baseOfRows(summaries as readonly RfmRow[], at, where)
    : baseOfColumns(summaries as PurchaseColumns);
  if (base !== undefined && base.size > 0) return base;
  throw new SetiaError(
    "EMPTY_BASE",
    `${where}: there is no customer with an order; expected at least one`,
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

function baseOfRows(rows: readonly RfmRow[], at: RowsAt, where: string): RfmBase | undefined {
  const spokenOf = instantOfRows(rows, at, where);
  if (spokenOf === undefined) return undefined;
  const { order } = ascendingOrder(rows.map((row) => row.customerId));
  const sorted = order === undefined ? rows : [...order].flatMap((place) => rows[place] ?? []);
  return {
    size: sorted.length,
    customerIds: sorted.map((row) => row.customerId),
    recency: Float64Array.from(sorted, (row) => row.recencyDays),
    frequency: Float64Array.from(sorted, (row) => row.orders),
    monetary: Float64Array.from(sorted, (row) => row.revenue),
    days: rows.reduce((most, row) => Math.max(most, row.tenureDays ?? row.recencyDays), 0),
    ...spokenOf,
  };
}
