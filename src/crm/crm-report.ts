import { assertSum } from "../kernel";
import { ACTIVITIES, STAGES } from "../loyalty-loop";
import type { CustomerView } from "../view";

/** One part of the base. */
export interface ReportRow {
  /** Name of the segment, stage or activity. */
  readonly name: string;
  /** Customers in it. */
  readonly customers: number;
  /** What they have spent together, in minor units. */
  readonly revenue: number;
}

/** How the base divides. */
export interface CrmReport {
  /** The instant this speaks of. */
  readonly asOf: Date;
  /** ISO 4217 code of the revenue. */
  readonly currency: string;
  /** Customers known. */
  readonly customers: number;
  /** Orders that count. */
  readonly orders: number;
  /** Money spent, in minor units. */
  readonly revenue: number;
  /** By segment, most revenue first; empty before the first refit. */
  readonly segments: readonly ReportRow[];
  /** By stage, shallow first. */
  readonly stages: readonly ReportRow[];
  /** By activity, present first. */
  readonly activities: readonly ReportRow[];
}

/**
 * Counts customers, orders and revenue by segment, stage and activity.
 *
 * @param views - the customers
 * @param header - instant and currency
 * @returns the counts; every customer is in one row of each table
 * @throws SetiaError `SUM_TOO_LARGE`
 */
export async function countCustomers(
  views: AsyncIterable<CustomerView<string>>,
  header: Pick<CrmReport, "asOf" | "currency">,
): Promise<CrmReport> {
  const segments = new Map<string, ReportRow>();
  const stages = new Map<string, ReportRow>(STAGES.map((name) => [name, emptyRow(name)]));
  const activities = new Map<string, ReportRow>(ACTIVITIES.map((name) => [name, emptyRow(name)]));
  let customers = 0;
  let orders = 0;
  let revenue = 0;
  for await (const { purchases, segment, loyalty } of views) {
    const spent = purchases?.revenue ?? 0;
    customers++;
    orders += purchases?.orders ?? 0;
    revenue += spent;
    if (segment !== undefined) count(segments, segment, spent);
    count(stages, loyalty.stage, spent);
    count(activities, loyalty.activity, spent);
  }
  assertSum(revenue, "report: the revenue of all customers");
  return {
    ...header,
    customers,
    orders,
    revenue,
    segments: [...segments.values()].sort((a, b) => b.revenue - a.revenue),
    stages: [...stages.values()],
    activities: [...activities.values()],
  };
}

function emptyRow(name: string): ReportRow {
  return { name, customers: 0, revenue: 0 };
}

function count(rows: Map<string, ReportRow>, name: string, spent: number): void {
  const row = rows.get(name) ?? emptyRow(name);
  rows.set(name, { name, customers: row.customers + 1, revenue: row.revenue + spent });
}
