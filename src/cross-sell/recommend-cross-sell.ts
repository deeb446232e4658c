import { assertInstant, assertModel, compareCodePoints, reason, type Reason } from "../kernel";
import { isAvailable, type Product } from "../purchases";
import type { CrossSellRule, ItemPattern, MinedRule } from "./cross-sell-rule";
import type { CrossSellContext, RecommendCrossSellOptions } from "./cross-sell-context";
import { offerPattern, patternText } from "./define-rules";
import { CROSS_SELL_MODEL_VERSION, type CrossSellModel } from "./fit-cross-sell";
import { rankScore } from "./mine-rules";
import { ruleHolds } from "./rule-holds";

/** One product to offer. */
export interface Offer {
  /** What. */
  readonly sku: string;
  /** Its name, or the sku where no name is known. */
  readonly name: string;
  /** Price of one in minor units, if the catalogue has it. */
  readonly price?: number;
  /** Why it was chosen: by a written rule, a mined one, or for being bought often. */
  readonly from: "written" | "mined" | "popular";
  /** What it was ranked by among offers of the same origin; higher is better. */
  readonly score: number;
  /** Lift of the strongest mined rule behind it, if one is. */
  readonly lift?: number;
  /** The rule or figure behind it. */
  readonly reasons: readonly Reason[];
}

interface Candidate {
  readonly sku: string;
  readonly from: Offer["from"];
  score: number;
  best: number;
  lift?: number;
  because: Reason;
}

/**
 * Recommends what else to offer. The shop's own rules come first, then what the baskets say, then what is
 * bought often, until `limit` offers are found. What is in the basket, owned (unless it is used up), out of
 * stock, not in the catalogue or excluded is never offered.
 *
 * @param model - from {@link fitCrossSell}
 * @param context - basket, customer, catalogue
 * @param options - instant and number of offers
 * @returns at most `limit` different products, best first
 * @throws SetiaError `INVALID_MODEL`, `NEWER_MODEL`, `INVALID_INSTANT`
 *
 * @example
 * ```ts
 * import { fitCrossSell, recommendCrossSell } from "setia";
 *
 * const asOf = new Date("2026-02-01");
 * const model = fitCrossSell([], {
 *   asOf, rules: [{ name: "a phone wants a case", when: { inBasket: ["phone"] }, offer: { sku: "case" } }],
 * });
 * const [offer] = recommendCrossSell(model, { basket: ["phone"] }, { asOf });
 * offer?.sku; // => "case"
 * ```
 */
export function recommendCrossSell(
  model: CrossSellModel,
  context: CrossSellContext,
  options: RecommendCrossSellOptions,
): Offer[] {
  assertModel(model, "cross_sell", CROSS_SELL_MODEL_VERSION);
  assertInstant(options.asOf, "recommendCrossSell: asOf");
  const limit = options.limit ?? 3;
  const basket = new Set(context.basket);
  const owned = new Set(context.customer?.bought);
  const excluded = new Set(context.exclude);
  const { products } = context;
  const nameOf = (sku: string): string => products?.get(sku)?.name ?? sku;
  const allowed = (sku: string): boolean =>
    !basket.has(sku) &&
    !excluded.has(sku) &&
    (!owned.has(sku) || products?.get(sku)?.consumable === true) &&
    isAvailable(sku, products);

  const chosen = new Map<string, Candidate>();
  const choose = (candidate: Candidate): void => {
    if (allowed(candidate.sku)) {
      const known = chosen.get(candidate.sku);
      if (known === undefined) chosen.set(candidate.sku, candidate);
      else if (known.from === candidate.from) strengthen(known, candidate);
    }
  };

  const mined = [...basket].flatMap((item) => minedFrom(model.mined, item));
  model.written.forEach((rule, index) => {
    if (!ruleHolds(rule, context, options)) return;
    const because = reason("cross_sell.written", { rule: ruleName(rule, nameOf) });
    const sku = skuFor(offerPattern(rule), mined, model, products, allowed);
    if (sku !== undefined) {
      const score = model.written.length - index;
      choose({ sku, from: "written", score, best: score, because });
    }
  });
  for (const rule of mined) choose(fromMined(rule, nameOf));
  // Popularity fills up only what is missing, so a long list is read no further than needed.
  for (const { sku, count } of model.popularity) {
    if (chosen.size >= limit) break;
    const figures = { offer: nameOf(sku), count, baskets: model.baskets };
    const score = count / model.baskets;
    const because = reason("cross_sell.popular", figures);
    choose({ sku, from: "popular", score, best: score, because });
  }

  const order = ["written", "mined", "popular"];
  return [...chosen.values()]
    .sort(
      (a, b) =>
        order.indexOf(a.from) - order.indexOf(b.from) ||
        b.score - a.score ||
        compareCodePoints(a.sku, b.sku),
    )
    .slice(0, Math.max(limit, 0))
    .map(({ sku, from, score, lift, because }) => {
      const price = products?.get(sku)?.price;
      return {
        sku,
        name: nameOf(sku),
        ...(price === undefined ? {} : { price }),
        from,
        score,
        ...(lift === undefined ? {} : { lift }),
        reasons: [because],
      };
    });
}

/** Several items of the basket may lead to one offer: their scores add up, the strongest one explains. */
function strengthen(known: Candidate, more: Candidate): void {
  if (known.from === "mined") known.score += more.score;
  if (more.best > known.best) {
    known.best = more.best;
    known.because = more.because;
    if (more.lift !== undefined) known.lift = more.lift;
  }
}

function fromMined(rule: MinedRule, nameOf: (sku: string) => string): Candidate {
  const { count, antecedentCount, consequentCount, baskets, confidence, lift } = rule.measures;
  const score = rankScore(rule.measures);
  return {
    sku: rule.offer.sku,
    from: "mined",
    score,
    best: score,
    lift,
    because: reason("cross_sell.mined", {
      together: count,
      withAntecedent: antecedentCount,
      antecedent: nameOf(rule.when.inBasket[0]),
      offer: nameOf(rule.offer.sku),
      confidence,
      expected: consequentCount / baskets,
    }),
  };
}

/** The rules of one item; they stand together, so the first is found by halving. */
function minedFrom(mined: readonly MinedRule[], item: string): readonly MinedRule[] {
  let low = 0;
  let high = mined.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareCodePoints(mined[middle]?.when.inBasket[0] ?? "", item) < 0) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (mined[end]?.when.inBasket[0] === item) end++;
  return mined.slice(low, end);
}

/** The sku that a rule offers; of a category, what fits the basket best, else what is bought most. */
function skuFor(
  pattern: ItemPattern,
  mined: readonly MinedRule[],
  model: CrossSellModel,
  products: ReadonlyMap<string, Product> | undefined,
  allowed: (sku: string) => boolean,
): string | undefined {
  if (typeof pattern === "string") return pattern;
  const fits = (sku: string): boolean =>
    products?.get(sku)?.category === pattern.category && allowed(sku);
  const [best] = mined
    .filter((rule) => fits(rule.offer.sku))
    .sort((a, b) => rankScore(b.measures) - rankScore(a.measures));
  const popular = (): string | undefined => model.popularity.find(({ sku }) => fits(sku))?.sku;
  return best?.offer.sku ?? popular() ?? firstOf([...(products?.keys() ?? [])].filter(fits));
}

function firstOf(skus: readonly string[]): string | undefined {
  return skus.reduce<string | undefined>(
    (first, sku) => (first === undefined || compareCodePoints(sku, first) < 0 ? sku : first),
    undefined,
  );
}

function ruleName(rule: CrossSellRule, nameOf: (sku: string) => string): string {
  if (rule.name !== undefined) return rule.name;
  const text = (pattern: ItemPattern): string =>
    typeof pattern === "string" ? nameOf(pattern) : patternText(pattern);
  const conditions = [...(rule.when.bought ?? []), ...(rule.when.inBasket ?? [])].map(text);
  const offer = text(offerPattern(rule));
  return conditions.length === 0 ? offer : `${conditions.join(" + ")} → ${offer}`;
}
