/**
 * Compares two strings by code point, the order of every binary database collation. JavaScript's own `<`
 * goes by UTF-16 unit and puts U+FFFD after U+1F600.
 *
 * @param a - first string
 * @param b - second string
 * @returns negative if `a` comes first, positive if `b` does, 0 if they are the same
 *
 * @example
 * ```ts
 * import { compareCodePoints } from "setia";
 *
 * ["b", "a", "\u{1F600}", "\uFFFD"].sort(compareCodePoints); // => ["a", "b", "\uFFFD", "\u{1F600}"]
 * ```
 */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

/** Lifts surrogates (halves of code points above U+FFFF) above all other units. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
