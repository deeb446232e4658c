/** What was refunded of an order is told by exports as a sum, by webhooks one by one, and by both again and again. */
import fc from "fast-check";
import { ordersFromEvents, replay, summarizePurchases, type CustomerEvent } from "setia";
import { importRows, importShopify, importWooCommerce } from "setia/import";
import { describe, expect, it } from "vitest";

const asOf = new Date("2026-05-01T00:00:00Z");
const at = (day: string): Date => new Date(`${day}T03:00:00Z`);

const exported = (refunded: string): CustomerEvent[] => [
  ...importRows(
    [
      {
        Name: "#1001",
        Email: "ani@mail.com",
        "Created at": "2026-03-02 10:00:00 +0000",
        Total: "80.00",
        "Refunded Amount": refunded,
        Currency: "USD",
      },
    ],
    {
      columns: {
        orderId: "Name",
        customerId: "Email",
        at: "Created at",
        total: "Total",
        refunded: "Refunded Amount",
      },
      currency: "USD",
    },
  ).events,
];

const order = {
  id: 51001,
  name: "#1001",
  email: "ani@mail.com",
  created_at: "2026-03-02T10:00:00Z",
  updated_at: "2026-03-02T10:00:00Z",
  currency: "USD",
  financial_status: "paid",
  total_price: "80.00",
  line_items: [{ id: 1, sku: "cup", quantity: 4, price: "20.00" }],
};
const hook = (id: number, amount: string, day: string): CustomerEvent[] => [
  ...importShopify(
    [
      { topic: "orders/create", payload: order },
      {
        topic: "refunds/create",
        payload: {
          id,
          order_id: 51001,
          created_at: `${day}T10:00:00Z`,
          refund_line_items: [{ quantity: 1, line_item: { sku: "cup" } }],
          transactions: [{ id, kind: "refund", status: "success", amount, currency: "USD" }],
        },
      },
    ],
    { customerBy: "email" },
  ).events,
];

function revenueOf(...batches: readonly (readonly CustomerEvent[])[]): number | undefined {
  const known = new Map(batches.flat().map((event) => [event.id, event]));
  const events = [...known.values()];
  const { summaries } = summarizePurchases(ordersFromEvents(events, { asOf }), {
    asOf,
    currency: "USD",
    timeZone: "UTC",
  });
  return summaries.length > 1 ? NaN : summaries[0]?.revenue;
}

describe("refunds of one order", () => {
  it("count once, in an export and in webhooks, whichever comes first", () => {
    const sum = exported("20.00");
    const single = hook(91, "20.00", "2026-03-09");
    expect(revenueOf(sum)).toBe(6000);
    expect(revenueOf(single)).toBe(6000);
    expect(revenueOf(sum, single)).toBe(6000);
    expect(revenueOf(single, sum)).toBe(6000);
    const [kept] = ordersFromEvents([...sum, ...single], { asOf });
    // The webhook knows the day and the goods.
    expect(kept?.refunds).toEqual([
      { at: new Date("2026-03-09T10:00:00Z"), amount: 2000, lines: [{ sku: "cup", quantity: 1 }] },
    ]);
  });

  it("count once in two exports between which the sum grew", () => {
    expect(revenueOf(exported("20.00"), exported("35.50"))).toBe(4450);
    expect(revenueOf(exported("35.50"), exported("20.00"))).toBe(4450);
    expect(revenueOf(exported("20.00"), exported("20.00"))).toBe(6000);
  });

  it("count what an export knows beyond the webhooks", () => {
    const single = hook(91, "20.00", "2026-03-09");
    expect(revenueOf(single, exported("30.00"))).toBe(5000);
    expect(revenueOf(exported("30.00"), single, hook(92, "15.00", "2026-03-20"))).toBe(4500);
    expect(revenueOf(single, hook(92, "60.00", "2026-03-20"), exported("30.00"))).toBeUndefined();
  });

  it("count once where WooCommerce says that all of it was refunded, and each refund later", () => {
    const refunded = {
      id: 7,
      status: "refunded",
      currency: "USD",
      total: "80.00",
      customer_id: 5,
      date_created_gmt: "2026-03-02T10:00:00",
      date_modified_gmt: "2026-03-20T10:00:00",
      line_items: [{ id: 1, sku: "cup", quantity: 4, total: "80.00", price: 20 }],
      billing: { email: "ani@mail.com" },
      refunds: [],
    };
    const part = (id: number): CustomerEvent[] => [
      ...importWooCommerce(
        [{ id, parent_id: 7, amount: "40.00", date_created_gmt: "2026-03-10T10:00:00" }],
        { orderOf: () => ({ orderId: "7", customerId: "5", currency: "USD" }) },
      ).events,
    ];
    const all = importWooCommerce([refunded]).events;
    const [known] = ordersFromEvents([...all, ...part(1), ...part(2)], { asOf });
    const back = known?.refunds?.map(({ amount }) => amount) ?? [];
    expect(back.reduce((sum, amount) => sum + amount, 0)).toBe(8000);
  });

  it("add up to the larger of the single refunds and any sum, in any order, at any instant", () => {
    const told = fc.record({
      day: fc.integer({ min: 1, max: 28 }),
      amount: fc.integer({ min: 1, max: 900 }),
      isSum: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(told, { maxLength: 8 }),
        fc.integer({ min: 1, max: 28 }),
        (facts, until) => {
          const date = (day: number): Date => at(`2026-03-${String(day).padStart(2, "0")}`);
          const placed: CustomerEvent = {
            id: "o",
            type: "order_completed",
            customerId: "ani",
            at: at("2026-02-01"),
            orderId: "o1",
            currency: "USD",
            total: 1000,
          };
          const events = facts.map(({ day, amount, isSum }, index): CustomerEvent => ({
            id: `r${String(index)}`,
            type: "order_refunded",
            customerId: "ani",
            at: date(day),
            orderId: "o1",
            amount,
            ...(isSum ? { amountOf: "all_refunds" } : {}),
          }));
          const known = facts.filter(({ day }) => day <= until);
          const single = known
            .filter(({ isSum }) => !isSum)
            .reduce((sum, fact) => sum + fact.amount, 0);
          const largest = Math.max(
            0,
            ...known.filter(({ isSum }) => isSum).map((fact) => fact.amount),
          );
          const [order] = ordersFromEvents([...events, placed].reverse(), { asOf: date(until) });
          const back = (order?.refunds ?? []).reduce((sum, { amount }) => sum + amount, 0);
          expect(back).toBe(Math.max(single, largest));
          // The loop knows the same: it has no order left where all of it was given back.
          const { state } = replay([placed, ...events], { asOf: date(until) });
          const stood = state?.facts.find((fact) => fact.kind === "order");
          expect(Math.max(stood?.refunded ?? 0, stood?.allRefunds ?? 0)).toBe(back);
        },
      ),
    );
  });
});
