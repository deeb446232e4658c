import { LANGUAGES, PERIOD_LENGTHS, SETIA_ERROR_CODES } from "../kernel";
import {
  COMPETITOR_RESPONSES,
  CONSENT_PURPOSES,
  CONSENT_STATUSES,
  CUSTOMER_TRAITS,
  EVENT_TYPES,
  FEEDBACK_KINDS,
  INTENT_SIGNALS,
  LEGAL_BASES,
  SENTIMENTS,
  TACTIC_ARMS,
  TACTIC_OUTCOMES,
} from "../events";
import {
  CONSENT_ANSWERS,
  CONTACT_MEDIA,
  FACT_BASES,
  LIST_CHOICES,
  MATCH_OUTCOMES,
  SEVEN_FACTS,
  VALUE_CHOICES,
} from "../profile";
import { RFM_DIMENSIONS } from "../rfm";
import { LIFETIME_MODELS } from "../lifetime";
import { BAD_EXPERIENCES, FEEDBACK_FIGURES, SATISFACTION_STATUSES } from "../satisfaction";
import {
  ACTIVITIES,
  LOOP_FIGURES,
  STAGE_INPUTS,
  LOYALTY_BEHAVIOURS,
  LOYALTY_COMPONENTS,
  STAGES,
  TRANSITION_KINDS,
} from "../loyalty-loop";
import { OFFER_METHODS, RULE_METRICS } from "../cross-sell";
import {
  AUDIENCES,
  CHANNELS,
  GATES,
  LIFT_VERDICTS,
  FEATURES,
  MESSAGE_CLASSES,
  MOTIVATIONS,
  RELATIONSHIP_CATEGORIES,
  SUCCESSES,
  TACTIC_MARKS,
  TECHNIQUES,
  TONES,
} from "../tactics";

/**
 * The lists of words that this library allows, each of type `readonly [...]`.
 *
 * @example
 * ```ts
 * import { words } from "setia";
 *
 * words.stages; // => ["prospect", "engaged", "first_time", "repeat", "loyal", "advocate"]
 * words.activities.join(); // => "active,overdue,lapsed,lost"
 * ```
 */
export const words = {
  languages: LANGUAGES,
  periodLengths: PERIOD_LENGTHS,
  errorCodes: SETIA_ERROR_CODES,
  competitorResponses: COMPETITOR_RESPONSES,
  consentPurposes: CONSENT_PURPOSES,
  consentStatuses: CONSENT_STATUSES,
  customerTraits: CUSTOMER_TRAITS,
  eventTypes: EVENT_TYPES,
  feedbackKinds: FEEDBACK_KINDS,
  intentSignals: INTENT_SIGNALS,
  legalBases: LEGAL_BASES,
  sentiments: SENTIMENTS,
  tacticArms: TACTIC_ARMS,
  tacticOutcomes: TACTIC_OUTCOMES,
  consentAnswers: CONSENT_ANSWERS,
  contactMedia: CONTACT_MEDIA,
  factBases: FACT_BASES,
  listChoices: LIST_CHOICES,
  matchOutcomes: MATCH_OUTCOMES,
  sevenFacts: SEVEN_FACTS,
  valueChoices: VALUE_CHOICES,
  rfmDimensions: RFM_DIMENSIONS,
  lifetimeModels: LIFETIME_MODELS,
  badExperiences: BAD_EXPERIENCES,
  feedbackFigures: FEEDBACK_FIGURES,
  satisfactionStatuses: SATISFACTION_STATUSES,
  activities: ACTIVITIES,
  loopFigures: LOOP_FIGURES,
  stageInputs: STAGE_INPUTS,
  loyaltyBehaviours: LOYALTY_BEHAVIOURS,
  loyaltyComponents: LOYALTY_COMPONENTS,
  stages: STAGES,
  transitionKinds: TRANSITION_KINDS,
  offerMethods: OFFER_METHODS,
  ruleMetrics: RULE_METRICS,
  audiences: AUDIENCES,
  channels: CHANNELS,
  gates: GATES,
  liftVerdicts: LIFT_VERDICTS,
  features: FEATURES,
  messageClasses: MESSAGE_CLASSES,
  motivations: MOTIVATIONS,
  relationshipCategories: RELATIONSHIP_CATEGORIES,
  successes: SUCCESSES,
  tacticMarks: TACTIC_MARKS,
  techniques: TECHNIQUES,
  tones: TONES,
} as const;
