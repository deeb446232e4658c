import { assertInstant, calendarOf, reason, SetiaError } from "../kernel";
import type { LoyaltyState, LoyaltyStep, LoyaltyTransition } from "./loyalty-state";
import { DEFAULT_LOYALTY_POLICY, type LoyaltyPolicy } from "./policy";
import { STAGES, type Activity, type Stage } from "./stages";

/** At which instant the answer is wanted. */
export interface SettleOptions {
  /** The passing of time is followed up to here, inclusive. */
  readonly asOf: Date;
}

/**
 * Tells what will happen to a customer if nothing happens: every change that the mere passing of time will
 * bring, with its date. Deadlines are computed from stored instants; there are no timers.
 *
 * @param state - where the customer stands
 * @param policy - thresholds; the defaults if left out
 * @returns the coming changes, soonest first; each falls on the first instant of a calendar day
 */
export function deadlines(
  state: LoyaltyState,
  policy: LoyaltyPolicy = DEFAULT_LOYALTY_POLICY,
): LoyaltyTransition[] {
  const due = [...lapses(state, policy), ...regress(state, policy)];
  return due.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/**
 * Lets time pass: makes every change that falls due up to an instant, each at its own date. Settling once
 * after a year gives the same history as settling every night.
 *
 * @param state - where the customer stood
 * @param options - the instant
 * @param policy - thresholds; the defaults if left out
 * @returns the state at `asOf` and the changes made on the way
 * @throws SetiaError `OUT_OF_ORDER` if `asOf` lies before the state's own instant
 */
export function settle(
  state: LoyaltyState,
  options: SettleOptions,
  policy: LoyaltyPolicy = DEFAULT_LOYALTY_POLICY,
): LoyaltyStep {
  assertInstant(options.asOf, "settle: asOf");
  assertNotBefore(state, options.asOf, "settle: asOf");
  const transitions: LoyaltyTransition[] = [];
  let settled = state;
  for (;;) {
    const due = deadlines(settled, policy)[0];
    if (due === undefined || due.at > options.asOf) break;
    settled = applyTransition(settled, due);
    transitions.push(due);
  }
  return { state: { ...settled, asOf: options.asOf }, transitions };
}

/**
 * Puts a change into a state.
 *
 * @param state - before
 * @param transition - the change
 * @returns after
 */
export function applyTransition(state: LoyaltyState, transition: LoyaltyTransition): LoyaltyState {
  const since = { ...state.since, [transition.region]: transition.at };
  return transition.region === "stage"
    ? { ...state, stage: transition.to, peakStage: deeper(state.peakStage, transition.to), since }
    : { ...state, activity: transition.to, since };
}

/**
 * Refuses to go back in time.
 *
 * @param state - where the customer stands
 * @param at - the instant of what comes next
 * @param where - function and place, as the message begins
 * @throws SetiaError `OUT_OF_ORDER`
 */
export function assertNotBefore(state: LoyaltyState, at: Date, where: string): void {
  if (at < state.asOf) {
    throw new SetiaError(
      "OUT_OF_ORDER",
      `${where} is ${at.toISOString()}, but the state already speaks of ${state.asOf.toISOString()}; expected a later instant, or a replay of all events`,
    );
  }
}

/**
 * Tells whether the customer has an order that counts.
 *
 * @param stage - a stage
 * @returns true from `first_time` on
 */
export function hasBought(stage: Stage): boolean {
  return STAGES.indexOf(stage) >= STAGES.indexOf("first_time");
}

function deeper(a: Stage, b: Stage): Stage {
  return STAGES.indexOf(a) >= STAGES.indexOf(b) ? a : b;
}

function lapses(state: LoyaltyState, policy: LoyaltyPolicy): LoyaltyTransition[] {
  const calendar = calendarOf(policy.timeZone);
  const bought = hasBought(state.stage);
  const lastDay =
    state.orderDays.at(-1) ?? calendar.dayOf(state.lastInboundAt ?? state.firstSeenAt);
  const away: [Activity, number][] = bought
    ? quietDays(state.cadenceDays, policy)
    : [
        ["lapsed", policy.prospectLapsedDays],
        ["lost", policy.prospectLostDays],
      ];
  const order: Activity[] = ["active", ...away.map(([activity]) => activity)];
  const coming: LoyaltyTransition[] = [];
  for (const [to, days] of away.slice(order.indexOf(state.activity))) {
    const from = coming.at(-1)?.to ?? state.activity;
    coming.push({
      region: "activity",
      from: from as Activity,
      to,
      kind: "lapse",
      at: calendar.startOf(lastDay + days),
      reasons: [
        bought
          ? reason("loyalty.quiet", { days, cadenceDays: Math.round(state.cadenceDays) })
          : reason("loyalty.no_signal", { days }),
      ],
    });
  }
  return coming;
}

/** Days without an order until each activity begins; strictly rising whatever the policy's limits. */
function quietDays(cadenceDays: number, policy: LoyaltyPolicy): [Activity, number][] {
  const lapsed = Math.min(
    Math.ceil(policy.lapsedAfterCadences * cadenceDays),
    policy.lapsedAtMostDays,
  );
  const atRisk = Math.min(Math.ceil(policy.atRiskAfterCadences * cadenceDays), lapsed - 1);
  const lost = Math.min(
    Math.max(Math.ceil(policy.lostAfterCadences * cadenceDays), policy.lapsedAtMostDays),
    policy.lostAtMostDays,
  );
  return [
    ["at_risk", atRisk],
    ["lapsed", lapsed],
    ["lost", Math.max(lost, lapsed + 1)],
  ];
}

function regress(state: LoyaltyState, policy: LoyaltyPolicy): LoyaltyTransition[] {
  if (state.stage !== "loyal") return [];
  const calendar = calendarOf(policy.timeZone);
  const windowDays = loyalWindow(policy);
  const lastNeeded = state.orderDays.at(-policy.loyalLeaveDays) ?? -Infinity;
  const day = Math.max(
    lastNeeded + windowDays,
    calendar.dayOf(state.since.stage) + policy.minimumDwellDays,
  );
  return [
    {
      region: "stage",
      from: "loyal",
      to: "repeat",
      kind: "regress",
      at: calendar.startOf(day),
      reasons: [
        reason("loyalty.left_window", {
          days: state.orderDays.filter((orderDay) => orderDay > day - windowDays).length,
          windowDays,
          required: policy.loyalLeaveDays,
        }),
      ],
    },
  ];
}

/**
 * Gives the length of the window in which order days make a customer loyal.
 *
 * @param policy - thresholds
 * @returns days, at least six prior cadences
 */
export function loyalWindow(policy: LoyaltyPolicy): number {
  return Math.max(policy.loyalWindowDays, Math.ceil(6 * policy.priorCadenceDays));
}
