/**
 * Everything pure, and the memory store, in the order of the story: what happened, how they buy, how
 * valuable, where on the loop, what to offer, all of one, what to do, all of it, where it is kept.
 *
 * @packageDocumentation
 */

// Words every room uses
export {
  assertInstant,
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
  decodeEvent,
  encodeEvent,
  EVENT_TYPES,
  TACTIC_OUTCOMES,
  type CustomerEvent,
  type CustomerIdentified,
  type CustomerTraits,
  type EncodedEvent,
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
  findOrphans,
  ordersFromEvents,
  summarizePurchases,
  type ConvertMoney,
  type FindOrphansOptions,
  type Order,
  type OrdersFromEventsOptions,
  type Product,
  type PurchaseDiagnostics,
  type PurchaseSummaries,
  type PurchaseSummary,
  type Refund,
  type SummarizePurchasesOptions,
} from "./purchases";

// How valuable
export {
  analyzeRfm,
  compareRfm,
  DEFAULT_SEGMENTS,
  defineSegments,
  explainRfm,
  fitRfm,
  scoreRfm,
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
  type RfmMethod,
  type RfmModel,
  type RfmMove,
  type RfmPlace,
  type RfmScore,
  type RfmSnapshot,
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
  assertModelVersion,
  assertWholeNumber,
  memoryStore,
  namedCustomers,
  planAppend,
  planErasure,
  renameInModel,
  type AppendOptions,
  type AppendPlan,
  type AppendResult,
  type CustomerStore,
  type ErasurePlan,
  type EraseResult,
  type ListCustomersOptions,
  type LoadModelOptions,
  type LogLookups,
  type MemoryStoreOptions,
  type ReadOptions,
  type SaveModelOptions,
  type ScanBatch,
  type ScanOptions,
  type StoredModel,
  type WhenErased,
} from "./storage";
