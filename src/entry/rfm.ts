/**
 * Purchase summaries and RFM: how recently, how often and for how much each customer buys, with scores and segments.
 *
 * @packageDocumentation
 */

import { RFM_TEXTS, RFM_WORDS, explainWith, type Language, type Reason } from "../kernel";

// How they buy
export {
  DEFAULT_ORDER_POLICY,
  finalizePurchases,
  findOrphans,
  mergePurchases,
  ordersFromEvents,
  partialPurchases,
  purchaseSummaryAt,
  summarizeBatches,
  summarizePurchases,
  type ConvertMoney,
  type FindOrphansOptions,
  type LivePurchasesOptions,
  type NumberColumn,
  type Order,
  type OrderColumns,
  type OrderName,
  type OrderPolicy,
  type Orders,
  type OrdersFromEventsOptions,
  type Product,
  type PurchaseColumns,
  type PurchaseDiagnostics,
  type PurchasePart,
  type PurchaseSummaries,
  type PurchaseSummary,
  type Refund,
  type RefundColumns,
  type RfmRow,
  type RowsAt,
  type SummarizePurchasesOptions,
  type TextColumn,
} from "../purchases";

// How valuable
export {
  analyzeRfm,
  compareRfm,
  createRfmIndex,
  DEFAULT_SEGMENTS,
  defineRfmMap,
  explainRfm,
  fitRfm,
  scoreRfm,
  scoreRfmAll,
  SHOPIFY_STYLE_SEGMENTS,
  VIGNETTE_SEGMENTS,
  type AnalyzeRfmOptions,
  type DefineRfmMapOptions,
  type DimensionMethod,
  type FitRfmOptions,
  type RfmAnalysis,
  type RfmComparison,
  type RfmDimension,
  type RfmExplanation,
  type RfmIndex,
  type RfmIndexAt,
  type RfmIndexOptions,
  type RfmMethod,
  type RfmModel,
  type RfmMove,
  type RfmPlace,
  type RfmScore,
  type RfmScoreColumns,
  type RfmSnapshot,
  type RfmSummaries,
  type ScoreRange,
  type Segment,
  type SegmentRule,
} from "../rfm";

/**
 * Writes a reason of this entry as a sentence, as \`explain\` of \`setia\` does for all: a bundle gets no other sentences.
 *
 * @param given - a reason of an answer of this entry
 * @param language - \`"en"\` or \`"id"\`
 * @returns one complete sentence
 * @throws SetiaError \`INVALID_INPUT\` for a code of another entry, or a language that is not known
 */
export function explain(given: Reason, language: Language): string {
  return explainWith(RFM_TEXTS, { words: RFM_WORDS }, given, language);
}
