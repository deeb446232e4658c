import { reason, SetiaError, type Reason } from "../kernel";
import type { PurchaseSummary } from "../purchases";
import { DEFAULT_SEGMENTS, type Segment } from "./default-segments";
import { cutsBelow, percentileCuts, quantileCuts } from "./quantiles";
import { RFM_DIMENSIONS, RFM_MODEL_VERSION, type RfmDimension, type RfmModel } from "./rfm-model";
import { assertBins, defineSegments, type SegmentRule } from "./segments";

/** Options of {@link fitRfm}. */
export interface FitRfmOptions<Name extends string = Segment> {
  /** Scores per dimension, 2–10; 5 if left out. Other than 5 needs `segments` of its own. */
  readonly bins?: number;
  /** The segment map; the default map of ten segments if left out. */
  readonly segments?: readonly (SegmentRule & { readonly segment: Name })[];
}

/**
 * Fits score thresholds on a base of customers by type-7 quantiles of the raw measures. Equal values always
 * get equal scores; fewer distinct values than bins never fail, and a diagnostic names the scores that
 * nobody gets.
 *
 * @param summaries - of one instant, zone and currency, at least one
 * @param options - bins and segments
 * @returns a JSON model for {@link scoreRfm}
 * @throws SetiaError `EMPTY_BASE` without customers; `INVALID_OPTION` for bins outside 2–10 or summaries of
 * different instants or zones; `MIXED_CURRENCIES`; `INVALID_SEGMENTS`
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
  summaries: readonly PurchaseSummary[],
  options: FitRfmOptions<Name> = {},
): RfmModel<Name> {
  const bins = options.bins ?? 5;
  assertBins(bins, "fitRfm");
  const first = summaries[0];
  if (first === undefined) {
    throw new SetiaError(
      "EMPTY_BASE",
      "fitRfm: there is no customer with an order; expected at least one",
    );
  }
  summaries.forEach((summary, index) => {
    assertSameBase(first, summary, index);
  });
  if (bins !== 5 && options.segments === undefined) {
    throw new SetiaError(
      "INVALID_OPTION",
      `fitRfm: bins is ${String(bins)}, and the default segments are for 5; expected segments of your own beside it`,
    );
  }
  const segments =
    options.segments ??
    (DEFAULT_SEGMENTS as readonly SegmentRule[] as readonly (SegmentRule & { segment: Name })[]);
  defineSegments(segments, { bins });

  const sorted = {
    recency: sortedBy(summaries, (summary) => summary.recencyDays),
    frequency: sortedBy(summaries, (summary) => summary.orders),
    monetary: sortedBy(summaries, (summary) => summary.revenue),
  };
  const cuts = {
    recency: quantileCuts(sorted.recency, bins),
    frequency: quantileCuts(sorted.frequency, bins),
    monetary: quantileCuts(sorted.monetary, bins),
  };
  return {
    kind: "rfm",
    version: RFM_MODEL_VERSION,
    method: "quantile",
    bins,
    cuts,
    monetaryPercentiles: percentileCuts(sorted.monetary),
    segments,
    asOf: first.asOf.toISOString(),
    timeZone: first.timeZone,
    currency: first.currency,
    customers: summaries.length,
    diagnostics: RFM_DIMENSIONS.flatMap((dimension) =>
      emptyScores(dimension, sorted[dimension], cuts[dimension]),
    ),
  };
}

function sortedBy(
  summaries: readonly PurchaseSummary[],
  measure: (summary: PurchaseSummary) => number,
): number[] {
  return [...Float64Array.from(summaries, measure).sort()];
}

function assertSameBase(first: PurchaseSummary, summary: PurchaseSummary, index: number): void {
  const where = `fitRfm: summaries[${String(index)}]`;
  if (summary.currency !== first.currency) {
    throw new SetiaError(
      "MIXED_CURRENCIES",
      `${where}.currency is ${summary.currency} among ${first.currency}; expected one currency`,
    );
  }
  if (summary.asOf.getTime() !== first.asOf.getTime() || summary.timeZone !== first.timeZone) {
    throw new SetiaError(
      "INVALID_OPTION",
      `${where} speaks of another instant or zone than the first; expected the result of one summarizePurchases`,
    );
  }
}

function emptyScores(
  dimension: RfmDimension,
  sorted: readonly number[],
  cuts: readonly number[],
): Reason[] {
  const distinct = new Set(sorted);
  const bins = cuts.length + 1;
  const used = new Set<number>();
  for (const value of distinct) used.add(cutsBelow(cuts, value));
  const empty: number[] = [];
  for (let bin = 0; bin < bins; bin++) {
    if (!used.has(bin)) empty.push(dimension === "recency" ? bins - bin : bin + 1);
  }
  if (empty.length === 0) return [];
  return [
    reason("rfm.few_values", {
      dimension,
      distinct: distinct.size,
      empty: empty.sort((a, b) => a - b).join(", "),
    }),
  ];
}
