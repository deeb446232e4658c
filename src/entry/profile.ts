/**
 * Who a customer is: facts, contacts, consent and duplicates.
 *
 * @packageDocumentation
 */

import { PROFILE_TEXTS, WORDS, explainWith, type Language, type Reason } from "../kernel";

// What happened
export { mergedCustomers, type MergedCustomers, type MergedCustomersOptions } from "../events";

// Who
export {
  addressCustomer,
  channelName,
  consentAt,
  contactPointFor,
  DEFAULT_CONSENT_POLICY,
  DEFAULT_MATCH_POLICY,
  DEFAULT_PROFILE_POLICY,
  emailKey,
  FACT_HALF_LIVES,
  FACT_QUESTIONS,
  findDuplicates,
  foldProfile,
  greetCustomer,
  isPlaceholderPhone,
  keptApart,
  matchKeys,
  mediumOf,
  mergeEvents,
  plainPhone,
  profileTraits,
  QUESTION_MOMENTS,
  recallConversation,
  sevenFacts,
  splitPhones,
  type AddressCustomerOptions,
  type AddressedProfile,
  type ChannelPattern,
  type CommunicationPattern,
  type ConsentAnswer,
  type ConsentAnswerStatus,
  type ConsentPolicy,
  type ConsentQuestion,
  type ConsentStatement,
  type ContactMedium,
  type ContactPoint,
  type Conversation,
  type CustomerProfile,
  type DuplicateCandidate,
  type DuplicateSearch,
  type FactBasis,
  type FindDuplicatesOptions,
  type FoldProfileOptions,
  type GreetCustomerOptions,
  type ListChoice,
  type ListField,
  type MatchableProfile,
  type MatchIdentifier,
  type MatchKeys,
  type MatchOutcome,
  type MatchPolicy,
  type MergeEventsOptions,
  type NameForm,
  type NextQuestion,
  type NormalizePhone,
  type ProfileFact,
  type ProfilePolicy,
  type QuestionTopic,
  type SevenFact,
  type SevenFactName,
  type SevenFacts,
  type SevenFactsInput,
  type ValueChoice,
  type ValueField,
} from "../profile";

/**
 * Writes a reason of this entry as a sentence, as \`explain\` of \`setia\` does for all: a bundle gets no other sentences.
 *
 * @param given - a reason of an answer of this entry
 * @param language - \`"en"\` or \`"id"\`
 * @returns one complete sentence
 * @throws SetiaError \`INVALID_INPUT\` for a code of another entry, or a language that is not known
 */
export function explain(given: Reason, language: Language): string {
  return explainWith(PROFILE_TEXTS, { words: WORDS }, given, language);
}
