import type { Texts } from "../kernel";
import type { Activity, Stage } from "../loyalty-loop";

/** The seven retention techniques. */
export type Technique =
  | "viewpoint"
  | "ego"
  | "pain_relief"
  | "extra_benefit"
  | "personal_touch"
  | "quality"
  | "preferred_channel";

/** What a tactic is for: to win, to keep, to grow or to serve a customer. */
export type Motivation = "acquisition" | "retention" | "expansion" | "service";

/** Who or what carries a tactic out. */
export type RelationshipCategory =
  | "personal_assistance"
  | "dedicated_assistance"
  | "self_service"
  | "automated_service"
  | "community"
  | "co_creation";

/** Figures of a customer's view that a tactic may depend on. */
export const MEASURES = [
  "orders",
  "days_since_first_order",
  "days_since_last_order",
  "days_since_contact",
  "silence",
  "frequency_score",
  "monetary_percentile",
  "milestone",
  "days_to_anniversary",
  "item_due",
  "companions",
  "categories",
] as const;

/** One of {@link MEASURES}. */
export type Measure = (typeof MEASURES)[number];

/** The range a figure must lie in, both ends included. */
export interface MeasureRange {
  /** Smallest value; none if left out. */
  readonly atLeast?: number;
  /** Largest value; none if left out. */
  readonly atMost?: number;
}

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
  /** `lifecycle` messages answer something that the customer did; `marketing` is everything else. */
  readonly messageClass: "marketing" | "lifecycle";
  /** Stages it is for. */
  readonly stages: readonly Stage[];
  /** Activities it is for. */
  readonly activities: readonly Activity[];
  /** Figures that must lie in a range for it to be relevant now. */
  readonly when: Readonly<Partial<Record<Measure, MeasureRange>>>;
  /** What it can win: the margin of an order, of the item offered, or a share of the margin of the orders ahead. */
  readonly value: "order" | "item" | "relation";
  /** Chance of success, 0–1, before any was measured: our own cautious estimate. */
  readonly baseRate: number;
  /** Part of the order that it gives away, 0–1; nothing if left out. */
  readonly discount?: number;
  /** Days in which success counts. */
  readonly windowDays: number;
  /** Days of rest before it may be used again for the same customer; the policy's if left out. */
  readonly cooldownDays?: number;
  /** What it is called. */
  readonly title: Texts;
  /** What to say; `{who}` is the customer, `{offer}` the product offered. */
  readonly message: Texts;
}
