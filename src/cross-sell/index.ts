export {
  createBasketCounter,
  type BasketCounter,
  type CounterRulesOptions,
} from "./basket-counter";
export type { BasketOptions, Baskets } from "./basket-source";
export type {
  BoughtProduct,
  CrossSellContext,
  OfferWeights,
  RecommendCrossSellOptions,
  RefusedOffer,
} from "./cross-sell-context";
export {
  countRules,
  CROSS_SELL_MODEL_VERSION,
  type CrossSellModel,
  type ModelItem,
  type PairRows,
  type Popularity,
} from "./cross-sell-model";
export type {
  CrossSellCondition,
  CrossSellRule,
  ItemPattern,
  MinedRule,
  RuleMeasures,
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
} from "./evaluate-cross-sell";
export type { EvaluationTask } from "./evaluation-cases";
export type { Estimate, OfferQuality } from "./evaluation-figures";
export { findBundles, type Bundle, type FindBundlesOptions } from "./find-bundles";
export { crossSellThresholds, type FitCrossSellOptions } from "./cross-sell-options";
export { fitCrossSell } from "./fit-cross-sell";
export { frequentItemsets, type FrequentItemsetsOptions, type Itemset } from "./frequent-itemsets";
export { measureRule, RULE_MEASURES, type RuleCounts, type RuleMeasure } from "./measure-rule";
export { mineRules, type MineRulesOptions } from "./mine-rules";
export { crossSellOfCounts, MOST_THINGS_OF_PAIRS, type CountedPairs } from "./assemble-model";
export { countForSupport, type SupportOptions } from "./minimum-support";
export type { Offer } from "./offer";
export { recommendCrossSell } from "./recommend-cross-sell";
export { rankScore } from "./rankings";
export type { RuleSide } from "./rule-sides";
