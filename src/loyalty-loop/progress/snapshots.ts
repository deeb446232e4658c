import { defined, SetiaError } from "../../kernel";
import { openComplaints, stillOpen } from "../../satisfaction";
import type { Timeline } from "../policy/compiled-policy";
import { compiledAt, createCore, findCadence, phaseAt } from "../machine/state-machine";
import type { LoyaltyState, LoyaltyStep } from "../loyalty-state";
import { ACTIVITIES } from "../stages";
import { listen, placeOf, type Walk } from "./progress";

type AnyState = LoyaltyState<string>;

/** Begins with a customer of whom nothing is known but that they exist. */
export function beginWalk(
  customerId: string,
  at: Date,
  timeline: Timeline,
  open?: AnyState["satisfaction"]["open"],
): Walk {
  const walk: Walk = {
    customerId,
    firstSeenAt: at,
    core: createCore(at, timeline),
    override: undefined,
    stageSince: at,
    activitySince: at,
    lastInboundAt: undefined,
    lastSignalAt: undefined,
    engagedAt: undefined,
    advocacy: {},
    complaints: openComplaints(open),
    intent: [],
    orders: new Map(),
    facts: [],
    transitions: [],
    lastEvent: undefined,
    changedAt: at,
    changed: true,
  };
  listen(walk);
  return walk;
}

/**
 * Goes on from a state.
 *
 * @throws SetiaError `INVALID_OPTION` if the policy does not know the state's stages
 */
export function resumeWalk(state: AnyState, timeline: Timeline): Walk {
  const { open } = state.satisfaction;
  const walk = beginWalk(state.customerId, state.firstSeenAt, timeline, open);
  const { core } = walk;
  const { calendar } = timeline;
  const { earned, advocacy } = state;
  core.phase = phaseAt(timeline, state.asOf.getTime());
  core.policy = compiledAt(timeline, core.phase);
  Object.assign(core, {
    clock: state.asOf,
    stage: indexOf(timeline.stages, earned.stage),
    stageSince: earned.since.stage,
    activity: ACTIVITIES.indexOf(earned.activity),
    activitySince: earned.since.activity,
    peak: indexOf(timeline.stages, state.peakStage),
    loops: state.loops,
    lastOrderAt: state.lastOrderAt,
    signalDay: calendar.dayOf(state.lastSignalAt ?? state.firstSeenAt),
    engaged: state.engagedAt !== undefined,
    satisfaction: { ...state.satisfaction, open: open.slice(0, 1) },
    advocacyDay:
      advocacy.evidenceAt === undefined ? -Infinity : calendar.dayOf(advocacy.evidenceAt),
    gapSum: state.gapSum,
    gapCount: state.gapCount,
  });
  core.orderDays.push(...state.orderDays);
  findCadence(core);
  Object.assign(walk, {
    override: state.override,
    stageSince: state.since.stage,
    activitySince: state.since.activity,
    lastInboundAt: state.lastInboundAt,
    lastSignalAt: state.lastSignalAt,
    engagedAt: state.engagedAt,
    advocacy,
    intent: state.intent,
    lastEvent: state.lastEvent && { ...state.lastEvent, ids: [...state.lastEvent.ids] },
    changedAt: state.asOf,
    changed: false,
  });
  for (const fact of state.facts) {
    walk.facts.push(fact);
    if (fact.kind === "order") walk.orders.set(fact.orderId, fact);
  }
  return walk;
}

function indexOf(stages: readonly string[], stage: string): number {
  const index = stages.indexOf(stage);
  if (index >= 0) return index;
  throw new SetiaError(
    "INVALID_OPTION",
    `loyalty policy: there is no stage ${JSON.stringify(stage)}, where the state stands; expected the policy that it was made with, or a replay of all events`,
  );
}

/** Gives the state that a walk has come to, and the changes made on the way. */
export function endWalk(walk: Walk): LoyaltyStep<string> {
  const { core, override, lastInboundAt, lastSignalAt, engagedAt, lastEvent } = walk;
  const { stages } = core.timeline;
  const place = placeOf(walk) as Pick<AnyState, "stage" | "activity">;
  const state: AnyState = {
    customerId: walk.customerId,
    asOf: walk.changedAt,
    ...place,
    since: { stage: walk.stageSince, activity: walk.activitySince },
    earned: {
      stage: stages[core.stage]!,
      activity: ACTIVITIES[core.activity] ?? "active",
      since: { stage: core.stageSince, activity: core.activitySince },
    },
    ...defined({ override }),
    peakStage: stages[core.peak]!,
    loops: core.loops,
    cadenceDays: core.cadenceDays,
    orderDays: core.orderDays,
    ...defined({ lastOrderAt: core.lastOrderAt }),
    firstSeenAt: walk.firstSeenAt,
    ...defined({ lastInboundAt, lastSignalAt, engagedAt }),
    gapSum: core.gapSum,
    gapCount: core.gapCount,
    satisfaction: { ...core.satisfaction, open: stillOpen(walk.complaints) },
    advocacy: walk.advocacy,
    intent: walk.intent,
    facts: walk.facts,
    ...defined({ lastEvent }),
  };
  return { state, transitions: walk.transitions };
}
