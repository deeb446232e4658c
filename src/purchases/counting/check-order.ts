import { assertAmount, assertInstant, assertList, SetiaError, showValue } from "../../kernel";
import type { Order, Refund } from "../orders";

/** Checks quickly whether all is well with an order that sums and days rest on; {@link assertOrder} says what is not. */
export function isSoundOrder(order: Order | undefined): order is Order {
  return (
    typeof order === "object" &&
    (order as unknown) !== null &&
    typeof order.id === "string" &&
    typeof order.customerId === "string" &&
    isInstant(order.placedAt) &&
    (order.cancelledAt === undefined || isInstant(order.cancelledAt)) &&
    Number.isSafeInteger(order.total) &&
    order.total >= 0 &&
    (order.refunds === undefined ||
      (Array.isArray(order.refunds) && order.refunds.every(isSoundRefund)))
  );
}

function isInstant(value: unknown): boolean {
  return value instanceof Date && !Number.isNaN(value.getTime());
}

function isSoundRefund({ at, amount }: { at: Date; amount: number }): boolean {
  return isInstant(at) && Number.isSafeInteger(amount) && amount > 0;
}

/**
 * Refuses an order that sums and days cannot rest on, also where the caller has no types.
 *
 * @throws SetiaError `INVALID_INPUT`, `INVALID_INSTANT`, `INVALID_AMOUNT`
 */
export function assertOrder(order: Order | undefined, where: string): asserts order is Order {
  const given = order as Partial<Order> | null | undefined;
  if (typeof given !== "object" || given === null) {
    throw new SetiaError("INVALID_INPUT", `${where} is ${showValue(given)}; expected an order`);
  }
  for (const name of ["id", "customerId"] as const) {
    if (typeof given[name] !== "string") {
      throw new SetiaError(
        "INVALID_INPUT",
        `${where}.${name} is ${showValue(given[name])}; expected a text`,
      );
    }
  }
  const { placedAt, total, cancelledAt, refunds } = given as Order;
  assertInstant(placedAt, `${where}.placedAt`);
  if (cancelledAt !== undefined) assertInstant(cancelledAt, `${where}.cancelledAt`);
  assertAmount(total, `${where}.total`);
  if (total < 0) {
    throw new SetiaError(
      "INVALID_AMOUNT",
      `${where}.total is ${String(total)}; expected 0 or more: money refunded belongs in refunds`,
    );
  }
  if (refunds === undefined) return;
  assertList(refunds, `${where}.refunds`);
  refunds.forEach((refund, index) => {
    assertRefund(refund, `${where}.refunds[${String(index)}]`);
  });
}

/**
 * Refuses a refund without an instant, or of nothing.
 *
 * @throws SetiaError `INVALID_INSTANT`, `INVALID_AMOUNT`
 */
export function assertRefund(refund: Refund, where: string): void {
  assertInstant(refund.at, `${where}.at`);
  assertAmount(refund.amount, `${where}.amount`);
  if (refund.amount > 0) return;
  throw new SetiaError(
    "INVALID_AMOUNT",
    `${where}.amount is ${String(refund.amount)}; expected more than 0`,
  );
}
