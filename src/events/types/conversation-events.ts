import type { EventBase, Sentiment } from "./event-base";

/** The customer and the shop were in touch. */
export interface InteractionLogged extends EventBase {
  /** The type of event. */
  readonly type: "interaction_logged";
  /** E-mail, WhatsApp, phone, visit, … */
  readonly channel: string;
  /** `inbound`: the customer began; `outbound`: the shop did. */
  readonly direction: "inbound" | "outbound";
  /** What it was about, in a few words. */
  readonly topic?: string;
  /** What was said, in a sentence or two. */
  readonly summary?: string;
  /** How the customer sounded. */
  readonly sentiment?: Sentiment;
  /** Who of the shop took part: a person, or the name of a machine. */
  readonly by?: string;
  /** Event id of the interaction or feedback that this answers. */
  readonly replyTo?: string;
  /** The complaint it is about, if one. */
  readonly complaintId?: string;
}

/** What a customer can tell. */
export const FEEDBACK_KINDS = ["csat", "nps", "ces", "review", "complaint", "suggestion"] as const;

/** One of `words.feedbackKinds`. */
export type FeedbackKind = (typeof FEEDBACK_KINDS)[number];

/** The customer told what they think: a survey, a review, a public mention, a complaint, a suggestion. */
export interface FeedbackReceived extends EventBase {
  /** The type of event. */
  readonly type: "feedback_received";
  /** What kind of feedback. */
  readonly kind: FeedbackKind;
  /** Whole 1–5 for `csat`, 0–10 for `nps`, 1–7 for `ces`; 1–5 with fractions for `review`; none for the others. */
  readonly score?: number;
  /** What they expected, 0–10; goes with `perceived`, on the same scale. */
  readonly expected?: number;
  /** What they got, 0–10; goes with `expected`, on the same scale. */
  readonly perceived?: number;
  /** What they wrote or said. */
  readonly text?: string;
  /** How it sounds, where no score tells. */
  readonly sentiment?: Sentiment;
  /** Whether others can read it. */
  readonly public?: boolean;
  /** Where it was given: e-mail, a marketplace, a network. */
  readonly channel?: string;
  /** What it is about, in a few words. */
  readonly topic?: string;
  /** The order it is about, if one. */
  readonly orderId?: string;
  /** The product it is about, if one. */
  readonly sku?: string;
  /** Needed for a complaint, which it names; on other feedback the complaint that it follows up. */
  readonly complaintId?: string;
}

/** A complaint was put right, or closed. */
export interface ComplaintResolved extends EventBase {
  /** The type of event. */
  readonly type: "complaint_resolved";
  /** The complaint. */
  readonly complaintId: string;
  /** What was done. */
  readonly resolution?: string;
  /** Who did it. */
  readonly by?: string;
  /** Whether the shop was at fault, if that is known. */
  readonly ourFault?: boolean;
}

/** The customer recommended the shop to somebody. */
export interface ReferralMade extends EventBase {
  /** The type of event. */
  readonly type: "referral_made";
  /** To whom; never themselves. */
  readonly referredCustomerId: string;
  /** How: a link, a code, by word of mouth. */
  readonly channel?: string;
}

/** Somebody whom the customer recommended the shop to bought for the first time. */
export interface ReferralConverted extends EventBase {
  /** The type of event. */
  readonly type: "referral_converted";
  /** Who bought; never the customer themselves. */
  readonly referredCustomerId: string;
  /** Their order, if known. */
  readonly orderId?: string;
}

/** What can become of a competitor's offer. */
export const COMPETITOR_RESPONSES = ["declined", "accepted", "unknown"] as const;

/** One of `words.competitorResponses`. */
export type CompetitorResponse = (typeof COMPETITOR_RESPONSES)[number];

/** A competitor made the customer an offer, or the customer answered one. */
export interface CompetitorOffer extends EventBase {
  /** The type of event. */
  readonly type: "competitor_offer";
  /** What the customer did with it, as far as is known. */
  readonly response: CompetitorResponse;
  /** The offer, if it has an id; a later event with the same one tells the answer. */
  readonly offerId?: string;
  /** Whose offer, if known. */
  readonly competitor?: string;
  /** What was offered. */
  readonly text?: string;
  /** The product of ours that it stands against, if one. */
  readonly sku?: string;
  /** The category it stands against, if one. */
  readonly category?: string;
  /** Last instant at which it is open, after `at`, if known. */
  readonly until?: Date;
}
