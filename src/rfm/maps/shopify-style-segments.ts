import type { SegmentRule } from "./segments";

/**
 * The eleven groups that a large shop system names, ten of them here: the eleventh, prospects, are customers
 * without orders, whom `viewCustomer` calls `prospect`. The shop system describes its groups in words only,
 * and two of them with the same sentence; the grid is our own reading.
 *
 *        F1            F2            F3               F4                F5
 *   R5   new           active        active           champions         champions
 *   R4   promising     active        active           loyal             loyal
 *   R3   needs_attention (F1-3)                       loyal             loyal
 *   R2   almost_lost   almost_lost   at_risk          at_risk           at_risk
 *   R1   dormant       dormant       dormant          previously_loyal  previously_loyal
 */
export const SHOPIFY_STYLE_SEGMENTS = [
  { segment: "champions", recency: [5, 5], frequency: [4, 5] },
  { segment: "loyal", recency: [3, 4], frequency: [4, 5] },
  { segment: "active", recency: [4, 5], frequency: [2, 3] },
  { segment: "new", recency: [5, 5], frequency: [1, 1] },
  { segment: "promising", recency: [4, 4], frequency: [1, 1] },
  { segment: "needs_attention", recency: [3, 3], frequency: [1, 3] },
  { segment: "almost_lost", recency: [2, 2], frequency: [1, 2] },
  { segment: "at_risk", recency: [2, 2], frequency: [3, 5] },
  { segment: "previously_loyal", recency: [1, 1], frequency: [4, 5] },
  { segment: "dormant", recency: [1, 1], frequency: [1, 3] },
] as const satisfies readonly SegmentRule[];
