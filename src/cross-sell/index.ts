/**
 * What to offer: what is bought together, and for whom it is right.
 * Enter by `fitCrossSell` and `recommendCrossSell`; `mining/` finds rules.
 * Knows the purchases.
 */
export {
  createBasketCounter,
  type BasketCounter,
  type CounterRulesOptions,
} from "./baskets/basket-counter";
export type { BasketOptions, Baskets } from "./baskets/basket-source";
export type {
  BoughtProduct,
  CrossSellContext,
  OfferWeights,
  RecommendCrossSellOptions,
  RefusedOffer,
} from "./offers/cross-sell-context";
export {
  countRules,
  CROSS_SELL_MODEL_VERSION,
  type CrossSellModel,
  type ModelItem,
  type PairRows,
  type Popularity,
} from "./model/cross-sell-model";
export type {
  CrossSellCondition,
  CrossSellRule,
  ItemPattern,
  MinedRule,
  RuleMetrics,
  Season,
} from "./cross-sell-rule";
export { defineCrossSellRules } from "./define-rules";
export {
  evaluateCrossSell,
  OFFER_METHODS,
  type CrossSellEvaluation,
  type EvaluateCrossSellOptions,
  type MethodQuality,
  type OfferMethod,
} from "./evaluation/evaluate-cross-sell";
export type { EvaluationTask } from "./evaluation/evaluation-cases";
export type { Estimate, OfferQuality } from "./evaluation/evaluation-figures";
export { findBundles, type Bundle, type FindBundlesOptions } from "./find-bundles";
export { crossSellThresholds, type FitCrossSellOptions } from "./model/cross-sell-options";
export { fitCrossSell } from "./model/fit-cross-sell";
export {
  frequentItemsets,
  type FrequentItemsetsOptions,
  type Itemset,
} from "./mining/frequent-itemsets";
export { measureRule, RULE_METRICS, type RuleCounts, type RuleMetric } from "./mining/measure-rule";
export { mineRules, type MineRulesOptions } from "./mining/mine-rules";
export { crossSellOfCounts, MOST_THINGS_OF_PAIRS, type CountedPairs } from "./model/assemble-model";
export { countForSupport, type SupportOptions } from "./mining/minimum-support";
export type { Offer } from "./offers/offer";
export { recommendCrossSell } from "./offers/recommend-cross-sell";
export { rankScore } from "./model/rankings";
export type { RuleSide } from "./mining/rule-sides";
