import { describe, expect, it } from "vitest";
import {
  explain,
  fitCrossSell,
  mineRules,
  recommendCrossSell,
  type CrossSellContext,
  type CrossSellModel,
  type CrossSellRule,
  type Offer,
  type Order,
  type RecommendCrossSellOptions,
} from "setia";
import { type Product } from "setia/rfm";
import { baskets as anyBaskets, orderOf } from "./baskets";
import fc from "fast-check";
import { withShuffle } from "../arbitraries";

const asOf = new Date("2026-06-15T00:00:00Z");

function ask(
  model: CrossSellModel,
  context: CrossSellContext,
  options: Partial<RecommendCrossSellOptions> = {},
): Offer[] {
  return recommendCrossSell(context, model, { asOf, ...options });
}
const skusOf = (offers: readonly Offer[]): string[] => offers.map(({ sku }) => sku);
const whyOf = (offers: readonly Offer[]): string[] =>
  offers.flatMap(({ reasons }) => reasons.map((one) => explain(one, "en")));
const catalogue = (list: readonly Product[]): ReadonlyMap<string, Product> =>
  new Map(list.map((product) => [product.sku, product]));

/** Who bought a phone buys a case in a later order; bread is in every third order of anybody. */
const later: Order[] = Array.from({ length: 30 }, (_, i) => [
  orderOf(
    `p${String(i)}`,
    `c${String(i)}`,
    "2026-01-01",
    i % 2 === 0 ? ["phone"] : ["tea", "milk"],
  ),
  orderOf(`q${String(i)}`, `c${String(i)}`, "2026-02-01", [i % 2 === 0 ? "case" : "rice", "bread"]),
]).flat();

describe("offers for a customer", () => {
  const model = fitCrossSell(later, { asOf });

  it("come from what the same customers bought, which no basket shows", () => {
    expect(ask(model, { basket: ["phone"] }, { limit: 1 })[0]?.from).toBe("popular");
    const offers = ask(model, { customer: { bought: ["phone"] } }, { limit: 1 });
    expect(skusOf(offers)).toEqual(["case"]);
    expect(whyOf(offers)).toEqual([
      "All customers who buy phone also buy it (15 of 15), 2 times as many as by chance.",
    ]);
  });

  it("join what the basket and what the history say", () => {
    const offers = ask(model, { basket: ["milk"], customer: { bought: ["phone"] } }, { limit: 2 });
    expect(skusOf(offers).sort()).toEqual(["case", "tea"]);
  });

  it("never hold what was refused of late", () => {
    const at = (day: string): CrossSellContext => ({
      customer: { bought: ["phone"], refused: [{ sku: "case", at: new Date(day) }] },
    });
    expect(skusOf(ask(model, at("2026-06-01"), { limit: 1 }))).not.toContain("case");
    expect(skusOf(ask(model, at("2026-03-01"), { limit: 1 }))).toEqual(["case"]);
    expect(skusOf(ask(model, at("2026-03-01"), { limit: 1, cooldownDays: 200 }))).not.toContain(
      "case",
    );
  });

  it("hold what is used up only when it is due", () => {
    const products = catalogue([{ sku: "case", consumable: true }, { sku: "phone" }]);
    const bought = (daysSince?: number, cadenceDays?: number): CrossSellContext => ({
      products,
      customer: {
        bought: [
          "phone",
          {
            sku: "case",
            ...(daysSince === undefined ? {} : { daysSince }),
            ...(cadenceDays === undefined ? {} : { cadenceDays }),
          },
        ],
      },
    });
    expect(skusOf(ask(model, bought()))).toEqual(["case"]);
    expect(skusOf(ask(model, bought(10, 20)))).toEqual([]);
    expect(skusOf(ask(model, bought(20, 20)))).toEqual(["case"]);
    // Nobody's habit is known here, so nothing speaks against it.
    expect(skusOf(ask(model, bought(1)))).toEqual(["case"]);
  });

  it("take everybody's habit where the customer has none", () => {
    const monthly = Array.from({ length: 8 }, (_, i) =>
      ["2026-01-01", "2026-01-31", "2026-03-02"].map((day, n) =>
        orderOf(`${String(i)}-${String(n)}`, `c${String(i)}`, day, ["soap"]),
      ),
    ).flat();
    const fitted = fitCrossSell(monthly, { asOf });
    expect(fitted.items[0]).toEqual({ sku: "soap", baskets: 24, customers: 8, repeatDays: 30 });
    const products = catalogue([{ sku: "soap", consumable: true }]);
    const after = (daysSince: number): string[] =>
      skusOf(ask(fitted, { products, customer: { bought: [{ sku: "soap", daysSince }] } }));
    expect([after(29), after(30)]).toEqual([[], ["soap"]]);
  });
});

describe("rules that forbid", () => {
  const model = (rules: readonly CrossSellRule[]): CrossSellModel =>
    fitCrossSell(later, { asOf, rules });

  it("hold against everything, also against the shop's own offers", () => {
    const rules: CrossSellRule[] = [
      { when: { bought: ["phone"] }, offer: { sku: "case" }, never: true },
      { when: {}, offer: { sku: "case" } },
    ];
    const offers = ask(model(rules), { customer: { bought: ["phone"] } }, { limit: 9 });
    expect(skusOf(offers)).toEqual(["bread", "milk", "rice", "tea"]);
    expect(skusOf(ask(model(rules), {}, { limit: 1 }))).toEqual(["case"]);
  });

  it("may forbid a category, under a condition", () => {
    const products = catalogue(
      ["bread", "rice", "case", "tea"].map((sku) => ({ sku, category: sku < "e" ? "b-c" : "r-t" })),
    );
    const rules: CrossSellRule[] = [
      { when: { segment: ["new"] }, offer: { category: "b-c" }, never: true },
    ];
    const of = (segment: string): string[] =>
      skusOf(ask(model(rules), { products, customer: { segment } }, { limit: 9 }));
    expect(of("new").sort()).toEqual(["rice", "tea"]);
    expect(of("loyal").sort()).toEqual(["bread", "case", "rice", "tea"]);
  });
});

describe("mined rules among the shop's own", () => {
  const given = [
    ...Array<string[]>(8).fill(["a", "b", "x"]),
    ...Array<string[]>(8).fill(["a", "y"]),
    ...Array<string[]>(8).fill(["b", "y"]),
    ...Array<string[]>(9).fill(["z"]),
  ];
  it("are ranked by their figures and explained by them, after what the shop wrote", () => {
    const mined = mineRules(given, { maxLength: 3, minLift: 1.5 }).filter(
      ({ when }) => when.inBasket?.length === 2,
    );
    expect(mined.map(({ when, offer }) => [when.inBasket, offer])).toContainEqual([
      ["a", "b"],
      { sku: "x" },
    ]);
    const model = fitCrossSell([], { asOf, rules: [{ when: {}, offer: { sku: "w" } }, ...mined] });
    const offers = ask(model, { basket: ["a", "b"] });
    expect(offers.map(({ sku, from }) => [sku, from])).toEqual([
      ["w", "written"],
      ["x", "mined"],
    ]);
    expect(whyOf(offers)[1]).toBe(
      "All orders with a + b also have it (8 of 8), 4.13 times as many as by chance.",
    );
    expect(skusOf(ask(model, { basket: ["a"] }))).toEqual(["w"]);
  });
});

describe("falling back", () => {
  const products = catalogue([
    { sku: "phone-1", category: "phones" },
    { sku: "phone-new", category: "phones" },
    { sku: "case-1", category: "cases" },
    { sku: "case-2", category: "cases" },
    { sku: "case-new", category: "cases" },
    { sku: "soda", category: "drinks" },
    { sku: "rice-new", name: "Rice", category: "food" },
  ]);
  const given = [
    ...Array<string[]>(6).fill(["phone-1", "case-1"]),
    ...Array<string[]>(3).fill(["phone-1", "case-2"]),
    ...Array<string[]>(20).fill(["soda"]),
  ];
  const model = fitCrossSell(given, { asOf, products });

  it("goes from a new product to its category, and to new ones there, then to what sells, then to the rest", () => {
    const offers = ask(model, { basket: ["phone-new"], products }, { limit: 9 });
    expect(offers.map(({ sku, from }) => [sku, from])).toEqual([
      ["case-1", "category"],
      ["case-2", "category"],
      ["case-new", "category"],
      ["soda", "popular"],
      ["phone-1", "popular"],
      ["rice-new", "popular"],
    ]);
    expect(whyOf(offers)).toEqual([
      ...Array<string>(3).fill("By category: all who buy phones also buy cases (9 of 9)."),
      "A bestseller: soda is in 20 of 29 orders.",
      "A bestseller: phone-1 is in 9 of 29 orders.",
      "Rice is in the catalogue, but in no order yet.",
    ]);
  });

  it("takes the categories of order lines where there is no catalogue", () => {
    const line = (sku: string, category: string): object => ({
      sku,
      category,
      quantity: 1,
      unitPrice: 1,
    });
    const orders = Array.from({ length: 4 }, (_, i) => ({
      ...orderOf(String(i), String(i), "2026-01-01", []),
      lines: [
        line(`phone-${String(i)}`, "phones"),
        line("case", "cases"),
        line("soda", "drinks"),
      ].slice(0, i < 3 ? 2 : 3),
    })) as unknown as Order[];
    const fitted = fitCrossSell(orders, { asOf, minLift: 0, minCount: 3 });
    expect(fitted.categories.map(({ category }) => category)).toEqual([
      "cases",
      "phones",
      "drinks",
    ]);
    const [offer] = ask(fitted, { basket: ["phone-3"] });
    expect([offer?.sku, offer?.from]).toEqual(["case", "category"]);
  });

  it("offers a new customer what sells", () => {
    const offers = ask(model, {}, { limit: 2 });
    expect(offers.map(({ sku, from }) => [sku, from])).toEqual([
      ["soda", "popular"],
      ["phone-1", "popular"],
    ]);
  });
});

describe("weights", () => {
  const products = catalogue([
    { sku: "a" },
    { sku: "cheap", price: 100, cost: 90, category: "one" },
    { sku: "dear", price: 1000, cost: 100, category: "one" },
    { sku: "other", price: 100, cost: 50, category: "two" },
    { sku: "loss", price: 100, cost: 200, category: "three" },
  ]);
  const given = [
    ...Array<string[]>(20).fill(["a", "cheap"]),
    ...Array<string[]>(15).fill(["a", "dear"]),
    ...Array<string[]>(10).fill(["a", "other"]),
    ...Array<string[]>(5).fill(["a", "loss"]),
    ...Array<string[]>(50).fill(["z"]),
  ];
  const model = fitCrossSell(given, { asOf });
  const ranked = (weights: RecommendCrossSellOptions["weights"]): string[] =>
    skusOf(ask(model, { basket: ["a"], products }, { limit: 4, ...(weights && { weights }) }));

  it("do nothing if they are 0 or left out", () => {
    expect(ranked(undefined)).toEqual(["cheap", "dear", "other", "loss"]);
    expect(ranked({ margin: 0, novelty: 0, diversity: 0 })).toEqual(ranked(undefined));
  });

  it("bring forward what earns more", () => {
    expect(ranked({ margin: 1 })).toEqual(["dear", "other", "cheap", "loss"]);
    expect(
      ask(model, { basket: ["a"], products }, { limit: 1, weights: { margin: 1 } })[0]?.margin,
    ).toBe(900);
  });

  it("bring forward what is bought less, and other categories", () => {
    const novel = ask(model, { basket: ["a"], products }, { limit: 4, weights: { novelty: 1 } });
    const scores = new Map(
      ask(model, { basket: ["a"], products }, { limit: 4 }).map((offer) => [
        offer.sku,
        offer.score,
      ]),
    );
    for (const { sku, score } of novel) {
      const baskets = model.items.find((item) => item.sku === sku)?.baskets ?? 0;
      expect(score).toBeCloseTo((scores.get(sku) ?? 0) * (1 - baskets / 50), 12);
    }
    expect(ranked({ diversity: 1 }).slice(0, 2)).toEqual(["cheap", "other"]);
  });

  it.each([
    [{ weights: { margin: 2 } }, /weights\.margin is 2; expected 0 to 1/],
    [{ weights: { novelty: Number.NaN } }, /weights\.novelty is NaN/],
    [{ limit: 1.5 }, /limit is 1\.5; expected a whole number, 0 or more/],
    [{ limit: -1 }, /limit is -1/],
    [{ cooldownDays: -1 }, /cooldownDays is -1/],
  ])("and other options are refused: %j", (options, message) => {
    expect(() => ask(model, {}, options)).toThrow(message);
  });
});

describe("the model", () => {
  it("does not depend on the order of baskets", () => {
    fc.assert(
      fc.property(withShuffle(anyBaskets), ([given, shuffled]) => {
        expect(fitCrossSell(shuffled, { asOf })).toEqual(fitCrossSell(given, { asOf }));
      }),
    );
  });

  it("ranks neighbours by what sells, never by lift", () => {
    const given = [
      ...Array<string[]>(2).fill(["a", "rare"]),
      ...Array<string[]>(40).fill(["a", "often"]),
      ...Array<string[]>(60).fill(["often"]),
      ...Array<string[]>(60).fill(["z"]),
    ];
    const fitted = fitCrossSell(given, { asOf });
    expect(skusOf(ask(fitted, { basket: ["a"] }, { limit: 2 }))).toEqual(["often", "rare"]);
  });

  it("of the first format is refused, and told why", () => {
    const old = { ...fitCrossSell([], { asOf }), version: 1 };
    expect(() => ask(old, {})).toThrow(
      expect.objectContaining({
        code: "INVALID_MODEL",
        message: expect.stringMatching(
          /format 1, which knows no customers; expected 2, so refit/,
        ) as string,
      }),
    );
  });

  it.each([
    [{ minCount: 0 }, /minCount is 0/],
    [{ minLift: -1 }, /minLift is -1/],
    [{ rulesPerItem: -1 }, /rulesPerItem is -1/],
  ])("is not fitted with %j", (options, message) => {
    expect(() => fitCrossSell([], { asOf, ...options })).toThrow(message);
  });
});
