import { isAvailable } from "../../purchases";
import type { CompiledModel } from "../model/compile-model";
import type { CrossSellContext, RecommendCrossSellOptions } from "./cross-sell-context";
import { isItem } from "../baskets/pack-baskets";
import { ruleHolds, type RuleFacts } from "./rule-holds";

const DAY = 86_400_000;

/**
 * Decides what may be offered at all: not what is in the basket, owned (unless it is used up by now), excluded,
 * refused of late, out of stock, not in the catalogue, or forbidden by a rule.
 */
export function mayOffer(
  compiled: CompiledModel,
  facts: RuleFacts,
  options: RecommendCrossSellOptions,
): (sku: string) => boolean {
  const { context, basket, bought } = facts;
  const { products, customer = {} } = context;
  const blocked = new Set(context.exclude);
  const since = options.asOf.getTime() - (options.cooldownDays ?? 90) * DAY;
  for (const { sku, at } of customer.refused ?? []) if (at.getTime() > since) blocked.add(sku);
  const blockedCategories = new Set<string>();
  for (const rule of compiled.forbidding.candidates(basket, bought)) {
    if (!ruleHolds(rule, facts, options)) continue;
    if ("sku" in rule.offer) blocked.add(rule.offer.sku);
    else blockedCategories.add(rule.offer.category);
  }
  const notYetDue = notDue(compiled, context);
  return (sku) =>
    // A catalogue, or a model of an earlier version, may hold a blank one.
    isItem(sku) &&
    !basket.has(sku) &&
    !blocked.has(sku) &&
    isAvailable(sku, products) &&
    (!bought.has(sku) || (products?.get(sku)?.consumable === true && !notYetDue.has(sku))) &&
    (blockedCategories.size === 0 || !blockedCategories.has(facts.categoryOf(sku) ?? ""));
}

/** What was bought too short a time ago to be used up: by the customer's own habit, else by everybody's. */
function notDue({ model, places }: CompiledModel, { customer }: CrossSellContext): Set<string> {
  const waiting = new Set<string>();
  for (const item of customer?.bought ?? []) {
    if (typeof item === "string" || item.daysSince === undefined) continue;
    const usual = item.cadenceDays ?? model.items[places.get(item.sku) ?? -1]?.repeatDays;
    if (usual !== undefined && item.daysSince < usual) waiting.add(item.sku);
  }
  return waiting;
}
