import {
  assertModel,
  assertRecord,
  atDoor,
  compareCodePoints,
  type ModelHeader,
  SetiaError,
} from "../kernel";
import type { OrderPolicy, PurchaseDiagnostics } from "./counting/order-policy";

/** Newest format of {@link PurchasePart} that this code writes and reads. */
export const PURCHASE_PART_VERSION = 1;

/**
 * What a part of a base comes to: sums that can be added up in any order. Plain JSON. The days of each customer stand side by
 * side, customers by ascending code point, days ascending, so that the same orders give the same text however they were cut.
 */
export interface PurchasePart extends ModelHeader {
  /** The kind. */
  readonly kind: "purchase_part";
  /** The instant it speaks of, ISO 8601 in UTC. */
  readonly asOf: string;
  /** IANA zone whose calendar days are counted. */
  readonly timeZone: string;
  /** ISO 4217 code of the amounts; `null` while no order has told it. */
  readonly currency: string | null;
  /** Which orders count. */
  readonly policy: Required<OrderPolicy>;
  /** Where every order went. */
  readonly diagnostics: PurchaseDiagnostics;
  /** The customers, ascending. */
  readonly customerIds: readonly string[];
  /** Place of the first day of each customer in the columns below. */
  readonly starts: readonly number[];
  /** Calendar days with an order, as days since 1970-01-01. */
  readonly days: readonly number[];
  /** Orders of each day. */
  readonly orders: readonly number[];
  /** First order of each day, in milliseconds since 1970-01-01 UTC. */
  readonly firstAt: readonly number[];
  /** Last order of each day, in milliseconds since 1970-01-01 UTC. */
  readonly lastAt: readonly number[];
  /** Money of each day, in minor units. */
  readonly revenue: readonly number[];
}

/** One customer's day. */
export interface PurchaseDay {
  /** The day, as days since 1970-01-01. */
  readonly day: number;
  /** Orders. */
  readonly orders: number;
  /** The first, in milliseconds. */
  readonly firstAt: number;
  /** The last, in milliseconds. */
  readonly lastAt: number;
  /** Minor units. */
  readonly revenue: number;
}

/** Writes days, customer by customer and in order. */
export interface PartWriter {
  /** Adds a day of a customer; the customer's before must be earlier, and another customer's must come before by id. */
  add(customerId: string, day: PurchaseDay): void;
  /** Gives the columns. */
  columns(): Pick<
    PurchasePart,
    "customerIds" | "starts" | "days" | "orders" | "firstAt" | "lastAt" | "revenue"
  >;
}

/**
 * Creates a writer that has written nothing. A day that is added twice becomes one.
 *
 * @throws SetiaError `SUM_TOO_LARGE` from `add`, for a day beyond the safe integers
 */
export function createPartWriter(): PartWriter {
  const customerIds: string[] = [];
  const starts: number[] = [];
  const days: number[] = [];
  const orders: number[] = [];
  const firstAt: number[] = [];
  const lastAt: number[] = [];
  const revenue: number[] = [];
  return {
    add(customerId, one) {
      const last = days.length - 1;
      const isSame = customerIds.at(-1) === customerId;
      if (!isSame) {
        customerIds.push(customerId);
        starts.push(days.length);
      } else if (days[last] === one.day) {
        orders[last] = orders[last]! + one.orders;
        firstAt[last] = Math.min(firstAt[last] ?? Infinity, one.firstAt);
        lastAt[last] = Math.max(lastAt[last] ?? -Infinity, one.lastAt);
        revenue[last] = addMoney(revenue[last]!, one.revenue, customerId);
        return;
      }
      days.push(one.day);
      orders.push(one.orders);
      firstAt.push(one.firstAt);
      lastAt.push(one.lastAt);
      revenue.push(one.revenue);
    },
    columns: () => ({ customerIds, starts, days, orders, firstAt, lastAt, revenue }),
  };
}

/**
 * Adds money, or refuses what is no longer exact.
 *
 * @throws SetiaError `SUM_TOO_LARGE`
 */
export function addMoney(a: number, b: number, customerId: string): number {
  const sum = a + b;
  if (Number.isSafeInteger(sum)) return sum;
  throw new SetiaError(
    "SUM_TOO_LARGE",
    `summarizePurchases: the revenue of customer ${JSON.stringify(customerId)} exceeds the safe integers; expected at most ${String(Number.MAX_SAFE_INTEGER)} minor units`,
  );
}

/**
 * Gives the days of a part one after the other.
 *
 * @yields customer and day, in order
 */
export function* daysOf(part: PurchasePart): Generator<readonly [string, PurchaseDay]> {
  for (let customer = 0; customer < part.customerIds.length; customer++) {
    const customerId = part.customerIds[customer]!;
    const end = part.starts[customer + 1] ?? part.days.length;
    for (let at = part.starts[customer]!; at < end; at++) {
      yield [
        customerId,
        {
          day: part.days[at]!,
          orders: part.orders[at]!,
          firstAt: part.firstAt[at]!,
          lastAt: part.lastAt[at]!,
          revenue: part.revenue[at]!,
        },
      ];
    }
  }
}

/**
 * Merges what two parts come to. Parts may be merged in any order and any grouping: the result is the same to the last byte.
 * Merging one part twice counts it twice.
 *
 * @param a - a part
 * @param b - another part, of the same instant, zone, currency and policy
 * @returns a new part
 * @throws SetiaError `INVALID_OPTION` for parts that speak of different things, `MIXED_CURRENCIES`, `SUM_TOO_LARGE`;
 * `INVALID_MODEL`, `NEWER_MODEL` for what is no part
 */
export function mergePurchases(a: PurchasePart, b: PurchasePart): PurchasePart {
  assertRecord(a, "mergePurchases: a");
  assertRecord(b, "mergePurchases: b");
  return atDoor("mergePurchases", () => mergePurchasesUnchecked(a, b));
}

function mergePurchasesUnchecked(a: PurchasePart, b: PurchasePart): PurchasePart {
  for (const part of [a, b]) assertModel(part, "purchase_part", PURCHASE_PART_VERSION);
  assertAlike(a, b);
  const writer = createPartWriter();
  const [left, right] = [daysOf(a), daysOf(b)];
  let [one, other] = [left.next(), right.next()];
  while (one.done !== true || other.done !== true) {
    if (other.done === true || (one.done !== true && isFirst(one.value, other.value))) {
      if (one.done === true) break;
      writer.add(...one.value);
      one = left.next();
    } else {
      writer.add(...other.value);
      other = right.next();
    }
  }
  return {
    ...a,
    currency: a.currency ?? b.currency,
    diagnostics: addUp(a.diagnostics, b.diagnostics),
    ...writer.columns(),
  };
}

function isFirst(a: readonly [string, PurchaseDay], b: readonly [string, PurchaseDay]): boolean {
  return (compareCodePoints(a[0], b[0]) || a[1].day - b[1].day) <= 0;
}

function addUp(a: PurchaseDiagnostics, b: PurchaseDiagnostics): PurchaseDiagnostics {
  return {
    orders: a.orders + b.orders,
    counted: a.counted + b.counted,
    future: a.future + b.future,
    cancelled: a.cancelled + b.cancelled,
    refunded: a.refunded + b.refunded,
    withoutCustomer: a.withoutCustomer + b.withoutCustomer,
    zeroValueLeftOut: a.zeroValueLeftOut + b.zeroValueLeftOut,
    partlyRefunded: a.partlyRefunded + b.partlyRefunded,
    zeroValue: a.zeroValue + b.zeroValue,
  };
}

function assertAlike(a: PurchasePart, b: PurchasePart): void {
  const about = ({ asOf, timeZone, policy }: PurchasePart): string =>
    [
      asOf,
      timeZone,
      ...Object.entries(policy)
        .map(([name, choice]) => `${name} ${choice}`)
        .sort(),
    ].join(", ");
  if (about(a) !== about(b)) {
    throw new SetiaError(
      "INVALID_OPTION",
      `mergePurchases: one part speaks of ${about(a)}, the other of ${about(b)}; expected parts made with the same options`,
    );
  }
  if (a.currency === null || b.currency === null || a.currency === b.currency) return;
  throw new SetiaError(
    "MIXED_CURRENCIES",
    `mergePurchases: one part is in ${a.currency}, the other in ${b.currency}; expected one currency`,
  );
}
