import { SetiaError, showValue, type OptionNames } from "../../kernel";
import { DEFAULT_SEGMENTS, type Segment } from "../maps/default-segments";
import { RFM_DIMENSIONS, type RfmDimension } from "../rfm-dimensions";
import type { DimensionMethod, RfmMethod } from "../rfm-model";
import { binsOf, defineRfmMap, type SegmentRule } from "../maps/segments";

/** Options of `fitRfm`. */
export interface FitRfmOptions<Name extends string = Segment> {
  /**
   * How scores are cut, one method for all or one for each dimension; `"quantile"` if left out. Frequency that is left out is
   * `"balanced"` where quantiles would leave one of its scores empty. `"balanced"` for all is that of frequency, beside quantiles.
   */
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

/** Their names. */
export const FIT_RFM_OPTIONS: OptionNames<FitRfmOptions<string>> = {
  method: true,
  bins: true,
  thresholds: true,
  weights: true,
  segments: true,
};

/** What scores are made by, the cuts aside. */
export interface RfmRules<Name extends string> {
  /** How the cuts of each dimension are found. */
  readonly method: Readonly<Record<RfmDimension, RfmMethod>>;
  /** True if nothing is said of frequency: it is balanced where quantiles leave a score empty. */
  readonly mayBalance: boolean;
  /** Scores per dimension. */
  readonly bins: Readonly<Record<RfmDimension, number>>;
  /** The given cuts of dimensions whose method is `"thresholds"`. */
  readonly thresholds: Readonly<Partial<Record<RfmDimension, readonly number[]>>>;
  /** What each score weighs in the total. */
  readonly weights: Readonly<Record<RfmDimension, number>>;
  /** A complete segment map. */
  readonly segments: readonly (SegmentRule & { readonly segment: Name })[];
}

/**
 * Checks the options and fills in the defaults.
 *
 * @throws SetiaError `INVALID_OPTION`, `INVALID_SEGMENTS`
 */
export function rfmRulesOf<Name extends string>(
  options: FitRfmOptions<Name>,
  where: string,
): RfmRules<Name> {
  const method = methodsOf(options.method, where);
  const bins = binsWith(method, options, where);
  if (options.segments === undefined && RFM_DIMENSIONS.some((each) => bins[each] !== 5)) {
    const given = RFM_DIMENSIONS.map((each) => String(bins[each])).join(", ");
    throw new SetiaError(
      "INVALID_OPTION",
      `${where}: bins is ${given}, and the default segments are for 5; expected segments of your own beside it`,
    );
  }
  const segments =
    options.segments ??
    (DEFAULT_SEGMENTS as readonly SegmentRule[] as readonly (SegmentRule & { segment: Name })[]);
  defineRfmMap(segments, { bins });
  const thresholds: Partial<Record<RfmDimension, readonly number[]>> = {};
  for (const dimension of RFM_DIMENSIONS) {
    const given = options.thresholds?.[dimension];
    if (method[dimension] === "thresholds" && given !== undefined)
      thresholds[dimension] = [...given];
  }
  const { method: given } = options;
  const mayBalance = (typeof given === "object" ? given.frequency : given) === undefined;
  const weights = weightsOf(options.weights, where);
  return { method, mayBalance, bins, thresholds, weights, segments };
}

/** Gives each dimension its method: quantile where nothing is said. */
function methodsOf(
  method: FitRfmOptions["method"],
  where: string,
): Record<RfmDimension, RfmMethod> {
  const given = method === "balanced" ? { frequency: method } : (method ?? "quantile");
  const each =
    typeof given === "object"
      ? { recency: "quantile", frequency: "quantile", monetary: "quantile", ...given }
      : { recency: given, frequency: given, monetary: given };
  const forAny = ["quantile", "rank", "thresholds"];
  for (const dimension of RFM_DIMENSIONS) {
    const known =
      typeof given === "object"
        ? dimension === "frequency"
          ? [...forAny, "balanced"]
          : forAny
        : [...forAny, "nested", "balanced"];
    if (!known.includes(each[dimension])) {
      throw new SetiaError(
        "INVALID_OPTION",
        `${where}: method of ${dimension} is ${showValue(each[dimension])}; expected ${known.join(", ")}`,
      );
    }
  }
  return each as Record<RfmDimension, RfmMethod>;
}

/** Gives each dimension its number of scores. Thresholds say themselves how many there are. */
function binsWith(
  method: Readonly<Record<RfmDimension, RfmMethod>>,
  { bins, thresholds = {} }: Pick<FitRfmOptions, "bins" | "thresholds">,
  where: string,
): Record<RfmDimension, number> {
  const all = binsOf(bins, where);
  const anyGiven = RFM_DIMENSIONS.some((dimension) => method[dimension] === "thresholds");
  for (const dimension of RFM_DIMENSIONS) {
    if (method[dimension] !== "thresholds") {
      if (thresholds[dimension] === undefined || anyGiven) continue;
      throw new SetiaError(
        "INVALID_OPTION",
        `${where}: thresholds.${dimension} is given, but no method is "thresholds"; expected it beside them`,
      );
    }
    const cuts = thresholds[dimension] ?? [];
    const ascend = cuts.every(
      (cut, at) => Number.isFinite(cut) && cut > (cuts[at - 1] ?? -Infinity),
    );
    if (cuts.length < 1 || cuts.length > 9 || !ascend) {
      throw new SetiaError(
        "INVALID_OPTION",
        `${where}: thresholds.${dimension} is [${cuts.join(", ")}]; expected 1 to 9 ascending numbers`,
      );
    }
    all[dimension] = cuts.length + 1;
  }
  return all;
}

/** Gives each score its weight: 100, 10 and 1 where nothing is said. */
function weightsOf(weights: FitRfmOptions["weights"], where: string): Record<RfmDimension, number> {
  const all = { recency: 100, frequency: 10, monetary: 1, ...weights };
  for (const dimension of RFM_DIMENSIONS) {
    if (!Number.isFinite(all[dimension]) || all[dimension] < 0) {
      throw new SetiaError(
        "INVALID_OPTION",
        `${where}: weights.${dimension} is ${showValue(all[dimension])}; expected 0 or more`,
      );
    }
  }
  return all;
}
