import type { CrossSellRule } from "./cross-sell-rule";
import { rankScore } from "./rankings";

/** A mined rule that holds, with what it is worth. */
export interface HeldRule {
  /** The rule. */
  readonly rule: CrossSellRule;
  /** What it is ranked by. */
  readonly score: number;
}

/** Mined rules among the shop's own, ready to be looked up. */
export interface MeasuredRules {
  /** Finds the best rule for each sku that rules lead to from a basket and a history. */
  bestOffers(basket: ReadonlySet<string>, bought: ReadonlySet<string>): Map<string, HeldRule>;
}

interface FiledRule extends HeldRule {
  readonly sku: string;
  /** What else it asks for. */
  readonly others: readonly string[];
}

/**
 * Tells whether a rule is one that mining gives of products: figures, skus on both sides and nothing else asked.
 *
 * @param rule - any rule
 * @returns false for rules that need more than a look at skus
 */
export function isMeasured(rule: CrossSellRule): boolean {
  const { inBasket, bought, ...more } = rule.when;
  const asked = inBasket ?? bought ?? [];
  const isSingle = (inBasket === undefined) !== (bought === undefined);
  return (
    rule.measures !== undefined &&
    rule.never !== true &&
    "sku" in rule.offer &&
    isSingle &&
    asked.every((item) => typeof item === "string") &&
    Object.keys(more).length === 0
  );
}

/**
 * Files each rule under the rarest sku that it asks for, so that few are looked at.
 *
 * @param rules - those that {@link isMeasured} lets pass
 * @returns the rules by sku
 */
export function fileMeasured(rules: readonly CrossSellRule[]): MeasuredRules {
  const uses = new Map<string, number>();
  const skusOf = ({ when }: CrossSellRule): string[] =>
    (when.inBasket ?? when.bought ?? []).filter((item) => typeof item === "string");
  for (const rule of rules) for (const sku of skusOf(rule)) uses.set(sku, (uses.get(sku) ?? 0) + 1);
  const inBasket = new Map<string, FiledRule[]>();
  const bought = new Map<string, FiledRule[]>();
  for (const rule of rules) {
    const { measures, offer, when } = rule;
    const [rarest, ...others] = skusOf(rule).sort(
      (a, b) => (uses.get(a) ?? 0) - (uses.get(b) ?? 0),
    );
    if (measures === undefined || rarest === undefined || !("sku" in offer)) continue;
    const filed = { rule, score: rankScore(measures), sku: offer.sku, others };
    const list = when.inBasket === undefined ? bought : inBasket;
    const known = list.get(rarest);
    if (known === undefined) list.set(rarest, [filed]);
    else known.push(filed);
  }
  return {
    bestOffers(basket, history) {
      const best = new Map<string, HeldRule>();
      if (inBasket.size > 0) collect(inBasket, basket, best);
      if (bought.size > 0) collect(bought, history, best);
      return best;
    },
  };
}

function collect(
  filed: ReadonlyMap<string, readonly FiledRule[]>,
  skus: ReadonlySet<string>,
  best: Map<string, HeldRule>,
): void {
  for (const sku of skus) {
    for (const rule of filed.get(sku) ?? []) {
      if (skus.has(rule.sku) || !holds(rule.others, skus)) continue;
      const known = best.get(rule.sku);
      if (known === undefined || rule.score > known.score) best.set(rule.sku, rule);
    }
  }
}

function holds(others: readonly string[], skus: ReadonlySet<string>): boolean {
  for (const sku of others) if (!skus.has(sku)) return false;
  return true;
}
