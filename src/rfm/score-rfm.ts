import { assertModel, reason, SetiaError } from "../kernel";
import type { PurchaseSummary } from "../purchases";
import type { Segment } from "./default-segments";
import { cutsBelow } from "./quantiles";
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
  const { bins, cuts } = model;
  const recency = bins - cutsBelow(cuts.recency, days);
  const frequency = 1 + cutsBelow(cuts.frequency, orders);
  const monetary = 1 + cutsBelow(cuts.monetary, revenue);
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
    code: [recency, frequency, monetary].join(bins > 9 ? "-" : ""),
    total: 100 * recency + 10 * frequency + monetary,
    monetaryPercentile: cutsBelow(model.monetaryPercentiles, revenue),
    segment,
    reasons: [
      reason("rfm.recency", { score: recency, bins, days }),
      reason("rfm.frequency", { score: frequency, bins, orders }),
      reason("rfm.monetary", { score: monetary, bins, revenue, currency }),
    ],
  };
}
