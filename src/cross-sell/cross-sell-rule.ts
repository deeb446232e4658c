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
export interface RuleMeasures {
  /** Baskets with both sides. */
  readonly count: number;
  /** Baskets with the condition's items. */
  readonly antecedentCount: number;
  /** Baskets with the offer. */
  readonly consequentCount: number;
  /** All baskets. */
  readonly baskets: number;
  /** Share of all baskets that hold both sides: `count / baskets`. */
  readonly support: number;
  /** Share of the baskets with the condition that hold the offer too: `count / antecedentCount`. */
  readonly confidence: number;
  /** How many times likelier the offer is with the condition: `confidence / (consequentCount / baskets)`. */
  readonly lift: number;
}

/** What goes with what: written by hand or mined from baskets. */
export interface CrossSellRule {
  /** What a written rule is called in its reason; made from its content if left out. */
  readonly name?: string;
  /** When it holds. */
  readonly when: CrossSellCondition;
  /** What to offer then. */
  readonly offer: { readonly sku: string } | { readonly category: string };
  /** The figures of a mined rule. */
  readonly measures?: RuleMeasures;
}

/** A rule from the baskets: one item leads to another. */
export interface MinedRule extends CrossSellRule {
  /** The item that leads to the offer. */
  readonly when: { readonly inBasket: readonly [string] };
  /** What to offer then. */
  readonly offer: { readonly sku: string };
  /** The figures behind it. */
  readonly measures: RuleMeasures;
}
