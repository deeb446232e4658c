/**
 * What to do next, and what it brought.
 * Enter by `decide`; `catalogue/` lists the tactics, `gates/` say what stands in their way, `learning/` what worked.
 * Knows the domain rooms and the view.
 */
export {
  backtest,
  type BacktestCount,
  type BacktestOptions,
  type BacktestReport,
} from "./backtest/backtest";
export {
  comparePolicies,
  type PolicyChange,
  type PolicyComparison,
} from "./backtest/compare-policies";
export type { ReplayDays, TacticHistory } from "./backtest/replay-history";
export { assertTacticPolicy } from "./policy/assert-policy";
export type { BudgetUse, SharedUse } from "./policy/budgets";
export { CHANNELS, goesOut, MESSAGE_CLASSES, type Channel, type MessageClass } from "./channels";
export {
  chooseRelationship,
  type CustomerRelationship,
  type Relationship,
} from "./relationships/choose-relationship";
export { closeOutcomes, type CloseOutcomesOptions } from "./learning/close-outcomes";
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
export { decisionEvent, versionsOf } from "./deciding/decision-event";
export { DEFAULT_TACTIC_POLICY } from "./policy/default-policy";
export { defineTactics } from "./catalogue/define-tactics";
export {
  AUDIENCES,
  describeDecision,
  type Audience,
  type DecisionDescription,
  type DescribeDecisionOptions,
} from "./describe-decision";
export { fitTactics, type FitTacticsOptions } from "./learning/fit-tactics";
export { GATES, type Gate, type GateResult } from "./gates/gate";
export { holdoutDraw } from "./gates/holdout";
export {
  assertArms,
  measureLift,
  LIFT_VERDICTS,
  type ArmCount,
  type Lift,
  type MeasureLiftOptions,
  type LiftVerdict,
} from "./learning/lift";
export { FEATURES, type Feature } from "./features/feature-names";
export {
  measureOutcomes,
  type MeasureOutcomesOptions,
  type OutcomeReport,
  type TacticResult,
} from "./learning/measure-outcomes";
export { TONES, type MessageFacts, type Tone } from "./deciding/message-facts";
export type {
  AcquisitionEconomics,
  Budget,
  ContactCap,
  FatigueRule,
  HoldoutRule,
  QuietHours,
  ServingCosts,
  TacticPolicy,
} from "./policy/policy";
export {
  relationshipsBySegment,
  type SegmentRelationships,
} from "./relationships/relationships-by-segment";
export { costsOfServing } from "./relationships/serving-costs";
export type { DecideOptions, StaleFeed } from "./policy/settings";
export { SUCCESSES, type Success } from "./learning/success";
export {
  MOTIVATIONS,
  RELATIONSHIP_CATEGORIES,
  TACTIC_MARKS,
  TECHNIQUES,
  type Conditions,
  type ContextWeight,
  type FeatureRange,
  type Motivation,
  type RelationshipCategory,
  type Tactic,
  type TacticMark,
  type Technique,
} from "./tactic";
export type { TacticModel, TacticRate } from "./learning/tactic-model";
export type { OfferedItem } from "./deciding/tactic-plan";
export { TACTICS } from "./catalogue/tactics";
