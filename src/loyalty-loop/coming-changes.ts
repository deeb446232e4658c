import { calendarOf, reason, type Reason } from "../kernel";
import type { LoyaltyState, LoyaltyTransition } from "./loyalty-state";
import { hasBought, loyalWindow, type LoyaltyPolicy } from "./policy";
import type { Activity } from "./stages";

/** A change that the passing of time will bring. */
export interface ComingChange {
  /** Calendar day on whose first instant it happens. */
  readonly day: number;
  /** Makes the change, which costs more than to know its day. */
  readonly transition: () => LoyaltyTransition;
}

/**
 * Tells what the mere passing of time will change.
 *
 * @param state - where the customer stands
 * @param policy - thresholds
 * @returns the coming changes, soonest first; on one day activity before stage
 */
export function comingChanges(
  state: Omit<LoyaltyState, "orders">,
  policy: LoyaltyPolicy,
): ComingChange[] {
  const changes = lapses(state, policy);
  const change = regress(state, policy);
  if (change !== undefined) changes.push(change);
  return changes.sort((a, b) => a.day - b.day);
}

function lapses(state: Omit<LoyaltyState, "orders">, policy: LoyaltyPolicy): ComingChange[] {
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
  const done = away.findIndex(([activity]) => activity === state.activity) + 1;
  return away.slice(done).map(([to, days], index) => ({
    day: lastDay + days,
    transition: () => ({
      region: "activity",
      from: index === 0 ? state.activity : (away[done + index - 1]?.[0] ?? state.activity),
      to,
      kind: "lapse",
      at: calendar.startOf(lastDay + days),
      reasons: [silence(state, days)],
    }),
  }));
}

function silence(state: Omit<LoyaltyState, "orders">, days: number): Reason {
  if (!hasBought(state.stage)) return reason("loyalty.no_signal", { days });
  const figures = { days, cadenceDays: Math.round(state.cadenceDays) };
  return state.orderDays.length === 1
    ? reason("loyalty.quiet_once", figures)
    : reason("loyalty.quiet", figures);
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

function regress(
  state: Omit<LoyaltyState, "orders">,
  policy: LoyaltyPolicy,
): ComingChange | undefined {
  if (state.stage !== "loyal") return undefined;
  const calendar = calendarOf(policy.timeZone);
  const windowDays = loyalWindow(policy);
  const required = policy.loyalLeaveDays;
  const day = Math.max(
    (state.orderDays.at(-required) ?? -Infinity) + windowDays,
    calendar.dayOf(state.since.stage) + policy.minimumDwellDays,
  );
  return {
    day,
    transition: () => {
      const days = state.orderDays.filter((orderDay) => orderDay > day - windowDays).length;
      return {
        region: "stage",
        from: "loyal",
        to: "repeat",
        kind: "regress",
        at: calendar.startOf(day),
        reasons: [reason("loyalty.left_window", { days, windowDays, required })],
      };
    },
  };
}
