import { reason, type Reason } from "../kernel";
import type { PurchaseSummary } from "../purchases";
import { RFM_DIMENSIONS, valueOf } from "./rfm-dimensions";
import type { RfmModel } from "./rfm-model";
import { scoresOf } from "./score-rfm";

const LEAST_CUSTOMERS = 500;
const LEAST_DAYS = 180;

/**
 * Tells what to know of a base before its scores are trusted.
 *
 * @param summaries - the base
 * @param model - fitted on it
 * @returns a reason if it is small or young, and one per dimension with scores that nobody gets
 */
export function diagnoseBase(
  summaries: readonly PurchaseSummary[],
  model: RfmModel<string>,
): Reason[] {
  return [...smallBase(summaries), ...emptyScores(summaries, model)];
}

/** What other tools ask for before they answer at all; below it scores are rough. */
function smallBase(summaries: readonly PurchaseSummary[]): Reason[] {
  const days = summaries.reduce((most, summary) => Math.max(most, summary.tenureDays), 0);
  const customers = summaries.length;
  if (customers >= LEAST_CUSTOMERS && days >= LEAST_DAYS) return [];
  const figures = { customers, days, leastCustomers: LEAST_CUSTOMERS, leastDays: LEAST_DAYS };
  return [reason("rfm.small_base", figures)];
}

function emptyScores(summaries: readonly PurchaseSummary[], model: RfmModel<string>): Reason[] {
  const used = {
    recency: new Set<number>(),
    frequency: new Set<number>(),
    monetary: new Set<number>(),
  };
  for (const summary of summaries) {
    const scores = scoresOf(summary, model);
    for (const dimension of RFM_DIMENSIONS) used[dimension].add(scores[dimension]);
  }
  return RFM_DIMENSIONS.flatMap((dimension) => {
    const empty: number[] = [];
    for (let score = 1; score <= model.bins[dimension]; score++) {
      if (!used[dimension].has(score)) empty.push(score);
    }
    if (empty.length === 0) return [];
    if (model.method[dimension] === "thresholds") {
      return [reason("rfm.unreached_thresholds", { dimension, empty: empty.join(", ") })];
    }
    const distinct = new Set(summaries.map((summary) => valueOf(summary, dimension))).size;
    return [reason("rfm.few_values", { dimension, distinct, empty: empty.join(", ") })];
  });
}
