import { fisherUpperTail } from "../../statistics";
import { compareCodePoints, SetiaError } from "../../kernel";
import type { ItemPattern, MinedRule, RuleMetrics } from "../cross-sell-rule";
import { patternText } from "../define-rules";
import { patternOf } from "./frequent-itemsets";
import { convictionOf, type RuleCounts } from "./measure-rule";
import type { ItemNames } from "../baskets/pack-baskets";

/** A rule before it is written out. */
export interface Candidate extends RuleCounts {
  /** Items of the condition, as places of their names in order, ascending. */
  readonly when: readonly number[];
  /** The offer, likewise. */
  readonly offer: number;
  /** What it is ranked by. */
  readonly score: number;
  /** Chance that one of its items adds nothing, if the false ones are to be left out. */
  chance?: number;
  /** Share of false rules among this one and all that are surer, likewise. */
  falseShare?: number;
}

/** Makes the refusal of too many rules. */
export function tooMany(
  rules: number,
  most: number,
  rulesByCount: ReadonlyMap<number, number>,
  total: number,
): SetiaError {
  let left = rules;
  let fits = 0;
  for (const [count, many] of [...rulesByCount].sort(([a], [b]) => a - b)) {
    if (left <= most) break;
    left -= many;
    fits = count + 1;
  }
  return new SetiaError(
    "TOO_LARGE",
    `mineRules: ${String(rules)} rules reach the thresholds; expected at most ${String(most)}, which a minCount of ${String(fits)} (minSupport ${String(fits / total)}) would give, or higher thresholds`,
  );
}

/** Compares rules: best first, then the shorter condition, then by the names of condition and offer. */
export function byRank(a: Candidate, b: Candidate): number {
  const best = b.score - a.score || a.when.length - b.when.length;
  if (best !== 0) return best;
  for (let i = 0; i < a.when.length; i++) {
    const differs = a.when[i]! - b.when[i]!;
    if (differs !== 0) return differs;
  }
  return a.offer - b.offer;
}

/** Puts the names in order once, so that rules compare by whole numbers. */
export function orderNames(items: ItemNames): {
  places: Int32Array;
  patterns: readonly ItemPattern[];
} {
  const named = Array.from(items.names.keys(), (code) => {
    const pattern = patternOf(items, code);
    return { code, pattern, text: patternText(pattern) };
  }).sort(
    (a, b) => compareCodePoints(a.text, b.text) || items.kinds[a.code]! - items.kinds[b.code]!,
  );
  const places = new Int32Array(named.length);
  named.forEach(({ code }, place) => (places[code] = place));
  return { places, patterns: named.map(({ pattern }) => pattern) };
}

/** Writes a rule out. */
export function ruleOf(
  patterns: readonly ItemPattern[],
  rule: Candidate,
  isNow: boolean,
): MinedRule {
  const when = rule.when.map((place) => patterns[place]!);
  const offer = patterns[rule.offer]!;
  return {
    when: isNow ? { inBasket: when } : { bought: when },
    offer: typeof offer === "string" ? { sku: offer } : offer,
    measures: analyticsOf(rule),
  };
}

function analyticsOf(rule: Candidate): RuleMetrics {
  const { count, antecedentCount, consequentCount, baskets, falseShare } = rule;
  const chance = antecedentCount * consequentCount;
  // Written out in full, since millions of them may be made.
  const measures: RuleMetrics = {
    count,
    antecedentCount,
    consequentCount,
    baskets,
    support: count / baskets,
    confidence: count / antecedentCount,
    lift: (count * baskets) / chance,
    leverage: (count * baskets - chance) / (baskets * baskets),
    conviction: convictionOf(rule),
  };
  if (falseShare === undefined) return measures;
  const pValue = fisherUpperTail(count, antecedentCount, consequentCount, baskets);
  return { ...measures, pValue, falseShare };
}
