/**
 * What happened: the events of a customer, checked, in order and merged.
 * Enter by `customerLog` and `checkEvents`; the types are in `types/`.
 * Knows the kernel.
 */
export { assertEvents, checkEvents, checkStored } from "./check-events";
export {
  CONSENT_PURPOSES,
  CONSENT_STATUSES,
  LEGAL_BASES,
  type ConsentChanged,
  type ConsentProof,
  type ConsentPurpose,
  type ConsentStatus,
  type LegalBasis,
} from "./types/consent-events";
export {
  COMPETITOR_RESPONSES,
  FEEDBACK_KINDS,
  type ComplaintResolved,
  type CompetitorOffer,
  type CompetitorResponse,
  type FeedbackKind,
  type FeedbackReceived,
  type InteractionLogged,
  type ReferralConverted,
  type ReferralMade,
} from "./types/conversation-events";
export {
  CUSTOMER_TRAITS,
  type CustomerIdentified,
  type CustomerIdentifier,
  type CustomerSize,
  type CustomersMerged,
  type CustomersSplit,
  type CustomerTrait,
  type CustomerTraits,
  type PostalAddress,
  type SocialHandle,
  type StageOverridden,
} from "./types/customer-events";
export {
  SENTIMENTS,
  type EventBase,
  type RecordedReason,
  type Sentiment,
} from "./types/event-base";
export {
  decodeEvent,
  encodeEvent,
  encodeSound,
  reviveEvent,
  type EncodedEvent,
} from "./event-codec";
export { EVENT_LIMITS } from "./rules/event-limits";
export { assertSameCustomer, compareEvents, eventContent } from "./event-order";
export { EVENT_TYPES, type CustomerEvent, type EventType } from "./events";
export { keptFields, type KeptFields } from "./rules/kept-fields";
export {
  mergedCustomers,
  standingMerges,
  type MergedCustomers,
  type MergedCustomersOptions,
} from "./merged-customers";
export {
  INTENT_SIGNALS,
  type IntentShown,
  type IntentSignal,
  type OrderCancelled,
  type OrderCompleted,
  type OrderDelivered,
  type OrderLine,
  type OrderRefunded,
  type ReturnedLine,
} from "./types/order-events";
export {
  TACTIC_ARMS,
  TACTIC_OUTCOMES,
  type TacticArm,
  type TacticDecided,
  type TacticDelivered,
  type TacticOutcome,
  type TacticResponded,
} from "./types/tactic-events";
export { EVENT_VERSION, UPCASTERS, type Upcaster } from "./upcasters";
export {
  customerLog,
  customersAsOne,
  eventsAsOne,
  eventsUntil,
  unionLog,
  type CustomerLog,
  type CustomerLogOptions,
  type UnionLog,
} from "./customer-log";
export { inboundMessages, type InboundMessage } from "./messages/inbound-messages";
export { isAboutMessages, isOptOut } from "./messages/opt-out-words";
