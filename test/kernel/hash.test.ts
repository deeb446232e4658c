import { expect, it } from "vitest";
import { hashText } from "../../src/kernel";

it("gives the same 16 digits everywhere", () => {
  expect(hashText("ani")).toBe(hashText("ani"));
  expect(hashText("")).toMatch(/^[0-9a-f]{16}$/u);
});

it("spreads ids evenly and without a collision", () => {
  const hashes = Array.from({ length: 100_000 }, (_, index) =>
    hashText(`customer-${String(index)}`),
  );
  expect(new Set(hashes).size).toBe(hashes.length);
  for (const place of [0, 1, 7, 8, 15]) {
    const counts = new Map<string, number>();
    for (const hash of hashes)
      counts.set(hash.charAt(place), (counts.get(hash.charAt(place)) ?? 0) + 1);
    const expected = hashes.length / 16;
    const chiSquared = [...counts.values()].reduce(
      (sum, count) => sum + (count - expected) ** 2 / expected,
      0,
    );
    // 15 degrees of freedom: 44.3 is exceeded once in ten thousand times.
    expect(chiSquared).toBeLessThan(44.3);
  }
});
