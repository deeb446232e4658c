export {
  backtest,
  type BacktestCount,
  type BacktestOptions,
  type BacktestReport,
} from "./backtest";
export { comparePolicies, type PolicyChange, type PolicyComparison } from "./compare-policies";
export type { ReplayDays, TacticHistory } from "./replay-history";
export { assertTacticPolicy } from "./assert-policy";
export type { BudgetUse, SharedUse } from "./budgets";
export { CHANNELS, goesOut, MESSAGE_CLASSES, type Channel, type MessageClass } from "./channels";
export {
  chooseRelationship,
  type CustomerRelationship,
  type Relationship,
} from "./choose-relationship";
export { closeOutcomes, type CloseOutcomesOptions } from "./close-outcomes";
export { decide } from "./decide";
export { createDecider, decideAll, type DecideAllOptions, type TacticDecider } from "./decide-all";
export type {
  ActDecision,
  CompactDecision,
  Decision,
  DeferDecision,
  HoldOutDecision,
  NoDecision,
  TacticCandidate,
} from "./decision";
export { decisionEvent, versionsOf } from "./decision-event";
export { DEFAULT_TACTIC_POLICY } from "./default-policy";
export { defineTactics } from "./define-tactics";
export {
  AUDIENCES,
  describeDecision,
  type Audience,
  type DecisionDescription,
  type DescribeDecisionOptions,
} from "./describe-decision";
export { fitTactics, type FitTacticsOptions } from "./fit-tactics";
export { GATES, type Gate, type GateResult } from "./gate";
export { holdoutDraw } from "./holdout";
export {
  assertArms,
  measureLift,
  LIFT_VERDICTS,
  type ArmCount,
  type Lift,
  type MeasureLiftOptions,
  type LiftVerdict,
} from "./lift";
export { MEASURES, type Measure } from "./measure";
export {
  measureOutcomes,
  type MeasureOutcomesOptions,
  type OutcomeReport,
  type TacticResult,
} from "./measure-outcomes";
export type { MessageFacts } from "./message-facts";
export type {
  AcquisitionEconomics,
  Budget,
  ContactCap,
  FatigueRule,
  HoldoutRule,
  QuietHours,
  ServingCosts,
  TacticPolicy,
} from "./policy";
export { relationshipsBySegment, type SegmentRelationships } from "./relationships-by-segment";
export { costsOfServing } from "./serving-costs";
export type { DecideOptions, StaleFeed } from "./settings";
export { SUCCESSES, type Success } from "./success";
export {
  MOTIVATIONS,
  RELATIONSHIP_CATEGORIES,
  TECHNIQUES,
  type Conditions,
  type ContextWeight,
  type MeasureRange,
  type Motivation,
  type RelationshipCategory,
  type Tactic,
  type Technique,
} from "./tactic";
export type { TacticModel, TacticRate } from "./tactic-model";
export type { OfferedItem } from "./tactic-plan";
export { TACTICS } from "./tactics";
