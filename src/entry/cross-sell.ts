/**
 * Cross-selling: what is bought together, and what to offer whom.
 *
 * @packageDocumentation
 */

import { CROSS_SELL_TEXTS, explainWith, type Language, type Reason } from "../kernel";

export {
  createBasketCounter,
  defineCrossSellRules,
  evaluateCrossSell,
  findBundles,
  fitCrossSell,
  frequentItemsets,
  measureRule,
  mineRules,
  rankScore,
  recommendCrossSell,
  type BasketCounter,
  type BasketOptions,
  type Baskets,
  type BoughtProduct,
  type Bundle,
  type CounterRulesOptions,
  type CrossSellCondition,
  type CrossSellContext,
  type CrossSellEvaluation,
  type CrossSellModel,
  type CrossSellRule,
  type Estimate,
  type EvaluateCrossSellOptions,
  type EvaluationTask,
  type FindBundlesOptions,
  type FitCrossSellOptions,
  type FrequentItemsetsOptions,
  type ItemPattern,
  type Itemset,
  type MethodQuality,
  type MinedRule,
  type MineRulesOptions,
  type ModelItem,
  type Offer,
  type OfferMethod,
  type OfferQuality,
  type OfferWeights,
  type PairRows,
  type Popularity,
  type RecommendCrossSellOptions,
  type RefusedOffer,
  type RuleCounts,
  type RuleMetric,
  type RuleMetrics,
  type RuleSide,
  type Season,
  type SupportOptions,
} from "../cross-sell";

/**
 * Writes a reason of this entry as a sentence, as \`explain\` of \`setia\` does for all: a bundle gets no other sentences.
 *
 * @param given - a reason of an answer of this entry
 * @param language - \`"en"\` or \`"id"\`
 * @returns one complete sentence
 * @throws SetiaError \`INVALID_INPUT\` for a code of another entry, or a language that is not known
 */
export function explain(given: Reason, language: Language): string {
  return explainWith(CROSS_SELL_TEXTS, { words: {} }, given, language);
}
