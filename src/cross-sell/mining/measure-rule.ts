import { fisherUpperTail } from "../../statistics";
import { assertRecord, assertText, atDoor, SetiaError } from "../../kernel";

/** The counts that every measure of a rule follows from. */
export interface RuleCounts {
  /** Baskets with both sides. */
  readonly count: number;
  /** Baskets with the condition's items. */
  readonly antecedentCount: number;
  /** Baskets with the offer. */
  readonly consequentCount: number;
  /** All baskets. */
  readonly baskets: number;
}

/** The names of all measures, support and confidence first. */
export const RULE_METRICS = [
  "support",
  "confidence",
  "lift",
  "leverage",
  "conviction",
  "coverage",
  "addedValue",
  "certainty",
  "cosine",
  "jaccard",
  "kulczynski",
  "imbalance",
  "allConfidence",
  "phi",
  "oddsRatio",
  "yuleQ",
  "zhang",
  "chiSquared",
  "laplace",
  "pValue",
] as const;

/** A measure of a rule: one of `words.ruleMetrics`. */
export type RuleMetric = (typeof RULE_METRICS)[number];

interface Cells extends RuleCounts {
  /** Baskets with the condition, without the offer. */
  readonly b: number;
  /** Baskets with the offer, without the condition. */
  readonly c: number;
  /** Baskets with neither. */
  readonly d: number;
}

/**
 * The measures, each by its definition from whole counts. Where a definition divides 0 by 0 it takes the value
 * of two sides that have nothing to do with one another.
 */
const FORMULAS: Readonly<Record<RuleMetric, (cells: Cells) => number>> = {
  /** Share of all baskets that hold both sides (Agrawal, Imieliński and Swami 1993). */
  support: ({ count, baskets }) => count / baskets,
  /** Share of the baskets with the condition that hold the offer (same). */
  confidence: ({ count, antecedentCount }) => count / antecedentCount,
  /** Times likelier than by chance (Brin, Motwani, Ullman and Tsur 1997). */
  lift: ({ count, antecedentCount, consequentCount, baskets }) =>
    (count * baskets) / (antecedentCount * consequentCount),
  /** Support less that of chance (Piatetsky-Shapiro 1991). */
  leverage: ({ count, antecedentCount, consequentCount, baskets }) =>
    (count * baskets - antecedentCount * consequentCount) / (baskets * baskets),
  /** How much oftener the rule would fail by chance (Brin et al. 1997); infinite if it never fails. */
  conviction: convictionOf,
  /** Share of all baskets with the condition. */
  coverage: ({ antecedentCount, baskets }) => antecedentCount / baskets,
  /** Confidence less the offer's support. */
  addedValue: ({ count, antecedentCount, consequentCount, baskets }) =>
    count / antecedentCount - consequentCount / baskets,
  /** Added value as a share of the most or least it could be (Shortliffe and Buchanan 1975). */
  certainty: ({ count, antecedentCount, consequentCount, baskets }) => {
    const [confidence, share] = [count / antecedentCount, consequentCount / baskets];
    return confidence >= share
      ? over(confidence - share, 1 - share, 0)
      : (confidence - share) / share;
  },
  /** Both sides over the geometric mean of each (Tan, Kumar and Srivastava 2004). */
  cosine: ({ count, antecedentCount, consequentCount }) =>
    count / Math.sqrt(antecedentCount * consequentCount),
  /** Both sides over either (Jaccard 1901). */
  jaccard: ({ count, antecedentCount, consequentCount }) =>
    count / (antecedentCount + consequentCount - count),
  /** Mean of the confidences of both directions (Kulczyński 1927). */
  kulczynski: ({ count, antecedentCount, consequentCount }) =>
    (count / antecedentCount + count / consequentCount) / 2,
  /** How unequal the sides are (Wu, Chen and Han 2010). */
  imbalance: ({ count, antecedentCount, consequentCount }) =>
    Math.abs(antecedentCount - consequentCount) / (antecedentCount + consequentCount - count),
  /** The smaller confidence of both directions (Omiecinski 2003). */
  allConfidence: ({ count, antecedentCount, consequentCount }) =>
    count / Math.max(antecedentCount, consequentCount),
  /** Correlation of the two sides (Pearson 1900). */
  phi: phiOf,
  /** Odds of the offer with the condition over those without (Yule 1900); may be infinite. */
  oddsRatio: ({ count, b, c, d }) => over(count * d, b * c, 1),
  /** Odds ratio brought to −1 … 1 (Yule 1900). */
  yuleQ: ({ count, b, c, d }) => over(count * d - b * c, count * d + b * c, 0),
  /** Leverage over the most it could be (Zhang 2000). */
  zhang: ({ count, antecedentCount, consequentCount, baskets }) =>
    over(
      count * baskets - antecedentCount * consequentCount,
      Math.max(count * (baskets - antecedentCount), antecedentCount * (consequentCount - count)),
      0,
    ),
  /** Pearson's statistic of the two-by-two table, without Yates' correction (Pearson 1900). */
  chiSquared: (cells) => cells.baskets * phiOf(cells) ** 2,
  /** Confidence with one basket more on each of two ends (Clark and Boswell 1991). */
  laplace: ({ count, antecedentCount }) => (count + 1) / (antecedentCount + 2),
  /** Chance of at least so many baskets with both by accident (Fisher 1935, one-sided). */
  pValue: ({ count, antecedentCount, consequentCount, baskets }) =>
    fisherUpperTail(count, antecedentCount, consequentCount, baskets),
};

/** Gives the conviction of a rule. */
export function convictionOf(counts: RuleCounts): number {
  const { count, antecedentCount, consequentCount, baskets } = counts;
  const failing = antecedentCount - count;
  return over(antecedentCount * (baskets - consequentCount), baskets * failing, 1);
}

function phiOf({ antecedentCount, consequentCount, baskets, count, b, c, d }: Cells): number {
  return over(
    count * d - b * c,
    Math.sqrt(antecedentCount * (baskets - antecedentCount)) *
      Math.sqrt(consequentCount * (baskets - consequentCount)),
    0,
  );
}

/** Divides, and says what 0 over 0 is. */
function over(numerator: number, denominator: number, ifNothing: number): number {
  return numerator === 0 && denominator === 0 ? ifNothing : numerator / denominator;
}

/**
 * Measures a rule from its counts, by any of twenty definitions.
 *
 * @param counts - whole numbers of baskets
 * @param measure - which; the sources stand beside the formulas
 * @returns the figure; `conviction` and `oddsRatio` are infinite where nothing speaks against the rule
 * @throws SetiaError `INVALID_INPUT` for counts that no baskets can have; `INVALID_OPTION` for an unknown measure
 *
 * @example
 * ```ts
 * import { measureRule } from "setia/cross-sell";
 *
 * const counts = { count: 20, antecedentCount: 25, consequentCount: 90, baskets: 100 };
 * measureRule(counts, "lift"); // => 0.8888888888888888
 * measureRule(counts, "leverage"); // => -0.025
 * ```
 */
export function measureRule(counts: RuleCounts, measure: RuleMetric): number {
  assertRecord(counts, "measureRule: counts");
  assertText(measure, "measureRule: measure");
  return atDoor("measureRule", () => measureRuleUnchecked(counts, measure));
}

function measureRuleUnchecked(counts: RuleCounts, measure: RuleMetric): number {
  const { count, antecedentCount, consequentCount, baskets } = counts;
  const b = antecedentCount - count;
  const c = consequentCount - count;
  const d = baskets - antecedentCount - c;
  const whole = [count, b, c, d].every((cell) => Number.isSafeInteger(cell) && cell >= 0);
  if (!whole || antecedentCount === 0 || consequentCount === 0) {
    throw new SetiaError(
      "INVALID_INPUT",
      `measureRule: ${JSON.stringify(counts)} cannot be; expected whole numbers, both sides in a basket at least, no part larger than the whole`,
    );
  }
  if (!Object.hasOwn(FORMULAS, measure)) {
    throw new SetiaError(
      "INVALID_OPTION",
      `measureRule: measure is ${JSON.stringify(measure)}; expected one of ${RULE_METRICS.join(", ")}`,
    );
  }
  return FORMULAS[measure]({ ...counts, b, c, d });
}
