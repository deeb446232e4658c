import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  finalizePurchases,
  mergePurchases,
  partialPurchases,
  type OrderPolicy,
  type PurchasePart,
} from "setia/rfm";
import { summarizePurchases, type Order } from "setia";
import { orders, timeZones } from "../arbitraries";

const asOf = new Date("2026-03-01T12:00:00Z");
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

/** Deals the orders to some workers, in an order of their own. */
function cut(list: readonly Order[], numbers: readonly number[]): Order[][] {
  const parts: Order[][] = Array.from({ length: 5 }, () => []);
  list.forEach((order, at) => parts[(numbers[at % numbers.length] ?? 0) % 5]?.unshift(order));
  return parts;
}

const overTheWire = (part: PurchasePart): PurchasePart =>
  JSON.parse(JSON.stringify(part)) as PurchasePart;

const cuts = fc.array(fc.nat(4), { minLength: 1, maxLength: 40 });

describe("parts of a base", () => {
  it("give exactly the summaries of all orders, whatever the cut and the order of merging", () => {
    fc.assert(
      fc.property(
        orders,
        timeZones,
        policies,
        cuts,
        fc.boolean(),
        (list, timeZone, policy, numbers, turn) => {
          const options = { asOf, timeZone, ...policy };
          const parts = cut(list, numbers).map((part) =>
            overTheWire(partialPurchases(part, options)),
          );
          const merged = turn
            ? parts.reduceRight((a, b) => mergePurchases(a, b))
            : parts.reduce((a, b) => mergePurchases(a, b));
          expect(JSON.stringify(merged)).toBe(JSON.stringify(partialPurchases(list, options)));
          const expected = summarizePurchases(list, options);
          const actual = finalizePurchases(merged);
          expect(actual.columns).toEqual(expected.columns);
          expect(actual.diagnostics).toEqual(expected.diagnostics);
          expect(actual.summaries).toEqual(expected.summaries);
        },
      ),
    );
  });

  it("are a commutative monoid", () => {
    fc.assert(
      fc.property(orders, cuts, (list, numbers) => {
        const [a, b, c, empty] = [...cut(list, numbers).slice(0, 3), []].map((part) =>
          partialPurchases(part, { asOf }),
        ) as [PurchasePart, PurchasePart, PurchasePart, PurchasePart];
        expect(mergePurchases(a, mergePurchases(b, c))).toEqual(
          mergePurchases(mergePurchases(a, b), c),
        );
        expect(mergePurchases(a, b)).toEqual(mergePurchases(b, a));
        expect(mergePurchases(a, empty)).toEqual(a);
        expect(mergePurchases(empty, a)).toEqual(a);
      }),
    );
  });

  it("come of columns too", () => {
    const options = { asOf, timeZone: "Asia/Jakarta" };
    const part = partialPurchases(
      {
        customerIds: ["budi", "ani", "budi", ""],
        placedAt: [1.7e12, 1.71e12, 1.7e12 + 5, 1.7e12],
        total: [100, 200, 300, 400],
        currency: "IDR",
      },
      options,
    );
    expect(finalizePurchases(part).summaries).toMatchObject([
      { customerId: "ani", revenue: 200, orders: 1 },
      { customerId: "budi", revenue: 400, orders: 2, purchaseDays: 1, firstDayRevenue: 400 },
    ]);
    expect(part.diagnostics).toMatchObject({ orders: 4, counted: 3, withoutCustomer: 1 });
  });

  it("refuse what does not belong together, and sums that are no longer exact", () => {
    const order = (id: string, currency: string, total: number): Order => ({
      id,
      customerId: "ani",
      placedAt: new Date("2026-01-05"),
      currency,
      total,
    });
    const part = (list: readonly Order[], more: object = {}): PurchasePart =>
      partialPurchases(list, { asOf, ...more });
    const one = part([order("1", "IDR", 1)]);
    const refused = (code: string): unknown => expect.objectContaining({ code });
    expect(() => mergePurchases(one, part([], { timeZone: "Asia/Jakarta" }))).toThrow(
      refused("INVALID_OPTION"),
    );
    expect(() => mergePurchases(one, part([], { sameDayOrders: "once" }))).toThrow(
      refused("INVALID_OPTION"),
    );
    expect(() => mergePurchases(one, part([order("1", "USD", 1)]))).toThrow(
      refused("MIXED_CURRENCIES"),
    );
    const most = part([order("2", "IDR", Number.MAX_SAFE_INTEGER)]);
    expect(() => mergePurchases(one, most)).toThrow(refused("SUM_TOO_LARGE"));
    expect(() => mergePurchases(one, { ...one, version: 2 })).toThrow(refused("NEWER_MODEL"));
    expect(() => finalizePurchases({ ...one, kind: "rfm" as "purchase_part" })).toThrow(
      refused("INVALID_MODEL"),
    );
    expect(() => part([order("1", "IDR", -1)])).toThrow(refused("INVALID_AMOUNT"));
    const nobody = [{ ...order("1", "IDR", 1), customerId: "" }];
    expect(() => part(nobody, { ordersWithoutCustomer: "refuse" })).toThrow(
      refused("INVALID_INPUT"),
    );
  });
});
