import * as z from "zod";
import { orderLine, returnedLine } from "../events/rules/event-shapes.schema";
import {
  amountSchema,
  currencySchema,
  idSchema,
  instantSchema,
  parseWith,
  positiveAmountSchema,
  safeParseWith,
  type ParseResult,
  type Shape,
  type StandardSchema,
} from "../kernel/checks/schema-kit.schema";
import type { Order, Refund } from "./orders";

const order: z.ZodType<Order> = z.object({
  id: idSchema,
  customerId: z.string(),
  placedAt: instantSchema,
  currency: currencySchema,
  total: amountSchema,
  lines: z.array(orderLine).exactOptional(),
  refunds: z
    .array(
      z.object({
        at: instantSchema,
        amount: positiveAmountSchema,
        lines: z.array(returnedLine).exactOptional(),
      } satisfies Shape<Refund>),
    )
    .exactOptional(),
  cancelledAt: instantSchema.exactOptional(),
  channel: z.string().exactOptional(),
} satisfies Shape<Order>);

const orders = z.array(order);

/** Accepts one order, as JSON or with dates; for any library that takes a Standard Schema. */
export const orderSchema: StandardSchema<Order> = order;

/**
 * Parses orders from outside, all or none. Instants may be dates or ISO 8601 texts with offset; fields that
 * are not known are left out.
 *
 * @param value - an array of anything, such as parsed JSON
 * @returns new orders in the same order
 * @throws SetiaError `INVALID_INPUT` with every issue and its path
 *
 * @example
 * ```ts
 * import { isSetiaError } from "setia";
 * import { parseOrders } from "setia/schemas";
 *
 * let caught: unknown;
 * try {
 *   parseOrders([{ id: "o1", customerId: "ani", placedAt: "2026-01-05T03:00:00Z", currency: "IDR", total: 12.5 }]);
 * } catch (error) {
 *   caught = error;
 * }
 * isSetiaError(caught) && caught.issues[0]?.path; // => ["orders", 0, "total"]
 * ```
 */
export function parseOrders(value: unknown): Order[] {
  return parseWith(orders, value, "parseOrders", "orders");
}

/**
 * Parses orders from outside without throwing.
 *
 * @param value - an array of anything
 * @returns the orders, or every issue with its path
 */
export function safeParseOrders(value: unknown): ParseResult<Order[]> {
  return safeParseWith(orders, value, "safeParseOrders", "orders");
}
