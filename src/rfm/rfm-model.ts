import type { ModelHeader, Reason } from "../kernel";
import type { Segment } from "./maps/default-segments";
import type { RfmDimension } from "./rfm-dimensions";
import type { SegmentRule } from "./maps/segments";

/**
 * How the scores of one dimension are cut: `quantile` (type 7 of the raw measure, ties together), `rank`
 * (ties split by ascending customer id, then quantiles of the ranks: the common notebook idiom, made
 * independent of row order), `thresholds` (given) or, for frequency, `balanced` (ties together, and the sum of squared
 * group sizes as small as can be).
 */
export type DimensionMethod = "quantile" | "rank" | "thresholds" | "balanced";

/** A method for each dimension, or `nested`: frequency cut within each recency score, money within both. */
export type RfmMethod = DimensionMethod | "nested";

/** Newest format of {@link RfmModel} that this code writes and reads. */
export const RFM_MODEL_VERSION = 1;

/**
 * Score thresholds fitted on a whole base, applied to one customer at a time. Plain JSON: store it, send
 * it, load it in another process.
 */
export interface RfmModel<Name extends string = Segment> extends ModelHeader {
  /** The kind of model. */
  readonly kind: "rfm";
  /** How the cuts of each dimension were found. */
  readonly method: Readonly<Record<RfmDimension, RfmMethod>>;
  /** Scores per dimension, 2–10. */
  readonly bins: Readonly<Record<RfmDimension, number>>;
  /**
   * `bins − 1` cuts per dimension, ascending: days for recency, orders for frequency, minor units for
   * monetary. A value on a cut belongs to the bin below it; by rank, those on a cut are split by their ids. Of a
   * nested model, the cuts of the whole base.
   */
  readonly cuts: Readonly<Record<RfmDimension, readonly number[]>>;
  /** For dimensions cut by rank: of the customers on each cut the last one that belongs below it. */
  readonly cutIds?: Readonly<Partial<Record<RfmDimension, readonly string[]>>>;
  /** Of a nested model: cuts per recency score, and per recency and frequency score. */
  readonly nested?: {
    /** Frequency cuts of each recency score, score 1 first; `null` where the base had nobody. */
    readonly frequency: readonly (readonly number[] | null)[];
    /** Monetary cuts of each recency and frequency score; `null` where the base had nobody. */
    readonly monetary: readonly (readonly (readonly number[] | null)[])[];
  };
  /** What each score weighs in the total. */
  readonly weights: Readonly<Record<RfmDimension, number>>;
  /**
   * Figures to be exceeded to have 1 to 99 percent of the base below, ascending: minus the days for recency
   * (so that more is better), orders, minor units.
   */
  readonly percentiles: Readonly<Record<RfmDimension, readonly number[]>>;
  /** The segment map. */
  readonly segments: readonly (SegmentRule & { readonly segment: Name })[];
  /** The instant that the base spoke of, ISO 8601 in UTC. */
  readonly asOf: string;
  /** IANA zone whose calendar days were counted. */
  readonly timeZone: string;
  /** ISO 4217 code of the monetary cuts. */
  readonly currency: string;
  /** Customers it was fitted on. */
  readonly customers: number;
  /** What to know before trusting it, such as scores that nobody can get. */
  readonly diagnostics: readonly Reason[];
}

/** How valuable one customer is, each score from 1 (low) to its bins (best). */
export interface RfmScore<Name extends string = Segment> {
  /** The customer. */
  readonly customerId: string;
  /** Recency score: few days since the last order score high. */
  readonly recency: number;
  /** Frequency score: many orders score high. */
  readonly frequency: number;
  /** Monetary score: much money scores high. */
  readonly monetary: number;
  /** The three scores in a row, `"545"`; joined by dashes if one has 10 bins. */
  readonly code: string;
  /** One figure to sort by: the weighted sum, by default 100 × recency + 10 × frequency + monetary. */
  readonly total: number;
  /** Whole percent of the fitted base that spent strictly less, 0–99. */
  readonly monetaryPercentile: number;
  /** The segment that the scores make. */
  readonly segment: Name;
  /** The figures behind each score. */
  readonly reasons: readonly Reason[];
}
