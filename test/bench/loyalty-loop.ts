/**
 * Speed of the loyalty loop, as ratios in the same run: `npm run bench:loop`. A million events of 100,000 customers, in no
 * order, against a bare loop over the same events that does only what nobody can do without: sort out whose each event is,
 * put them in order, leave out what is there twice, and keep per customer the days with an order, the last sign of life and a
 * count of changes. Nothing here fails a test, since machines are shared and noisy.
 */
import { advance, DEFAULT_LOYALTY_POLICY, replay, settle, type CustomerEvent } from "setia";
import { compareEvents } from "setia/store";
import { stream } from "./baskets";

const DAY = 86_400_000;
const CUSTOMERS = 100_000;
const EVENTS = 1_000_000;
const asOf = new Date("2026-01-01T00:00:00Z");
const timeZone = process.argv[2] ?? "UTC";
const random = stream(42);
const log = Array.from({ length: EVENTS }, (_, index) => anEvent(index));

function anEvent(index: number): CustomerEvent {
  const id = `event-${String(index).padStart(8, "0")}`;
  const customerId = `customer-${String(Math.floor(random() ** 2 * CUSTOMERS)).padStart(6, "0")}`;
  const at = new Date(asOf.getTime() - Math.floor(random() * 730 * DAY));
  const base = { id, customerId, at };
  const orderId = `order-${String(index)}`;
  const kind = random();
  if (kind < 0.5) {
    return { ...base, type: "order_completed", orderId, currency: "IDR", total: 1000 };
  }
  if (kind < 0.53) {
    return { ...base, type: "order_refunded", orderId: `order-${String(index - 1)}`, amount: 1000 };
  }
  if (kind < 0.75) return { ...base, type: "intent_shown", signal: "product_viewed" };
  if (kind < 0.85) {
    return { ...base, type: "interaction_logged", channel: "whatsapp", direction: "inbound" };
  }
  if (kind < 0.9) {
    return { ...base, type: "feedback_received", kind: "csat", score: 1 + (index % 5) };
  }
  return { ...base, type: "order_delivered", orderId };
}

function byCustomer(events: readonly CustomerEvent[]): Map<string, CustomerEvent[]> {
  const groups = new Map<string, CustomerEvent[]>();
  for (const event of events) {
    const group = groups.get(event.customerId);
    if (group === undefined) groups.set(event.customerId, [event]);
    else group.push(event);
  }
  return groups;
}

/** The bare loop over one customer. */
function bare(events: readonly CustomerEvent[]): number {
  const seen = new Set<string>();
  const days: number[] = [];
  let changes = 0;
  let last = 0;
  for (const event of [...events].sort(compareEvents)) {
    if (event.at > asOf || seen.has(event.id)) continue;
    seen.add(event.id);
    last = event.at.getTime();
    if (event.type !== "order_completed") continue;
    const day = Math.floor(last / DAY);
    if (days.at(-1) !== day) days.push(day);
    changes++;
  }
  return changes + days.length + last;
}

/** The barest loop: neither in order nor each once, only the days with an order counted. */
function barest(events: readonly CustomerEvent[]): number {
  let days = 0;
  let last = 0;
  for (const { type, at } of events) {
    const day = Math.floor(at.getTime() / DAY);
    if (type === "order_completed" && day !== last) days++;
    last = day;
  }
  return days + last;
}

function timed(name: string, work: () => number): number {
  let best = Infinity;
  let first = NaN;
  for (let run = 0; run < 3; run++) {
    const begin = performance.now();
    const result = work();
    const time = performance.now() - begin;
    if (run === 0) first = time;
    best = Math.min(best, time);
    if (Number.isNaN(result)) throw new RangeError("nothing came out");
  }
  console.log(`  ${name}: best ${best.toFixed(0)} ms, first ${first.toFixed(0)} ms`);
  return best;
}

const groups = byCustomer(log);
const zoned = { ...DEFAULT_LOYALTY_POLICY, timeZone };
const sum = (
  of: (events: readonly CustomerEvent[]) => number,
  lists: Iterable<CustomerEvent[]>,
): number => {
  let total = 0;
  for (const events of lists) total += of(events);
  return total;
};
const replayed = (events: readonly CustomerEvent[]): number =>
  replay(events, { asOf, policy: zoned }).transitions.length;

console.log(`replay of ${String(EVENTS)} events of ${String(groups.size)} customers, ${timeZone}`);
const bareWhole = timed("bare loop, from the log", () => sum(bare, byCustomer(log).values()));
const replayWhole = timed("replay, from the log", () => sum(replayed, byCustomer(log).values()));
const bareSorted = timed("bare loop, grouped before", () => sum(bare, groups.values()));
const replaySorted = timed("replay, grouped before", () => sum(replayed, groups.values()));
timed("barest loop, grouped before", () => sum(barest, groups.values()));
console.log(`  from the log ${(replayWhole / bareWhole).toFixed(1)}x the bare loop (wanted < 10x)`);
console.log(`  grouped before ${(replaySorted / bareSorted).toFixed(1)}x the bare loop`);

const states = [...groups.values()].map((events) => replay(events, { asOf, policy: zoned }).state);
const tomorrow = new Date(asOf.getTime() + DAY);
const night = timed("settle 100,000 states by a day", () => {
  let changed = 0;
  for (const state of states) {
    if (state !== undefined && settle(state, { asOf: tomorrow, policy: zoned }).state !== state)
      changed++;
  }
  return changed;
});
console.log(`  ${((night * 1000) / states.length).toFixed(1)} µs a customer`);
const step = timed("advance 100,000 states by an order", () => {
  let changes = 0;
  for (const [index, state] of states.entries()) {
    if (state === undefined) continue;
    const event: CustomerEvent = {
      id: `new-${String(index)}`,
      type: "order_completed",
      customerId: state.customerId,
      at: tomorrow,
      orderId: `new-${String(index)}`,
      currency: "IDR",
      total: 1000,
    };
    changes += advance(state, event, zoned).transitions.length;
  }
  return changes;
});
console.log(`  ${((step * 1000) / states.length).toFixed(1)} µs a customer`);
