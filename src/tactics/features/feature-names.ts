/** Figures of a customer's view that a tactic may depend on. Yes and no are 1 and 0. */
export const FEATURES = [
  // How they buy
  "orders",
  "days_since_first_order",
  "days_since_last_order",
  "days_since_delivery",
  "silence",
  "frequency_score",
  "monetary_percentile",
  "milestone",
  "days_to_anniversary",
  "item_due",
  "companions",
  "categories",
  "durable_days",
  // Where they stand
  "depth",
  "absence",
  "days_at_stage",
  "vip",
  // What they show
  "days_since_intent",
  "cart_hours",
  "cart_percentile",
  "competitor_offers",
  // What they say
  "days_since_contact",
  "days_since_topic",
  "topics",
  "contacts",
  "feedback_since_order",
  "csat",
  "nps",
  "ces",
  "unhappy",
  "open_complaints",
  "days_since_resolution",
  "days_since_our_fault",
  "public_criticism",
  "suggestions",
  "pains",
  // How they answered
  "ignored_in_a_row",
  "answered_checkins",
  // Who they are
  "days_to_birthday",
  "missing_facts",
  "social_handles",
  "shared_values",
  "preferred_channel_known",
  "contact_consents",
  "email_consent",
] as const;

/** One of `words.features`. */
export type Feature = (typeof FEATURES)[number];
