import { calendarOf, formatDay } from "../kernel";
import type { CrossSellContext, RecommendCrossSellOptions } from "./cross-sell-context";
import type { CrossSellRule, ItemPattern, Season } from "./cross-sell-rule";

/**
 * Tells whether everything that a rule asks for holds.
 *
 * @param rule - any rule
 * @param context - basket, customer, catalogue
 * @param options - the instant, for seasons
 * @returns true if its offer may be made
 */
export function ruleHolds(
  rule: CrossSellRule,
  context: CrossSellContext,
  options: RecommendCrossSellOptions,
): boolean {
  const { bought, inBasket, segment, stage, season } = rule.when;
  const { basket = [], customer = {}, products } = context;
  const has = (skus: readonly string[], patterns: readonly ItemPattern[] = []): boolean =>
    patterns.every((pattern) =>
      typeof pattern === "string"
        ? skus.includes(pattern)
        : skus.some((sku) => products?.get(sku)?.category === pattern.category),
    );
  return (
    has(customer.bought ?? [], bought) &&
    has(basket, inBasket) &&
    (segment?.includes(customer.segment ?? "") ?? true) &&
    (stage?.includes(customer.stage ?? "") ?? true) &&
    (season === undefined || inSeason(season, options))
  );
}

function inSeason({ from, to }: Season, options: RecommendCrossSellOptions): boolean {
  const day = calendarOf(options.timeZone ?? "UTC").dayOf(options.asOf);
  const today = formatDay(day).slice(5);
  return from <= to ? from <= today && today <= to : today >= from || today <= to;
}
