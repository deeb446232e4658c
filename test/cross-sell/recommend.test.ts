import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  explain,
  fitCrossSell,
  recommendCrossSell,
  type CrossSellModel,
  type CrossSellRule,
  type Order,
} from "setia";
import { type Product } from "setia/rfm";
import { deepFreeze } from "../arbitraries";
import { orderOf } from "./baskets";

const asOf = new Date("2026-06-15T00:00:00Z");
const SKUS = ["phone", "case", "soda", "chips", "rice"];

/** Each by a customer of its own, so that only baskets tell. */
function ordersOf(baskets: readonly (readonly string[])[]): Order[] {
  return baskets.map((skus, index) =>
    orderOf(String(index), `customer ${String(index)}`, "2026-06-01", skus),
  );
}

const products: ReadonlyMap<string, Product> = new Map(
  [
    { sku: "phone", category: "phones", durable: true },
    { sku: "case", name: "Case", category: "cases", price: 900 },
    { sku: "case-2", category: "cases" },
    { sku: "soda", category: "drinks", consumable: true },
    { sku: "chips", name: "Chips", category: "snacks", consumable: true },
    { sku: "rice", category: "food", stock: 0 },
  ].map((product) => [product.sku, product]),
);

const history = [
  ...Array<string[]>(8).fill(["phone", "case"]),
  ...Array<string[]>(6).fill(["soda", "chips"]),
  ...Array<string[]>(9).fill(["soda"]),
  ["rice"],
];
const fitted = fitCrossSell(ordersOf(history), { asOf });
const withRules = (rules: readonly CrossSellRule[]): CrossSellModel =>
  fitCrossSell(ordersOf(history), { asOf, rules });
const skus = (
  model: CrossSellModel,
  context: Parameters<typeof recommendCrossSell>[0],
  options: Parameters<typeof recommendCrossSell>[2],
): string[] => recommendCrossSell(context, model, options).map((offer) => offer.sku);

describe("recommendCrossSell", () => {
  it("offers what the baskets say, and tells the figures in both languages", () => {
    const [offer] = recommendCrossSell({ basket: ["phone"], products }, fitted, { asOf, limit: 1 });
    expect(offer).toMatchObject({ sku: "case", name: "Case", price: 900, from: "mined", lift: 3 });
    const reasons = offer?.reasons ?? [];
    expect(reasons.map((one) => explain(one, "en"))).toEqual([
      "All orders with phone also have it (8 of 8), 3 times as many as by chance.",
    ]);
    expect(reasons.map((one) => explain(one, "id"))).toEqual([
      "Semua pesanan berisi phone juga memuatnya (8 dari 8), 3 kali lipat dari kebetulan.",
    ]);
  });

  it("fills up with what is bought often, and says so", () => {
    const offers = recommendCrossSell({ basket: ["phone"] }, fitted, { asOf });
    expect(offers.map(({ sku, from }) => [sku, from])).toEqual([
      ["case", "mined"],
      ["soda", "popular"],
      ["chips", "popular"],
    ]);
    expect((offers[1]?.reasons ?? []).map((one) => explain(one, "en"))).toEqual([
      "A bestseller: soda is in 15 of 24 orders.",
    ]);
  });

  it("takes less than nothing in stock for nothing", () => {
    const oversold = new Map([["case", { sku: "case", stock: -2 }]]);
    expect(skus(fitted, { basket: ["phone"], products: oversold }, { asOf })).toEqual([]);
  });

  it("puts the shop's own rules first", () => {
    const model = withRules([{ when: { inBasket: ["phone"] }, offer: { sku: "rice" } }]);
    expect(skus(model, { basket: ["phone"] }, { asOf, limit: 2 })).toEqual(["rice", "case"]);
    const [offer] = recommendCrossSell({ basket: ["phone"] }, model, { asOf });
    expect(offer?.reasons).toEqual([
      { code: "cross_sell.written", params: { rule: "phone → rice" } },
    ]);
  });

  it("names a rule that asks for no item by its offer", () => {
    const [offer] = recommendCrossSell({}, withRules([{ when: {}, offer: { sku: "rice" } }]), {
      asOf,
    });
    expect(offer?.reasons[0]?.params).toEqual({ rule: "rice" });
  });

  it("finds the product of a category that is bought most and may be offered", () => {
    const model = withRules([
      { when: { bought: [{ category: "phones" }] }, offer: { category: "cases" } },
    ]);
    const customer = { bought: ["phone"] };
    expect(skus(model, { customer, products }, { asOf, limit: 1 })).toEqual(["case"]);
    expect(skus(model, { customer, products, exclude: ["case"] }, { asOf, limit: 1 })).toEqual([
      "case-2",
    ]);
    expect(
      skus(model, { customer: {}, products, exclude: ["soda", "chips"] }, { asOf, limit: 1 }),
    ).toEqual(["case"]);
  });

  it("prefers in a category what fits the basket to what is bought most", () => {
    const phones = [
      ...Array<string[]>(6).fill(["a1", "case-a"]),
      ...Array<string[]>(9).fill(["b2", "case-b"]),
      ...Array<string[]>(20).fill(["soda"]),
    ];
    const rules = [{ when: { inBasket: [{ category: "phones" }] }, offer: { category: "cases" } }];
    const catalogue = new Map(
      [
        ["a1", "phones"],
        ["b2", "phones"],
        ["case-a", "cases"],
        ["case-b", "cases"],
      ].map(([sku = "", category = ""]) => [sku, { sku, category }]),
    );
    const model = fitCrossSell(ordersOf(phones), { asOf, rules });
    expect(skus(model, { basket: ["a1"], products: catalogue }, { asOf, limit: 1 })).toEqual([
      "case-a",
    ]);
    expect(skus(model, { basket: ["b2"], products: catalogue }, { asOf, limit: 1 })).toEqual([
      "case-b",
    ]);
  });

  it("adds up what the items of a basket say, and explains by the strongest", () => {
    const given = [
      ...Array<string[]>(6).fill(["a", "x"]),
      ...Array<string[]>(4).fill(["a", "y"]),
      ...Array<string[]>(6).fill(["b", "x"]),
      ...Array<string[]>(12).fill(["b", "z"]),
      ...Array<string[]>(40).fill(["w"]),
    ];
    const model = fitCrossSell(ordersOf(given), { asOf, minCount: 1, minLift: 0 });
    const scoreOf = (basket: string[]): number => {
      const offers = recommendCrossSell({ basket }, model, { asOf, limit: 9 });
      return offers.find((offer) => offer.sku === "x")?.score ?? 0;
    };
    expect(scoreOf(["a", "b"])).toBeCloseTo(scoreOf(["a"]) + scoreOf(["b"]), 12);
    expect(scoreOf(["a"])).toBeGreaterThan(scoreOf(["b"]));
    for (const basket of [
      ["a", "b"],
      ["b", "a"],
    ]) {
      const offer = recommendCrossSell({ basket }, model, { asOf, limit: 9 }).find(
        ({ sku }) => sku === "x",
      );
      expect(offer?.reasons[0]?.params["antecedent"]).toBe("a");
    }
  });

  it("asks for segment, stage and season where a rule does", () => {
    const model = withRules([
      { when: { segment: ["champions"], stage: ["loyal"] }, offer: { sku: "gold" } },
      { when: { season: { from: "12-20", to: "01-05" } }, offer: { sku: "fireworks" } },
    ]);
    const first = (customer: object, at: string): string | undefined =>
      skus(model, { customer }, { asOf: new Date(at), limit: 1 })[0];
    expect(first({ segment: "champions", stage: "loyal" }, "2026-06-15")).toBe("gold");
    expect(first({ segment: "champions", stage: "repeat" }, "2026-06-15")).toBe("soda");
    expect(first({}, "2026-12-20")).toBe("fireworks");
    expect(first({}, "2027-01-05")).toBe("fireworks");
    expect(first({}, "2027-01-06")).toBe("soda");
    // In Jakarta the sixth has begun.
    const jakarta = { asOf: new Date("2027-01-05T18:00:00Z"), timeZone: "Asia/Jakarta", limit: 1 };
    expect(skus(model, {}, jakarta)).toEqual(["soda"]);
  });

  it("offers again to those who have had it only what is used up", () => {
    const customer = { bought: ["case", "chips"] };
    expect(skus(fitted, { basket: ["phone"], customer }, { asOf, limit: 5 })).toEqual([
      "soda",
      "rice",
    ]);
    expect(skus(fitted, { basket: ["phone"], customer, products }, { asOf, limit: 5 })).toEqual([
      "soda",
      "chips",
      "case-2",
    ]);
  });

  it("never offers what is in the basket, owned, excluded, out of stock or unknown, and never twice", () => {
    const some = fc.subarray([...SKUS, "case-2"]);
    const catalogues = fc.option(fc.array(fc.constantFrom(...products.values())), {
      nil: undefined,
    });
    fc.assert(
      fc.property(
        some,
        some,
        some,
        catalogues,
        fc.integer({ min: 0, max: 6 }),
        fc.constantFrom(
          {},
          { margin: 1 },
          { novelty: 0.5, diversity: 1 },
          { diversity: 0.3, margin: 0.2 },
        ),
        (basket, bought, exclude, catalogue, limit, weights) => {
          const known = catalogue && new Map(catalogue.map((product) => [product.sku, product]));
          const context = {
            basket,
            customer: { bought },
            exclude,
            ...(known && { products: known }),
          };
          const model = withRules([{ when: {}, offer: { category: "cases" } }]);
          const offered = skus(deepFreeze(model), deepFreeze(context), { asOf, limit, weights });
          const may = [...SKUS, "case-2"].filter(
            (sku) =>
              !basket.includes(sku) &&
              !exclude.includes(sku) &&
              (!bought.includes(sku) || known?.get(sku)?.consumable === true) &&
              (known === undefined || (known.has(sku) && known.get(sku)?.stock !== 0)),
          );
          // Without a catalogue nobody knows of what was never bought.
          const open = known === undefined ? may.filter((sku) => sku !== "case-2") : may;
          for (const sku of offered) expect(open).toContain(sku);
          expect(new Set(offered).size).toBe(offered.length);
          expect(offered).toHaveLength(Math.min(limit, open.length));
        },
      ),
    );
  });

  it("gives the same from a model that was stored as JSON", () => {
    const stored = JSON.parse(JSON.stringify(fitted)) as CrossSellModel;
    expect(stored).toEqual(fitted);
    expect(recommendCrossSell({ basket: ["soda"] }, stored, { asOf })).toEqual(
      recommendCrossSell({ basket: ["soda"] }, fitted, { asOf }),
    );
  });

  it("answers with written rules and nothing else when there are no baskets", () => {
    const model = fitCrossSell([], { asOf, rules: [{ when: {}, offer: { sku: "soda" } }] });
    expect(skus(model, {}, { asOf })).toEqual(["soda"]);
    expect(skus(fitCrossSell([], { asOf }), {}, { asOf })).toEqual([]);
  });

  it("refuses a model of another kind or of a newer format", () => {
    expect(() => recommendCrossSell({}, { ...fitted, version: 9 }, { asOf })).toThrow(/format 9/);
    expect(() => recommendCrossSell({}, {} as CrossSellModel, { asOf })).toThrow(/cross_sell/);
    expect(() => recommendCrossSell({}, fitted, { asOf: new Date("x") })).toThrow(/asOf/);
  });

  it("ignores orders after the model's instant, and keeps the best rules of each item", () => {
    expect(fitCrossSell(ordersOf(history), { asOf: new Date(0) }).baskets).toBe(0);
    const many = Array<string[]>(6)
      .fill(["a", "b", "c", "d"])
      .concat([["x"]]);
    const perItem = (rulesPerItem: number): (number | undefined)[] =>
      fitCrossSell(many, { asOf, rulesPerItem }).together.map((row) => row.length / 2);
    expect([perItem(0), perItem(1), perItem(2), perItem(20)]).toEqual([
      [0, 0, 0, 0, 0],
      [1, 1, 1, 1, 0],
      [2, 2, 2, 2, 0],
      [3, 3, 3, 3, 0],
    ]);
  });
});
