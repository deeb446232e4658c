import { ascendingOrder, assertSum, SetiaError, showValue, type Calendar } from "../../kernel";
import { countDays, type DayGroups } from "./distinct-days";
import type { OrderChunk } from "./order-chunk";
import type { PurchaseColumns } from "./purchase-columns";
import {
  addAndGroup,
  addOrders,
  createPurchaseRecords,
  fillColumns,
  lookAhead,
} from "./purchase-records";

/** What is gathered of every customer while orders go by, in any order. */
export interface PurchaseTable {
  /** Adds orders. */
  addAll(chunk: OrderChunk): void;
  /** Gives what was gathered. */
  finish(end: FinishOptions): PurchaseColumns;
}

/** What the end of a {@link PurchaseTable} needs to know. */
export interface FinishOptions {
  /** The customers by number. */
  readonly customerIds: readonly string[];
  /** Their days. */
  readonly days: DayGroups;
  /** True if the orders of one day are one. */
  readonly ordersOfDayAreOne: boolean;
  /** The instant of the answer. */
  readonly asOf: Date;
  /** Currency of the amounts. */
  readonly currency: string;
}

/** Creates an empty table. */
export function createPurchaseTable(
  calendar: Calendar,
  customers: number,
  groups?: DayGroups,
): PurchaseTable {
  let records = createPurchaseRecords(Math.max(16, customers), groups?.begins);
  // Where what was looked at in advance goes.
  const seen = new Int32Array(1);

  function addAll(chunk: OrderChunk): void {
    if (groups === undefined) {
      const last = greatestCode(chunk);
      if (last >= records.room) {
        records = createPurchaseRecords(2 * Math.max(records.room, last), undefined, records);
      }
    }
    seen[0] = lookAhead(chunk, records);
    if (groups === undefined) addOrders(chunk, records);
    else addAndGroup(chunk, records, groups);
  }

  function finish(end: FinishOptions): PurchaseColumns {
    const { customerIds, days, ordersOfDayAreOne, asOf, currency } = end;
    const codes = codesWithOrders(days.begins);
    const known = pick(customerIds, codes);
    const { order, repeated } = ascendingOrder(known);
    if (repeated !== undefined) {
      throw new SetiaError(
        "INVALID_INPUT",
        `summarizePurchases: customerIds.values[${String(codes[repeated])}] is ${showValue(known[repeated])} a second time; expected each customer once`,
      );
    }
    const ids = order === undefined ? known : pick(known, order);
    if (order !== undefined) codes.set(order.map((at) => codes[at]!));
    const customers = codes.length;
    const columns: PurchaseColumns = {
      asOf,
      timeZone: calendar.timeZone,
      currency,
      customerIds: ids,
      orders: new Int32Array(customers),
      purchaseDays: new Int32Array(customers),
      firstOrderAt: new Float64Array(customers),
      lastOrderAt: new Float64Array(customers),
      recencyDays: new Int32Array(customers),
      tenureDays: new Int32Array(customers),
      revenue: new Float64Array(customers),
      firstDayRevenue: new Float64Array(customers),
    };
    countDays(days, codes, columns.purchaseDays, columns.recencyDays);
    fillColumns(columns, codes, records, groups?.begins, calendar.dayOf(asOf));
    if (ordersOfDayAreOne) columns.orders.set(columns.purchaseDays);
    const { revenue } = columns;
    for (let at = 0; at < customers; at++) {
      if (Number.isSafeInteger(revenue[at])) continue;
      const who = JSON.stringify(ids[at]);
      assertSum(revenue[at]!, `summarizePurchases: the revenue of customer ${who}`);
    }
    return columns;
  }

  return { addAll, finish };
}

function codesWithOrders(begins: Int32Array): Uint32Array {
  const codes = new Uint32Array(begins.length - 1);
  let count = 0;
  for (let code = 0; code < codes.length; code++) {
    codes[count] = code;
    count += begins[code] === begins[code + 1] ? 0 : 1;
  }
  return codes.subarray(0, count);
}

/** A plain loop: `Array.from` would ask the places one by one. */
function pick(texts: readonly string[], places: Uint32Array): string[] {
  const picked = new Array<string>(places.length);
  for (let at = 0; at < places.length; at++) picked[at] = texts[places[at]!]!;
  return picked;
}

function greatestCode({ begin, count, codes }: OrderChunk): number {
  let greatest = 0;
  for (let at = begin; at < begin + count; at++) greatest = Math.max(greatest, codes[at]!);
  return greatest;
}
