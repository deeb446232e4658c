import {
  defined,
  assertInstant,
  assertOptions,
  assertRecord,
  atDoor,
  type OptionNames,
  SetiaError,
  showValue,
} from "../../kernel";
import { compileModel } from "../model/compile-model";
import type { CrossSellContext, RecommendCrossSellOptions } from "./cross-sell-context";
import type { CrossSellModel } from "../model/cross-sell-model";
import { mayOffer } from "./may-offer";
import { assertBetween } from "../mining/minimum-support";
import type { Because, Offer } from "./offer";
import { assertItems } from "../baskets/pack-baskets";
import { fromCategories, fromPopularity, fromUnsold } from "./fallback-sources";
import { fromRules, type OfferSource, type Question } from "./offer-sources";
import { marginOf, pickBest, type Candidate } from "./rank-offers";
import { ruleHolds } from "./rule-holds";
import { scorePairs } from "./score-pairs";

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
