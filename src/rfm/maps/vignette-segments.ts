import type { SegmentRule } from "./segments";

/**
 * The ten segments of the guide of the R package rfm (rsquaredacademy, version 0.3.0), corrected. As printed
 * its table covers 115 of the 125 combinations of scores, 58 of them by more than one rule; the first rule
 * that matches wins, and who matches none is one of the "Others". Here the first rule still wins, written
 * out so that each combination stands once, and the ten holes are filled from their neighbours:
 *
 *   215 about_to_sleep · 241 251 252 at_risk · 341 351 need_attention · 441 451 541 551 potential_loyalist
 *
 * Read the names with care: 554, 545 and 455 are potential_loyalist, not champions.
 */
export const VIGNETTE_SEGMENTS = [
  { segment: "champions", recency: [5, 5], frequency: [5, 5], monetary: [5, 5] },
  { segment: "potential_loyalist", recency: [3, 5], frequency: [3, 5], monetary: [2, 4] },
  { segment: "potential_loyalist", recency: [3, 4], frequency: [3, 5], monetary: [5, 5] },
  { segment: "potential_loyalist", recency: [4, 5], frequency: [4, 5], monetary: [1, 1] },
  { segment: "potential_loyalist", recency: [5, 5], frequency: [3, 4], monetary: [5, 5] },
  { segment: "loyal_customers", recency: [2, 2], frequency: [2, 4], monetary: [2, 4] },
  { segment: "loyal_customers", recency: [3, 4], frequency: [2, 2], monetary: [2, 4] },
  { segment: "promising", recency: [3, 4], frequency: [1, 1], monetary: [3, 5] },
  { segment: "promising", recency: [3, 4], frequency: [2, 2], monetary: [5, 5] },
  { segment: "new_customers", recency: [5, 5], frequency: [1, 2], monetary: [1, 5] },
  { segment: "new_customers", recency: [4, 4], frequency: [1, 3], monetary: [1, 1] },
  { segment: "new_customers", recency: [4, 4], frequency: [1, 1], monetary: [2, 2] },
  { segment: "new_customers", recency: [5, 5], frequency: [3, 3], monetary: [1, 1] },
  { segment: "cant_lose_them", recency: [1, 1], frequency: [3, 4], monetary: [4, 5] },
  { segment: "cant_lose_them", recency: [2, 2], frequency: [3, 4], monetary: [5, 5] },
  { segment: "at_risk", recency: [1, 2], frequency: [5, 5], monetary: [4, 5] },
  { segment: "at_risk", recency: [1, 1], frequency: [2, 2], monetary: [4, 5] },
  { segment: "at_risk", recency: [2, 2], frequency: [4, 5], monetary: [1, 1] },
  { segment: "at_risk", recency: [2, 2], frequency: [2, 2], monetary: [5, 5] },
  { segment: "at_risk", recency: [2, 2], frequency: [5, 5], monetary: [2, 2] },
  { segment: "need_attention", recency: [1, 1], frequency: [3, 5], monetary: [3, 3] },
  { segment: "need_attention", recency: [3, 3], frequency: [4, 5], monetary: [1, 1] },
  { segment: "need_attention", recency: [2, 2], frequency: [5, 5], monetary: [3, 3] },
  { segment: "about_to_sleep", recency: [2, 3], frequency: [1, 3], monetary: [1, 1] },
  { segment: "about_to_sleep", recency: [2, 2], frequency: [1, 1], monetary: [2, 5] },
  { segment: "about_to_sleep", recency: [3, 3], frequency: [1, 1], monetary: [2, 2] },
  { segment: "lost", recency: [1, 1], frequency: [1, 5], monetary: [1, 2] },
  { segment: "lost", recency: [1, 1], frequency: [1, 1], monetary: [3, 5] },
  { segment: "lost", recency: [1, 1], frequency: [2, 2], monetary: [3, 3] },
] as const satisfies readonly SegmentRule[];
