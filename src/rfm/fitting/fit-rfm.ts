import { histogramOf, orderStatistics, quantileCuts } from "../../statistics";
import { assertData, assertOptions, atDoor, type OptionNames } from "../../kernel";
import type { RowsAt } from "../../purchases";
import type { Histogram } from "../../statistics";
import { diagnoseBase, diagnosedBase } from "./base-diagnostics";
import { buildRfmModel, dimensionsOf, rfmPlaces } from "./build-model";
import { nestedCuts, rankBounds } from "./cuts";
import type { Segment } from "../maps/default-segments";
import { FIT_RFM_OPTIONS, rfmRulesOf, type FitRfmOptions } from "./fit-options";
import { rfmBaseOf, type RfmSummaries } from "./rfm-base";
import type { RfmModel } from "../rfm-model";

const OPTIONS: OptionNames<FitRfmOptions<string> & RowsAt> = {
  ...FIT_RFM_OPTIONS,
  asOf: true,
  timeZone: true,
  currency: true,
};

/**
 * Fits score thresholds on a base of customers. By default type-7 quantiles of the raw measures: equal
 * values always get equal scores; fewer distinct values than bins never fail, and a diagnostic names the
 * scores that nobody gets. Where most bought once, quantiles leave scores of frequency empty: unless you name its method,
 * it is then `"balanced"`, which a diagnostic says too. A small or young base is answered, with a diagnostic that says so.
 *
 * @param summaries - of one instant, zone and currency, at least one: rows or columns of `summarizePurchases`, or rows of
 * your own with `customerId`, `recencyDays`, `orders` and `revenue`
 * @param options - methods, bins, thresholds, weights and segments; for rows of your own also `asOf` and `currency`
 * @returns a JSON model for {@link scoreRfm}
 * @throws SetiaError `EMPTY_BASE` without customers; `INVALID_OPTION` for bins outside 2–10, thresholds that
 * are missing or do not ascend, invalid weights, or summaries of different instants or zones;
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
 *
 * const rows = [10, 20, 40].map((recencyDays, index) => ({
 *   customerId: `c${index}`, recencyDays, orders: 3 - index, revenue: 1000 * (3 - index),
 * }));
 * fitRfm(rows, { asOf: new Date("2026-01-31"), currency: "USD" }).cuts.recency; // => [14, 18, 24, 32]
 * ```
 */
export function fitRfm<Name extends string = Segment>(
  summaries: RfmSummaries,
  options: FitRfmOptions<Name> & RowsAt = {},
): RfmModel<Name> {
  assertData(summaries, "fitRfm: summaries");
  assertOptions(options, OPTIONS, "fitRfm");
  return atDoor("fitRfm", () => fitRfmUnchecked(summaries, options));
}

function fitRfmUnchecked<Name extends string>(
  summaries: RfmSummaries,
  options: FitRfmOptions<Name> & RowsAt,
): RfmModel<Name> {
  return fitFor("fitRfm", summaries, options);
}

/** Does the work of {@link fitRfm} for any function that fits. */
export function fitFor<Name extends string>(
  where: string,
  summaries: RfmSummaries,
  options: FitRfmOptions<Name> & RowsAt,
): RfmModel<Name> {
  const rules = rfmRulesOf(options, where);
  const base = rfmBaseOf(summaries, options, where);
  let frequencies: Histogram | undefined;
  const at = dimensionsOf((dimension) =>
    orderStatistics(base[dimension], rfmPlaces(dimension, base.size, rules.bins[dimension])),
  );
  const { recency: recencyBins } = rules.bins;
  const model = buildRfmModel(rules, {
    ...base,
    at,
    frequencies: () => (frequencies ??= histogramOf(base.frequency)),
    bounds: (dimension) => rankBounds(base, dimension, rules.bins[dimension]),
    nested: () => nestedCuts(base, quantileCuts(at.recency, base.size, recencyBins), rules.bins),
  });
  const found = diagnoseBase(diagnosedBase(base, model), model.method);
  return { ...model, diagnostics: [...found, ...model.diagnostics] };
}
