import { describe, expect, it } from "vitest";
import { defineCrossSellRules, fitCrossSell, isSetiaError, type CrossSellRule } from "setia";

const asOf = new Date("2026-06-15T00:00:00Z");

describe("defineCrossSellRules", () => {
  const faults = (rules: readonly CrossSellRule[]): string[] => {
    try {
      defineCrossSellRules(rules);
      return [];
    } catch (error) {
      if (!isSetiaError(error)) throw error;
      return error.issues.map(({ path, message }) => `${path.join(".")} ${message}`);
    }
  };

  it.each<[CrossSellRule, RegExp]>([
    [{ when: {}, offer: { sku: "" } }, /rules\.0\.offer names nothing/],
    [{ when: {}, offer: {} as { sku: string } }, /rules\.0\.offer names nothing/],
    [{ when: { inBasket: [] }, offer: { sku: "a" } }, /when\.inBasket is empty/],
    [{ when: { bought: [""] }, offer: { sku: "a" } }, /when\.bought\.0 is ""; expected a name/],
    [{ when: { inBasket: ["a"] }, offer: { sku: "a" } }, /is also the offer/],
    [{ when: { bought: [{ category: "c" }] }, offer: { category: "c" } }, /is also the offer/],
    [{ when: { stage: [] }, offer: { sku: "a" } }, /when\.stage is empty/],
    [
      { when: { season: { from: "02-30", to: "03-01" } }, offer: { sku: "a" } },
      /"02-30"; expected a day/,
    ],
    [
      { when: { season: { from: "02-29", to: "1-1" } }, offer: { sku: "a" } },
      /"1-1"; expected a day/,
    ],
  ])("refuses %j", (rule, message) => {
    expect(faults([rule])).toHaveLength(1);
    expect(faults([rule])[0]).toMatch(message);
  });

  it.each<[unknown, RegExp]>([
    [null, /rules\.0 is null; expected a rule with when and offer/],
    ["phone → case", /rules\.0 is "phone → case"/],
    [{ offer: { sku: "a" } }, /rules\.0\.when is missing; expected an object, \{\} for always/],
    [
      { when: { inbasket: ["x"] }, offer: { sku: "a" } },
      /when\.inbasket is not known; expected one of bought/,
    ],
    [{ when: { inBasket: "x" }, offer: { sku: "a" } }, /when\.inBasket is "x"; expected a list/],
    [{ when: { inBasket: [5] }, offer: { sku: "a" } }, /when\.inBasket\.0 is 5; expected a name/],
    [{ when: {}, offer: { sku: "a", category: "b" } }, /offer names nothing or too much/],
    [{ when: {}, offer: { sko: "a" } }, /offer names nothing or too much/],
  ])("refuses %j from a caller without types", (rule, message) => {
    expect(faults([rule as CrossSellRule])[0]).toMatch(message);
  });

  it("is asked by whatever takes rules", () => {
    const rules = [{ when: { inBasket: [] }, offer: { sku: "a" } }];
    expect(() => fitCrossSell([], { asOf, rules })).toThrow(
      expect.objectContaining({ code: "INVALID_RULES" }),
    );
    expect(() => defineCrossSellRules(null as unknown as [])).toThrow(
      /rules is null; expected an array/,
    );
  });

  it("refuses a rule that offers what another forbids, and a never that is no answer", () => {
    const rule = { when: { inBasket: ["a"] }, offer: { sku: "b" } };
    expect(faults([rule, { ...rule, never: true }])).toEqual([
      expect.stringMatching(/rules\.1 offers what an earlier rule forbids, or forbids/),
    ]);
    expect(faults([{ ...rule, never: "yes" as unknown as boolean }])).toEqual([
      expect.stringMatching(/rules\.0\.never is "yes"; expected true or false/),
    ]);
    expect(faults([{ ...rule, never: true }])).toEqual([]);
  });

  it("refuses the same rule twice, and gives good ones back", () => {
    const rule = { when: { inBasket: ["a"] }, offer: { sku: "b" } };
    expect(faults([rule, rule])).toEqual([expect.stringMatching(/rules\.1 is the same/)]);
    expect(defineCrossSellRules([rule])).toEqual([rule]);
  });
});
