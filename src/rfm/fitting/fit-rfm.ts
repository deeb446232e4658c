import { assertData, assertOptions, atDoor, type OptionNames } from "../../kernel";
import type { RowsAt } from "../../purchases";
import {
  cutsBelow,
  type Figures,
  type Histogram,
  histogramOf,
  orderStatistics,
  quantileCuts,
  quantilePlaces,
} from "../../statistics";
import type { Segment } from "../maps/default-segments";
import type { RfmDimension } from "../rfm-dimensions";
import type { RfmModel } from "../rfm-model";
import { diagnoseBase, diagnosedBase } from "./base-diagnostics";
import { buildRfmModel, dimensionsOf, type RankBound, rankPlaces, rfmPlaces } from "./build-model";
import { FIT_RFM_OPTIONS, type FitRfmOptions, rfmRulesOf } from "./fit-options";
import { type RfmBase, rfmBaseOf, type RfmSummaries } from "./rfm-base";

/** Finds the customers on the cuts when all stand in a row by figure, then by ascending id. */
export function rankBounds(base: RfmBase, dimension: RfmDimension, bins: number): RankBound[] {
  const figures = base[dimension];
  const places = rankPlaces(base.size, bins);
  const at = orderStatistics(figures, places);
  return places.map((place) => {
    const value = at(place);
    let before = 0;
    for (const figure of figures) if (figure < value) before++;
    // Those with the same figure stand by ascending id, as the base does.
    let left = place - before;
    const customer = figures.findIndex((figure) => figure === value && left-- === 0);
    return { value, customerId: base.customerIds[customer]! };
  });
}

/** Cuts frequency within each recency score, and money within each recency and frequency score. */
export function nestedCuts(
  base: RfmBase,
  recencyCuts: readonly number[],
  bins: Readonly<Record<RfmDimension, number>>,
): NonNullable<RfmModel["nested"]> {
  const all = Int32Array.from({ length: base.size }, (_, at) => at);
  const cutsOf = (group: Int32Array, dimension: RfmDimension): readonly number[] | null => {
    if (group.length === 0) return null;
    const figures = Float64Array.from(group, (at) => base[dimension][at]!);
    return cutsOfFigures(figures, bins[dimension]);
  };
  const byRecency = split(all, bins.recency, (at) => {
    return bins.recency - 1 - cutsBelow(recencyCuts, base.recency[at]!);
  });
  const frequency = byRecency.map((group) => cutsOf(group, "frequency"));
  const monetary = byRecency.map((group, score) =>
    split(group, bins.frequency, (at) =>
      cutsBelow(frequency[score] ?? [], base.frequency[at]!),
    ).map((cell) => cutsOf(cell, "monetary")),
  );
  return { frequency, monetary };
}

/** Cuts figures by type-7 quantiles. */
export function cutsOfFigures(figures: Figures, bins: number): number[] {
  const at = orderStatistics(figures, quantilePlaces(figures.length, bins));
  return quantileCuts(at, figures.length, bins);
}

function split(group: Int32Array, parts: number, partOf: (at: number) => number): Int32Array[] {
  const own = group.map(partOf);
  return Array.from({ length: parts }, (_, part) =>
    group.filter((_at, index) => own[index] === part),
  );
}

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
