import type { ModelHeader, Reason } from "../kernel";
import type { Segment } from "./default-segments";
import type { SegmentRule } from "./segments";

/** The three measures of RFM. */
export const RFM_DIMENSIONS = ["recency", "frequency", "monetary"] as const;

/** `recency`, `frequency` or `monetary`. */
export type RfmDimension = (typeof RFM_DIMENSIONS)[number];

/** Newest format of {@link RfmModel} that this code writes and reads. */
export const RFM_MODEL_VERSION = 1;

/**
 * Score thresholds fitted on a whole base, applied to one customer at a time. Plain JSON: store it, send
 * it, load it in another process.
 */
export interface RfmModel<Name extends string = Segment> extends ModelHeader {
  /** Tells the kind of model. */
  readonly kind: "rfm";
  /** How the cuts were found. */
  readonly method: "quantile";
  /** Scores per dimension, 2–10. */
  readonly bins: number;
  /**
   * `bins − 1` cuts per dimension, ascending: days for recency, orders for frequency, minor units for
   * monetary. A value on a cut belongs to the bin below it.
   */
  readonly cuts: Readonly<Record<RfmDimension, readonly number[]>>;
  /** Money to be exceeded to have 1 to 99 percent of the base below; ascending, in minor units. */
  readonly monetaryPercentiles: readonly number[];
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

/** How valuable one customer is, each score from 1 (low) to `bins` (best). */
export interface RfmScore<Name extends string = Segment> {
  /** The customer. */
  readonly customerId: string;
  /** Recency score: few days since the last order score high. */
  readonly recency: number;
  /** Frequency score: many orders score high. */
  readonly frequency: number;
  /** Monetary score: much money scores high. */
  readonly monetary: number;
  /** The three scores in a row, `"545"`; with 10 bins joined by dashes. */
  readonly code: string;
  /** One figure to sort by: 100 × recency + 10 × frequency + monetary. */
  readonly total: number;
  /** Whole percent of the fitted base that spent strictly less, 0–99. */
  readonly monetaryPercentile: number;
  /** The segment that the scores make. */
  readonly segment: Name;
  /** The figures behind each score. */
  readonly reasons: readonly Reason[];
}
