export { advance } from "./advance";
export type {
  ActivityTransition,
  LoyaltyOrder,
  LoyaltyState,
  LoyaltyStep,
  LoyaltyTransition,
  StageTransition,
} from "./loyalty-state";
export { assertLoyaltyPolicy, DEFAULT_LOYALTY_POLICY, type LoyaltyPolicy } from "./policy";
export { replay, type LoyaltyHistory, type ReplayOptions } from "./replay";
export { deadlines, settle, type SettleOptions } from "./settle";
export {
  ACTIVITIES,
  STAGES,
  TRANSITION_KINDS,
  TRANSITIONS,
  type Activity,
  type Stage,
  type TransitionKind,
  type TransitionRule,
} from "./stages";
export { INTENT_DAYS, INTENT_WEIGHTS, measureIntent } from "./intent-score";
export {
  DEFAULT_LOYALTY_WEIGHTS,
  LOYALTY_COMPONENTS,
  measureLoyaltyIndex,
  type LoyaltyComponent,
  type LoyaltyComponentName,
  type LoyaltyIndex,
  type LoyaltyIndexWeights,
} from "./loyalty-index";
export {
  LOYALTY_BEHAVIOURS,
  type BehaviourEvidence,
  type LoyaltyBehaviour,
  type LoyaltyBehaviours,
  type MeasuredBehaviour,
} from "./behaviours";
export { measureBehaviours, type MeasureBehavioursOptions } from "./measure-behaviours";
