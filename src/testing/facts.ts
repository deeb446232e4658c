import type { CustomerEvent, OrderCompleted } from "../events";
import type { CustomerStore } from "../storage";

const BEGIN = Date.UTC(2026, 0, 1);

/** Gives an instant, in minutes from a fixed one. */
export function minute(minutes: number): Date {
  return new Date(BEGIN + minutes * 60_000);
}

/** An order with whatever matters changed. */
export function order(id: string, change: Partial<OrderCompleted> = {}): OrderCompleted {
  return {
    id,
    type: "order_completed",
    customerId: "ani",
    at: minute(0),
    orderId: `order-${id}`,
    currency: "IDR",
    total: 100,
    lines: [{ sku: "soda", quantity: 2, unitPrice: 50, category: "drinks" }],
    ...change,
  };
}

/** Many orders of one customer, a minute apart. */
export function orders(count: number, prefix = "o", customerId = "ani"): OrderCompleted[] {
  return Array.from({ length: count }, (_, index) =>
    order(`${prefix}${String(index).padStart(5, "0")}`, { customerId, at: minute(index) }),
  );
}

/** A refund of an order made by {@link order}. */
export function refund(id: string, ofOrder: string, amount: number): CustomerEvent {
  const orderId = `order-${ofOrder}`;
  return { id, type: "order_refunded", customerId: "ani", at: minute(9), orderId, amount };
}

/** Something that was learned about a person. */
export function identified(id: string, customerId: string, name: string): CustomerEvent {
  return { id, type: "customer_identified", customerId, at: minute(1), traits: { name } };
}

/** An event of one customer that names another, as referrals and merges do. */
export function naming(id: string, customerId: string, named: string): CustomerEvent {
  const talk = { type: "interaction_logged", channel: "till", direction: "inbound" } as const;
  const event = { ...talk, id, customerId, at: minute(2), referredCustomerId: named };
  return event;
}

/** Reads all of a log. */
export async function everything(store: CustomerStore, after?: string): Promise<CustomerEvent[]> {
  const all: CustomerEvent[] = [];
  for await (const batch of store.scan(after === undefined ? {} : { after })) {
    all.push(...batch.events);
  }
  return all;
}

/** Reads the ids of a whole log. */
export async function allIds(store: CustomerStore): Promise<string[]> {
  return (await everything(store)).map((event) => event.id);
}
