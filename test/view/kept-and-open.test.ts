/** What a customer owns, and what calls for something, by the one rule of each. */
import { describe, expect, it } from "vitest";
import {
  createCrm,
  DEFAULT_LOYALTY_POLICY,
  DEFAULT_SATISFACTION_POLICY,
  memoryStore,
  viewCustomer,
  type CustomerEvent,
  type CustomerView,
} from "setia";

const asOf = new Date("2026-02-20T04:00:00Z");
const at = (day: number): Date => new Date(Date.UTC(2026, 1, day, 10));
const ani = { customerId: "ani" } as const;
const bought = (id: string, skus: readonly string[], day = 1): CustomerEvent => ({
  ...ani,
  id,
  at: at(day),
  type: "order_completed",
  orderId: id,
  currency: "IDR",
  total: 1000 * skus.length,
  lines: skus.map((sku) => ({ sku, quantity: 1, unitPrice: 1000, category: `kind of ${sku}` })),
});
const back = (orderId: string, sku: string, day = 5): CustomerEvent => ({
  ...ani,
  id: `back ${orderId} ${sku}`,
  at: at(day),
  type: "order_refunded",
  orderId,
  amount: 1000,
  lines: [{ sku, quantity: 1 }],
});
const look = (events: CustomerEvent[], more = {}): CustomerView<string> =>
  viewCustomer({ events, ...more }, { asOf });

describe("what came back", () => {
  it("is not owned, leads to no offer and is no other category", async () => {
    const crm = createCrm({
      store: memoryStore(),
      timeZone: "Asia/Jakarta",
      currency: "IDR",
      rules: [
        { when: { bought: ["phone"] }, offer: { sku: "case" } },
        { when: { inBasket: ["phone"] }, offer: { sku: "film" } },
      ],
    });
    await crm.record([bought("o", ["phone", "strap"])]);
    const before = await crm.customer("ani", { asOf });
    expect(before.offers.map(({ sku }) => sku)).toEqual(["case", "film"]);
    expect(before.behaviours.cross_buy.met).toBe(true);
    await crm.record([back("o", "phone")]);
    const after = await crm.customer("ani", { asOf });
    expect(after.items.map(({ sku }) => sku)).toEqual(["strap"]);
    expect(after.offers).toEqual([]);
    expect(after.behaviours.cross_buy.met).toBe(false);
    expect((await crm.customer("ani", { asOf: at(4) })).items).toHaveLength(2);
    await crm.refit({ asOf });
    expect((await crm.recommend({ basket: ["strap"], asOf })).map(({ sku }) => sku)).toEqual([]);
  });

  it("stays away from baskets when the person is erased", async () => {
    const crm = createCrm({ store: memoryStore(), timeZone: "UTC", currency: "IDR" });
    await crm.record([bought("o", ["phone", "strap"]), back("o", "phone")]);
    const { pseudonyms } = await crm.eraseCustomer("ani");
    const { items } = await crm.customer(pseudonyms[0] ?? "", { asOf });
    expect(items.map(({ sku }) => sku)).toEqual(["strap"]);
  });

  it("is no interest, and no durable good that keeps the next order small", () => {
    const twice = [bought("1", ["tea"]), bought("2", ["tea"], 8)];
    expect(look(twice).traits.interests).toEqual(["kind of tea"]);
    expect(look([...twice, back("2", "tea", 9)]).traits.interests ?? []).toEqual([]);
    const products = new Map([["phone", { sku: "phone", durable: true }]]);
    const mixed = [bought("o", ["phone", "tea"])];
    expect(look(mixed, { products }).expectedOrderValue).toBe(1000);
    expect(look([...mixed, back("o", "phone")], { products }).expectedOrderValue).toBe(1000);
    expect(look([...mixed, back("o", "tea")], { products }).expectedOrderValue).toBe(0);
  });
});

describe("public criticism", () => {
  const told = (more: object, id = "word"): CustomerEvent =>
    ({ ...ani, id, at: at(10), type: "feedback_received", public: true, ...more }) as CustomerEvent;
  const answer = (more: object = {}): CustomerEvent => ({
    ...ani,
    id: "answer",
    at: at(11),
    type: "interaction_logged",
    channel: "social",
    direction: "outbound",
    ...more,
  });
  const of = ({ satisfaction, signals }: CustomerView<string>): unknown => [
    satisfaction.publicWords.criticism,
    signals.unansweredCriticismAt,
  ];

  it.each([
    { kind: "complaint", complaintId: "k" },
    { kind: "csat", score: 1 },
    { kind: "nps", score: 0 },
    { kind: "ces", score: 1 },
    { kind: "review", score: 2 },
    { kind: "suggestion", expected: 9, perceived: 2 },
    { kind: "suggestion", sentiment: "negative" },
  ])("is one and the same wherever it is asked for: %j", (word) => {
    expect(of(look([told(word)]))).toEqual([1, at(10)]);
    expect(of(look([told({ ...word, public: false })]))).toEqual([0, undefined]);
    expect(of(look([told(word), answer()]))).toEqual([1, undefined]);
    expect(of(look([told(word), answer({ replyTo: "word" })]))).toEqual([1, undefined]);
    expect(of(look([told(word), answer({ replyTo: "another" })]))).toEqual([1, at(10)]);
  });

  it("goes by the policy in force", () => {
    const review = { satisfied: 5, neutral: 4 };
    const scales = { ...DEFAULT_SATISFACTION_POLICY.scales, review };
    const satisfaction = { ...DEFAULT_SATISFACTION_POLICY, scales };
    const loyaltyPolicy = { ...DEFAULT_LOYALTY_POLICY, satisfaction };
    const events = [told({ kind: "review", score: 3 })];
    expect(of(look(events))).toEqual([0, undefined]);
    expect(of(viewCustomer({ events }, { asOf, loyaltyPolicy }))).toEqual([1, at(10)]);
  });

  it("is answered for a complaint by what names the complaint, and by nothing that names another", () => {
    const complaint = told({ kind: "complaint", complaintId: "k" });
    expect(of(look([complaint, answer({ complaintId: "k" })]))).toEqual([1, undefined]);
    expect(of(look([complaint, answer({ complaintId: "j" })]))).toEqual([1, at(10)]);
    const resolved: CustomerEvent = {
      ...{ ...ani, id: "r", at: at(12), type: "complaint_resolved", complaintId: "k" },
    };
    expect(of(look([complaint, resolved]))).toEqual([1, undefined]);
  });
});

describe("a competitor's offer", () => {
  const offer = (day: number, more: object = {}): CustomerEvent => ({
    ...ani,
    id: `offer ${String(day)}`,
    at: at(day),
    type: "competitor_offer",
    response: "unknown",
    offerId: "x",
    ...more,
  });
  const of = ({ signals, behaviours }: CustomerView<string>): unknown => [
    signals.competitorOfferAt,
    signals.competitorOfferUntil,
    behaviours.resist.met,
  ];
  const month = 30 * 86_400_000;

  it("is answered by an order that stands, and open again when the order falls", () => {
    const cancelled: CustomerEvent = {
      ...{ ...ani, id: "off", at: at(12), type: "order_cancelled", orderId: "o" },
    };
    const until = new Date(at(9).getTime() + month);
    expect(of(look([offer(9)]))).toEqual([at(9), until, "unknown"]);
    expect(of(look([offer(9), bought("o", ["tea"], 10)]))).toEqual([undefined, undefined, true]);
    const fallen = look([offer(9), bought("o", ["tea"], 10), cancelled]);
    expect(of(fallen)).toEqual([at(9), until, "unknown"]);
  });

  it("is one offer when it is told twice, from the first word to the last end that was told", () => {
    const told = [offer(9), offer(12, { until: at(19) })];
    expect(of(look(told))).toEqual([undefined, undefined, "unknown"]);
    const longer = [offer(9), offer(12, { until: at(25) })];
    expect(of(look(longer))).toEqual([at(9), at(25), "unknown"]);
    expect(of(look([...longer, offer(13, { response: "declined" })]))).toEqual([
      undefined,
      undefined,
      true,
    ]);
    const again = [offer(9), offer(10, { response: "declined" }), offer(12)];
    expect(of(look(again))).toEqual([undefined, undefined, true]);
  });
});
