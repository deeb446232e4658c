/** Customers whom the tests decide for. */
import {
  analyzeRfm,
  decide,
  fitCrossSell,
  ordersFromEvents,
  viewCustomer,
  type CustomerEvent,
  type CustomerTraits,
  type CustomerView,
  type DecideOptions,
  type Decision,
  type TacticModel,
} from "setia";
import { type Product } from "setia/rfm";

export const DAY = 86_400_000;
export const HOUR = 3_600_000;
/** Noon in Jakarta, so that nothing waits for the morning. */
export const asOf = new Date("2026-12-31T10:00:00Z");
export const daysAgo = (days: number): Date => new Date(asOf.getTime() - days * DAY);

/** A fact about the customer of the tests, so many days ago. */
export type Fact = CustomerEvent extends infer Event
  ? Event extends CustomerEvent
    ? Omit<Event, "id" | "customerId" | "at">
    : never
  : never;

let serial = 0;
export function fact(days: number, what: Fact): CustomerEvent {
  return {
    id: `f${String(serial++)}`,
    customerId: "ani",
    at: daysAgo(days),
    ...what,
  };
}

/** Who can be reached by every means, and has agreed to everything. */
export function reachable(traits: CustomerTraits = {}, days = 700): CustomerEvent[] {
  return [
    fact(days, {
      type: "customer_identified",
      traits: {
        name: "Ani Wijaya",
        email: "ani@gmail.com",
        phone: "+628128405577",
        handles: [{ network: "instagram", handle: "ani" }],
        addresses: [{ street: "Jalan Melati 5", city: "Bandung" }],
        ...traits,
      },
    }),
    consent(days),
  ];
}

export function consent(
  days: number,
  status: "granted" | "withdrawn" = "granted",
  channel = "any",
): CustomerEvent {
  const proof = { method: "web_form" };
  return fact(days, { type: "consent_changed", purpose: "marketing", channel, status, proof });
}

/** Orders placed so many days ago. */
export function orders(
  ages: readonly number[],
  total = 10_000,
  more: Partial<{ sku: string; category: string }> = {},
): CustomerEvent[] {
  const { sku = "soda", category = "drinks" } = more;
  return ages.map((age) => ({
    id: `o${String(age)}`,
    type: "order_completed",
    customerId: "ani",
    at: daysAgo(age),
    orderId: `o${String(age)}`,
    currency: "IDR",
    total,
    lines: [{ sku, quantity: 1, unitPrice: total, category }],
  }));
}

/** The log of a customer who can be reached and bought so many days ago. */
export function buyer(
  ages: readonly number[],
  total = 10_000,
  more: Partial<{ sku: string; category: string }> = {},
): CustomerEvent[] {
  return [...reachable(), ...orders(ages, total, more)];
}

/** A base of a hundred customers who spend 100 to 10,000, with one to ten orders. */
const base = Array.from({ length: 100 }, (_, index) =>
  Array.from({ length: 1 + (index % 10) }, (_unused, order) => ({
    id: `${String(index)}-${String(order)}`,
    customerId: `b${String(index)}`,
    placedAt: daysAgo(index + 1),
    currency: "IDR",
    total: (index + 1) * 10,
  })),
).flat();
export const rfm = analyzeRfm(base, { asOf }).model;

export const products: ReadonlyMap<string, Product> = new Map([
  ["soda", { sku: "soda", name: "Soda", consumable: true }],
  ["chips", { sku: "chips", name: "Chips", price: 5000, consumable: true }],
  ["kettle", { sku: "kettle", name: "Kettle", durable: true }],
]);

/** What the shop's past tells: orders of 100 to 9,900. */
export const model: TacticModel = {
  kind: "tactics",
  version: 1,
  asOf: asOf.toISOString(),
  currency: "IDR",
  orderValues: Array.from({ length: 99 }, (_, index) => (index + 1) * 100),
  rates: [],
};

export function look(events: readonly CustomerEvent[], rules = false, when = asOf): CustomerView {
  const crossSell = fitCrossSell(ordersFromEvents(events, { asOf: when }), {
    asOf: when,
    rules: rules
      ? [{ name: "soda → chips", when: { inBasket: ["soda"] }, offer: { sku: "chips" } }]
      : [],
  });
  return viewCustomer({ events, models: { rfm, crossSell }, products }, { asOf: when });
}

/** Tactics that are right for a customer, whatever else goes out. */
export function fitting(view: CustomerView, options: DecideOptions = { model }): string[] {
  return decide(view, options)
    .candidates.filter((candidate) => candidate.fits)
    .map((candidate) => candidate.tactic);
}

/** The findings of one gate of one tactic. */
export function gatesOf(
  decision: Decision,
  tactic: string,
  gate: string,
): Decision["candidates"][number]["gates"] {
  const candidate = decision.candidates.find((one) => one.tactic === tactic);
  return candidate?.gates.filter((one) => one.gate === gate) ?? [];
}
