/** The same records twice, in another order or in other batches come to the same orders, revenue and recency. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCrm, memoryStore } from "setia";
import {
  importGa4,
  importSegment,
  importShopify,
  importStripe,
  importWooCommerce,
  type ImportResult,
  type PlacedOrder,
  type ShopifyWebhook,
} from "setia/import";
import { RUNS } from "../arbitraries";

interface Drawn {
  readonly cents: number;
  /** Given back, in two payments. */
  readonly back: readonly [number, number];
  readonly day: number;
  readonly isCancelled: boolean;
}

interface Source {
  readonly name: string;
  /** What a shop sends about one order, in the order in which it happens. */
  readonly records: (order: Drawn, index: number) => readonly object[];
  /** Imports some of the records; the shop looks orders of earlier batches up. */
  readonly run: (
    records: readonly object[],
    orderOf: (id: string) => PlacedOrder | undefined,
  ) => ImportResult;
  /** What orders are called in records, and in events. */
  readonly idOf?: (index: number) => string;
}

const START = Date.UTC(2026, 0, 1, 12);
const DAY = 86_400_000;
const time = (day: number, hours = 0): Date => new Date(START + day * DAY + hours * 3_600_000);
const iso = (day: number, hours = 0): string => time(day, hours).toISOString();
const seconds = (day: number, hours = 0): number => time(day, hours).getTime() / 1000;
const money = (cents: number): string => (cents / 100).toFixed(2);
const whose = (index: number): string => `c${String(index % 2)}`;

const SOURCES: readonly Source[] = [
  {
    name: "importShopify",
    idOf: (index) => `#${String(1000 + index)}`,
    records: ({ cents, back: [first, second], day, isCancelled }, index) => {
      const paid = (status: string): object => ({
        id: 900 + index,
        order_id: 500 + index,
        created_at: iso(day, 30),
        refund_line_items: [],
        transactions: [
          { id: 1, kind: "refund", status: "success", amount: money(first), currency: "USD" },
          { id: 2, kind: "refund", status, amount: money(second), currency: "USD" },
        ],
      });
      const order = {
        id: 500 + index,
        name: `#${String(1000 + index)}`,
        created_at: iso(day),
        updated_at: iso(day),
        currency: "USD",
        total_price: money(cents),
        email: `${whose(index)}@toko.co.id`,
        customer: { id: whose(index), email: `${whose(index)}@toko.co.id` },
        line_items: [],
      };
      const edited = { ...order, updated_at: iso(day, 1), total_price: money(cents + 100) };
      const refunded = { ...edited, updated_at: iso(day, 40), refunds: [paid("success")] };
      const cancelled = { ...refunded, updated_at: iso(day, 50), cancelled_at: iso(day, 50) };
      return [
        { topic: "orders/create", payload: order },
        { topic: "ORDERS_UPDATED", payload: edited },
        { topic: "refunds/create", payload: paid("pending") },
        { topic: "orders/updated", payload: refunded },
        ...(isCancelled ? [{ topic: "orders/cancelled", payload: cancelled }] : []),
      ];
    },
    run: (records, orderOf) =>
      importShopify(records as readonly ShopifyWebhook[], {
        orderOf: (id) => orderOf(`#${String(Number(id) + 500)}`),
      }),
  },
  {
    name: "importWooCommerce",
    records: ({ cents, back: [first], day, isCancelled }, index) => {
      const order = {
        id: index,
        status: "processing",
        currency: "USD",
        date_created_gmt: iso(day),
        date_modified_gmt: iso(day),
        total: money(cents),
        customer_id: whose(index),
        billing: { email: `${whose(index)}@toko.co.id` },
        line_items: [],
      };
      const status = isCancelled ? "cancelled" : "completed";
      const refund = { id: 900 + index, parent_id: index, date_created_gmt: iso(day, 30) };
      return [
        order,
        { ...order, status, date_modified_gmt: iso(day, 9), total: money(cents + 100) },
        ...(first === 0 ? [] : [{ refund: { ...refund, amount: money(first) } }]),
      ];
    },
    run: (records, orderOf) =>
      importWooCommerce(
        records.filter((record) => !("refund" in record)),
        { orderOf, refunds: records.flatMap((each) => ("refund" in each ? [each.refund] : [])) },
      ),
  },
  {
    name: "importStripe",
    idOf: (index) => `pi_${String(index)}`,
    records: ({ cents, back: [first, second], day }, index) => {
      const common = { currency: "usd", customer: whose(index), created: seconds(day) };
      const pi = `pi_${String(index)}`;
      const charge = {
        ...common,
        object: "charge",
        id: `ch_${String(index)}`,
        payment_intent: pi,
        amount: cents + 50,
        amount_captured: cents,
        amount_refunded: 50,
        status: "succeeded",
        captured: true,
      };
      const event = (type: string, hours: number, object: object, before?: object): object => ({
        object: "event",
        type,
        api_version: "2024-06-20",
        created: seconds(day, hours),
        data: { object, previous_attributes: before },
      });
      const back = (before: number, after: number, hours: number): readonly object[] =>
        before === after
          ? []
          : [
              event(
                "charge.refunded",
                hours,
                { ...charge, amount_refunded: after },
                { amount_refunded: before },
              ),
            ];
      const intent = { ...common, object: "payment_intent", id: pi, status: "succeeded" };
      const session = { ...common, object: "checkout.session", id: `cs_${String(index)}` };
      return [
        event("charge.captured", 0, charge),
        event("payment_intent.succeeded", 0, { ...intent, amount_received: cents }),
        event("checkout.session.completed", 0, {
          ...session,
          payment_intent: pi,
          payment_status: "paid",
          amount_total: cents,
        }),
        ...back(50, 50 + first, 20),
        ...back(50 + first, 50 + first + second, 30),
      ];
    },
    run: (records, orderOf) => importStripe(records, { orderOf }),
  },
  {
    name: "importSegment",
    records: ({ cents, back: [first], day, isCancelled }, index) => {
      const call = (event: string, hours: number, properties: object): object => ({
        type: "track",
        event,
        messageId: `${String(index)} ${event} ${String(hours)}`,
        userId: whose(index),
        timestamp: iso(day, hours),
        properties: { order_id: String(index), currency: "USD", ...properties },
      });
      const products = [{ sku: "cup", price: first / 100, quantity: 1 }];
      return [
        call("Order Completed", 0, { total: cents / 100 }),
        call("Completed Order", 200, { total: cents / 100 }),
        call("Order Updated", 5, { total: (cents + 100) / 100 }),
        ...(first === 0 ? [] : [call("Order Refunded", 30, { products })]),
        ...(isCancelled ? [call("Order Cancelled", 40, {})] : []),
      ];
    },
    run: (records, orderOf) => importSegment(records, { orderOf }),
  },
  {
    name: "importGa4",
    records: ({ cents, back: [first], day }, index) => {
      const body = (name: string, hours: number, value: number): object => ({
        user_id: whose(index),
        timestamp_micros: String(time(day, hours).getTime() * 1000),
        events: [
          { name, params: { transaction_id: String(index), currency: "USD", value: value / 100 } },
        ],
      });
      return [
        body("purchase", 0, cents),
        body("purchase", 300, cents),
        ...(first === 0 ? [] : [body("refund", 30, first)]),
      ];
    },
    run: (records, orderOf) => importGa4(records, { orderOf }),
  },
];

const drawn = fc
  .record({
    cents: fc.integer({ min: 500, max: 100_000 }),
    shares: fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })),
    day: fc.integer({ min: 0, max: 60 }),
    isCancelled: fc.boolean(),
  })
  .map(({ cents, shares: [first, second], ...rest }): Drawn => {
    const part = (share: number): number => Math.floor((cents * share) / 8);
    return { cents, back: [part(first), part(second)], ...rest };
  });

async function figures(
  source: Source,
  orders: readonly Drawn[],
  batches: readonly (readonly object[])[],
): Promise<unknown> {
  const crm = createCrm({ store: memoryStore(), timeZone: "UTC", currency: "USD" });
  const idOf = source.idOf ?? String;
  const known = new Map(
    orders.map((order, index): [string, PlacedOrder] => [
      idOf(index),
      {
        orderId: idOf(index),
        customerId: whose(index),
        currency: "USD",
        total: order.cents,
        at: time(order.day),
      },
    ]),
  );
  for (const batch of batches) {
    // A batch that contradicts an earlier one would be refused here.
    await crm.record(source.run(batch, (id) => known.get(id)).events);
  }
  const asOf = time(200);
  const { orders: count, revenue } = await crm.report({ asOf });
  const recency: unknown[] = [];
  for await (const { customerId, purchases } of crm.customers({ asOf })) {
    recency.push([customerId, purchases?.orders, purchases?.revenue, purchases?.recencyDays]);
  }
  return { count, revenue, recency };
}

/** What is due by plain sums of what was drawn. */
function due(name: string, orders: readonly Drawn[]): { count: number; revenue: number } {
  const isEdited = ["importShopify", "importWooCommerce", "importSegment"].includes(name);
  const both = name === "importShopify" || name === "importStripe";
  const cancels = isEdited;
  let [count, revenue] = [0, 0];
  for (const { cents, back, isCancelled } of orders) {
    if (cancels && isCancelled) continue;
    const left = cents + (isEdited ? 100 : 0) - back[0] - (both ? back[1] : 0);
    if (left > 0) count++;
    revenue += left;
  }
  return { count, revenue };
}

describe.each(SOURCES)("$name", (source) => {
  it("comes to the same sums however its records come", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(drawn, { minLength: 1, maxLength: 3 }),
        fc.infiniteStream(fc.nat()),
        async (orders, stream) => {
          const next = (below: number): number => (stream.next().value ?? 0) % below;
          const all = orders.flatMap((order, index) => source.records(order, index));
          const once = await figures(source, orders, [all]);
          expect(once).toMatchObject(due(source.name, orders));
          const mixed = [...all, ...all.filter(() => next(3) === 0)]
            .map((record) => ({ record, place: next(1000) }))
            .sort((a, b) => a.place - b.place)
            .map(({ record }) => record);
          const batches: object[][] = [];
          for (const record of mixed) {
            if (batches.length === 0 || next(2) === 0) batches.push([]);
            batches.at(-1)?.push(record);
          }
          expect(await figures(source, orders, batches)).toEqual(once);
          expect(await figures(source, orders, [...batches, ...batches])).toEqual(once);
        },
      ),
      { numRuns: 20 * RUNS },
    );
  });

  it("skips nothing of what is whole", () => {
    const order: Drawn = { cents: 4000, back: [500, 700], day: 3, isCancelled: true };
    const records = [0, 1, 2].flatMap((index) => source.records(order, index));
    const { skipped } = source.run(records, () => undefined);
    // What is told again in one list is named as such, and a pending payment adds nothing yet.
    expect(
      skipped.filter(({ reason }) => reason !== "repeated" && reason !== "not_counted"),
    ).toEqual([]);
  });
});
