import {
  defined,
  assertInstant,
  assertOptions,
  calendarOf,
  currencyExponent,
  type OptionNames,
  SetiaError,
  showValue,
  type Reason,
} from "../kernel";
import { createDayGroups } from "./columnar/distinct-days";
import { checkColumns } from "./columnar/gather-columns";
import { createOrderGatherer, type Orders } from "./counting/gather-orders";
import { createPurse, finishTable, type GatherOptions } from "./counting/gathering";
import type { ConvertMoney } from "./counting/net-order";
import { CHUNK, createOrderChunk, type OrderChunk } from "./columnar/order-chunk";
import { isTextColumn, type OrderColumns, type TextColumn } from "./columnar/order-columns";
import {
  createOrderSieve,
  DEFAULT_ORDER_POLICY,
  orderPolicyOf,
  type OrderPolicy,
  type PurchaseDiagnostics,
} from "./counting/order-policy";
import { purchaseRows, type PurchaseColumns } from "./columnar/purchase-columns";
import type { PurchaseSummary } from "./purchase-summary";
import { createPurchaseTable } from "./columnar/purchase-table";
import { assertNoRepeat, createRepeatFinder } from "./columnar/repeated-orders";
import { wrongUnitNote } from "./counting/wrong-unit";

const DAY = 86_400_000;

/** Options of {@link summarizePurchases}. */
export interface SummarizePurchasesOptions extends OrderPolicy {
  /** The instant of the answer, inclusive. */
  readonly asOf: Date;
  /** IANA zone whose calendar days are counted; `"UTC"` if left out. */
  readonly timeZone?: string;
  /** Currency of the answer; that of the orders if left out, which then must be one. */
  readonly currency?: string;
  /** Converts orders of other currencies at the instant they were placed; without it they are refused. */
  readonly convert?: ConvertMoney;
}

/** What {@link summarizePurchases} gives. */
export interface PurchaseSummaries {
  /** One per customer with at least one order, by ascending code point of `customerId`; made when first asked for. */
  readonly summaries: readonly PurchaseSummary[];
  /** The same as columns. */
  readonly columns: PurchaseColumns;
  /** Where every order went. */
  readonly diagnostics: PurchaseDiagnostics;
  /** What looks like a mistake: amounts of the wrong unit, by what customers pay for an order. Worked out when first asked for. */
  readonly notes: readonly Reason[];
}

/** Their names. */
export const summarizePurchasesOptions = (): OptionNames<SummarizePurchasesOptions> => ({
  asOf: true,
  timeZone: true,
  currency: true,
  convert: true,
  ...DEFAULT_ORDER_POLICY,
});

/**
 * Summarizes orders to one record per customer: the one pass that everything about value rests on.
 *
 * By default an order counts once, net of refunds made by `asOf`. One that is cancelled or refunded in full by then is
 * no order. Orders after `asOf` and without a customer are left out; `diagnostics` counts both. Orders that
 * cost nothing count. {@link OrderPolicy} chooses otherwise. Two orders of a customer may not share an id.
 *
 * Orders may come as objects or as {@link OrderColumns}; {@link summarizeBatches} takes them in batches. The same orders
 * give the same answer on every road.
 *
 * @param orders - in any order
 * @param options - instant, zone, currency and policy
 * @returns one summary per customer by ascending `customerId`, and where every order went
 * @throws SetiaError `INVALID_INPUT`, `INVALID_AMOUNT`, `INVALID_INSTANT`, `DUPLICATE_ORDER`,
 * `MIXED_CURRENCIES` and `SUM_TOO_LARGE`, naming the order or customer; `INVALID_OPTION` for `convert`
 * without `currency` or an unknown choice; `UNKNOWN_CURRENCY`, `INVALID_TIME_ZONE`
 *
 * @example
 * ```ts
 * import { summarizePurchases } from "setia";
 *
 * const orders = [
 *   { id: "1", customerId: "ani", placedAt: new Date("2026-01-05"), currency: "USD", total: 1250 },
 *   { id: "2", customerId: "ani", placedAt: new Date("2026-01-20"), currency: "USD", total: 750 },
 * ];
 * const { summaries } = summarizePurchases(orders, { asOf: new Date("2026-01-31") });
 * summaries[0]?.recencyDays; // => 11
 * summaries[0]?.revenue; // => 2000
 * ```
 */
export function summarizePurchases(
  orders: Orders,
  options: SummarizePurchasesOptions,
): PurchaseSummaries {
  assertOptions(options, summarizePurchasesOptions(), "summarizePurchases");
  return summarizeFor("summarizePurchases", orders, options);
}

/**
 * Summarizes batches of orders, one after the other, so that a base need not fit in memory. Ids are compared within each
 * batch only.
 *
 * @param batches - each batch objects or columns; only one is held at a time
 * @param options - instant, zone, currency and policy
 * @returns the same as `summarizePurchases` for all orders at once
 * @throws SetiaError as `summarizePurchases` does, naming the batch
 */
export async function summarizeBatches(
  batches: AsyncIterable<Orders>,
  options: SummarizePurchasesOptions,
): Promise<PurchaseSummaries> {
  const where = "summarizeBatches";
  assertOptions(options, summarizePurchasesOptions(), where);
  if (!isBatches(batches)) {
    throw new SetiaError(
      "INVALID_INPUT",
      `${where}: batches is ${showValue(batches)}; expected an async iterable of orders, or summarizePurchases`,
    );
  }
  return summarizeAll(batches, gatherOptionsOf(options, where), where);
}

/** Does the work of {@link summarizePurchases} for any function that takes orders. */
export function summarizeFor(
  where: string,
  orders: Orders,
  options: SummarizePurchasesOptions,
): PurchaseSummaries {
  const gathering = gatherOptionsOf(options, where);
  if (isBatches(orders)) {
    throw new SetiaError(
      "INVALID_INPUT",
      `${where}: orders come in batches; expected orders at once, or summarizeBatches`,
    );
  }
  if (isNumbered(orders)) return summarizeNumbered(orders, gathering, where);
  const sieve = createOrderSieve(gathering.policy, gathering.asOf);
  const expected = Array.isArray(orders) ? orders.length : 0;
  const gatherer = createOrderGatherer(gathering, sieve, expected);
  const isColumns =
    typeof orders === "object" && (orders as unknown) !== null && "placedAt" in orders;
  gatherer.take(orders, `${where}: ${isColumns ? "columns" : "orders"}`);
  return summariesOf(gatherer.finish(), sieve.diagnostics());
}

/**
 * Checks the options of a summary and fills in the defaults.
 *
 * @throws SetiaError `INVALID_INSTANT`, `INVALID_TIME_ZONE`, `UNKNOWN_CURRENCY`, `INVALID_OPTION`
 */
export function gatherOptionsOf(options: SummarizePurchasesOptions, where: string): GatherOptions {
  const { asOf, timeZone = "UTC", currency, convert } = options;
  assertInstant(asOf, `${where}: asOf`);
  calendarOf(timeZone);
  if (currency !== undefined) currencyExponent(currency);
  else if (convert !== undefined) {
    throw new SetiaError(
      "INVALID_OPTION",
      `${where}: convert is given without currency; expected the currency to convert to`,
    );
  }
  return {
    asOf,
    timeZone,
    ...defined({ currency, convert }),
    policy: orderPolicyOf(options, where),
  };
}

async function summarizeAll(
  batches: AsyncIterable<Orders>,
  gathering: GatherOptions,
  where: string,
): Promise<PurchaseSummaries> {
  const sieve = createOrderSieve(gathering.policy, gathering.asOf);
  const gatherer = createOrderGatherer(gathering, sieve, 0);
  let count = 0;
  for await (const batch of batches) {
    gatherer.take(batch, `${where}: batches[${String(count++)}]`);
  }
  return summariesOf(gatherer.finish(), sieve.diagnostics());
}

function isBatches(orders: unknown): orders is AsyncIterable<Orders> {
  return typeof orders === "object" && orders !== null && Symbol.asyncIterator in orders;
}

type NumberedColumns = Omit<OrderColumns, "customerIds"> & { readonly customerIds: TextColumn };

function isNumbered(orders: Orders): orders is NumberedColumns {
  return (
    typeof orders === "object" &&
    (orders as unknown) !== null &&
    "customerIds" in orders &&
    isTextColumn(orders.customerIds)
  );
}

/**
 * Customers that are numbered already need no look-up, and columns can be walked twice: nothing is kept per order but its
 * day, in a place that the first walk makes room for.
 */
function summarizeNumbered(
  columns: NumberedColumns,
  gathering: GatherOptions,
  caller: string,
): PurchaseSummaries {
  const { asOf, policy, timeZone } = gathering;
  const { ids, customerIds } = columns;
  const where = `${caller}: columns`;
  const checked = checkColumns(columns, gathering, where);
  const calendar = calendarOf(timeZone);
  const chunk = createOrderChunk(CHUNK);
  const sieve = createOrderSieve(policy, asOf);
  const { values } = customerIds;
  const counts = new Int32Array(values.length + 1);
  const repeats = createRepeatFinder(ids === undefined ? 0 : checked.rows);
  checked.walk(sieve, undefined, chunk, (some) => {
    countOrders(some, counts);
    if (ids === undefined) return;
    for (let at = 0; at < some.count; at++) {
      const row = some.rows[at]!;
      repeats.add(some.codes[some.begin + at]!, ids[row]!, row);
    }
  });
  if (ids !== undefined) assertNoRepeat(repeats, ids, checked, where);
  const purse = createPurse(gathering);
  // In whatever zone, no day is a whole one from that of UTC.
  const earliest = Math.floor(checked.oldest() / DAY) - 1;
  const latest = Math.floor(asOf.getTime() / DAY) + 1;
  const groups = createDayGroups(counts, earliest, latest);
  const table = createPurchaseTable(calendar, values.length, groups);
  checked.walk(createOrderSieve(policy, asOf), purse, chunk, (some) => {
    calendar.daysOf(some.times, some.begin, some.count, some.days);
    table.addAll(some);
  });
  const finished = finishTable(table, values, groups, gathering, purse.currency);
  return summariesOf(finished, sieve.diagnostics());
}

/** Counts the orders of each customer. */
function countOrders({ begin, count, codes }: OrderChunk, counts: Int32Array): void {
  for (let at = begin; at < begin + count; at++) {
    const code = codes[at]!;
    counts[code] = counts[code]! + 1;
  }
}

/** Gives columns the view of rows that is made when first asked for. */
export function summariesOf(
  columns: PurchaseColumns,
  diagnostics: PurchaseDiagnostics,
): PurchaseSummaries {
  let rows: readonly PurchaseSummary[] | undefined;
  let notes: readonly Reason[] | undefined;
  return {
    get summaries() {
      return (rows ??= purchaseRows(columns));
    },
    columns,
    diagnostics,
    get notes() {
      return (notes ??= notesOf(columns));
    },
  };
}

function notesOf({ revenue, orders, currency }: PurchaseColumns): readonly Reason[] {
  const each = revenue.map((sum, at) => sum / orders[at]!).filter((amount) => amount > 0);
  const note = wrongUnitNote(each, currency);
  return note === undefined ? [] : [note];
}
