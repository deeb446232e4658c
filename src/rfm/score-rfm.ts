import { assertModel, compareCodePoints, reason, SetiaError } from "../kernel";
import type { PurchaseSummary } from "../purchases";
import type { Segment } from "./default-segments";
import { cutsBelow } from "./quantiles";
import { RFM_DIMENSIONS, type RfmDimension } from "./rfm-dimensions";
import { RFM_MODEL_VERSION, type RfmModel, type RfmScore } from "./rfm-model";
import { segmentOf } from "./segments";

/**
 * Scores one customer with a fitted model. Values beyond those of the fitted base get the end scores.
 *
 * @param summary - how the customer has bought, in the model's currency
 * @param model - from {@link fitRfm}, maybe stored as JSON in between
 * @returns scores from 1 to the model's bins, the segment, and the figures behind them
 * @throws SetiaError `MIXED_CURRENCIES` if model and summary speak of different money; `INVALID_MODEL`,
 * `NEWER_MODEL`
 *
 * @example
 * ```ts
 * import { analyzeRfm, scoreRfm } from "setia";
 *
 * const orders = [1000, 2000, 3000].map((total, index) => ({
 *   id: String(index), customerId: `c${index}`, placedAt: new Date("2026-01-05"), currency: "USD", total,
 * }));
 * const { summaries, model } = analyzeRfm(orders, { asOf: new Date("2026-01-31") });
 * summaries.map((summary) => scoreRfm(summary, model).monetary); // => [1, 3, 5]
 * ```
 */
export function scoreRfm<Name extends string = Segment>(
  summary: PurchaseSummary,
  model: RfmModel<Name>,
): RfmScore<Name> {
  assertModel(model, "rfm", RFM_MODEL_VERSION);
  if (summary.currency !== model.currency) {
    throw new SetiaError(
      "MIXED_CURRENCIES",
      `scoreRfm: customer ${JSON.stringify(summary.customerId)} is in ${summary.currency}, the model in ${model.currency}; expected the same currency`,
    );
  }
  const { customerId, recencyDays: days, orders, revenue, currency } = summary;
  const { bins, weights } = model;
  const { recency, frequency, monetary } = scoresOf(summary, model);
  const segment = segmentOf(model.segments, recency, frequency, monetary);
  if (segment === undefined) {
    throw new SetiaError(
      "INVALID_MODEL",
      `scoreRfm: no segment covers R${String(recency)} F${String(frequency)} M${String(monetary)}; expected a map made by defineSegments`,
    );
  }
  return {
    customerId,
    recency,
    frequency,
    monetary,
    code: [recency, frequency, monetary].join(
      RFM_DIMENSIONS.some((dimension) => bins[dimension] > 9) ? "-" : "",
    ),
    total: weights.recency * recency + weights.frequency * frequency + weights.monetary * monetary,
    monetaryPercentile: cutsBelow(model.percentiles.monetary, revenue),
    segment,
    reasons: [
      reason("rfm.recency", { score: recency, bins: bins.recency, days }),
      reason("rfm.frequency", { score: frequency, bins: bins.frequency, orders }),
      reason("rfm.monetary", { score: monetary, bins: bins.monetary, revenue, currency }),
    ],
  };
}

/**
 * Gives the three scores of a customer.
 *
 * @param summary - how the customer has bought
 * @param model - the cuts
 * @returns each from 1 to its bins
 */
export function scoresOf(
  summary: PurchaseSummary,
  model: RfmModel<string>,
): Record<RfmDimension, number> {
  const { bins, cuts, cutIds } = model;
  const below = (dimension: RfmDimension, value: number, own: readonly number[]): number => {
    const ids = cutIds?.[dimension];
    return ids === undefined
      ? cutsBelow(own, value)
      : ranksBelow(own, ids, value, summary.customerId);
  };
  const recency = bins.recency - below("recency", summary.recencyDays, cuts.recency);
  const frequency = 1 + below("frequency", summary.orders, frequencyCuts(recency, model));
  const own = monetaryCuts(recency, frequency, model);
  const monetary = 1 + below("monetary", summary.revenue, own);
  return { recency, frequency, monetary };
}

/**
 * Gives the cuts that apply to a customer: those of the base, or of a nested model's cell.
 *
 * @param scores - the customer's
 * @param model - the cuts
 * @returns ascending cuts per dimension
 */
export function cutsOf(
  scores: Readonly<Record<RfmDimension, number>>,
  model: RfmModel<string>,
): Record<RfmDimension, readonly number[]> {
  return {
    recency: model.cuts.recency,
    frequency: frequencyCuts(scores.recency, model),
    monetary: monetaryCuts(scores.recency, scores.frequency, model),
  };
}

/** A cell in which the base had nobody is cut as the whole base is. */
function frequencyCuts(recency: number, { nested, cuts }: RfmModel<string>): readonly number[] {
  return nested?.frequency[recency - 1] ?? cuts.frequency;
}

function monetaryCuts(
  recency: number,
  frequency: number,
  { nested, cuts }: RfmModel<string>,
): readonly number[] {
  return nested?.monetary[recency - 1]?.[frequency - 1] ?? cuts.monetary;
}

/** Counts the cuts that a customer stands behind in the row by value, then by id. */
function ranksBelow(
  cuts: readonly number[],
  ids: readonly string[],
  value: number,
  customerId: string,
): number {
  return cuts.filter(
    (cut, at) => cut < value || (cut === value && compareCodePoints(ids[at] ?? "", customerId) < 0),
  ).length;
}
