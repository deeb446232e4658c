import type { RfmRow } from "../purchases";

/** The three measures of RFM. */
export const RFM_DIMENSIONS = ["recency", "frequency", "monetary"] as const;

/** `recency`, `frequency` or `monetary`. */
export type RfmDimension = (typeof RFM_DIMENSIONS)[number];

/** Gives the figure of a dimension. */
export function valueOf(summary: RfmRow, dimension: RfmDimension): number {
  switch (dimension) {
    case "recency":
      return summary.recencyDays;
    case "frequency":
      return summary.orders;
    case "monetary":
      return summary.revenue;
  }
}
