/** Shopify, WooCommerce and Stripe: what becomes of each kind of payload. */
import { describe, expect, it } from "vitest";
import { createCrm, memoryStore, type CustomerEvent } from "setia";
import {
  importShopify,
  importStripe,
  importWooCommerce,
  type ImportResult,
  type ImportShopifyOptions,
  type PlacedOrder,
} from "setia/import";
import {
  shopifyCustomer,
  shopifyOrder,
  shopifyWebhooks,
  stripeCharge,
  stripeEvents,
  wooOrder,
  wooRefund,
} from "./payloads";

const kinds = ({ events }: ImportResult): string[] => events.map(({ type }) => type);
const reasons = ({ skipped }: ImportResult): string[] => skipped.map(({ reason }) => reason);
const totals = ({ events }: ImportResult): number[] =>
  events.flatMap((event) => (event.type === "order_completed" ? [event.total] : []));
const given = ({ events }: ImportResult): number[] =>
  events.flatMap((event) => (event.type === "order_refunded" ? [event.amount] : []));
const plain = (event: CustomerEvent | undefined): object => ({ ...event, id: undefined });

describe("importShopify", () => {
  const orderOf = (change: object, options: ImportShopifyOptions = {}): ImportResult =>
    importShopify([{ topic: "orders/create", payload: { ...shopifyOrder, ...change } }], options);
  const fresh = { refunds: [], current_total_price: undefined, current_total_price_set: undefined };

  it("takes in customer, consent, order and refund", () => {
    const result = importShopify(shopifyWebhooks);
    expect(kinds(result)).toEqual([
      "customer_identified",
      "consent_changed",
      "order_completed",
      "customer_identified",
      "customers_merged",
      "order_refunded",
    ]);
    expect(result.events.map(({ customerId }) => customerId)).toEqual(Array(6).fill("207119551"));
    expect(plain(result.events[0])).toMatchObject({
      at: new Date("2026-01-03T16:00:00Z"),
      verified: ["email"],
      traits: {
        name: "Bob Norman",
        labels: ["loyal", "wholesale"],
        addresses: [{ street: "Chestnut Street 92", country: "US" }],
      },
    });
    expect(plain(result.events[1])).toMatchObject({
      status: "granted",
      channel: "email",
      at: new Date("2026-01-02T17:00:00Z"),
      proof: { method: "confirmed_opt_in" },
    });
    expect(plain(result.events[2])).toMatchObject({
      orderId: "#1001",
      at: new Date("2026-01-10T16:00:00Z"),
      recordedAt: new Date("2026-01-12T16:00:00Z"),
      currency: "USD",
      total: 40994,
      lines: [
        { sku: "IPOD-GREEN", quantity: 1, unitPrice: 19900 },
        { sku: "49148385", quantity: 1, unitPrice: 21094 },
      ],
    });
    expect(plain(result.events[5])).toMatchObject({
      id: undefined,
      orderId: "#1001",
      amount: 4165,
      lines: [{ sku: "IPOD-GREEN", quantity: 1 }],
    });
    expect(reasons(result)).toEqual(["not_mapped"]);
    expect(result.skipped[0]?.path).toEqual(["webhooks", 0, "payload", "sms_marketing_consent"]);
  });

  it.each([
    ["IDR", "150000.00", 15_000_000],
    ["JPY", "1500", 1500],
    ["JPY", "1500.00", 1500],
    ["KWD", "1.234", 1234],
    ["USD", 0.29, 29],
    ["USD", 1.005, 100],
    ["USD", "0.00", 0],
  ])("reads %s %s exactly", (currency, total_price, expected) => {
    const result = orderOf({
      ...fresh,
      currency,
      total_price,
      total_price_set: undefined,
      line_items: [],
    });
    expect(totals(result)).toEqual([expected]);
    expect(result.notes.length).toBe(total_price === 1.005 ? 1 : 0);
  });

  it("counts what was charged when something was taken out before it was paid", () => {
    const current = { current_total_price: "300.00", current_total_price_set: undefined };
    expect(
      totals(
        orderOf({
          ...current,
          refunds: [{ id: 1, order_id: 450789469, created_at: shopifyOrder.created_at }],
        }),
      ),
    ).toEqual([30000]);
    // Money given back without goods lowers nothing else.
    expect(
      totals(orderOf({ current_total_price: "409.94", current_total_price_set: undefined })),
    ).toEqual([40994]);
  });

  it("takes the money that the customer saw if asked", () => {
    const money = { shop_money: { amount: "409.94" }, presentment_money: { amount: "61000" } };
    const change = {
      ...fresh,
      total_price_set: money,
      presentment_currency: "JPY",
      line_items: [],
    };
    const result = orderOf(change, { money: "presentment" });
    expect(result.events[0]).toMatchObject({ currency: "JPY", total: 61000 });
  });

  it("tells of an edited order anew, which replaces the one before", () => {
    const [first] = orderOf(fresh).events;
    const [edited] = orderOf({
      ...fresh,
      updated_at: "2026-01-20T11:00:00-05:00",
      total_price_set: undefined,
      total_price: "500.00",
    }).events;
    expect(edited?.id).not.toBe(first?.id);
    expect(edited).toMatchObject({ orderId: "#1001", at: first?.at, total: 50000 });
  });

  it("tells one cancellation once, however often the order is told", () => {
    const cancelled = { ...fresh, cancelled_at: "2026-01-11T00:00:00Z", cancel_reason: "customer" };
    const two = [cancelled, { ...cancelled, updated_at: "2026-02-01T00:00:00Z" }].map((change) =>
      orderOf(change).events.find(({ type }) => type === "order_cancelled"),
    );
    expect(two[0]).toMatchObject({ at: new Date("2026-01-11T00:00:00Z"), reason: "customer" });
    expect(two[1]).toEqual(two[0]);
  });

  it("gives guests an id only if asked", () => {
    const guest = { ...fresh, customer: null, email: " Ani@Example.com " };
    expect(reasons(orderOf(guest))).toEqual(["no_customer"]);
    const result = orderOf(guest, { customerBy: "id_or_email" });
    expect(kinds(result)).toEqual(["order_completed", "customer_identified"]);
    expect(result.events[0]?.customerId).toBe("ani@example.com");
    expect(orderOf(fresh, { customerBy: "email" }).events[0]?.customerId).toBe("bob@example.com");
  });

  it("finds the order of a refund's own webhook, further down or by asking", () => {
    const refund = { topic: "refunds/create", payload: shopifyOrder.refunds[0] };
    const order = { topic: "orders/create", payload: { ...shopifyOrder, ...fresh } };
    expect(given(importShopify([refund, order]))).toEqual([4165]);
    expect(reasons(importShopify([refund]))).toEqual(["no_customer"]);
    const told = importShopify([refund, order]).events;
    const refunds = told.filter(({ type }) => type === "order_refunded");
    const placed = told.find((event) => event.type === "order_completed");
    const orderOf = (id: string): typeof placed => (id === "450789469" ? placed : undefined);
    expect(importShopify([refund], { orderOf }).events).toEqual(refunds);
    const customerOfOrder = (): string => "207119551";
    const unnamed = { topic: "orders/create", payload: { ...shopifyOrder, ...fresh, name: null } };
    expect(importShopify([refund], { customerOfOrder }).events).toEqual(
      importShopify([refund, unnamed]).events.filter(({ type }) => type === "order_refunded"),
    );
  });

  it.each([
    ["id", { id: undefined }, "is missing; expected an id"],
    ["currency", { currency: "EURO" }, 'is "EURO"; expected an ISO 4217 code'],
    ["processed_at", { processed_at: "yesterday" }, 'is "yesterday"; expected an instant'],
    [
      "total_price",
      { ...fresh, total_price_set: undefined, total_price: "1,5" },
      'is "1,5"; expected an amount',
    ],
  ])("names %s if it is missing or wrong", (field, change, message) => {
    const result = orderOf(change);
    expect(result.events).toEqual([]);
    const issue = result.skipped[0]?.issues[0];
    expect(issue?.path).toEqual(["webhooks", 0, "payload", field]);
    expect(issue?.message).toContain(message);
    expect(result.skipped[0]?.message).toContain(`webhooks[0].payload.${field} ${message}`);
  });

  it("tells why it leaves out what it leaves out", () => {
    expect(reasons(orderOf({ test: true }))).toEqual(["test"]);
    expect(kinds(orderOf({ test: true }, { includeTests: true }))).toContain("order_completed");
    expect(reasons(orderOf({ financial_status: "pending" }, { paidOnly: true }))).toEqual([
      "not_counted",
    ]);
    expect(reasons(importShopify([{ topic: "products/create", payload: {} }]))).toEqual([
      "not_mapped",
    ]);
    const nothing = { ...shopifyOrder.refunds[0], transactions: [] };
    expect(reasons(orderOf({ refunds: [nothing] }))).toEqual(["no_money"]);
    expect(
      orderOf({ line_items: [{ title: "Tip", quantity: 1, price: "5.00" }] }).notes[0]?.message,
    ).toContain("was left out");
    const bad = {
      ...shopifyCustomer,
      email_marketing_consent: { state: "subscribed", consent_updated_at: "x" },
    };
    expect(reasons(importShopify([{ topic: "customers/create", payload: bad }]))).toContain(
      "unreadable",
    );
  });
});

describe("importWooCommerce", () => {
  it("takes in an order and its refund, which does not name it", () => {
    const result = importWooCommerce([wooOrder], { refunds: [wooRefund] });
    expect(kinds(result)).toEqual(["order_completed", "customer_identified", "order_refunded"]);
    expect(result.events[1]).toMatchObject({
      customerId: "26",
      traits: { name: "John Doe", email: "john.doe@example.com", phone: "555-5555" },
    });
    expect(plain(result.events[0])).toMatchObject({
      customerId: "26",
      at: new Date("2026-03-22T19:28:02Z"),
      recordedAt: new Date("2026-03-22T19:30:08Z"),
      total: 2935,
      channel: "checkout",
      lines: [
        { sku: "93", quantity: 2, unitPrice: 300 },
        { sku: "Bar3", quantity: 1, unitPrice: 1200 },
      ],
    });
    expect(result.events[2]).toEqual({
      id: "woocommerce:refund:726",
      type: "order_refunded",
      customerId: "26",
      source: "woocommerce",
      at: new Date("2026-03-24T20:11:24Z"),
      orderId: "727",
      amount: 1000,
      lines: [{ sku: "93", quantity: 1 }],
      reason: "too small",
    });
    expect(result.skipped).toEqual([]);
  });

  it("does not guess the date of a refund", () => {
    const result = importWooCommerce([wooOrder]);
    expect(kinds(result)).toEqual(["order_completed", "customer_identified"]);
    expect(result.skipped[0]?.path).toEqual(["orders", 0, "refunds", 0]);
  });

  it("tells of a cancelled order and its cancellation, and leaves out what is not paid", () => {
    const { events } = importWooCommerce([{ ...wooOrder, status: "wc-cancelled", refunds: [] }]);
    expect(events[1]).toMatchObject({
      type: "order_cancelled",
      at: new Date("2026-03-22T19:30:08Z"),
      reason: "cancelled",
    });
    const pending = { ...wooOrder, status: "pending", refunds: [] };
    expect(reasons(importWooCommerce([pending]))).toEqual(["not_counted"]);
    expect(totals(importWooCommerce([pending], { counted: ["pending"] }))).toEqual([2935]);
  });

  it("gives back all of an order that is known to be refunded", async () => {
    const refunded = { ...wooOrder, status: "refunded", refunds: [{ id: 9, total: "-29.35" }] };
    const result = importWooCommerce([refunded]);
    expect(result.skipped).toEqual([]);
    expect(given(result)).toEqual([2935]);
    expect(result.events[1]?.at).toEqual(new Date("2026-03-22T19:30:08Z"));
    expect(result.notes[0]?.message).toContain("without a date");
    const dated = { ...wooRefund, id: 9, amount: "29.35" };
    const told = importWooCommerce([refunded], { refunds: [dated], counted: ["completed"] });
    expect(given(told)).toEqual([2935]);
    // Told again with dates, all is given back still, and nothing more.
    const crm = createCrm({ store: memoryStore(), timeZone: "UTC", currency: "USD" });
    await crm.record(importWooCommerce([{ ...wooOrder, refunds: [] }]).events);
    await crm.record(result.events);
    await crm.record(told.events);
    const report = await crm.report({ asOf: new Date("2026-05-01") });
    expect(report).toMatchObject({ orders: 0, revenue: 0 });
  });

  it("takes in customers", () => {
    const customer = {
      id: 26,
      date_created_gmt: "2026-01-05T00:00:00",
      date_modified_gmt: "2026-02-05T00:00:00",
      email: "john.doe@example.com",
      first_name: "John",
      last_name: "Doe",
      role: "customer",
      billing: { phone: "555-5555", city: "Bandung", postcode: 40111, country: "ID" },
    };
    const result = importWooCommerce([customer, wooOrder]);
    expect(result.events[0]).toMatchObject({
      type: "customer_identified",
      customerId: "26",
      at: new Date("2026-02-05T00:00:00Z"),
      traits: { name: "John Doe", phone: "555-5555", addresses: [{ postalCode: "40111" }] },
    });
    expect(reasons(importWooCommerce([{ ...customer, id: 0.5 }]))).toEqual(["unreadable"]);
  });

  it("finds the order of a refund in earlier batches", () => {
    const orderOf = (id: string): PlacedOrder | undefined =>
      id === "727" ? { customerId: "26", currency: "USD" } : undefined;
    const refund = { ...wooRefund, parent_id: 727 };
    expect(given(importWooCommerce([], { refunds: [refund], orderOf }))).toEqual([1000]);
    expect(reasons(importWooCommerce([], { refunds: [refund] }))).toEqual(["no_customer"]);
  });

  it("knows guests by 0", () => {
    const guest = { ...wooOrder, customer_id: 0, refunds: [] };
    expect(reasons(importWooCommerce([guest]))).toEqual(["no_customer"]);
    const result = importWooCommerce([guest], { customerBy: "id_or_email" });
    expect(kinds(result)).toEqual(["order_completed", "customer_identified"]);
    expect(result.events[0]?.customerId).toBe("john.doe@example.com");
  });

  it("reads the shop's own time only by its zone", () => {
    const local = { ...wooOrder, date_created_gmt: null, date_modified_gmt: null, refunds: [] };
    expect(importWooCommerce([local]).skipped[0]?.issues[0]?.path).toEqual([
      "orders",
      0,
      "date_created_gmt",
    ]);
    const [event] = importWooCommerce([local], { timeZone: "America/Sao_Paulo" }).events;
    expect(event?.at).toEqual(new Date("2026-03-22T19:28:02Z"));
    expect(() => importWooCommerce([], { timeZone: "Mars" })).toThrow("Mars");
  });

  it.each([
    [{ ...wooOrder, total: "" }, ["orders", 0, "total"]],
    [{ ...wooOrder, currency: undefined }, ["orders", 0, "currency"]],
    [
      { ...wooOrder, line_items: [{ sku: "a", quantity: "x", price: 1 }] },
      ["orders", 0, "line_items", 0, "quantity"],
    ],
  ])("names what is missing or wrong (%#)", (order, path) => {
    expect(importWooCommerce([order]).skipped[0]?.issues[0]?.path).toEqual(path);
  });
});

describe("importStripe", () => {
  it("takes in a charge and what came back of it, part by part, to the full", () => {
    const result = importStripe(stripeEvents);
    expect(totals(result)).toEqual([10990]);
    expect(given(result)).toEqual([3000, 7990]);
    expect(result.events[0]).toMatchObject({
      customerId: "cus_1",
      orderId: "ch_3MmlLr",
      currency: "USD",
      at: new Date(1767582000_000),
    });
    expect(result.events[2]?.at).toEqual(new Date(1767782001_000));
  });

  it("gives refunds that a charge lists the ids that events give them", () => {
    const refunds = [
      { amount: 7990, created: 1767782001, status: "succeeded" },
      { amount: 500, created: 1767692001, status: "failed" },
      { amount: 3000, created: 1767682001, status: "succeeded" },
    ];
    const listed = { ...stripeCharge, amount_refunded: 10990, refunds: { data: refunds } };
    const facts = (objects: readonly object[]): object[] =>
      importStripe(objects).events.map((event) => ({ ...event, recordedAt: undefined }));
    expect(facts([listed])).toEqual(facts(stripeEvents));
    const result = importStripe([{ ...listed, refunds: undefined }]);
    expect(result.skipped[0]?.message).toContain('expand: ["data.refunds"]');
  });

  it.each([
    ["usd", 10990, 10990],
    ["idr", 15000000, 15000000],
    ["jpy", 500, 500],
    ["krw", 500, 500],
    ["isk", 500, 5],
    ["ugx", 500, 5],
    ["mga", 500, 50000],
    ["kwd", 5120, 5120],
    ["usd", 0, 0],
  ])("reads %s %i", (currency, amount, expected) => {
    const charge = { ...stripeCharge, currency, amount, amount_captured: amount };
    expect(totals(importStripe([charge]))).toEqual([expected]);
  });

  it("counts what was captured", () => {
    expect(totals(importStripe([{ ...stripeCharge, amount_captured: 5000 }]))).toEqual([5000]);
    expect(reasons(importStripe([{ ...stripeCharge, captured: false }]))).toEqual(["not_counted"]);
    expect(reasons(importStripe([{ ...stripeCharge, status: "failed" }]))).toEqual(["not_counted"]);
  });

  it("tells why it leaves out what it leaves out", () => {
    expect(reasons(importStripe([{ ...stripeCharge, livemode: false }]))).toEqual(["test"]);
    expect(
      totals(importStripe([{ ...stripeCharge, livemode: false }], { includeTests: true })),
    ).toEqual([10990]);
    expect(reasons(importStripe([{ object: "event", type: "customer.created" }]))).toEqual([
      "not_mapped",
    ]);
    expect(reasons(importStripe([{ ...stripeCharge, customer: null }]))).toEqual(["no_customer"]);
    const { events } = importStripe([{ ...stripeCharge, customer: null }], {
      customerBy: "id_or_email",
    });
    expect(events.map(({ customerId }) => customerId)).toEqual([
      "citra@example.com",
      "citra@example.com",
    ]);
  });

  it.each([
    [{ ...stripeCharge, amount_captured: 1.5 }, ["objects", 0, "amount_captured"]],
    [{ ...stripeCharge, amount_captured: "10" }, ["objects", 0, "amount_captured"]],
    [{ ...stripeCharge, created: "2026-01-05" }, ["objects", 0, "created"]],
    [{ ...stripeCharge, currency: "x" }, ["objects", 0, "currency"]],
    [
      { object: "event", type: "charge.succeeded", data: {} },
      ["objects", 0, "data", "object", "id"],
    ],
  ])("names what is missing or wrong (%#)", (object, path) => {
    expect(importStripe([object]).skipped[0]?.issues[0]?.path).toEqual(path);
  });
});

it("refuses options that would spoil every record", () => {
  expect(() => importStripe([], { source: "" })).toThrow("importStripe: source");
  expect(() => importShopify([], { customerBy: "phone" as "id" })).toThrow("customerBy");
});
