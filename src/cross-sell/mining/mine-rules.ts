import { fisherUpperTail } from "../../statistics";
import { assertOptions, type OptionNames } from "../../kernel";
import { packSource, type Baskets } from "../baskets/basket-source";
import type { MinedRule } from "../cross-sell-rule";
import { falseShares, possibleRules } from "./false-rules";
import {
  codesOf,
  mineForest,
  whyNothing,
  type FrequentItemsetsOptions,
  type MinedForest,
  FREQUENT_ITEMSETS_OPTIONS,
} from "./frequent-itemsets";
import { indexItemsets } from "./itemset-index";
import { byRank, orderNames, ruleOf, tooMany, type Candidate } from "./make-rule";
import type { RuleCounts } from "./measure-rule";
import { assertBetween } from "./minimum-support";
import type { ItemNames } from "../baskets/pack-baskets";
import { rankScore } from "../model/rankings";
import { readSides, type RuleSide } from "./rule-sides";

/** Options of {@link mineRules}. */
export interface MineRulesOptions extends FrequentItemsetsOptions {
  /** Most items of a rule with its offer, 2 or more; 2 if left out, one item that leads to one other. */
  readonly maxLength?: number;
  /** Smallest confidence, 0–1; 0.1 if left out. */
  readonly minConfidence?: number;
  /** The lift that must be exceeded; 1 if left out, so that only items that belong together are kept. */
  readonly minLift?: number;
  /** What may and must stand in the condition. */
  readonly when?: RuleSide;
  /** What may and must be the offer. */
  readonly offer?: RuleSide;
  /** True to leave out a rule if one with fewer items in its condition is as confident. */
  readonly removeRedundant?: boolean;
  /**
   * Keeps so many rules that at most this share of them is due to chance, 0–1: 0.05 is usual. Every item of the
   * condition must then add something. All rules are kept if left out.
   */
  readonly maxFalseShare?: number;
}

const mineRulesOptions = (): OptionNames<MineRulesOptions> => ({
  ...FREQUENT_ITEMSETS_OPTIONS,
  minConfidence: true,
  minLift: true,
  when: true,
  offer: true,
  removeRedundant: true,
  maxFalseShare: true,
});

/**
 * Mines rules from baskets: items that are bought together, or one after the other, more often than chance would
 * have it. Analytics as Agrawal, Imieliński and Swami 1993 (support, confidence) and Brin et al. 1997 (lift,
 * conviction) define them, from whole counts; `measureRule` gives others.
 *
 * @param baskets - orders with lines, or lists of items; an item counts once per basket, an order that was
 * cancelled or fully refunded not at all
 * @param options - what a basket is and how strong a rule must be
 * @returns rules that lead to one item, best first by {@link rankScore}; by `"customer"` and `"next"` their condition
 * is `bought`, else `inBasket`
 * @throws SetiaError `INVALID_OPTION` for a threshold out of its range; `TOO_LARGE` as {@link frequentItemsets}
 *
 * @example
 * ```ts
 * import { explain, mineRules, type Reason } from "setia";
 *
 * const baskets = [["soda", "chips"], ["soda", "chips"], ["soda"], ["rice"]];
 * const [best] = mineRules(baskets, { minCount: 2 });
 * best?.when.inBasket; // => ["chips"]
 * best?.offer; // => { sku: "soda" }
 * best?.measures.lift; // => 1.3333333333333333
 * const whys: Reason[] = [];
 * mineRules(baskets.slice(0, 3), { onDiagnostic: (why) => whys.push(why) }); // => []
 * whys.map((why) => explain(why, "en")); // => ["There are 3 baskets. An item counts from 5 baskets on, and none is in that many."]
 * ```
 */
export function mineRules(baskets: Baskets, options: MineRulesOptions = {}): MinedRule[] {
  assertOptions(options, mineRulesOptions(), "mineRules");
  assertThresholds(options);
  const { maxLength = 2 } = options;
  const packed = packSource(baskets, options, "mineRules");
  const { whenMay, offerMay } = readSides(packed, options);
  const mined = mineForest(packed, { ...options, maxLength }, "mineRules", {
    keep: (code) => whenMay(code) || offerMay(code),
    // A rule has one offer, so two items that may only be offered never meet.
    ...(packed.names.every((_, code) => whenMay(code))
      ? {}
      : { apart: (a, b) => !whenMay(a) && !whenMay(b) }),
  });
  const rules = rulesOf(packed, mined, options);
  if (rules.length === 0) options.onDiagnostic?.(whyNothing(mined, 2));
  return rules;
}

/**
 * Refuses thresholds out of their ranges.
 *
 * @throws SetiaError `INVALID_OPTION`
 */
export function assertThresholds(options: MineRulesOptions): void {
  const { minConfidence = 0.1, minLift = 1, maxLength = 2, maxFalseShare = 1 } = options;
  assertBetween("mineRules: minConfidence", minConfidence, 0, 1);
  assertBetween("mineRules: minLift", minLift, 0, Infinity);
  assertBetween("mineRules: maxLength", maxLength, 2, Number.MAX_SAFE_INTEGER);
  assertBetween("mineRules: maxFalseShare", maxFalseShare, 0, 1);
}

/** Makes rules of itemsets. */
export function rulesOf(
  items: ItemNames,
  mined: MinedForest,
  options: MineRulesOptions,
): MinedRule[] {
  const { maxLength = 2, minConfidence = 0.1, minLift = 1, maxFalseShare } = options;
  const { whenMay, offerMay, whenComplete } = readSides(items, options);
  const { forest, sorted, total } = mined;
  const index = indexItemsets(forest);
  const { places, patterns } = orderNames(items);
  const held = (node: number): number => (node < 0 ? total : forest.counts[node]!);
  const strong = ({ count, antecedentCount, consequentCount, baskets }: RuleCounts): boolean =>
    count / antecedentCount >= minConfidence &&
    (count * baskets) / (antecedentCount * consequentCount) > minLift;

  let candidates: Candidate[] = [];
  const most = options.maxItemsets ?? 1_000_000;
  let rules = 0;
  const rulesByCount = new Map<number, number>();
  for (let node = 0; node < forest.size; node++) {
    if (forest.lengths[node] === 1) continue;
    const all = codesOf(forest, node);
    const count = held(node);
    for (const item of all) {
      const offer = sorted.codes[item]!;
      if (!offerMay(offer)) continue;
      const rest = index.without(node, item);
      const antecedentCount = held(rest);
      const consequentCount = sorted.itemStarts[item + 1]! - sorted.itemStarts[item]!;
      const counts = { count, antecedentCount, consequentCount, baskets: total };
      // For the false shares every rule counts that was tested, weak as it may be.
      if (maxFalseShare === undefined && !strong(counts)) continue;
      const others = all.filter((other) => other !== item);
      const when = others.map((other) => sorted.codes[other]!);
      if (!when.every(whenMay) || !whenComplete(when)) continue;
      if (options.removeRedundant === true) {
        if (count / antecedentCount <= bestShorter(node, rest, others)) continue;
      }
      rulesByCount.set(count, (rulesByCount.get(count) ?? 0) + 1);
      if (++rules > most) {
        // From here on rules are only counted, to tell what would fit.
        candidates = [];
        continue;
      }
      const candidate: Candidate = {
        count,
        antecedentCount,
        consequentCount,
        baskets: total,
        when: when.map((code) => places[code]!).sort((x, y) => x - y),
        offer: places[offer]!,
        score: rankScore(counts),
      };
      if (maxFalseShare !== undefined) candidate.chance = chanceOf(node, rest, others);
      candidates.push(candidate);
    }
  }
  if (rules > most) throw tooMany(rules, most, rulesByCount, total);
  if (maxFalseShare !== undefined) {
    candidates = candidates.filter(isTrue(candidates, maxFalseShare)).filter(strong);
  }
  return candidates
    .sort(byRank)
    .map((candidate) => ruleOf(patterns, candidate, (options.by ?? "order") === "order"));

  /** Highest confidence of the rules with some of the items only; with none it is the offer's own share. */
  function bestShorter(node: number, rest: number, items: readonly number[]): number {
    const confidences = items.map((item) => {
      const [both, condition] = [index.without(node, item), index.without(rest, item)];
      const left = items.filter((other) => other !== item);
      return Math.max(held(both) / held(condition), bestShorter(both, condition, left));
    });
    return Math.max(...confidences);
  }

  /** The largest chance that an item of the condition adds nothing to the others (Webb 2007, productive rules). */
  function chanceOf(node: number, rest: number, items: readonly number[]): number {
    const chances = items.map((item) => {
      const [both, condition] = [index.without(node, item), index.without(rest, item)];
      return fisherUpperTail(held(node), held(rest), held(both), held(condition));
    });
    return Math.max(...chances);
  }

  function isTrue(rules: readonly Candidate[], most: number): (_: unknown, at: number) => boolean {
    const kept = [...sorted.codes];
    const both = kept.filter((code) => whenMay(code) && offerMay(code)).length;
    const whenOnly = kept.filter(whenMay).length - both;
    const offerOnly = kept.filter(offerMay).length - both;
    const tested = rules.map(({ chance = 1, when }) => ({ chance, length: when.length }));
    const shares = falseShares(tested, possibleRules({ whenOnly, offerOnly, both }, maxLength - 1));
    rules.forEach((rule, at) => (rule.falseShare = shares[at] ?? 1));
    return (_, at) => (shares[at] ?? 1) <= most;
  }
}
