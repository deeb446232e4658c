import { reason } from "../../kernel";
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

/** What keeps records from one group. */
export interface GroupRules {
  /** Gives a text that is the same for records that contradict the same others. */
  readonly kindOf: (at: number) => string;
  /** Whether two records, the smaller place first, must not be one. */
  readonly contradict: (a: number, b: number) => boolean;
  /** Gives the records that somebody has distinguished from one. */
  readonly apartFrom: (at: number) => readonly number[];
}

interface Group {
  readonly members: number[];
  /** For each kind of record the first of it. */
  readonly kinds: Map<string, number>;
}

/**
 * Puts pairs to merge together to groups, the surest first. A pair that would bring two into one group who contradict one
 * another becomes one to look at. Kinds are compared rather than records, so that a guest of a thousand records costs no
 * more than a thousand.
 */
export function mergeGroups(
  pairs: readonly JudgedPair[],
  { kindOf, contradict, apartFrom }: GroupRules,
): { readonly kept: JudgedPair[]; readonly groups: readonly (readonly number[])[] } {
  const groupOf = new Map<number, Group>();
  const groupAt = (at: number): Group => {
    const group = groupOf.get(at) ?? { members: [at], kinds: new Map([[kindOf(at), at]]) };
    groupOf.set(at, group);
    return group;
  };
  const kept: JudgedPair[] = [];
  const merges = pairs
    .filter(({ verdict }) => verdict.outcome === "merge")
    .sort((x, y) => y.verdict.score - x.verdict.score || x.a - y.a || x.b - y.b);
  for (const pair of merges) {
    const [left, right] = [groupAt(pair.a), groupAt(pair.b)];
    if (left === right) {
      kept.push(pair);
      continue;
    }
    const [kindA, kindB] = [kindOf(pair.a), kindOf(pair.b)];
    const mayBeTogether = [...left.kinds].every(([one, a]) =>
      [...right.kinds].every(
        ([other, b]) =>
          one === other ||
          (one === kindA && other === kindB) ||
          !contradict(Math.min(a, b), Math.max(a, b)),
      ),
    );
    const [few, many] = left.members.length < right.members.length ? [left, right] : [right, left];
    const toldApart = few.members.some((at) =>
      apartFrom(at).some((other) => groupOf.get(other) === many),
    );
    if (!mayBeTogether || toldApart) {
      const reasons = [...pair.verdict.reasons, reason("match.chain", {})];
      kept.push({ ...pair, verdict: { ...pair.verdict, outcome: "review", reasons } });
      continue;
    }
    kept.push(pair);
    for (const at of few.members) {
      many.members.push(at);
      groupOf.set(at, many);
    }
    for (const [kind, at] of few.kinds) if (!many.kinds.has(kind)) many.kinds.set(kind, at);
  }
  for (const pair of pairs) if (pair.verdict.outcome !== "merge") kept.push(pair);
  const groups = [...new Set(groupOf.values())]
    .filter(({ members }) => members.length > 1)
    .map(({ members }) => members.sort((a, b) => a - b));
  return { kept, groups: groups.sort((x, y) => (x[0] ?? 0) - (y[0] ?? 0)) };
}
