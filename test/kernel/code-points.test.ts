import fc from "fast-check";
import { expect, it } from "vitest";
import { compareCodePoints } from "setia";

const points = (text: string): number[] => Array.from(text, (char) => char.codePointAt(0) ?? 0);

it("orders strings as their lists of code points", () => {
  const strings = fc.string({
    unit: fc.constantFrom("a", "b", "é", "\uFFFD", "\u{1F600}", "\u{10FFFF}"),
  });
  fc.assert(
    fc.property(strings, strings, (a, b) => {
      const [left, right] = [points(a), points(b)];
      const at = left.findIndex((point, index) => point !== right[index]);
      const expected = at === -1 ? left.length - right.length : (left[at] ?? 0) - (right[at] ?? -1);
      expect(Math.sign(compareCodePoints(a, b))).toBe(Math.sign(expected));
    }),
  );
});
