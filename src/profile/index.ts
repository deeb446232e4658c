export { channelName, CONTACT_MEDIA, holdsChannel, mediumOf, type ContactMedium } from "./channels";
export type { ChannelPattern, CommunicationPattern } from "./communication-pattern";
export {
  CONSENT_ANSWERS,
  consentAt,
  type ConsentAnswer,
  type ConsentAnswerStatus,
  type ConsentQuestion,
} from "./consent-at";
export { DEFAULT_CONSENT_POLICY, type ConsentPolicy } from "./consent-policy";
export type { ConsentStatement } from "./consent-statement";
export { contactPointFor, type ContactPoint } from "./contact-points";
export type { Conversation, CustomerProfile } from "./customer-profile";
export { emailKey } from "./email-key";
export { FACT_QUESTIONS, QUESTION_MOMENTS, type QuestionTopic } from "./fact-questions";
export { foldProfile, type FoldProfileOptions } from "./fold-profile";
export {
  addressCustomer,
  greetCustomer,
  recallConversation,
  type AddressCustomerOptions,
  type AddressedProfile,
  type GreetCustomerOptions,
} from "./greet-customer";
export { keptApart, mergeEvents, type MergeEventsOptions } from "./merge-events";
export { countryCode } from "./country-code";
export { isPlaceholderPhone, plainPhone, splitPhones, type NormalizePhone } from "./phone-key";
export { FACT_BASES, type FactBasis, type ProfileFact } from "./profile-fact";
export {
  assertProfilePolicy,
  DEFAULT_PROFILE_POLICY,
  LIST_CHOICES,
  VALUE_CHOICES,
  type ListChoice,
  type ListField,
  type ProfilePolicy,
  type ValueChoice,
  type ValueField,
} from "./profile-policy";
export { profileTraits } from "./profile-traits";
export {
  FACT_HALF_LIVES,
  SEVEN_FACTS,
  sevenFacts,
  type NextQuestion,
  type SevenFact,
  type SevenFactName,
  type SevenFacts,
  type SevenFactsInput,
} from "./seven-facts";
export {
  findDuplicates,
  type DuplicateCandidate,
  type DuplicateSearch,
  type FindDuplicatesOptions,
} from "./find-duplicates";
export { MATCH_OUTCOMES, type MatchOutcome } from "./judge-pair";
export {
  matchKeys,
  type MatchableProfile,
  type MatchIdentifier,
  type MatchKeys,
} from "./match-keys";
export { DEFAULT_MATCH_POLICY, type MatchPolicy } from "./match-policy";
export type { NameForm } from "./name-form";
