import { calendarOf, formatDay } from "../../kernel";
import type { CrossSellContext, RecommendCrossSellOptions } from "./cross-sell-context";
import type { CrossSellRule, ItemPattern, Season } from "../cross-sell-rule";

/** What rules are held against. */
export interface RuleFacts {
  /** Skus in the basket. */
  readonly basket: ReadonlySet<string>;
  /** Skus bought ever. */
  readonly bought: ReadonlySet<string>;
  /** Who, and the catalogue. */
  readonly context: CrossSellContext;
  /** Gives the category of a product, if it is known. */
  readonly categoryOf: (sku: string) => string | undefined;
}

/** Whether everything that a rule asks for holds. */
export function ruleHolds(
  rule: CrossSellRule,
  facts: RuleFacts,
  options: RecommendCrossSellOptions,
): boolean {
  const { bought, inBasket, segment, stage, season } = rule.when;
  const { customer = {} } = facts.context;
  const has = (skus: ReadonlySet<string>, patterns: readonly ItemPattern[] = []): boolean =>
    patterns.every((pattern) => {
      if (typeof pattern === "string") return skus.has(pattern);
      for (const sku of skus) if (facts.categoryOf(sku) === pattern.category) return true;
      return false;
    });
  return (
    has(facts.bought, bought) &&
    has(facts.basket, inBasket) &&
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

/** Finds the rules that may hold without looking at all of them. */
export interface RuleIndex {
  /** Rules that no missing sku rules out, in the order of the list. */
  candidates(basket: ReadonlySet<string>, bought: ReadonlySet<string>): readonly CrossSellRule[];
}

/** Files each rule under the rarest sku that it asks for; rules that ask for none are always looked at. */
export function indexRules(rules: readonly CrossSellRule[]): RuleIndex {
  const asked = { inBasket: new Map<string, number[]>(), bought: new Map<string, number[]>() };
  const always: number[] = [];
  const uses = new Map<string, number>();
  const skusOf = (patterns: readonly ItemPattern[] = []): string[] =>
    patterns.filter((pattern) => typeof pattern === "string");
  for (const { when } of rules) {
    for (const sku of [...skusOf(when.inBasket), ...skusOf(when.bought)]) {
      uses.set(sku, (uses.get(sku) ?? 0) + 1);
    }
  }
  rules.forEach(({ when }, index) => {
    const list = skusOf(when.inBasket).length > 0 ? "inBasket" : "bought";
    const [first, ...rest] = skusOf(when[list]);
    if (first === undefined) {
      always.push(index);
      return;
    }
    const rarest = rest.reduce((a, b) => ((uses.get(b) ?? 0) < (uses.get(a) ?? 0) ? b : a), first);
    const filed = asked[list].get(rarest);
    if (filed === undefined) asked[list].set(rarest, [index]);
    else filed.push(index);
  });
  return {
    candidates(basket, bought) {
      if (rules.length === 0) return rules;
      const found = [...always];
      for (const sku of basket) found.push(...(asked.inBasket.get(sku) ?? []));
      if (asked.bought.size > 0) {
        for (const sku of bought) found.push(...(asked.bought.get(sku) ?? []));
      }
      return found.sort((a, b) => a - b).flatMap((index) => rules[index] ?? []);
    },
  };
}
