import type { Texts } from "../kernel";
import type { Activity, Stage } from "../loyalty-loop";
import type { Feature } from "./features/feature-names";
import type { Success } from "./learning/success";

/**
 * Ways to reach a customer. `social` is a message or answer on a network; `onsite` is shown when they come by
 * themselves, to the shop, the app or the till, and so needs no leave and disturbs nobody.
 */
export const CHANNELS = [
  "email",
  "whatsapp",
  "sms",
  "push",
  "phone",
  "visit",
  "social",
  "onsite",
] as const;

/** One of `words.channels`. */
export type Channel = (typeof CHANNELS)[number];

/**
 * What a message is, strongest claim first: `service` does what the customer is owed, `lifecycle` answers something
 * that they did, `marketing` is everything else.
 */
export const MESSAGE_CLASSES = ["service", "lifecycle", "marketing"] as const;

/** One of `words.messageClasses`. */
export type MessageClass = (typeof MESSAGE_CLASSES)[number];

/** Whether a way goes out to the customer and so needs consent, counts as a contact and keeps quiet hours. */
export function goesOut(channel: string): boolean {
  return channel !== "onsite";
}

/** The seven retention techniques. */
export const TECHNIQUES = [
  "viewpoint",
  "ego",
  "pain_relief",
  "extra_benefit",
  "personal_touch",
  "quality",
  "preferred_channel",
] as const;

/** One of `words.techniques`. */
export type Technique = (typeof TECHNIQUES)[number];

/** What a tactic is for: to win, to keep, to grow or to serve a customer. */
export const MOTIVATIONS = ["acquisition", "retention", "expansion", "service"] as const;

/** One of `words.motivations`. */
export type Motivation = (typeof MOTIVATIONS)[number];

/** Who or what carries a tactic out. */
export const RELATIONSHIP_CATEGORIES = [
  "personal_assistance",
  "dedicated_assistance",
  "self_service",
  "automated_service",
  "community",
  "co_creation",
] as const;

/** One of `words.relationshipCategories`. */
export type RelationshipCategory = (typeof RELATIONSHIP_CATEGORIES)[number];

/** The range a figure must lie in, both ends included. */
export interface FeatureRange {
  /** Smallest value; none if left out. */
  readonly atLeast?: number;
  /** Largest value; none if left out. */
  readonly atMost?: number;
}

/** Figures that must all lie in their ranges. */
export type Conditions = Readonly<Partial<Record<Feature, FeatureRange>>>;

/** What makes a tactic more or less promising for a customer than its base rate says. */
export interface ContextWeight extends FeatureRange {
  /** The figure looked at. */
  readonly feature: Feature;
  /** Percent by which the chance grows (or shrinks, below 0) if the figure lies in the range. */
  readonly weight: number;
}

/** What a tactic can mark somebody as who accepts it. */
export const TACTIC_MARKS = ["vip", "checkin"] as const;

/** One of `words.tacticMarks`. */
export type TacticMark = (typeof TACTIC_MARKS)[number];

/** One thing that can be done for a customer. */
export interface Tactic {
  /** Stable id; its prefix tells the motivation. */
  readonly id: string;
  /** What it is for. */
  readonly motivation: Motivation;
  /** The retention technique it uses, if any. */
  readonly technique?: Technique;
  /** Who or what carries it out. */
  readonly category: RelationshipCategory;
  /** What kind of message it is; consent, caps and holdouts go by it. */
  readonly messageClass: MessageClass;
  /** Ways it can go, the most fitting first; the customer's preferred one is tried before. All of them that its category uses if left out. */
  readonly channels?: readonly Channel[];
  /** Stages it is for. */
  readonly stages: readonly Stage[];
  /** Activities it is for. */
  readonly activities: readonly Activity[];
  /** Segments it is for; all if left out. */
  readonly segments?: readonly string[];
  /** Whether it is for persons or firms only. */
  readonly kind?: "person" | "firm";
  /** Figures that must lie in a range for it to be relevant now. */
  readonly when: Conditions;
  /** Alternatives of which at least one must hold too; none are asked for if left out. */
  readonly any?: readonly Conditions[];
  /** What it can win: the margin of an order, of the item offered, or a share of the margin of the orders ahead. */
  readonly value: "order" | "item" | "relation";
  /** Chance of success, 0–1, before any was measured: our own cautious estimate. */
  readonly baseRate: number;
  /** What makes it more or less promising. */
  readonly context?: readonly ContextWeight[];
  /** Part of the order that it gives away, 0–1; nothing if left out. */
  readonly discount?: number;
  /** What it costs beyond channel and service, in minor units of the policy's currency; nothing if left out. */
  readonly cost?: number;
  /** What counts as success; missing where there is none to be had (a thank-you). */
  readonly success?: Success;
  /**
   * True if it asks the customer for an answer, whatever it is: then a complaint, a bad score or a negative word is an answer
   * and counts, unless it is about being written to. Of all others it is no success.
   */
  readonly asks?: boolean;
  /**
   * What somebody who accepts it becomes, or has done: a VIP (`vip`), or answered a check-in (`checkin`). Figures of other tactics
   * ask for it.
   */
  readonly marks?: TacticMark;
  /** True if it speaks of a product, `{offer}`: then it is for those alone for whom there is one. */
  readonly offer?: boolean;
  /** Calendar days in which success counts, after the day itself. */
  readonly windowDays: number;
  /** Days of rest before it may be used again for the same customer; the policy's if left out. */
  readonly cooldownDays?: number;
  /** How often in a customer's life; `null` or left out is without limit, 0 never. */
  readonly lifetimeLimit?: number | null;
  /** Tactics of one group do not follow one another while the window of the earlier is open. */
  readonly group?: string;
  /** Goes first among tactics of equal score; 0 if left out. */
  readonly priority?: number;
  /** What it takes for granted: `silence`, that the customer's orders stay away. Then it waits while no orders of the shop arrive. */
  readonly restsOn?: "silence";
  /** Hours within which it should be done, if it is urgent: for VIPs, and for all others. */
  readonly dueHours?: { readonly vip: number; readonly others: number };
  /** What it is called. */
  readonly title: Texts;
  /**
   * What to say. In braces: `{who}` the customer, `{offer}` the product offered, `{topic}` what they last talked
   * about, `{occasion}` what is celebrated, `{order}` what they bought last, `{question}` what to ask next.
   */
  readonly message: Texts;
}
