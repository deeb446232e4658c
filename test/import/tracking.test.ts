/** Segment, GA4 and rows: what becomes of each kind of record. */
import { describe, expect, it } from "vitest";
import { createCrm, memoryStore } from "setia";
import {
  importGa4,
  importRows,
  importSegment,
  type ImportResult,
  type PlacedOrder,
} from "setia/import";
import { csvOptions, csvRows, ga4Body, ga4Records, ga4Row, segmentCalls } from "./payloads";

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

  it("tells why it leaves out what it leaves out", () => {
    const nobody = { ...ga4Body, user_id: undefined };
    expect(reasons(importGa4([nobody]))).toEqual(["no_customer", "no_customer"]);
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

describe("importRows", () => {
  const columns = { at: "at", customerId: "who", total: "total" };
  const row = (total: unknown, more: object = {}): object => ({
    at: "2026-01-05T10:00:00Z",
    who: "ani",
    total,
    ...more,
  });

  it("puts the rows of an order together, and gives back what is negative", () => {
    const result = importRows(csvRows, csvOptions);
    expect(result.skipped).toEqual([]);
    expect(result.events).toMatchObject([
      {
        orderId: "1001",
        customerId: "ani",
        at: new Date("2026-01-05T03:00:00Z"),
        total: 1950,
        lines: [
          { sku: "kopi", quantity: 2, unitPrice: 750 },
          { sku: "teh", quantity: 1.5, unitPrice: 300 },
        ],
      },
      { type: "customer_identified", traits: { email: "ani@example.com" } },
      {
        type: "order_refunded",
        orderId: "1001",
        amount: 750,
        lines: [{ sku: "kopi", quantity: 1 }],
        at: new Date("2026-01-08T03:00:00Z"),
      },
      { orderId: "1002", customerId: "budi", total: 300 },
    ]);
  });

  it.each([
    ["12.5", "USD", undefined, 1250],
    [12.5, "USD", undefined, 1250],
    [0.1, "USD", undefined, 10],
    ["1,234.50", "USD", undefined, 123450],
    ["1.234,50", "EUR", undefined, 123450],
    ["Rp 15.000", "IDR", "comma", 1500000],
    ["Rp1.500.000", "IDR", undefined, 150000000],
    ["$ 3", "USD", undefined, 300],
    ["1.234", "KWD", "point", 1234],
    ["1500", "JPY", undefined, 1500],
    ["0", "USD", undefined, 0],
    ["0.500", "KWD", undefined, 500],
  ] as const)("reads %s %s (decimal: %s)", (total, currency, decimal, expected) => {
    const options = { columns, currency, ...(decimal === undefined ? {} : { decimal }) };
    expect(totals(importRows([row(total)], options))).toEqual([expected]);
  });

  it.each([
    ["total", row("15.000"), {}, "decimal"],
    ["total", row("12.5"), { decimal: "comma" }, "expected a number"],
    ["total", row("1,23,4"), {}, "expected a number"],
    ["total", row(""), {}, "is missing"],
    ["at", row("1", { at: "05/01/2026" }), {}, "dates"],
    ["at", row("1", { at: "2026-01-05" }), {}, "expected an instant"],
    [
      "at",
      row("1", { at: "31/02/2026" }),
      { dates: "day_first", timeZone: "UTC" },
      "expected an instant",
    ],
  ] as const)("names %s that cannot be read (%#)", (column, each, options, message) => {
    const { events, skipped } = importRows([each], { columns, currency: "USD", ...options });
    expect(events).toEqual([]);
    expect(skipped[0]?.issues.length).toBe(1);
    expect(skipped[0]?.issues[0]?.path).toEqual(["rows", 0, column]);
    expect(skipped[0]?.message).toContain(message);
  });

  it("reads dates as the file writes them, in the shop's zone", () => {
    const options = { columns, currency: "USD", timeZone: "Asia/Jakarta" } as const;
    const atOf = (at: string, dates?: "day_first" | "month_first"): Date | undefined =>
      importRows([row("1", { at })], { ...options, ...(dates === undefined ? {} : { dates }) })
        .events[0]?.at;
    expect(atOf("2026-01-05")).toEqual(new Date("2026-01-04T17:00:00Z"));
    expect(atOf("5/1/2026 8:26", "day_first")).toEqual(new Date("2026-01-05T01:26:00Z"));
    expect(atOf("1/5/2026 08:26:30", "month_first")).toEqual(new Date("2026-01-05T01:26:30Z"));
  });

  it("keeps two purchases that are alike apart, and their ids in a longer file", () => {
    const once = importRows([row("1"), row("1")], { columns, currency: "USD" });
    expect(totals(once)).toEqual([100, 100]);
    const longer = importRows([row("9", { who: "budi" }), row("1"), row("1")], {
      columns,
      currency: "USD",
    });
    expect(longer.events.slice(1)).toEqual(once.events);
  });

  it("leaves out an order of which a row cannot be read, every row with its reason", () => {
    const broken = csvRows.map((each, index) => (index === 1 ? { ...each, Price: "?" } : each));
    const result = importRows(broken, csvOptions);
    expect(result.events.map((event) => event.customerId)).toEqual(["budi"]);
    expect(result.skipped.map(({ path, reason }) => [path[1], reason])).toEqual([
      [1, "unreadable"],
      [0, "not_counted"],
      [3, "not_counted"],
    ]);
  });

  it("takes refunds and cancellations from their columns", () => {
    const more = {
      ...columns,
      orderId: "id",
      refunded: "back",
      refundedAt: "backAt",
      cancelledAt: "gone",
    };
    const options = { columns: more, currency: "USD" };
    const blank = { back: "", backAt: "", gone: "" };
    const back = { back: "4.00", backAt: "2026-01-07T10:00:00Z" };
    const result = importRows(
      [
        row("10", { id: 1, ...blank, ...back }),
        row("", { id: 1, ...blank }),
        row("5", { id: 2, ...blank, gone: "2026-01-06T10:00:00Z" }),
        row("5", { id: 3, ...blank, back: "0.00" }),
      ],
      options,
    );
    expect(kinds(result)).toEqual([
      "order_completed",
      "order_refunded",
      "order_completed",
      "order_cancelled",
      "order_completed",
    ]);
    expect(result.events[1]).toMatchObject({
      orderId: "1",
      amount: 400,
      at: new Date(back.backAt),
    });
    const { skipped } = importRows(
      [row("10", { id: 1, ...blank, back: "4" }), row("1", { id: 2, ...blank, ...back })],
      options,
    );
    expect(skipped[0]?.issues[0]?.path).toEqual(["rows", 0, "backAt"]);
  });

  it.each([
    [
      "different customers",
      [row("1", { id: 1 }), row("", { id: 1, who: "budi" })],
      ["rows", 1, "who"],
    ],
    ["different totals", [row("1", { id: 1 }), row("2", { id: 1 })], ["rows", 0, "total"]],
  ])("does not put together %s", (_, rows, path) => {
    const result = importRows(rows, { columns: { ...columns, orderId: "id" }, currency: "USD" });
    expect(result.events).toEqual([]);
    expect(result.skipped[0]?.issues[0]?.path).toEqual(path);
  });

  it("gives back nothing of an order that is not there", () => {
    expect(reasons(importRows([row("-1")], { columns, currency: "USD" }))).toEqual(["not_counted"]);
    expect(reasons(importRows([row("1", { who: "" })], { columns, currency: "USD" }))).toEqual([
      "no_customer",
    ]);
  });

  it.each([
    [undefined, "columns is missing"],
    [{ customerId: "who", total: "total" }, "columns.at is missing"],
    [{ at: "at", total: "total" }, "columns.customerId is missing"],
    [{ at: "at", customerId: "who" }, "columns.total is missing"],
    [{ ...columns, sku: "sku" }, "columns.unitPrice is missing"],
    [{ ...columns, refunded: "back" }, "columns.refundedAt is missing"],
    [{ ...columns, total: "totl" }, 'columns.total is "totl", which no row has'],
    [{ ...columns, total: 3 }, "columns.total is 3"],
  ])("refuses columns that cannot be (%#)", (given, message) => {
    expect(() => importRows([row("1")], { columns: given as never, currency: "USD" })).toThrow(
      message,
    );
  });
});
