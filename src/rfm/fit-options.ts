import { SetiaError, showValue } from "../kernel";
import type { Segment } from "./default-segments";
import { RFM_DIMENSIONS, type RfmDimension } from "./rfm-dimensions";
import type { DimensionMethod, RfmMethod } from "./rfm-model";
import { binsOf, type SegmentRule } from "./segments";

/** Options of `fitRfm`. */
export interface FitRfmOptions<Name extends string = Segment> {
  /** How scores are cut, one method for all or one for each dimension; `"quantile"` if left out. */
  readonly method?: RfmMethod | Readonly<Partial<Record<RfmDimension, DimensionMethod>>>;
  /** Scores per dimension, 2–10, one number or one each; 5 if left out. Others need `segments` of your own. */
  readonly bins?: number | Readonly<Partial<Record<RfmDimension, number>>>;
  /** The cuts of dimensions whose method is `"thresholds"`, ascending; there is one score more than cuts. */
  readonly thresholds?: Readonly<Partial<Record<RfmDimension, readonly number[]>>>;
  /** What each score weighs in the total; 100, 10 and 1 if left out. */
  readonly weights?: Readonly<Partial<Record<RfmDimension, number>>>;
  /** The segment map; the default map of ten segments if left out. */
  readonly segments?: readonly (SegmentRule & { readonly segment: Name })[];
}

/**
 * Gives each dimension its method.
 *
 * @param method - one for all, one for each, or nothing
 * @returns quantile where nothing is said
 * @throws SetiaError `INVALID_OPTION`
 */
export function methodsOf(
  method: FitRfmOptions["method"] = "quantile",
): Record<RfmDimension, RfmMethod> {
  const each =
    typeof method === "object"
      ? { recency: "quantile", frequency: "quantile", monetary: "quantile", ...method }
      : { recency: method, frequency: method, monetary: method };
  const known =
    typeof method === "object"
      ? ["quantile", "rank", "thresholds"]
      : ["quantile", "rank", "thresholds", "nested"];
  for (const dimension of RFM_DIMENSIONS) {
    if (!known.includes(each[dimension])) {
      throw new SetiaError(
        "INVALID_OPTION",
        `fitRfm: method of ${dimension} is ${showValue(each[dimension])}; expected ${known.join(", ")}`,
      );
    }
  }
  return each as Record<RfmDimension, RfmMethod>;
}

/**
 * Gives each dimension its number of scores. Thresholds say themselves how many there are.
 *
 * @param method - how each dimension is cut
 * @param options - bins and thresholds
 * @returns 5 where nothing is said
 * @throws SetiaError `INVALID_OPTION`
 */
export function binsWith(
  method: Readonly<Record<RfmDimension, RfmMethod>>,
  { bins, thresholds = {} }: Pick<FitRfmOptions, "bins" | "thresholds">,
): Record<RfmDimension, number> {
  const all = binsOf(bins, "fitRfm");
  const anyGiven = RFM_DIMENSIONS.some((dimension) => method[dimension] === "thresholds");
  for (const dimension of RFM_DIMENSIONS) {
    if (method[dimension] !== "thresholds") {
      if (thresholds[dimension] === undefined || anyGiven) continue;
      throw new SetiaError(
        "INVALID_OPTION",
        `fitRfm: thresholds.${dimension} is given, but no method is "thresholds"; expected it beside them`,
      );
    }
    const cuts = thresholds[dimension] ?? [];
    const ascend = cuts.every(
      (cut, at) => Number.isFinite(cut) && cut > (cuts[at - 1] ?? -Infinity),
    );
    if (cuts.length < 1 || cuts.length > 9 || !ascend) {
      throw new SetiaError(
        "INVALID_OPTION",
        `fitRfm: thresholds.${dimension} is [${cuts.join(", ")}]; expected 1 to 9 ascending numbers`,
      );
    }
    all[dimension] = cuts.length + 1;
  }
  return all;
}

/**
 * Gives each score its weight.
 *
 * @param weights - what is given
 * @returns 100, 10 and 1 where nothing is said
 * @throws SetiaError `INVALID_OPTION`
 */
export function weightsOf(weights: FitRfmOptions["weights"]): Record<RfmDimension, number> {
  const all = { recency: 100, frequency: 10, monetary: 1, ...weights };
  for (const dimension of RFM_DIMENSIONS) {
    if (!Number.isFinite(all[dimension]) || all[dimension] < 0) {
      throw new SetiaError(
        "INVALID_OPTION",
        `fitRfm: weights.${dimension} is ${showValue(all[dimension])}; expected 0 or more`,
      );
    }
  }
  return all;
}
