import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  analyzeRfm,
  createRfmIndex,
  DEFAULT_LOYALTY_POLICY,
  explain,
  fitCrossSell,
  fitLifetime,
  fitRfm,
  ordersFromEvents,
  summarizePurchases,
  viewCustomer,
  type CustomerEvent,
} from "setia";
import { type Product } from "setia/rfm";
import { customerLog, deepFreeze, instants, timeZones, withShuffle } from "../arbitraries";

const at = (day: string): Date => new Date(`2026-${day}T05:00:00Z`);
const fact = (id: string, day: string): { id: string; customerId: string; at: Date } => ({
  id,
  customerId: "ani",
  at: at(day),
});
const bought = (id: string, day: string, skus: readonly string[]): CustomerEvent => ({
  ...fact(id, day),
  type: "order_completed",
  orderId: id,
  currency: "IDR",
  total: skus.length * 1000,
  lines: skus.map((sku) => ({ sku, quantity: 1, unitPrice: 1000, category: `of ${sku}` })),
});

const events: CustomerEvent[] = [
  { ...fact("i1", "01-01"), type: "customer_identified", traits: { name: "Ani", city: "Bandung" } },
  {
    ...fact("i2", "02-01"),
    type: "customer_identified",
    kind: "person",
    traits: { name: "Ani Wijaya" },
  },
  bought("o1", "01-05", ["soda"]),
  bought("o2", "01-15", ["soda", "phone"]),
  bought("o3", "01-25", ["soda", "chips"]),
  bought("o4", "01-26", ["gold"]),
  { ...fact("c4", "01-27"), type: "order_cancelled", orderId: "o4" },
  { ...fact("r9", "01-28"), type: "order_refunded", orderId: "o9", amount: 5 },
  {
    ...fact("d1", "02-02"),
    type: "tactic_decided",
    decisionId: "d1",
    tactic: "win.checkin",
    arm: "treatment",
    reasons: [],
  },
  { ...fact("d2", "02-03"), type: "tactic_delivered", decisionId: "d1" },
  { ...fact("d3", "02-04"), type: "tactic_responded", decisionId: "d1", outcome: "clicked" },
  { ...fact("d4", "02-05"), type: "tactic_delivered", decisionId: "unheard of" },
];
const products: ReadonlyMap<string, Product> = new Map([
  ["soda", { sku: "soda", name: "Soda", category: "drinks", consumable: true }],
  ["phone", { sku: "phone", durable: true }],
  ["rice", { sku: "rice" }],
]);
const asOf = at("02-10");

describe("viewCustomer", () => {
  const orders = ordersFromEvents(events, { asOf });
  const models = {
    rfm: fitRfm(summarizePurchases(orders, { asOf }).summaries),
    lifetime: fitLifetime(summarizePurchases(orders, { asOf }).summaries),
    crossSell: fitCrossSell(orders, {
      asOf,
      rules: [{ when: { inBasket: ["soda"] }, offer: { sku: "rice" } }],
    }),
  };
  const view = viewCustomer({ events, models, products }, { asOf });

  it("tells who they are, the latest word on each trait counting", () => {
    expect(view).toMatchObject({ customerId: "ani", kind: "person" });
    expect(view.traits).toEqual({
      name: "Ani Wijaya",
      otherNames: ["Ani"],
      city: "Bandung",
      interests: ["drinks"],
    });
    expect(view.profile.name).toMatchObject({ value: "Ani Wijaya", eventId: "i2" });
  });

  it("tells what is ahead, within a year or the horizon given, with the model alone", () => {
    const { lifetime } = view;
    expect(lifetime?.horizonDays).toBe(365);
    const month = viewCustomer({ events, models, products }, { asOf, horizonDays: 30 }).lifetime;
    expect(month?.expectedOrders).toBeLessThan(lifetime?.expectedOrders ?? 0);
    expect(viewCustomer({ events }, { asOf })).not.toHaveProperty("lifetime");
  });

  it("tells how they buy, how valuable they are and where on the loop", () => {
    expect(view.purchases).toMatchObject({ orders: 3, recencyDays: 16, revenue: 5000 });
    expect(view.rfm?.code).toBe("511");
    expect(view.segment).toBe("new");
    expect(view.loyalty).toMatchObject({ stage: "repeat", activity: "active", loops: 2 });
    expect(view.history.at(-1)?.kind).toBe("loop");
    // With the fourth order they were loyal, until it was cancelled.
    const loyaltyPolicy = { ...DEFAULT_LOYALTY_POLICY, loyalAfterDays: 20 };
    const { history } = viewCustomer({ events }, { asOf, loyaltyPolicy });
    expect(history.at(-1)).toMatchObject({ kind: "correct", from: "loyal", to: "repeat" });
    expect(view.deadlines[0]).toMatchObject({ to: "overdue" });
  });

  it("says of an order that was split on one day that it was one day, and no index of loyalty", () => {
    const split = [bought("s1", "01-05", ["soda"]), bought("s2", "01-05", ["chips"])];
    const others = [1, 2, 3].map((day): CustomerEvent => ({
      ...bought(`x${String(day)}`, `01-0${String(day)}`, ["soda"]),
      customerId: `c${String(day)}`,
    }));
    const all = [...others, ...split];
    const base = analyzeRfm(ordersFromEvents(all, { asOf }), { asOf });
    const card = viewCustomer({ events: split, models: { rfm: base.model } }, { asOf });
    expect(card.loyalty.stage).toBe("first_time");
    const said = card.rfm?.reasons.map((why) => explain(why, "en")).join(" ");
    expect(said).toContain("bought on 1 day");
    expect(said).not.toMatch(/\d orders/u);
    // The live base says the same.
    const index = createRfmIndex({
      asOf,
      currency: "IDR",
      orders: ordersFromEvents(all, { asOf }),
    });
    expect(index.score("ani", { asOf })?.reasons).toEqual(card.rfm?.reasons);
    const prospect = viewCustomer(
      { events: [{ ...fact("p", "01-05"), type: "customer_identified", traits: { name: "Eko" } }] },
      { asOf },
    );
    for (const { loyaltyIndex } of [prospect, card]) {
      expect(loyaltyIndex).not.toHaveProperty("index");
      expect(loyaltyIndex.reasons[0]?.code).toBe("loyalty.index_unknown");
    }
  });

  it("tells how content and how loyal they are, by the loop's own policy", () => {
    const heard: CustomerEvent[] = [
      ...events,
      { ...fact("f1", "02-05"), type: "feedback_received", kind: "csat", score: 3 },
      { ...fact("s1", "02-06"), type: "intent_shown", signal: "product_added" },
    ];
    const seen = viewCustomer({ events: heard, products }, { asOf });
    expect(seen.satisfaction).toMatchObject({ status: "neutral", silent: { suspected: false } });
    expect(seen.behaviours.repeat).toMatchObject({ met: true, strength: 2 / 3 });
    expect(seen.behaviours.cross_buy.met).toBe(true);
    expect(seen.behaviours.refer.met).toBe("unknown");
    expect(seen.loyaltyIndex.components.map(({ name }) => name)).toContain("satisfaction");
    expect(seen.intentScore).toBe(3);
    const { satisfaction, ...rest } = DEFAULT_LOYALTY_POLICY;
    const scales = { ...satisfaction.scales, csat: { satisfied: 3, neutral: 2 } };
    const loyaltyPolicy = { ...rest, satisfaction: { ...satisfaction, scales } };
    const kind = viewCustomer({ events: heard, products }, { asOf, loyaltyPolicy });
    expect(kind.satisfaction.status).toBe("satisfied");
  });

  it("leaves durable goods out of what the next order may come to", () => {
    expect(view.expectedOrderValue).toBe((1000 + 1000 + 2000) / 3);
    expect(viewCustomer({ events }, { asOf }).expectedOrderValue).toBe(5000 / 3);
    const given = (change: CustomerEvent): number =>
      viewCustomer({ events: [...events, change], products }, { asOf }).expectedOrderValue;
    // Half of the order of soda and phone came back: half of what is left is soda.
    const halfBack: CustomerEvent = {
      ...fact("r2", "01-16"),
      type: "order_refunded",
      orderId: "o2",
      amount: 1000,
    };
    expect(given(halfBack)).toBe((1000 + 500 + 2000) / 3);
    // An order of durable goods alone says nothing of the next one.
    expect(given(bought("o5", "01-30", ["phone"]))).toBe(4000 / 3);
    // One that was refunded in full is no order.
    const back: CustomerEvent = {
      ...fact("r3", "01-29"),
      type: "order_refunded",
      orderId: "o3",
      amount: 2000,
    };
    expect(given(back)).toBe((1000 + 1000) / 2);
    expect(
      viewCustomer({ events: [...events, back] }, { asOf }).items.map((item) => item.sku),
    ).not.toContain("chips");
  });

  it("counts everything in one currency", () => {
    const dollars = { ...bought("o5", "01-30", ["soda"]), currency: "USD" } as CustomerEvent;
    const options = { asOf, currency: "IDR", convert: (amount: number) => amount * 16 };
    const whole = viewCustomer({ events: [...events, dollars] }, options);
    expect(whole.purchases?.revenue).toBe(5000 + 16_000);
    expect(whole.expectedOrderValue).toBe(21_000 / 4);
    expect(whole.items.find((item) => item.sku === "soda")?.price).toBe(16_000);
  });

  it("takes a fact that is there twice once, and a line of nothing for nothing", () => {
    const half: CustomerEvent = {
      ...fact("r2", "01-16"),
      type: "order_refunded",
      orderId: "o2",
      amount: 1000,
    };
    const once = viewCustomer({ events: [...events, half] }, { asOf });
    expect(viewCustomer({ events: [...events, half, { ...half }] }, { asOf })).toEqual(once);
    const nothing = {
      ...bought("o6", "01-30", []),
      lines: [{ sku: "air", quantity: 0, unitPrice: 5 }],
    } as CustomerEvent;
    expect(
      viewCustomer({ events: [...events, nothing] }, { asOf }).items.map((item) => item.sku),
    ).not.toContain("air");
  });

  it("tells what they have bought and in what rhythm; cancelled orders do not count", () => {
    expect(view.items).toEqual([
      {
        sku: "chips",
        durable: false,
        replenishable: false,
        name: "chips",
        price: 1000,
        category: "of chips",
        purchaseDays: 1,
        daysSince: 16,
      },
      {
        sku: "soda",
        durable: false,
        replenishable: true,
        name: "Soda",
        price: 1000,
        category: "drinks",
        purchaseDays: 3,
        daysSince: 16,
        cadenceDays: 10,
      },
      {
        sku: "phone",
        durable: true,
        replenishable: false,
        name: "phone",
        price: 1000,
        category: "of phone",
        purchaseDays: 1,
        daysSince: 26,
      },
    ]);
  });

  it("takes for the last basket the last order that names anything", () => {
    for (const lines of [undefined, [], [{ sku: "air", quantity: 0, unitPrice: 1 }]]) {
      const bare = { ...bought("o8", "02-01", []), lines } as CustomerEvent;
      const { offers } = viewCustomer({ events: [...events, bare], models, products }, { asOf });
      expect(offers.map((offer) => offer.sku)).toEqual(["rice"]);
    }
  });

  it("offers what goes with the last order", () => {
    expect(view.offers.map((offer) => offer.sku)).toEqual(["rice"]);
  });

  it("tells what was done for them, and when they were last in touch", () => {
    expect(view.contacts).toEqual([
      {
        decisionId: "d1",
        tactic: "win.checkin",
        decidedAt: at("02-02"),
        arm: "treatment",
        deliveredAt: at("02-03"),
        outcome: "clicked",
        respondedAt: at("02-04"),
      },
    ]);
    expect(view.lastContactAt).toEqual(at("02-05"));
  });

  it("tells what calls for something to be done soon", () => {
    const told = (...more: CustomerEvent[]): unknown =>
      viewCustomer({ events: [...events, ...more], models, products }, { asOf }).signals;
    const added = (id: string, day: string, sku: string): CustomerEvent => ({
      ...fact(id, day),
      type: "intent_shown",
      signal: "product_added",
      sku,
      value: 500,
      currency: "IDR",
    });
    const basket = [added("new-i1", "02-01", "soda"), added("new-i2", "02-02", "rice")];
    expect(told(...basket)).toEqual({
      cart: { skus: ["soda", "rice"], value: 1000, currency: "IDR", at: at("02-02") },
      lastIntentAt: at("02-02"),
    });
    const removed = {
      ...added("new-i3", "02-03", "soda"),
      signal: "product_removed",
    } as CustomerEvent;
    expect(told(...basket, removed)).toMatchObject({ cart: { skus: ["rice"], at: at("02-03") } });
    const emptied = {
      ...added("new-i4", "02-04", "rice"),
      signal: "product_removed",
    } as CustomerEvent;
    expect(told(...basket, removed, emptied)).not.toHaveProperty("cart");
    const viewed = {
      ...fact("new-i5", "02-04"),
      type: "intent_shown",
      signal: "checkout_started",
      currency: "IDR",
      lines: [{ sku: "tea", quantity: 2, unitPrice: 300 }],
    } as const;
    expect(told(...basket, viewed)).toMatchObject({ cart: { skus: ["tea"], value: 600 } });
    expect(told(...basket, bought("new-o8", "02-05", ["soda"]))).not.toHaveProperty("cart");
    expect(told(added("new-i6", "01-01", "soda"))).not.toHaveProperty("cart");

    const word = { ...fact("new-w1", "02-01"), type: "feedback_received", kind: "review" } as const;
    const bad = { ...word, public: true, score: 2 };
    const answer = { type: "interaction_logged", channel: "web", direction: "outbound" } as const;
    expect(told(bad)).toMatchObject({ unansweredCriticismAt: at("02-01") });
    for (const more of [
      [{ ...bad, score: 3 }],
      [{ ...bad, public: false }],
      [bad, { ...answer, ...fact("new-w2", "02-02") }],
      [bad, { ...answer, ...fact("new-w2", "02-02"), replyTo: "new-w1" }],
    ]) {
      expect(told(...more)).not.toHaveProperty("unansweredCriticismAt");
    }

    const offer = {
      ...fact("new-c1", "02-01"),
      type: "competitor_offer",
      response: "unknown",
    } as const;
    expect(told(offer)).toMatchObject({ competitorOfferAt: at("02-01") });
    for (const more of [
      [{ ...offer, until: at("02-02") }],
      [
        { ...offer, offerId: "x" },
        { ...offer, ...fact("new-c2", "02-02"), offerId: "x", response: "declined" } as const,
      ],
      [offer, bought("new-o8", "02-03", ["soda"])],
    ]) {
      expect(told(...more)).not.toHaveProperty("competitorOfferAt");
    }
    const came = { ...fact("new-v1", "02-03"), type: "order_delivered", orderId: "o1" } as const;
    expect(told(came)).toMatchObject({ lastDeliveredAt: at("02-03") });
  });

  it("names the day of such a fact in the zone", () => {
    const late: CustomerEvent = {
      ...fact("r8", "01-28"),
      at: new Date("2026-01-28T20:00:00Z"),
      type: "order_refunded",
      orderId: "o8",
      amount: 5,
    };
    const jakarta = viewCustomer({ events: [...events, late] }, { asOf, timeZone: "Asia/Jakarta" });
    expect(jakarta.diagnostics.map(({ params }) => params["day"])).toEqual([
      "2026-01-28",
      "2026-01-29",
    ]);
  });

  it("names facts that cannot be used", () => {
    expect(view.diagnostics).toEqual([
      { code: "purchases.refund_without_order", params: { orderId: "o9", day: "2026-01-28" } },
    ]);
  });

  it("is a prospect before the first order, and in no segment without a model", () => {
    const early = viewCustomer({ events, models }, { asOf: at("01-02") });
    expect(early.segment).toBe("prospect");
    expect(early.purchases).toBeUndefined();
    expect(early.lastContactAt).toBeUndefined();
    const bare = viewCustomer({ events }, { asOf });
    expect(bare.segment).toBeUndefined();
    expect(bare.offers).toEqual([]);
  });

  it("refuses nobody, a mixture of customers and an asOf that is none", () => {
    const other = { ...bought("o7", "01-05", []), customerId: "budi" };
    expect(() => viewCustomer({ events: [] }, { asOf })).toThrow(
      expect.objectContaining({ code: "UNKNOWN_CUSTOMER" }),
    );
    expect(() => viewCustomer({ events }, { asOf: at("01-01") })).not.toThrow();
    expect(() => viewCustomer({ events }, { asOf: new Date("2025-01-01") })).toThrow(
      /no event up to asOf/,
    );
    expect(() => viewCustomer({ events: [...events, other] }, { asOf })).toThrow(
      /"ani" and "budi" are mixed/,
    );
    expect(() => viewCustomer({ events }, { asOf: new Date("x") })).toThrow(
      /asOf is an invalid date/,
    );
  });

  it("is the same from any arrival order, and ignores what comes later", () => {
    fc.assert(
      fc.property(
        withShuffle(customerLog),
        instants,
        timeZones,
        ([given, shuffled], when, timeZone) => {
          const known = given.filter((event) => event.at <= when);
          fc.pre(known.length > 0);
          const options = { asOf: when, timeZone };
          const whole = viewCustomer({ events: deepFreeze(shuffled) }, options);
          expect(whole).toEqual(viewCustomer({ events: known }, options));
          expect(JSON.stringify(whole)).not.toContain("null");
        },
      ),
    );
  });
});
