/** Figures of a customer's view that a tactic may depend on. Yes and no are 1 and 0. */
export const MEASURES = [
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

/** One of {@link MEASURES}. */
export type Measure = (typeof MEASURES)[number];

/** Figures that grow by one on each calendar day on which nothing happens. */
export const GROWING_MEASURES: readonly Measure[] = [
  "days_since_first_order",
  "days_since_last_order",
  "days_since_delivery",
  "durable_days",
  "days_at_stage",
  "days_since_intent",
  "days_since_contact",
  "days_since_topic",
  "days_since_resolution",
  "days_since_our_fault",
];

/** Figures that say yes or no. */
export const YES_OR_NO_MEASURES: readonly Measure[] = [
  "vip",
  "competitor_offers",
  "feedback_since_order",
  "unhappy",
  "public_criticism",
  "preferred_channel_known",
  "email_consent",
];

/** What a figure can be; from 0 upwards where nothing is told. */
export const MEASURE_BOUNDS: Readonly<Partial<Record<Measure, readonly [number, number]>>> = {
  frequency_score: [1, 10],
  monetary_percentile: [0, 99],
  cart_percentile: [0, 99],
  days_to_anniversary: [0, 183],
  days_to_birthday: [0, 183],
  depth: [0, 5],
  absence: [0, 3],
  csat: [1, 5],
  nps: [0, 10],
  ces: [1, 7],
  missing_facts: [0, 7],
  vip: [0, 1],
  competitor_offers: [0, 1],
  feedback_since_order: [0, 1],
  unhappy: [0, 1],
  public_criticism: [0, 1],
  preferred_channel_known: [0, 1],
  email_consent: [0, 1],
};

/** Figures that only customers have who have bought. */
export const BUYERS_MEASURES: readonly Measure[] = [
  "days_since_first_order",
  "days_since_last_order",
  "silence",
  "frequency_score",
  "monetary_percentile",
  "days_to_anniversary",
  "item_due",
  "categories",
  "durable_days",
];
