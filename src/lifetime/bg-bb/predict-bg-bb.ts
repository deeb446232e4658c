import { assertModel, assertOptions, assertRecord, atDoor, type OptionNames } from "../../kernel";
import { evaluateBgBb, risingTable } from "./bg-bb-likelihood";
import { BG_BB_MODEL_VERSION, type BgBbModel } from "./fit-bg-bb";
import { checkHistories, type OpportunityHistory } from "./opportunity-history";
import { assertWhole } from "../predicting/prediction-options";

/** Options of {@link predictBgBb}. */
export interface PredictBgBbOptions {
  /** How many opportunities ahead are looked at, whole, at least 1. */
  readonly opportunities: number;
}

/** What is ahead with a member. */
export interface BgBbPrediction {
  /** Chance that the member was still there at the last opportunity. */
  readonly probabilityAlive: number;
  /** Chance that the member will be there at the next opportunity. */
  readonly probabilityAliveNext: number;
  /** Purchases to expect at the opportunities ahead. */
  readonly expectedPurchases: number;
  /** Chances of 0, 1, … purchases at the opportunities ahead. */
  readonly purchaseCounts: readonly number[];
}

const PREDICT_BG_BB_OPTIONS: OptionNames<PredictBgBbOptions> = {
  opportunities: true,
};

/**
 * Predicts what a member will do at the coming opportunities.
 *
 * @param history - what was seen; a new member has 0 opportunities
 * @param model - from {@link fitBgBb}
 * @param options - how far ahead
 * @returns the prediction
 * @throws SetiaError `INVALID_INPUT` for figures that cannot be; `INVALID_OPTION`; `INVALID_MODEL`, `NEWER_MODEL`
 *
 * @example
 * ```ts
 * import { fitBgBb, predictBgBb } from "setia/lifetime";
 *
 * const model = fitBgBb([
 *   { opportunities: 2, purchases: 0, last: 0, customers: 300 },
 *   { opportunities: 2, purchases: 1, last: 1, customers: 80 },
 *   { opportunities: 2, purchases: 1, last: 2, customers: 40 },
 *   { opportunities: 2, purchases: 2, last: 2, customers: 200 },
 * ]);
 * const loyal = predictBgBb({ opportunities: 2, purchases: 2, last: 2 }, model, { opportunities: 1 });
 * loyal.probabilityAlive; // => 1
 * ```
 */
export function predictBgBb(
  history: OpportunityHistory,
  model: BgBbModel,
  options: PredictBgBbOptions,
): BgBbPrediction {
  assertRecord(history, "predictBgBb: history");
  assertOptions(options, PREDICT_BG_BB_OPTIONS, "predictBgBb");
  return atDoor("predictBgBb", () => predictBgBbUnchecked(history, model, options));
}

function predictBgBbUnchecked(
  history: OpportunityHistory,
  model: BgBbModel,
  options: PredictBgBbOptions,
): BgBbPrediction {
  assertModel(model, "bg-bb", BG_BB_MODEL_VERSION);
  checkHistories([history], "predictBgBb");
  const { opportunities: ahead } = options;
  assertWhole(ahead, 1, 10_000, "predictBgBb: opportunities");
  const { alpha, beta, gamma, delta } = model.parameters;
  const { opportunities: n, purchases: x } = history;
  // ln of the chance of this history and of each number of stays after it.
  const seen = evaluateBgBb([{ ...history, customers: 1 }], [alpha, beta, gamma, delta]).value;
  const logs = (z: number, most: number): Float64Array => risingTable(z, most).logs;
  const last = (table: Float64Array): number => table.at(-1) ?? 0;
  const bought = last(logs(alpha, x)) + last(logs(beta, n - x)) - last(logs(alpha + beta, n));
  const stayed = last(logs(delta, n)) - last(logs(gamma + delta, n));
  const { last: lastAt } = history;
  const probabilityAlive = lastAt === n ? 1 : Math.min(1, Math.exp(bought + stayed - seen));
  const mean = (alpha + x) / (alpha + beta + n);
  let expectedPurchases = 0;
  let present = probabilityAlive;
  const counts = new Array<number>(ahead + 1).fill(0);
  counts[0] = 1 - probabilityAlive;
  const [whole, yes, no] = [logs(1, ahead), logs(alpha + x, ahead), logs(beta + n - x, ahead)];
  const both = logs(alpha + beta + n, ahead);
  // Beta-binomial: k purchases at j opportunities.
  const buys = (k: number, j: number): number =>
    Math.exp(whole[j]! - whole[k]! - whole[j - k]! + yes[k]! + no[j - k]! - both[j]!);
  for (let j = 0; j <= ahead; j++) {
    const staying = (delta + n + j) / (gamma + delta + n + j);
    // Makes exactly j opportunities more, or all of them.
    const chance = j === ahead ? present : present * (1 - staying);
    for (let k = 0; k <= j; k++) {
      counts[k] = counts[k]! + chance * buys(k, j);
    }
    if (j < ahead) {
      present *= staying;
      expectedPurchases += present * mean;
    }
  }
  return {
    probabilityAlive,
    probabilityAliveNext: (probabilityAlive * (delta + n)) / (gamma + delta + n),
    expectedPurchases,
    purchaseCounts: counts,
  };
}
