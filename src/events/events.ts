/** Every type of event, in the order of the story. */
export const EVENT_TYPES = [
  "customer_identified",
  "order_completed",
  "order_refunded",
  "order_cancelled",
  "interaction_logged",
  "tactic_decided",
  "tactic_delivered",
  "tactic_responded",
] as const;

/** One of {@link EVENT_TYPES}. */
export type EventType = (typeof EVENT_TYPES)[number];

/** How a customer can answer a tactic. */
export const TACTIC_OUTCOMES = [
  "clicked",
  "accepted",
  "rejected",
  "ignored",
  "converted",
  "complained",
  "unsubscribed",
] as const;

/** One of {@link TACTIC_OUTCOMES}. */
export type TacticOutcome = (typeof TACTIC_OUTCOMES)[number];

/** What every event carries. An event is one fact about one customer; it is never changed, only added. */
export interface EventBase {
  /** Unique id of the fact. The same id twice is the same fact. */
  readonly id: string;
  /** The customer it is about. */
  readonly customerId: string;
  /** When it happened. */
  readonly at: Date;
  /** Where it was learned: a shop, a till, an import. */
  readonly source?: string;
  /** When it was learned, if later than it happened. */
  readonly recordedAt?: Date;
}

/** What is known of a person or firm. Later values replace earlier ones, field by field. */
export interface CustomerTraits {
  /** Full name as they write it. */
  readonly name?: string;
  /** How they are addressed before the name: `Ibu`, `Pak`, `Ms`. */
  readonly honorific?: string;
  /** E-mail address as typed. */
  readonly email?: string;
  /** Phone number as typed. */
  readonly phone?: string;
  /** City they live in. */
  readonly city?: string;
}

/** Something was learned about who the customer is. */
export interface CustomerIdentified extends EventBase {
  /** Tells the type of event. */
  readonly type: "customer_identified";
  /** What was learned. */
  readonly traits: CustomerTraits;
  /** Whether it is a person or a firm, if known. */
  readonly kind?: "person" | "firm";
}

/** One line of an order. */
export interface OrderLine {
  /** What was bought. */
  readonly sku: string;
  /** How many; may be a fraction (kilograms), never negative. */
  readonly quantity: number;
  /** Price of one, in minor units of the order's currency. */
  readonly unitPrice: number;
  /** The product's category, if known. */
  readonly category?: string;
}

/** An order was placed and is to be counted. A later one with the same `orderId` replaces it. */
export interface OrderCompleted extends EventBase {
  /** Tells the type of event. */
  readonly type: "order_completed";
  /** The shop's id of the order, unique in the shop. */
  readonly orderId: string;
  /** ISO 4217 code. */
  readonly currency: string;
  /** What the customer pays for the order, in minor units, not negative. */
  readonly total: number;
  /** What was in it, if known. */
  readonly lines?: readonly OrderLine[];
  /** Where it was placed: web, till, marketplace. */
  readonly channel?: string;
}

/** Money of an order was given back, all or part of it. */
export interface OrderRefunded extends EventBase {
  /** Tells the type of event. */
  readonly type: "order_refunded";
  /** The order it belongs to. */
  readonly orderId: string;
  /** Given back, in minor units of the order's currency, above 0. */
  readonly amount: number;
}

/** An order was called off. */
export interface OrderCancelled extends EventBase {
  /** Tells the type of event. */
  readonly type: "order_cancelled";
  /** The order it belongs to. */
  readonly orderId: string;
}

/** The customer and the shop were in touch. */
export interface InteractionLogged extends EventBase {
  /** Tells the type of event. */
  readonly type: "interaction_logged";
  /** E-mail, WhatsApp, phone, visit, … */
  readonly channel: string;
  /** `inbound`: the customer began; `outbound`: the shop did. */
  readonly direction: "inbound" | "outbound";
  /** What it was about, in a few words. */
  readonly topic?: string;
  /** What was said, in a sentence or two. */
  readonly summary?: string;
}

/** A tactic was chosen for the customer. */
export interface TacticDecided extends EventBase {
  /** Tells the type of event. */
  readonly type: "tactic_decided";
  /** The decision, to which delivery and answer refer. */
  readonly decisionId: string;
  /** Id of the tactic in the catalogue. */
  readonly tactic: string;
}

/** The chosen tactic reached the customer. */
export interface TacticDelivered extends EventBase {
  /** Tells the type of event. */
  readonly type: "tactic_delivered";
  /** The decision it carries out. */
  readonly decisionId: string;
}

/** The customer answered a tactic, or the time for an answer ran out. */
export interface TacticResponded extends EventBase {
  /** Tells the type of event. */
  readonly type: "tactic_responded";
  /** The decision that is answered. */
  readonly decisionId: string;
  /** How. */
  readonly outcome: TacticOutcome;
}

/** One fact about one customer; told apart by `type`. */
export type CustomerEvent =
  | CustomerIdentified
  | OrderCompleted
  | OrderRefunded
  | OrderCancelled
  | InteractionLogged
  | TacticDecided
  | TacticDelivered
  | TacticResponded;
