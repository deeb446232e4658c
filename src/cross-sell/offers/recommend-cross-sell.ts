import {
  assertInstant,
  assertOptions,
  assertRecord,
  atDoor,
  defined,
  type OptionNames,
  SetiaError,
  showValue,
} from "../../kernel";
import { isAvailable } from "../../purchases";
import { assertItems, isItem } from "../baskets/pack-baskets";
import { assertBetween } from "../mining/minimum-support";
import { type CompiledModel, compileModel } from "../model/compile-model";
import type { CrossSellModel } from "../model/cross-sell-model";
import type { CrossSellContext, RecommendCrossSellOptions } from "./cross-sell-context";
import { fromCategories, fromPopularity, fromUnsold } from "./fallback-sources";
import type { Because, Offer } from "./offer";
import { fromRules, type OfferSource, type Question } from "./offer-sources";
import { type Candidate, marginOf, pickBest } from "./rank-offers";
import { type RuleFacts, ruleHolds } from "./rule-holds";
import { scorePairs } from "./score-pairs";

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

const RECOMMEND_CROSS_SELL_OPTIONS: OptionNames<RecommendCrossSellOptions> = {
  asOf: true,
  timeZone: true,
  limit: true,
  cooldownDays: true,
  weights: true,
};

/**
 * Recommends what else to offer, for a basket, for a customer, or both. The shop's own rules come first, then
 * what is bought in the same basket and by the same customer, then what the categories say, then what is
 * bought often, then what nobody has bought yet, so that exactly `limit` offers come back if so many may be
 * made. What is in the basket, owned (unless it is used up and due), out of stock, not in the catalogue,
 * excluded, refused of late or forbidden by a rule is never offered.
 *
 * @param context - basket, customer, catalogue
 * @param model - from {@link fitCrossSell}
 * @param options - instant, number of offers and weights
 * @returns at most `limit` different products, best first
 * @throws SetiaError `INVALID_MODEL`, `NEWER_MODEL`, `INVALID_INSTANT`, `INVALID_OPTION`; `INVALID_INPUT` for a product of
 * the context that names nothing
 *
 * @example
 * ```ts
 * import { explain, fitCrossSell, recommendCrossSell } from "setia";
 *
 * const asOf = new Date("2026-02-01");
 * const baskets = [["phone", "case"], ["phone", "case"], ["phone"], ["phone"], ["soda"], ["soda"]];
 * const model = fitCrossSell(baskets, { asOf });
 * const [offer] = recommendCrossSell({ basket: ["phone"] }, model, { asOf });
 * offer?.sku; // => "case"
 * explain(offer!.reasons[0]!, "en"); // => "1 in 2 orders with phone also have it (2 of 4), 1.5 times as many as by chance."
 * ```
 */
export function recommendCrossSell(
  context: CrossSellContext,
  model: CrossSellModel,
  options: RecommendCrossSellOptions,
): Offer[] {
  assertRecord(context, "recommendCrossSell: context");
  assertOptions(options, RECOMMEND_CROSS_SELL_OPTIONS, "recommendCrossSell");
  return atDoor("recommendCrossSell", () => recommendCrossSellUnchecked(context, model, options));
}

function recommendCrossSellUnchecked(
  context: CrossSellContext,
  model: CrossSellModel,
  options: RecommendCrossSellOptions,
): Offer[] {
  const limit = checkedLimit(options);
  assertContext(context);
  const compiled = compileModel(model);
  const { products } = context;
  const basket = new Set(context.basket);
  const bought = new Set<string>();
  for (const item of context.customer?.bought ?? []) {
    bought.add(typeof item === "string" ? item : item.sku);
  }
  const categoryOf = (sku: string): string | undefined => {
    const known = products?.get(sku)?.category;
    if (known !== undefined) return known;
    const place = compiled.places.get(sku);
    const category = place === undefined ? undefined : model.items[place]?.category;
    return category === undefined ? undefined : model.categories[category]?.category;
  };
  const facts = { basket, bought, context, categoryOf };
  const placesOf = (skus: Iterable<string>): number[] => {
    const places: number[] = [];
    for (const sku of skus) {
      const place = compiled.places.get(sku);
      if (place !== undefined) places.push(place);
    }
    return places;
  };
  const [basketPlaces, boughtPlaces] = [placesOf(basket), placesOf(bought)];
  const allowed = mayOffer(compiled, facts, options);
  const pairs = scorePairs(compiled, basketPlaces, boughtPlaces);
  const rules = compiled.offering
    .candidates(basket, bought)
    .filter((rule) => ruleHolds(rule, facts, options));
  const question: Question = {
    compiled,
    facts,
    basketPlaces,
    boughtPlaces,
    pairs,
    rules,
    allowed,
    limit,
    nameOf: (sku) => products?.get(sku)?.name ?? sku,
  };

  const offers: Offer[] = [];
  const taken = new Set<string>();
  const most = model.items[0]?.baskets ?? 1;
  const popularityOf = (sku: string): number =>
    (model.items[compiled.places.get(sku) ?? -1]?.baskets ?? 0) / most;
  const { weights = {} } = options;
  const isWeighed = Object.values(weights).some((weight) => weight > 0);
  const isOpen = (sku: string): boolean => !taken.has(sku) && allowed(sku);
  const add = ({ sku, score }: Candidate, from: Offer["from"], because: Because): void => {
    taken.add(sku);
    const product = products?.get(sku);
    const margin = marginOf(product);
    offers.push({
      sku,
      name: product?.name ?? sku,
      ...(product?.price === undefined ? {} : { price: product.price }),
      ...defined({ margin }),
      from,
      score,
      ...because,
    });
  };

  const { written, mined } = fromRules(question);
  for (const { candidate, because } of written) {
    if (offers.length < limit && isOpen(candidate.sku)) add(candidate, "written", because);
  }
  for (const sourceOf of [(): OfferSource => mined, fromCategories, fromPopularity, fromUnsold]) {
    if (offers.length >= limit) break;
    const { from, candidates, explain } = sourceOf(question);
    const picked = pickBest(candidates(isOpen, isWeighed ? Infinity : limit - offers.length), {
      weights,
      limit: limit - offers.length,
      allowed: isOpen,
      products,
      popularityOf,
      categoryOf,
      before: [...taken],
    });
    for (const candidate of picked) add(candidate, from, explain(candidate.sku));
  }
  return offers;
}

function assertContext({ basket = [], exclude = [], customer = {} }: CrossSellContext): void {
  const where = "recommendCrossSell";
  const skuOf = (item: string | { readonly sku: string } | null | undefined): unknown =>
    typeof item === "object" ? item?.sku : item;
  assertItems(basket, where, ["basket"]);
  assertItems(exclude, where, ["exclude"]);
  assertItems((customer.bought ?? []).map(skuOf), where, ["customer", "bought"]);
  assertItems((customer.refused ?? []).map(skuOf), where, ["customer", "refused"]);
}

function checkedLimit({
  asOf,
  limit = 3,
  cooldownDays = 0,
  weights = {},
}: RecommendCrossSellOptions): number {
  assertInstant(asOf, "recommendCrossSell: asOf");
  if (!(Number.isSafeInteger(limit) && limit >= 0)) {
    throw new SetiaError(
      "INVALID_OPTION",
      `recommendCrossSell: limit is ${showValue(limit)}; expected a whole number, 0 or more`,
    );
  }
  assertBetween("recommendCrossSell: cooldownDays", cooldownDays, 0, Infinity);
  for (const [name, weight] of Object.entries(weights)) {
    assertBetween(`recommendCrossSell: weights.${name}`, weight as number, 0, 1);
  }
  return limit;
}
