import { assertAmount, isBlank, SetiaError, showValue } from "../../kernel";
import { type GatherOptions, type Purse, refusal } from "../counting/gathering";
import { LEFT_OUT, type OrderSieve } from "../counting/order-policy";
import { CHUNK, chunkOver, type OrderChunk, type OwnChunk } from "./order-chunk";
import {
  assertOrderColumns,
  FURTHEST,
  isTextColumn,
  isTime,
  type OrderColumns,
  type RefundColumns,
} from "./order-columns";

/** Gives the minor units given back on a row; rows must be asked for in ascending order. */
export type RefundedOf = (row: number) => number;

/**
 * Prepares refund columns for walks over the orders, without a figure per order.
 *
 * @throws SetiaError `INVALID_INPUT`, `INVALID_INSTANT`, `INVALID_AMOUNT` naming the refund
 */
export function refundsUntil(
  refunds: RefundColumns,
  rows: number,
  asOf: Date,
  where: string,
): () => RefundedOf {
  const { order, at, amount } = refunds;
  const until = asOf.getTime();
  const made = new Uint32Array(order.length);
  let count = 0;
  let ascend = true;
  for (let refund = 0; refund < order.length; refund++) {
    const place = `${where}.refunds`;
    const row = order[refund]!;
    if (!Number.isInteger(row) || row < 0 || row >= rows) {
      throw new SetiaError(
        "INVALID_INPUT",
        `${place}.order[${String(refund)}] is ${showValue(row)}; expected a row from 0 to ${String(rows - 1)}`,
      );
    }
    if (!isTime(at[refund])) {
      throw new SetiaError(
        "INVALID_INSTANT",
        `${place}.at[${String(refund)}] is ${showValue(at[refund])}; expected whole milliseconds since 1970`,
      );
    }
    const money = amount[refund];
    assertAmount(money, `${place}.amount[${String(refund)}]`);
    if (money <= 0) {
      throw new SetiaError(
        "INVALID_AMOUNT",
        `${place}.amount[${String(refund)}] is ${String(money)}; expected more than 0`,
      );
    }
    if (at[refund]! > until) continue;
    ascend &&= count === 0 || row >= order[made[count - 1]!]!;
    made[count++] = refund;
  }
  const inOrder = made.subarray(0, count);
  if (!ascend) inOrder.sort((a, b) => order[a]! - order[b]!);
  return () => {
    let next = 0;
    return (row) => {
      let sum = 0;
      while (next < count && order[inOrder[next]!]! <= row) {
        const refund = inOrder[next++]!;
        if (order[refund] === row) sum += amount[refund]!;
      }
      return sum;
    };
  };
}

/** Some 178 years, in milliseconds: an order that is older is looked at more closely. */
const USUAL_AGE = 65_000 * 86_400_000;

/** Columns that were looked at once, to be walked over as often as wanted. */
export interface CheckedColumns {
  /** Number of rows. */
  readonly rows: number;
  /** An instant before which no order was placed that a walk gave, in milliseconds. */
  oldest(): number;
  /** Gives the customer of a row, for messages. */
  customerOf(row: number): string;
  /**
   * Walks over the rows that count.
   *
   * @param sieve - what counts
   * @param purse - the money; nothing where amounts are of no matter
   * @param room - is filled again and again
   * @param take - is given a chunk again and again: `room`, or part of the columns themselves
   */
  walk(
    sieve: OrderSieve,
    purse: Purse | undefined,
    room: OwnChunk,
    take: (chunk: OrderChunk) => void,
  ): void;
}

/**
 * Looks at columns, and says how to walk over them.
 *
 * @throws SetiaError `INVALID_INPUT`, and at each walk as `summarizePurchases` does
 */
export function checkColumns(
  columns: OrderColumns,
  { asOf }: GatherOptions,
  where: string,
  codeOfText?: (customerId: string) => number,
): CheckedColumns {
  const rows = assertOrderColumns(columns, where);
  const { customerIds, placedAt, total, cancelledAt, refunds, ids } = columns;
  const refunded = refunds === undefined ? undefined : refundsUntil(refunds, rows, asOf, where);
  const numbered = isTextColumn(customerIds) ? customerIds : undefined;
  const texts = numbered === undefined ? (customerIds as readonly string[]) : [];
  const nobody = numbered?.values.findIndex(isBlank) ?? -1;
  const blanks = numbered?.values.filter(isBlank).length ?? 0;
  const codes = numbered?.codes ?? [];
  const known = numbered?.values.length ?? 0;
  const currencies = columns.currency;
  const currencyOf = (row: number): string =>
    typeof currencies === "string" ? currencies : (currencies.values[currencies.codes[row]!] ?? "");
  let oldest = Math.max(-FURTHEST, asOf.getTime() - USUAL_AGE);
  const customerOf = (row: number): string =>
    numbered === undefined ? texts[row]! : (numbered.values[codes[row]!] ?? "");

  // Where rows are as most are, nobody needs to copy them.
  const plain =
    codeOfText === undefined &&
    cancelledAt === undefined &&
    refunds === undefined &&
    blanks < 2 &&
    typeof currencies === "string";
  // How many rows of each chunk cost nothing: found once for all walks.
  const zeroValues = new Int16Array(plain ? Math.ceil(rows / CHUNK) : 0);

  function walk(
    sieve: OrderSieve,
    purse: Purse | undefined,
    room: OwnChunk,
    take: (chunk: OrderChunk) => void,
  ): void {
    const refundedOf = refunded?.();
    const part = chunkOver(CHUNK, codes, placedAt, total);
    for (let begin = 0; begin < rows; begin += CHUNK) {
      const count = Math.min(CHUNK, rows - begin);
      if (plain && (purse === undefined || purse.currency === currencies)) {
        part.begin = begin;
        part.count = count;
        const place = begin / CHUNK;
        // One more than that, so that 0 says that it was not looked at or must be looked at closely.
        zeroValues[place] ||= 1 + zeroValueOf(part, oldest, asOf.getTime(), known, nobody);
        const zeroValue = zeroValues[place] - 1;
        if (zeroValue >= 0 && sieve.takeOrdinary(count, zeroValue)) {
          if (ids !== undefined) numberRows(part);
          take(part);
          continue;
        }
      }
      takeEach(begin, begin + count, sieve, purse, room, refundedOf);
      take(room);
    }
  }

  function takeEach(
    begin: number,
    end: number,
    sieve: OrderSieve,
    purse: Purse | undefined,
    chunk: OwnChunk,
    refundedOf: ((row: number) => number) | undefined,
  ): void {
    // Local, since what a closure keeps is read anew in each round.
    const [times, totals, cancellations, numbers] = [placedAt, total, cancelledAt, codes];
    const { codes: codesTo, times: timesTo, amounts, rows: rowsTo } = chunk;
    const plainMoney = purse === undefined || currencies === purse.currency;
    let count = 0;
    let first = oldest;
    for (let row = begin; row < end; row++) {
      const time = times[row]!;
      const price = totals[row]!;
      const cancelled = cancellations === undefined ? Infinity : cancellations[row]!;
      // An invalid date compares as never; so does an order that was not cancelled.
      if (!isTime(time) || !Number.isSafeInteger(price) || price < 0) throw faultOf(row);
      if (cancellations !== undefined && !Number.isNaN(cancelled) && !isTime(cancelled)) {
        throw faultOf(row);
      }
      let code = 0;
      let named: boolean;
      if (numbered === undefined) {
        const text = texts[row];
        if (typeof text !== "string") throw faultOf(row);
        named = !isBlank(text);
      } else {
        code = numbers[row]!;
        if (!(code >= 0 && code < known && Number.isInteger(code))) throw faultOf(row);
        named = code !== nobody && (blanks < 2 || !isBlank(numbered.values[code]!));
      }
      const given = refundedOf === undefined ? 0 : refundedOf(row);
      const net = sieve.netOf(named, time, cancelled, price, given);
      if (net < 0) {
        if (net !== LEFT_OUT) throw refusal(net, `${where} row ${String(row)}`, asOf);
        continue;
      }
      if (numbered === undefined) code = codeOfText?.(texts[row]!) ?? 0;
      codesTo[count] = code;
      timesTo[count] = time;
      amounts[count] = plainMoney ? net : amountOf(row, net, time, purse);
      rowsTo[count] = row;
      first = Math.min(first, time);
      count++;
    }
    oldest = first;
    chunk.count = count;
  }

  function amountOf(row: number, net: number, time: number, purse: Purse): number {
    const currency = currencyOf(row);
    if (currency === purse.currency) return net;
    const id = ids?.[row] ?? String(row);
    const order = { id, customerId: customerOf(row), currency, placedAt: new Date(time) };
    return purse.amountOf(net, order, `${where} row ${String(row)}`);
  }

  /** Returns what is wrong with a row in which something is. */
  function faultOf(row: number): SetiaError {
    const time = placedAt[row];
    const fault = (
      name: string,
      value: unknown,
      code: "INVALID_INSTANT" | "INVALID_AMOUNT" | "INVALID_INPUT",
      expected: string,
    ): SetiaError =>
      new SetiaError(
        code,
        `${where}.${name}[${String(row)}] is ${showValue(value)}; expected ${expected}`,
      );
    if (!isTime(time)) {
      return fault("placedAt", time, "INVALID_INSTANT", "whole milliseconds since 1970");
    }
    const price = total[row];
    if (!Number.isSafeInteger(price) || Number(price) < 0) {
      return fault(
        "total",
        price,
        "INVALID_AMOUNT",
        "whole minor units (12990 for 129.90), 0 or more",
      );
    }
    if (numbered === undefined && typeof texts[row] !== "string") {
      return fault("customerIds", texts[row], "INVALID_INPUT", "a text");
    }
    if (numbered !== undefined && numbered.values[codes[row]!] === undefined) {
      const expected = `a place in values, 0 to ${String(known - 1)}`;
      return fault("customerIds.codes", codes[row], "INVALID_INPUT", expected);
    }
    const expected = "whole milliseconds since 1970, or NaN";
    return fault("cancelledAt", cancelledAt?.[row], "INVALID_INSTANT", expected);
  }

  return { rows, oldest: () => oldest, customerOf, walk };
}

function numberRows({ begin, count, rows }: OrderChunk): void {
  for (let at = 0; at < count; at++) rows[at] = begin + at;
}

/** How many orders cost nothing if all are of a customer and were placed between two instants; -1 if one needs a closer look. */
function zeroValueOf(
  { begin, count, codes, times, amounts }: OrderChunk,
  since: number,
  until: number,
  known: number,
  nobody: number,
): number {
  let zeroValue = 0;
  for (let at = begin; at < begin + count; at++) {
    const time = times[at]!;
    const price = amounts[at]!;
    const code = codes[at]!;
    // What is no number compares as false.
    if (
      !(time <= until && time >= since && Math.floor(time) === time) ||
      !(price >= 0 && price <= Number.MAX_SAFE_INTEGER && Math.floor(price) === price) ||
      !(code >= 0 && code < known && Math.floor(code) === code) ||
      code === nobody
    ) {
      return -1;
    }
    if (price === 0) zeroValue++;
  }
  return zeroValue;
}
