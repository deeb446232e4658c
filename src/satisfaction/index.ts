/**
 * How content: scores, complaints and their answers.
 * Enter by `measureSatisfaction` and `measureFeedback`.
 * Knows the events.
 */
export type { AwarenessSource } from "./awareness";
export { type Complaint, type Unanswered } from "./complaints";
export type { Credibility } from "./credibility";
export { dissatisfiedUntil } from "./dissatisfied";
export {
  FEEDBACK_DEFINITIONS,
  FEEDBACK_FIGURES,
  type FeedbackFigure,
} from "./feedback-definitions";
export type { FeedbackPeriod } from "./feedback-periods";
export { measureFeedback, type MeasureFeedbackOptions } from "./measure-feedback";
export {
  measureSatisfaction,
  type CustomerSatisfaction,
  type LatestGap,
  type LatestScore,
  type MeasureSatisfactionOptions,
} from "./measure-satisfaction";
export {
  assertSatisfactionPolicy,
  DEFAULT_SATISFACTION_POLICY,
  SATISFACTION_STATUSES,
  type SatisfactionPolicy,
  type SatisfactionScale,
  type SatisfactionStatus,
  type ScaleCuts,
  type Verdict,
} from "./satisfaction-policy";
export {
  BAD_EXPERIENCES,
  type BadExperience,
  type BadExperienceKind,
  type SilentDissatisfaction,
} from "./silent-dissatisfaction";
export {
  reduceFeedback,
  NO_FEEDBACK,
  openComplaints,
  standingAt,
  stillOpen,
  type OpenComplaint,
  type OpenComplaints,
  type SatisfactionState,
  type Standing,
} from "./satisfaction-state";
export { isCritical, publicWordOf, verdictOf, type Told } from "./classify-feedback";
