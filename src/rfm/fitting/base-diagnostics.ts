import { countDistinct, cutsBelow } from "../../statistics";
import { reason, type Reason } from "../../kernel";
import type { RfmBase } from "./rfm-base";
import { RFM_DIMENSIONS, type RfmDimension } from "../rfm-dimensions";
import type { RfmModel } from "../rfm-model";
import { scoreFigures } from "../score-figures";

const LEAST_CUSTOMERS = 500;
const LEAST_DAYS = 180;

/** What must be known of a base to diagnose it. */
export interface DiagnosedBase {
  /** Number of customers. */
  readonly size: number;
  /** Calendar days from the oldest customer's first order. */
  readonly days: number;
  /** Gives the scores of a dimension that nobody gets, ascending. */
  readonly unused: (dimension: RfmDimension) => readonly number[];
  /** Gives how many different figures a dimension has; asked only where scores are unused. */
  readonly distinct: (dimension: RfmDimension) => number;
}

/** Returns what to know of a base before its scores are trusted. */
export function diagnoseBase(base: DiagnosedBase, method: RfmModel["method"]): Reason[] {
  return [...smallBase(base), ...emptyScores(base, method)];
}

/** Gives what {@link diagnoseBase} asks of figures in memory. */
export function diagnosedBase(base: RfmBase, model: RfmModel<string>): DiagnosedBase {
  return {
    size: base.size,
    days: base.days,
    unused: (dimension) => unusedScores(base, model, dimension),
    distinct: (dimension) => countDistinct(base[dimension]),
  };
}

/** What other tools ask for before they answer at all; below it scores are rough. */
function smallBase({ size: customers, days }: DiagnosedBase): Reason[] {
  if (customers >= LEAST_CUSTOMERS && days >= LEAST_DAYS) return [];
  const figures = { customers, days, leastCustomers: LEAST_CUSTOMERS, leastDays: LEAST_DAYS };
  return [reason("rfm.small_base", figures)];
}

function emptyScores(base: DiagnosedBase, method: RfmModel["method"]): Reason[] {
  return RFM_DIMENSIONS.flatMap((dimension) => {
    const empty = base.unused(dimension);
    if (empty.length === 0) return [];
    if (method[dimension] === "thresholds") {
      return [reason("rfm.unreached_thresholds", { dimension, empty: empty.join(", ") })];
    }
    const distinct = base.distinct(dimension);
    return [reason("rfm.few_values", { dimension, distinct, empty: empty.join(", ") })];
  });
}

/** Scores of a dimension that nobody of the base gets, ascending. */
function unusedScores(base: RfmBase, model: RfmModel<string>, dimension: RfmDimension): number[] {
  const most = model.bins[dimension];
  const used = new Uint8Array(most + 1);
  if (model.nested === undefined && model.cutIds?.[dimension] === undefined) {
    const cuts = model.cuts[dimension];
    const figures = base[dimension];
    // In most bases the first few hundred customers have every score between them.
    for (let at = 0, left = most; at < figures.length && left > 0; at++) {
      const below = cutsBelow(cuts, figures[at]!);
      const score = dimension === "recency" ? most - below : below + 1;
      if (used[score] === 0) left--;
      used[score] = 1;
    }
  } else {
    for (const score of scoreFigures(base, model)[dimension]) used[score] = 1;
  }
  const unused: number[] = [];
  for (let score = 1; score <= most; score++) if (used[score] === 0) unused.push(score);
  return unused;
}
