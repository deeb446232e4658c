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
  type ReplayDays,
  type TacticHistory,
  comparePolicies,
  type PolicyChange,
  type PolicyComparison,
} from "./backtest/backtest";
export { assertTacticPolicy, type DecideOptions, type StaleFeed } from "./policy/settings";
export type { BudgetUse, SharedUse } from "./policy/budgets";
export {
  CHANNELS,
  goesOut,
  MESSAGE_CLASSES,
  type Channel,
  type MessageClass,
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
export {
  DEFAULT_TACTIC_POLICY,
  type AcquisitionEconomics,
  type Budget,
  type ContactCap,
  type FatigueRule,
  type HoldoutRule,
  type QuietHours,
  type ServingCosts,
  type TacticPolicy,
} from "./policy/policy";
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
export { holdoutDraw } from "./gates/limits";
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
export {
  relationshipsBySegment,
  type SegmentRelationships,
} from "./relationships/relationships-by-segment";
export { costsOfServing } from "./relationships/serving-costs";
export { SUCCESSES, type Success } from "./learning/success";
export type { TacticModel, TacticRate } from "./learning/tactic-model";
export type { OfferedItem } from "./deciding/tactic-plan";
export { TACTICS } from "./catalogue/tactics";
