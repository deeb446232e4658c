/**
 * Everything pure, and the memory store, in the order of the story: what happened, how they buy, how
 * valuable, where on the loop, what to offer, all of one, what to do, all of it, where it is kept.
 *
 * @packageDocumentation
 */

// Words every room uses
export {
  compareCodePoints,
  explain,
  formatMoney,
  fromDecimal,
  isSetiaError,
  LANGUAGES,
  REASON_TEXTS,
  SETIA_ERROR_CODES,
  SetiaError,
  toDecimal,
  wordOf,
  type FromDecimalOptions,
  type Issue,
  type Language,
  type ModelHeader,
  type Reason,
  type ReasonCode,
  type ReasonParams,
  type SetiaErrorCode,
  type SetiaErrorOptions,
  type Texts,
} from "./kernel";

// What happened
export {
  checkEvents,
  compareEvents,
  EVENT_TYPES,
  TACTIC_OUTCOMES,
  type CustomerEvent,
  type CustomerIdentified,
  type CustomerTraits,
  type EventBase,
  type EventType,
  type InteractionLogged,
  type OrderCancelled,
  type OrderCompleted,
  type OrderLine,
  type OrderRefunded,
  type TacticDecided,
  type TacticDelivered,
  type TacticOutcome,
  type TacticResponded,
} from "./events";

// How they buy
export {
  DEFAULT_ORDER_POLICY,
  findOrphans,
  ordersFromEvents,
  purchaseSummaryAt,
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
  type PurchaseSummaries,
  type PurchaseSummary,
  type Refund,
  type RefundColumns,
  type SummarizePurchasesOptions,
  type TextColumn,
} from "./purchases";

// How valuable
export {
  analyzeRfm,
  compareRfm,
  createRfmIndex,
  DEFAULT_SEGMENTS,
  defineSegments,
  explainRfm,
  fitRfm,
  scoreRfm,
  scoreRfmAll,
  SHOPIFY_STYLE_SEGMENTS,
  VIGNETTE_SEGMENTS,
  type AnalyzeRfmOptions,
  type DefineSegmentsOptions,
  type FitRfmOptions,
  type RfmAnalysis,
  type RfmComparison,
  RFM_DIMENSIONS,
  type DimensionMethod,
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
} from "./rfm";

// Where on the loyalty loop
export {
  ACTIVITIES,
  advance,
  deadlines,
  DEFAULT_LOYALTY_POLICY,
  replay,
  settle,
  STAGES,
  TRANSITION_KINDS,
  TRANSITIONS,
  type Activity,
  type ActivityTransition,
  type LoyaltyHistory,
  type LoyaltyOrder,
  type LoyaltyPolicy,
  type LoyaltyState,
  type LoyaltyStep,
  type LoyaltyTransition,
  type ReplayOptions,
  type SettleOptions,
  type Stage,
  type StageTransition,
  type TransitionKind,
  type TransitionRule,
} from "./loyalty-loop";

// What to offer
export {
  defineCrossSellRules,
  fitCrossSell,
  mineRules,
  rankScore,
  recommendCrossSell,
  type CrossSellCondition,
  type CrossSellContext,
  type CrossSellModel,
  type CrossSellRule,
  type FitCrossSellOptions,
  type ItemPattern,
  type MinedRule,
  type MineRulesOptions,
  type Offer,
  type RecommendCrossSellOptions,
  type RuleMeasures,
  type Season,
} from "./cross-sell";

// All of one customer
export {
  viewCustomer,
  type BoughtItem,
  type CustomerView,
  type TacticContact,
  type ViewCustomerInput,
  type ViewCustomerOptions,
} from "./view";

// What to do
export {
  decide,
  decisionEvent,
  DEFAULT_TACTIC_POLICY,
  defineTactics,
  describeDecision,
  GATES,
  MEASURES,
  TACTICS,
  type ActDecision,
  type DecideOptions,
  type Decision,
  type DecisionDescription,
  type DescribeDecisionOptions,
  type Gate,
  type GateResult,
  type Measure,
  type MeasureRange,
  type Motivation,
  type NoDecision,
  type OfferedItem,
  type RelationshipCategory,
  type Tactic,
  type TacticCandidate,
  type TacticPolicy,
  type Technique,
} from "./tactics";

// All of it
export {
  createCrm,
  type AsOfOptions,
  type CreateCrmOptions,
  type Crm,
  type CrmReport,
  type LongWorkOptions,
  type Progress,
  type RecommendOptions,
  type RefitReport,
  type ReportRow,
} from "./crm";

// Where it is kept
export {
  memoryStore,
  type AppendResult,
  type CustomerStore,
  type ListCustomersOptions,
  type ReadOptions,
  type ScanBatch,
  type ScanOptions,
} from "./storage";
