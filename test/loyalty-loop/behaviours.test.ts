import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DEFAULT_LOYALTY_WEIGHTS,
  INTENT_WEIGHTS,
  measureIntent,
  type BehaviourResult,
} from "setia/loyalty";
import {
  explain,
  words,
  measureBehaviours,
  measureLoyaltyIndex,
  type CustomerEvent,
  type IntentSignal,
  type LoyaltyBehaviours,
  type MeasureBehavioursOptions,
} from "setia";
import { richLog } from "../rich-log";
import { at, fact, order } from "../satisfaction/facts";

const on = (
  events: readonly CustomerEvent[],
  day: string,
  more: Partial<MeasureBehavioursOptions> = {},
): LoyaltyBehaviours => measureBehaviours(events, { asOf: at(day), ...more });
const short = ({ met, strength }: BehaviourResult): unknown => [met, strength];
const line = (sku: string, category?: string): object => ({
  sku,
  quantity: 1,
  unitPrice: 50,
  ...(category === undefined ? {} : { category }),
});
const basket = (day: string, ...lines: object[]): CustomerEvent =>
  ({ ...order(day, day), lines }) as CustomerEvent;
const offer = (day: string, more: object): CustomerEvent =>
  ({ ...fact(day), type: "competitor_offer", ...more }) as CustomerEvent;

describe("buying again", () => {
  const two = [order("2026-01-05", "a"), order("2026-02-05", "b")];

  it("is met by orders on two days, more strongly by more", () => {
    expect(short(on(two, "2026-03-01").repeat)).toEqual([true, 0.5]);
    const four = [...two, order("2026-03-05", "c"), order("2026-04-05", "d")];
    expect(short(on(four, "2026-05-01").repeat)).toEqual([true, 0.75]);
    expect(on(two, "2026-03-01").repeat.evidence.map(({ id }) => id)).toEqual(["a", "b"]);
  });

  it("is unknown without an order and while it is too early, else not met", () => {
    const once = [order("2026-01-05", "a"), order("2026-01-05", "b")];
    expect(on([], "2026-03-01").repeat.met).toBe("unknown");
    expect(on(once, "2026-03-01").repeat.met).toBe("unknown");
    expect(on(once, "2026-03-01", { activity: "active" }).repeat.met).toBe("unknown");
    expect(on(once, "2026-03-01", { activity: "overdue" }).repeat.met).toBe(false);
  });

  it("does not count what was cancelled", () => {
    const taken: CustomerEvent = { ...fact("2026-02-06"), type: "order_cancelled", orderId: "b" };
    expect(on([...two, taken], "2026-03-01", { activity: "lapsed" }).repeat.met).toBe(false);
  });
});

describe("buying other products", () => {
  it("is met by two categories", () => {
    const events = [basket("2026-01-05", line("tea", "drinks"), line("rice", "food"))];
    expect(short(on(events, "2026-02-01").cross_buy)).toEqual([true, 0.5]);
  });

  it("is not met by one, and unknown where a category is not told", () => {
    const one = [basket("2026-01-05", line("tea", "drinks"))];
    expect(on(one, "2026-02-01").cross_buy.met).toBe(false);
    const untold = [...one, basket("2026-01-06", line("rice"))];
    expect(on(untold, "2026-02-01").cross_buy.met).toBe("unknown");
    expect(on([order("2026-01-05", "a")], "2026-02-01").cross_buy.met).toBe("unknown");
    const products = new Map([["rice", { sku: "rice", category: "food" }]]);
    expect(on(untold, "2026-02-01", { products }).cross_buy.met).toBe(true);
  });
});

describe("recommending", () => {
  const made: CustomerEvent = {
    ...fact("2026-01-05"),
    type: "referral_made",
    referredCustomerId: "budi",
  };
  const converted = (day: string, referredCustomerId: string): CustomerEvent => ({
    ...fact(day),
    type: "referral_converted",
    referredCustomerId,
  });

  it("is met by somebody who bought, each counted once", () => {
    expect(on([], "2026-02-01").refer.met).toBe("unknown");
    expect(on([made], "2026-02-01").refer.met).toBe(false);
    const events = [made, converted("2026-01-06", "budi"), converted("2026-01-07", "budi")];
    expect(short(on(events, "2026-02-01").refer)).toEqual([true, 0.5]);
    const more = [...events, converted("2026-01-08", "citra")];
    expect(on(more, "2026-02-01").refer.strength).toBeCloseTo(2 / 3);
  });
});

describe("refusing competitors", () => {
  it("is met by a refusal, and by buying while an offer is open", () => {
    expect(on([], "2026-02-01").resist.met).toBe("unknown");
    const declined = [offer("2026-01-05", { response: "declined" })];
    expect(short(on(declined, "2026-02-01").resist)).toEqual([true, 0.5]);
    const open = [offer("2026-01-05", { response: "unknown" })];
    expect(on(open, "2026-01-10").resist).toMatchObject({
      met: "unknown",
      reasons: [{ code: "loyalty.offer_open" }],
    });
    expect(on([...open, order("2026-02-03", "a")], "2026-03-01").resist.met).toBe(true);
    expect(on([...open, order("2026-02-05", "a")], "2026-03-01").resist.met).toBe("unknown");
    const brief = [offer("2026-01-05", { response: "unknown", until: at("2026-01-07") })];
    expect(on([...brief, order("2026-01-08", "a")], "2026-03-01").resist.met).toBe("unknown");
  });

  it("takes a later answer to the same offer, and is not met by who went", () => {
    const events = [
      offer("2026-01-05", { response: "unknown", offerId: "x" }),
      offer("2026-01-09", { response: "accepted", offerId: "x" }),
    ];
    expect(on(events, "2026-01-06").resist.met).toBe("unknown");
    expect(on(events, "2026-01-10").resist.met).toBe(false);
    const stayed = [1, 2].map((n) => offer(`2026-02-0${String(n)}`, { response: "declined" }));
    expect(short(on([...events, ...stayed], "2026-03-10").resist)).toEqual([true, 0.5]);
  });
});

describe("intent", () => {
  const shown = (day: string, signal: IntentSignal): CustomerEvent => ({
    ...fact(day),
    type: "intent_shown",
    signal,
  });

  it("adds up thirty days, each fact once", () => {
    const seen = shown("2026-01-05", "product_viewed");
    const events = [
      seen,
      seen,
      shown("2026-01-06", "checkout_started"),
      shown("2026-01-06", "email_opened"),
    ];
    expect(measureIntent(events, { asOf: at("2026-01-05") })).toBe(1);
    expect(measureIntent(events, { asOf: at("2026-02-03") })).toBe(5);
    expect(measureIntent(events, { asOf: at("2026-02-04") })).toBe(INTENT_WEIGHTS.checkout_started);
    expect(measureIntent([], { asOf: at("2026-02-04") })).toBe(0);
  });
});

describe("the loyalty index", () => {
  const none = on([], "2026-02-01");

  it("leaves out what is not known and says how much that is", () => {
    const quiet = measureLoyaltyIndex({
      activity: "active",
      behaviours: none,
      satisfaction: "unknown",
    });
    expect(quiet).not.toHaveProperty("index");
    expect(quiet.known).toBe(0.25);
    expect(quiet.reasons).toEqual([{ code: "loyalty.index_unknown", params: { known: 0.25 } }]);
    expect(quiet.components.every(({ points }) => points === 0)).toBe(true);
    expect(quiet.components.filter(({ value }) => value !== undefined)).toHaveLength(1);
    const once = on([order("2026-01-05", "a")], "2027-06-01", { activity: "lost" });
    const lost = measureLoyaltyIndex({
      activity: "lost",
      behaviours: once,
      satisfaction: "satisfied",
    });
    expect(lost.known).toBeCloseTo(0.6);
    expect(lost.index).toBeCloseTo(100 * (10 / 60));
  });

  it("refuses weights that are none", () => {
    const customer = { activity: "active", behaviours: none, satisfaction: "unknown" } as const;
    const weights = { ...DEFAULT_LOYALTY_WEIGHTS, refer: -1 };
    expect(() => measureLoyaltyIndex(customer, weights)).toThrow(/weights.refer is -1/);
    const zero = { presence: 0, repeat: 0, cross_buy: 0, refer: 0, resist: 0, satisfaction: 0 };
    expect(() => measureLoyaltyIndex(customer, zero)).toThrow(/all weights are 0/);
    const unknown = measureLoyaltyIndex(customer, { ...zero, refer: 1 });
    expect(unknown.known).toBe(0);
    expect(unknown).not.toHaveProperty("index");
    // Weights of what is known are enough.
    expect(measureLoyaltyIndex(customer, { ...zero, presence: 1 })).toMatchObject({ index: 100 });
  });
});

describe("laws", () => {
  it("strengths lie in 0–1 and go with being met; the index is the sum of its points", () => {
    fc.assert(
      fc.property(
        richLog,
        fc.constantFrom(...words.satisfactionStatuses),
        (events, satisfaction) => {
          const behaviours = on(events, "2026-06-01", { activity: "overdue" });
          for (const name of words.loyaltyBehaviours) {
            const { met, strength, reasons, evidence } = behaviours[name];
            expect(strength > 0).toBe(met === true);
            expect(strength).toBeLessThan(1);
            for (const why of reasons) expect(explain(why, "id")).not.toContain("{");
            if (met === true) expect(evidence.length).toBeGreaterThan(0);
          }
          const { index, known, components } = measureLoyaltyIndex({
            activity: "overdue",
            behaviours,
            satisfaction,
          });
          expect(index === undefined).toBe(known < 0.5);
          expect(index ?? 0).toBeGreaterThanOrEqual(0);
          expect(index ?? 0).toBeLessThanOrEqual(100);
          expect(components.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(index ?? 0);
          expect(components.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1);
        },
      ),
    );
  });
});
