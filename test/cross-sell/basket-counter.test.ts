import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBasketCounter } from "setia/cross-sell";
import { mineRules } from "setia";
import { RUNS } from "../arbitraries";
import { baskets, NAMES, stream } from "./baskets";

const everything = { minSupport: 0, minCount: 1, minConfidence: 0, minLift: 0 };

describe("createBasketCounter", () => {
  it("equals a batch at any moment, however baskets come and go", () => {
    fc.assert(
      fc.property(baskets, fc.array(fc.nat(), { maxLength: 20 }), (given, removals) => {
        const counter = createBasketCounter();
        const here: string[][] = [];
        const check = (): void => {
          expect(counter.baskets).toBe(here.length);
          expect(counter.mineRules(everything)).toEqual(mineRules(here, everything));
          const options = {
            minSupport: 0.2,
            minCount: 2,
            maxFalseShare: 0.5,
            offer: { may: ["rice"] },
          };
          expect(counter.mineRules(options)).toEqual(mineRules(here, options));
          for (const a of NAMES) {
            expect(counter.count(a)).toBe(here.filter((basket) => basket.includes(a)).length);
          }
        };
        given.forEach((basket, index) => {
          counter.add(basket);
          here.push(basket);
          const removal = removals[index];
          if (removal === undefined) return;
          const [gone = []] = here.splice(removal % here.length, 1);
          counter.remove(gone);
        });
        check();
        for (const basket of here.splice(0)) counter.remove(basket);
        check();
      }),
      { numRuns: 200 * RUNS },
    );
  });

  it("counts pairs of any two items, also beyond its triangle", () => {
    const random = stream(1);
    const counter = createBasketCounter();
    const given = Array.from({ length: 300 }, () =>
      Array.from({ length: 40 }, () => `i${String(Math.floor(random() ** 3 * 9000))}`),
    );
    const first = Array.from({ length: 5000 }, (_, i) => `i${String(i)}`);
    // All codes are given out first, the commonest of them last, so that pairs fall on both sides.
    for (const item of first.reverse()) counter.add([item]);
    for (const basket of given) counter.add(basket);
    const rules = counter.mineRules({ ...everything, minCount: 2 });
    expect(rules.length).toBeGreaterThan(1000);
    const all = [...first.map((item) => [item]), ...given];
    expect(rules).toEqual(mineRules(all, { ...everything, minCount: 2 }));
    for (const { when, offer, measures } of rules.slice(0, 50)) {
      const [a, b] = [
        JSON.stringify(when.inBasket?.[0]).slice(1, -1),
        "sku" in offer ? offer.sku : "",
      ];
      expect(counter.countTogether(a, b)).toBe(measures.count);
      expect(counter.countTogether(b, a)).toBe(measures.count);
    }
    for (const basket of given) counter.remove(basket);
    expect(counter.mineRules(everything)).toEqual([]);
  });

  it("answers for what it has never seen", () => {
    const counter = createBasketCounter();
    counter.add(["a", "a"]);
    expect([counter.count("a"), counter.count("b"), counter.countTogether("a", "b")]).toEqual([
      1, 0, 0,
    ]);
    expect(counter.countTogether("a", "a")).toBe(1);
  });

  it("refuses to take away what was not added, and changes nothing then", () => {
    const counter = createBasketCounter();
    expect(() => counter.remove([])).toThrow(/an empty basket is in no basket/);
    counter.add(["a", "b"]);
    counter.add(["b", "c"]);
    expect(() => counter.remove(["a", "x"])).toThrow(/item "x" is in no basket; expected a basket/);
    expect(() => counter.remove(["a", "b", "c"])).toThrow(/items "a" and "c" together/);
    expect([counter.baskets, counter.count("b"), counter.countTogether("a", "b")]).toEqual([
      2, 2, 1,
    ]);
  });

  it("refuses thresholds as mineRules does", () => {
    expect(() => createBasketCounter().mineRules({ minLift: -1 })).toThrow(/minLift is -1/);
  });
});
