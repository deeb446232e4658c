import { calendarOf } from "../../kernel";
import { ACTIVITIES, STAGES } from "../../loyalty-loop";
import type { CustomerView } from "../../view";
import { CHANNELS, goesOut } from "../channels";
import { leaveFor } from "../gates/consent";
import type { CustomerLook } from "../deciding/decision-context";
import { daysToYearly, milestoneOf } from "./dates";
import { itemDueFor, partOfGap } from "./item-rhythm";
import type { Measure } from "./features";

type Reader = (view: CustomerView<string>, look: CustomerLook) => number | undefined;

const HOUR = 3_600_000;
/** A feedback older than this says nothing of today. */
const FEEDBACK_STAYS_NEWS_DAYS = 30;
const PAIN_STAYS_KNOWN_DAYS = 90;
const TOPIC_IS_REPEATED = 2;
const HARD_EFFORT = 4;

/** How each figure is read off a view. Days are calendar days of the shop's zone. */
const READERS: Readonly<Record<Measure, Reader>> = {
  orders: ({ purchases }) => purchases?.orders ?? 0,
  days_since_first_order: ({ purchases }) => purchases?.tenureDays,
  days_since_last_order: ({ purchases }) => purchases?.recencyDays,
  days_since_delivery: ({ signals }, look) => daysSince(signals.lastDeliveredAt, look),
  silence: ({ purchases, loyalty }) =>
    purchases === undefined ? undefined : purchases.recencyDays / loyalty.cadenceDays,
  frequency_score: ({ rfm }) => rfm?.frequency,
  monetary_percentile: ({ rfm }) => rfm?.monetaryPercentile,
  milestone: ({ purchases }) =>
    purchases === undefined ? 0 : milestoneOf(purchases.orders, purchases.recencyDays),
  days_to_anniversary: ({ purchases, timeZone }, { shopToday }) =>
    purchases === undefined
      ? undefined
      : daysToYearly(calendarOf(timeZone).dayOf(purchases.firstOrderAt), shopToday, 1),
  item_due: (view) => {
    const due = itemDueFor(view);
    return due === undefined ? undefined : partOfGap(due);
  },
  companions: ({ offers }) => offers.filter(({ from }) => from !== "popular").length,
  categories: ({ items }) => {
    const categories = new Set(items.map(({ category }) => category));
    // Where some items have no category, nobody knows how many there are.
    return categories.size === 0 || categories.has(undefined) ? undefined : categories.size;
  },
  durable_days: ({ items }) => items.find(({ durable }) => durable)?.daysSince,

  depth: ({ loyalty }) => STAGES.indexOf(loyalty.stage),
  absence: ({ loyalty }) => ACTIVITIES.indexOf(loyalty.activity),
  days_at_stage: ({ loyalty }, look) => daysSince(loyalty.since.stage, look),
  vip: ({ traits, contacts }) =>
    Number(
      traits.labels?.some((label) => label.toLowerCase() === "vip") === true ||
        contacts.some(
          ({ tactic, outcome }) =>
            tactic === "ret.vip_invite" && (outcome === "accepted" || outcome === "converted"),
        ),
    ),

  days_since_intent: ({ signals }, look) => daysSince(signals.lastIntentAt, look),
  cart_hours: ({ signals, asOf }) =>
    signals.cart === undefined ? undefined : (asOf.getTime() - signals.cart.at.getTime()) / HOUR,
  cart_percentile: ({ signals: { cart } }, { settings: { orderValues } }) => {
    const value = cart?.value;
    if (value === undefined || orderValues?.currency !== cart?.currency) return undefined;
    return orderValues?.percentiles.filter((percentile) => percentile < value).length;
  },
  competitor_offers: ({ signals: { competitorOfferUntil: until }, asOf }) =>
    Number(until !== undefined && asOf <= until),

  days_since_contact: ({ lastContactAt }, look) => daysSince(lastContactAt, look),
  days_since_topic: ({ talks }, look) =>
    daysSince(talks.findLast(({ topic }) => topic !== undefined)?.at, look),
  topics: ({ talks, traits }) =>
    new Set([
      ...talks.flatMap(({ topic }) => (topic === undefined ? [] : [topic])),
      ...(traits.interests ?? []),
    ]).size,
  contacts: ({ contacts, talks }) =>
    contacts.filter(({ deliveredAt }) => deliveredAt !== undefined).length + talks.length,
  feedback_since_order: ({ satisfaction, purchases }) => {
    const at = satisfaction.lastFeedbackAt;
    return Number(at !== undefined && (purchases === undefined || at >= purchases.lastOrderAt));
  },
  csat: ({ satisfaction }, look) => fresh(satisfaction.csat, look),
  nps: ({ satisfaction }) => satisfaction.nps?.score,
  ces: ({ satisfaction }, look) => fresh(satisfaction.ces, look),
  unhappy: ({ satisfaction }) => Number(satisfaction.status === "dissatisfied"),
  open_complaints: ({ satisfaction }) => satisfaction.openComplaints.length,
  days_since_resolution: ({ satisfaction }, look) =>
    daysSince(latest(satisfaction.complaints.map(({ resolvedAt }) => resolvedAt)), look),
  days_since_our_fault: ({ satisfaction }, look) =>
    daysSince(
      latest(
        satisfaction.complaints
          .filter(({ ourFault }) => ourFault === true)
          .map(({ resolvedAt }) => resolvedAt),
      ),
      look,
    ),
  public_criticism: ({ signals }) => Number(signals.unansweredCriticismAt !== undefined),
  suggestions: ({ satisfaction }) => satisfaction.suggestions,
  pains: ({ traits, talks, satisfaction }, look) => {
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

  ignored_in_a_row: ({ contacts }) => {
    const answered = contacts.filter(({ outcome }) => outcome !== undefined);
    const last = answered.findLastIndex(({ outcome }) => outcome !== "ignored");
    return answered.length - 1 - last;
  },
  answered_checkins: ({ contacts, purchases }) =>
    contacts.filter(
      ({ tactic, outcome, decidedAt }) =>
        tactic === "win.checkin" &&
        (outcome === "clicked" || outcome === "accepted" || outcome === "converted") &&
        (purchases === undefined || decidedAt > purchases.lastOrderAt),
    ).length,

  days_to_birthday: ({ traits: { birthday } }, { shopToday }) => {
    const parts = /-(\d{2})-(\d{2})$/u.exec(birthday ?? "");
    if (parts === null) return undefined;
    // A leap year, so that 29 February is a day; which one does not matter.
    const born = Date.UTC(1904, Number(parts[1]) - 1, Number(parts[2])) / 86_400_000;
    return daysToYearly(born, shopToday, 1);
  },
  missing_facts: ({ sevenFacts }) =>
    sevenFacts.next === undefined ? 0 : sevenFacts.missing.length,
  social_handles: ({ traits }) => traits.handles?.length ?? 0,
  shared_values: ({ traits }, { policy }) =>
    (traits.values ?? []).filter((value) =>
      policy.brandValues.some((own) => own.toLowerCase() === value.toLowerCase()),
    ).length,
  preferred_channel_known: ({ profile }) => Number(profile.preferredChannel !== undefined),
  contact_consents: (_, look) =>
    CHANNELS.filter((channel) => goesOut(channel) && leaveFor(channel, "marketing", look).allowed)
      .length,
  email_consent: (_, look) => Number(leaveFor("email", "marketing", look).allowed),
};

/** Reads a figure off a view. */
export function readMeasure(name: Measure, look: CustomerLook): number | undefined {
  return READERS[name](look.view, look);
}

function daysSince(at: Date | undefined, look: CustomerLook): number | undefined {
  return at === undefined ? undefined : look.shopToday - look.shopCalendar.dayOf(at);
}

function fresh(
  score: { readonly score: number; readonly at: Date } | undefined,
  look: CustomerLook,
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
