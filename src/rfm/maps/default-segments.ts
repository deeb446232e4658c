import type { SegmentRule } from "./segments";

/**
 * The default map: the complete grid of recency and frequency, money reported but not used. It is the
 * table of the public pandas notebooks and of CleverTap, the only common one without holes or overlaps.
 *
 *        F1              F2                  F3                  F4         F5
 *   R5   new             potential_loyalist  potential_loyalist  champions  champions
 *   R4   promising       potential_loyalist  potential_loyalist  loyal      loyal
 *   R3   about_to_sleep  about_to_sleep      need_attention      loyal      loyal
 *   R1-2 hibernating     hibernating         at_risk             at_risk    cant_lose
 */
export const DEFAULT_SEGMENTS = [
  { segment: "champions", recency: [5, 5], frequency: [4, 5] },
  { segment: "loyal", recency: [3, 4], frequency: [4, 5] },
  { segment: "potential_loyalist", recency: [4, 5], frequency: [2, 3] },
  { segment: "new", recency: [5, 5], frequency: [1, 1] },
  { segment: "promising", recency: [4, 4], frequency: [1, 1] },
  { segment: "need_attention", recency: [3, 3], frequency: [3, 3] },
  { segment: "about_to_sleep", recency: [3, 3], frequency: [1, 2] },
  { segment: "at_risk", recency: [1, 2], frequency: [3, 4] },
  { segment: "cant_lose", recency: [1, 2], frequency: [5, 5] },
  { segment: "hibernating", recency: [1, 2], frequency: [1, 2] },
] as const satisfies readonly SegmentRule[];

/** The segments of the default map. A customer without orders is a `prospect` and has no scores. */
export type Segment = (typeof DEFAULT_SEGMENTS)[number]["segment"];
