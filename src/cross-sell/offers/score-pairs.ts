import type { CompiledModel, CompiledPairs } from "../model/compile-model";

/** How much what a customer has bought counts beside what is in the basket. */
const CUSTOMER_SHARE = 1;

/** What the pairs of a model say for a basket and a customer. */
export interface PairScores {
  /** Places of the products that a rule leads to. */
  readonly places: readonly number[];
  /** What each is worth, in the same order, higher is better. */
  readonly scores: readonly number[];
}

/** A pair that leads to an offer. */
export interface LeadingPair {
  /** Place of what leads to it. */
  readonly from: number;
  /** Baskets or customers with both. */
  readonly count: number;
  /** What the pair is worth. */
  readonly score: number;
}

/**
 * Adds up what all items of a basket, and all that a customer has bought, lead to. If both are known, each counts
 * as a share of its largest sum.
 */
export function scorePairs(
  compiled: CompiledModel,
  basket: readonly number[],
  bought: readonly number[],
): PairScores {
  if (basket.length === 0 && bought.length === 0) return { places: [], scores: [] };
  const [inBasket, ofCustomer] = compiled.sums;
  const places: number[] = [];
  const most = addUp(compiled.together, basket, inBasket, ofCustomer, places);
  const mostBought = addUp(compiled.alsoBought, bought, ofCustomer, inBasket, places);
  const both = most > 0 && mostBought > 0;
  const scores = places.map((place) => {
    const [first, second] = [inBasket[place]!, ofCustomer[place]!];
    inBasket[place] = 0;
    ofCustomer[place] = 0;
    return both ? first / most + (CUSTOMER_SHARE * second) / mostBought : first + second;
  });
  return { places, scores };
}

/** Sums rows into an array; `places` gets what neither sum had before. Returns the largest sum. */
function addUp(
  { starts, others, scores }: CompiledPairs,
  from: readonly number[],
  sums: Float64Array,
  otherSums: Float64Array,
  places: number[],
): number {
  let most = 0;
  for (const place of from) {
    const end = starts[place + 1]!;
    for (let pair = starts[place]!; pair < end; pair++) {
      const other = others[pair]!;
      const before = sums[other]!;
      if (before === 0 && otherSums[other] === 0) places.push(other);
      const sum = before + scores[pair]!;
      sums[other] = sum;
      if (sum > most) most = sum;
    }
  }
  return most;
}

/** Finds the strongest pair that leads to a thing. */
export function strongestPair(
  { starts, others, counts, scores }: CompiledPairs,
  from: readonly number[],
  to: number,
): LeadingPair | undefined {
  let best: LeadingPair | undefined;
  for (const place of from) {
    const end = starts[place + 1]!;
    for (let pair = starts[place]!; pair < end; pair++) {
      if (others[pair] !== to) continue;
      const score = scores[pair]!;
      if (score > (best?.score ?? 0)) best = { from: place, count: counts[pair]!, score };
    }
  }
  return best;
}
