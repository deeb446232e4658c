import { describe, expect, it } from "vitest";
import { evaluateCrossSell, type EvaluateCrossSellOptions, type Order } from "setia";
import { estimate, qualityOf } from "../../src/cross-sell/evaluation/evaluation-figures";
import { orderOf, stream } from "./baskets";

const asOf = new Date("2027-01-01");
const dayOf = (day: number): string => new Date(Date.UTC(2026, 0, 1 + day)).toISOString();

/** A shop of pairs: who buys a1 buys b1 with it and c1 next time, and so on; everybody buys bread. */
function shop(): Order[] {
  const random = stream(2);
  return Array.from({ length: 400 }, (_, i) => {
    const kind = String(Math.floor(random() * 30));
    const day = Math.floor(random() * 200);
    const id = String(i).padStart(4, "0");
    const first = random() < 0.5 ? [`a${kind}`, `b${kind}`] : [`a${kind}`, `b${kind}`, "bread"];
    const history = [
      orderOf(`x${id}`, `c${id}`, dayOf(day), first),
      orderOf(`y${id}`, `c${id}`, dayOf(day + 20), [`c${kind}`, "bread"]),
    ];
    // Some come a third time, so that the second order of everybody is not always the last.
    const again = [`a${kind}`, `b${kind}`];
    return i % 2 === 0
      ? history
      : [...history, orderOf(`z${id}`, `c${id}`, dayOf(day + 40), again)];
  }).flat();
}
const orders = shop();
const evaluate = (
  options: Omit<EvaluateCrossSellOptions, "asOf">,
): ReturnType<typeof evaluateCrossSell> => evaluateCrossSell(orders, { asOf, ...options });

describe("evaluateCrossSell", () => {
  it.each([
    ["basket", "time", 5],
    ["new", "time", 5],
    ["basket", "last_basket", 1],
    ["new", "last_basket", 1],
  ] as const)("sees the model find what goes with what: %s, %s", (task, holdOut, splits) => {
    const result = evaluate({ task, holdOut, k: 2 });
    expect(result.splits).toBe(splits);
    expect(result.k).toBe(2);
    expect(result.cases).toBeGreaterThan(100);
    expect(result.methods.model.hitRate.value).toBeGreaterThan(0.4);
    expect(result.gain.hitRate.low).toBeGreaterThan(0.1);
    const { model, popularity } = result.methods;
    expect(result.gain.ndcg.value).toBeCloseTo(model.ndcg.value - popularity.ndcg.value, 12);
    expect(model.coverage).toBeGreaterThan(popularity.coverage);
  });

  it("sees habit win where all that is bought counts", () => {
    const habit = Array.from({ length: 20 }, (_, i) =>
      [0, 30, 60, 90].map((day) =>
        orderOf(`${String(i)} ${String(day)}`, `c${String(i)}`, dayOf(day + i), [
          `own${String(i)}`,
        ]),
      ),
    ).flat();
    const { methods } = evaluateCrossSell(habit, { asOf, task: "all", k: 1 });
    expect(methods.repeat.recall.value).toBe(1);
    expect(methods.popularity.recall.value).toBeLessThan(0.2);
  });

  it("learns nothing from what it foretells", () => {
    // Each pair is seen once only, so that nothing can be known of it beforehand.
    const once = Array.from({ length: 50 }, (_, i) =>
      orderOf(String(i), `c${String(i)}`, dayOf(i), [`l${String(i)}`, `r${String(i)}`, "bread"]),
    );
    const { methods, gain } = evaluateCrossSell(once, { asOf, task: "basket", k: 1 });
    expect(gain.hitRate.value).toBe(0);
    expect(methods.model.hitRate.value).toBe(1);
  });

  it("gives the same whatever order the orders come in", () => {
    expect(evaluateCrossSell([...orders].reverse(), { asOf, task: "new", k: 3 })).toEqual(
      evaluate({ task: "new", k: 3 }),
    );
  });

  it("takes how the model is fitted and offers are weighed", () => {
    const none = evaluate({ task: "basket", k: 2, fit: { rulesPerItem: 0 } });
    expect(none.gain.hitRate.value).toBe(0);
    expect(evaluate({ task: "basket", k: 2, weights: { novelty: 1 } })).not.toEqual(
      evaluate({ task: "basket", k: 2 }),
    );
    const products = new Map([["bread", { sku: "bread" }]]);
    expect(evaluate({ task: "basket", k: 2, products }).methods.model.coverage).toBeLessThan(0.05);
  });

  it.each([
    [{ splits: 0 }, /splits is 0; expected 1 to 30/],
    [{ k: 0 }, /k is 0/],
    [{ asOf: new Date(0) }, /no order can be foretold for "basket" out of 0/],
    [{ asOf: new Date(Number.NaN) }, /asOf is an invalid date/],
  ])("refuses %j", (options, message) => {
    expect(() => evaluateCrossSell(orders, { asOf, task: "basket", ...options })).toThrow(message);
  });
});

describe("the figures", () => {
  it("of one case follow by hand", () => {
    const quality = qualityOf(["a", "x", "b", "c"], new Set(["a", "b", "c", "d"]), 3);
    expect(quality.hitRate).toBe(1);
    expect(quality.recall).toBe(0.5);
    // Järvelin and Kekäläinen: 1 + 1/log2(4), of 1 + 1/log2(3) + 1/log2(4)
    expect(quality.ndcg).toBeCloseTo(1.5 / (1 + 1 / Math.log2(3) + 0.5), 12);
    expect(qualityOf(["x"], new Set(["a"]), 3)).toEqual({ hitRate: 0, recall: 0, ndcg: 0 });
    expect(qualityOf(["a"], new Set(["a"]), 3)).toEqual({ hitRate: 1, recall: 1, ndcg: 1 });
  });

  it("of several have the interval of Student 1908", () => {
    // His sleep data, hours gained with the first drug: mean 0.75, 95 % interval −0.53 to 2.03.
    const { value, low, high } = estimate([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]);
    expect(value).toBeCloseTo(0.75, 12);
    expect([low, high].map((end) => end.toFixed(2))).toEqual(["-0.53", "2.03"]);
  });
});
