/** A figure with the interval in which it lies. */
export interface Estimate {
  /** The mean. */
  readonly value: number;
  /** Lower end of the 95 % interval. */
  readonly low: number;
  /** Upper end of the 95 % interval. */
  readonly high: number;
}

/** How good the first k offers were. */
export interface OfferQuality<Figure = Estimate> {
  /** Share of cases in which at least one offer was bought. */
  readonly hitRate: Figure;
  /** Share of what was bought that was offered, mean over cases. */
  readonly recall: Figure;
  /** Gain of the hits, discounted by their places, as a share of the best possible; the best is cut at k. */
  readonly ndcg: Figure;
}

/** Names of the figures. */
export const QUALITIES = ["hitRate", "recall", "ndcg"] as const;

/** Compares offers with what was then bought (Järvelin and Kekäläinen 2002 for the discounted gain). */
export function qualityOf(
  offered: readonly string[],
  wanted: ReadonlySet<string>,
  k: number,
): OfferQuality<number> {
  let hits = 0;
  let gain = 0;
  offered.slice(0, k).forEach((sku, place) => {
    if (!wanted.has(sku)) return;
    hits++;
    gain += 1 / Math.log2(place + 2);
  });
  let best = 0;
  for (let place = 0; place < Math.min(k, wanted.size); place++) best += 1 / Math.log2(place + 2);
  return { hitRate: hits > 0 ? 1 : 0, recall: hits / wanted.size, ndcg: gain / best };
}

/** Quantiles 0.975 of Student's t for 1 to 30 degrees of freedom (Fisher and Yates 1963, table III). */
const STUDENT = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145,
  2.131, 2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048,
  2.045, 2.042,
];

/** Estimates a mean. */
export function estimate(values: readonly number[]): Estimate {
  const n = values.length;
  const value = values.reduce((sum, one) => sum + one, 0) / n;
  if (n < 2) return { value, low: -Infinity, high: Infinity };
  const square = values.reduce((sum, one) => sum + (one - value) ** 2, 0) / (n - 1);
  const spread = (STUDENT[n - 2] ?? 1.96) * Math.sqrt(square / n);
  return { value, low: value - spread, high: value + spread };
}
