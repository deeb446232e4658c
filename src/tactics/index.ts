export {
  decide,
  decisionEvent,
  type ActDecision,
  type DecideOptions,
  type Decision,
  type NoDecision,
  type OfferedItem,
  type TacticCandidate,
} from "./decide";
export { defineTactics } from "./define-tactics";
export {
  describeDecision,
  type DecisionDescription,
  type DescribeDecisionOptions,
} from "./describe-decision";
export { GATES, type Gate, type GateResult } from "./gates";
export { assertTacticPolicy, DEFAULT_TACTIC_POLICY, type TacticPolicy } from "./policy";
export {
  MEASURES,
  type Measure,
  type MeasureRange,
  type Motivation,
  type RelationshipCategory,
  type Tactic,
  type Technique,
} from "./tactic";
export { TACTICS } from "./tactics";
