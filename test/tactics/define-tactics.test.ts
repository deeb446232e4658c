import { describe, expect, it } from "vitest";
import { defineTactics, isSetiaError, TACTICS, type Tactic } from "setia";

const good: Tactic = TACTICS[0];

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
    [{ value: "margin" }, /value is "margin"/],
    [{ baseRate: 90 }, /baseRate is 90; expected 0 to 1/],
    [{ baseRate: "0.5" }, /baseRate is "0\.5"/],
    [{ discount: 10 }, /discount is 10; expected 0 to 1/],
    [{ windowDays: -1 }, /windowDays is -1/],
    [{ cooldownDays: Number.NaN }, /cooldownDays is NaN/],
    [{ title: { en: "x" } }, /title\.id is missing; expected a text/],
    [
      { message: { en: "Hello {name}", id: "Halo {who}" } },
      /message\.en holds \{name\}; expected \{who\} and \{offer\} only/,
    ],
    [{ title: { en: "For {who}", id: "Untuk Anda" } }, /title\.en holds \{who\}/],
  ])("refuses %j", (change, message) => {
    const found = faults({ ...good, ...change });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(message);
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
