import { reason, type Reason } from "../kernel";
import { countDistinct } from "./order-statistics";
import type { RfmBase } from "./rfm-base";
import { RFM_DIMENSIONS } from "./rfm-dimensions";
import type { RfmModel } from "./rfm-model";
import { scoreFigures } from "./score-figures";

const LEAST_CUSTOMERS = 500;
const LEAST_DAYS = 180;

/**
 * Tells what to know of a base before its scores are trusted.
 *
 * @param base - its figures
 * @param model - fitted on it
 * @returns a reason if it is small or young, and one per dimension with scores that nobody gets
 */
export function diagnoseBase(base: RfmBase, model: RfmModel<string>): Reason[] {
  return [...smallBase(base), ...emptyScores(base, model)];
}

/** What other tools ask for before they answer at all; below it scores are rough. */
function smallBase({ size: customers, days }: RfmBase): Reason[] {
  if (customers >= LEAST_CUSTOMERS && days >= LEAST_DAYS) return [];
  const figures = { customers, days, leastCustomers: LEAST_CUSTOMERS, leastDays: LEAST_DAYS };
  return [reason("rfm.small_base", figures)];
}

function emptyScores(base: RfmBase, model: RfmModel<string>): Reason[] {
  const scores = scoreFigures(base, model);
  return RFM_DIMENSIONS.flatMap((dimension) => {
    const used = new Uint8Array(model.bins[dimension] + 1);
    for (const score of scores[dimension]) used[score] = 1;
    const empty: number[] = [];
    for (let score = 1; score < used.length; score++) if (used[score] === 0) empty.push(score);
    if (empty.length === 0) return [];
    if (model.method[dimension] === "thresholds") {
      return [reason("rfm.unreached_thresholds", { dimension, empty: empty.join(", ") })];
    }
    const distinct = countDistinct(base[dimension]);
    return [reason("rfm.few_values", { dimension, distinct, empty: empty.join(", ") })];
  });
}
