/** What came back is in no basket, and what names nothing is no product. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBasketCounter } from "setia/cross-sell";
import {
  defineCrossSellRules,
  evaluateCrossSell,
  findBundles,
  fitCrossSell,
  frequentItemsets,
  isSetiaError,
  mineRules,
  recommendCrossSell,
  type CrossSellContext,
  type Order,
} from "setia";

const asOf = new Date("2026-06-01T00:00:00Z");
const day = (number: number): Date => new Date(Date.UTC(2026, 0, number));

function order(id: string, skus: readonly unknown[], more: Partial<Order> = {}): Order {
  return {
    id,
    customerId: `customer ${id}`,
    placedAt: day(1),
    currency: "USD",
    total: 100,
    lines: skus.map((sku) => ({ sku: sku as string, quantity: 1, unitPrice: 50 })),
    ...more,
  };
}
const back = (sku: string, quantity = 1, at = day(5)): NonNullable<Order["refunds"]> => [
  { at, amount: 50, lines: [{ sku, quantity }] },
];
const skusOf = (orders: Order[], options = {}): string[] =>
  fitCrossSell(orders, { asOf, ...options }).items.map(({ sku }) => sku);

describe("a line that came back", () => {
  const pairs = Array.from({ length: 6 }, (_, n) => order(String(n), ["phone", "case"]));

  it("is in no basket, by whatever way baskets are made", () => {
    const returned = pairs.map((one) => ({ ...one, refunds: back("phone") }));
    expect(skusOf(returned)).toEqual(["case"]);
    expect(mineRules(pairs, { minLift: 0 })).not.toEqual([]);
    expect(mineRules(returned, { minLift: 0 })).toEqual([]);
    for (const by of ["order", "customer"] as const) {
      const sets = frequentItemsets(returned, { by, minCount: 1 });
      expect(sets.map(({ items }) => items)).toEqual([["case"]]);
    }
    const products = new Map(
      ["phone", "case"].map((sku) => [sku, { sku, price: 100, cost: 10 }] as const),
    );
    const rice = order("rice", ["rice"]);
    expect(findBundles([...pairs, rice], { minCount: 1, asOf, products })).not.toEqual([]);
    expect(findBundles([...returned, rice], { minCount: 1, asOf, products })).toEqual([]);
    const next = pairs.flatMap((one, n) => [
      { ...one, refunds: back("phone") },
      { ...order(`later ${String(n)}`, ["phone"]), customerId: one.customerId, placedAt: day(9) },
    ]);
    const led = mineRules(next, { by: "next", asOf, minLift: 0, minCount: 1 });
    expect(led.map(({ when, offer }) => [when.bought, offer])).toEqual([
      [["case"], { sku: "phone" }],
    ]);
  });

  it("leaves an order without a basket if nothing of it was kept, and stands until it comes back", () => {
    const [first] = pairs;
    if (first === undefined) throw new Error("no order");
    const refunds = [...back("phone"), ...back("case")];
    expect(fitCrossSell([{ ...first, refunds }], { asOf }).baskets).toBe(0);
    expect(fitCrossSell([{ ...first, refunds }], { asOf: day(4) }).baskets).toBe(1);
  });

  it("is gone only once its whole quantity came back, in parts too", () => {
    const three = order("three", []);
    const lines = [{ sku: "tea", quantity: 0.3, unitPrice: 10 }];
    const kept = (...parts: number[]): string[] =>
      skusOf([{ ...three, lines, refunds: parts.flatMap((part) => back("tea", part)) }]);
    expect([kept(), kept(0.1), kept(0.1, 0.2), kept(0.3), kept(5)]).toEqual([
      ["tea"],
      ["tea"],
      [],
      [],
      [],
    ]);
    const twice = { ...three, lines: [...lines, ...lines], refunds: back("tea", 0.3) };
    expect(skusOf([twice])).toEqual(["tea"]);
    expect(skusOf([{ ...three, lines, refunds: back("rice") }])).toEqual(["tea"]);
  });

  it("is not foretold, nor does it count as bought again", () => {
    const orders = Array.from({ length: 40 }, (_, n) => ({
      ...order(String(n), ["phone", "case"]),
      placedAt: day(n + 1),
    }));
    const options = { asOf, task: "basket", holdOut: "time" } as const;
    expect(evaluateCrossSell(orders, options).cases).toBeGreaterThan(0);
    const returned = orders.map((one) => ({ ...one, refunds: back("phone", 1, one.placedAt) }));
    expect(() => evaluateCrossSell(returned, options)).toThrow(/no order can be foretold/u);
    const again = Array.from({ length: 8 }, (_, n) => ({
      ...order(
        String(n),
        ["phone", "case"],
        n % 2 === 0 ? {} : { refunds: back("phone", 1, day(90)) },
      ),
      customerId: "ani",
      placedAt: day(1 + 10 * n),
    }));
    const repeats = fitCrossSell(again, { asOf }).items.map(({ sku, repeatDays }) => [
      sku,
      repeatDays,
    ]);
    expect(repeats).toEqual([
      ["case", 10],
      ["phone", undefined],
    ]);
  });
});

describe("what names nothing", () => {
  const blanks = [null, undefined, "", "  ", "\t\n", "\u00a0"] as unknown as string[];
  const placeOf = (run: () => unknown): unknown => {
    try {
      run();
    } catch (error) {
      if (isSetiaError(error)) return [error.code, error.issues[0]?.path];
      throw error;
    }
    return "nothing was refused";
  };

  it.each(blanks)("is refused in lists of items, with its place: %j", (blank) => {
    const baskets = [
      ["rice", "egg"],
      ["rice", blank],
    ];
    const refused = ["INVALID_INPUT", ["baskets", 1, 1]];
    expect(placeOf(() => mineRules(baskets))).toEqual(refused);
    expect(placeOf(() => mineRules(baskets, { level: "both" }))).toEqual(refused);
    expect(placeOf(() => frequentItemsets(baskets))).toEqual(refused);
    expect(placeOf(() => fitCrossSell(baskets, { asOf }))).toEqual(refused);
    expect(placeOf(() => findBundles(baskets, { products: new Map() }))).toEqual(refused);
    const counter = createBasketCounter();
    expect(placeOf(() => counter.add(["rice", blank]))).toEqual(["INVALID_INPUT", ["items", 1]]);
    expect([counter.baskets, counter.count("rice")]).toEqual([0, 0]);
    expect(() => counter.remove([blank])).toThrow(/in no basket/u);
    for (const rule of [
      { when: {}, offer: { sku: blank } },
      { when: {}, offer: { category: blank } },
      { when: { bought: [blank] }, offer: { sku: "a" } },
      { when: { inBasket: [{ category: blank }] }, offer: { sku: "a" } },
      { when: { segment: [blank] }, offer: { sku: "a" } },
    ]) {
      expect(() => defineCrossSellRules([rule])).toThrow(/names nothing|expected a name/u);
    }
  });

  it.each(blanks)("is refused where a recommendation is asked for: %j", (blank) => {
    const model = fitCrossSell([["rice", "egg"]], { asOf });
    const ask = (context: CrossSellContext): unknown =>
      placeOf(() => recommendCrossSell(context, model, { asOf }));
    expect(ask({ basket: ["rice", blank] })).toEqual(["INVALID_INPUT", ["basket", 1]]);
    expect(ask({ exclude: [blank] })).toEqual(["INVALID_INPUT", ["exclude", 0]]);
    expect(ask({ customer: { bought: [{ sku: blank }] } })).toEqual([
      "INVALID_INPUT",
      ["customer", "bought", 0],
    ]);
    expect(ask({ customer: { refused: [{ sku: blank, at: asOf }] } })).toEqual([
      "INVALID_INPUT",
      ["customer", "refused", 0],
    ]);
  });

  it.each(blanks)("is no product on an order, whose money counts all the same: %j", (blank) => {
    const orders = [order("1", ["a", blank]), order("2", ["a", blank])];
    const model = fitCrossSell(orders, { asOf });
    expect(model.items.map(({ sku }) => sku)).toEqual(["a"]);
    expect(model.baskets).toBe(2);
    expect(recommendCrossSell({ basket: ["a"] }, model, { asOf })).toEqual([]);
    expect(fitCrossSell([order("3", [blank])], { asOf }).baskets).toBe(0);
    const lines = [{ sku: "a", quantity: 1, unitPrice: 1, category: blank }];
    expect(fitCrossSell([order("4", [], { lines })], { asOf }).categories).toEqual([]);
    const products = new Map([[blank, { sku: blank, name: "" }]]);
    expect(recommendCrossSell({ products }, model, { asOf })).toEqual([]);
  });

  it("is no customer: such orders make baskets, and nobody's history", () => {
    const nobody = ["", " ", "\t"].map((customerId, n) =>
      order(String(n), ["a", "b"], { customerId }),
    );
    const model = fitCrossSell(nobody, { asOf });
    expect([model.baskets, model.customers]).toEqual([3, 0]);
    expect(frequentItemsets(nobody, { by: "customer", minCount: 1 })).toEqual([]);
    expect(mineRules(nobody, { by: "next", asOf, minCount: 1 })).toEqual([]);
  });

  it("is told from what is no sku, no list and no order at all", () => {
    expect(() => fitCrossSell([order("1", ["a", 5])], { asOf })).toThrow(
      'order "1": lines[1].sku is 5; expected a text',
    );
    for (const basket of [null, "rice, egg", 7, {}] as unknown as string[][]) {
      expect(() => mineRules([basket])).toThrow(/expected a list of items, or an order/u);
    }
  });

  it("leaves figures as if the blank lines were not there", () => {
    const sku = fc.constantFrom("a", "b", "c", "", " ");
    fc.assert(
      fc.property(fc.array(fc.array(sku, { maxLength: 4 }), { maxLength: 12 }), (baskets) => {
        const orders = (clean: boolean): Order[] =>
          baskets.map((skus, n) =>
            order(String(n), clean ? skus.filter((one) => one.trim() !== "") : skus),
          );
        expect(fitCrossSell(orders(false), { asOf })).toEqual(fitCrossSell(orders(true), { asOf }));
      }),
    );
  });
});
