/** Segment and GA4: what becomes of each kind of record. */
import { describe, expect, it } from "vitest";
import { createCrm, memoryStore } from "setia";
import { importGa4, importSegment, type ImportResult, type PlacedOrder } from "setia/import";
import { ga4Body, ga4Records, ga4Row, segmentCalls } from "./payloads";

const kinds = ({ events }: ImportResult): string[] => events.map(({ type }) => type);
const reasons = ({ skipped }: ImportResult): string[] => skipped.map(({ reason }) => reason);
const totals = ({ events }: ImportResult): number[] =>
  events.flatMap((event) => (event.type === "order_completed" ? [event.total] : []));

describe("importSegment", () => {
  const call = { type: "track", messageId: "m", userId: "ani", timestamp: "2026-01-05T10:00:00Z" };
  const order = (properties: object): object => ({
    ...call,
    event: "Order Completed",
    properties: { order_id: "o", currency: "USD", ...properties },
  });

  it("takes in who, intent, order and refund", () => {
    const result = importSegment(segmentCalls);
    expect(result.skipped).toEqual([]);
    expect(result.events).toMatchObject([
      {
        type: "customer_identified",
        traits: {
          name: "Ani Wijaya",
          birthday: "1990-04-21",
          city: "Bandung",
          timeZone: "Asia/Jakarta",
        },
      },
      {
        type: "intent_shown",
        signal: "product_added",
        sku: "p1",
        value: 5697,
        quantity: 3,
        cartId: "c1",
      },
      {
        id: "segment:t2",
        total: 2750,
        channel: "web",
        lines: [
          { sku: "G-32", quantity: 1, unitPrice: 1900, category: "Games" },
          { sku: "p2", quantity: 2, unitPrice: 300 },
        ],
      },
      { type: "order_refunded", orderId: "50314b8e", amount: 300 },
    ]);
  });

  const products = [
    { sku: "monopoly", price: 19, quantity: 1 },
    { sku: "uno", price: 3, quantity: 2 },
  ];
  it.each([
    [{ total: 27.5, revenue: 25 }, 2750, 0],
    [{ subtotal: 22.5, revenue: 25, shipping: 3, tax: 2, discount: 2.5 }, 2750, 1],
    [{ revenue: 22.5, shipping: 3, tax: 2, discount: 2.5 }, 2750, 1],
    [{ revenue: 25, shipping: 3, tax: 2, discount: 2.5, products }, 2750, 1],
    [{ revenue: 22.5, shipping: 3, tax: 2, discount: 2.5, products }, 2750, 1],
    [{ revenue: "25.00" }, 2500, 1],
    [{ value: 0.1 }, 10, 0],
    [{ total: 0 }, 0, 0],
    [{ total: 1500, currency: "jpy" }, 1500, 0],
    [{ total: "1.234", currency: "KWD" }, 1234, 0],
  ])("finds what the customer pays (%#)", (properties, expected, notes) => {
    const result = importSegment([order(properties)]);
    expect(totals(result)).toEqual([expected]);
    expect(result.notes.length).toBe(notes);
  });

  it("takes a refund without an amount as that of the whole order, wherever it stands", () => {
    const refund = {
      ...call,
      messageId: "r",
      event: "Order Refunded",
      properties: { order_id: "o" },
    };
    const result = importSegment([refund, order({ total: 10 })]);
    expect(result.events[1]).toMatchObject({ type: "order_refunded", amount: 1000 });
    expect(importSegment([refund]).skipped[0]?.issues[0]?.path).toEqual([
      "calls",
      0,
      "properties",
      "total",
    ]);
  });

  it("takes changes, cancellations, reviews and unsubscribing", () => {
    const later = { ...call, timestamp: "2026-01-06T10:00:00Z" };
    const result = importSegment([
      order({ total: 10 }),
      { ...later, messageId: "u", event: "Order Updated", properties: { order_id: "o", total: 8 } },
      { ...later, messageId: "c", event: "Order Cancelled", properties: { order_id: "o" } },
      {
        ...later,
        messageId: "v",
        event: "Product Reviewed",
        properties: { product_id: "p", rating: "5", review_body: "Enak" },
      },
      { ...later, messageId: "x", event: "Unsubscribed", properties: {} },
    ]);
    expect(kinds(result).sort()).toEqual([
      "consent_changed",
      "feedback_received",
      "order_cancelled",
      "order_completed",
      "order_completed",
    ]);
    const edited = result.events.find(
      (event) => event.type === "order_completed" && event.total === 800,
    );
    expect(edited).toMatchObject({
      at: new Date(call.timestamp),
      recordedAt: new Date(later.timestamp),
    });
  });

  it("tells why it leaves out what it leaves out", () => {
    expect(reasons(importSegment([{ ...call, type: "page" }]))).toEqual(["not_mapped"]);
    expect(reasons(importSegment([{ ...call, event: "Song Played" }]))).toEqual(["not_mapped"]);
    expect(reasons(importSegment([{ ...call, event: "constructor" }]))).toEqual(["not_mapped"]);
    const nobody = { ...order({ total: 1 }), userId: undefined, anonymousId: "z" };
    expect(reasons(importSegment([nobody]))).toEqual(["no_customer"]);
    const withEmail = { ...nobody, context: { traits: { email: "A@b.id" } } };
    expect(importSegment([withEmail], { customerBy: "id_or_email" }).events[0]?.customerId).toBe(
      "a@b.id",
    );
    expect(importSegment([order({ total: 1, products: [{ sku: "a" }] })]).notes[0]?.path).toEqual([
      "calls",
      0,
      "properties",
      "products",
      0,
    ]);
  });

  it("tells calls without an id from others by what they say", () => {
    const two = [order({ total: 1 }), order({ total: 2 })].map((each) => ({
      ...each,
      messageId: undefined,
    }));
    expect(importSegment([...two, ...two]).events.length).toBe(2);
  });

  it.each([
    [order({ order_id: undefined, total: 1 }), ["calls", 0, "properties", "order_id"]],
    [order({}), ["calls", 0, "properties", "total"]],
    [order({ total: 1, currency: undefined }), ["calls", 0, "properties", "currency"]],
    [{ ...order({ total: 1 }), timestamp: "2026-01-05" }, ["calls", 0, "timestamp"]],
  ])("names what is missing or wrong (%#)", (each, path) => {
    expect(importSegment([each]).skipped[0]?.issues[0]?.path).toEqual(path);
  });
});

describe("importGa4", () => {
  it("takes in bodies and rows, microseconds cut to milliseconds", () => {
    const result = importGa4(ga4Records);
    expect(result.skipped).toEqual([]);
    expect(result.events).toMatchObject([
      {
        type: "intent_shown",
        signal: "product_viewed",
        sku: "SKU_1",
        value: 1010,
        customerId: "dewi",
      },
      {
        type: "order_completed",
        orderId: "T_1",
        total: 3003,
        at: new Date(1767582000123),
        lines: [{ sku: "SKU_1", quantity: 3, unitPrice: 1001, category: "Apparel" }],
      },
      {
        type: "order_completed",
        orderId: "T_2",
        customerId: "eko",
        at: new Date(1767682000123),
        total: 15000000,
        lines: [{ sku: "Kopi", quantity: 2, unitPrice: 7500000 }],
      },
      {
        type: "order_refunded",
        orderId: "T_1",
        amount: 1001,
        lines: [{ sku: "SKU_1", quantity: 1 }],
      },
    ]);
    expect(totals(importGa4([ga4Body], { addTaxAndShipping: true }))).toEqual([3003 + 490 + 599]);
  });

  it("keeps the time of a purchase whose page is opened again", async () => {
    const opened = (seconds: number): object => ({
      ...ga4Body,
      timestamp_micros: `${String(seconds)}000000`,
      events: [{ name: "purchase", params: { transaction_id: "T_9", currency: "USD", value: 12 } }],
    });
    const [early, late] = [opened(1767600000), opened(1770000000)];
    const recency = async (...batches: (readonly object[])[]): Promise<unknown> => {
      const crm = createCrm({ store: memoryStore(), timeZone: "UTC", currency: "USD" });
      for (const batch of batches) await crm.record(importGa4(batch).events);
      const { purchases } = await crm.customer("dewi", { asOf: new Date("2026-03-01") });
      return [purchases?.orders, purchases?.revenue, purchases?.recencyDays];
    };
    for (const batches of [
      [[early], [late]],
      [[late], [early]],
      [[early, late]],
      [[late, early]],
    ]) {
      expect(await recency(...batches)).toEqual([1, 1200, 55]);
    }
  });

  it("finds the purchase of a refund in earlier batches", () => {
    const refund = {
      ...ga4Body,
      events: [{ name: "refund", params: { transaction_id: "T_1" } }],
    };
    const orderOf = (): PlacedOrder => ({ customerId: "dewi", total: 3003, currency: "USD" });
    expect(importGa4([refund], { orderOf }).events).toMatchObject([
      { type: "order_refunded", amount: 3003 },
    ]);
  });

  it("takes a refund without value as the whole purchase", () => {
    const refund = {
      ...ga4Body,
      timestamp_micros: 1767782000123456,
      events: [{ name: "refund", params: { transaction_id: "T_1" } }],
    };
    expect(importGa4([refund, ga4Body]).events.at(-1)).toMatchObject({
      type: "order_refunded",
      amount: 3003,
    });
    expect(importGa4([refund]).skipped[0]?.issues[0]?.path).toEqual([
      "records",
      0,
      "events",
      0,
      "params",
      "value",
    ]);
  });

  it("takes a refund that names some products for what they were sold for", () => {
    const refund = (items: readonly object[]): object => ({
      ...ga4Body,
      timestamp_micros: 1767782000123456,
      events: [{ name: "refund", params: { transaction_id: "T_1", items } }],
    });
    const sku = { item_id: "SKU_1" };
    const back = (items: readonly object[], rest: readonly object[] = [ga4Body]) =>
      importGa4([...rest, refund(items)]).events.at(-1);
    expect(back([sku])).toMatchObject({ amount: 1001, lines: [{ sku: "SKU_1", quantity: 1 }] });
    expect(back([{ ...sku, quantity: 2 }])).toMatchObject({ amount: 2002 });
    const orderOf = (): PlacedOrder => ({
      customerId: "dewi",
      total: 3003,
      currency: "USD",
      lines: [{ sku: "SKU_1", quantity: 3, unitPrice: 1001 }],
    });
    expect(importGa4([refund([sku])], { orderOf }).events).toMatchObject([{ amount: 1001 }]);
    for (const unknown of [{ item_id: "OTHER" }, { ...sku, quantity: 4 }]) {
      expect(reasons(importGa4([ga4Body, refund([unknown])]))).toEqual(["unreadable"]);
    }
  });

  it("tells why it leaves out what it leaves out", () => {
    const nobody = { ...ga4Body, user_id: undefined };
    expect(reasons(importGa4([nobody]))).toEqual(["no_customer", "no_customer"]);
    const word = { ...ga4Body, user_id: "undefined" };
    expect(reasons(importGa4([word]))).toEqual(["no_customer", "no_customer"]);
    expect(importGa4([nobody], { devices: true }).events[0]?.customerId).toBe("123.456");
    expect(reasons(importGa4([{ ...ga4Row, event_name: "page_view" }]))).toEqual(["not_mapped"]);
    expect(reasons(importGa4([{ ...ga4Body, events: [] }]))).toEqual(["not_mapped"]);
    const zero = {
      ...ga4Body,
      events: [{ name: "refund", params: { transaction_id: "T", value: 0, currency: "USD" } }],
    };
    expect(reasons(importGa4([zero]))).toEqual(["no_money"]);
    const other = { ...ga4Row, event_timestamp: "1767682009000000" };
    expect(reasons(importGa4([ga4Row, other]))).toEqual(["repeated"]);
  });

  const purchase = (params: object, more: object = {}): object => ({
    ...ga4Body,
    events: [
      { name: "purchase", params: { transaction_id: "T", value: 1, currency: "USD", ...params } },
    ],
    ...more,
  });
  const at = ["records", 0, "events", 0];
  it.each([
    [purchase({ transaction_id: "" }), [...at, "params", "transaction_id"]],
    [purchase({ transaction_id: "(not set)" }), [...at, "params", "transaction_id"]],
    [purchase({ value: "abc" }), [...at, "params", "value"]],
    [purchase({ currency: undefined }), [...at, "params", "currency"]],
    [purchase({}, { timestamp_micros: undefined }), [...at, "timestamp_micros"]],
    [{ ...ga4Row, event_timestamp: "2026-01-05" }, ["records", 0, "event_timestamp"]],
  ])("names what is missing or wrong (%#)", (record, path) => {
    expect(importGa4([record]).skipped[0]?.issues[0]?.path).toEqual(path);
  });
});
