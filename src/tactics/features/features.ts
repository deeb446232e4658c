import { calendarOf } from "../../kernel";
import { ACTIVITIES, STAGES } from "../../loyalty-loop";
import type { BoughtItem, CustomerView } from "../../view";
import type { DecisionContext } from "../deciding/decision-context";
import { consentFor } from "../gates/consent";
import { CHANNELS, goesOut } from "../tactic";
import type { Feature } from "./feature-names";

const DAY = 86_400_000;

const MILESTONES = [3, 5, 10, 25, 50, 100, 250, 500, 1000];

const MILESTONE_STAYS_NEWS_DAYS = 7;

/** Returns which milestone a customer has just reached. */
export function milestoneOf(orders: number, daysSince: number): number {
  return daysSince <= MILESTONE_STAYS_NEWS_DAYS && MILESTONES.includes(orders) ? orders : 0;
}

/**
 * Counts the days to or from the nearest return of a day of the year. 29 February comes round on 1 March in a common
 * year.
 */
export function daysToYearly(firstDay: number, today: number, least: number): number | undefined {
  const first = new Date(firstDay * DAY);
  const years = new Date(today * DAY).getUTCFullYear() - first.getUTCFullYear();
  const distances = [years - 1, years, years + 1]
    .filter((year) => year >= least)
    .map((year) => {
      const day = Date.UTC(first.getUTCFullYear() + year, first.getUTCMonth(), first.getUTCDate());
      return Math.abs(today - day / DAY);
    });
  return distances.length === 0 ? undefined : Math.min(...distances);
}

const LEAST_PURCHASES_FOR_A_RHYTHM = 3;

/** Finds the item whose usual gap is nearest to being over. */
export function itemDueFor(view: CustomerView<string>): BoughtItem | undefined {
  const distance = (item: BoughtItem): number => Math.abs(partOfGap(item) - 1);
  return view.items
    .filter((item) => item.replenishable && item.purchaseDays >= LEAST_PURCHASES_FOR_A_RHYTHM)
    .reduce<BoughtItem | undefined>(
      (nearest, item) =>
        nearest === undefined || distance(item) < distance(nearest) ? item : nearest,
      undefined,
    );
}

/** Returns how much of an item's usual gap has passed. */
export function partOfGap(item: BoughtItem): number {
  return item.daysSince / (item.cadenceDays ?? Infinity);
}

/** Reads a figure off a view; `undefined` if it is not known. */
type Reader = (view: CustomerView<string>, look: DecisionContext) => number | undefined;

/** Everything that is known of one figure that tactics depend on. */
export interface FeatureDefinition {
  /** `days` grow by one on each calendar day on which nothing happens; a `flag` says yes (1) or no (0). */
  readonly kind: "days" | "count" | "score" | "flag";
  /** Smallest and largest value; from 0 upwards if left out, 0 and 1 for a flag. */
  readonly bounds?: readonly [least: number, most: number];
  /** True if only customers have it who have bought. */
  readonly buyersOnly?: boolean;
  /** How it is read. */
  readonly read: Reader;
}

const HOUR = 3_600_000;

/** A feedback older than this says nothing of today. */
const FEEDBACK_STAYS_NEWS_DAYS = 30;

const PAIN_STAYS_KNOWN_DAYS = 90;

const TOPIC_IS_REPEATED = 2;

const HARD_EFFORT = 4;

/** All figures. Days are calendar days of the shop's zone. One that lacks something does not compile. */
export const FEATURE_TABLE: Readonly<Record<Feature, FeatureDefinition>> = {
  orders: {
    kind: "count",
    read: ({ purchases }) => purchases?.orders ?? 0,
  },
  days_since_first_order: {
    kind: "days",
    buyersOnly: true,
    read: ({ purchases }) => purchases?.tenureDays,
  },
  days_since_last_order: {
    kind: "days",
    buyersOnly: true,
    read: ({ purchases }) => purchases?.recencyDays,
  },
  days_since_delivery: {
    kind: "days",
    read: ({ signals }, look) => daysSince(signals.lastDeliveredAt, look),
  },
  silence: {
    kind: "count",
    buyersOnly: true,
    read: ({ purchases, loyalty }) =>
      purchases === undefined ? undefined : purchases.recencyDays / loyalty.cadenceDays,
  },
  frequency_score: {
    kind: "score",
    bounds: [1, 10],
    buyersOnly: true,
    read: ({ rfm }) => rfm?.frequency,
  },
  monetary_percentile: {
    kind: "score",
    bounds: [0, 99],
    buyersOnly: true,
    read: ({ rfm }) => rfm?.monetaryPercentile,
  },
  milestone: {
    kind: "count",
    read: ({ purchases }) =>
      purchases === undefined ? 0 : milestoneOf(purchases.orders, purchases.recencyDays),
  },
  days_to_anniversary: {
    kind: "count",
    bounds: [0, 183],
    buyersOnly: true,
    read: ({ purchases, timeZone }, { shopToday }) =>
      purchases === undefined
        ? undefined
        : daysToYearly(calendarOf(timeZone).dayOf(purchases.firstOrderAt), shopToday, 1),
  },
  item_due: {
    kind: "count",
    buyersOnly: true,
    read: (view) => {
      const due = itemDueFor(view);
      return due === undefined ? undefined : partOfGap(due);
    },
  },
  companions: {
    kind: "count",
    read: ({ offers }) => offers.filter(({ from }) => from !== "popular").length,
  },
  categories: {
    kind: "count",
    buyersOnly: true,
    read: ({ items }) => {
      const categories = new Set(items.map(({ category }) => category));
      // Where some items have no category, nobody knows how many there are.
      return categories.size === 0 || categories.has(undefined) ? undefined : categories.size;
    },
  },
  durable_days: {
    kind: "days",
    buyersOnly: true,
    read: ({ items }) => items.find(({ durable }) => durable)?.daysSince,
  },
  depth: {
    kind: "count",
    bounds: [0, 5],
    read: ({ loyalty }) => STAGES.indexOf(loyalty.stage),
  },
  absence: {
    kind: "count",
    bounds: [0, 3],
    read: ({ loyalty }) => ACTIVITIES.indexOf(loyalty.activity),
  },
  days_at_stage: {
    kind: "days",
    read: ({ loyalty }, look) => daysSince(loyalty.since.stage, look),
  },
  vip: {
    kind: "flag",
    read: ({ traits, contacts }, look) =>
      Number(
        traits.labels?.some((label) => label.toLowerCase() === "vip") === true ||
          contacts.some(
            ({ tactic, outcome }) =>
              look.settings.marks.get(tactic) === "vip" &&
              (outcome === "accepted" || outcome === "converted"),
          ),
      ),
  },
  days_since_intent: {
    kind: "days",
    read: ({ signals }, look) => daysSince(signals.lastIntentAt, look),
  },
  cart_hours: {
    kind: "count",
    read: ({ signals, asOf }) =>
      signals.cart === undefined ? undefined : (asOf.getTime() - signals.cart.at.getTime()) / HOUR,
  },
  cart_percentile: {
    kind: "score",
    bounds: [0, 99],
    read: ({ signals: { cart } }, { settings: { orderValues } }) => {
      const value = cart?.value;
      if (value === undefined || orderValues?.currency !== cart?.currency) return undefined;
      return orderValues?.percentiles.filter((percentile) => percentile < value).length;
    },
  },
  competitor_offers: {
    kind: "flag",
    read: ({ signals: { competitorOfferUntil: until }, asOf }) =>
      Number(until !== undefined && asOf <= until),
  },
  days_since_contact: {
    kind: "days",
    read: ({ lastContactAt }, look) => daysSince(lastContactAt, look),
  },
  days_since_topic: {
    kind: "days",
    read: ({ talks }, look) =>
      daysSince(talks.findLast(({ topic }) => topic !== undefined)?.at, look),
  },
  topics: {
    kind: "count",
    read: ({ talks, traits }) =>
      new Set([
        ...talks.flatMap(({ topic }) => (topic === undefined ? [] : [topic])),
        ...(traits.interests ?? []),
      ]).size,
  },
  contacts: {
    kind: "count",
    read: ({ contacts, talks }) =>
      contacts.filter(({ deliveredAt }) => deliveredAt !== undefined).length + talks.length,
  },
  feedback_since_order: {
    kind: "flag",
    read: ({ satisfaction, purchases }) => {
      const at = satisfaction.lastFeedbackAt;
      return Number(at !== undefined && (purchases === undefined || at >= purchases.lastOrderAt));
    },
  },
  csat: {
    kind: "score",
    bounds: [1, 5],
    read: ({ satisfaction }, look) => fresh(satisfaction.csat, look),
  },
  nps: {
    kind: "score",
    bounds: [0, 10],
    read: ({ satisfaction }) => satisfaction.nps?.score,
  },
  ces: {
    kind: "score",
    bounds: [1, 7],
    read: ({ satisfaction }, look) => fresh(satisfaction.ces, look),
  },
  unhappy: {
    kind: "flag",
    read: ({ satisfaction }) => Number(satisfaction.status === "dissatisfied"),
  },
  open_complaints: {
    kind: "count",
    read: ({ satisfaction }) => satisfaction.openComplaints.length,
  },
  days_since_resolution: {
    kind: "days",
    read: ({ satisfaction }, look) =>
      daysSince(latest(satisfaction.complaints.map(({ resolvedAt }) => resolvedAt)), look),
  },
  days_since_our_fault: {
    kind: "days",
    read: ({ satisfaction }, look) =>
      daysSince(
        latest(
          satisfaction.complaints
            .filter(({ ourFault }) => ourFault === true)
            .map(({ resolvedAt }) => resolvedAt),
        ),
        look,
      ),
  },
  public_criticism: {
    kind: "flag",
    read: ({ signals }) => Number(signals.unansweredCriticismAt !== undefined),
  },
  suggestions: {
    kind: "count",
    read: ({ satisfaction }) => satisfaction.suggestions,
  },
  pains: {
    kind: "count",
    read: ({ traits, talks, satisfaction }, look) => {
      const recent = talks.filter(
        ({ at, direction }) =>
          direction === "inbound" && (daysSince(at, look) ?? 0) <= PAIN_STAYS_KNOWN_DAYS,
      );
      const counts = new Map<string, number>();
      for (const { topic } of recent) {
        if (topic !== undefined) counts.set(topic, (counts.get(topic) ?? 0) + 1);
      }
      const repeated = [...counts.values()].filter((count) => count >= TOPIC_IS_REPEATED).length;
      const effort = satisfaction.ces;
      const hard =
        effort !== undefined &&
        effort.score <= HARD_EFFORT &&
        (daysSince(effort.at, look) ?? 0) <= PAIN_STAYS_KNOWN_DAYS;
      return (traits.pains?.length ?? 0) + repeated + Number(hard);
    },
  },
  ignored_in_a_row: {
    kind: "count",
    read: ({ contacts }) => {
      const answered = contacts.filter(({ outcome }) => outcome !== undefined);
      const last = answered.findLastIndex(({ outcome }) => outcome !== "ignored");
      return answered.length - 1 - last;
    },
  },
  answered_checkins: {
    kind: "count",
    read: ({ contacts, purchases }, look) =>
      contacts.filter(
        ({ tactic, outcome, decidedAt }) =>
          look.settings.marks.get(tactic) === "checkin" &&
          (outcome === "clicked" || outcome === "accepted" || outcome === "converted") &&
          (purchases === undefined || decidedAt > purchases.lastOrderAt),
      ).length,
  },
  days_to_birthday: {
    kind: "count",
    bounds: [0, 183],
    read: ({ traits: { birthday } }, { shopToday }) => {
      const parts = /-(\d{2})-(\d{2})$/u.exec(birthday ?? "");
      if (parts === null) return undefined;
      // A leap year, so that 29 February is a day; which one does not matter.
      const born = Date.UTC(1904, Number(parts[1]) - 1, Number(parts[2])) / 86_400_000;
      return daysToYearly(born, shopToday, 1);
    },
  },
  missing_facts: {
    kind: "count",
    bounds: [0, 7],
    read: ({ sevenFacts }) => (sevenFacts.next === undefined ? 0 : sevenFacts.missing.length),
  },
  social_handles: {
    kind: "count",
    read: ({ traits }) => traits.handles?.length ?? 0,
  },
  shared_values: {
    kind: "count",
    read: ({ traits }, { policy }) =>
      (traits.values ?? []).filter((value) =>
        policy.brandValues.some((own) => own.toLowerCase() === value.toLowerCase()),
      ).length,
  },
  preferred_channel_known: {
    kind: "flag",
    read: ({ profile }) => Number(profile.preferredChannel !== undefined),
  },
  contact_consents: {
    kind: "count",
    read: (_, look) =>
      CHANNELS.filter(
        (channel) => goesOut(channel) && consentFor(channel, "marketing", look).allowed,
      ).length,
  },
  email_consent: {
    kind: "flag",
    read: (_, look) => Number(consentFor("email", "marketing", look).allowed),
  },
};

/** Gives the smallest and the largest value of a figure. */
export function boundsOf(name: Feature): readonly [least: number, most: number] {
  const { kind, bounds } = FEATURE_TABLE[name];
  return bounds ?? (kind === "flag" ? [0, 1] : [0, Infinity]);
}

/** Reads a figure off a view. */
export function readFeature(name: Feature, look: DecisionContext): number | undefined {
  return FEATURE_TABLE[name].read(look.view, look);
}

function daysSince(at: Date | undefined, look: DecisionContext): number | undefined {
  return at === undefined ? undefined : look.shopToday - look.shopCalendar.dayOf(at);
}

function fresh(
  score: { readonly score: number; readonly at: Date } | undefined,
  look: DecisionContext,
): number | undefined {
  const days = daysSince(score?.at, look);
  return days !== undefined && days <= FEEDBACK_STAYS_NEWS_DAYS ? score?.score : undefined;
}

function latest(instants: readonly (Date | undefined)[]): Date | undefined {
  return instants.reduce<Date | undefined>(
    (last, at) => (at !== undefined && (last === undefined || at > last) ? at : last),
    undefined,
  );
}
