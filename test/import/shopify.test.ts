/** Shopify: topics, customers, consent, currencies, refunds that are told again, and what an export says of the same. */
import { describe, expect, it } from "vitest";
import { consentAt, createCrm, memoryStore, type Crm, type CustomerEvent } from "setia";
import {
  importRows,
  importShopify,
  type ImportResult,
  type ImportShopifyOptions,
  type ShopifyWebhook,
} from "setia/import";

const crmOf = (currency: string): Crm =>
  createCrm({ store: memoryStore(), timeZone: "UTC", currency });
const told = (topic: string, payload: unknown, options?: ImportShopifyOptions): ImportResult =>
  importShopify([{ topic, payload }], options);
const kinds = ({ events }: ImportResult): string[] => events.map(({ type }) => type);
const reasons = ({ skipped }: ImportResult): string[] => skipped.map(({ reason }) => reason);
const given = ({ events }: ImportResult): number[] =>
  events.flatMap((event) => (event.type === "order_refunded" ? [event.amount] : []));

const order = {
  id: 820,
  created_at: "2026-03-02T09:00:00+01:00",
  updated_at: "2026-03-02T09:00:00+01:00",
  currency: "EUR",
  total_price: "80.00",
  financial_status: "paid",
  customer: { id: 31 },
  line_items: [],
};
const refund = {
  id: 77,
  order_id: 820,
  created_at: "2026-03-09T09:00:00+01:00",
  refund_line_items: [],
  transactions: [{ id: 1, kind: "refund", status: "success", amount: "20.00", currency: "EUR" }],
};

describe("topics", () => {
  it.each([
    "orders/create",
    "ORDERS_CREATE",
    "orders_create",
    "OrdersCreate",
    "orders.create",
    " Orders/Create ",
  ])("takes an order under the topic %s", (topic) => {
    expect(kinds(told(topic, order))).toEqual(["order_completed"]);
  });

  it("takes a whole order under any topic of orders", () => {
    for (const topic of ["orders/partially_fulfilled", "orders/paid", "orders/some_day_new"]) {
      expect(kinds(told(topic, order))).toEqual(["order_completed"]);
    }
  });

  it("does not take for an order what only names one", () => {
    const edit = {
      order_edit: { id: 1, order_id: 820, line_items: { additions: [], removals: [] } },
    };
    expect(reasons(told("orders/edited", edit))).toEqual(["not_mapped"]);
    expect(reasons(told("orders/delete", { id: 820 }))).toEqual(["not_mapped"]);
    expect(reasons(told("draft_orders/create", { ...order, status: "open" }))).toEqual([
      "not_mapped",
    ]);
    expect(reasons(told("checkouts/create", order))).toEqual(["not_mapped"]);
  });

  it("takes customers and refunds in any spelling", () => {
    const customer = { id: 31, email: "gita@example.com", updated_at: "2026-03-01T00:00:00Z" };
    expect(kinds(told("CUSTOMERS_UPDATE", customer))).toEqual(["customer_identified"]);
    const customerOfOrder = (): string => "31";
    expect(kinds(told("refunds_create", refund, { customerOfOrder }))).toEqual(["order_refunded"]);
  });
});

describe("the customer within an order", () => {
  const customer = {
    id: 31,
    email: "gita@example.com",
    first_name: "Gita",
    created_at: "2026-02-01T00:00:00Z",
    updated_at: "2026-03-02T09:00:00+01:00",
    default_address: { city: "Graz", zip: 8010, country_code: "AT" },
    email_marketing_consent: { state: "subscribed", consent_updated_at: "2026-02-01T00:00:00Z" },
  };

  it("takes name, address and consent from the order's customer", () => {
    const result = told("orders/create", { ...order, customer });
    expect(result.skipped).toEqual([]);
    expect(kinds(result)).toEqual([
      "order_completed",
      "customer_identified",
      "consent_changed",
      "customers_merged",
    ]);
    expect(result.events[1]).toMatchObject({
      customerId: "31",
      traits: {
        name: "Gita",
        email: "gita@example.com",
        addresses: [{ city: "Graz", postalCode: "8010" }],
      },
    });
    expect(result.events[2]).toMatchObject({ status: "granted", contact: "gita@example.com" });
  });

  it("fills in from the order what its customer does not say", () => {
    const slim = {
      ...order,
      email: "gita@example.com",
      phone: "+4366012345",
      billing_address: { name: "Gita Berg" },
    };
    expect(told("orders/create", slim).events[1]).toMatchObject({
      customerId: "31",
      traits: { name: "Gita Berg", email: "gita@example.com", phone: "+4366012345" },
    });
  });

  it("tells once who placed several orders, and skips nothing for it", () => {
    const two = [order, { ...order, id: 821 }].map((each) => ({
      topic: "orders/create",
      payload: { ...each, customer },
    }));
    const result = importShopify(two);
    expect(kinds(result).filter((kind) => kind === "customer_identified")).toHaveLength(1);
    expect(result.skipped).toEqual([]);
  });
});

describe("consent", () => {
  const consent = {
    state: "unsubscribed",
    opt_in_level: "single_opt_in",
    consent_updated_at: "2026-04-01T08:00:00Z",
  };

  it("takes e-mail consent by its own topic", () => {
    const payload = {
      customer_id: 31,
      email_address: "gita@example.com",
      email_marketing_consent: consent,
    };
    for (const topic of [
      "customers_email_marketing_consent/update",
      "CUSTOMERS_EMAIL_MARKETING_CONSENT_UPDATE",
    ]) {
      expect(told(topic, payload).events).toMatchObject([
        {
          type: "consent_changed",
          customerId: "31",
          channel: "email",
          status: "withdrawn",
          contact: "gita@example.com",
          at: new Date("2026-04-01T08:00:00Z"),
        },
      ]);
    }
  });

  it("takes SMS consent by its own topic", () => {
    const payload = {
      id: 31,
      phone: "+4366012345",
      sms_marketing_consent: { ...consent, state: "subscribed" },
    };
    expect(told("customers_marketing_consent/update", payload).events).toMatchObject([
      { channel: "sms", status: "granted", contact: "+4366012345", customerId: "31" },
    ]);
  });

  it("names what a consent lacks", () => {
    expect(told("customers_marketing_consent/update", { id: 31 }).skipped[0]?.message).toContain(
      "payload.email_marketing_consent is missing",
    );
    const undated = { customer_id: 31, email_marketing_consent: { state: "unsubscribed" } };
    expect(told("customers_email_marketing_consent/update", undated).skipped[0]?.message).toContain(
      "email_marketing_consent.consent_updated_at is missing",
    );
  });

  it("never lifts a withdrawal by a state that has no date of its own", async () => {
    const customer = (updated_at: string, city: string): readonly CustomerEvent[] =>
      told("customers/update", {
        id: 31,
        email: "gita@example.com",
        updated_at,
        default_address: { city },
        email_marketing_consent: { state: "subscribed", consent_updated_at: null },
      }).events;
    const crm = crmOf("EUR");
    await crm.record(customer("2026-01-01T00:00:00Z", "Graz"));
    const contact = "gita@example.com";
    const allowed = async (day: string): Promise<boolean> => {
      const at = new Date(day);
      const { profile } = await crm.customer("31", { asOf: at });
      return consentAt(profile, { purpose: "marketing", channel: "email", contact, asOf: at })
        .allowed;
    };
    expect(await allowed("2026-01-02")).toBe(true);
    await crm.record([
      {
        id: "stop",
        type: "consent_changed",
        customerId: "31",
        at: new Date("2026-01-05"),
        purpose: "marketing",
        channel: "email",
        status: "withdrawn",
        proof: { method: "unsubscribe_link" },
      },
    ]);
    await crm.record(customer("2026-01-09T00:00:00Z", "Wien"));
    expect(await allowed("2026-01-10")).toBe(false);
    await crm.record(
      told("customers_email_marketing_consent/update", {
        customer_id: 31,
        email_marketing_consent: {
          state: "subscribed",
          consent_updated_at: "2026-01-12T00:00:00Z",
        },
      }).events,
    );
    expect(await allowed("2026-01-13")).toBe(true);
  });
});

describe("consent before 2022", () => {
  const customer = { id: 7, email: "ani@mail.com", updated_at: "2021-05-01T10:00:00Z" };
  const consents = (more: object): unknown[] =>
    told("customers/update", { ...customer, ...more })
      .events.filter(({ type }) => type === "consent_changed")
      .map((event) => event.type === "consent_changed" && [event.status, event.undated ?? false]);
  const dated = { accepts_marketing_updated_at: "2021-04-01T10:00:00Z" };

  it("is a yes or a no with its date; a no without a date is of somebody who was not asked", () => {
    expect(consents({ accepts_marketing: true, ...dated })).toEqual([["granted", false]]);
    expect(consents({ accepts_marketing: false, ...dated })).toEqual([["withdrawn", false]]);
    expect(consents({ accepts_marketing: true })).toEqual([["granted", true]]);
    expect(consents({ accepts_marketing: false })).toEqual([]);
  });
});

describe("one order in several records", () => {
  const order = (more: object): object => ({
    topic: "orders/updated",
    payload: {
      id: 51001,
      created_at: "2026-03-02T10:00:00Z",
      currency: "USD",
      total_price: "80.00",
      customer: { id: 7 },
      ...more,
    },
  });
  const names = (...records: readonly object[]): unknown[] =>
    importShopify(records as never).events.flatMap((event) =>
      event.type === "order_completed" ? [event.orderId] : [],
    );

  it("has the name that any of them gives", () => {
    const later = { updated_at: "2026-03-03T10:00:00Z" };
    expect(names(order({}), order({ name: "#1001", ...later }))).toEqual(["#1001", "#1001"]);
    expect(names(order({}))).toEqual(["51001"]);
  });

  it("is refused where they give it two names", () => {
    const { events, skipped } = importShopify([
      order({ name: "#1001" }),
      order({ name: "#1002" }),
    ] as never);
    expect(events).toEqual([]);
    expect(skipped.map(({ message }) => message)).toEqual(
      Array(2).fill('order 51001 is named "#1001" and "#1002"; expected one name'),
    );
  });
});

describe("the GraphQL order", () => {
  const money = (shop: string, seen: string): object => ({
    shopMoney: { amount: shop, currencyCode: "EUR" },
    presentmentMoney: { amount: seen, currencyCode: "CZK" },
  });
  const graphql = {
    id: "gid://shopify/Order/820",
    name: "#W77",
    createdAt: "2026-03-02T08:00:00Z",
    processedAt: "2026-03-02T08:00:00Z",
    updatedAt: "2026-03-09T08:00:00Z",
    currencyCode: "EUR",
    presentmentCurrencyCode: "CZK",
    displayFinancialStatus: "PARTIALLY_REFUNDED",
    totalPriceSet: money("80.0", "2000.0"),
    currentTotalPriceSet: money("60.0", "1500.0"),
    cancelReason: null,
    customer: {
      id: "gid://shopify/Customer/31",
      firstName: "Gita",
      tags: ["vip", "b2b"],
      defaultEmailAddress: {
        emailAddress: "gita@example.com",
        marketingState: "SUBSCRIBED",
        marketingOptInLevel: "SINGLE_OPT_IN",
        marketingUpdatedAt: "2026-02-01T00:00:00Z",
      },
    },
    lineItems: {
      edges: [
        {
          node: {
            sku: null,
            quantity: 4,
            variant: { id: "gid://shopify/ProductVariant/9" },
            originalUnitPriceSet: money("20.0", "500.0"),
          },
        },
      ],
    },
    refunds: [
      {
        id: "gid://shopify/Refund/77",
        createdAt: "2026-03-09T08:00:00Z",
        refundLineItems: {
          nodes: [{ quantity: 1, lineItem: { sku: "mug" }, subtotalSet: money("20.0", "500.0") }],
        },
        transactions: {
          nodes: [
            {
              id: "gid://shopify/OrderTransaction/1",
              kind: "REFUND",
              status: "SUCCESS",
              amountSet: money("20.0", "500.0"),
            },
          ],
        },
      },
    ],
  };

  it("reads camel case, global ids, connections and money bags", () => {
    const result = told("orders/updated", graphql);
    expect(result.skipped).toEqual([]);
    expect(result.events).toMatchObject([
      {
        type: "order_completed",
        orderId: "#W77",
        customerId: "31",
        currency: "EUR",
        total: 8000,
        lines: [{ sku: "9", quantity: 4, unitPrice: 2000 }],
      },
      {
        type: "customer_identified",
        traits: { email: "gita@example.com", labels: ["vip", "b2b"] },
      },
      { type: "consent_changed", status: "granted", proof: { method: "single_opt_in" } },
      { type: "customers_merged" },
      {
        type: "order_refunded",
        orderId: "#W77",
        amount: 2000,
        lines: [{ sku: "mug", quantity: 1 }],
      },
    ]);
    const seen = told("orders/updated", graphql, { money: "presentment" });
    expect(seen.events[0]).toMatchObject({ currency: "CZK", total: 200000 });
    expect(given(seen)).toEqual([50000]);
  });

  it("takes the currency of the money where the query did not ask for it", () => {
    const { events, skipped } = told("orders/create", { ...graphql, currencyCode: undefined });
    expect(skipped).toEqual([]);
    expect(events[0]).toMatchObject({ currency: "EUR", total: 8000 });
  });

  it("names a faulty field as it stands there", () => {
    const broken = { ...graphql, createdAt: null, processedAt: "soon" };
    expect(told("orders/create", broken).skipped[0]?.message).toContain("payload.processedAt is");
  });

  it("counts a refund whose payments were not asked for by its total", () => {
    const [only] = graphql.refunds;
    const refunds = [
      { ...only, transactions: undefined, totalRefundedSet: money("20.0", "500.0") },
    ];
    expect(given(told("orders/updated", { ...graphql, refunds }))).toEqual([2000]);
  });
});

describe("a shop of several currencies", () => {
  const money = (shop: string, seen: string): object => ({
    shop_money: { amount: shop, currency_code: "USD" },
    presentment_money: { amount: seen, currency_code: "COP" },
  });
  const paidIn = (amounts: readonly string[], status = "success"): object => ({
    ...refund,
    refund_line_items: [
      {
        quantity: 1,
        line_item: { sku: "hat" },
        subtotal_set: money("10.00", "40000"),
        total_tax_set: money("1.90", "7600"),
      },
    ],
    order_adjustments: [{ amount_set: money("-0.10", "-400") }],
    transactions: amounts.map((amount, index) => ({
      id: 10 + index,
      kind: "refund",
      status,
      amount,
      currency: "COP",
    })),
  });
  const customerOfOrder = (): string => "31";

  it("turns what the customer was paid back into the shop's money", () => {
    expect(given(told("refunds/create", paidIn(["48000.00"]), { customerOfOrder }))).toEqual([
      1200,
    ]);
  });

  it("lets several payments come to what the whole is worth, to the cent", () => {
    const parts = given(
      told("refunds/create", paidIn(["16000", "16000", "16000"]), { customerOfOrder }),
    );
    expect(parts).toEqual([400, 400, 400]);
    const uneven = given(told("refunds/create", paidIn(["1", "47999"]), { customerOfOrder }));
    expect(uneven.reduce((sum, amount) => sum + amount)).toBe(1200);
  });

  it("gives the same with the order and without it", () => {
    const whole = { ...order, currency: "USD", total_price_set: money("100.00", "399999.00") };
    const both: ShopifyWebhook[] = [
      { topic: "refunds/create", payload: paidIn(["48000.00"]) },
      { topic: "orders/create", payload: whole },
    ];
    const alone = told("refunds/create", paidIn(["48000.00"]), { customerOfOrder });
    expect(importShopify(both).events).toContainEqual(alone.events[0]);
    const seen = importShopify(
      both.map(({ topic, payload }) => ({
        topic,
        payload: { ...(payload as object), presentment_currency: "COP" },
      })),
      { money: "presentment" },
    );
    expect(given(seen)).toEqual([4800000]);
  });

  it("takes the order's rate where the refund names no goods, and refuses to guess one", () => {
    const bare = {
      ...refund,
      transactions: [
        { id: 1, kind: "refund", status: "success", amount: "40000", currency: "COP" },
      ],
    };
    const whole = {
      ...order,
      currency: "USD",
      total_price_set: money("100.00", "400000.00"),
      refunds: [bare],
    };
    expect(given(told("orders/updated", whole))).toEqual([1000]);
    const unknown = told("orders/updated", { ...order, currency: "USD", refunds: [bare] });
    expect(given(unknown)).toEqual([]);
    expect(unknown.skipped[0]?.message).toContain(
      'transactions[0].currency is "COP"; expected USD',
    );
  });

  it("refuses an order whose amounts are of another currency than it says", () => {
    const wrong = { ...order, total_price_set: money("100.00", "400000.00") };
    expect(told("orders/create", wrong).skipped[0]?.message).toContain(
      'currency_code is "USD"; expected EUR',
    );
  });
});

describe("refunds that are told again", () => {
  const parts = (...statuses: readonly string[]): object => ({
    ...refund,
    refund_line_items: [{ quantity: 1, line_item: { sku: "hat" }, subtotal: "80.00" }],
    transactions: statuses.map((status, index) => ({
      ...(index === 0
        ? { gateway: "gift_card", amount: "30.00" }
        : { gateway: "card", amount: "50.00" }),
      kind: "refund",
      status,
      currency: "EUR",
    })),
  });
  const customerOfOrder = (): string => "31";

  it("counts what was pending once it is paid, and nothing twice", async () => {
    const crm = crmOf("EUR");
    const spent = async (): Promise<number | undefined> =>
      (await crm.customer("31", { asOf: new Date("2026-05-01") })).purchases?.revenue;
    await crm.record(told("orders/create", order).events);
    const pending = told("refunds/create", parts("success", "pending"), { customerOfOrder });
    await crm.record(pending.events);
    expect(await spent()).toBe(5000);
    const later = {
      ...order,
      updated_at: "2026-03-11T09:00:00+01:00",
      refunds: [parts("success", "success")],
    };
    await crm.record(told("orders/updated", later).events);
    expect((await crm.record(pending.events)).duplicates).toBe(1);
    expect((await crm.report({ asOf: new Date("2026-05-01") })).revenue).toBe(0);
    expect(await spent()).toBeUndefined();
  });

  it("tells goods once, with the first payment that is not refused", () => {
    const lines = (...statuses: readonly string[]): unknown[] =>
      told("refunds/create", parts(...statuses), { customerOfOrder }).events.map((event) =>
        event.type === "order_refunded" ? event.lines : [],
      );
    expect(lines("success", "success")).toEqual([[{ sku: "hat", quantity: 1 }], undefined]);
    expect(lines("failure", "success")).toEqual([[{ sku: "hat", quantity: 1 }]]);
    expect(lines("pending", "success")).toEqual([undefined]);
  });

  it("says of a refund that is pending that it does not count yet", () => {
    expect(
      reasons(told("refunds/create", parts("pending", "pending"), { customerOfOrder })),
    ).toEqual(["not_counted"]);
  });

  it("names the path of an id that has lost its digits", () => {
    const lost = { ...refund, id: Number("890088186047892319") };
    const result = told("refunds/create", lost, { customerOfOrder });
    expect(result.events).toEqual([]);
    expect(result.skipped[0]?.message).toContain("webhooks[0].payload.id is");
    const inside = told("orders/updated", { ...order, refunds: [lost] });
    expect(kinds(inside)).toEqual(["order_completed"]);
    expect(inside.skipped[0]?.message).toContain("webhooks[0].payload.refunds[0].id is");
  });
});

describe("an export and webhooks", () => {
  const rows = [
    {
      Name: "#W77",
      Email: "Gita@example.com",
      "Created at": "2026-03-02 09:00:00 +0100",
      Total: "80.00",
      Currency: "EUR",
    },
  ];
  const columns = {
    orderId: "Name",
    at: "Created at",
    email: "Email",
    total: "Total",
    currency: "Currency",
  };
  const hook = {
    ...order,
    name: "#W77",
    email: "gita@example.com",
    customer: { id: 31, email: "gita@example.com" },
  };

  it("count an order once, whichever comes first and whoever customers go by", async () => {
    for (const customerBy of ["id", "id_or_email", "email"] as const) {
      const fromRows = importRows(rows, { columns, customerBy: "email" }).events;
      const fromHook = told("orders/create", hook, { customerBy }).events;
      for (const batches of [
        [fromRows, fromHook],
        [fromHook, fromRows],
        [fromHook, fromRows, fromHook],
      ]) {
        const crm = crmOf("EUR");
        for (const batch of batches) await crm.record(batch);
        const report = await crm.report({ asOf: new Date("2026-05-01") });
        expect(report).toMatchObject({ customers: 1, orders: 1, revenue: 8000 });
      }
    }
  });

  it("go by the order's id where that is asked for", () => {
    const result = told("orders/create", hook, { orderBy: "id" });
    expect(result.events[0]).toMatchObject({ orderId: "820" });
    expect(kinds(result)).toEqual(["order_completed", "customer_identified"]);
  });

  it("do not make one of two people because somebody else's address is on an order", () => {
    const result = told("orders/create", { ...hook, email: "till@shop.example" });
    expect(kinds(result)).toEqual(["order_completed", "customer_identified"]);
  });
});
