export { channelName, CONTACT_MEDIA, mediumOf, type ContactMedium } from "./channels";
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
export { foldProfile, type FoldProfileOptions } from "./fold-profile";
export {
  eventsAsOne,
  mergedCustomers,
  unionLog,
  type MergedCustomers,
  type MergedCustomersOptions,
  type UnionLog,
} from "./merged-customers";
export { plainPhone, type NormalizePhone } from "./phone-key";
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
