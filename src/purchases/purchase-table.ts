import { ascendingOrder, assertSum, SetiaError, showValue, type Calendar } from "../kernel";
import { SAME_DAY, type DayCounts } from "./distinct-days";
import type { OrderChunk } from "./order-chunk";
import type { PurchaseColumns } from "./purchase-columns";

/** What is gathered of every customer while orders go by, one by one. */
export interface PurchaseTable {
  /**
   * Adds orders. The days of those on the day that was last told of their customer become {@link SAME_DAY}: the
   * others are those that `purchaseDays` may have to be counted from anew.
   */
  addAll(chunk: OrderChunk): void;
  /** Marks with 1 the customers whose orders did not come in order of their days: those days must be counted. */
  disordered(): Uint8Array | undefined;
  /** Tells how many days the disordered customers have at most, and between which they lie. */
  dayCounts(): DayCounts;
  /** Gives what was gathered, `purchaseDays` as counted for the disordered. */
  finish(end: FinishOptions): PurchaseColumns;
}

/** What the end of a {@link PurchaseTable} needs to know. */
export interface FinishOptions {
  /** The customers by number. */
  readonly customerIds: readonly string[];
  /** Days of the disordered customers by number, where any are. */
  readonly purchaseDays: Int32Array | undefined;
  /** True if the orders of one day are one. */
  readonly ordersOfDayAreOne: boolean;
  /** The instant of the answer. */
  readonly asOf: Date;
  /** Currency of the amounts. */
  readonly currency: string;
}

// One record per customer, so that an order touches one or two lines of memory: four doubles, then four integers.
const DOUBLES = 6;
const FIRST = 0;
const LAST = 1;
const REVENUE = 2;
const FIRST_DAY_REVENUE = 3;
const INTEGERS = 12;
const ORDERS = 8;
const DAYS = 9;
const FIRST_DAY = 10;
const LAST_DAY = 11;
const EARLIEST = -0x7fffffff;
const LATEST = 0x7fffffff;

/**
 * Creates an empty table.
 *
 * @param calendar - whose days are counted
 * @param customers - how many are expected; it grows
 * @returns the table
 */
export function createPurchaseTable(calendar: Calendar, customers: number): PurchaseTable {
  let capacity = Math.max(16, customers);
  let doubles = new Float64Array(capacity * DOUBLES);
  let integers = new Int32Array(doubles.buffer);
  let disordered: Uint8Array | undefined;
  // Where what was looked at in advance goes, so that looking is not optimised away.
  const seen = new Int32Array(1);

  function grow(code: number): void {
    capacity = 2 * Math.max(capacity, code);
    const longer = new Float64Array(capacity * DOUBLES);
    longer.set(doubles);
    doubles = longer;
    integers = new Int32Array(doubles.buffer);
    if (disordered !== undefined) {
      const marks = new Uint8Array(capacity);
      marks.set(disordered);
      disordered = marks;
    }
  }

  function addAll({ count, codes, times, days, amounts }: OrderChunk): void {
    // Looking ahead changes nothing; it only brings the records into the cache side by side.
    let sum = 0;
    for (let at = 0; at < count; at++) {
      const code = codes[at] ?? 0;
      if (code >= capacity) grow(code);
      sum += (integers[code * INTEGERS] ?? 0) + (integers[code * INTEGERS + LAST_DAY] ?? 0);
    }
    seen[0] = sum;
    const reals = doubles;
    const wholes = integers;
    for (let at = 0; at < count; at++) {
      const code = codes[at] ?? 0;
      const time = times[at] ?? 0;
      const amount = amounts[at] ?? 0;
      const day = days[at] ?? 0;
      const d = code * DOUBLES;
      const i = code * INTEGERS;
      const orders = wholes[i + ORDERS] ?? 0;
      wholes[i + ORDERS] = orders + 1;
      if (orders === 0) {
        reals[d + FIRST] = time;
        reals[d + LAST] = time;
        reals[d + REVENUE] = amount;
        reals[d + FIRST_DAY_REVENUE] = amount;
        wholes[i + DAYS] = 1;
        wholes[i + FIRST_DAY] = day;
        wholes[i + LAST_DAY] = day;
        continue;
      }
      reals[d + FIRST] = Math.min(reals[d + FIRST] ?? 0, time);
      reals[d + LAST] = Math.max(reals[d + LAST] ?? 0, time);
      reals[d + REVENUE] = (reals[d + REVENUE] ?? 0) + amount;
      const firstDay = wholes[i + FIRST_DAY] ?? 0;
      if (day <= firstDay) {
        // What was bought before belongs to a later day than this one.
        const before = day < firstDay ? 0 : (reals[d + FIRST_DAY_REVENUE] ?? 0);
        reals[d + FIRST_DAY_REVENUE] = before + amount;
        wholes[i + FIRST_DAY] = day;
      }
      const lastDay = wholes[i + LAST_DAY] ?? 0;
      if (day > lastDay) {
        wholes[i + LAST_DAY] = day;
        wholes[i + DAYS] = (wholes[i + DAYS] ?? 0) + 1;
      } else if (day < lastDay) {
        disordered ??= new Uint8Array(capacity);
        disordered[code] = 1;
      } else days[at] = SAME_DAY;
    }
  }

  function dayCounts(): DayCounts {
    const counts = new Int32Array(capacity);
    let earliest = LATEST;
    let latest = EARLIEST;
    for (let code = 0; code < capacity; code++) {
      if (disordered?.[code] !== 1) continue;
      const i = code * INTEGERS;
      counts[code] = integers[i + ORDERS] ?? 0;
      earliest = Math.min(earliest, integers[i + FIRST_DAY] ?? 0);
      latest = Math.max(latest, integers[i + LAST_DAY] ?? 0);
    }
    return { counts, earliest, latest };
  }

  function finish(end: FinishOptions): PurchaseColumns {
    const { customerIds, purchaseDays, ordersOfDayAreOne, asOf, currency } = end;
    const { order, repeated } = ascendingOrder(customerIds);
    if (repeated !== undefined) {
      throw new SetiaError(
        "INVALID_INPUT",
        `summarizePurchases: customerIds.values[${String(repeated)}] is ${showValue(customerIds[repeated])} a second time; expected each customer once`,
      );
    }
    const places = customerIds.length;
    const codeAt = (place: number): number => order?.[place] ?? place;
    const ordersOf = (code: number): number =>
      code < capacity ? (integers[code * INTEGERS + ORDERS] ?? 0) : 0;
    let customers = 0;
    for (let code = 0; code < places; code++) if (ordersOf(code) > 0) customers++;
    const columns = {
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
    const today = calendar.dayOf(asOf);
    let at = 0;
    for (let place = 0; place < places; place++) {
      const code = codeAt(place);
      const orders = ordersOf(code);
      if (orders === 0) continue;
      const d = code * DOUBLES;
      const i = code * INTEGERS;
      const revenue = doubles[d + REVENUE] ?? 0;
      const customerId = customerIds[code] ?? "";
      if (!Number.isSafeInteger(revenue)) {
        assertSum(
          revenue,
          `summarizePurchases: the revenue of customer ${JSON.stringify(customerId)}`,
        );
      }
      const counted = disordered?.[code] === 1 ? purchaseDays?.[code] : undefined;
      const days = counted ?? integers[i + DAYS] ?? 0;
      columns.customerIds[at] = customerId;
      columns.orders[at] = ordersOfDayAreOne ? days : orders;
      columns.purchaseDays[at] = days;
      columns.firstOrderAt[at] = doubles[d + FIRST] ?? 0;
      columns.lastOrderAt[at] = doubles[d + LAST] ?? 0;
      columns.recencyDays[at] = today - (integers[i + LAST_DAY] ?? 0);
      columns.tenureDays[at] = today - (integers[i + FIRST_DAY] ?? 0);
      columns.revenue[at] = revenue;
      columns.firstDayRevenue[at] = doubles[d + FIRST_DAY_REVENUE] ?? 0;
      at++;
    }
    return columns;
  }

  return { addAll, disordered: () => disordered, dayCounts, finish };
}
