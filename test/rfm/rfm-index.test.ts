import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyzeRfm, compareRfm, createRfmIndex, type Order, type RfmIndex } from "setia";
import { type OrderPolicy } from "setia/rfm";
import { RUNS, timeZones } from "../arbitraries";

const START = Date.UTC(2026, 2, 1);
const DAY = 86_400_000;
const customers = ["ani", "budi", "citra", "dewi", "eko", "fitri", "gita"];

type Step =
  | {
      readonly kind: "order";
      readonly customer: number;
      readonly days: number;
      readonly total: number;
    }
  | {
      readonly kind: "refund";
      readonly order: number;
      readonly days: number;
      readonly part: number;
    }
  | { readonly kind: "cancel"; readonly order: number; readonly days: number }
  | { readonly kind: "wait"; readonly days: number };

// Days count from now: most things are just happening or lie back, some are to come.
const days = fc.double({ min: -200, max: 20, noNaN: true });
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant("order" as const),
        customer: fc.nat(customers.length - 1),
        days,
        total: fc.oneof(fc.nat(5), fc.integer({ min: 0, max: 100_000 })),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant("refund" as const),
        order: fc.nat(30),
        days,
        part: fc.integer({ min: 1, max: 110 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant("cancel" as const), order: fc.nat(30), days }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant("wait" as const),
        days: fc.double({ min: 0, max: 40, noNaN: true }),
      }),
    },
  ),
  { maxLength: 30 },
);

/** Does a step on the index and on the list of orders that a batch takes. */
function take(step: Step, orders: Order[], index: RfmIndex, now: number): number {
  if (step.kind === "wait") return now + Math.floor(step.days * DAY);
  const at = new Date(now + Math.floor(step.days * DAY));
  if (step.kind === "order") {
    const order: Order = {
      id: `o${String(orders.length)}`,
      customerId: customers[step.customer] ?? "",
      placedAt: at,
      currency: "IDR",
      total: step.total,
    };
    orders.push(order);
    index.apply(order);
    return now;
  }
  const place = orders.length === 0 ? -1 : step.order % orders.length;
  const order = orders[place];
  if (order === undefined) return now;
  const name = { customerId: order.customerId, orderId: order.id };
  if (step.kind === "cancel") {
    index.cancel(name, at);
    const cancelledAt =
      order.cancelledAt === undefined || at < order.cancelledAt ? at : order.cancelledAt;
    orders[place] = { ...order, cancelledAt };
  } else {
    const refund = { at, amount: Math.max(1, Math.floor((order.total * step.part) / 100)) };
    index.refund(name, refund);
    orders[place] = { ...order, refunds: [...(order.refunds ?? []), refund] };
  }
  return now;
}

const policies: fc.Arbitrary<OrderPolicy> = fc.record(
  {
    cancelledOrders: fc.constantFrom("leave_out", "count"),
    refunds: fc.constantFrom("subtract", "ignore"),
    refundedOrders: fc.constantFrom("leave_out", "count"),
    zeroValueOrders: fc.constantFrom("count", "leave_out"),
    sameDayOrders: fc.constantFrom("each", "once"),
  },
  { requiredKeys: [] },
);

describe("createRfmIndex", () => {
  it("gives at every moment exactly what a batch gives", () => {
    fc.assert(
      fc.property(
        steps,
        timeZones,
        policies,
        fc.constantFrom(
          {},
          { method: "quantile" } as const,
          { method: "balanced" } as const,
          {
            method: { monetary: "thresholds" },
            thresholds: { monetary: [10, 1000, 5000, 60_000] },
          } as const,
        ),
        (sequence, timeZone, policy, method) => {
          const options = { timeZone, currency: "IDR", ...policy, ...method };
          let now = START;
          const index = createRfmIndex({ ...options, asOf: new Date(now) });
          const orders: Order[] = [];
          for (const step of sequence) {
            now = take(step, orders, index, now);
            const at = { asOf: new Date(now) };
            const live = customers.map((id) => index.score(id, at));
            if (live.every((score) => score === undefined)) {
              expect(() => analyzeRfm(orders, { ...options, ...at })).toThrow(/no customer/);
              continue;
            }
            const batch = analyzeRfm(orders, { ...options, ...at });
            expect(live.filter((score) => score !== undefined)).toEqual(batch.scores);
            expect(index.size).toBe(batch.scores.length);
            const summaries = customers.map((id) => index.summary(id, at));
            expect(summaries.filter((one) => one !== undefined)).toEqual(batch.summaries);
            expect(index.snapshot(at).model).toEqual(batch.model);
          }
        },
      ),
      { numRuns: 60 * RUNS },
    );
  });

  it("equals a batch on a base of thousands, blocks split and emptied", () => {
    const options = { timeZone: "Asia/Jakarta", currency: "IDR" };
    const asOf = new Date(START);
    const orders: Order[] = Array.from({ length: 6000 }, (_, at): Order => {
      const mixed = Math.imul(at + 1, 0x9e3779b1) >>> 0;
      return {
        id: `o${String(at)}`,
        customerId: `c${String(mixed % 2000)}`,
        placedAt: new Date(START - (mixed % 500) * DAY),
        currency: "IDR",
        total: mixed % 3000,
      };
    });
    const index = createRfmIndex({ ...options, asOf, orders: orders.slice(0, 3000) });
    for (const order of orders.slice(3000)) index.apply(order);
    orders.forEach((order, place) => {
      if (place % 3 === 0) return;
      const refund = { at: asOf, amount: Math.max(1, order.total) };
      index.refund({ customerId: order.customerId, orderId: order.id }, refund);
      orders[place] = { ...order, refunds: [refund] };
    });
    const { scores } = analyzeRfm(orders, { ...options, asOf });
    expect(scores.map(({ customerId }) => index.score(customerId, { asOf }))).toEqual(scores);
  });

  it("shows who moved between two snapshots", () => {
    const asOf = new Date("2026-01-31");
    const order = { currency: "USD", total: 1000, placedAt: new Date("2026-01-30") };
    const index = createRfmIndex({
      asOf,
      currency: "USD",
      orders: [
        { ...order, id: "1", customerId: "ani" },
        { ...order, id: "2", customerId: "budi", placedAt: new Date("2025-03-01") },
      ],
    });
    const before = index.snapshot({ asOf });
    index.cancel({ customerId: "ani", orderId: "1" }, asOf);
    expect(compareRfm(before, index.snapshot({ asOf })).left).toEqual(["ani"]);
    expect(index.score("ani", { asOf })).toBeUndefined();
  });

  it("refuses what it cannot do, and then nothing has changed", () => {
    const asOf = new Date("2026-01-31");
    const options = { asOf, currency: "USD" };
    expect(() => createRfmIndex({ ...options, method: "rank" })).toThrow(
      /method of recency is "rank"; expected quantile, thresholds or balanced/,
    );
    const index = createRfmIndex(options);
    const order: Order = {
      id: "1",
      customerId: "ani",
      placedAt: new Date("2026-01-30"),
      currency: "USD",
      total: Number.MAX_SAFE_INTEGER,
    };
    index.apply(order);
    const before = index.score("ani", { asOf });
    const name = { customerId: "ani", orderId: "1" };
    const attempts: readonly (readonly [() => unknown, string])[] = [
      [() => index.apply(order), "DUPLICATE_ORDER"],
      [() => index.apply({ ...order, id: "2", total: 1 }), "SUM_TOO_LARGE"],
      [() => index.apply({ ...order, id: "2", total: 0.5 }), "INVALID_AMOUNT"],
      [() => index.apply({ ...order, id: "2", currency: "EUR" }), "MIXED_CURRENCIES"],
      [() => index.refund({ ...name, orderId: "9" }, { at: asOf, amount: 1 }), "UNKNOWN_ORDER"],
      [
        () => index.refund({ ...name, customerId: "budi" }, { at: asOf, amount: 1 }),
        "UNKNOWN_ORDER",
      ],
      [() => index.refund(name, { at: asOf, amount: -1 }), "INVALID_AMOUNT"],
      [() => index.cancel(name, new Date("x")), "INVALID_INSTANT"],
      [() => index.score("ani", { asOf: new Date("2026-01-30") }), "OUT_OF_ORDER"],
      [() => index.score("ani", { asOf: new Date("x") }), "INVALID_INSTANT"],
    ];
    for (const [attempt, code] of attempts) {
      expect(attempt).toThrow(expect.objectContaining({ code }));
    }
    expect(index.score("ani", { asOf })).toEqual(before);
    expect(index.size).toBe(1);
  });
});
