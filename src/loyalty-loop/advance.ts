import type { CustomerEvent, OrderCompleted } from "../events";
import { calendarOf, reason, type Reason } from "../kernel";
import type { LoyaltyOrder, LoyaltyState, LoyaltyStep, LoyaltyTransition } from "./loyalty-state";
import { DEFAULT_LOYALTY_POLICY, type LoyaltyPolicy } from "./policy";
import { applyTransition, assertNotBefore, hasBought, loyalWindow, settle } from "./settle";
import type { Stage } from "./stages";

/**
 * Takes one event into a customer's place on the loop. Pure and total: an event of any type may come in
 * any state. Changes that fell due before the event are made first, so the history reads in order.
 *
 * @param state - where the customer stood; `undefined` before the first event
 * @param event - the next event, not older than the state
 * @param policy - thresholds; the defaults if left out
 * @returns the new state and the changes made
 * @throws SetiaError `OUT_OF_ORDER` if the event is older than the state: replay all events instead
 *
 * @example
 * ```ts
 * import { advance, type CustomerEvent } from "setia";
 *
 * const order: CustomerEvent = {
 *   id: "e1", type: "order_completed", customerId: "ani", at: new Date("2026-01-05T03:00:00Z"),
 *   orderId: "o1", currency: "IDR", total: 1_500_000,
 * };
 * const { state, transitions } = advance(undefined, order);
 * state.stage; // => "first_time"
 * transitions.map(({ from, to, kind }) => [from, to, kind]); // => [["prospect", "first_time", "advance"]]
 * ```
 */
export function advance(
  state: LoyaltyState | undefined,
  event: CustomerEvent,
  policy: LoyaltyPolicy = DEFAULT_LOYALTY_POLICY,
): LoyaltyStep {
  const before = state ?? firstSeen(event, policy);
  assertNotBefore(before, event.at, "advance: event.at");
  const settled = settle(before, { asOf: event.at }, policy);
  const step = takeIn(settled.state, event, policy);
  return {
    state: step.state,
    transitions: [...settled.transitions, ...step.transitions],
  };
}

function takeIn(state: LoyaltyState, event: CustomerEvent, policy: LoyaltyPolicy): LoyaltyStep {
  switch (event.type) {
    case "interaction_logged":
      return event.direction === "inbound"
        ? inbound(state, event.at, event.channel)
        : { state, transitions: [] };
    case "order_completed":
      return completed(state, event, policy);
    case "order_refunded": {
      const known = orderOf(state, event.orderId);
      return takeBack(state, { ...known, refunded: known.refunded + event.amount }, policy);
    }
    case "order_cancelled":
      return takeBack(state, { ...orderOf(state, event.orderId), cancelled: true }, policy);
    case "customer_identified":
    case "tactic_decided":
    case "tactic_delivered":
    case "tactic_responded":
      return { state, transitions: [] };
  }
}

function firstSeen(event: CustomerEvent, policy: LoyaltyPolicy): LoyaltyState {
  return {
    customerId: event.customerId,
    asOf: event.at,
    stage: "prospect",
    activity: "active",
    since: { stage: event.at, activity: event.at },
    peakStage: "prospect",
    loops: 0,
    cadenceDays: cadence(0, 0, policy),
    orderDays: [],
    firstSeenAt: event.at,
    gapSum: 0,
    gapCount: 0,
    orders: [],
  };
}

function inbound(state: LoyaltyState, at: Date, channel: string): LoyaltyStep {
  const transitions: LoyaltyTransition[] = [];
  const reasons = [reason("loyalty.inbound", { channel })];
  if (!hasBought(state.stage) && state.activity !== "active") {
    const from = state.activity;
    transitions.push({ region: "activity", from, to: "active", kind: "win_back", at, reasons });
  }
  if (state.stage === "prospect") {
    transitions.push({
      region: "stage",
      from: "prospect",
      to: "engaged",
      kind: "advance",
      at,
      reasons,
    });
  }
  return {
    state: { ...transitions.reduce(applyTransition, state), lastInboundAt: at },
    transitions,
  };
}

function completed(state: LoyaltyState, event: OrderCompleted, policy: LoyaltyPolicy): LoyaltyStep {
  const known = orderOf(state, event.orderId);
  const order: LoyaltyOrder = { ...known, at: event.at, total: event.total };
  const orders = withOrder(state.orders, order);
  if (known.at !== undefined) {
    const replaced = reason("loyalty.order_replaced", { orderId: event.orderId });
    return correct(state, orders, replaced, policy);
  }
  return counts(order)
    ? bought({ ...state, orders }, event.orderId, event.at, policy)
    : { state: { ...state, orders }, transitions: [] };
}

function takeBack(state: LoyaltyState, order: LoyaltyOrder, policy: LoyaltyPolicy): LoyaltyStep {
  const orders = withOrder(state.orders, order);
  if (counts(orderOf(state, order.orderId)) === counts(order)) {
    return { state: { ...state, orders }, transitions: [] };
  }
  const takenBack = reason("loyalty.order_taken_back", { orderId: order.orderId });
  return correct(state, orders, takenBack, policy);
}

/** A counted order: orders on one calendar day count once for stage, loops and cadence. */
function bought(
  state: LoyaltyState,
  orderId: string,
  at: Date,
  policy: LoyaltyPolicy,
): LoyaltyStep {
  const day = calendarOf(policy.timeZone).dayOf(at);
  const lastDay = state.orderDays.at(-1);
  if (day === lastDay) return { state: { ...state, lastOrderAt: at }, transitions: [] };

  const away = state.activity === "lapsed" || state.activity === "lost";
  const gap = lastDay === undefined ? 0 : day - lastDay;
  // A gap that crossed the lapse line is an absence, not a habit: it would make the customer slow for ever.
  const habit = lastDay !== undefined && !away;
  const gapSum = state.gapSum + (habit ? gap : 0);
  const gapCount = state.gapCount + (habit ? 1 : 0);
  const orderDays = [...state.orderDays, day];
  const transitions: LoyaltyTransition[] = [];

  if (state.activity !== "active") {
    const from = state.activity;
    const silence = gap > 0 ? gap : day - signalDay(state, policy);
    transitions.push({
      region: "activity",
      from,
      to: "active",
      kind: away ? "win_back" : "loop",
      at,
      reasons: [
        away
          ? reason("loyalty.came_back", { days: silence })
          : reason("loyalty.bought_again", { days: gap }),
      ],
    });
  }
  let stage = state.stage;
  for (;;) {
    const next = nextStage(stage, orderId, orderDays, policy);
    if (next === undefined) break;
    const [to, why] = next;
    transitions.push({
      region: "stage",
      from: stage,
      to,
      kind: "advance",
      at,
      reasons: [why],
    });
    stage = to;
  }
  if (stage === state.stage && habit) {
    transitions.push({
      region: "stage",
      from: stage,
      to: stage,
      kind: "loop",
      at,
      reasons: [reason("loyalty.bought_again", { days: gap })],
    });
  }
  const since = state.since.stage;
  const moved = transitions.reduce(applyTransition, state);
  return {
    state: {
      ...moved,
      // A loop leaves the stage as it is, so it has lasted since before.
      since: { ...moved.since, stage: stage === state.stage ? since : at },
      loops: habit ? state.loops + 1 : 0,
      cadenceDays: cadence(gapSum, gapCount, policy),
      orderDays,
      lastOrderAt: at,
      gapSum,
      gapCount,
    },
    transitions,
  };
}

function nextStage(
  stage: Stage,
  orderId: string,
  orderDays: readonly number[],
  policy: LoyaltyPolicy,
): [Stage, Reason] | undefined {
  if (!hasBought(stage)) return ["first_time", reason("loyalty.first_order", { orderId })];
  if (stage === "first_time" && orderDays.length >= 2) {
    return ["repeat", reason("loyalty.order_days", { days: orderDays.length })];
  }
  if (stage !== "repeat") return undefined;
  const windowDays = loyalWindow(policy);
  const today = orderDays.at(-1) ?? 0;
  const days = orderDays.filter((day) => day > today - windowDays).length;
  const required = policy.loyalEnterDays;
  if (days < required) return undefined;
  return ["loyal", reason("loyalty.loyal_window", { days, windowDays, required })];
}

/** The state becomes what it would be had the orders always been as they are now known. */
function correct(
  state: LoyaltyState,
  orders: readonly LoyaltyOrder[],
  why: Reason,
  policy: LoyaltyPolicy,
): LoyaltyStep {
  const { customerId, firstSeenAt, lastInboundAt, asOf: at } = state;
  const stage: Stage = lastInboundAt === undefined ? "prospect" : "engaged";
  let rebuilt: LoyaltyState = {
    customerId,
    asOf: firstSeenAt,
    stage,
    activity: "active",
    since: { stage: firstSeenAt, activity: firstSeenAt },
    peakStage: stage,
    loops: 0,
    cadenceDays: cadence(0, 0, policy),
    orderDays: [],
    firstSeenAt,
    ...(lastInboundAt === undefined ? {} : { lastInboundAt }),
    gapSum: 0,
    gapCount: 0,
    orders,
  };
  const counted = orders
    .flatMap((order) => (counts(order) ? [{ orderId: order.orderId, at: order.at }] : []))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const order of counted) {
    rebuilt = settle(rebuilt, { asOf: order.at }, policy).state;
    rebuilt = bought(rebuilt, order.orderId, order.at, policy).state;
  }
  rebuilt = settle(rebuilt, { asOf: at }, policy).state;

  const transitions: LoyaltyTransition[] = [];
  const change = { kind: "correct", at, reasons: [why] } as const;
  if (rebuilt.stage !== state.stage) {
    transitions.push({ region: "stage", from: state.stage, to: rebuilt.stage, ...change });
  }
  if (rebuilt.activity !== state.activity) {
    transitions.push({ region: "activity", from: state.activity, to: rebuilt.activity, ...change });
  }
  return {
    state: {
      ...rebuilt,
      since: {
        stage: rebuilt.stage === state.stage ? state.since.stage : at,
        activity: rebuilt.activity === state.activity ? state.since.activity : at,
      },
    },
    transitions,
  };
}

/** True if the order stands: placed, not called off and not given back in full. */
function counts(order: LoyaltyOrder): order is LoyaltyOrder & { readonly at: Date } {
  const givenBack = order.refunded > 0 && order.refunded >= order.total;
  return order.at !== undefined && !order.cancelled && !givenBack;
}

function orderOf(state: LoyaltyState, orderId: string): LoyaltyOrder {
  const known = state.orders.find((order) => order.orderId === orderId);
  return known ?? { orderId, total: 0, refunded: 0, cancelled: false };
}

function withOrder(orders: readonly LoyaltyOrder[], order: LoyaltyOrder): LoyaltyOrder[] {
  return [...orders.filter((other) => other.orderId !== order.orderId), order];
}

/** The mean gap, in which the prior weighs as much as `priorWeight` gaps of the customer's own. */
function cadence(gapSum: number, gapCount: number, policy: LoyaltyPolicy): number {
  const mean =
    (policy.priorWeight * policy.priorCadenceDays + gapSum) / (policy.priorWeight + gapCount);
  return Math.min(Math.max(mean, policy.minimumCadenceDays), policy.maximumCadenceDays);
}

function signalDay(state: LoyaltyState, policy: LoyaltyPolicy): number {
  return calendarOf(policy.timeZone).dayOf(state.lastInboundAt ?? state.firstSeenAt);
}
