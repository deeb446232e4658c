import type { ConsentChanged } from "./types/consent-events";
import type {
  ComplaintResolved,
  CompetitorOffer,
  FeedbackReceived,
  InteractionLogged,
  ReferralConverted,
  ReferralMade,
} from "./types/conversation-events";
import type {
  CustomerIdentified,
  CustomersMerged,
  CustomersSplit,
  StageOverridden,
} from "./types/customer-events";
import type {
  IntentShown,
  OrderCancelled,
  OrderCompleted,
  OrderDelivered,
  OrderRefunded,
} from "./types/order-events";
import type { TacticDecided, TacticDelivered, TacticResponded } from "./types/tactic-events";

/** Every type of event, in the order of the story. */
export const EVENT_TYPES = [
  "customer_identified",
  "order_completed",
  "order_refunded",
  "order_cancelled",
  "order_delivered",
  "intent_shown",
  "interaction_logged",
  "feedback_received",
  "complaint_resolved",
  "referral_made",
  "referral_converted",
  "competitor_offer",
  "consent_changed",
  "stage_overridden",
  "tactic_decided",
  "tactic_delivered",
  "tactic_responded",
  "customers_merged",
  "customers_split",
] as const;

/** One of `words.eventTypes`. */
export type EventType = (typeof EVENT_TYPES)[number];

/** One fact about one customer; distinguished by `type`. */
export type CustomerEvent =
  | CustomerIdentified
  | OrderCompleted
  | OrderRefunded
  | OrderCancelled
  | OrderDelivered
  | IntentShown
  | InteractionLogged
  | FeedbackReceived
  | ComplaintResolved
  | ReferralMade
  | ReferralConverted
  | CompetitorOffer
  | ConsentChanged
  | StageOverridden
  | TacticDecided
  | TacticDelivered
  | TacticResponded
  | CustomersMerged
  | CustomersSplit;
