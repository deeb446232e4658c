import type { CustomerEvent, OrderCompleted } from "../events";
import { calendarOf, reason, type Calendar, type Reason } from "../kernel";
import { isFullyRefunded } from "../purchases";
import { comingChanges } from "./coming-changes";
import type { LoyaltyOrder, LoyaltyState, LoyaltyStep, LoyaltyTransition } from "./loyalty-state";
import { hasBought, loyalWindow, type LoyaltyPolicy } from "./policy";
import { STAGES, type Stage } from "./stages";

/** A state that may be written to; the orders stand apart. */
type Draft = {
  -readonly [Field in keyof Omit<LoyaltyState, "orders" | "orderDays">]: LoyaltyState[Field];
} & { readonly orderDays: number[] };

/**
 * A history on its way. The functions of this file write to it, so that an event costs no more in a long
 * history than in a short one; outside, states are plain and never change.
 */
export interface Walk {
  /** Where the customer stands now. */
  now: Draft;
  /** Every order ever named. */
  readonly orders: Map<string, LoyaltyOrder>;
  /** The changes so far. */
  readonly transitions: LoyaltyTransition[];
  /** The thresholds. */
  readonly policy: LoyaltyPolicy;
  /** The days of the policy's zone. */
  readonly calendar: Calendar;
}

/**
 * Begins with a customer of whom nothing is known but that they exist.
 *
 * @param customerId - the customer
 * @param at - when they were first heard of
 * @param policy - thresholds
 * @returns a walk at that instant
 */
export function beginWalk(customerId: string, at: Date, policy: LoyaltyPolicy): Walk {
  const now: Draft = {
    customerId,
    asOf: at,
    stage: "prospect",
    activity: "active",
    since: { stage: at, activity: at },
    peakStage: "prospect",
    loops: 0,
    cadenceDays: cadence(0, 0, policy),
    orderDays: [],
    firstSeenAt: at,
    gapSum: 0,
    gapCount: 0,
  };
  const calendar = calendarOf(policy.timeZone);
  return { now, orders: new Map(), transitions: [], policy, calendar };
}

/**
 * Goes on from a state.
 *
 * @param state - where the customer stood; it is not changed
 * @param policy - thresholds
 * @returns a walk at that state
 */
export function resumeWalk(state: LoyaltyState, policy: LoyaltyPolicy): Walk {
  const { orders, orderDays, ...rest } = state;
  return {
    now: { ...rest, orderDays: [...orderDays] },
    orders: new Map(orders.map((order) => [order.orderId, order])),
    transitions: [],
    policy,
    calendar: calendarOf(policy.timeZone),
  };
}

/**
 * Gives the state that a walk has come to, and the changes made on the way.
 *
 * @param walk - not to be used afterwards
 * @returns a plain state
 */
export function endWalk(walk: Walk): LoyaltyStep {
  const { now, orders, transitions } = walk;
  return { state: { ...now, orders: [...orders.values()] }, transitions };
}

/**
 * Lets time pass: makes every change that falls due up to an instant, each at its own date.
 *
 * @param walk - is changed
 * @param until - not before the walk's own instant
 */
export function passTime(walk: Walk, until: Date): void {
  const today = walk.calendar.dayOf(until);
  for (;;) {
    const due = comingChanges(walk.now, walk.policy)[0];
    if (due === undefined || due.day > today) break;
    move(walk, due.transition());
  }
  walk.now.asOf = until;
}

/**
 * Takes in an event at the walk's own instant.
 *
 * @param walk - is changed
 * @param event - happens at the walk's instant
 */
export function takeIn(walk: Walk, event: CustomerEvent): void {
  switch (event.type) {
    case "interaction_logged":
      if (event.direction === "inbound") heardFrom(walk, event.at, event.channel);
      return;
    case "order_completed":
      completed(walk, event);
      return;
    case "order_refunded": {
      const known = orderOf(walk, event.orderId);
      takeBack(walk, { ...known, refunded: known.refunded + event.amount });
      return;
    }
    case "order_cancelled":
      takeBack(walk, { ...orderOf(walk, event.orderId), cancelled: true });
      return;
    case "customer_identified":
    case "order_delivered":
    case "intent_shown":
    case "feedback_received":
    case "complaint_resolved":
    case "referral_made":
    case "referral_converted":
    case "competitor_offer":
    case "consent_changed":
    case "stage_overridden":
    case "tactic_decided":
    case "tactic_delivered":
    case "tactic_responded":
    case "customers_merged":
    case "customers_split":
      return;
  }
}

function move(walk: Walk, transition: LoyaltyTransition): void {
  const { now } = walk;
  walk.transitions.push(transition);
  // A loop leaves the stage as it is, so it has lasted since before.
  if (transition.from === transition.to) return;
  now.since = { ...now.since, [transition.region]: transition.at };
  if (transition.region === "activity") now.activity = transition.to;
  else {
    now.stage = transition.to;
    const deeper = STAGES.indexOf(transition.to) > STAGES.indexOf(now.peakStage);
    if (deeper) now.peakStage = transition.to;
  }
}

function heardFrom(walk: Walk, at: Date, channel: string): void {
  const { now } = walk;
  const change = { at, reasons: [reason("loyalty.inbound", { channel })] };
  if (!hasBought(now.stage) && now.activity !== "active") {
    const from = now.activity;
    move(walk, { region: "activity", from, to: "active", kind: "win_back", ...change });
  }
  if (now.stage === "prospect") {
    move(walk, { region: "stage", from: "prospect", to: "engaged", kind: "advance", ...change });
  }
  now.lastInboundAt = at;
}

function completed(walk: Walk, event: OrderCompleted): void {
  const { orderId, at, total } = event;
  const known = orderOf(walk, orderId);
  const order = { ...known, at, total };
  walk.orders.set(orderId, order);
  // An edit on the day of the order moves nothing: days count, not orders.
  const sameDay =
    known.at !== undefined &&
    counts(known) === counts(order) &&
    walk.calendar.dayOf(known.at) === walk.calendar.dayOf(at);
  if (sameDay) {
    if (counts(order)) walk.now.lastOrderAt = at;
  } else if (known.at !== undefined) correct(walk, reason("loyalty.order_replaced", { orderId }));
  else if (counts(order)) bought(walk, orderId, at);
}

function takeBack(walk: Walk, order: LoyaltyOrder): void {
  const stood = counts(orderOf(walk, order.orderId));
  walk.orders.set(order.orderId, order);
  if (stood && !counts(order)) {
    correct(walk, reason("loyalty.order_taken_back", { orderId: order.orderId }));
  }
}

/** A counted order: orders on one calendar day count once for stage, loops and cadence. */
function bought(walk: Walk, orderId: string, at: Date): void {
  const { now } = walk;
  const day = walk.calendar.dayOf(at);
  const lastDay = now.orderDays.at(-1);
  const away = now.activity === "lapsed" || now.activity === "lost";
  now.lastOrderAt = at;
  if (day === lastDay) return;

  const signalDay = walk.calendar.dayOf(now.lastInboundAt ?? now.firstSeenAt);
  const gap = day - (lastDay ?? signalDay);
  const backAgain = reason("loyalty.bought_again", { days: gap });
  // A gap that crossed the lapse line is an absence, not a habit: it would make the customer slow for ever.
  const habit = lastDay !== undefined && !away;
  if (habit) {
    now.gapSum += gap;
    now.gapCount++;
    now.cadenceDays = cadence(now.gapSum, now.gapCount, walk.policy);
  }
  now.loops = habit ? now.loops + 1 : 0;
  now.orderDays.push(day);

  if (now.activity !== "active") {
    const kind = away ? "win_back" : "loop";
    const reasons = [away ? reason("loyalty.came_back", { days: gap }) : backAgain];
    move(walk, { region: "activity", from: now.activity, to: "active", kind, at, reasons });
  }
  const before = now.stage;
  for (let next = nextStage(walk, orderId); next !== undefined; next = nextStage(walk, orderId)) {
    const [to, why] = next;
    move(walk, { region: "stage", from: now.stage, to, kind: "advance", at, reasons: [why] });
  }
  if (now.stage === before && habit) {
    move(walk, {
      region: "stage",
      from: before,
      to: before,
      kind: "loop",
      at,
      reasons: [backAgain],
    });
  }
}

function nextStage(walk: Walk, orderId: string): [Stage, Reason] | undefined {
  const { stage, orderDays } = walk.now;
  const { policy } = walk;
  if (!hasBought(stage)) return ["first_time", reason("loyalty.first_order", { orderId })];
  if (stage === "first_time" && orderDays.length >= 2) {
    return ["repeat", reason("loyalty.order_days", { days: orderDays.length })];
  }
  if (stage !== "repeat") return undefined;
  const windowDays = loyalWindow(policy);
  const firstInWindow = (orderDays.at(-1) ?? 0) - windowDays;
  let days = 0;
  while ((orderDays.at(-1 - days) ?? -Infinity) > firstInWindow) days++;
  const required = policy.loyalEnterDays;
  if (days < required) return undefined;
  return ["loyal", reason("loyalty.loyal_window", { days, windowDays, required })];
}

/** The state becomes what it would be had the orders always been as they are now known. */
function correct(walk: Walk, why: Reason): void {
  const { now: before, orders, transitions, policy } = walk;
  const { asOf: at, lastInboundAt } = before;
  const anew = beginWalk(before.customerId, before.firstSeenAt, policy);
  if (lastInboundAt !== undefined) {
    Object.assign(anew.now, { lastInboundAt, stage: "engaged", peakStage: "engaged" });
  }
  const counted = [...orders.values()]
    .flatMap((order) => (counts(order) ? [order] : []))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const order of counted) {
    passTime(anew, order.at);
    bought(anew, order.orderId, order.at);
  }
  passTime(anew, at);

  const { stage, activity } = anew.now;
  const since = {
    stage: stage === before.stage ? before.since.stage : at,
    activity: activity === before.activity ? before.since.activity : at,
  };
  walk.now = { ...anew.now, since };
  const change = { kind: "correct", at, reasons: [why] } as const;
  if (stage !== before.stage) {
    transitions.push({ region: "stage", from: before.stage, to: stage, ...change });
  }
  if (activity !== before.activity) {
    transitions.push({ region: "activity", from: before.activity, to: activity, ...change });
  }
}

/** True if the order stands: placed, not called off and not given back in full. */
function counts(order: LoyaltyOrder): order is LoyaltyOrder & { readonly at: Date } {
  const { at, cancelled, total, refunded } = order;
  return at !== undefined && !cancelled && !isFullyRefunded(total, refunded);
}

function orderOf(walk: Walk, orderId: string): LoyaltyOrder {
  return walk.orders.get(orderId) ?? { orderId, total: 0, refunded: 0, cancelled: false };
}

/** The mean gap, in which the prior weighs as much as `priorWeight` gaps of the customer's own. */
function cadence(gapSum: number, gapCount: number, policy: LoyaltyPolicy): number {
  const mean =
    (policy.priorWeight * policy.priorCadenceDays + gapSum) / (policy.priorWeight + gapCount);
  return Math.min(Math.max(mean, policy.minimumCadenceDays), policy.maximumCadenceDays);
}
