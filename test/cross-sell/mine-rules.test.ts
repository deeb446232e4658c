import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frequentItemsets, mineRules, type MinedRule, type MineRulesOptions } from "setia";
import { measureRule, type ItemPattern } from "setia/cross-sell";
import { RUNS, withShuffle } from "../arbitraries";
import { baskets, orderOf, PUBLISHED, stream } from "./baskets";

const everything = {
  minSupport: 0,
  minCount: 1,
  minConfidence: 0,
  minLift: 0,
  maxLength: 8,
} satisfies MineRulesOptions;

const textOf = (item: ItemPattern): string =>
  typeof item === "string" ? item : `<${item.category}>`;
const conditionOf = ({ when }: MinedRule): string[] =>
  (when.inBasket ?? when.bought ?? []).map(textOf);
const offerOf = ({ offer }: MinedRule): string =>
  textOf("sku" in offer ? offer.sku : { category: offer.category });
const keyOf = (rule: MinedRule): string => JSON.stringify([conditionOf(rule), offerOf(rule)]);
const arrowOf = (rule: MinedRule): string => `${conditionOf(rule).join(" + ")} → ${offerOf(rule)}`;

/** The definitions, counted the slow way, for conditions of up to two items. */
function bruteForce(given: readonly (readonly string[])[]): Map<string, number[]> {
  const sets = given.map((basket) => new Set(basket));
  const all = [...new Set(given.flat())].sort();
  const holding = (items: readonly string[]): number =>
    sets.filter((set) => items.every((item) => set.has(item))).length;
  const found = new Map<string, number[]>();
  for (const offer of all) {
    for (const a of all) {
      for (const b of all) {
        const when = a === b ? [a] : [a, b];
        if (b < a || when.includes(offer)) continue;
        const count = holding([...when, offer]);
        if (count === 0) continue;
        const counts = [count, holding(when), holding([offer]), given.length];
        found.set(JSON.stringify([when, offer]), counts);
      }
    }
  }
  return found;
}

describe("mineRules", () => {
  it("counts what a brute-force count finds, for any baskets", () => {
    fc.assert(
      fc.property(baskets, (given) => {
        const mined = new Map(
          mineRules(given, { ...everything, maxLength: 3 }).map((rule) => {
            const { count, antecedentCount, consequentCount, baskets: n } = rule.measures;
            return [keyOf(rule), [count, antecedentCount, consequentCount, n]];
          }),
        );
        expect(mined).toEqual(bruteForce(given));
      }),
      { numRuns: 500 * RUNS },
    );
  });

  it("gives measures by their definitions, to 12 digits, from whole counts", () => {
    fc.assert(
      fc.property(baskets, (given) => {
        for (const { measures: m } of mineRules(given, { ...everything, maxFalseShare: 1 })) {
          for (const name of [
            "support",
            "confidence",
            "lift",
            "leverage",
            "conviction",
            "pValue",
          ] as const) {
            const expected = measureRule(m, name);
            const differs = Math.abs((m[name] ?? 0) - expected);
            expect(m[name] === expected || differs <= 1e-12 * Math.abs(expected)).toBe(true);
          }
        }
      }),
    );
  });

  it("keeps what reaches every threshold, and nothing else", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const sizes = fc.integer({ min: 2, max: 5 });
    fc.assert(
      fc.property(
        baskets,
        share,
        share,
        sizes,
        sizes,
        (given, minSupport, minConfidence, minCount, maxLength) => {
          const thresholds = { minSupport, minConfidence, minCount, minLift: 1, maxLength };
          const expected = mineRules(given, everything).filter(
            ({ measures: m, when }) =>
              m.count >= minCount &&
              m.support >= minSupport &&
              m.confidence >= minConfidence &&
              m.lift > 1 &&
              (when.inBasket ?? []).length < maxLength,
          );
          expect(mineRules(given, thresholds)).toEqual(expected);
        },
      ),
    );
  });

  it("does not depend on the order of baskets, and never changes them", () => {
    fc.assert(
      fc.property(withShuffle(baskets), ([given, shuffled]) => {
        const frozen = Object.freeze(shuffled.map((basket) => Object.freeze(basket)));
        expect(mineRules(frozen, everything)).toEqual(mineRules(given, everything));
      }),
    );
  });

  it("agrees with the published five-basket example: 12 rules, 6 of them above lift 1.2", () => {
    // That one has rules to several items too: they are all the ways to split an itemset.
    const itemsets = frequentItemsets(PUBLISHED, { minSupport: 0.6, minCount: 1, maxLength: 9 });
    const countOf = (items: readonly ItemPattern[]): number =>
      itemsets.find((one) => JSON.stringify(one.items) === JSON.stringify(items))?.count ?? 0;
    const lifts = itemsets.flatMap(({ items, count }) =>
      Array.from({ length: 2 ** items.length - 2 }, (_, index) => {
        const [when, offer] = [1, 0].map((side) =>
          items.filter((_item, place) => ((index + 1) >> place) % 2 === side),
        );
        const antecedentCount = countOf(when ?? []);
        const counts = {
          count,
          antecedentCount,
          consequentCount: countOf(offer ?? []),
          baskets: 5,
        };
        return { confidence: measureRule(counts, "confidence"), lift: measureRule(counts, "lift") };
      }).filter(({ confidence }) => confidence >= 0.7),
    );
    expect(lifts).toHaveLength(12);
    expect(lifts.filter(({ lift }) => lift >= 1.2)).toHaveLength(6);

    const rules = mineRules(PUBLISHED, {
      ...everything,
      minSupport: 0.6,
      minConfidence: 0.7,
    });
    const text = rules.map(
      (rule) =>
        `${arrowOf(rule)}: ${rule.measures.support.toFixed(2)} ${rule.measures.confidence.toFixed(2)} ${rule.measures.lift.toFixed(2)}`,
    );
    expect(text.sort()).toEqual([
      "Eggs + Kidney Beans → Onion: 0.60 0.75 1.25",
      "Eggs + Onion → Kidney Beans: 0.60 1.00 1.00",
      "Eggs → Kidney Beans: 0.80 1.00 1.00",
      "Eggs → Onion: 0.60 0.75 1.25",
      "Kidney Beans + Onion → Eggs: 0.60 1.00 1.25",
      "Kidney Beans → Eggs: 0.80 0.80 1.00",
      "Milk → Kidney Beans: 0.60 1.00 1.00",
      "Onion → Eggs: 0.60 1.00 1.25",
      "Onion → Kidney Beans: 0.60 1.00 1.00",
      "Yogurt → Kidney Beans: 0.60 1.00 1.00",
    ]);
  });

  it("leaves out rules that a shorter one makes needless", () => {
    fc.assert(
      fc.property(baskets, (given) => {
        const all = mineRules(given, everything);
        const confidences = new Map(all.map((rule) => [keyOf(rule), rule.measures.confidence]));
        const isNeeded = (rule: MinedRule): boolean => {
          const items = conditionOf(rule);
          const { measures: m } = rule;
          const shorter = Array.from({ length: 2 ** items.length - 2 }, (_, index) =>
            items.filter((_item, place) => ((index + 1) >> place) % 2 === 1),
          ).map((part) => confidences.get(JSON.stringify([part, offerOf(rule)])) ?? 0);
          return m.confidence > Math.max(m.consequentCount / m.baskets, ...shorter);
        };
        expect(mineRules(given, { ...everything, removeRedundant: true })).toEqual(
          all.filter(isNeeded),
        );
      }),
    );
  });

  it("refuses more rules than fit, and names the smallest count that gives few enough", () => {
    const random = stream(8);
    const given = Array.from({ length: 300 }, () =>
      Array.from({ length: 8 }, () => `i${String(Math.floor(random() ** 2 * 30))}`),
    );
    const options = { ...everything, maxLength: 3, minCount: 2, maxItemsets: 6000 };
    const all = mineRules(given, { ...options, maxItemsets: 1e6 });
    expect(all.length).toBeGreaterThan(6000);
    let fits = 0;
    try {
      mineRules(given, options);
    } catch (error) {
      const message = (error as Error).message;
      expect(message).toContain(`mineRules: ${String(all.length)} rules reach the thresholds`);
      fits = Number(/minCount of (\d+)/u.exec(message)?.[1]);
    }
    expect(fits).toBeGreaterThan(2);
    expect(mineRules(given, { ...options, minCount: fits }).length).toBeLessThanOrEqual(6000);
    expect(() => mineRules(given, { ...options, minCount: fits - 1 })).toThrow(
      expect.objectContaining({ code: "TOO_LARGE" }),
    );
  });

  it("gives none for no baskets, empty ones and single items", () => {
    expect(mineRules([], everything)).toEqual([]);
    expect(mineRules([[], ["a"], ["a", "a"]], everything)).toEqual([]);
  });

  it.each([
    [{ minSupport: 1.1 }, /minSupport is 1\.1; expected 0 to 1/],
    [{ minSupport: Number.NaN }, /minSupport is NaN/],
    [{ minConfidence: -1 }, /minConfidence is -1/],
    [{ minCount: 0 }, /minCount is 0/],
    [{ minLift: -0.1 }, /minLift is -0\.1/],
    [{ maxLength: 1 }, /maxLength is 1; expected 2 to/],
    [{ maxFalseShare: 2 }, /maxFalseShare is 2/],
  ])("refuses %j", (options, message) => {
    expect(() => mineRules([], options)).toThrow(message);
  });
});

describe("the sides of a rule", () => {
  const products = new Map(
    [
      { sku: "cola", category: "drinks" },
      { sku: "tea", category: "drinks" },
      { sku: "chips", category: "snacks" },
    ].map((product) => [product.sku, product]),
  );
  const given = [
    ...Array<string[]>(3).fill(["cola", "chips", "soap"]),
    ...Array<string[]>(2).fill(["tea", "chips"]),
    ["tea", "soap"],
  ];
  const mine = (options: MineRulesOptions): string[] =>
    mineRules(given, { ...everything, maxLength: 3, products, ...options })
      .map(arrowOf)
      .sort();

  it("may be limited to some items, or to a category of them", () => {
    expect(mine({ maxLength: 2, when: { may: ["soap"] } })).toEqual([
      "soap → chips",
      "soap → cola",
      "soap → tea",
    ]);
    expect(mine({ maxLength: 2, offer: { may: [{ category: "drinks" }] } })).toEqual([
      "chips → cola",
      "chips → tea",
      "soap → cola",
      "soap → tea",
    ]);
  });

  it("may be made to hold some", () => {
    expect(mine({ when: { must: ["cola", "soap"] } })).toEqual(["cola + soap → chips"]);
    expect(mine({ maxLength: 2, offer: { must: [{ category: "snacks" }] } })).toEqual([
      "cola → chips",
      "soap → chips",
      "tea → chips",
    ]);
    expect(mine({ offer: { must: ["chips", "soap"] } })).toEqual([]);
  });

  it("give the rules that a filter would leave", () => {
    const side = fc.option(
      fc.uniqueArray(fc.constantFrom<string[]>("soda", "chips", "rice", "é")),
      {
        nil: undefined,
      },
    );
    fc.assert(
      fc.property(baskets, side, side, side, (lists, whenMay, offerMay, whenMust) => {
        const options = {
          when: { ...(whenMay && { may: whenMay }), ...(whenMust && { must: whenMust }) },
          offer: { ...(offerMay && { may: offerMay }) },
        };
        const expected = mineRules(lists, everything).filter((rule) => {
          const items = conditionOf(rule);
          return (
            items.every((item) => whenMay?.includes(item) ?? true) &&
            (whenMust ?? []).every((item) => items.includes(item)) &&
            (offerMay?.includes(offerOf(rule)) ?? true)
          );
        });
        expect(mineRules(lists, { ...everything, ...options })).toEqual(expected);
      }),
    );
  });

  it("may be categories", () => {
    expect(mine({ maxLength: 2, level: "both", when: { may: [{ category: "snacks" }] } })).toEqual([
      "<snacks> → <drinks>",
      "<snacks> → cola",
      "<snacks> → soap",
      "<snacks> → tea",
      "chips → <drinks>",
      "chips → cola",
      "chips → soap",
      "chips → tea",
    ]);
  });
});

describe("what a basket is", () => {
  const orders = [
    orderOf("1", "ani", "2026-01-01", ["phone"]),
    orderOf("2", "ani", "2026-01-10", ["case", "film"]),
    orderOf("3", "adi", "2026-01-02", ["phone"]),
    orderOf("4", "adi", "2026-03-01", ["case"]),
    orderOf("5", "budi", "2026-01-05", ["case"]),
    orderOf("6", "budi", "2026-01-06", ["phone"]),
  ];
  const mine = (options: MineRulesOptions): string[] =>
    mineRules(orders, { ...everything, maxLength: 2, ...options })
      .map((rule) => {
        const { count, antecedentCount, consequentCount, baskets: n } = rule.measures;
        return `${arrowOf(rule)} ${[count, antecedentCount, consequentCount, n].join(" ")}`;
      })
      .sort();

  it("is an order that stands, with lines", () => {
    const placedAt = new Date("2026-01-01");
    const given = [
      orderOf("1", "a", "2026-01-01", ["soda", "chips"]),
      orderOf("2", "a", "2026-01-01", ["soda", "chips"], { cancelledAt: placedAt }),
      orderOf("3", "a", "2026-01-01", ["soda", "chips"], {
        refunds: [{ at: placedAt, amount: 100 }],
      }),
      orderOf("4", "a", "2026-01-01", ["soda", "chips"], {
        refunds: [{ at: placedAt, amount: 99 }],
      }),
      orderOf("5", "a", "2026-01-01", []),
      orderOf("6", "a", "2026-01-02", ["soda", "chips"]),
    ];
    const [rule] = mineRules(given, { ...everything, asOf: placedAt });
    expect(rule?.measures).toMatchObject({ count: 2, baskets: 2 });
    expect(mine({})).toEqual(["case → film 1 3 1 6", "film → case 1 1 3 6"]);
  });

  it("is what a customer bought ever", () => {
    expect(mine({ by: "customer" })).toEqual([
      "case → film 1 3 1 3",
      "case → phone 3 3 3 3",
      "film → case 1 1 3 3",
      "film → phone 1 1 3 3",
      "phone → case 3 3 3 3",
      "phone → film 1 3 1 3",
    ]);
    expect(mineRules(orders, { ...everything, by: "customer" })[0]?.when).toHaveProperty("bought");
  });

  it("is what a customer bought within a time", () => {
    // adi's case comes too late and begins a basket of its own.
    expect(mine({ by: "customer", withinDays: 30 })).toEqual([
      "case → film 1 3 1 4",
      "case → phone 2 3 3 4",
      "film → case 1 1 3 4",
      "film → phone 1 1 3 4",
      "phone → case 2 3 3 4",
      "phone → film 1 3 1 4",
    ]);
  });

  it("leads from an order to what is bought next, and not back", () => {
    const asOf = new Date("2026-06-01");
    expect(mine({ by: "next", withinDays: 30, asOf })).toEqual([
      "case → phone 1 3 1 6",
      "phone → case 1 3 1 6",
      "phone → film 1 3 1 6",
    ]);
    // Orders whose window is not over yet say nothing.
    expect(mine({ by: "next", withinDays: 30, asOf: new Date("2026-02-04T12:00:00Z") })).toEqual(
      ["phone → case 1 2 1 3", "phone → film 1 2 1 3", "case → phone 1 1 1 3"].sort(),
    );
    expect(mine({ by: "next", withinDays: 90, asOf })).toContain("phone → case 2 3 2 6");
  });

  it("is not a window of no length", () => {
    expect(() => mine({ by: "customer", withinDays: 0 })).toThrow(
      /withinDays is 0; expected days above 0/,
    );
  });
});
