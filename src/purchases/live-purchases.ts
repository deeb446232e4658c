import { assertInstant, assertSum, calendarOf, isBlank, SetiaError } from "../kernel";
import { assertOrder, assertRefund } from "./counting/check-order";
import { createPurse, refusal, repeatedOrder } from "./counting/gathering";
import { refundedOf } from "./counting/net-order";
import { createOrderSieve, LEFT_OUT } from "./counting/order-policy";
import type { Order, Refund } from "./orders";
import type { PurchaseSummary } from "./purchase-summary";
import {
  gatherOptionsOf,
  summarizeFor,
  type PurchaseSummaries,
  type SummarizePurchasesOptions,
} from "./summarize-purchases";

/** The figures of one customer that scores are made of. */
export interface LiveFigures {
  /** Orders that count; 0 if none does. */
  readonly orders: number;
  /** Minor units spent. */
  readonly revenue: number;
  /** Calendar day of the last order, counted from 1970-01-01. */
  readonly lastDay: number;
}

/** Names an order of a customer. */
export interface OrderName {
  /** The customer. */
  readonly customerId: string;
  /** The shop's id of the order. */
  readonly orderId: string;
}

/** Orders of a base that change while they are looked at. */
export interface LivePurchases {
  /** The instant of the figures. */
  readonly asOf: Date;
  /** Adds an order. */
  readonly apply: (order: Order) => void;
  /** Adds a refund of an order that is there. */
  readonly refund: (name: OrderName, refund: Refund) => void;
  /** Cancels an order that is there; the earliest instant holds. */
  readonly cancel: (name: OrderName, at: Date) => void;
  /** Moves on to a later instant: what was to come until then has come. */
  advance(asOf: Date): void;
  /** The figures of a customer. */
  figuresOf(customerId: string): LiveFigures;
  /** The figures of every customer with an order that counts. */
  all(): LiveFigures[];
  /** The summary of a customer, if an order counts. */
  summaryOf(customerId: string): PurchaseSummary | undefined;
  /** The summaries of all, made from all orders anew. */
  summarize(): PurchaseSummaries;
}

interface Buyer {
  readonly orders: Order[];
  /** Places in `orders`, once there are too many to look through. */
  places?: Map<string, number>;
  figures: LiveFigures;
}

const NOTHING: LiveFigures = { orders: 0, revenue: 0, lastDay: 0 };
const FEW_ORDERS = 16;

/** Options of a base whose orders change while it is looked at. */
export interface LivePurchasesOptions extends SummarizePurchasesOptions {
  /** Currency of the figures. */
  readonly currency: string;
}

/**
 * Creates a base without orders.
 *
 * @throws SetiaError as `summarizePurchases` does
 */
export function createLivePurchases(
  options: LivePurchasesOptions,
  where: string,
  onChange: (before: LiveFigures, after: LiveFigures) => void,
): LivePurchases {
  const gathering = gatherOptionsOf(options, where);
  const { policy, timeZone } = gathering;
  const calendar = calendarOf(timeZone);
  const purse = createPurse(gathering);
  const buyers = new Map<string, Buyer>();
  const coming = createTimeline();
  let { asOf } = gathering;

  function orderOf({ customerId, orderId }: OrderName, what: string): [Buyer, number, Order] {
    const buyer = buyers.get(customerId);
    const place = buyer === undefined ? -1 : placeOf(buyer, orderId);
    const order = buyer?.orders[place];
    if (buyer !== undefined && order !== undefined) return [buyer, place, order];
    throw new SetiaError(
      "UNKNOWN_ORDER",
      `${what}: customer ${JSON.stringify(customerId)} has no order ${JSON.stringify(orderId)}; expected one that was applied before`,
    );
  }

  /** Figures of some orders, as far as they count now. */
  function figuresOf(orders: readonly Order[], customerId: string, until: Date): LiveFigures {
    const sieve = createOrderSieve(policy, until);
    const days = policy.sameDayOrders === "once" ? new Set<number>() : undefined;
    let counted = 0;
    let revenue = 0;
    let lastDay = -Infinity;
    for (const order of orders) {
      const { placedAt, cancelledAt, total } = order;
      const time = placedAt.getTime();
      const net = sieve.netOf(
        !isBlank(customerId),
        time,
        cancelledAt?.getTime() ?? Infinity,
        total,
        refundedOf(order, until),
      );
      if (net < 0) {
        if (net !== LEFT_OUT)
          throw refusal(net, `${where}: order ${JSON.stringify(order.id)}`, until);
        continue;
      }
      const day = calendar.dayOf(placedAt);
      counted++;
      days?.add(day);
      lastDay = Math.max(lastDay, day);
      revenue += purse.amountOf(net, order, `${where}: order`);
    }
    if (counted === 0) return NOTHING;
    assertSum(revenue, `${where}: the revenue of customer ${JSON.stringify(customerId)}`);
    return { orders: days?.size ?? counted, revenue, lastDay };
  }

  function change(buyer: Buyer, after: LiveFigures): void {
    const before = buyer.figures;
    buyer.figures = after;
    onChange(before, after);
  }

  /** Puts an order in the place of another, or of none, once its figures are known to be sound. */
  function replace(buyer: Buyer, place: number, order: Order): void {
    const orders = buyer.orders.with(place, order);
    const after = figuresOf(orders, order.customerId, asOf);
    buyer.orders[place] = order;
    change(buyer, after);
  }

  function expect(order: Order): void {
    const { customerId, placedAt, cancelledAt, refunds = [] } = order;
    for (const at of [placedAt, cancelledAt, ...refunds.map((refund) => refund.at)]) {
      if (at !== undefined && at > asOf) coming.push(at.getTime(), customerId);
    }
  }

  /** Orders in a list are summed up at once, so there is no promise. */
  function summariesOf(orders: readonly Order[]): PurchaseSummaries {
    return summarizeFor(where, orders, { ...options, asOf });
  }

  return {
    get asOf() {
      return asOf;
    },
    apply(given) {
      assertOrder(given, `${where}: apply: order`);
      const order = copyOf(given);
      const { customerId, id } = order;
      const buyer = buyers.get(customerId) ?? { orders: [], figures: NOTHING };
      if (placeOf(buyer, id) !== -1)
        throw repeatedOrder(`${where}: apply: order.id`, id, customerId);
      const before = buyer.figures;
      const own = figuresOf([order], customerId, asOf);
      // Where each order counts for itself, the others need not be looked at again.
      const after =
        policy.sameDayOrders === "each" && before.orders > 0
          ? own.orders === 0
            ? before
            : {
                orders: before.orders + 1,
                revenue: before.revenue + own.revenue,
                lastDay: Math.max(before.lastDay, own.lastDay),
              }
          : figuresOf([...buyer.orders, order], customerId, asOf);
      assertSum(after.revenue, `${where}: the revenue of customer ${JSON.stringify(customerId)}`);
      buyer.places?.set(id, buyer.orders.length);
      buyer.orders.push(order);
      if (before === NOTHING && !buyers.has(customerId)) buyers.set(customerId, buyer);
      expect(order);
      change(buyer, after);
    },
    refund(name, refund) {
      const what = `${where}: refund`;
      assertRefund(refund, what);
      const [buyer, place, order] = orderOf(name, what);
      const made = { at: new Date(refund.at), amount: refund.amount };
      replace(buyer, place, { ...order, refunds: [...(order.refunds ?? []), made] });
      if (made.at > asOf) coming.push(made.at.getTime(), name.customerId);
    },
    cancel(name, at) {
      const what = `${where}: cancel`;
      assertInstant(at, `${what}: at`);
      const [buyer, place, order] = orderOf(name, what);
      if (order.cancelledAt !== undefined && order.cancelledAt <= at) return;
      replace(buyer, place, { ...order, cancelledAt: new Date(at) });
      if (at > asOf) coming.push(at.getTime(), name.customerId);
    },
    advance(next) {
      if (next < asOf) {
        throw new SetiaError(
          "OUT_OF_ORDER",
          `${where}: asOf is ${next.toISOString()}, before ${asOf.toISOString()}; expected an instant that does not go back`,
        );
      }
      const due = coming.until(next.getTime());
      const changes = due.flatMap((customerId): [Buyer, LiveFigures][] => {
        const buyer = buyers.get(customerId);
        return buyer === undefined ? [] : [[buyer, figuresOf(buyer.orders, customerId, next)]];
      });
      coming.drop(next.getTime());
      asOf = new Date(next);
      for (const [buyer, after] of changes) change(buyer, after);
    },
    figuresOf: (customerId) => buyers.get(customerId)?.figures ?? NOTHING,
    all() {
      const all: LiveFigures[] = [];
      for (const { figures } of buyers.values()) if (figures.orders > 0) all.push(figures);
      return all;
    },
    summaryOf(customerId) {
      const orders = buyers.get(customerId)?.orders ?? [];
      return summariesOf(orders).summaries[0];
    },
    summarize() {
      const orders: Order[] = [];
      for (const buyer of buyers.values()) for (const order of buyer.orders) orders.push(order);
      return summariesOf(orders);
    },
  };
}

function copyOf(order: Order): Order {
  const { id, customerId, placedAt, currency, total, refunds, cancelledAt } = order;
  return {
    id,
    customerId,
    placedAt: new Date(placedAt),
    currency,
    total,
    ...(refunds === undefined
      ? {}
      : { refunds: refunds.map(({ at, amount }) => ({ at: new Date(at), amount })) }),
    ...(cancelledAt === undefined ? {} : { cancelledAt: new Date(cancelledAt) }),
  };
}

function placeOf(buyer: Buyer, id: string): number {
  const { orders } = buyer;
  if (orders.length <= FEW_ORDERS) return orders.findIndex((order) => order.id === id);
  buyer.places ??= new Map(orders.map((order, place) => [order.id, place]));
  return buyer.places.get(id) ?? -1;
}

/** Customers with something to come, by when. */
interface Timeline {
  push(time: number, customerId: string): void;
  /** Customers with something up to an instant, each once. */
  until(time: number): string[];
  /** Forgets what is up to an instant. */
  drop(time: number): void;
}

function createTimeline(): Timeline {
  // A binary heap, the earliest first.
  const heap: { readonly time: number; readonly customerId: string }[] = [];
  const timeAt = (at: number): number => heap[at]?.time ?? Infinity;
  function swap(a: number, b: number): void {
    const [left, right] = [heap[a], heap[b]];
    if (left !== undefined && right !== undefined) [heap[a], heap[b]] = [right, left];
  }
  return {
    push(time, customerId) {
      let at = heap.push({ time, customerId }) - 1;
      while (at > 0 && timeAt(at) < timeAt((at - 1) >> 1)) {
        swap(at, (at - 1) >> 1);
        at = (at - 1) >> 1;
      }
    },
    until(time) {
      const due = new Set<string>();
      // Below an entry that is later, all are.
      const look = [0];
      for (let at = look.pop(); at !== undefined; at = look.pop()) {
        if (timeAt(at) > time) continue;
        due.add(heap[at]?.customerId ?? "");
        look.push(2 * at + 1, 2 * at + 2);
      }
      return [...due];
    },
    drop(time) {
      while (timeAt(0) <= time) {
        swap(0, heap.length - 1);
        heap.pop();
        let at = 0;
        for (;;) {
          const least = timeAt(2 * at + 1) <= timeAt(2 * at + 2) ? 2 * at + 1 : 2 * at + 2;
          if (timeAt(least) >= timeAt(at)) break;
          swap(at, least);
          at = least;
        }
      }
    },
  };
}
