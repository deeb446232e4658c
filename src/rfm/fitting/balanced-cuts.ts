import type { Histogram } from "../../statistics";

/**
 * Cuts figures into parts as equal in size as ties allow: of all cuts at figures that are there those whose parts have the
 * least sum of squared sizes; of equally good ones the lowest first cut, then the lowest second one and so on.
 *
 * No part is empty if there are as many different figures. With fewer each has a part of its own: the highest one the last
 * part, the next lower one the part before it and so on, and the lowest one the first part.
 */
export function balancedCuts({ values, counts }: Histogram, parts: number): number[] {
  const missing = parts - values.length;
  if (missing > 0) {
    return Array.from({ length: parts - 1 }, (_, at) => values[Math.max(0, at - missing)]!);
  }
  const upTo = [0];
  for (const count of counts) upTo.push((upTo.at(-1) ?? 0) + count);
  const size = upTo.at(-1) ?? 0;
  // Doubles are exact up to 2^53; a base of 95 million customers squared is beyond.
  const ends =
    size * size <= Number.MAX_SAFE_INTEGER
      ? bestEnds(
          upTo,
          parts,
          (customers) => customers * customers,
          (a, b) => a + b,
        )
      : bestEnds(
          upTo,
          parts,
          (customers) => BigInt(customers) ** 2n,
          (a, b) => a + b,
        );
  return ends.map((end) => values[end - 1]!);
}

/**
 * Finds where parts end, from the last part to the first: the least sum for figures `from` and above in so many parts is the
 * least over all ends of their first part. The best end never falls as `from` rises (squares of sizes satisfy the quadrangle
 * inequality), so the middle `from` halves the ends to try on either side: parts · d · log d steps for d figures.
 * The first of equally good ends is kept, which makes the cuts the lowest.
 */
function bestEnds<Sum extends number | bigint>(
  upTo: readonly number[],
  parts: number,
  square: (customers: number) => Sum,
  add: (a: Sum, b: Sum) => Sum,
): number[] {
  const figures = upTo.length - 1;
  const between = (from: number, end: number): number => upTo[end]! - upTo[from]!;
  let least = upTo.map((_, from) => square(between(from, figures)));
  const endsByParts: number[][] = [];
  for (let later = 1; later < parts; later++) {
    const rest = least;
    const sums = rest.slice();
    const ends = new Array<number>(figures + 1).fill(figures);
    // Each later part has at least one figure.
    const lastEnd = figures - later;
    const solve = (low: number, high: number, lowestEnd: number, highestEnd: number): void => {
      if (low > high) return;
      const from = (low + high) >> 1;
      let best: Sum | undefined;
      let bestEnd = highestEnd;
      for (let end = Math.max(from + 1, lowestEnd); end <= highestEnd; end++) {
        const sum = add(square(between(from, end)), rest[end] ?? square(0));
        if (best !== undefined && sum >= best) continue;
        best = sum;
        bestEnd = end;
      }
      sums[from] = best ?? square(0);
      ends[from] = bestEnd;
      solve(low, from - 1, lowestEnd, bestEnd);
      solve(from + 1, high, bestEnd, highestEnd);
    };
    solve(0, lastEnd - 1, 1, lastEnd);
    least = sums;
    endsByParts.push(ends);
  }
  const found: number[] = [];
  for (const ends of endsByParts.reverse()) found.push(ends[found.at(-1) ?? 0] ?? figures);
  return found;
}

/** Finds the parts that nobody is in. */
export function emptyParts(
  cuts: readonly number[],
  size: number,
  upTo: (cut: number) => number,
): number[] {
  const ends = [...cuts.map(upTo), size];
  return ends.flatMap((end, at) => (end === (ends[at - 1] ?? 0) ? [at + 1] : []));
}

/** Counts those whose figure does not exceed a cut. */
export function countUpTo({ values, counts }: Histogram, cut: number): number {
  let sum = 0;
  for (let at = 0; (values[at] ?? Infinity) <= cut; at++) sum += counts[at]!;
  return sum;
}
