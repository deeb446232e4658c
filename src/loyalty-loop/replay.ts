import type { CustomerEvent } from "../events";
import {
  assertInstant,
  assertList,
  assertOptions,
  atDoor,
  type OptionNames,
  type Reason,
} from "../kernel";
import { timelineOf } from "./policy/compiled-policy";
import { knownEvents } from "./progress/known-events";
import type { LoyaltyState, LoyaltyTransition } from "./loyalty-state";
import { DEFAULT_LOYALTY_POLICY, type LoyaltyPolicies } from "./policy/policy";
import type { Stage } from "./stages";
import { faultOf } from "./progress/overrides";
import { takeIn } from "./progress/apply-event";
import { passWalk } from "./progress/progress";
import { beginWalk, endWalk } from "./progress/snapshots";

/** Options of {@link replay}. */
export interface ReplayOptions<Name extends string = Stage> {
  /** The instant of the answer, inclusive; later events are ignored. */
  readonly asOf: Date;
  /** Thresholds, or several with their dates; the defaults if left out. */
  readonly policy?: LoyaltyPolicies<Name>;
  /** What was recorded after this instant is ignored: the answer is that of then. All is known if left out. */
  readonly knownAt?: Date;
  /** Whose history, where events of several are given; found out from merges if left out. Who was merged into another has none. */
  readonly customerId?: string;
}

/** The whole history of one customer on the loop. */
export interface LoyaltyHistory<Name extends string = Stage> {
  /** Where the customer stands; `undefined` if there is no event up to `asOf`. */
  readonly state: LoyaltyState<Name> | undefined;
  /** Every change, oldest first. */
  readonly transitions: readonly LoyaltyTransition<Name>[];
  /** Events that could not be used, each with what is wrong. */
  readonly diagnostics: readonly Reason[];
}

/** Their names. */
export const REPLAY_OPTIONS: OptionNames<ReplayOptions<string>> = {
  asOf: true,
  policy: true,
  knownAt: true,
  customerId: true,
};

/**
 * Computes a customer's history on the loop from all events. Events may come in any order; late ones fall
 * into their place. Events of customers who were merged into this one count as theirs.
 *
 * @param events - of one customer
 * @param options - instants and thresholds
 * @returns the state at `asOf` and every change up to then
 * @throws SetiaError `INVALID_INSTANT`, `INVALID_OPTION`; `INVALID_INPUT` if events of several customers are mixed
 *
 * @example
 * ```ts
 * import { replay, type CustomerEvent } from "setia";
 *
 * const order = (id: string, day: string): CustomerEvent => ({
 *   id, type: "order_completed", customerId: "ani", at: new Date(day), orderId: id, currency: "USD", total: 900,
 * });
 * const { state } = replay([order("1", "2026-01-05"), order("2", "2026-02-03")], {
 *   asOf: new Date("2026-06-01"),
 * });
 * `${state?.stage}, ${state?.activity}`; // => "repeat, at_risk"
 * ```
 */
export function replay<Name extends string = Stage>(
  events: readonly CustomerEvent[],
  options: ReplayOptions<Name>,
): LoyaltyHistory<Name> {
  assertList(events, "replay: events");
  assertOptions(options, REPLAY_OPTIONS, "replay");
  return atDoor("replay", () => replayUnchecked(events, options));
}

function replayUnchecked<Name extends string>(
  events: readonly CustomerEvent[],
  options: ReplayOptions<Name>,
): LoyaltyHistory<Name> {
  return replayFor("replay", events, options);
}

/** Does the work of {@link replay} for any function that needs the history. */
export function replayFor<Name extends string = Stage>(
  where: string,
  events: readonly CustomerEvent[],
  options: ReplayOptions<Name>,
): LoyaltyHistory<Name> {
  const { asOf, knownAt } = options;
  assertInstant(asOf, `${where}: asOf`);
  if (knownAt !== undefined) assertInstant(knownAt, `${where}: knownAt`);
  // The machine knows stages by their place; their names come from the same table.
  const policies = (options.policy ?? DEFAULT_LOYALTY_POLICY) as LoyaltyPolicies<string>;
  const timeline = timelineOf(policies);
  const known = knownEvents(events, options, `${where}: events`);
  const [first] = known?.events ?? [];
  if (known === undefined || first === undefined) {
    return { state: undefined, transitions: [], diagnostics: [] };
  }
  const walk = beginWalk(known.customerId, first.at, timeline);
  const diagnostics: Reason[] = [];
  for (const event of known.events) {
    passWalk(walk, event.at);
    takeIn(walk, event);
    const fault = faultOf(event, timeline.stages);
    if (fault !== undefined) diagnostics.push(fault);
  }
  passWalk(walk, asOf);
  const { state, transitions } = endWalk(walk);
  return { state, transitions, diagnostics } as LoyaltyHistory<string> as LoyaltyHistory<Name>;
}
