import type { Collector } from "../import-result";
import { addGiveBacks, type LooseGiveBacks, type TakenOrder } from "./order-events";
import type { GiveBack } from "./row-order";

/** What is left of an order that can be given back. */
interface Open {
  readonly order: Pick<TakenOrder, "customerId" | "orderId" | "at" | "lines">;
  money: number;
  pieces?: Map<string, number>;
}

/**
 * Finds for each row that gives money back the same customer's latest earlier order that still holds what comes back,
 * and makes the refunds; a row for which there is none is left out.
 */
export function matchGiveBacks(
  loose: readonly LooseGiveBacks[],
  orders: readonly Pick<TakenOrder, "customerId" | "orderId" | "at" | "lines" | "total">[],
  source: string,
  collector: Collector,
): void {
  const byCustomer = new Map<string, Open[]>();
  for (const order of [...orders].sort((a, b) => b.at.getTime() - a.at.getTime())) {
    const open = { order, money: order.total };
    const own = byCustomer.get(order.customerId);
    if (own === undefined) byCustomer.set(order.customerId, [open]);
    else own.push(open);
  }
  const giveBacks = loose.flatMap(({ customerId, giveBacks: rows }) =>
    rows.map((giveBack) => ({ customerId, giveBack })),
  );
  const matched = new Map<Open, GiveBack[]>();
  giveBacks.sort((a, b) => a.giveBack.at.getTime() - b.giveBack.at.getTime());
  for (const { customerId, giveBack } of giveBacks) {
    const open = (byCustomer.get(customerId) ?? []).find((each) => holds(each, giveBack));
    if (open === undefined) {
      collector.skip(
        giveBack.row.path,
        "not_counted",
        "gives money back, but no earlier order of the customer still holds what comes back",
      );
      continue;
    }
    open.money -= giveBack.amount;
    for (const { sku, quantity } of giveBack.lines ?? []) {
      const pieces = piecesOf(open);
      pieces.set(sku, (pieces.get(sku) ?? 0) - quantity);
    }
    const own = matched.get(open);
    if (own === undefined) matched.set(open, [giveBack]);
    else own.push(giveBack);
  }
  for (const [{ order }, own] of matched) addGiveBacks(own, order, source, collector);
}

function holds(open: Open, { at, amount, lines = [] }: GiveBack): boolean {
  return (
    open.order.at <= at &&
    open.money >= amount &&
    lines.every(({ sku, quantity }) => (piecesOf(open).get(sku) ?? 0) >= quantity)
  );
}

function piecesOf(open: Open): Map<string, number> {
  if (open.pieces === undefined) {
    open.pieces = new Map();
    for (const { sku, quantity } of open.order.lines) {
      open.pieces.set(sku, (open.pieces.get(sku) ?? 0) + quantity);
    }
  }
  return open.pieces;
}
