/**
 * The loyalty loop: stage, activity, satisfaction and behaviours of a customer, and how a whole base moves.
 *
 * @packageDocumentation
 */

import { LOYALTY_TEXTS, WORDS, explainWith, type Language, type Reason } from "../kernel";

// How content
export {
  DEFAULT_SATISFACTION_POLICY,
  FEEDBACK_DEFINITIONS,
  measureFeedback,
  measureSatisfaction,
  type AwarenessSource,
  type BadExperience,
  type BadExperienceKind,
  type Complaint,
  type Credibility,
  type CustomerSatisfaction,
  type FeedbackFigure,
  type FeedbackPeriod,
  type LatestGap,
  type LatestScore,
  type MeasureFeedbackOptions,
  type MeasureSatisfactionOptions,
  type OpenComplaint,
  type SatisfactionPolicy,
  type SatisfactionScale,
  type SatisfactionState,
  type SatisfactionStatus,
  type ScaleCuts,
  type SilentDissatisfaction,
  type Told,
  type Unanswered,
  type Verdict,
} from "../satisfaction";

// Where on the loyalty loop
export {
  advance,
  deadlines,
  DEFAULT_LOYALTY_POLICY,
  DEFAULT_LOYALTY_WEIGHTS,
  defineLoopTable,
  describeLoop,
  expectNextOrder,
  fitActivityLines,
  fitCadence,
  INTENT_DAYS,
  INTENT_WEIGHTS,
  LOOP_DEFINITIONS,
  LOYALTY_TABLE,
  measureBehaviours,
  measureIntent,
  measureLoop,
  measureLoyaltyIndex,
  replay,
  settle,
  traceLoop,
  type Activity,
  type ActivityTransition,
  type BehaviourEvidence,
  type BehaviourResult,
  type ActivityLine,
  type ActivityLines,
  type ActivityModel,
  type CadenceModel,
  type DatedActivityLines,
  type FitActivityLinesOptions,
  type DatedLoyaltyPolicy,
  type ExpectedOrder,
  type FitCadenceOptions,
  type LoopDescription,
  type LoopFigure,
  type LoopFlow,
  type LoopNumber,
  type LoopPeriod,
  type LoopRange,
  type LoopReport,
  type LoopTable,
  type LoopTrace,
  type LoyaltyBehaviour,
  type LoyaltyBehaviours,
  type LoyaltyComponent,
  type LoyaltyComponentName,
  type LoyaltyEngagement,
  type LoyaltyFact,
  type LoyaltyHistory,
  type LoyaltyIndex,
  type LoyaltyIndexWeights,
  type LoyaltyLastEvent,
  type LoyaltyOrder,
  type LoyaltyOverride,
  type LoyaltyPlace,
  type LoyaltyPolicies,
  type LoyaltyPolicy,
  type LoyaltyState,
  type LoyaltyStep,
  type LoyaltyThreshold,
  type LoyaltyThresholds,
  type LoyaltyTransition,
  type MeasureBehavioursOptions,
  type MeasureIntentOptions,
  type MeasureLoopOptions,
  type ReplayOptions,
  type RetentionCohort,
  type SatisfactionFact,
  type SettleOptions,
  type Stage,
  type StageInput,
  type StageRule,
  type StageTransition,
  type TimeInStage,
  type TracedOrder,
  type TraceLoopOptions,
  type TransitionKind,
  type TransitionRule,
  withActivityLines,
} from "../loyalty-loop";

/**
 * Writes a reason of this entry as a sentence, as \`explain\` of \`setia\` does for all: a bundle gets no other sentences.
 *
 * @param given - a reason of an answer of this entry
 * @param language - \`"en"\` or \`"id"\`
 * @returns one complete sentence
 * @throws SetiaError \`INVALID_INPUT\` for a code of another entry, or a language that is not known
 */
export function explain(given: Reason, language: Language): string {
  return explainWith(LOYALTY_TEXTS, { words: WORDS }, given, language);
}
