import type { DayGroups } from "./distinct-days";
import type { OrderChunk } from "./order-chunk";
import type { PurchaseColumns } from "./purchase-columns";

/** Half a line of memory per customer, three doubles and two integers over one another, so that an order touches one. */
export interface PurchaseRecords {
  /** For how many customers there is room. */
  readonly room: number;
  /** The records, as doubles. */
  readonly doubles: Float64Array;
  /** The same memory as integers. */
  readonly integers: Int32Array;
  /** What was bought on the first day; few orders fall on it or before, so it stands beside. */
  readonly onFirstDay: Float64Array;
}

const DOUBLES = 4;
const FIRST = 0;
const LAST = 1;
const REVENUE = 2;
const INTEGERS = 8;
const FIRST_DAY = 6;
/** Orders so far, from where the customer's days begin. */
const NEXT = 7;
const NEVER = 0x7fffffff;

/** Makes records of customers who have not bought. */
export function createPurchaseRecords(
  room: number,
  begins?: Int32Array,
  known?: PurchaseRecords,
): PurchaseRecords {
  const doubles = new Float64Array(room * DOUBLES);
  const integers = new Int32Array(doubles.buffer);
  const onFirstDay = new Float64Array(room);
  if (known !== undefined) {
    doubles.set(known.doubles);
    onFirstDay.set(known.onFirstDay);
  }
  for (let code = known?.room ?? 0; code < room; code++) {
    doubles[code * DOUBLES + FIRST] = Infinity;
    doubles[code * DOUBLES + LAST] = -Infinity;
    integers[code * INTEGERS + FIRST_DAY] = NEVER;
    integers[code * INTEGERS + NEXT] = begins?.[code] ?? 0;
  }
  return { room, doubles, integers, onFirstDay };
}

// The loops are functions of their own: variables that a closure keeps would be read anew in each round.

/**
 * Changes nothing; it only brings the records into the cache, in a loop of its own and before they are needed: so small a loop
 * waits for many of them at once, which counts where there are millions.
 */
export function lookAhead(
  { begin, count, codes }: OrderChunk,
  { integers }: PurchaseRecords,
): number {
  let some = 0;
  for (let at = begin; at < begin + count; at++) {
    const i = codes[at]! * INTEGERS;
    some ^= integers[i]!;
  }
  return some;
}

/** Adds orders to the records of their customers. */
export function addOrders(
  { begin, count, codes, times, amounts, days }: OrderChunk,
  { doubles, integers, onFirstDay }: PurchaseRecords,
): void {
  for (let at = 0; at < count; at++) {
    const from = begin + at;
    addOrder(doubles, integers, onFirstDay, codes[from]!, times[from]!, amounts[from]!, days[at]!);
  }
}

/** Adds orders, and puts the day of each where it belongs: in one go, while the record is at hand. */
export function addAndGroup(
  { begin, count, codes, times, amounts, days }: OrderChunk,
  { doubles, integers, onFirstDay }: PurchaseRecords,
  { days: grouped, earliest }: DayGroups,
): void {
  for (let at = 0; at < count; at++) {
    const from = begin + at;
    const day = days[at]!;
    const place = addOrder(
      doubles,
      integers,
      onFirstDay,
      codes[from]!,
      times[from]!,
      amounts[from]!,
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
  doubles[d + FIRST] = Math.min(doubles[d + FIRST]!, time);
  doubles[d + LAST] = Math.max(doubles[d + LAST]!, time);
  doubles[d + REVENUE] = doubles[d + REVENUE]! + amount;
  const firstDay = integers[i + FIRST_DAY]!;
  if (day <= firstDay) {
    // What was bought before belongs to a later day than this one.
    const before = day < firstDay ? 0 : onFirstDay[code]!;
    onFirstDay[code] = before + amount;
    integers[i + FIRST_DAY] = day;
  }
  const next = integers[i + NEXT]!;
  integers[i + NEXT] = next + 1;
  return next;
}

/** Writes records into columns. */
export function fillColumns(
  columns: PurchaseColumns,
  codes: Uint32Array,
  { doubles, integers, onFirstDay }: PurchaseRecords,
  begins: Int32Array | undefined,
  today: number,
): void {
  const { orders, firstOrderAt, lastOrderAt } = columns;
  const { recencyDays, tenureDays, revenue, firstDayRevenue } = columns;
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at]!;
    const d = code * DOUBLES;
    const i = code * INTEGERS;
    orders[at] = integers[i + NEXT]! - (begins?.[code] ?? 0);
    firstOrderAt[at] = doubles[d + FIRST]!;
    lastOrderAt[at] = doubles[d + LAST]!;
    recencyDays[at] = today - recencyDays[at]!;
    tenureDays[at] = today - integers[i + FIRST_DAY]!;
    revenue[at] = doubles[d + REVENUE]!;
    firstDayRevenue[at] = onFirstDay[code]!;
  }
}
