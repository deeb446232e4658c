import type { Offer } from "../../cross-sell";
import { reason } from "../../kernel";
import { goesOut, type Channel, type RelationshipCategory, type Tactic } from "../tactic";
import { consentFor, reachOf } from "../gates/consent";
import type { DecisionContext } from "./decision-context";
import { economicsOf, type Economics } from "./economics";
import { itemDueFor } from "../features/features";

/** A product that goes with a tactic. */
export type OfferedItem = Pick<Offer, "sku" | "name" | "price" | "reasons">;

/** How a tactic would be done for a customer. */
export interface TacticPlan {
  /** The tactic. */
  readonly tactic: Tactic;
  /** How: the best channel that is open, or the best one if none is; `undefined` if the tactic names none. */
  readonly channel: Channel | undefined;
  /** The product to offer with it, if it offers one and one is known. */
  readonly offer: OfferedItem | undefined;
  /** Chance of success, 0–1, with all that bears on it. */
  readonly chance: number;
  /** What it may bring. */
  readonly economics: Economics;
  /** Expected worth with the shop's own levers: what tactics are ranked by. */
  readonly score: number;
}

/** Channels that a tactic of each category goes by, if it names none itself. */
const USUAL_CHANNELS: Readonly<Record<RelationshipCategory, readonly Channel[]>> = {
  automated_service: ["email", "whatsapp", "push", "sms"],
  self_service: ["onsite", "email"],
  personal_assistance: ["whatsapp", "phone", "email"],
  dedicated_assistance: ["phone", "whatsapp", "email", "visit"],
  community: ["social", "whatsapp", "email"],
  co_creation: ["email", "whatsapp", "phone"],
};

/**
 * Plans how a tactic would be done for a customer: channel, offer, chance and worth. Of the channels, the one the
 * customer likes best first, it takes the first on which nothing stands in the way; else the one that comes closest.
 */
export function planTactic(tactic: Tactic, look: DecisionContext): TacticPlan {
  const offer = offerFor(tactic, look);
  const factor = contextFactor(tactic, look) * fatigueFactor(tactic, look);
  const channels = tactic.channels ?? USUAL_CHANNELS[tactic.category];
  const { likesBest } = look;
  const ordered =
    likesBest !== undefined && channels.includes(likesBest)
      ? [likesBest, ...channels.filter((channel) => channel !== likesBest)]
      : channels;
  let best: TacticPlan | undefined;
  let most = -1;
  for (const channel of ordered) {
    const plan = planOn(channel, tactic, offer, factor, look);
    const open = openness(plan, look);
    if (open > most) [best, most] = [plan, open];
    if (open === ALL_OPEN) break;
  }
  return best ?? planOn(undefined, tactic, offer, factor, look);
}

function planOn(
  channel: Channel | undefined,
  tactic: Tactic,
  offer: OfferedItem | undefined,
  factor: number,
  look: DecisionContext,
): TacticPlan {
  const { view, settings, policy } = look;
  const chance = Math.min(1, settings.chanceOf(tactic, channel, view.loyalty.stage) * factor);
  const { typicalOrder } = settings;
  const itemPrice = offer?.price;
  const economics = economicsOf({ tactic, view, chance, channel, itemPrice, typicalOrder }, policy);
  const lever = Math.max(0, 1 + (policy.levers[tactic.id] ?? 0) / 100);
  const { worth } = economics;
  return { tactic, channel, offer, chance, economics, score: worth > 0 ? worth * lever : worth };
}

const ALL_OPEN = 31;

/** How far a channel is open, what weighs most first: leave, contact point, economics, caps, hours. */
function openness(plan: TacticPlan, look: DecisionContext): number {
  const { channel, tactic, economics } = plan;
  const { reachable } = reachOf(channel, tactic.messageClass, look);
  if (!consentFor(channel, tactic.messageClass, look).allowed) return reachable ? 8 : 0;
  if (!reachable) return 16;
  const least = tactic.messageClass === "service" ? null : look.policy.minimumWorth;
  return (
    24 +
    (least === null || economics.worth >= least ? 4 : 0) +
    (look.capOf(channel, tactic.messageClass)?.passed === false ? 0 : 2) +
    (isQuietFor(plan, look) ? 0 : 1)
  );
}

/** A tactic that speaks of an offer gets one: the item that runs out, or the best companion. */
function offerFor(tactic: Tactic, { view }: DecisionContext): OfferedItem | undefined {
  if (tactic.offer !== true) return undefined;
  const due = tactic.when.item_due === undefined ? undefined : itemDueFor(view);
  if (due === undefined) return view.offers[0];
  const { sku, name, price, cadenceDays = 0, daysSince: days } = due;
  const rhythm = { item: name, cadenceDays: Math.round(cadenceDays), days };
  return { sku, name, price, reasons: [reason("tactics.item_rhythm", rhythm)] };
}

const MOST_CONTEXT = 3;

function contextFactor({ context = [] }: Tactic, look: DecisionContext): number {
  let percent = 0;
  for (const { feature, atLeast = -Infinity, atMost = Infinity, weight } of context) {
    const actual = look.feature(feature);
    if (actual !== undefined && atLeast <= actual && actual <= atMost) percent += weight;
  }
  return Math.min(MOST_CONTEXT, Math.max(0, 1 + percent / 100));
}

const PER_IGNORED_TACTIC = 0.5;
const PER_IGNORED_MESSAGE = 0.8;
const IGNORED_WITHIN_DAYS = 30;

/** Who has just ignored this tactic, or messages at all, will hardly answer the next. */
function fatigueFactor(tactic: Tactic, { view, calendar, today }: DecisionContext): number {
  let factor = 1;
  for (const contact of view.contacts) {
    if (contact.tactic === tactic.id) {
      const last = contact.outcome;
      if (last === "ignored") factor *= PER_IGNORED_TACTIC;
      else if (last !== undefined) factor = 1;
    }
  }
  for (const { outcome, deliveredAt, decidedAt } of view.contacts) {
    if (outcome !== "ignored") continue;
    if (today - calendar.dayOf(deliveredAt ?? decidedAt) < IGNORED_WITHIN_DAYS) {
      factor *= PER_IGNORED_MESSAGE;
    }
  }
  return factor;
}

/** What quiet hours ask of an action. */
interface Going {
  readonly tactic: Tactic;
  readonly channel: Channel | undefined;
}

/**
 * Whether an action keeps quiet hours. What the customer comes to by themselves does not, nor does service that
 * answers them now.
 */
export function keepsQuiet({ tactic, channel }: Going, look: DecisionContext): boolean {
  if (look.policy.quietHours === null || channel === undefined || !goesOut(channel)) return false;
  return !(tactic.messageClass === "service" && look.inConversation);
}

/** Whether it is too late or too early for an action. */
export function isQuietFor(going: Going, look: DecisionContext): boolean {
  return keepsQuiet(going, look) && look.quietUntil !== undefined;
}
