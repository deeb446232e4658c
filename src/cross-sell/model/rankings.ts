import { assertRecord, atDoor } from "../../kernel";
import type { RuleCounts } from "../mining/measure-rule";

/**
 * What pairs are ranked by: how surely one thing leads to the other, times a weight of the other. They stand apart
 * so that the weight is computed once for each thing.
 */
export interface Ranking {
  /** How surely. */
  readonly strength: (count: number, antecedentCount: number) => number;
  /** The weight. */
  readonly weight: (consequentCount: number, total: number) => number;
}

/**
 * For a basket: the lower end of the 95 % interval of the confidence (Wilson 1927), damped by the offer's
 * popularity.
 */
export const BASKET_RANKING: Ranking = {
  strength(count, antecedentCount) {
    const z2 = 1.959963984540054 ** 2;
    const p = count / antecedentCount;
    const centre = p + z2 / (2 * antecedentCount);
    const spread = Math.sqrt((z2 * (p * (1 - p) + z2 / (4 * antecedentCount))) / antecedentCount);
    return (centre - spread) / (1 + z2 / antecedentCount);
  },
  weight: (consequentCount, total) => (total / consequentCount) ** 0.2,
};

/** For a customer: the cosine of both over customers, shrunk by n / (n + 10), so that few in common say little. */
export const CUSTOMER_RANKING: Ranking = {
  strength: (count, antecedentCount) =>
    ((count / Math.sqrt(antecedentCount)) * count) / (count + 10),
  weight: (consequentCount) => 1 / Math.sqrt(consequentCount),
};

/**
 * Gives the figure that offers for a basket are ranked by: the lower end of the 95 % Wilson interval of the confidence,
 * damped by the offer's popularity (divided by its support to the power 0.2). Lift is highest for
 * pairs that hardly ever occur; it filters and explains.
 *
 * @param counts - counts of a rule
 * @returns 0 or more, higher is better
 */
export function rankScore(counts: RuleCounts): number {
  assertRecord(counts, "rankScore: counts");
  return atDoor("rankScore", () => rankScoreUnchecked(counts));
}

function rankScoreUnchecked(counts: RuleCounts): number {
  const { count, antecedentCount, consequentCount, baskets } = counts;
  const { strength, weight } = BASKET_RANKING;
  return strength(count, antecedentCount) * weight(consequentCount, baskets);
}
