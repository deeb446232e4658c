import type { Collector } from "../import-result";
import { addRefundRows, type LooseRefundRows, type TakenOrder } from "./order-events";
import type { RefundRow } from "./row-order";

/** What is left of an order that can be given back. */
interface Open {
  readonly order: Pick<TakenOrder, "customerId" | "orderId" | "at" | "lines">;
  money: number;
  pieces?: Map<string, number>;
}

/**
 * Finds for each row that refunds money the same customer's latest earlier order that still holds what comes back,
 * and makes the refunds; a row for which there is none is left out.
 */
export function matchRefundRows(
  loose: readonly LooseRefundRows[],
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
  const refundRows = loose.flatMap(({ customerId, refundRows: rows }) =>
    rows.map((refundRow) => ({ customerId, refundRow })),
  );
  const matched = new Map<Open, RefundRow[]>();
  refundRows.sort((a, b) => a.refundRow.at.getTime() - b.refundRow.at.getTime());
  for (const { customerId, refundRow } of refundRows) {
    const open = (byCustomer.get(customerId) ?? []).find((each) => holds(each, refundRow));
    if (open === undefined) {
      collector.skip(
        refundRow.row.path,
        "not_counted",
        "refunds money, but no earlier order of the customer still holds what comes back",
      );
      continue;
    }
    open.money -= refundRow.amount;
    for (const { sku, quantity } of refundRow.lines ?? []) {
      const pieces = piecesOf(open);
      pieces.set(sku, (pieces.get(sku) ?? 0) - quantity);
    }
    const own = matched.get(open);
    if (own === undefined) matched.set(open, [refundRow]);
    else own.push(refundRow);
  }
  for (const [{ order }, own] of matched) addRefundRows(own, order, source, collector);
}

function holds(open: Open, { at, amount, lines = [] }: RefundRow): boolean {
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
