import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findOrphans } from "setia/rfm";
import { ordersFromEvents, type CustomerEvent } from "setia";
import { customerLog, instants, withShuffle } from "../arbitraries";

const day = (text: string): Date => new Date(`2026-01-${text}T00:00:00Z`);
const completed = (
  id: string,
  at: Date,
  orderId: string,
  total: number,
  customerId = "ani",
): CustomerEvent => ({
  id,
  type: "order_completed",
  customerId,
  at,
  orderId,
  currency: "IDR",
  total,
});

describe("ordersFromEvents", () => {
  it("puts completed, refunded and cancelled events of an order together", () => {
    const events: CustomerEvent[] = [
      { id: "3", type: "order_cancelled", customerId: "ani", at: day("09"), orderId: "o1" },
      {
        id: "2",
        type: "order_refunded",
        customerId: "ani",
        at: day("07"),
        orderId: "o1",
        amount: 30,
      },
      completed("1", day("05"), "o1", 100),
    ];
    expect(ordersFromEvents(events, { asOf: day("08") })).toEqual([
      {
        id: "o1",
        customerId: "ani",
        placedAt: day("05"),
        currency: "IDR",
        total: 100,
        refunds: [{ at: day("07"), amount: 30 }],
      },
    ]);
    expect(ordersFromEvents(events, { asOf: day("09") })[0]?.cancelledAt).toEqual(day("09"));
    expect(ordersFromEvents(events, { asOf: day("04") })).toEqual([]);
  });

  it("lets a later version of an order replace the earlier one", () => {
    const events = [completed("1", day("05"), "o1", 100), completed("2", day("06"), "o1", 80)];
    const totals = (asOf: Date): number[] =>
      ordersFromEvents(events, { asOf }).map((order) => order.total);
    expect(totals(day("05"))).toEqual([100]);
    expect(totals(day("06"))).toEqual([80]);
  });

  it("keeps the earliest where later ones only repeat what is known", () => {
    const again = (id: string, at: Date, total: number): CustomerEvent =>
      ({ ...completed(id, at, "o1", total), ifKnown: "keep" }) as CustomerEvent;
    const repeated = [again("1", day("05"), 100), again("2", day("09"), 90)];
    const placed = (events: readonly CustomerEvent[]): unknown[] =>
      ordersFromEvents(events, { asOf: day("20") }).map(({ placedAt, total }) => [placedAt, total]);
    expect(placed(repeated)).toEqual([[day("05"), 100]]);
    expect(placed([...repeated].reverse())).toEqual([[day("05"), 100]]);
    expect(placed([...repeated, completed("3", day("07"), "o1", 80)])).toEqual([[day("07"), 80]]);
    expect(placed([completed("0", day("04"), "o1", 70), ...repeated])).toEqual([[day("04"), 70]]);
  });

  it("keeps orders of two customers apart that share an id", () => {
    const events: CustomerEvent[] = [
      completed("1", day("05"), "o1", 100),
      completed("2", day("06"), "o1", 80, "budi"),
      {
        id: "3",
        type: "order_refunded",
        customerId: "budi",
        at: day("07"),
        orderId: "o1",
        amount: 80,
      },
    ];
    const orders = ordersFromEvents(events, { asOf: day("08") });
    expect(orders.map((order) => [order.customerId, order.refunds?.length ?? 0])).toEqual([
      ["ani", 0],
      ["budi", 1],
    ]);
  });

  it("takes over lines and channel", () => {
    const lines = [{ sku: "a", quantity: 1, unitPrice: 100 }];
    const event: CustomerEvent = {
      ...completed("1", day("05"), "o1", 100),
      lines,
      channel: "till",
    } as CustomerEvent;
    expect(ordersFromEvents([event], { asOf: day("06") })[0]).toMatchObject({
      lines,
      channel: "till",
    });
  });

  it("gives the same from any arrival order", () => {
    fc.assert(
      fc.property(withShuffle(customerLog), instants, ([events, shuffled], asOf) => {
        expect(ordersFromEvents(shuffled, { asOf })).toEqual(ordersFromEvents(events, { asOf }));
        expect(findOrphans(shuffled, { asOf })).toEqual(findOrphans(events, { asOf }));
      }),
    );
  });
});

it("refuses an asOf that is none, under the name that the user called", () => {
  const asOf = new Date("x");
  expect(() => ordersFromEvents([], { asOf })).toThrow(
    /^ordersFromEvents: asOf is an invalid date/,
  );
  expect(() => findOrphans([], { asOf })).toThrow(/^findOrphans: asOf is an invalid date/);
});

describe("findOrphans", () => {
  it("names refunds and cancellations without an order, until the order is known", () => {
    const events: CustomerEvent[] = [
      {
        id: "1",
        type: "order_refunded",
        customerId: "ani",
        at: day("07"),
        orderId: "o1",
        amount: 30,
      },
      { id: "2", type: "order_cancelled", customerId: "ani", at: day("08"), orderId: "o2" },
      completed("3", day("10"), "o1", 100),
    ];
    expect(findOrphans(events, { asOf: day("09") })).toEqual([
      { code: "purchases.refund_without_order", params: { orderId: "o1", day: "2026-01-07" } },
      {
        code: "purchases.cancellation_without_order",
        params: { orderId: "o2", day: "2026-01-08" },
      },
    ]);
    expect(findOrphans(events, { asOf: day("10") })).toHaveLength(1);
  });
});
