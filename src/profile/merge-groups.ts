import { reason } from "../kernel";
import type { PairVerdict } from "./judge-pair";

/** Two records and the verdict on them. */
export interface JudgedPair {
  /** Place of the first. */
  readonly a: number;
  /** Place of the second, greater. */
  readonly b: number;
  /** What was said of them. */
  readonly verdict: PairVerdict;
}

/**
 * Puts pairs to merge together to groups, the surest first. A pair that would bring two into one group who contradict one
 * another becomes one to look at.
 *
 * @param pairs - judged pairs, each once
 * @param contradict - tells whether two records, the smaller place first, must not be one
 * @returns all pairs, some of them now to look at, and the groups in ascending order
 */
export function mergeGroups(
  pairs: readonly JudgedPair[],
  contradict: (a: number, b: number) => boolean,
): { readonly kept: JudgedPair[]; readonly groups: readonly (readonly number[])[] } {
  const groupOf = new Map<number, number[]>();
  const kept: JudgedPair[] = [];
  const merges = pairs
    .filter(({ verdict }) => verdict.outcome === "merge")
    .sort((x, y) => y.verdict.score - x.verdict.score || x.a - y.a || x.b - y.b);
  for (const pair of merges) {
    const left = groupOf.get(pair.a) ?? [pair.a];
    const right = groupOf.get(pair.b) ?? [pair.b];
    const mayJoin =
      left === right ||
      left.every((a) =>
        right.every(
          (b) => (a === pair.a && b === pair.b) || !contradict(Math.min(a, b), Math.max(a, b)),
        ),
      );
    if (!mayJoin) {
      const reasons = [...pair.verdict.reasons, reason("match.chain", {})];
      kept.push({ ...pair, verdict: { ...pair.verdict, outcome: "review", reasons } });
      continue;
    }
    kept.push(pair);
    if (left === right) continue;
    const joined = [...left, ...right];
    for (const at of joined) groupOf.set(at, joined);
  }
  for (const pair of pairs) if (pair.verdict.outcome !== "merge") kept.push(pair);
  const groups = [...new Set(groupOf.values())].map((group) => [...group].sort((a, b) => a - b));
  return { kept, groups: groups.sort((x, y) => (x[0] ?? 0) - (y[0] ?? 0)) };
}
