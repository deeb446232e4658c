/**
 * Where on the loyalty loop: stage and activity, by a table that is data.
 * Enter by `replay`, `advance` and `deadlines`; `state-machine.ts` makes one transition, `progress/` feeds it events.
 * Knows the facts and satisfaction.
 */
export { competitorOffers } from "./behaviours/competitor-resistance";
export { advance } from "./advance";
export {
  LOYALTY_BEHAVIOURS,
  type BehaviourEvidence,
  type LoyaltyBehaviour,
  type LoyaltyBehaviours,
  type BehaviourResult,
} from "./behaviours/behaviours";
export {
  defineLoopTable,
  STAGE_INPUTS,
  LOYALTY_TABLE,
  type StageInput,
  type LoopNumber,
  type LoopRange,
  type LoopTable,
  type StageRule,
} from "./policy/loop-table";
export { assertLoyaltyPolicy, policiesIn, policyAt } from "./policy/compiled-policy";
export { describeLoop, type LoopDescription, type TransitionRule } from "./policy/describe-loop";
export { expectNextOrder, type ExpectedOrder } from "./expect-next-order";
export {
  fitActivityLines,
  withActivityLines,
  type ActivityModel,
  type DatedActivityLines,
  type FitActivityLinesOptions,
} from "./fit-activity-lines";
export type { ActivityLine, ActivityLines } from "./policy/activity-lines";
export { fitCadence, type CadenceModel, type FitCadenceOptions } from "./fit-cadence";
export {
  INTENT_DAYS,
  INTENT_WEIGHTS,
  measureIntent,
  type MeasureIntentOptions,
} from "./intent-score";
export type { LoopFlow, LoopPeriod } from "./report/periods";
export {
  DEFAULT_LOYALTY_WEIGHTS,
  LOYALTY_COMPONENTS,
  measureLoyaltyIndex,
  type LoyaltyComponent,
  type LoyaltyComponentName,
  type LoyaltyIndex,
  type LoyaltyIndexWeights,
} from "./behaviours/loyalty-index";
export type {
  ActivityTransition,
  LoyaltyEngagement,
  LoyaltyFact,
  LoyaltyLastEvent,
  LoyaltyOrder,
  LoyaltyOverride,
  LoyaltyPlace,
  LoyaltyState,
  LoyaltyStep,
  LoyaltyTransition,
  SatisfactionFact,
  StageTransition,
} from "./loyalty-state";
export { measureBehaviours, type MeasureBehavioursOptions } from "./behaviours/measure-behaviours";
export { LOOP_DEFINITIONS, LOOP_FIGURES, type LoopFigure } from "./report/definitions";
export {
  measureLoop,
  type LoopReport,
  type MeasureLoopOptions,
  type TimeInStage,
  type RetentionCohort,
} from "./report/measure-loop";
export {
  DEFAULT_LOYALTY_POLICY,
  type DatedLoyaltyPolicy,
  type LoyaltyPolicies,
  type LoyaltyPolicy,
} from "./policy/policy";
export type { LoyaltyThreshold, LoyaltyThresholds } from "./policy/thresholds";
export { replay, type LoyaltyHistory, type ReplayOptions } from "./replay";
export { deadlines, settle, type SettleOptions } from "./settle";
export {
  ACTIVITIES,
  STAGES,
  TRANSITION_KINDS,
  type Activity,
  type Stage,
  type TransitionKind,
} from "./stages";
export {
  traceLoop,
  type LoopTrace,
  type TracedOrder,
  type TraceLoopOptions,
} from "./report/trace-loop";
