import { assertAmount, SetiaError, showValue } from "../../kernel";
import { isTime, type RefundColumns } from "./order-columns";

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
    const row = order[refund] ?? NaN;
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
