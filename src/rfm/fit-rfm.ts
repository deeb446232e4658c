import { SetiaError } from "../kernel";
import type { PurchaseSummary } from "../purchases";
import { diagnoseBase } from "./base-diagnostics";
import { nestedCuts, rankBounds, sortedValues } from "./cuts";
import { DEFAULT_SEGMENTS, type Segment } from "./default-segments";
import { binsWith, methodsOf, weightsOf, type FitRfmOptions } from "./fit-options";
import { percentileCuts, quantileCuts } from "./quantiles";
import { RFM_DIMENSIONS, type RfmDimension } from "./rfm-dimensions";
import { RFM_MODEL_VERSION, type RfmModel } from "./rfm-model";
import { defineSegments, type SegmentRule } from "./segments";

/**
 * Fits score thresholds on a base of customers. By default type-7 quantiles of the raw measures: equal
 * values always get equal scores; fewer distinct values than bins never fail, and a diagnostic names the
 * scores that nobody gets. A small or young base is answered too, with a diagnostic that says so.
 *
 * @param summaries - of one instant, zone and currency, at least one
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
  summaries: readonly PurchaseSummary[],
  options: FitRfmOptions<Name> = {},
): RfmModel<Name> {
  const method = methodsOf(options.method);
  const bins = binsWith(method, options);
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
  if (options.segments === undefined && RFM_DIMENSIONS.some((each) => bins[each] !== 5)) {
    const given = RFM_DIMENSIONS.map((each) => String(bins[each])).join(", ");
    throw new SetiaError(
      "INVALID_OPTION",
      `fitRfm: bins is ${given}, and the default segments are for 5; expected segments of your own beside it`,
    );
  }
  const segments =
    options.segments ??
    (DEFAULT_SEGMENTS as readonly SegmentRule[] as readonly (SegmentRule & { segment: Name })[]);
  defineSegments(segments, { bins });

  const cutIds: Partial<Record<RfmDimension, readonly string[]>> = {};
  const cuts = { recency: [] as number[], frequency: [] as number[], monetary: [] as number[] };
  for (const dimension of RFM_DIMENSIONS) {
    const how = method[dimension];
    if (how === "rank") {
      const bounds = rankBounds(summaries, dimension, bins[dimension]);
      cuts[dimension] = bounds.map(({ value }) => value);
      cutIds[dimension] = bounds.map(({ customerId }) => customerId);
    } else {
      cuts[dimension] =
        how === "thresholds"
          ? [...(options.thresholds?.[dimension] ?? [])]
          : quantileCuts(sortedValues(summaries, dimension), bins[dimension]);
    }
  }
  const nested =
    method.recency === "nested" ? nestedCuts(summaries, cuts.recency, bins) : undefined;
  const model: RfmModel<Name> = {
    kind: "rfm",
    version: RFM_MODEL_VERSION,
    method,
    bins,
    cuts,
    ...(Object.keys(cutIds).length === 0 ? {} : { cutIds }),
    ...(nested === undefined ? {} : { nested }),
    weights: weightsOf(options.weights),
    percentiles: {
      recency: percentileCuts(
        sortedValues(summaries, "recency")
          .map((days) => 0 - days)
          .reverse(),
      ),
      frequency: percentileCuts(sortedValues(summaries, "frequency")),
      monetary: percentileCuts(sortedValues(summaries, "monetary")),
    },
    segments,
    asOf: first.asOf.toISOString(),
    timeZone: first.timeZone,
    currency: first.currency,
    customers: summaries.length,
    diagnostics: [],
  };
  return { ...model, diagnostics: diagnoseBase(summaries, model) };
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
