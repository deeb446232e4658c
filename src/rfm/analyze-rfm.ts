import {
  summarizePurchases,
  type Orders,
  type PurchaseSummaries,
  type SummarizePurchasesOptions,
} from "../purchases";
import type { Segment } from "./default-segments";
import type { FitRfmOptions } from "./fit-options";
import { fitRfm } from "./fit-rfm";
import type { RfmModel, RfmScore } from "./rfm-model";
import { scoreRfm } from "./score-rfm";

/** Options of {@link analyzeRfm}: those of `summarizePurchases` and of `fitRfm` together. */
export interface AnalyzeRfmOptions<Name extends string = Segment>
  extends SummarizePurchasesOptions, FitRfmOptions<Name> {}

/** What {@link analyzeRfm} gives: what `summarizePurchases` does, and more. */
export interface RfmAnalysis<Name extends string = Segment> extends PurchaseSummaries {
  /** Fitted on those summaries. */
  readonly model: RfmModel<Name>;
  /** One per summary, in the same order; made when first asked for. `scoreRfmAll` gives them as columns. */
  readonly scores: readonly RfmScore<Name>[];
}

/**
 * Goes from orders to scores in one call: summarize, fit, score.
 *
 * @param orders - in any order, as objects or as columns
 * @param options - instant, zone, currency, bins and segments
 * @returns summaries, model and scores by ascending `customerId`
 * @throws SetiaError as `summarizePurchases` and `fitRfm` do; `EMPTY_BASE` if no order counts
 *
 * @example
 * ```ts
 * import { analyzeRfm } from "setia";
 *
 * const orders = [
 *   { id: "1", customerId: "ani", placedAt: new Date("2026-01-30"), currency: "USD", total: 5000 },
 *   { id: "2", customerId: "budi", placedAt: new Date("2025-03-01"), currency: "USD", total: 1000 },
 * ];
 * const { scores } = analyzeRfm(orders, { asOf: new Date("2026-01-31") });
 * scores.map((score) => `${score.customerId} ${score.code}`); // => ["ani 515", "budi 111"]
 * ```
 */
export function analyzeRfm<Name extends string = Segment>(
  orders: Orders,
  options: AnalyzeRfmOptions<Name>,
): RfmAnalysis<Name>;
/**
 * Does the same for batches of orders, one after the other.
 *
 * @param batches - each batch objects or columns; only one is held at a time
 * @param options - instant, zone, currency, bins and segments
 * @returns the same as for all orders at once
 * @throws SetiaError as for all orders at once
 */
export function analyzeRfm<Name extends string = Segment>(
  batches: AsyncIterable<Orders>,
  options: AnalyzeRfmOptions<Name>,
): Promise<RfmAnalysis<Name>>;
export function analyzeRfm<Name extends string = Segment>(
  orders: Orders | AsyncIterable<Orders>,
  options: AnalyzeRfmOptions<Name>,
): RfmAnalysis<Name> | Promise<RfmAnalysis<Name>> {
  const purchases = summarizePurchases(orders as Orders, options) as
    PurchaseSummaries | Promise<PurchaseSummaries>;
  return purchases instanceof Promise
    ? purchases.then((summaries) => analyze(summaries, options))
    : analyze(purchases, options);
}

/**
 * Fits and scores summaries.
 *
 * @param purchases - from `summarizePurchases`
 * @param options - bins and segments
 * @returns summaries, model and scores
 */
export function analyze<Name extends string>(
  purchases: PurchaseSummaries,
  options: FitRfmOptions<Name>,
): RfmAnalysis<Name> {
  const { columns, diagnostics } = purchases;
  const model = fitRfm(columns, options);
  let scores: readonly RfmScore<Name>[] | undefined;
  return {
    get summaries() {
      return purchases.summaries;
    },
    columns,
    diagnostics,
    model,
    get scores() {
      return (scores ??= purchases.summaries.map((summary) => scoreRfm(summary, model)));
    },
  };
}
