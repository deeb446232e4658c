import { reason, type Reason } from "../kernel";
import { ACTIVITIES, STAGES } from "../loyalty-loop";
import type { PurchaseSummary } from "../purchases";
import type { CustomerView } from "../view";
import type { LeftAside } from "./models/left-aside";

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
  /** Money spent, in minor units; at most 2^53 − 1, and then the diagnostics say so. */
  readonly revenue: number;
  /** Customers whose data cannot be counted with; they are in no other figure. */
  readonly leftAside: readonly LeftAside[];
  /** By segment, most revenue first; empty before the first refit. */
  readonly segments: readonly ReportRow[];
  /** By stage, shallow first. */
  readonly stages: readonly ReportRow[];
  /** By activity, present first. */
  readonly activities: readonly ReportRow[];
  /**
   * What to know before trusting segments: those that speak of loyalty (`champions`, `loyal`, `cant_lose`) whose
   * median customer has fewer than 3 orders, and each in which a smaller share than of all buyers ordered within 90 days.
   * Also a revenue that is too large to be exact, and where forecasts for this base ran too high or too low, or customers hardly differ.
   */
  readonly diagnostics: readonly Reason[];
}

/** Segments of the ready maps that speak of loyalty. */
const LOYAL_SEGMENTS: readonly string[] = ["champions", "loyal", "cant_lose"];
const LEAST_ORDERS = 3;
const RECENT_DAYS = 90;

/** Those of a segment, or of all, who have an order that counts. */
interface Buyers {
  /** How many. */
  customers: number;
  /** How many of them ordered within {@link RECENT_DAYS}. */
  recent: number;
  /** How many have how many orders. */
  readonly byOrders: Map<number, number>;
}

/**
 * Counts customers, orders and revenue by segment, stage and activity, and says which segments promise more than they hold.
 */
export async function countCustomers(
  views: AsyncIterable<CustomerView<string>>,
  header: Pick<CrmReport, "asOf" | "currency">,
  leftAside: readonly LeftAside[],
): Promise<CrmReport> {
  const segments = new Map<string, ReportRow>();
  const stages = new Map<string, ReportRow>(STAGES.map((name) => [name, emptyRow(name)]));
  const activities = new Map<string, ReportRow>(ACTIVITIES.map((name) => [name, emptyRow(name)]));
  const base = nobody();
  const buyers = new Map<string, Buyers>();
  let customers = 0;
  let orders = 0;
  let revenue = 0;
  let exact = true;
  for await (const { purchases, segment, loyalty } of views) {
    const spent = purchases?.revenue ?? 0;
    customers++;
    orders += purchases?.orders ?? 0;
    exact &&= Number.isSafeInteger(revenue + spent);
    revenue = added(revenue, spent);
    if (segment !== undefined) {
      count(segments, segment, spent);
      if (purchases !== undefined) {
        const own = buyers.get(segment) ?? nobody();
        buyers.set(segment, own);
        for (const group of [base, own]) addBuyer(group, purchases);
      }
    }
    count(stages, loyalty.stage, spent);
    count(activities, loyalty.activity, spent);
  }
  const bySegment = [...segments.values()].sort((a, b) => b.revenue - a.revenue);
  return {
    ...header,
    customers,
    orders,
    revenue,
    leftAside,
    segments: bySegment,
    stages: [...stages.values()],
    activities: [...activities.values()],
    diagnostics: [
      ...(exact ? [] : [reason("crm.revenue_too_large", {})]),
      ...diagnoseSegments(
        bySegment.map(({ name }) => [name, buyers.get(name) ?? nobody()]),
        base,
      ),
    ],
  };
}

function nobody(): Buyers {
  return { customers: 0, recent: 0, byOrders: new Map() };
}

function addBuyer(
  buyers: Buyers,
  { orders, recencyDays }: Pick<PurchaseSummary, "orders" | "recencyDays">,
): void {
  buyers.customers++;
  if (recencyDays <= RECENT_DAYS) buyers.recent++;
  buyers.byOrders.set(orders, (buyers.byOrders.get(orders) ?? 0) + 1);
}

function diagnoseSegments(
  segments: readonly (readonly [name: string, buyers: Buyers])[],
  base: Buyers,
): Reason[] {
  const inhabited = segments.filter(([, { customers }]) => customers > 0);
  const fewOrders = inhabited.flatMap(([segment, { byOrders, customers }]) => {
    const orders = medianOf(byOrders, customers);
    return LOYAL_SEGMENTS.includes(segment) && orders < LEAST_ORDERS
      ? [reason("crm.few_orders", { segment, orders })]
      : [];
  });
  const lessRecent = inhabited
    .filter(([, own]) => own.recent * base.customers < base.recent * own.customers)
    .map(([segment, { recent, customers }]) =>
      reason("crm.fewer_recent", {
        segment,
        days: RECENT_DAYS,
        share: recent / customers,
        base: base.recent / base.customers,
      }),
    );
  return [...fewOrders, ...lessRecent];
}

/** The middle figure, or half way between the two in the middle. */
function medianOf(counts: ReadonlyMap<number, number>, size: number): number {
  const ascending = [...counts].sort(([a], [b]) => a - b);
  const at = (place: number): number => {
    let upTo = 0;
    return ascending.find(([, count]) => (upTo += count) > place)?.[0] ?? NaN;
  };
  return (at(Math.floor((size - 1) / 2)) + at(Math.ceil((size - 1) / 2))) / 2;
}

function emptyRow(name: string): ReportRow {
  return { name, customers: 0, revenue: 0 };
}

function count(rows: Map<string, ReportRow>, name: string, spent: number): void {
  const row = rows.get(name) ?? emptyRow(name);
  rows.set(name, { name, customers: row.customers + 1, revenue: added(row.revenue, spent) });
}

/** A sum that stays exact or stands still, so that no customer's money stops a report. */
function added(sum: number, amount: number): number {
  return Math.min(sum + amount, Number.MAX_SAFE_INTEGER);
}
