/** Random facts for the laws. */
import fc from "fast-check";
import type { CustomerEvent, Order } from "setia";

/** How many times as many examples a law is tried on in the full run. */
export const RUNS = process.env["SETIA_FULL"] === "1" ? 20 : 1;

const FIRST = Date.UTC(2024, 0, 1);
const LAST = Date.UTC(2026, 11, 31);

/** Instants over three years, to the minute, daylight saving included. */
export const instants: fc.Arbitrary<Date> = fc
  .integer({ min: FIRST / 60_000, max: LAST / 60_000 })
  .map((minutes) => new Date(minutes * 60_000));

/** Amounts as shops have them: many small and round ones, zero, and a few large ones. */
export const amounts: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: 0, max: 99 }),
  fc.integer({ min: 0, max: 50 }).map((units) => units * 100),
  fc.integer({ min: 0, max: 10_000_000 }),
);

/** Orders of a few customers, ids all different. */
export const orders: fc.Arbitrary<Order[]> = fc
  .array(
    fc.record({
      customerId: fc.constantFrom("ani", "budi", "citra", "dewi", "eko", "\u{1F600}", "\uFFFD"),
      placedAt: instants,
      total: amounts,
      refund: fc.option(fc.record({ at: instants, part: fc.integer({ min: 1, max: 120 }) })),
      cancelledAt: fc.option(instants, { freq: 8 }),
    }),
    { maxLength: 40 },
  )
  .map((drafts) =>
    drafts.map(({ customerId, placedAt, total, refund, cancelledAt }, index): Order => ({
      id: `o${String(index)}`,
      customerId,
      placedAt,
      currency: "IDR",
      total,
      ...(refund === null
        ? {}
        : {
            refunds: [
              { at: refund.at, amount: Math.max(1, Math.floor((total * refund.part) / 100)) },
            ],
          }),
      ...(cancelledAt === null ? {} : { cancelledAt }),
    })),
  );

/** The log of one customer: orders, refunds, cancellations, edits, talks and tactics, in any order. */
export const customerLog: fc.Arbitrary<CustomerEvent[]> = fc
  .array(
    fc.record({
      at: instants,
      kind: fc.constantFrom(
        "order",
        "order",
        "order",
        "order",
        "refund",
        "cancel",
        "inbound",
        "outbound",
        "identified",
        "decided",
        "delivered",
        "responded",
      ),
      orderId: fc.integer({ min: 1, max: 12 }).map((number) => `o${String(number)}`),
      amount: fc.integer({ min: 1, max: 3000 }),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((drafts) =>
    drafts.map(({ at, kind, orderId, amount }, index): CustomerEvent => {
      const base = { id: `e${String(index)}`, customerId: "ani", at };
      switch (kind) {
        case "order":
          return {
            ...base,
            type: "order_completed",
            orderId,
            currency: "IDR",
            total: amount,
            // An odd amount tells once more what is known already.
            ...(amount % 4 === 1 ? { ifKnown: "keep" } : {}),
          };
        case "refund":
          return {
            ...base,
            type: "order_refunded",
            orderId,
            amount,
            ...(amount % 3 === 1 ? { amountOf: "all_refunds" } : {}),
          };
        case "cancel":
          return { ...base, type: "order_cancelled", orderId };
        case "identified":
          return { ...base, type: "customer_identified", traits: { name: `Ani ${String(index)}` } };
        case "decided":
          return {
            ...base,
            type: "tactic_decided",
            decisionId: orderId,
            tactic: "win.checkin",
            arm: "treatment",
            reasons: [],
          };
        case "delivered":
          return { ...base, type: "tactic_delivered", decisionId: orderId };
        case "responded":
          return { ...base, type: "tactic_responded", decisionId: orderId, outcome: "rejected" };
        case "inbound":
        case "outbound":
          return { ...base, type: "interaction_logged", channel: "whatsapp", direction: kind };
      }
    }),
  );

/** Zones with and without daylight saving, of whole and half hours, on both sides of the date line. */
export const timeZones: fc.Arbitrary<string> = fc.constantFrom(
  "UTC",
  "Asia/Jakarta",
  "America/New_York",
  "Europe/London",
  "Australia/Lord_Howe",
  "Pacific/Auckland",
  "Asia/Kathmandu",
);

/** Freezes deeply, so that a function that changes its input throws. */
export function deepFreeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !(value instanceof Date)) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}

/** Lists, each with another arrival order of the same items. */
export function withShuffle<Item>(
  lists: fc.Arbitrary<Item[]>,
): fc.Arbitrary<readonly [given: Item[], shuffled: Item[]]> {
  return lists.chain((given) =>
    fc
      .shuffledSubarray(given, { minLength: given.length })
      .map((shuffled) => [given, shuffled] as const),
  );
}
