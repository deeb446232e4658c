import type { CrossSellRule } from "../cross-sell-rule";
import { rankScore } from "../model/rankings";

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
export interface CountedRules {
  /** Finds the best rule for each sku that rules lead to from a basket and a history. */
  bestOffers(basket: ReadonlySet<string>, bought: ReadonlySet<string>): HeldRule[];
}

/** Whether a rule is one that mining gives of products: figures, skus on both sides and nothing else asked. */
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

/** Where the rules are that ask for a sku. */
interface Span {
  readonly from: number;
  to: number;
}

type Side = "inBasket" | "bought";

const NOWHERE: Readonly<Span> = { from: 0, to: 0 };
const NONE = -1;

/**
 * Files each rule under the rarest sku that it asks for, so that few are looked at, and numbers the skus, so that
 * looking is quick.
 */
export function fileMeasured(rules: readonly CrossSellRule[]): CountedRules {
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
    for (const sku of list) uses[sku] = uses[sku]! + 1;
    return list;
  });
  const lists = asked.map((list) => list.sort((a, b) => uses[a]! - uses[b]!));
  const rarestOf = (index: number): number => lists[index]?.[0] ?? NONE;
  const secondOf = (index: number): number => lists[index]?.[1] ?? NONE;
  const sideOf = (index: number): Side =>
    rules[index]?.when.inBasket === undefined ? "bought" : "inBasket";
  // Rules that are looked at together lie together.
  const order = [...rules.keys()].sort(
    (a, b) =>
      Number(sideOf(a) === "bought") - Number(sideOf(b) === "bought") ||
      rarestOf(a) - rarestOf(b) ||
      secondOf(a) - secondOf(b),
  );
  const filed = { inBasket: new Map<number, Span>(), bought: new Map<number, Span>() };
  order.forEach((index, at) => {
    const span = filed[sideOf(index)].get(rarestOf(index));
    if (span === undefined) filed[sideOf(index)].set(rarestOf(index), { from: at, to: at + 1 });
    else span.to = at + 1;
  });
  const inOrder = order.flatMap((index) => rules[index] ?? []);
  const held = inOrder.map((rule): HeldRule => {
    const score = rule.measures === undefined ? 0 : rankScore(rule.measures);
    return { sku: "sku" in rule.offer ? rule.offer.sku : "", score, rule };
  });
  const seconds = Int32Array.from(order, secondOf);
  const others = order.map((index) => lists[index]?.slice(2) ?? []);
  const offers = Int32Array.from(held, ({ sku }) => numberOf(sku));
  // 0 is the best score; of equal ones the rule that was given first.
  const ranks = new Int32Array(order.length);
  [...order.keys()]
    .sort((a, b) => (held[b]?.score ?? 0) - (held[a]?.score ?? 0) || order[a]! - order[b]!)
    .forEach((at, rank) => (ranks[at] = rank));
  // Room that is empty between two questions.
  const isHere = new Uint8Array(uses.length);
  const best = new Int32Array(uses.length).fill(NONE);

  function collect(
    side: ReadonlyMap<number, Readonly<Span>>,
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
      const { from, to } = side.get(number) ?? NOWHERE;
      for (let at = from; at < to; at++) {
        const second = seconds[at] ?? NONE;
        if (second !== NONE && isHere[second] === 0) continue;
        const offer = offers[at]!;
        const known = best[offer] ?? NONE;
        if (known !== NONE && (ranks[at] ?? 0) > (ranks[known] ?? 0)) continue;
        if (isHere[offer] === 1 || others[at]?.every((other) => isHere[other] === 1) === false)
          continue;
        if (known === NONE) found.push(offer);
        best[offer] = at;
      }
    }
    for (const number of here) isHere[number] = 0;
  }

  return {
    bestOffers(basket, bought) {
      const found: number[] = [];
      collect(filed.inBasket, basket, found);
      collect(filed.bought, bought, found);
      const leading: HeldRule[] = [];
      for (const offer of found) {
        const rule = held[best[offer] ?? NONE];
        if (rule !== undefined) leading.push(rule);
        best[offer] = NONE;
      }
      return leading;
    },
  };
}
