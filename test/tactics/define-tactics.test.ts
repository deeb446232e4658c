import { describe, expect, expectTypeOf, it } from "vitest";
import { defineTactics, isSetiaError, TACTICS, type Tactic } from "setia";

const good: Tactic = TACTICS[8];

function faults(...catalogue: unknown[]): string[] {
  try {
    defineTactics(catalogue as Tactic[]);
    return [];
  } catch (error) {
    if (!isSetiaError(error)) throw error;
    return error.issues.map(({ path, message }) => `${path.join(".")} ${message}`);
  }
}

describe("defineTactics", () => {
  it("finds no fault with the library's own catalogue", () => {
    expect(faults(...TACTICS)).toEqual([]);
  });

  it.each<[object, RegExp]>([
    [{ id: "" }, /catalogue\.0\.id is ""; expected a text/],
    [{ stages: [] }, /stages is empty, so nobody gets it/],
    [{ stages: ["customer"] }, /stages holds "customer"; expected names of prospect, engaged/],
    [{ activities: ["here"] }, /activities holds "here"/],
    [{ when: { orderz: { atLeast: 1 } } }, /when\.orderz is not known; expected one of orders/],
    [
      { when: { orders: { atLeast: 5, atMost: 1 } } },
      /when\.orders is no range that a figure can lie in/,
    ],
    [{ when: { orders: { atLeast: "5" } } }, /when\.orders is no range/],
    [{ when: { orders: null } }, /when\.orders is no range/],
    [
      { when: undefined, title: null, stages: 5 },
      /catalogue\.0 has no stages, no when, no title; expected them all/,
    ],
    [{ id: "all" }, /id is "all", which names the holdout/],
    [{ value: "margin" }, /value is "margin"/],
    [{ motivation: "greed" }, /motivation is "greed"; expected one of acquisition/],
    [{ category: undefined }, /category is missing/],
    [{ technique: "charm" }, /technique is "charm"/],
    [{ success: "luck" }, /success is "luck"/],
    [{ channels: ["fax"] }, /channels holds "fax"/],
    [{ channels: [] }, /channels is empty/],
    [{ any: [{ orderz: {} }] }, /any\.0\.orderz is not known/],
    [{ any: [5] }, /any\.0 is 5; expected figures/],
    [{ any: [] }, /any is empty, so nobody gets it/],
    [{ lifetimeLimit: -1 }, /lifetimeLimit is -1/],
    [{ lifetimeLimit: 0 }, /lifetimeLimit is 0, so nobody gets it/],
    [{ cost: -5 }, /cost is -5/],
    [{ priority: Number.NaN }, /priority is NaN/],
    [{ context: [{ feature: "luck", weight: 5 }] }, /context\.0\.feature is "luck"/],
    [{ context: [{ feature: "vip", weight: "5" }] }, /context\.0\.weight is "5"/],
    [{ context: [{ feature: "vip", atLeast: 2, atMost: 1, weight: 5 }] }, /context\.0 is no range/],
    [{ when: { csat: { atLeast: 6 } } }, /when\.csat is 1 to 5 of every customer, so nobody/],
    [{ when: { vip: { atMost: -1 } } }, /when\.vip is 0 to 1 of every customer/],
    [{ when: { depth: { atLeast: 5 } } }, /when\.depth is a depth that none of its stages has/],
    [{ when: { absence: { atLeast: 1 } } }, /when\.absence is an absence that none/],
    [
      { when: { orders: { atMost: 0 } } },
      /when\.orders leaves no order, which all of its stages have/,
    ],
    [
      { stages: ["prospect"], when: { days_since_last_order: { atLeast: 1 } } },
      /when\.days_since_last_order needs an order, which none of its stages has/,
    ],
    [
      { stages: ["engaged"], activities: ["overdue"], when: {} },
      /activities are overdue only, which prospects and engaged never are/,
    ],
    [{ baseRate: 90 }, /baseRate is 90; expected 0 to 1/],
    [{ baseRate: "0.5" }, /baseRate is "0\.5"/],
    [{ discount: 10 }, /discount is 10; expected 0 to 1/],
    [{ windowDays: -1 }, /windowDays is -1/],
    [{ cooldownDays: Number.NaN }, /cooldownDays is NaN/],
    [{ title: { en: "x" } }, /title\.id is missing; expected a text/],
    [
      { message: { en: "Hello {name}", id: "Halo {who}" } },
      /message\.en holds \{name\}; expected \{who\}, \{offer\}, \{topic\}, \{order\}, \{category\}, \{nth\}, \{occasion\}, \{question\} only/,
    ],
    [{ title: { en: "For {who}", id: "Untuk Anda" } }, /title\.en holds \{who\}/],
  ])("refuses %j", (change, message) => {
    const found = faults({ ...good, ...change });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(message);
  });

  it("gives ids as literal types", () => {
    const catalogue = defineTactics([{ ...TACTICS[8], id: "shop.thanks" }]);
    expectTypeOf(catalogue[0].id).toEqualTypeOf<"shop.thanks">();
    expectTypeOf<(typeof TACTICS)[number]["id"]>().not.toEqualTypeOf<string>();
    expect(catalogue[0].id).toBe("shop.thanks");
  });

  it("refuses an id twice, and what is no list", () => {
    expect(faults(null)).toEqual(["catalogue.0 is null; expected a tactic"]);
    expect(faults(good, good)).toEqual([
      expect.stringMatching(/catalogue\.1\.id is "post\.thanks" a second time/),
    ]);
    expect(() => defineTactics(null as unknown as [])).toThrow(
      /catalogue is null; expected an array/,
    );
  });
});
