import type {
  ConsentChanged,
  CustomerEvent,
  FeedbackReceived,
  IntentShown,
  OrderCompleted,
  OrderRefunded,
  StageOverridden,
} from "../../events";
import { defined, formatDay, type Reason, reason } from "../../kernel";
import { isFullyRefunded } from "../../purchases";
import { reduceFeedback, publicWordOf } from "../../satisfaction";
import { INTENT_WEIGHTS } from "../intent-score";
import type { LoyaltyOrder, LoyaltyState } from "../loyalty-state";
import { advanceStages, createCore, moveTo, passTime, takeOrder } from "../state-machine";
import { activityOf } from "../stages";
import { changedAt, listen, setByHand, type Progress } from "./progress";

/** Whether an order stands: placed, not cancelled and not refunded in full. */
export function stands({ at, cancelled, total, refunded, allRefunds = 0 }: LoyaltyOrder): boolean {
  return at !== undefined && !cancelled && !isFullyRefunded(total, Math.max(refunded, allRefunds));
}

/**
 * Makes the machine what it would be had the orders always been as they are now known: all facts are gone through again
 * in silence, and what differs at the end is shown as a correction.
 */
export function correct(progress: Progress, at: Date, why: Reason): void {
  const { core: before, facts } = progress;
  const { timeline } = before;
  const { calendar } = timeline;
  const core = createCore(progress.firstSeenAt, timeline);
  // Activity without any order goes by the last sign of life alone, and with one not at all.
  core.signalDay = before.signalDay;
  for (const fact of facts) {
    if (fact.at === undefined) continue;
    if (fact.kind === "order") {
      if (!stands(fact)) continue;
      passTime(core, fact.at);
      takeOrder(core, fact.at, fact.orderId);
      continue;
    }
    passTime(core, fact.at);
    core.due = NaN;
    if (fact.kind === "engaged") core.engaged = true;
    else {
      const { advocateAt } = fact;
      core.satisfaction = fact.satisfaction;
      core.advocacyDay = advocateAt === undefined ? -Infinity : calendar.dayOf(advocateAt);
    }
    advanceStages(core, fact.at, calendar.dayOf(fact.at));
  }
  // What they said is not corrected: the facts say the same in the end.
  core.satisfaction = before.satisfaction;
  passTime(core, at);

  const { stage, activity } = core;
  core.stageSince = stage === before.stage ? before.stageSince : at;
  core.activitySince = activity === before.activity ? before.activitySince : at;
  core.due = NaN;
  progress.core = core;
  listen(progress);
  const reasons = (): readonly Reason[] => [why];
  if (stage !== before.stage) {
    core.listener?.("stage", before.stage, stage, "correct", at, reasons);
  }
  if (activity !== before.activity) {
    core.listener?.("activity", before.activity, activity, "correct", at, reasons);
  }
}

/**
 * Takes in feedback. An NPS answer and public praise make an advocate together, in either order; a low answer unmakes
 * one.
 */
export function hearFeedback(progress: Progress, event: FeedbackReceived): void {
  const { at, kind, score } = event;
  const { policy } = progress.core.policy;
  const { calendar } = progress.core.timeline;
  if (kind === "nps" && score !== undefined) {
    const known: LoyaltyState["advocacy"] =
      score > policy.detractorNps ? progress.advocacy : withoutEvidence(progress.advocacy);
    progress.advocacy = { ...known, nps: { score, at } };
  }
  if (publicWordOf(event, policy.satisfaction) === "praise") {
    progress.advocacy = { ...progress.advocacy, praisedAt: at };
  }
  const { praisedAt, nps } = progress.advocacy;
  const recent = (then: Date | undefined): boolean =>
    then !== undefined && calendar.dayOf(at) - calendar.dayOf(then) < policy.advocacyDays;
  const spoke = praisedAt === at || nps?.at === at;
  const praises =
    spoke && recent(praisedAt) && recent(nps?.at) && (nps?.score ?? 0) >= policy.advocateNps;
  const why = reason("loyalty.praised_in_public", {
    score: nps?.score ?? 0,
    day: formatDay(calendar.dayOf(praisedAt ?? at)),
  });
  hearWord(progress, event, praises ? at : progress.advocacy.evidenceAt, praises ? why : undefined);
}

/** Takes in what satisfaction or advocacy rests on. */
export function hearWord(
  progress: Progress,
  event: CustomerEvent,
  advocateAt: Date | undefined,
  why: Reason | undefined,
): void {
  const { core } = progress;
  const { calendar } = core.timeline;
  const { at } = event;
  const day = calendar.dayOf(at);
  const satisfaction = reduceFeedback(
    core.satisfaction,
    event,
    core.policy.policy.satisfaction,
    progress.complaints,
  );
  const advocacyDay = advocateAt === undefined ? -Infinity : calendar.dayOf(advocateAt);
  if (advocateAt !== undefined)
    progress.advocacy = { ...progress.advocacy, evidenceAt: advocateAt };
  if (satisfaction === core.satisfaction && advocacyDay === core.advocacyDay) return;
  core.satisfaction = satisfaction;
  core.advocacyDay = advocacyDay;
  core.due = NaN;
  const evidence = advocateAt === undefined ? {} : { advocateAt };
  progress.facts.push({ kind: "word", at, satisfaction, ...evidence });
  advanceStages(core, at, day, why);
}

function withoutEvidence({ praisedAt }: LoyaltyState["advocacy"]): LoyaltyState["advocacy"] {
  return praisedAt === undefined ? {} : { praisedAt };
}

/** Takes in a sign of life: it keeps or wins back a prospect, and makes one engaged. */
export function signal(progress: Progress, at: Date, why: Reason, engages = true): void {
  const { core } = progress;
  const day = core.timeline.calendar.dayOf(at);
  progress.lastSignalAt = at;
  core.signalDay = day;
  if (core.orderDays.length === 0) {
    core.due = NaN;
    if (core.activity !== 0) moveTo(core, "activity", 0, "win_back", at, () => [why]);
  }
  if (!engages || core.engaged) return;
  core.engaged = true;
  core.due = NaN;
  progress.engagedAt = at;
  progress.intent = [];
  progress.facts.push({ kind: "engaged", at });
  advanceStages(core, at, day, why);
}

/** Takes in that they think of buying. */
export function showIntent(progress: Progress, { at, signal: shown }: IntentShown): void {
  const { core } = progress;
  const { engagedIntentDays: within, engagedIntentScore: enough } = core.policy.policy;
  let score = INTENT_WEIGHTS[shown];
  if (!core.engaged) {
    const day = core.timeline.calendar.dayOf(at);
    const recent = progress.intent.filter((one) => day - one.day < within);
    score += recent.reduce((sum, { points }) => sum + points, 0);
    progress.intent = [...recent, { day, points: INTENT_WEIGHTS[shown] }];
  }
  signal(progress, at, reason("loyalty.intent", { score, days: within }), score >= enough);
}

/** Takes in what somebody of the shop sets by hand. */
export function overridden(progress: Progress, event: StageOverridden): void {
  const { by, reason: why, at, until, stage, activity } = event;
  if (stage === undefined && activity === undefined) {
    setByHand(progress, undefined, at, reason("loyalty.override_lifted", { by, why }));
    return;
  }
  const { stages } = progress.core.timeline;
  const known = {
    ...(stage !== undefined && stages.includes(stage) ? { stage } : {}),
    ...defined({ activity: activityOf(activity) }),
  };
  // What names nothing that is known, or is over before it begins, sets nothing.
  const empty = known.stage === undefined && known.activity === undefined;
  if (empty || (until !== undefined && until < at)) return;
  const holds = until === undefined ? {} : { until };
  const set = { by, reason: why, at, ...holds, ...known };
  setByHand(progress, set, at, reason("loyalty.overridden", { by, why }));
}

/** Says of an event that the loop would listen to but cannot use. */
export function faultOf(event: CustomerEvent, stages: readonly string[]): Reason | undefined {
  if (event.type !== "stage_overridden") return undefined;
  const { stage, activity } = event;
  const unknown =
    stage !== undefined && !stages.includes(stage)
      ? stage
      : activity !== undefined && activityOf(activity) === undefined
        ? activity
        : undefined;
  return unknown === undefined
    ? undefined
    : reason("loyalty.unknown_override", { by: event.by, name: unknown });
}

/** Takes in an order, or a later version of one. */
export function completed(progress: Progress, event: OrderCompleted): void {
  const { orderId, at, total } = event;
  const known = orderOf(progress, orderId);
  if (event.ifKnown === "keep" && known.at !== undefined) return;
  const order: LoyaltyOrder = { ...known, at, total };
  remember(progress, order, true);
  const { calendar } = progress.core.timeline;
  if (known.at === undefined) {
    if (stands(order)) takeOrder(progress.core, at, orderId);
    return;
  }
  // An edit on the day of the order moves nothing: days count, not orders.
  const sameDay =
    stands(known) === stands(order) && calendar.dayOf(known.at) === calendar.dayOf(at);
  if (!sameDay) correct(progress, at, reason("loyalty.order_replaced", { orderId }));
  else if (stands(order)) progress.core.lastOrderAt = at;
}

/** Takes in money refunded. */
export function refund(progress: Progress, { orderId, amount, amountOf, at }: OrderRefunded): void {
  const known = orderOf(progress, orderId);
  const { refunded, allRefunds = 0 } = known;
  const next =
    amountOf === "all_refunds"
      ? { allRefunds: Math.max(allRefunds, amount) }
      : { refunded: refunded + amount };
  takeBack(progress, { ...known, ...next }, at);
}

/** Takes in that an order was cancelled. */
export function cancel(progress: Progress, orderId: string, at: Date): void {
  takeBack(progress, { ...orderOf(progress, orderId), cancelled: true }, at);
}

function takeBack(progress: Progress, order: LoyaltyOrder, at: Date): void {
  const known = orderOf(progress, order.orderId);
  progress.standing ??= standingDays(progress);
  remember(progress, order, false);
  if (!stands(known) || stands(order)) return;
  // Days count, not orders: with another order on the day nothing rests on this one.
  if ((progress.standing.get(dayOf(progress, known)) ?? 0) > 0) {
    progress.core.lastOrderAt = progress.facts.findLast(
      (fact): fact is LoyaltyOrder => fact.kind === "order" && stands(fact),
    )?.at;
  } else correct(progress, at, reason("loyalty.order_taken_back", { orderId: order.orderId }));
}

function dayOf({ core }: Progress, { at }: LoyaltyOrder): number {
  return at === undefined ? NaN : core.timeline.calendar.dayOf(at);
}

function standingDays(progress: Progress): Map<number, number> {
  const days = new Map<number, number>();
  for (const fact of progress.facts) {
    if (fact.kind !== "order" || !stands(fact)) continue;
    const day = dayOf(progress, fact);
    days.set(day, (days.get(day) ?? 0) + 1);
  }
  return days;
}

function remember(progress: Progress, order: LoyaltyOrder, atEnd: boolean): void {
  const { facts, orders, standing } = progress;
  const known = orders.get(order.orderId);
  orders.set(order.orderId, order);
  if (standing !== undefined) {
    for (const [version, change] of [
      [known, -1],
      [order, 1],
    ] as const) {
      if (version === undefined || !stands(version)) continue;
      const day = dayOf(progress, version);
      standing.set(day, (standing.get(day) ?? 0) + change);
    }
  }
  const index = known === undefined ? -1 : facts.lastIndexOf(known);
  if (index < 0) facts.push(order);
  else if (!atEnd) facts[index] = order;
  else {
    facts.splice(index, 1);
    facts.push(order);
  }
}

function orderOf(progress: Progress, orderId: string): LoyaltyOrder {
  const known = progress.orders.get(orderId);
  return known ?? { kind: "order", orderId, total: 0, refunded: 0, cancelled: false };
}

/** Whether the loop listens to an event. Of the others it takes no notice. */
export function isFeedback(event: CustomerEvent): boolean {
  switch (event.type) {
    case "order_completed":
    case "order_refunded":
    case "order_cancelled":
    case "feedback_received":
    case "complaint_resolved":
    case "referral_made":
    case "referral_converted":
    case "stage_overridden":
      return true;
    case "interaction_logged":
      return event.direction === "inbound";
    case "intent_shown":
      return INTENT_WEIGHTS[event.signal] > 0;
    case "consent_changed":
      return allowsMarketing(event);
    case "tactic_responded":
      return event.outcome === "accepted";
    case "customer_identified":
    case "order_delivered":
    case "competitor_offer":
    case "tactic_decided":
    case "tactic_delivered":
    case "customers_merged":
    case "customers_split":
      return false;
  }
}

/** Applies an event at the instant that was reached. */
export function applyEvent(progress: Progress, event: CustomerEvent): void {
  if (!isFeedback(event)) return;
  const { at, id } = event;
  const last = progress.lastEvent;
  const ids = last?.at.getTime() === at.getTime() ? last.ids : [];
  // A walk's own list, so that many events of one instant take linear time.
  ids.push(id);
  progress.lastEvent = { id, at, recordedAt: event.recordedAt ?? at, ids };
  changedAt(progress, at);
  switch (event.type) {
    case "order_completed":
      completed(progress, event);
      return;
    case "order_refunded":
      refund(progress, event);
      return;
    case "order_cancelled":
      cancel(progress, event.orderId, at);
      return;
    case "interaction_logged":
      progress.lastInboundAt = at;
      signal(progress, at, reason("loyalty.inbound", { channel: event.channel }));
      return;
    case "intent_shown":
      showIntent(progress, event);
      return;
    case "consent_changed":
      signal(progress, at, reason("loyalty.consented", {}));
      return;
    case "tactic_responded":
      signal(progress, at, reason("loyalty.accepted_offer", {}));
      return;
    case "referral_made":
      signal(progress, at, reason("loyalty.referred", {}));
      return;
    case "feedback_received":
      progress.lastInboundAt = at;
      signal(progress, at, reason("loyalty.told", { feedback: event.kind }));
      hearFeedback(progress, event);
      return;
    case "complaint_resolved":
      hearWord(progress, event, progress.advocacy.evidenceAt, undefined);
      return;
    case "referral_converted":
      hearWord(progress, event, at, reason("loyalty.referral_bought", {}));
      return;
    case "stage_overridden":
      overridden(progress, event);
      return;
    case "customer_identified":
    case "order_delivered":
    case "competitor_offer":
    case "tactic_decided":
    case "tactic_delivered":
    case "customers_merged":
    case "customers_split":
      return;
  }
}

function allowsMarketing({ purpose, status, undated }: ConsentChanged): boolean {
  // What another system repeats is no act of the customer's.
  return undated !== true && status === "granted" && (purpose === "marketing" || purpose === "any");
}
