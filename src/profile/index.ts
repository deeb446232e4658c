/**
 * Who: facts, contacts, consent and duplicates.
 * Enter by `foldProfile`, `consentAt` and `findDuplicates`.
 * Knows the facts and satisfaction.
 */
export {
  channelName,
  CONTACT_MEDIA,
  holdsChannel,
  mediumOf,
  type ContactMedium,
} from "./contacts/channels";
export type { ChannelPattern, CommunicationPattern } from "./facts/communication-pattern";
export {
  CONSENT_ANSWERS,
  consentAt,
  type ConsentAnswer,
  type ConsentAnswerStatus,
  type ConsentQuestion,
} from "./consent/consent-at";
export { DEFAULT_CONSENT_POLICY, type ConsentPolicy } from "./consent/consent-policy";
export type { ConsentStatement } from "./consent/consent-statement";
export { contactPointFor, type ContactPoint } from "./contacts/contact-points";
export type { Conversation, CustomerProfile } from "./customer-profile";
export { emailKey } from "./contacts/email-key";
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
export { keptApart, mergeEvents, type MergeEventsOptions } from "./identity/merge-events";
export { countryCode } from "./contacts/country-code";
export {
  isPlaceholderPhone,
  plainPhone,
  splitPhones,
  type NormalizePhone,
} from "./contacts/phone-key";
export { FACT_BASES, type FactBasis, type ProfileFact } from "./facts/profile-fact";
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
} from "./identity/find-duplicates";
export { MATCH_OUTCOMES, type MatchOutcome } from "./identity/judge-pair";
export {
  matchKeys,
  type MatchableProfile,
  type MatchIdentifier,
  type MatchKeys,
} from "./identity/match-keys";
export { DEFAULT_MATCH_POLICY, type MatchPolicy } from "./identity/match-policy";
export type { NameForm } from "./names/name-form";
