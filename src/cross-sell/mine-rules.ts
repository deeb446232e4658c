import { compareCodePoints, SetiaError } from "../kernel";
import type { Order } from "../purchases";
import { basketsOf, packBaskets, type PackedBaskets } from "./baskets";
import type { MinedRule, RuleMeasures } from "./cross-sell-rule";

/** Options of {@link mineRules}. */
export interface MineRulesOptions {
  /** Smallest share of baskets that must hold both items, 0–1; 0.001 if left out. */
  readonly minSupport?: number;
  /** Smallest number of baskets that must hold both items; 5 if left out. */
  readonly minCount?: number;
  /** Smallest confidence, 0–1; 0.1 if left out. */
  readonly minConfidence?: number;
  /** The lift that must be exceeded; 1 if left out, so that only items that belong together are kept. */
  readonly minLift?: number;
}

/**
 * Mines rules from baskets: pairs of items that are bought together more often than chance would have it.
 * Measures as Agrawal, Imieliński and Swami 1993 (support, confidence) and Brin et al. 1997 (lift) define them,
 * from whole counts.
 *
 * @param baskets - orders with lines, or lists of items; an item counts once per basket, an order that was
 * cancelled or fully refunded not at all
 * @param options - how strong a rule must be
 * @returns rules of one item to one other, best first by {@link rankScore}
 * @throws SetiaError `INVALID_OPTION` for a threshold out of its range
 *
 * @example
 * ```ts
 * import { mineRules } from "setia";
 *
 * const baskets = [["soda", "chips"], ["soda", "chips"], ["soda"], ["rice"]];
 * const [best] = mineRules(baskets, { minCount: 2 });
 * `${best?.when.inBasket[0]} → ${best?.offer.sku}, lift ${best?.measures.lift}`; // => "chips → soda, lift 1.3333333333333333"
 * ```
 */
export function mineRules(
  baskets: Iterable<readonly string[]> | Iterable<Order>,
  options: MineRulesOptions = {},
): MinedRule[] {
  const { minSupport = 0.001, minCount = 5, minConfidence = 0.1, minLift = 1 } = options;
  assertBetween("minSupport", minSupport, 0, 1);
  assertBetween("minCount", minCount, 1, Number.MAX_SAFE_INTEGER);
  assertBetween("minConfidence", minConfidence, 0, 1);
  assertBetween("minLift", minLift, 0, Infinity);

  const packed = packBaskets(itemsOf(baskets));
  const total = packed.starts.length - 1;
  const least = Math.max(minCount, countForSupport(minSupport, total));
  const rules: MinedRule[] = [];
  const add = (antecedent: number, consequent: number, count: number): void => {
    const measures = measuresOf(count, antecedent, consequent, packed);
    if (measures.confidence < minConfidence || measures.lift <= minLift) return;
    const [from, sku] = [packed.names[antecedent] ?? "", packed.names[consequent] ?? ""];
    rules.push({ when: { inBasket: [from] }, offer: { sku }, measures });
  };
  eachPair(packed, least, (a, b, count) => {
    add(a, b, count);
    add(b, a, count);
  });
  return sortByRank(rules);
}

/**
 * Gives the figure that offers are ranked by: the lower end of the 95 % Wilson interval of the confidence,
 * damped by the offer's popularity (divided by its support to the power 0.2). Lift is highest for
 * pairs that hardly ever occur; it filters and explains.
 *
 * @param measures - figures of a rule
 * @returns 0 or more, higher is better
 */
export function rankScore(measures: RuleMeasures): number {
  const { count, antecedentCount: n, consequentCount, baskets } = measures;
  return wilsonLower(count, n) / (consequentCount / baskets) ** 0.2;
}

/** Wilson 1927, for a two-sided 95 % interval. */
function wilsonLower(successes: number, n: number): number {
  const z2 = 1.959963984540054 ** 2;
  const p = successes / n;
  const centre = p + z2 / (2 * n);
  const spread = Math.sqrt((z2 * (p * (1 - p) + z2 / (4 * n))) / n);
  return (centre - spread) / (1 + z2 / n);
}

/**
 * Decides the smallest count whose share reaches a support, exactly: 7 of 100 reach 0.07, although
 * 0.07 × 100 is a little more than 7 in floating point.
 *
 * @param support - share, 0–1
 * @param baskets - number of baskets
 * @returns the smallest whole k with k / baskets ≥ support
 */
export function countForSupport(support: number, baskets: number): number {
  let count = Math.ceil(support * baskets);
  while (count > 0 && (count - 1) / baskets >= support) count--;
  while (count / baskets < support) count++;
  return count;
}

function sortByRank(rules: MinedRule[]): MinedRule[] {
  return rules
    .map((rule) => ({ rule, score: rankScore(rule.measures) }))
    .sort(
      (a, b) =>
        b.score - a.score ||
        compareCodePoints(a.rule.when.inBasket[0], b.rule.when.inBasket[0]) ||
        compareCodePoints(a.rule.offer.sku, b.rule.offer.sku),
    )
    .map(({ rule }) => rule);
}

function measuresOf(
  count: number,
  antecedent: number,
  consequent: number,
  packed: PackedBaskets,
): RuleMeasures {
  const antecedentCount = packed.counts[antecedent] ?? 0;
  const consequentCount = packed.counts[consequent] ?? 0;
  const baskets = packed.starts.length - 1;
  return {
    count,
    antecedentCount,
    consequentCount,
    baskets,
    support: count / baskets,
    confidence: count / antecedentCount,
    lift: (count * baskets) / (antecedentCount * consequentCount),
  };
}

/**
 * Counts the pairs of each item with the items after it, one item at a time, so that one row of counters
 * is enough however many pairs there are.
 */
function eachPair(
  packed: PackedBaskets,
  least: number,
  visit: (a: number, b: number, count: number) => void,
): void {
  const { counts, items, starts } = packed;
  const holders = basketsByItem(packed);
  // How far each basket has been read; items ascend, so the item in turn always stands at its cursor.
  const cursor = starts.slice(0, -1);
  const together = new Int32Array(counts.length);
  const touched = new Int32Array(counts.length);
  for (let item = 0; item < counts.length; item++) {
    let touchedCount = 0;
    const last = holders.starts[item + 1] ?? 0;
    for (let h = holders.starts[item] ?? 0; h < last; h++) {
      const basket = holders.baskets[h] ?? 0;
      const next = (cursor[basket] ?? 0) + 1;
      cursor[basket] = next;
      if ((counts[item] ?? 0) < least) continue;
      const end = starts[basket + 1] ?? 0;
      for (let i = next; i < end; i++) {
        const other = items[i] ?? 0;
        if (together[other] === 0) touched[touchedCount++] = other;
        together[other] = (together[other] ?? 0) + 1;
      }
    }
    for (let t = 0; t < touchedCount; t++) {
      const other = touched[t] ?? 0;
      const count = together[other] ?? 0;
      together[other] = 0;
      if (count >= least) visit(item, other, count);
    }
  }
}

function basketsByItem(packed: PackedBaskets): { starts: Int32Array; baskets: Int32Array } {
  const { counts, items, starts } = packed;
  const itemStarts = new Int32Array(counts.length + 1);
  for (let item = 0; item < counts.length; item++) {
    itemStarts[item + 1] = (itemStarts[item] ?? 0) + (counts[item] ?? 0);
  }
  const next = itemStarts.slice();
  const baskets = new Int32Array(items.length);
  for (let basket = 0; basket + 1 < starts.length; basket++) {
    for (let i = starts[basket] ?? 0; i < (starts[basket + 1] ?? 0); i++) {
      const item = items[i] ?? 0;
      const place = next[item] ?? 0;
      baskets[place] = basket;
      next[item] = place + 1;
    }
  }
  return { starts: itemStarts, baskets };
}

function* itemsOf(
  baskets: Iterable<readonly string[]> | Iterable<Order>,
): Generator<readonly string[]> {
  for (const basket of baskets) {
    if (isItems(basket)) yield basket;
    else yield* basketsOf([basket]);
  }
}

function isItems(basket: readonly string[] | Order): basket is readonly string[] {
  return Array.isArray(basket);
}

function assertBetween(name: string, value: number, least: number, most: number): void {
  if (!(value >= least && value <= most)) {
    throw new SetiaError(
      "INVALID_OPTION",
      `mineRules: ${name} is ${String(value)}; expected ${String(least)} to ${String(most)}`,
    );
  }
}
