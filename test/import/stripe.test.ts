/** Stripe: one payment told by many objects, captures in any version of the API, refunds on either road, products. */
import { describe, expect, it } from "vitest";
import { ordersFromEvents, type Order } from "setia";
import {
  importRows,
  importStripe,
  importTable,
  type ImportResult,
  type ImportStripeOptions,
} from "setia/import";

const kinds = ({ events }: ImportResult): string[] => events.map(({ type }) => type);
const reasons = ({ skipped }: ImportResult): string[] => skipped.map(({ reason }) => reason);
const orders = (objects: readonly object[], options?: ImportStripeOptions): Order[] =>
  ordersFromEvents(importStripe(objects, options).events, { asOf: new Date("2026-12-31") });
const net = (objects: readonly object[], options?: ImportStripeOptions): number[] =>
  orders(objects, options).map(({ total, refunds = [] }) =>
    refunds.reduce((left, { amount }) => left - amount, total),
  );
const event = (type: string, object: object, more: object = {}): object => ({
  object: "event",
  type,
  created: 1767700100,
  data: { object },
  ...more,
});

const charge = {
  object: "charge",
  id: "ch_9",
  payment_intent: "pi_9",
  amount: 5000,
  amount_captured: 5000,
  amount_refunded: 0,
  captured: true,
  status: "succeeded",
  currency: "eur",
  customer: "cus_9",
  created: 1767700000,
};
const intent = {
  object: "payment_intent",
  id: "pi_9",
  amount: 5000,
  amount_received: 5000,
  status: "succeeded",
  currency: "eur",
  customer: "cus_9",
  latest_charge: "ch_9",
  created: 1767690000,
};
const session = {
  object: "checkout.session",
  id: "cs_9",
  payment_intent: "pi_9",
  payment_status: "paid",
  amount_total: 5000,
  currency: "eur",
  customer: "cus_9",
  customer_details: { email: "hana@example.com", name: "Hana" },
  created: 1767690000,
  line_items: {
    data: [
      {
        quantity: 2,
        amount_subtotal: 5000,
        price: { id: "price_1", product: "prod_1", unit_amount: 2500 },
      },
    ],
  },
};
const invoice = {
  object: "invoice",
  id: "in_9",
  payment_intent: "pi_9",
  status: "paid",
  amount_paid: 5000,
  currency: "eur",
  customer: "cus_9",
  created: 1767600000,
  status_transitions: { paid_at: 1767700050 },
  lines: {
    data: [
      { quantity: 1, amount: 6000, price: { id: "price_1", product: "prod_1" } },
      { quantity: 1, amount: -1000, description: "Unused time" },
    ],
  },
};
const refund = {
  object: "refund",
  id: "re_1",
  amount: 1200,
  charge: "ch_9",
  payment_intent: "pi_9",
  status: "succeeded",
  currency: "eur",
  created: 1767800000,
};
const refunded = event(
  "charge.refunded",
  { ...charge, amount_refunded: 1200 },
  {
    created: 1767800001,
    data: {
      object: { ...charge, amount_refunded: 1200 },
      previous_attributes: { amount_refunded: 0 },
    },
  },
);

describe("one payment", () => {
  it("counts once, whichever objects tell of it and in whichever order", () => {
    const objects = [
      event("charge.succeeded", charge),
      event("payment_intent.succeeded", intent),
      event("checkout.session.completed", session, { created: 1767700101 }),
      event("invoice.paid", invoice, { created: 1767700102 }),
    ];
    for (const told of [...objects.map((object) => [object]), objects, [...objects].reverse()]) {
      expect(orders(told)).toMatchObject([
        { id: "pi_9", customerId: "cus_9", total: 5000, currency: "EUR" },
      ]);
    }
  });

  it("goes by its charge where there is no payment intent", () => {
    expect(orders([{ ...charge, payment_intent: null }])[0]?.id).toBe("ch_9");
  });

  it("takes a payment intent once it has succeeded, at the time of its charge if that is expanded", () => {
    expect(orders([{ ...intent, latest_charge: charge }])[0]).toMatchObject({
      total: 5000,
      placedAt: new Date(1767700000_000),
    });
    expect(reasons(importStripe([{ ...intent, status: "requires_capture" }]))).toEqual([
      "not_counted",
    ]);
  });

  it("takes a checkout session that was paid, with its products and its guest", () => {
    const guest = { ...session, customer: null };
    const result = importStripe([event("checkout.session.completed", guest)], {
      customerBy: "id_or_email",
    });
    expect(result.events).toMatchObject([
      {
        type: "order_completed",
        orderId: "pi_9",
        total: 5000,
        lines: [{ sku: "prod_1", quantity: 2, unitPrice: 2500 }],
      },
      { type: "customer_identified", customerId: "hana@example.com", traits: { name: "Hana" } },
    ]);
    expect(reasons(importStripe([{ ...session, payment_status: "unpaid" }]))).toEqual([
      "not_counted",
    ]);
    expect(reasons(importStripe([{ ...session, payment_intent: null }]))).toEqual(["not_counted"]);
    const free = {
      ...session,
      payment_intent: null,
      amount_total: 0,
      payment_status: "no_payment_required",
    };
    expect(reasons(importStripe([free]))).toEqual(["no_money"]);
  });

  it("takes an invoice that was paid, with its products, by the payment that it names", () => {
    const result = importStripe([event("invoice.paid", invoice)]);
    expect(result.events).toMatchObject([
      {
        orderId: "pi_9",
        total: 5000,
        at: new Date(1767700050_000),
        lines: [{ sku: "prod_1", quantity: 1, unitPrice: 6000 }],
      },
    ]);
    expect(result.notes[0]?.message).toContain("takes money off");
    const basil = {
      ...invoice,
      payment_intent: undefined,
      lines: {
        data: [
          {
            quantity: 1,
            amount: 5000,
            pricing: { price_details: { price: "price_1", product: "prod_1" } },
          },
        ],
      },
      payments: {
        data: [{ status: "paid", payment: { type: "payment_intent", payment_intent: "pi_9" } }],
      },
    };
    expect(importStripe([basil]).events).toMatchObject([
      { orderId: "pi_9", lines: [{ sku: "prod_1" }] },
    ]);
  });

  it("does not guess the payment of an invoice that names none", () => {
    const unnamed = { ...invoice, payment_intent: undefined };
    expect(importStripe([unnamed]).skipped[0]?.message).toContain("names no payment");
    expect(orders([{ ...unnamed, paid_out_of_band: true }])[0]?.id).toBe("in_9");
    expect(
      reasons(
        importStripe([
          { ...invoice, status: "open" },
          { ...invoice, amount_paid: 0 },
        ]),
      ),
    ).toEqual(["not_counted", "no_money"]);
  });
});

describe("partial capture", () => {
  const partial = { ...charge, amount: 8000, amount_captured: 5000 };
  const old = { ...partial, amount_refunded: 3000 };

  it("counts what was captured before 2025-03-31, where the rest is a refund", () => {
    const release = { id: "re_0", amount: 3000, status: "succeeded", created: 1767700050 };
    const back = { id: "re_1", amount: 1200, status: "succeeded", created: 1767800000 };
    expect(net([{ ...old, refunds: { data: [release] } }])).toEqual([5000]);
    expect(net([{ ...old, amount_refunded: 4200, refunds: { data: [back, release] } }])).toEqual([
      3800,
    ]);
    expect(net([old])).toEqual([5000]);
    const at = { api_version: "2024-06-20" };
    const change = (amount_refunded: number, before: number): object =>
      event(
        "charge.refunded",
        {},
        {
          ...at,
          created: 1767700050 + amount_refunded,
          data: {
            object: { ...partial, amount_refunded },
            previous_attributes: { amount_refunded: before },
          },
        },
      );
    const captured = event("charge.captured", old, at);
    expect(net([captured, change(3000, 0)])).toEqual([5000]);
    expect(net([captured, change(3000, 0), change(4200, 3000), change(8000, 4200)])).toEqual([0]);
  });

  it("counts what was captured since 2025-03-31, where the rest is no refund", () => {
    const at = { api_version: "2025-03-31.basil" };
    const captured = event("charge.captured", partial, at);
    const given = event(
      "charge.refunded",
      {},
      {
        ...at,
        created: 1767800000,
        data: {
          object: { ...partial, amount_refunded: 3000 },
          previous_attributes: { amount_refunded: 0 },
        },
      },
    );
    expect(net([captured, given])).toEqual([2000]);
    const listed = { ...old, refunds: { data: [{ ...refund, amount: 3000 }] } };
    expect(net([listed], { apiVersion: "2025-03-31.basil" })).toEqual([2000]);
  });

  it("counts the same where nothing says what was captured", () => {
    const ancient = { ...old, amount_captured: undefined };
    expect(net([{ ...ancient, refunds: { data: [{ ...refund, amount: 3000 }] } }])).toEqual([5000]);
  });
});

describe("refunds", () => {
  it("are taken from refund events, once for each refund", () => {
    const events = [
      event("charge.succeeded", charge),
      event("refund.created", refund),
      event("refund.updated", refund),
    ];
    expect(net(events)).toEqual([3800]);
    expect(net([...events].reverse())).toEqual([3800]);
    expect(net([charge, event("charge.refund.updated", refund)])).toEqual([3800]);
    expect(net([charge, refund, { ...refund, id: "re_2" }])).toEqual([2600]);
  });

  it("count once in a list that tells of them on both roads, as often as it does", () => {
    for (const objects of [
      [event("charge.succeeded", charge), refunded, event("refund.created", refund)],
      [event("refund.created", refund), refunded, refunded, event("charge.succeeded", charge)],
    ]) {
      expect(net(objects)).toEqual([3800]);
    }
  });

  it("count once in lists of their own, by the road that is chosen", () => {
    for (const refunds of ["charge", "refund"] as const) {
      const orderOf = (): { customerId: string } => ({ customerId: "cus_9" });
      const options = { refunds, orderOf };
      const all = [[charge], [refunded], [event("refund.created", refund)]].flatMap(
        (objects) => importStripe(objects, options).events,
      );
      const [order] = ordersFromEvents(all, { asOf: new Date("2026-12-31") });
      expect(order?.refunds).toHaveLength(1);
    }
  });

  it("find their payment in earlier lists, and wait until they are paid out", () => {
    expect(reasons(importStripe([refund]))).toEqual(["no_customer"]);
    const orderOf = (id: string): { customerId: string } | undefined =>
      id === "pi_9" ? { customerId: "cus_9" } : undefined;
    expect(importStripe([refund], { orderOf }).events).toMatchObject([
      {
        type: "order_refunded",
        orderId: "pi_9",
        customerId: "cus_9",
        amount: 1200,
        at: new Date(1767800000_000),
      },
    ]);
    for (const status of ["pending", "failed", "canceled", "requires_action"]) {
      expect(reasons(importStripe([{ ...refund, status }], { orderOf }))).toEqual(["not_counted"]);
    }
  });

  it("leave disputes and other objects alone", () => {
    expect(
      reasons(
        importStripe([
          event("charge.dispute.created", { object: "dispute" }),
          event("customer.created", { object: "customer" }),
        ]),
      ),
    ).toEqual(["not_mapped", "not_mapped"]);
    expect(kinds(importStripe([event("charge.succeeded", charge, { livemode: false })]))).toEqual(
      [],
    );
  });
});

describe("an export", () => {
  const row = {
    id: "ch_9",
    "Created (UTC)": "2026-01-06 11:46:40",
    Amount: "50.00",
    "Amount Refunded": "0.00",
    Currency: "eur",
    Status: "Paid",
    "Customer ID": "cus_9",
    "PaymentIntent ID": "pi_9",
  };
  const failed = { ...row, id: "ch_8", Status: "Failed" };
  const asOf = new Date("2026-12-31");

  it("and webhooks count a payment once, though a first attempt failed", async () => {
    const rows = importRows([failed, row]);
    expect(reasons(rows)).toEqual(["not_counted"]);
    const hooks = importStripe([event("charge.succeeded", charge)]);
    for (const events of [
      [...rows.events, ...hooks.events],
      [...hooks.events, ...rows.events],
    ]) {
      expect(ordersFromEvents(events, { asOf })).toMatchObject([{ id: "pi_9", total: 5000 }]);
    }
    const headers = Object.keys(row);
    const table = {
      headers,
      repeatable: true,
      async *batches() {
        const cells = [failed, row].map((each) => Object.values(each));
        yield await Promise.resolve(cells.map((each, at) => ({ line: at + 2, cells: each })));
      },
    };
    const found = [];
    for await (const { events } of importTable(table)) found.push(...events);
    expect(found).toEqual(rows.events);
  });

  it("goes by the charge where it does not name the intent, and says so", () => {
    for (const less of [{ ...row, "PaymentIntent ID": "" }, omitIntent(row)]) {
      const { events, summary } = importRows([less]);
      expect(events).toMatchObject([{ orderId: "ch_9" }]);
      expect(summary.join(" ")).toMatch(/by their charge .* count twice/u);
    }
    const { events } = importRows([row], { columns: { orderId: "id" }, recognise: true });
    expect(events).toMatchObject([{ orderId: "ch_9" }]);
  });
});

function omitIntent(row: Readonly<Record<string, string>>): object {
  return Object.fromEntries(Object.entries(row).filter(([name]) => name !== "PaymentIntent ID"));
}
