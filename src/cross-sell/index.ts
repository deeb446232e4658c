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
  CROSS_SELL_MODEL_VERSION,
  fitCrossSell,
  type CrossSellModel,
  type FitCrossSellOptions,
} from "./fit-cross-sell";
export { countForSupport, mineRules, rankScore, type MineRulesOptions } from "./mine-rules";
export type { CrossSellContext, RecommendCrossSellOptions } from "./cross-sell-context";
export { recommendCrossSell, type Offer } from "./recommend-cross-sell";
