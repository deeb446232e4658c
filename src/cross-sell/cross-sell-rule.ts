import type { RuleCounts } from "./mining/measure-rule";

/** An item by its sku, or any item of a category. */
export type ItemPattern = string | { readonly category: string };

/** A season that comes every year; it may run over New Year. */
export interface Season {
  /** First day, `"MM-DD"`. */
  readonly from: string;
  /** Last day, `"MM-DD"`, included. */
  readonly to: string;
}

/** When a rule holds. Everything that is given must hold; an empty condition always does. */
export interface CrossSellCondition {
  /** The customer has bought each of these, ever. */
  readonly bought?: readonly ItemPattern[];
  /** Each of these is in the basket. */
  readonly inBasket?: readonly ItemPattern[];
  /** The customer is in one of these segments. */
  readonly segment?: readonly string[];
  /** The customer is at one of these stages. */
  readonly stage?: readonly string[];
  /** The day falls in this season. */
  readonly season?: Season;
}

/** What the baskets say of a rule. */
export interface RuleMetrics extends RuleCounts {
  /** Share of all baskets that hold both sides: `count / baskets`. */
  readonly support: number;
  /** Share of the baskets with the condition that hold the offer too: `count / antecedentCount`. */
  readonly confidence: number;
  /** How many times likelier the offer is with the condition: `confidence / (consequentCount / baskets)`. */
  readonly lift: number;
  /** Support less what chance would give: `support - antecedentCount * consequentCount / baskets²`. */
  readonly leverage: number;
  /** How many times oftener the rule would fail by chance; `Infinity` (`null` in JSON) if it never fails. */
  readonly conviction: number;
  /** Chance of at least so many baskets by accident, 0–1, if `maxFalseShare` was asked for. */
  readonly pValue?: number;
  /** Expected share of false rules among this one and all that are surer, 0–1, likewise. */
  readonly falseShare?: number;
}

/** What goes with what: written by hand or mined from baskets. */
export interface CrossSellRule {
  /** What a written rule is called in its reason; made from its content if left out. */
  readonly name?: string;
  /** When it holds. */
  readonly when: CrossSellCondition;
  /** What to offer then. */
  readonly offer: { readonly sku: string } | { readonly category: string };
  /** True to never offer it then, whatever the baskets say. */
  readonly never?: boolean;
  /** The figures of a mined rule. */
  readonly measures?: RuleMetrics;
}

/** A rule from the baskets: some items lead to another. */
export interface MinedRule extends CrossSellRule {
  /** The items that lead to the offer, by ascending code point: of the same basket, or bought at any time. */
  readonly when: {
    readonly inBasket?: readonly ItemPattern[];
    readonly bought?: readonly ItemPattern[];
  };
  /** The figures behind it. */
  readonly measures: RuleMetrics;
}
