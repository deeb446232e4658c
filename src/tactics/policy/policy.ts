import { type ConsentPolicy, DEFAULT_CONSENT_POLICY } from "../../profile";
import type { Channel, MessageClass, RelationshipCategory } from "../tactic";

/**
 * Defaults. The margin of 30 % is a guess of a retailer's: put in your own. Costs and acquisition are not weighed until
 * they are given, since they depend on the shop. Who keeps these contacts low keeps the right to make them.
 */
export const DEFAULT_TACTIC_POLICY = {
  version: "setia-1",

  marginRate: 0.3,
  relationShare: 0.02,
  minimumWorth: 0,
  costs: null,
  acquisition: null,
  paybackWithinDays: 365,
  levers: {},

  disabled: [],
  consent: DEFAULT_CONSENT_POLICY,
  contactPoints: "known",
  blockingLabels: ["do_not_contact", "restricted"],

  cooldownDays: 30,
  cooldownAfterRejectionDays: 90,
  pendingDays: 3,
  groupDays: { survey: 90 },
  complaintRestDays: 7,
  fatigue: { ignored: 5, withinDays: 30, restDays: 30, sunsetAfter: 6 },

  // One weekly slot is kept for lifecycle messages: a newsletter may not block a cart reminder.
  caps: [
    { channel: "email", atMost: 2, days: 7, reservedForLifecycle: 1 },
    { channel: "whatsapp", atMost: 1, days: 7 },
    { channel: "sms", atMost: 1, days: 7 },
    { channel: "push", atMost: 1, days: 7 },
    { channel: "phone", atMost: 1, days: 30 },
    { channel: "visit", atMost: 1, days: 30 },
    { atMost: 1, days: 1 },
    { atMost: 3, days: 7, reservedForLifecycle: 1 },
    { atMost: 8, days: 30 },
  ],
  spacingHours: { email: 16, whatsapp: 24, sms: 24, push: 24 },
  quietHours: { from: "21:00", until: "08:00" },
  conversationHours: 24,
  // WhatsApp and the networks of Meta let a business answer for a day; nobody closes an e-mail or a number.
  replyHours: { email: null, whatsapp: 24, sms: null, phone: null, social: 24 },
  budgets: [],
  holdout: { salt: "setia", all: 0.05, perTactic: 0.1 },

  brandValues: [],
  relationships: {},
} as const satisfies TacticPolicy;

/** How many contacts there may be within some days. A contact on `onsite` and one of the service class is none. */
export interface ContactCap {
  /** Channel whose contacts are counted; all channels together if left out. */
  readonly channel?: Channel;
  /** Class whose contacts are counted; all but service if left out. */
  readonly messageClass?: Exclude<MessageClass, "service">;
  /** Contacts at most; `null` is unlimited, 0 never. */
  readonly atMost: number | null;
  /** Within so many calendar days of the customer's, today included: 1 is a day, 7 a week. */
  readonly days: number;
  /** How many of them only lifecycle messages may use; 0 if left out. */
  readonly reservedForLifecycle?: number;
}

/** Times of day, on the customer's clock, at which nothing goes out. They may lie across midnight. */
export interface QuietHours {
  /** First quiet minute, such as `"21:00"`. */
  readonly from: string;
  /** First minute that is quiet no more, such as `"08:00"`. */
  readonly until: string;
}

/** When a customer who does not answer is left in peace. */
export interface FatigueRule {
  /** So many ignored messages … */
  readonly ignored: number;
  /** … within so many calendar days … */
  readonly withinDays: number;
  /** … give so many calendar days of rest, from the last one on. */
  readonly restDays: number;
  /** So many ignored in a row while lapsed or lost end all marketing, but for asking whether to stop. */
  readonly sunsetAfter: number;
}

/** Who is left without, so that the others can be compared with them. */
export interface HoldoutRule {
  /** Makes the draw: another salt draws others. Keep it as long as you measure. */
  readonly salt: string;
  /** Share of customers without any marketing, 0–1. */
  readonly all: number;
  /** Share of customers without each tactic, drawn anew for each, 0–1. */
  readonly perTactic: number;
}

/** What may be used up by all customers together. */
export interface Budget {
  /** What it is called, each name once. */
  readonly name: string;
  /** Tactics it counts; all if left out. */
  readonly tactics?: readonly string[];
  /** Channels it counts; all if left out. */
  readonly channels?: readonly Channel[];
  /** Categories it counts; all if left out. */
  readonly categories?: readonly RelationshipCategory[];
  /** Actions at most; `null` is unlimited, 0 never. */
  readonly actions?: number | null;
  /** Cost at most, in minor units of the policy's currency; `null` is unlimited, 0 nothing that costs. */
  readonly spend?: number | null;
}

/** What it costs to serve, in minor units. See `costsOfServing` for costs in proportion to an order. */
export interface ServingCosts {
  /** ISO 4217 code. */
  readonly currency: string;
  /** What one action of each category costs in time. */
  readonly categories: Readonly<Record<RelationshipCategory, number>>;
  /** What one message on each channel costs; nothing where left out. */
  readonly channels: Readonly<Partial<Record<Channel, number>>>;
}

/** Whether winning customers pays, as `measureAcquisition` tells it. */
export interface AcquisitionEconomics {
  /** What one new customer costs, in minor units. */
  readonly costPerCustomer: number;
  /** What one new customer brings, in minor units. */
  readonly valuePerCustomer: number;
  /** Days until the cost is earned back; missing if it is not within the horizon. */
  readonly paybackDays?: number;
}

/** How tactics are weighed, spaced and limited. Change what you like: `{ ...DEFAULT_TACTIC_POLICY, marginRate: 0.4 }`. */
export interface TacticPolicy {
  /** Names this policy in what is recorded. */
  readonly version: string;

  /** Part of an order that is margin, 0–1. */
  readonly marginRate: number;
  /** Part of the margin of the orders ahead that a relational tactic may be worth, 0–1. */
  readonly relationShare: number;
  /** Least expected worth of an action that is no service, in minor units; `null` asks for none. */
  readonly minimumWorth: number | null;
  /** What serving costs; `null` if it is not weighed. */
  readonly costs: ServingCosts | null;
  /** What winning customers costs and brings; `null` if that was not measured. */
  readonly acquisition: AcquisitionEconomics | null;
  /** Winning customers must have paid within so many days; `null` asks for no payback. */
  readonly paybackWithinDays: number | null;
  /** Percent by which tactics are pushed (or held back, below 0), by id. */
  readonly levers: Readonly<Record<string, number>>;

  /** Tactics that are switched off, by id. */
  readonly disabled: readonly string[];
  /** What holds where a customer has said nothing: no marketing unless you change it. */
  readonly consent: ConsentPolicy;
  /**
   * Which contact points can be used: `verified` those proven to be the customer's, `known` all that were given,
   * `assumed` any channel, for shops that keep addresses elsewhere.
   */
  readonly contactPoints: "verified" | "known" | "assumed";
  /** Labels of customers to whom nothing goes out. */
  readonly blockingLabels: readonly string[];

  /** Calendar days before the same tactic may be used again for a customer; `null` asks for no rest. */
  readonly cooldownDays: number | null;
  /** Calendar days before a tactic may be used again for a customer who rejected it; `null` asks for none. */
  readonly cooldownAfterRejectionDays: number | null;
  /** Calendar days for which a decision counts as carried out before anything is told of its delivery. */
  readonly pendingDays: number;
  /** Least calendar days between two tactics of a group, where its windows are shorter. */
  readonly groupDays: Readonly<Record<string, number>>;
  /** Calendar days after a complaint was resolved until marketing begins again; `null` is at once. */
  readonly complaintRestDays: number | null;
  /** When a customer who does not answer is left in peace; `null` is never. */
  readonly fatigue: FatigueRule | null;

  /** How many contacts there may be. All caps hold at once. */
  readonly caps: readonly ContactCap[];
  /** Hours between two contacts on a channel; no spacing where left out. */
  readonly spacingHours: Readonly<Partial<Record<Channel, number>>>;
  /** When nothing goes out; `null` lets it go at any time. */
  readonly quietHours: QuietHours | null;
  /**
   * An inbound message opens a conversation for so many hours: service may then answer at night, and what staff write,
   * by whatever channel, is an answer and no contact.
   */
  readonly conversationHours: number;
  /**
   * Hours after a customer's last message on a channel for which service may answer there, even where no address or number is known:
   * the channel's own rule, such as WhatsApp's 24 hours. `null` is without end; nothing is answered on a channel that is left out.
   * A policy without the field, as 0.1.0 stored it, has those of `DEFAULT_TACTIC_POLICY`.
   */
  readonly replyHours?: Readonly<Partial<Record<Channel, number | null>>>;
  /** What all customers together may use up. */
  readonly budgets: readonly Budget[];
  /** Who is left without; `null` leaves nobody out. */
  readonly holdout: HoldoutRule | null;

  /** What the shop stands for, to find customers who value the same. */
  readonly brandValues: readonly string[];
  /** Relationship categories by segment, where the shop sets them itself. */
  readonly relationships: Readonly<Record<string, readonly RelationshipCategory[]>>;
}
