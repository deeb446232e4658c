import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  analyzeRfm,
  compareRfm,
  scoreRfm,
  summarizePurchases,
  type Order,
  type RfmSnapshot,
} from "setia";
import { instants, orders } from "../arbitraries";

const order = (id: string, customerId: string, day: string): Order => ({
  id,
  customerId,
  placedAt: new Date(day),
  currency: "USD",
  total: 1000,
});
const spring = [
  order("1", "ani", "2026-03-30"),
  order("2", "budi", "2026-01-05"),
  order("3", "citra", "2026-02-05"),
];
const at = (day: string): { asOf: Date } => ({ asOf: new Date(day) });

describe("compareRfm", () => {
  const before = analyzeRfm(spring, at("2026-03-31"));

  it("counts from where to where, and names who came and went", () => {
    const june = [
      ...spring.slice(0, 2),
      order("4", "dewi", "2026-06-20"),
      order("5", "budi", "2026-06-25"),
    ];
    const comparison = compareRfm(before, analyzeRfm(june, at("2026-06-30")));
    expect(comparison.entered).toEqual(["dewi"]);
    expect(comparison.left).toEqual(["citra"]);
    expect(comparison.matrix.find(({ from }) => from === null)).toMatchObject({ customers: 1 });
    expect(comparison.matrix.find(({ to }) => to === null)).toMatchObject({
      from: "about_to_sleep",
      customers: 1,
    });
  });

  it("tells the customer who moved from the ruler that did", () => {
    // Ani has stood still with a base that grew more recent around her.
    const more = [...spring, ...["x", "y", "z"].map((id) => order(id, id, "2026-03-31"))];
    const after = analyzeRfm(more, at("2026-03-31"));
    const moves = compareRfm(before, after).moves;
    expect(moves.length).toBeGreaterThan(0);
    expect(new Set(moves.map(({ because }) => because))).toEqual(new Set(["ruler"]));
    const later = compareRfm(before, analyzeRfm(spring, at("2027-03-31"))).moves;
    expect(later.every(({ because }) => because === "customer")).toBe(true);
  });

  it("adds up, and moves nobody without time or orders", () => {
    fc.assert(
      fc.property(orders, instants, instants, (given, one, two) => {
        const [early, late] = one <= two ? [one, two] : [two, one];
        fc.pre(summarizePurchases(given, { asOf: early }).summaries.length > 0);
        fc.pre(summarizePurchases(given, { asOf: late }).summaries.length > 0);
        const first = analyzeRfm(given, { asOf: early });
        const second = analyzeRfm(given, { asOf: late });
        const { matrix, moves, entered, left } = compareRfm(first, second);
        const sum = (cells: typeof matrix): number =>
          cells.reduce((all, cell) => all + cell.customers, 0);
        expect(sum(matrix.filter(({ to }) => to !== null))).toBe(second.scores.length);
        expect(sum(matrix.filter(({ from }) => from !== null))).toBe(first.scores.length);
        expect(
          sum(matrix.filter(({ from, to }) => from !== null && to !== null && from !== to)),
        ).toBe(moves.length);
        expect(second.scores.length).toBe(first.scores.length + entered.length - left.length);
        expect(compareRfm(first, first).moves).toEqual([]);
        const kept: RfmSnapshot = {
          ...second,
          model: first.model,
          scores: second.summaries.map((summary) => scoreRfm(summary, first.model)),
        };
        expect(compareRfm(first, kept).moves.every(({ because }) => because === "customer")).toBe(
          true,
        );
      }),
    );
  });
});
