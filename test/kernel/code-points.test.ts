import fc from "fast-check";
import { expect, it } from "vitest";
import { compareCodePoints } from "setia/store";
import { ascendingOrder } from "../../src/kernel";

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

it("puts many texts in that order, ascending ones included, and finds what is there twice", () => {
  const plain = fc.string({ unit: fc.constantFrom("a", "b", "é", "1") });
  const wide = fc.string({ unit: fc.constantFrom("a", "\uFFFD", "\u{1F600}", "\uD800") });
  const texts = fc.oneof(fc.array(plain), fc.array(wide), fc.array(fc.oneof(plain, wide)));
  fc.assert(
    fc.property(texts, fc.boolean(), (given, ascending) => {
      const known = ascending ? given.toSorted(compareCodePoints) : given;
      const { order, repeated } = ascendingOrder(known);
      const places = order === undefined ? known.map((_, at) => at) : [...order];
      expect(places).toEqual(
        known.map((_, at) => at).sort((a, b) => compareCodePoints(known[a] ?? "", known[b] ?? "")),
      );
      expect(repeated !== undefined).toBe(new Set(known).size < known.length);
      if (repeated !== undefined) {
        expect(known.filter((text) => text === known[repeated]).length).toBeGreaterThan(1);
      }
    }),
  );
});
