import {
  assertData,
  assertModel,
  assertOptions,
  assertRecord,
  assertSum,
  atDoor,
  calendarOf,
  compareCodePoints,
  isBlank,
} from "../kernel";
import { assertOrder, isSoundOrder } from "./counting/check-order";
import { checkColumns } from "./columnar/gather-columns";
import type { Orders } from "./counting/gather-orders";
import { createPurse, refusal } from "./counting/gathering";
import { refundedOf } from "./counting/net-order";
import { CHUNK, createOrderChunk } from "./columnar/order-chunk";
import type { OrderColumns } from "./columnar/order-columns";
import { createOrderSieve, LEFT_OUT } from "./counting/order-policy";
import type { Order } from "./orders";
import {
  addMoney,
  createPartWriter,
  daysOf,
  PURCHASE_PART_VERSION,
  type PurchaseDay,
  type PurchasePart,
} from "./purchase-part";
import {
  gatherOptionsOf,
  summarizePurchasesOptions,
  summariesOf,
  type PurchaseSummaries,
  type SummarizePurchasesOptions,
} from "./summarize-purchases";

/**
 * Sums up a part of a base, for a worker, a queue or a node of a cluster: {@link mergePurchases} adds parts up, and
 * {@link finalizePurchases} makes of them exactly what `summarizePurchases` gives for all orders at once. A base may be cut
 * anywhere between two orders. Ids are not compared across parts.
 *
 * @param orders - a part of the orders, as objects or columns
 * @param options - those of `summarizePurchases`, the same for every part
 * @returns the part, plain JSON
 * @throws SetiaError as `summarizePurchases` does, `DUPLICATE_ORDER` aside
 *
 * @example
 * ```ts
 * import { finalizePurchases, mergePurchases, partialPurchases } from "setia/rfm";
 * import { type Order } from "setia";
 *
 * const order = (id: string, day: string, total: number): Order =>
 *   ({ id, customerId: "ani", placedAt: new Date(day), currency: "USD", total });
 * const options = { asOf: new Date("2026-01-31") };
 * const monday = partialPurchases([order("1", "2026-01-05", 1250)], options);
 * const friday = partialPurchases([order("2", "2026-01-09", 750)], options);
 * const { summaries } = finalizePurchases(mergePurchases(friday, monday));
 * summaries[0]?.revenue; // => 2000
 * summaries[0]?.firstDayRevenue; // => 1250
 * ```
 */
export function partialPurchases(orders: Orders, options: SummarizePurchasesOptions): PurchasePart {
  assertOptions(options, summarizePurchasesOptions(), "partialPurchases");
  assertData(orders, "partialPurchases: orders");
  const gathering = gatherOptionsOf(options, "partialPurchases");
  const { asOf, timeZone, policy } = gathering;
  const calendar = calendarOf(timeZone);
  const sieve = createOrderSieve(policy, asOf);
  const purse = createPurse(gathering);
  const customers = new Map<string, Map<number, PurchaseDay>>();

  function add(customerId: string, time: number, amount: number): void {
    const day = calendar.dayOf(new Date(time));
    let days = customers.get(customerId);
    if (days === undefined) {
      days = new Map<number, PurchaseDay>();
      customers.set(customerId, days);
    }
    const known = days.get(day);
    days.set(day, {
      day,
      orders: (known?.orders ?? 0) + 1,
      firstAt: Math.min(known?.firstAt ?? Infinity, time),
      lastAt: Math.max(known?.lastAt ?? -Infinity, time),
      revenue: addMoney(known?.revenue ?? 0, amount, customerId),
    });
  }

  function addObjects(list: readonly Order[]): void {
    list.forEach((order: Order | undefined, at) => {
      const where = `partialPurchases: orders[${String(at)}]`;
      if (!isSoundOrder(order)) assertOrder(order, where);
      const { customerId, placedAt, cancelledAt, total } = order;
      const time = placedAt.getTime();
      const cancelled = cancelledAt?.getTime() ?? Infinity;
      const refunded = refundedOf(order, asOf);
      const net = sieve.netOf(!isBlank(customerId), time, cancelled, total, refunded);
      if (net >= 0) add(customerId, time, purse.amountOf(net, order, where));
      else if (net !== LEFT_OUT) throw refusal(net, where, asOf);
    });
  }

  function addColumns(columns: OrderColumns): void {
    const checked = checkColumns(columns, gathering, "partialPurchases: columns", () => 0);
    checked.walk(sieve, purse, createOrderChunk(CHUNK), ({ count, times, amounts, rows }) => {
      for (let at = 0; at < count; at++) {
        add(checked.customerOf(rows[at]!), times[at]!, amounts[at]!);
      }
    });
  }

  if (Array.isArray(orders)) addObjects(orders as readonly Order[]);
  else addColumns(orders as OrderColumns);
  const writer = createPartWriter();
  for (const [customerId, days] of [...customers].sort(([a], [b]) => compareCodePoints(a, b))) {
    for (const day of [...days.values()].sort((a, b) => a.day - b.day)) {
      writer.add(customerId, day);
    }
  }
  return {
    kind: "purchase_part",
    version: PURCHASE_PART_VERSION,
    asOf: asOf.toISOString(),
    timeZone,
    currency: purse.currency ?? null,
    policy,
    diagnostics: sieve.diagnostics(),
    ...writer.columns(),
  };
}

/**
 * Makes summaries of merged parts.
 *
 * @param part - from {@link partialPurchases} or {@link mergePurchases}, maybe through JSON
 * @returns exactly what `summarizePurchases` gives for the orders of all parts at once
 * @throws SetiaError `INVALID_MODEL`, `NEWER_MODEL`; `SUM_TOO_LARGE` naming the customer
 */
export function finalizePurchases(part: PurchasePart): PurchaseSummaries {
  assertRecord(part, "finalizePurchases: part");
  return atDoor("finalizePurchases", () => finalizePurchasesUnchecked(part));
}

function finalizePurchasesUnchecked(part: PurchasePart): PurchaseSummaries {
  assertModel(part, "purchase_part", PURCHASE_PART_VERSION);
  const asOf = new Date(part.asOf);
  const today = calendarOf(part.timeZone).dayOf(asOf);
  const { customerIds, policy } = part;
  const size = customerIds.length;
  const columns = {
    asOf,
    timeZone: part.timeZone,
    currency: part.currency ?? "XXX",
    customerIds: [...customerIds],
    orders: new Int32Array(size),
    purchaseDays: new Int32Array(size),
    firstOrderAt: new Float64Array(size).fill(Infinity),
    lastOrderAt: new Float64Array(size).fill(-Infinity),
    recencyDays: new Int32Array(size),
    tenureDays: new Int32Array(size),
    revenue: new Float64Array(size),
    firstDayRevenue: new Float64Array(size),
  };
  let at = -1;
  let before: string | undefined;
  for (const [customerId, one] of daysOf(part)) {
    if (customerId !== before) {
      before = customerId;
      at++;
      columns.tenureDays[at] = today - one.day;
      columns.firstDayRevenue[at] = one.revenue;
    }
    const orders = policy.sameDayOrders === "once" ? 1 : one.orders;
    columns.orders[at] = columns.orders[at]! + orders;
    columns.purchaseDays[at] = columns.purchaseDays[at]! + 1;
    columns.firstOrderAt[at] = Math.min(columns.firstOrderAt[at]!, one.firstAt);
    columns.lastOrderAt[at] = Math.max(columns.lastOrderAt[at]!, one.lastAt);
    columns.recencyDays[at] = today - one.day;
    const revenue = columns.revenue[at]! + one.revenue;
    assertSum(revenue, `finalizePurchases: the revenue of customer ${JSON.stringify(customerId)}`);
    columns.revenue[at] = revenue;
  }
  return summariesOf(columns, part.diagnostics);
}
