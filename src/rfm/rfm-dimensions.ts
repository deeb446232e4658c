import type { PurchaseSummary } from "../purchases";

/** The three measures of RFM. */
export const RFM_DIMENSIONS = ["recency", "frequency", "monetary"] as const;

/** `recency`, `frequency` or `monetary`. */
export type RfmDimension = (typeof RFM_DIMENSIONS)[number];

/**
 * Gives the figure of a dimension.
 *
 * @param summary - how a customer has bought
 * @param dimension - which
 * @returns days since the last order, number of orders, or minor units spent
 */
export function valueOf(summary: PurchaseSummary, dimension: RfmDimension): number {
  switch (dimension) {
    case "recency":
      return summary.recencyDays;
    case "frequency":
      return summary.orders;
    case "monetary":
      return summary.revenue;
  }
}
