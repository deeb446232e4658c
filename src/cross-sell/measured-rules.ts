import type { CrossSellRule } from "./cross-sell-rule";
import { rankScore } from "./rankings";

/** A mined rule that holds, with what it is worth. */
export interface HeldRule {
  /** What it leads to. */
  readonly sku: string;
  /** What it is ranked by. */
  readonly score: number;
  /** The rule. */
  readonly rule: CrossSellRule;
}

/** Mined rules among the shop's own, ready to be looked up. */
export interface MeasuredRules {
  /** Finds the best rule for each sku that rules lead to from a basket and a history. */
  bestOffers(basket: ReadonlySet<string>, bought: ReadonlySet<string>): HeldRule[];
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
 * Files each rule under the rarest sku that it asks for, so that few are looked at, and numbers the skus, so that
 * looking is quick.
 *
 * @param rules - those that {@link isMeasured} lets pass
 * @returns the rules by sku
 */
export function fileMeasured(rules: readonly CrossSellRule[]): MeasuredRules {
  const numbers = new Map<string, number>();
  const uses: number[] = [];
  const numberOf = (sku: string): number => {
    const known = numbers.get(sku);
    if (known !== undefined) return known;
    numbers.set(sku, uses.length);
    uses.push(0);
    return uses.length - 1;
  };
  const asked = rules.map(({ when }) => {
    const skus = (when.inBasket ?? when.bought ?? []).filter((item) => typeof item === "string");
    const list = skus.map(numberOf);
    for (const sku of list) uses[sku] = (uses[sku] ?? 0) + 1;
    return list;
  });
  const filed = { inBasket: new Map<number, number[]>(), bought: new Map<number, number[]>() };
  const others = asked.map((list, index) => {
    const [rarest, ...rest] = list.sort((a, b) => (uses[a] ?? 0) - (uses[b] ?? 0));
    const side = rules[index]?.when.inBasket === undefined ? filed.bought : filed.inBasket;
    const known = side.get(rarest ?? -1);
    if (known === undefined) side.set(rarest ?? -1, [index]);
    else known.push(index);
    return Int32Array.from(rest);
  });
  const held = rules.map((rule): HeldRule => {
    const score = rule.measures === undefined ? 0 : rankScore(rule.measures);
    return { sku: "sku" in rule.offer ? rule.offer.sku : "", score, rule };
  });
  const offers = Int32Array.from(held, ({ sku }) => numberOf(sku));
  const scores = Float64Array.from(held, ({ score }) => score);
  // Room that is empty between two questions.
  const isHere = new Uint8Array(uses.length);
  const best = new Int32Array(uses.length).fill(-1);

  function collect(
    side: ReadonlyMap<number, readonly number[]>,
    skus: ReadonlySet<string>,
    found: number[],
  ): void {
    if (side.size === 0) return;
    const here: number[] = [];
    for (const sku of skus) {
      const number = numbers.get(sku);
      if (number === undefined) continue;
      here.push(number);
      isHere[number] = 1;
    }
    for (const number of here) {
      for (const rule of side.get(number) ?? []) {
        const offer = offers[rule] ?? 0;
        const known = best[offer] ?? -1;
        if (known >= 0 && (scores[rule] ?? 0) <= (scores[known] ?? 0)) continue;
        if (isHere[offer] === 1 || !holds(others[rule])) continue;
        if (known < 0) found.push(offer);
        best[offer] = rule;
      }
    }
    for (const number of here) isHere[number] = 0;
  }
  function holds(rest: Int32Array | undefined): boolean {
    const length = rest?.length ?? 0;
    for (let i = 0; i < length; i++) if (isHere[rest?.[i] ?? 0] === 0) return false;
    return true;
  }

  return {
    bestOffers(basket, bought) {
      const found: number[] = [];
      collect(filed.inBasket, basket, found);
      collect(filed.bought, bought, found);
      const leading: HeldRule[] = [];
      for (const offer of found) {
        const rule = held[best[offer] ?? -1];
        if (rule !== undefined) leading.push(rule);
        best[offer] = -1;
      }
      return leading;
    },
  };
}
