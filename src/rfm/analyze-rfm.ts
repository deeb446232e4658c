import { assertData, assertOptions, type OptionNames } from "../kernel";
import {
  summarizePurchasesOptions,
  summarizeFor,
  type Orders,
  type PurchaseSummaries,
  type SummarizePurchasesOptions,
} from "../purchases";
import type { Segment } from "./maps/default-segments";
import { FIT_RFM_OPTIONS, type FitRfmOptions } from "./fitting/fit-options";
import { fitFor } from "./fitting/fit-rfm";
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

/** Their names. */
export const analyzeRfmOptions = (): OptionNames<AnalyzeRfmOptions<string>> => ({
  ...summarizePurchasesOptions(),
  ...FIT_RFM_OPTIONS,
});

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
): RfmAnalysis<Name> {
  assertData(orders, "analyzeRfm: orders");
  assertOptions(options, analyzeRfmOptions(), "analyzeRfm");
  return analyze(summarizeFor("analyzeRfm", orders, options), options, "analyzeRfm");
}

/** Fits and scores summaries. */
export function analyze<Name extends string>(
  purchases: PurchaseSummaries,
  options: FitRfmOptions<Name>,
  where: string,
): RfmAnalysis<Name> {
  const { columns, diagnostics } = purchases;
  const model = fitFor(where, columns, options);
  let scores: readonly RfmScore<Name>[] | undefined;
  return {
    get summaries() {
      return purchases.summaries;
    },
    columns,
    diagnostics,
    get notes() {
      return purchases.notes;
    },
    model,
    get scores() {
      return (scores ??= purchases.summaries.map((summary) => scoreRfm(summary, model)));
    },
  };
}
