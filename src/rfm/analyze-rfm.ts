import {
  summarizePurchases,
  type Order,
  type PurchaseDiagnostics,
  type PurchaseSummary,
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

/** What {@link analyzeRfm} gives. */
export interface RfmAnalysis<Name extends string = Segment> {
  /** One per customer, by ascending `customerId`. */
  readonly summaries: readonly PurchaseSummary[];
  /** Fitted on those summaries. */
  readonly model: RfmModel<Name>;
  /** One per summary, in the same order. */
  readonly scores: readonly RfmScore<Name>[];
  /** Where every order went. */
  readonly diagnostics: PurchaseDiagnostics;
}

/**
 * Goes from orders to scores in one call: summarize, fit, score.
 *
 * @param orders - in any order
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
  orders: readonly Order[],
  options: AnalyzeRfmOptions<Name>,
): RfmAnalysis<Name> {
  const { summaries, diagnostics } = summarizePurchases(orders, options);
  const model = fitRfm(summaries, options);
  return {
    summaries,
    model,
    scores: summaries.map((summary) => scoreRfm(summary, model)),
    diagnostics,
  };
}
