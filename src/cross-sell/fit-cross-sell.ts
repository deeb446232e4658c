import { assertInstant, compareCodePoints, type ModelHeader } from "../kernel";
import type { Order } from "../purchases";
import { basketsOf, packBaskets } from "./baskets";
import type { CrossSellRule, MinedRule } from "./cross-sell-rule";
import { defineCrossSellRules } from "./define-rules";
import { mineRules, type MineRulesOptions } from "./mine-rules";

/** Newest format of {@link CrossSellModel} that this code writes and reads. */
export const CROSS_SELL_MODEL_VERSION = 1;

/** What goes with what, fitted on the baskets of a whole base. Plain JSON. */
export interface CrossSellModel extends ModelHeader {
  /** Tells the kind of model. */
  readonly kind: "cross_sell";
  /** The instant up to which orders were looked at, ISO 8601 in UTC. */
  readonly asOf: string;
  /** Baskets it was fitted on. */
  readonly baskets: number;
  /** The shop's own rules, in its own order. */
  readonly written: readonly CrossSellRule[];
  /** Rules from the baskets, by ascending antecedent, then best first. */
  readonly mined: readonly MinedRule[];
  /** Every item with the number of baskets that hold it, most bought first. */
  readonly popularity: readonly { readonly sku: string; readonly count: number }[];
}

/** Options of {@link fitCrossSell}. */
export interface FitCrossSellOptions extends MineRulesOptions {
  /** Later orders are ignored. */
  readonly asOf: Date;
  /** The shop's own rules; they are checked as `defineCrossSellRules` does. */
  readonly rules?: readonly CrossSellRule[];
  /** How many mined rules are kept per item, best first; 20 if left out. */
  readonly rulesPerItem?: number;
}

/**
 * Fits the model that cross-sell offers come from: the shop's own rules, rules mined from baskets, and what
 * is bought often as the last resort.
 *
 * @param orders - orders with lines; cancelled and fully refunded ones are left out
 * @param options - instant, own rules and thresholds
 * @returns a JSON model for {@link recommendCrossSell}; without baskets it holds only the written rules
 * @throws SetiaError `INVALID_INSTANT`, `INVALID_OPTION`, `INVALID_RULES`
 */
export function fitCrossSell(
  orders: Iterable<Order>,
  options: FitCrossSellOptions,
): CrossSellModel {
  assertInstant(options.asOf, "fitCrossSell: asOf");
  const written = defineCrossSellRules(options.rules ?? []);
  const baskets = basketsOf(orders, options.asOf);
  const kept = new Map<string, MinedRule[]>();
  for (const rule of mineRules(baskets, options)) {
    const [antecedent] = rule.when.inBasket;
    const rules = kept.get(antecedent) ?? [];
    if (rules.length < (options.rulesPerItem ?? 20)) kept.set(antecedent, [...rules, rule]);
  }
  const { names, counts } = packBaskets(baskets);
  return {
    kind: "cross_sell",
    version: CROSS_SELL_MODEL_VERSION,
    asOf: options.asOf.toISOString(),
    baskets: baskets.length,
    written,
    mined: [...kept].sort(([a], [b]) => compareCodePoints(a, b)).flatMap(([, rules]) => rules),
    popularity: names
      .map((sku, code) => ({ sku, count: counts[code] ?? 0 }))
      .sort((a, b) => b.count - a.count || compareCodePoints(a.sku, b.sku)),
  };
}
