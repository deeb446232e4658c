/** Who is held out: as even as chance, and anew for each salt and tactic. */
import { describe, expect, it } from "vitest";
import { holdoutDraw } from "setia/tactics";

describe("the holdout", () => {
  const ids: Record<string, (index: number) => string> = {
    numbers: String,
    "padded numbers": (index) => `customer-${String(index).padStart(8, "0")}`,
    mails: (index) => `c${String(index)}@toko.id`,
    hex: (index) => (index * 2_654_435_761).toString(16),
  };
  const N = 100_000;
  const chiSquared = (counts: readonly number[]): number => {
    const expected = counts.reduce((a, b) => a + b, 0) / counts.length;
    return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  };
  /** Below this a chi-squared of `df` degrees lies 9999 times in 10,000 (Wilson and Hilferty 1931). */
  const limit = (df: number): number =>
    df * (1 - 2 / (9 * df) + 3.719 * Math.sqrt(2 / (9 * df))) ** 3;

  it.each(Object.entries(ids))("is uniform over %s", (_, idOf) => {
    for (const salt of ["setia", "setia2", ""]) {
      const counts = new Array<number>(100).fill(0);
      for (let index = 0; index < N; index++) {
        const cell = Math.floor(holdoutDraw(idOf(index), salt, "all") * 100);
        counts[cell] = (counts[cell] ?? 0) + 1;
      }
      expect(chiSquared(counts)).toBeLessThan(limit(99));
    }
  });

  it.each([
    ["salts", ["a", "all"], ["b", "all"]],
    ["near salts", ["setia-2026", "all"], ["setia-2027", "all"]],
    ["scopes", ["setia", "all"], ["setia", "win.offer"]],
    ["near scopes", ["setia", "win.offer"], ["setia", "win.other"]],
  ] as const)("is independent between %s", (_, one, other) => {
    for (const idOf of Object.values(ids)) {
      const counts = new Array<number>(100).fill(0);
      for (let index = 0; index < N; index++) {
        const id = idOf(index);
        const row = Math.floor(holdoutDraw(id, one[0], one[1]) * 10);
        const cell = 10 * row + Math.floor(holdoutDraw(id, other[0], other[1]) * 10);
        counts[cell] = (counts[cell] ?? 0) + 1;
      }
      expect(chiSquared(counts)).toBeLessThan(limit(99));
    }
  });
});
