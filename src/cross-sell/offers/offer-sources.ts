import { defined, compareCodePoints, reason } from "../../kernel";
import type { CompiledModel } from "../model/compile-model";
import type { CrossSellRule, ItemPattern } from "../cross-sell-rule";
import { offerPattern, patternText } from "../define-rules";
import type { RuleCounts } from "../mining/measure-rule";
import type { Candidate } from "./rank-offers";
import { rankScore } from "../model/rankings";
import type { HeldRule } from "../mining/measured-rules";
import type { Because, Offer } from "./offer";
import type { RuleFacts } from "./rule-holds";
import { strongestPair, type PairScores } from "./score-pairs";

/** What is asked, prepared. */
export interface Question {
  /** The model. */
  readonly compiled: CompiledModel;
  /** Basket, customer, catalogue. */
  readonly facts: RuleFacts;
  /** Places of the products in the basket. */
  readonly basketPlaces: readonly number[];
  /** Places of the products bought. */
  readonly boughtPlaces: readonly number[];
  /** What the pairs lead to. */
  readonly pairs: PairScores;
  /** Rules of the shop that hold. */
  readonly rules: readonly CrossSellRule[];
  /** Decides what may be offered. */
  readonly allowed: (sku: string) => boolean;
  /** How many offers are wanted. */
  readonly limit: number;
  /** Gives the name of a product, or its sku. */
  readonly nameOf: (sku: string) => string;
}

/** Where offers come from, one origin after the other. */
export interface OfferSource {
  /** The origin. */
  readonly from: Offer["from"];
  /** What might be offered; at least the best `enough` of what is open. */
  readonly candidates: (isOpen: (sku: string) => boolean, enough: number) => readonly Candidate[];
  /** Explains why one of them is offered. */
  readonly explain: (sku: string) => Because;
}

/** Gives what the rules lead to: the shop's own in their order, then pairs and rules that were mined. */
export function fromRules(question: Question): {
  written: { candidate: Candidate; because: Because }[];
  mined: OfferSource;
} {
  const { compiled, facts, rules, pairs, nameOf, basketPlaces, boughtPlaces } = question;
  const { items } = compiled.model;
  let measured: readonly HeldRule[] = compiled.measured.bestOffers(facts.basket, facts.bought);
  const written: { candidate: Candidate; because: Because }[] = [];
  const more: HeldRule[] = [];
  rules.forEach((rule, index) => {
    const sku = skuFor(offerPattern(rule), question, measured);
    if (sku === undefined) return;
    if (rule.measures !== undefined) {
      more.push({ sku, score: rankScore(rule.measures), rule });
      return;
    }
    const reasons = [reason("cross_sell.written", { rule: ruleName(rule, nameOf) })];
    written.push({ candidate: { sku, score: rules.length - index }, because: { reasons } });
  });
  if (more.length > 0) measured = bestBySku([...measured, ...more]);
  let candidates: readonly (Candidate & Partial<HeldRule>)[] = [];
  const mined: OfferSource = {
    from: "mined",
    candidates: () => {
      candidates = pairs.places.map((place, index) => ({
        sku: items[place]?.sku ?? "",
        score: pairs.scores[index]!,
      }));
      if (candidates.length === 0) candidates = measured;
      else if (measured.length > 0) candidates = bestBySku([...measured, ...candidates]);
      return candidates;
    },
    explain: (sku) => {
      const chosen = candidates.find((one) => one.sku === sku);
      if (chosen?.rule?.measures !== undefined) {
        const unit = chosen.rule.when.inBasket === undefined ? "alsoBought" : "together";
        return becauseOf(chosen.rule.measures, unit, conditionText(chosen.rule, nameOf));
      }
      const place = compiled.places.get(sku) ?? -1;
      const found = (["together", "alsoBought"] as const).flatMap((unit) => {
        const from = unit === "together" ? basketPlaces : boughtPlaces;
        const pair = strongestPair(compiled[unit], from, place);
        if (pair === undefined) return [];
        const antecedent = items[pair.from];
        const offer = items[place];
        const inUnit = unit === "together" ? "baskets" : "customers";
        const counts = {
          count: pair.count,
          antecedentCount: antecedent?.[inUnit] ?? 0,
          consequentCount: offer?.[inUnit] ?? 0,
          baskets: compiled.model[inUnit],
        };
        return becauseOf(counts, unit, nameOf(antecedent?.sku ?? ""));
      });
      const lift = found[0]?.lift;
      const reasons = found.flatMap((one) => one.reasons);
      return { reasons, ...defined({ lift }) };
    },
  };
  return { written, mined };
}

function becauseOf(
  counts: RuleCounts,
  unit: "together" | "alsoBought",
  antecedent: string,
): Because {
  const { count: together, antecedentCount: withAntecedent, consequentCount, baskets } = counts;
  const lift = (together * baskets) / (withAntecedent * consequentCount);
  const confidence = together / withAntecedent;
  const params = { confidence, antecedent, together, withAntecedent, lift };
  const code = unit === "together" ? "cross_sell.mined" : "cross_sell.also_bought";
  return { lift, reasons: [reason(code, params)] };
}

/** Keeps the best of each sku. */
function bestBySku<One extends Candidate>(list: readonly One[]): One[] {
  const best = new Map<string, One>();
  for (const one of list) {
    const known = best.get(one.sku);
    if (known === undefined || one.score > known.score) best.set(one.sku, one);
  }
  return [...best.values()];
}

/** The sku that a rule offers; of a category, what fits the basket best, else what is bought most. */
function skuFor(
  pattern: ItemPattern,
  { compiled, facts, allowed, pairs }: Question,
  measured: readonly HeldRule[],
): string | undefined {
  if (typeof pattern === "string") return pattern;
  const fits = (sku: string): boolean => facts.categoryOf(sku) === pattern.category && allowed(sku);
  let best = undefined as Candidate | undefined;
  const look = (sku: string, score: number): void => {
    const ahead =
      best === undefined ||
      score > best.score ||
      (score === best.score && compareCodePoints(sku, best.sku) < 0);
    if (ahead && fits(sku)) best = { sku, score };
  };
  pairs.places.forEach((place, index) => {
    look(compiled.model.items[place]?.sku ?? "", pairs.scores[index]!);
  });
  for (const { sku, score } of measured) look(sku, score);
  if (best !== undefined) return best.sku;
  const popular = compiled.model.items.find(({ sku }) => fits(sku))?.sku;
  if (popular !== undefined) return popular;
  let first: string | undefined;
  for (const sku of facts.context.products?.keys() ?? []) {
    if (fits(sku) && (first === undefined || compareCodePoints(sku, first) < 0)) first = sku;
  }
  return first;
}

function conditionText(rule: CrossSellRule, nameOf: (sku: string) => string): string {
  return [...(rule.when.bought ?? []), ...(rule.when.inBasket ?? [])]
    .map((pattern) => (typeof pattern === "string" ? nameOf(pattern) : patternText(pattern)))
    .join(" + ");
}

function ruleName(rule: CrossSellRule, nameOf: (sku: string) => string): string {
  if (rule.name !== undefined) return rule.name;
  const conditions = conditionText(rule, nameOf);
  const pattern = offerPattern(rule);
  const offer = typeof pattern === "string" ? nameOf(pattern) : patternText(pattern);
  return conditions === "" ? offer : `${conditions} → ${offer}`;
}
