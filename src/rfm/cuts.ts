import { compareCodePoints } from "../kernel";
import type { PurchaseSummary } from "../purchases";
import { cutsBelow, quantileCuts } from "./quantiles";
import { valueOf, type RfmDimension } from "./rfm-dimensions";
import type { RfmModel } from "./rfm-model";

/**
 * Gives the figures of a dimension in order.
 *
 * @param summaries - the base
 * @param dimension - which
 * @returns one per customer, ascending
 */
export function sortedValues(
  summaries: readonly PurchaseSummary[],
  dimension: RfmDimension,
): number[] {
  return [...Float64Array.from(summaries, (summary) => valueOf(summary, dimension)).sort()];
}

/**
 * Finds the customers on the cuts when all stand in a row by value, then by ascending id.
 *
 * @param summaries - the base, at least one
 * @param dimension - which figure they are ranked by
 * @param bins - number of scores
 * @returns `bins − 1` customers, each the last below its cut
 */
export function rankBounds(
  summaries: readonly PurchaseSummary[],
  dimension: RfmDimension,
  bins: number,
): { value: number; customerId: string }[] {
  const row = summaries
    .map((summary) => ({ value: valueOf(summary, dimension), customerId: summary.customerId }))
    .sort((a, b) => a.value - b.value || compareCodePoints(a.customerId, b.customerId));
  return Array.from({ length: bins - 1 }, (_, index) => {
    // The type-7 cut of the ranks 1 … n; a rank on it belongs below.
    const place = Math.floor(((row.length - 1) * (index + 1)) / bins);
    return row[place] ?? { value: NaN, customerId: "" };
  });
}

/**
 * Cuts frequency within each recency score, and money within each recency and frequency score.
 *
 * @param summaries - the base
 * @param recencyCuts - cuts of the whole base
 * @param bins - number of scores
 * @returns type-7 quantiles per cell
 */
export function nestedCuts(
  summaries: readonly PurchaseSummary[],
  recencyCuts: readonly number[],
  bins: Readonly<Record<RfmDimension, number>>,
): NonNullable<RfmModel["nested"]> {
  const cutsOf = (
    group: readonly PurchaseSummary[],
    dimension: RfmDimension,
  ): readonly number[] | null =>
    group.length === 0 ? null : quantileCuts(sortedValues(group, dimension), bins[dimension]);
  const byRecency = split(summaries, bins.recency, (summary) => {
    return bins.recency - 1 - cutsBelow(recencyCuts, summary.recencyDays);
  });
  const frequency = byRecency.map((group) => cutsOf(group, "frequency"));
  const monetary = byRecency.map((group, at) =>
    split(group, bins.frequency, (summary) => cutsBelow(frequency[at] ?? [], summary.orders)).map(
      (cell) => cutsOf(cell, "monetary"),
    ),
  );
  return { frequency, monetary };
}

function split(
  summaries: readonly PurchaseSummary[],
  parts: number,
  partOf: (summary: PurchaseSummary) => number,
): PurchaseSummary[][] {
  const groups = Array.from({ length: parts }, (): PurchaseSummary[] => []);
  for (const summary of summaries) groups[partOf(summary)]?.push(summary);
  return groups;
}
