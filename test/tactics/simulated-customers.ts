/** Customers over a year, for laws that speak of whole histories. */
import type { CustomerEvent } from "setia";

const DAY = 86_400_000;
const HOUR = 3_600_000;
export const YEAR_BEGINS = Date.UTC(2026, 0, 1);
export const YEAR_ENDS = Date.UTC(2027, 0, 1);
const ZONES = [
  "Asia/Jakarta",
  "America/New_York",
  "Europe/London",
  "Australia/Lord_Howe",
  "America/Sao_Paulo",
  "Asia/Kathmandu",
  "Pacific/Auckland",
];

export type Random = () => number;

/** A fixed stream of numbers in 0–1 (mulberry32, T. Ettinger). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface SimulatedCustomer {
  readonly customerId: string;
  readonly zone: string;
  /** What happens to them by themselves, in order. */
  readonly events: readonly CustomerEvent[];
}

/** Makes one customer: who they are, what they allow, buy, say and complain of. */
export function simulateCustomer(number: number, random: Random): SimulatedCustomer {
  const customerId = `customer-${String(number)}`;
  const zone = ZONES[number % ZONES.length] ?? "UTC";
  const events: CustomerEvent[] = [];
  let serial = 0;
  const pick = <Item>(items: readonly Item[]): Item =>
    items[Math.floor(random() * items.length)] as Item;
  const maybe = (share: number): boolean => random() < share;
  const anyTime = (): Date =>
    new Date(YEAR_BEGINS + Math.floor(random() * (YEAR_ENDS - YEAR_BEGINS)));
  const base = (at: Date): { id: string; customerId: string; at: Date } => ({
    id: `${customerId}:${String(serial++)}`,
    customerId,
    at,
  });
  const begin = new Date(YEAR_BEGINS - Math.floor(random() * 200 * DAY));
  events.push({
    ...base(begin),
    type: "customer_identified",
    traits: {
      name: "Ani",
      timeZone: zone,
      ...(maybe(0.9) ? { email: `${customerId}@toko.id` } : {}),
      ...(maybe(0.7) ? { phone: `+62812${String(10_000_000 + number)}` } : {}),
      ...(maybe(0.2) ? { handles: [{ network: "instagram", handle: customerId }] } : {}),
      ...(maybe(0.3) ? { preferredChannel: pick(["email", "whatsapp", "phone"]) } : {}),
      ...(maybe(0.1) ? { labels: ["vip"] } : {}),
      ...(maybe(0.3) ? { pains: ["late parcels"] } : {}),
    },
  });
  const proof = { method: "web_form" };
  const consent = (at: Date): void => {
    const channel = pick(["any", "email", "whatsapp", "phone"]);
    const status = maybe(0.8) ? "granted" : "withdrawn";
    events.push({
      ...base(at),
      type: "consent_changed",
      purpose: "marketing",
      channel,
      status,
      proof,
    });
  };
  if (maybe(0.9)) consent(begin);
  for (let n = Math.floor(random() * 3); n > 0; n--) consent(anyTime());
  if (maybe(0.03)) {
    events.push({
      ...base(anyTime()),
      type: "customer_identified",
      traits: { labels: ["do_not_contact"] },
    });
  }
  const orders = Math.floor(random() ** 2 * 14);
  for (let n = 0; n < orders; n++) {
    const at = anyTime();
    const sku = pick(["soda", "rice", "kettle", "tea"]);
    const total = 1000 * (1 + Math.floor(random() * 500));
    const id = `${customerId}-o${String(n)}`;
    events.push({
      ...base(at),
      type: "order_completed",
      orderId: id,
      currency: "IDR",
      total,
      lines: [
        { sku, quantity: 1, unitPrice: total, category: sku === "kettle" ? "kitchen" : "food" },
      ],
    });
    if (maybe(0.7)) {
      events.push({
        ...base(new Date(at.getTime() + 3 * DAY)),
        type: "order_delivered",
        orderId: id,
      });
    }
    if (maybe(0.3)) {
      const score = 1 + Math.floor(random() * 5);
      const told = new Date(at.getTime() + 6 * DAY);
      events.push({ ...base(told), type: "feedback_received", kind: "csat", score });
    }
    if (maybe(0.08)) {
      const complaintId = `k${id}`;
      const told = new Date(at.getTime() + 4 * DAY);
      events.push({ ...base(told), type: "feedback_received", kind: "complaint", complaintId });
      if (maybe(0.8)) {
        const solved = new Date(told.getTime() + Math.floor(random() * 10 * DAY));
        events.push({
          ...base(solved),
          type: "complaint_resolved",
          complaintId,
          ourFault: maybe(0.5),
        });
      }
    }
  }
  for (let n = Math.floor(random() * 4); n > 0; n--) {
    const at = anyTime();
    events.push({
      ...base(at),
      type: "intent_shown",
      signal: "product_added",
      sku: "soda",
      value: 5000,
      currency: "IDR",
    });
  }
  for (let n = Math.floor(random() * 4); n > 0; n--) {
    const at = anyTime();
    const direction = maybe(0.6) ? "inbound" : "outbound";
    const channel = pick(["whatsapp", "email", "phone"]);
    events.push({ ...base(at), type: "interaction_logged", channel, direction, topic: "tea" });
  }
  if (maybe(0.1))
    events.push({ ...base(anyTime()), type: "competitor_offer", response: "unknown" });
  events.sort((a, b) => a.at.getTime() - b.at.getTime());
  return { customerId, zone, events };
}

/** Instants of a year at any hour, in order. */
export function instantsOf(count: number, random: Random): Date[] {
  return Array.from({ length: count }, () => Math.floor(random() * (YEAR_ENDS - YEAR_BEGINS)))
    .sort((a, b) => a - b)
    .map((time) => new Date(YEAR_BEGINS + Math.floor(time / 1000) * 1000));
}

export { DAY, HOUR };
