import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mineRules, rankScore, type MineRulesOptions, type Order } from "setia";
import { countForSupport } from "../../src/cross-sell";
import { RUNS, withShuffle } from "../arbitraries";

const items = fc.constantFrom(
  "soda",
  "chips",
  "phone",
  "case, black",
  "__proto__",
  "constructor",
  "é",
  "rice",
);
const baskets = fc.array(fc.array(items, { maxLength: 6 }), { maxLength: 30 });
const everything: MineRulesOptions = { minSupport: 0, minCount: 1, minConfidence: 0, minLift: 0 };

const key = (from: string, to: string): string => JSON.stringify([from, to]);

/** The definitions, counted the slow way. */
function bruteForce(given: readonly (readonly string[])[]): Map<string, number[]> {
  const sets = given.map((basket) => new Set(basket));
  const all = new Set(given.flat());
  const found = new Map<string, number[]>();
  for (const a of all) {
    for (const b of all) {
      const both = sets.filter((set) => set.has(a) && set.has(b)).length;
      if (a === b || both === 0) continue;
      const [withA, withB] = [a, b].map((item) => sets.filter((set) => set.has(item)).length);
      found.set(key(a, b), [both, withA ?? 0, withB ?? 0, given.length]);
    }
  }
  return found;
}

describe("mineRules", () => {
  it("counts what a brute-force count finds, for any baskets", () => {
    fc.assert(
      fc.property(baskets, (given) => {
        const mined = new Map(
          mineRules(given, everything).map(({ when, offer, measures: m }) => [
            key(when.inBasket[0], offer.sku),
            [m.count, m.antecedentCount, m.consequentCount, m.baskets],
          ]),
        );
        expect(mined).toEqual(bruteForce(given));
      }),
      { numRuns: 500 * RUNS },
    );
  });

  it("gives measures by their definitions", () => {
    fc.assert(
      fc.property(baskets, (given) => {
        for (const { measures: m } of mineRules(given, everything)) {
          expect(m.support).toBeCloseTo(m.count / m.baskets, 12);
          expect(m.confidence).toBeCloseTo(m.count / m.antecedentCount, 12);
          expect(m.lift).toBeCloseTo(m.confidence / (m.consequentCount / m.baskets), 12);
        }
      }),
    );
  });

  it("keeps what reaches every threshold, and nothing else", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        baskets,
        share,
        share,
        fc.integer({ min: 1, max: 5 }),
        (given, minSupport, minConfidence, minCount) => {
          const kept = mineRules(given, { minSupport, minConfidence, minCount, minLift: 1 });
          const expected = mineRules(given, everything).filter(
            ({ measures: m }) =>
              m.count >= minCount &&
              m.support >= minSupport &&
              m.confidence >= minConfidence &&
              m.lift > 1,
          );
          expect(kept).toEqual(expected);
        },
      ),
    );
  });

  it("does not depend on the order of baskets", () => {
    fc.assert(
      fc.property(withShuffle(baskets), ([given, shuffled]) => {
        expect(mineRules(shuffled, everything)).toEqual(mineRules(given, everything));
      }),
    );
  });

  it("agrees with the published five-basket example", () => {
    // The example of the mlxtend documentation: 5 baskets; of its 12 rules at confidence 0.7, those of one
    // item to one other, and of its 6 at lift 1.2 likewise.
    const published = [
      ["Milk", "Onion", "Nutmeg", "Kidney Beans", "Eggs", "Yogurt"],
      ["Dill", "Onion", "Nutmeg", "Kidney Beans", "Eggs", "Yogurt"],
      ["Milk", "Apple", "Kidney Beans", "Eggs"],
      ["Milk", "Unicorn", "Corn", "Kidney Beans", "Yogurt"],
      ["Corn", "Onion", "Onion", "Kidney Beans", "Ice cream", "Eggs"],
    ];
    const rules = mineRules(published, {
      minSupport: 0.6,
      minCount: 1,
      minConfidence: 0.7,
      minLift: 0,
    });
    const text = rules.map(
      ({ when, offer, measures: m }) =>
        `${when.inBasket[0]} → ${offer.sku}: ${m.support.toFixed(2)} ${m.confidence.toFixed(2)} ${m.lift.toFixed(2)}`,
    );
    expect(text.sort()).toEqual([
      "Eggs → Kidney Beans: 0.80 1.00 1.00",
      "Eggs → Onion: 0.60 0.75 1.25",
      "Kidney Beans → Eggs: 0.80 0.80 1.00",
      "Milk → Kidney Beans: 0.60 1.00 1.00",
      "Onion → Eggs: 0.60 1.00 1.25",
      "Onion → Kidney Beans: 0.60 1.00 1.00",
      "Yogurt → Kidney Beans: 0.60 1.00 1.00",
    ]);
  });

  it("mines orders by their lines, without cancelled and fully refunded ones", () => {
    const placedAt = new Date(0);
    const line = (sku: string): { sku: string; quantity: number; unitPrice: number } => ({
      sku,
      quantity: 1,
      unitPrice: 50,
    });
    const order = (id: string, more: Partial<Order> = {}): Order => ({
      id,
      customerId: "ani",
      placedAt,
      currency: "IDR",
      total: 100,
      lines: [line("soda"), line("chips")],
      ...more,
    });
    const orders = [
      order("1"),
      order("2", { cancelledAt: placedAt }),
      order("3", { refunds: [{ at: placedAt, amount: 100 }] }),
      order("4", { refunds: [{ at: placedAt, amount: 99 }] }),
      order("5", { lines: [] }),
    ];
    const [rule] = mineRules(orders, everything);
    expect(rule?.measures).toMatchObject({ count: 2, baskets: 2 });
  });

  it("gives none for no baskets, empty ones and single items", () => {
    expect(mineRules([], everything)).toEqual([]);
    expect(mineRules([[], ["a"], ["a", "a"]], everything)).toEqual([]);
  });

  it("takes one giant basket", () => {
    const giant = Array.from({ length: 1200 }, (_, index) => `item ${String(index)}`);
    expect(mineRules([giant, ["a"]], { minCount: 2 })).toEqual([]);
  });

  it.each([
    [{ minSupport: 1.1 }, /minSupport is 1\.1; expected 0 to 1/],
    [{ minSupport: Number.NaN }, /minSupport is NaN/],
    [{ minConfidence: -1 }, /minConfidence is -1/],
    [{ minCount: 0 }, /minCount is 0/],
    [{ minLift: -0.1 }, /minLift is -0\.1/],
  ])("refuses %j", (options, message) => {
    expect(() => mineRules([], options)).toThrow(message);
  });
});

describe("countForSupport", () => {
  it("lets k of n reach k / n, for every k and n up to 2,000", () => {
    for (let n = 1; n <= 2000; n++) {
      for (let k = 0; k <= n; k++) {
        if (countForSupport(k / n, n) !== k) throw new Error(`${String(k)} of ${String(n)}`);
      }
    }
    expect(countForSupport(0.07, 100)).toBe(7);
    expect(countForSupport(0.0701, 100)).toBe(8);
  });
});

describe("rankScore", () => {
  it("agrees with the published Wilson interval", () => {
    // Newcombe 1998, table I: 81 of 263 gives 0.2553 to 0.3662.
    const popular = {
      count: 81,
      antecedentCount: 263,
      consequentCount: 1000,
      baskets: 1000,
      support: 0,
      confidence: 0,
      lift: 0,
    };
    expect(rankScore(popular)).toBeCloseTo(0.2553, 4);
  });

  it("prefers the same confidence from more baskets, and the rarer offer", () => {
    const rule = {
      count: 5,
      antecedentCount: 10,
      consequentCount: 50,
      baskets: 1000,
      support: 0,
      confidence: 0,
      lift: 0,
    };
    expect(rankScore({ ...rule, count: 50, antecedentCount: 100 })).toBeGreaterThan(
      rankScore(rule),
    );
    expect(rankScore({ ...rule, consequentCount: 20 })).toBeGreaterThan(rankScore(rule));
  });
});
