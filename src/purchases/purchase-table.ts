import { ascendingOrder, assertSum, SetiaError, showValue, type Calendar } from "../kernel";
import type { CountedDays, DayGroups } from "./distinct-days";
import type { OrderChunk } from "./order-chunk";
import type { PurchaseColumns } from "./purchase-columns";

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
  readonly days: CountedDays;
  /** True if the orders of one day are one. */
  readonly ordersOfDayAreOne: boolean;
  /** The instant of the answer. */
  readonly asOf: Date;
  /** Currency of the amounts. */
  readonly currency: string;
}

// One record per customer, three doubles and two integers: half a line of memory, so that an order touches one.
const DOUBLES = 4;
const FIRST = 0;
const LAST = 1;
const REVENUE = 2;
const INTEGERS = 8;
const FIRST_DAY = 6;
/** Orders so far, from where the customer's days begin. */
const NEXT = 7;
const NEVER = 0x7fffffff;

/**
 * Creates an empty table.
 *
 * @param calendar - whose days are counted
 * @param customers - how many are expected; it grows, unless `groups` is given
 * @param groups - are filled with the days of the orders, if given
 * @returns the table
 */
export function createPurchaseTable(
  calendar: Calendar,
  customers: number,
  groups?: DayGroups,
): PurchaseTable {
  let capacity = 0;
  let doubles = new Float64Array(0);
  let integers = new Int32Array(0);
  // Few orders fall on the first day or before: kept beside the records.
  let onFirstDay = new Float64Array(0);
  // Where what was looked at in advance goes, so that looking is not optimised away.
  const seen = new Int32Array(1);
  grow(Math.max(16, customers));

  function grow(room: number): void {
    const longer = new Float64Array(room * DOUBLES);
    longer.set(doubles);
    doubles = longer;
    integers = new Int32Array(longer.buffer);
    const longerFirstDay = new Float64Array(room);
    longerFirstDay.set(onFirstDay);
    onFirstDay = longerFirstDay;
    for (let code = capacity; code < room; code++) {
      longer[code * DOUBLES + FIRST] = Infinity;
      longer[code * DOUBLES + LAST] = -Infinity;
      integers[code * INTEGERS + FIRST_DAY] = NEVER;
      integers[code * INTEGERS + NEXT] = groups?.begins[code] ?? 0;
    }
    capacity = room;
  }

  function addAll(chunk: OrderChunk): void {
    if (groups === undefined) {
      const last = greatestCode(chunk);
      if (last >= capacity) grow(2 * Math.max(capacity, last));
    }
    seen[0] = lookAhead(chunk, integers);
    if (groups === undefined) addOrders(chunk, doubles, integers, onFirstDay);
    else addAndGroup(chunk, doubles, integers, onFirstDay, groups);
  }

  function finish(end: FinishOptions): PurchaseColumns {
    const { customerIds, days, asOf, currency } = end;
    const { order, repeated } = ascendingOrder(customerIds);
    if (repeated !== undefined) {
      throw new SetiaError(
        "INVALID_INPUT",
        `summarizePurchases: customerIds.values[${String(repeated)}] is ${showValue(customerIds[repeated])} a second time; expected each customer once`,
      );
    }
    const customers = countSome(days.distinct);
    const columns: PurchaseColumns & { readonly customerIds: string[] } = {
      asOf,
      timeZone: calendar.timeZone,
      currency,
      customerIds: new Array<string>(customers),
      orders: new Int32Array(customers),
      purchaseDays: new Int32Array(customers),
      firstOrderAt: new Float64Array(customers),
      lastOrderAt: new Float64Array(customers),
      recencyDays: new Int32Array(customers),
      tenureDays: new Int32Array(customers),
      revenue: new Float64Array(customers),
      firstDayRevenue: new Float64Array(customers),
    };
    fill(columns, order, doubles, integers, onFirstDay, groups?.begins, calendar.dayOf(asOf), end);
    const { revenue } = columns;
    for (let at = 0; at < customers; at++) {
      if (Number.isSafeInteger(revenue[at])) continue;
      const who = JSON.stringify(columns.customerIds[at]);
      assertSum(revenue[at] ?? 0, `summarizePurchases: the revenue of customer ${who}`);
    }
    return columns;
  }

  return { addAll, finish };
}

// What follows takes all it needs: variables that a closure keeps are read anew in each round of a loop.

function countSome(counts: Int32Array): number {
  let some = 0;
  for (let at = 0; at < counts.length; at++) some += counts[at] === 0 ? 0 : 1;
  return some;
}

function fill(
  columns: PurchaseColumns & { readonly customerIds: string[] },
  order: Uint32Array | undefined,
  doubles: Float64Array,
  integers: Int32Array,
  onFirstDay: Float64Array,
  begins: Int32Array | undefined,
  today: number,
  { customerIds, days: { distinct, latest }, ordersOfDayAreOne }: FinishOptions,
): void {
  const { customerIds: ids, orders, purchaseDays, firstOrderAt, lastOrderAt } = columns;
  const { recencyDays, tenureDays, revenue, firstDayRevenue } = columns;
  let at = 0;
  for (let place = 0; place < distinct.length; place++) {
    const code = order === undefined ? place : (order[place] ?? 0);
    const days = distinct[code] ?? 0;
    if (days === 0) continue;
    const d = code * DOUBLES;
    const i = code * INTEGERS;
    ids[at] = customerIds[code] ?? "";
    orders[at] = ordersOfDayAreOne ? days : (integers[i + NEXT] ?? 0) - (begins?.[code] ?? 0);
    purchaseDays[at] = days;
    firstOrderAt[at] = doubles[d + FIRST] ?? 0;
    lastOrderAt[at] = doubles[d + LAST] ?? 0;
    recencyDays[at] = today - (latest[code] ?? 0);
    tenureDays[at] = today - (integers[i + FIRST_DAY] ?? 0);
    revenue[at] = doubles[d + REVENUE] ?? 0;
    firstDayRevenue[at] = onFirstDay[code] ?? 0;
    at++;
  }
}

function greatestCode({ begin, count, codes }: OrderChunk): number {
  let greatest = 0;
  for (let at = begin; at < begin + count; at++) greatest = Math.max(greatest, codes[at] ?? 0);
  return greatest;
}

/** Changes nothing; it only brings the records into the cache side by side. */
function lookAhead({ begin, count, codes }: OrderChunk, integers: Int32Array): number {
  let some = 0;
  for (let at = begin; at < begin + count; at++) {
    const i = (codes[at] ?? 0) * INTEGERS;
    some ^= integers[i] ?? 0;
  }
  return some;
}

function addOrders(
  { begin, count, codes, times, amounts, days }: OrderChunk,
  doubles: Float64Array,
  integers: Int32Array,
  onFirstDay: Float64Array,
): void {
  for (let at = 0; at < count; at++) {
    const from = begin + at;
    addOrder(
      doubles,
      integers,
      onFirstDay,
      codes[from] ?? 0,
      times[from] ?? 0,
      amounts[from] ?? 0,
      days[at] ?? 0,
    );
  }
}

/** Adds orders, and puts the day of each where it belongs: in one go, while the record is at hand. */
function addAndGroup(
  { begin, count, codes, times, amounts, days }: OrderChunk,
  doubles: Float64Array,
  integers: Int32Array,
  onFirstDay: Float64Array,
  { days: grouped, earliest }: DayGroups,
): void {
  for (let at = 0; at < count; at++) {
    const from = begin + at;
    const day = days[at] ?? 0;
    const place = addOrder(
      doubles,
      integers,
      onFirstDay,
      codes[from] ?? 0,
      times[from] ?? 0,
      amounts[from] ?? 0,
      day,
    );
    grouped[place] = day - earliest;
  }
}

/** Adds an order to the record of its customer, and gives the number of those before it. */
function addOrder(
  doubles: Float64Array,
  integers: Int32Array,
  onFirstDay: Float64Array,
  code: number,
  time: number,
  amount: number,
  day: number,
): number {
  const d = code * DOUBLES;
  const i = code * INTEGERS;
  doubles[d + FIRST] = Math.min(doubles[d + FIRST] ?? 0, time);
  doubles[d + LAST] = Math.max(doubles[d + LAST] ?? 0, time);
  doubles[d + REVENUE] = (doubles[d + REVENUE] ?? 0) + amount;
  const firstDay = integers[i + FIRST_DAY] ?? 0;
  if (day <= firstDay) {
    // What was bought before belongs to a later day than this one.
    const before = day < firstDay ? 0 : (onFirstDay[code] ?? 0);
    onFirstDay[code] = before + amount;
    integers[i + FIRST_DAY] = day;
  }
  const next = integers[i + NEXT] ?? 0;
  integers[i + NEXT] = next + 1;
  return next;
}
