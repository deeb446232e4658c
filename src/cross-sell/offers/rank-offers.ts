import { compareCodePoints } from "../../kernel";
import type { Product } from "../../purchases";
import type { OfferWeights } from "./cross-sell-context";

/** What might be offered. */
export interface Candidate {
  /** The product's id in the catalogue. */
  readonly sku: string;
  /** What it is ranked by, 0 or more. */
  readonly score: number;
}

/** What the weights look at. */
export interface RankOptions {
  /** The weights. */
  readonly weights: OfferWeights;
  /** How many to pick. */
  readonly limit: number;
  /** Decides what may be offered. */
  readonly allowed: (sku: string) => boolean;
  /** The catalogue, for margins. */
  readonly products: ReadonlyMap<string, Product> | undefined;
  /** Share of the most popular product's baskets, 0–1. */
  readonly popularityOf: (sku: string) => number;
  /** Gives the category of a product, if it is known. */
  readonly categoryOf: (sku: string) => string | undefined;
  /** Skus already chosen, for diversity. */
  readonly before: readonly string[];
}

/** Picks the best of the candidates that may be offered. */
export function pickBest(candidates: readonly Candidate[], options: RankOptions): Candidate[] {
  const { weights, limit, allowed } = options;
  const { margin = 0, novelty = 0, diversity = 0 } = weights;
  if (limit <= 0) return [];
  if (margin === 0 && novelty === 0 && diversity === 0) return best(candidates, limit, allowed);
  const open = candidates.filter(({ sku }) => allowed(sku));
  const margins = open.map(({ sku }) => Math.max(0, marginOf(options.products?.get(sku)) ?? 0));
  const largest = margins.reduce((a, b) => Math.max(a, b), 0);
  const weighed = open.map(({ sku, score }, index) => ({
    sku,
    score:
      score *
      (1 - margin + (largest === 0 ? margin : (margin * margins[index]!) / largest)) *
      (1 - novelty * options.popularityOf(sku)),
  }));
  if (diversity === 0) return best(weighed, limit, () => true);
  return diverse(weighed, options, diversity);
}

/** Without weights a candidate is looked at closely only if it beats the worst that was picked. */
function best(
  candidates: readonly Candidate[],
  limit: number,
  allowed: (sku: string) => boolean,
): Candidate[] {
  const picked: Candidate[] = [];
  for (const candidate of candidates) {
    const worst = picked.length < limit ? undefined : picked[limit - 1];
    if (worst !== undefined && compare(candidate, worst) >= 0) continue;
    if (!allowed(candidate.sku)) continue;
    let place = Math.min(picked.length, limit - 1);
    while (place > 0) {
      const above = picked[place - 1];
      if (above === undefined || compare(above, candidate) <= 0) break;
      picked[place] = above;
      place--;
    }
    picked[place] = candidate;
  }
  return picked;
}

/** One after the other, each dampened by the share of earlier offers of its category (Carbonell and Goldstein 1998). */
function diverse(
  candidates: readonly Candidate[],
  options: RankOptions,
  weight: number,
): Candidate[] {
  const seen = new Map<string, number>();
  let count = 0;
  const see = (sku: string): void => {
    count++;
    const category = options.categoryOf(sku);
    if (category !== undefined) seen.set(category, (seen.get(category) ?? 0) + 1);
  };
  options.before.forEach(see);
  const left = new Map(candidates.map((candidate) => [candidate.sku, candidate]));
  const picked: Candidate[] = [];
  while (picked.length < options.limit && left.size > 0) {
    const damped = [...left.values()].map(({ sku, score }) => {
      const alike = seen.get(options.categoryOf(sku) ?? "") ?? 0;
      return { sku, score: score * (1 - (count === 0 ? 0 : (weight * alike) / count)) };
    });
    const [next] = best(damped, 1, () => true);
    if (next === undefined) break;
    picked.push(next);
    left.delete(next.sku);
    see(next.sku);
  }
  return picked;
}

function compare(a: Candidate, b: Candidate): number {
  return b.score - a.score || compareCodePoints(a.sku, b.sku);
}

/** Gives the margin of a product. */
export function marginOf(product: Product | undefined): number | undefined {
  const { price, cost } = product ?? {};
  return price === undefined || cost === undefined ? undefined : price - cost;
}
