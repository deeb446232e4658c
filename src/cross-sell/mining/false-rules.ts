/** A rule that was tested. */
export interface TestedRule {
  /** Chance of what was seen by accident. */
  readonly chance: number;
  /** Number of items in the condition. */
  readonly length: number;
}

/**
 * Corrects for the many rules that are looked at. All rules that could be made of the items count as
 * tested, not only those that other thresholds left over, or the correction would correct nothing. Each length of the
 * condition gets the same share of the allowance (Webb 2008, layered critical values), and among all
 * the false discovery rate is kept (Benjamini and Hochberg 1995, with weights as Genovese, Roeder and Wasserman 2006).
 */
export function falseShares(
  rules: readonly TestedRule[],
  possible: readonly number[],
): Float64Array {
  const layers = possible.filter((count) => count > 0).length;
  const expected = Float64Array.from(
    rules,
    ({ chance, length }) => chance * possible[length - 1]! * layers,
  );
  const order = [...rules.keys()].sort((a, b) => expected[b]! - expected[a]!);
  const shares = new Float64Array(rules.length);
  let least = 1;
  order.forEach((rule, index) => {
    least = Math.min(least, expected[rule]! / (rules.length - index));
    shares[rule] = least;
  });
  return shares;
}

/** Counts the rules that could be made. */
export function possibleRules(
  items: { readonly whenOnly: number; readonly offerOnly: number; readonly both: number },
  longest: number,
): number[] {
  const { whenOnly, offerOnly, both } = items;
  const when = whenOnly + both;
  const counts: number[] = [];
  for (let length = 1; length <= Math.min(longest, when); length++) {
    counts.push(offerOnly * choose(when, length) + both * choose(when - 1, length));
  }
  return counts;
}

function choose(n: number, k: number): number {
  let product = 1;
  for (let i = 1; i <= k; i++) product = (product * (n - k + i)) / i;
  return product;
}
