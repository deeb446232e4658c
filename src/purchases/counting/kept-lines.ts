import type { OrderLine } from "../../events";
import { isBlank, SetiaError, showValue } from "../../kernel";
import type { Order } from "../orders";

/** Fractions of a kilogram do not add up exactly: what is left below this share is nothing. */
export const NOTHING_LEFT = 1e-9;

/**
 * Gives the goods of an order that the customer kept: the one rule for what is owned and what makes a basket. A product is gone once
 * its whole quantity came back; of one that came back in part the rest is kept. A line with a blank sku is no product, though its money
 * counts in the order's total; a blank category is none.
 *
 * @throws SetiaError `INVALID_INPUT` for a sku that is neither a text nor missing
 */
export function keptLines(order: Order, asOf?: Date): readonly OrderLine[] {
  const { lines = [], refunds = [] } = order;
  const returned = new Map<string, number>();
  for (const { at, lines: goods = [] } of refunds) {
    if (asOf !== undefined && at > asOf) continue;
    for (const { sku, quantity } of goods) returned.set(sku, (returned.get(sku) ?? 0) + quantity);
  }
  const products = productsOf(lines, order.id);
  if (returned.size === 0) return products;
  const bought = new Map<string, number>();
  for (const { sku, quantity } of products) bought.set(sku, (bought.get(sku) ?? 0) + quantity);
  return products.flatMap((line): OrderLine[] => {
    const back = returned.get(line.sku) ?? 0;
    if (back === 0) return [line];
    const all = bought.get(line.sku) ?? 0;
    const left = (all - back) / all;
    return left > NOTHING_LEFT ? [{ ...line, quantity: line.quantity * left }] : [];
  });
}

function productsOf(lines: readonly OrderLine[], orderId: string): readonly OrderLine[] {
  const isProduct = ({ sku, quantity }: OrderLine, at: number): boolean => {
    if (typeof sku === "string") return quantity > 0 && !isBlank(sku);
    // Rows without types may hold `null` where a cell was empty; anything else is a mistake.
    if ((sku as unknown) === undefined || (sku as unknown) === null) return false;
    throw new SetiaError(
      "INVALID_INPUT",
      `order ${showValue(orderId)}: lines[${String(at)}].sku is ${showValue(sku)}; expected a text`,
    );
  };
  // Most orders hold well-named products only, and need no copy.
  if (lines.every((line, at) => isProduct(line, at) && hasSoundCategory(line))) return lines;
  return lines.filter(isProduct).map((line) => {
    const { sku, quantity, unitPrice } = line;
    return hasSoundCategory(line) ? line : { sku, quantity, unitPrice };
  });
}

function hasSoundCategory({ category }: OrderLine): boolean {
  return category === undefined || ((category as unknown) !== null && !isBlank(category));
}
