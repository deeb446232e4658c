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
