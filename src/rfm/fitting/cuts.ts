import {
  orderStatistics,
  type Figures,
  cutsBelow,
  quantileCuts,
  quantilePlaces,
} from "../../statistics";
import { rankPlaces, type RankBound } from "./build-model";
import type { RfmBase } from "./rfm-base";
import type { RfmDimension } from "../rfm-dimensions";
import type { RfmModel } from "../rfm-model";

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
    const figures = Float64Array.from(group, (at) => base[dimension][at] ?? 0);
    return cutsOfFigures(figures, bins[dimension]);
  };
  const byRecency = split(all, bins.recency, (at) => {
    return bins.recency - 1 - cutsBelow(recencyCuts, base.recency[at] ?? 0);
  });
  const frequency = byRecency.map((group) => cutsOf(group, "frequency"));
  const monetary = byRecency.map((group, score) =>
    split(group, bins.frequency, (at) =>
      cutsBelow(frequency[score] ?? [], base.frequency[at] ?? 0),
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
