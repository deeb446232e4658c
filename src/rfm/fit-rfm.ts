import { diagnoseBase } from "./base-diagnostics";
import { nestedCuts, rankBounds } from "./cuts";
import type { Segment } from "./default-segments";
import { rfmRulesOf, type FitRfmOptions } from "./fit-options";
import { orderStatistics } from "./order-statistics";
import { percentileCuts, percentilePlaces, quantileCuts, quantilePlaces } from "./quantiles";
import { rfmBaseOf, type RfmSummaries } from "./rfm-base";
import { RFM_DIMENSIONS, type RfmDimension } from "./rfm-dimensions";
import { RFM_MODEL_VERSION, type RfmModel } from "./rfm-model";

/**
 * Fits score thresholds on a base of customers. By default type-7 quantiles of the raw measures: equal
 * values always get equal scores; fewer distinct values than bins never fail, and a diagnostic names the
 * scores that nobody gets. A small or young base is answered too, with a diagnostic that says so.
 *
 * @param summaries - of one instant, zone and currency, at least one; rows or columns
 * @param options - methods, bins, thresholds, weights and segments
 * @returns a JSON model for {@link scoreRfm}
 * @throws SetiaError `EMPTY_BASE` without customers; `INVALID_OPTION` for bins outside 2–10, thresholds that
 * are missing or do not ascend, weights that are none, or summaries of different instants or zones;
 * `MIXED_CURRENCIES`; `INVALID_SEGMENTS`
 *
 * @example
 * ```ts
 * import { fitRfm, summarizePurchases } from "setia";
 *
 * const orders = [1000, 2000, 3000].map((total, index) => ({
 *   id: String(index), customerId: `c${index}`, placedAt: new Date("2026-01-05"), currency: "USD", total,
 * }));
 * const { summaries } = summarizePurchases(orders, { asOf: new Date("2026-01-31") });
 * fitRfm(summaries).cuts.monetary; // => [1400, 1800, 2200, 2600]
 * ```
 */
export function fitRfm<Name extends string = Segment>(
  summaries: RfmSummaries,
  options: FitRfmOptions<Name> = {},
): RfmModel<Name> {
  const { method, bins, thresholds, weights, segments } = rfmRulesOf(options, "fitRfm");
  const base = rfmBaseOf(summaries);
  const cutIds: Partial<Record<RfmDimension, readonly string[]>> = {};
  const cuts = { recency: [] as number[], frequency: [] as number[], monetary: [] as number[] };
  const percentiles = {
    recency: [] as number[],
    frequency: [] as number[],
    monetary: [] as number[],
  };
  const { size } = base;
  for (const dimension of RFM_DIMENSIONS) {
    // Few days are good: what is a percent from below for the others is one from above.
    const turned = (place: number): number => (dimension === "recency" ? size - 1 - place : place);
    const at = orderStatistics(base[dimension], [
      ...quantilePlaces(size, bins[dimension]),
      ...percentilePlaces(size).map(turned),
    ]);
    percentiles[dimension] = percentileCuts(
      (place) => (dimension === "recency" ? 0 - at(turned(place)) : at(place)),
      size,
    );
    const how = method[dimension];
    if (how === "rank") {
      const bounds = rankBounds(base, dimension, bins[dimension]);
      cuts[dimension] = bounds.map(({ value }) => value);
      cutIds[dimension] = bounds.map(({ customerId }) => customerId);
    } else {
      cuts[dimension] =
        how === "thresholds"
          ? [...(thresholds[dimension] ?? [])]
          : quantileCuts(at, size, bins[dimension]);
    }
  }
  const nested = method.recency === "nested" ? nestedCuts(base, cuts.recency, bins) : undefined;
  const model: RfmModel<Name> = {
    kind: "rfm",
    version: RFM_MODEL_VERSION,
    method,
    bins,
    cuts,
    ...(Object.keys(cutIds).length === 0 ? {} : { cutIds }),
    ...(nested === undefined ? {} : { nested }),
    weights,
    percentiles,
    segments,
    asOf: base.asOf.toISOString(),
    timeZone: base.timeZone,
    currency: base.currency,
    customers: size,
    diagnostics: [],
  };
  return { ...model, diagnostics: diagnoseBase(base, model) };
}
