import type { OrderCompleted, OrderRefunded } from "../../events";
import { reason } from "../../kernel";
import { correct, stands } from "../machine/corrections";
import { takeOrder } from "../machine/state-machine";
import type { LoyaltyOrder } from "../loyalty-state";
import type { Walk } from "./progress";

/** Takes in an order, or a later version of one. */
export function completed(walk: Walk, event: OrderCompleted): void {
  const { orderId, at, total } = event;
  const known = orderOf(walk, orderId);
  if (event.ifKnown === "keep" && known.at !== undefined) return;
  const order: LoyaltyOrder = { ...known, at, total };
  remember(walk, order, true);
  const { calendar } = walk.core.timeline;
  if (known.at === undefined) {
    if (stands(order)) takeOrder(walk.core, at, orderId);
    return;
  }
  // An edit on the day of the order moves nothing: days count, not orders.
  const sameDay =
    stands(known) === stands(order) && calendar.dayOf(known.at) === calendar.dayOf(at);
  if (!sameDay) correct(walk, at, reason("loyalty.order_replaced", { orderId }));
  else if (stands(order)) walk.core.lastOrderAt = at;
}

/** Takes in money refunded. */
export function refund(walk: Walk, { orderId, amount, amountOf, at }: OrderRefunded): void {
  const known = orderOf(walk, orderId);
  const { refunded, allRefunds = 0 } = known;
  const next =
    amountOf === "all_refunds"
      ? { allRefunds: Math.max(allRefunds, amount) }
      : { refunded: refunded + amount };
  takeBack(walk, { ...known, ...next }, at);
}

/** Takes in that an order was cancelled. */
export function cancel(walk: Walk, orderId: string, at: Date): void {
  takeBack(walk, { ...orderOf(walk, orderId), cancelled: true }, at);
}

function takeBack(walk: Walk, order: LoyaltyOrder, at: Date): void {
  const known = orderOf(walk, order.orderId);
  walk.standing ??= standingDays(walk);
  remember(walk, order, false);
  if (!stands(known) || stands(order)) return;
  // Days count, not orders: with another order on the day nothing rests on this one.
  if ((walk.standing.get(dayOf(walk, known)) ?? 0) > 0) {
    walk.core.lastOrderAt = walk.facts.findLast(
      (fact): fact is LoyaltyOrder => fact.kind === "order" && stands(fact),
    )?.at;
  } else correct(walk, at, reason("loyalty.order_taken_back", { orderId: order.orderId }));
}

function dayOf({ core }: Walk, { at }: LoyaltyOrder): number {
  return at === undefined ? NaN : core.timeline.calendar.dayOf(at);
}

function standingDays(walk: Walk): Map<number, number> {
  const days = new Map<number, number>();
  for (const fact of walk.facts) {
    if (fact.kind !== "order" || !stands(fact)) continue;
    const day = dayOf(walk, fact);
    days.set(day, (days.get(day) ?? 0) + 1);
  }
  return days;
}

function remember(walk: Walk, order: LoyaltyOrder, atEnd: boolean): void {
  const { facts, orders, standing } = walk;
  const known = orders.get(order.orderId);
  orders.set(order.orderId, order);
  if (standing !== undefined) {
    for (const [version, change] of [
      [known, -1],
      [order, 1],
    ] as const) {
      if (version === undefined || !stands(version)) continue;
      const day = dayOf(walk, version);
      standing.set(day, (standing.get(day) ?? 0) + change);
    }
  }
  const index = known === undefined ? -1 : facts.lastIndexOf(known);
  if (index < 0) facts.push(order);
  else if (!atEnd) facts[index] = order;
  else {
    facts.splice(index, 1);
    facts.push(order);
  }
}

function orderOf(walk: Walk, orderId: string): LoyaltyOrder {
  const known = walk.orders.get(orderId);
  return known ?? { kind: "order", orderId, total: 0, refunded: 0, cancelled: false };
}
