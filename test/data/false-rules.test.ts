import { describe, expect, it } from "vitest";
import { mineRules, type MinedRule, type MineRulesOptions } from "setia";
import { falseShares, possibleRules } from "../../src/cross-sell/mining/false-rules";
import { stream } from "../cross-sell/baskets";

/** So many small worlds; the figures of the full run stand in the docs. */
const WORLDS = process.env["SETIA_FULL"] === undefined ? 12 : 200;

/** Frequencies like those of a grocer: the commonest item in half of the baskets, falling as 1 / rank. */
const SHARES = Array.from({ length: 120 }, (_, rank) => 0.5 / (1 + rank * 0.2));

/** Baskets in which no item has to do with another, but for the pairs that are planted. */
function world(seed: number, planted = 0): string[][] {
  const random = stream(seed);
  return Array.from({ length: 1000 }, () => {
    const basket = SHARES.flatMap((share, rank) => (random() < share ? [`i${String(rank)}`] : []));
    for (let pair = 0; pair < planted; pair++) {
      if (random() < 0.02) basket.push(`a${String(pair)}`, `b${String(pair)}`);
    }
    return basket;
  });
}

const options: MineRulesOptions = { minSupport: 0, minCount: 5, minConfidence: 0, maxLength: 3 };
const itemsOf = ({ when, offer }: MinedRule): string[] =>
  [...(when.inBasket ?? []), "sku" in offer ? offer.sku : ""].map(String);

describe("maxFalseShare", () => {
  it("keeps no more false rules of independent baskets than it says", { timeout: 120_000 }, () => {
    let kept = 0;
    let worldsWithAny = 0;
    let without = 0;
    for (let seed = 1; seed <= WORLDS; seed++) {
      const given = world(seed * 7919);
      const rules = mineRules(given, { ...options, maxFalseShare: 0.05 });
      kept += rules.length;
      if (rules.length > 0) worldsWithAny++;
      if (seed === 1) without = mineRules(given, options).length;
    }
    // Here every rule is false, so the share of false ones is 1 in a world that keeps any: 5 in 100 worlds may.
    console.info(
      `${String(worldsWithAny)} of ${String(WORLDS)} worlds kept false rules, ${String(kept)} in all`,
    );
    expect(without).toBeGreaterThan(2000);
    expect(worldsWithAny / WORLDS).toBeLessThanOrEqual(
      0.05 + 1.96 * Math.sqrt((0.05 * 0.95) / WORLDS),
    );
  });

  it(
    "keeps no more false rules beside true ones, and finds the true ones",
    { timeout: 120_000 },
    () => {
      let share = 0;
      let found = 0;
      for (let seed = 1; seed <= WORLDS; seed++) {
        const rules = mineRules(world(seed * 104_729, 30), { ...options, maxFalseShare: 0.05 });
        const isTrue = (rule: MinedRule): boolean => {
          const [a = "", b = "", ...more] = itemsOf(rule);
          return more.length === 0 && /^[ab]/u.test(a) && a !== b && a.slice(1) === b.slice(1);
        };
        const real = rules.filter(isTrue).length;
        share += rules.length === 0 ? 0 : (rules.length - real) / rules.length;
        found += real / 60;
      }
      console.info(
        `share of false rules ${(share / WORLDS).toFixed(4)}, of true ones found ${(found / WORLDS).toFixed(3)}`,
      );
      expect(share / WORLDS).toBeLessThanOrEqual(0.05);
      expect(found / WORLDS).toBeGreaterThan(0.99);
    },
  );

  it("gives each rule the share at which it is kept itself", () => {
    const given = world(3, 10);
    const rules = mineRules(given, { ...options, maxFalseShare: 1 });
    const shares = rules.map(({ measures }) => measures.falseShare ?? 0);
    for (const share of [0, 0.01, 0.2]) {
      expect(mineRules(given, { ...options, maxFalseShare: share })).toEqual(
        rules.filter((_, index) => (shares[index] ?? 0) <= share),
      );
    }
  });

  it("does not depend on what other thresholds leave over", () => {
    const given = world(4, 10);
    const loose = mineRules(given, { ...options, maxFalseShare: 0.2 });
    const strict = mineRules(given, { ...options, maxFalseShare: 0.2, minConfidence: 0.6 });
    expect(strict).toEqual(loose.filter(({ measures }) => measures.confidence >= 0.6));
    expect(strict.length).toBeGreaterThan(0);
  });
});

describe("falseShares", () => {
  it("agrees with Benjamini and Hochberg 1995, table 2", () => {
    // Their 15 chances, all tests of one kind: at 0.05 the first four are rejected.
    const chances = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719,
      0.6528, 0.759, 1,
    ];
    const shares = falseShares(
      chances.map((chance) => ({ chance, length: 1 })),
      [15],
    );
    expect([...shares].filter((share) => share <= 0.05)).toHaveLength(4);
    expect(shares[0]).toBeCloseTo(0.0015, 12);
    expect(shares[3]).toBeCloseTo((0.0095 * 15) / 4, 12);
    expect(shares[14]).toBe(1);
  });

  it("shares the allowance among the lengths of conditions", () => {
    const shares = falseShares(
      [
        { chance: 1e-6, length: 1 },
        { chance: 1e-6, length: 2 },
      ],
      [20, 30],
    );
    // 1e-6 × 30 × 2 among two rules; 1e-6 × 20 × 2 for the surer one alone is more, so it gets the same.
    expect(shares[0]).toBeCloseTo(3e-5, 15);
    expect(shares[1]).toBeCloseTo(3e-5, 15);
  });
});

describe("possibleRules", () => {
  it("counts every way to choose condition and offer", () => {
    expect(possibleRules({ whenOnly: 0, offerOnly: 0, both: 5 }, 3)).toEqual([20, 30, 20]);
    expect(possibleRules({ whenOnly: 2, offerOnly: 3, both: 1 }, 2)).toEqual([
      3 * 3 + 2,
      3 * 3 + 1,
    ]);
    expect(possibleRules({ whenOnly: 1, offerOnly: 1, both: 0 }, 9)).toEqual([1]);
  });
});
