import { compareEvents, type CustomerEvent, mergedCustomers } from "../events";
import {
  assertInstant,
  assertList,
  assertOptions,
  atDoor,
  type OptionNames,
  type Reason,
  SetiaError,
} from "../kernel";
import type { LoyaltyState, LoyaltyTransition } from "./loyalty-state";
import { timelineOf } from "./policy/compiled-policy";
import { DEFAULT_LOYALTY_POLICY, type LoyaltyPolicies } from "./policy/policy";
import { faultOf, applyEvent } from "./progress/apply-event";
import { startProgress, finishProgress, advanceTo } from "./progress/progress";
import type { Stage } from "./stages";

/** Which events are looked at. */
export interface KnownEventsOptions {
  /** The last instant to include. */
  readonly asOf: Date;
  /** What was recorded later was not known; all is if left out. */
  readonly knownAt?: Date;
  /** Whose; found out from merges if left out. */
  readonly customerId?: string;
}

/** The events of one customer, in order, each once. */
export interface KnownEvents {
  /** The customer; the surviving id if several were merged. */
  readonly customerId: string;
  /** Their events and those of whoever was merged into them. */
  readonly events: readonly CustomerEvent[];
}

/**
 * Gives the events of one customer that are known, in order, each fact once. Events of others are theirs too where a
 * merge that is known and not undone says so.
 *
 * @throws SetiaError `INVALID_INPUT` if customers are mixed that no merge makes one
 */
export function knownEvents(
  events: readonly CustomerEvent[],
  options: KnownEventsOptions,
  where: string,
): KnownEvents | undefined {
  const until = options.asOf.getTime();
  const knownUntil = options.knownAt?.getTime() ?? Infinity;
  const known: CustomerEvent[] = [];
  let sorted = true;
  let mixed = options.customerId !== undefined;
  let before: CustomerEvent | undefined;
  for (const event of events) {
    mixed ||= event.customerId !== events[0]?.customerId;
    if (event.at.getTime() > until) continue;
    if ((event.recordedAt ?? event.at).getTime() > knownUntil) continue;
    sorted &&= before === undefined || compareEvents(before, event) < 0;
    known.push(event);
    before = event;
  }
  if (!sorted) known.sort(compareEvents);
  let facts = onceEach(known);
  let customerId = facts[0]?.customerId ?? "";
  if (mixed) {
    customerId = options.customerId ?? onlyRoot(onceEach(events), where);
    const merged = mergedCustomers(facts);
    facts = facts.filter((event) => merged.survivorId(event.customerId) === customerId);
  }
  return facts.length === 0 ? undefined : { customerId, events: facts };
}

function onceEach(events: readonly CustomerEvent[]): readonly CustomerEvent[] {
  const seen = new Set<string>();
  for (const { id } of events) seen.add(id);
  if (seen.size === events.length) return events;
  seen.clear();
  return events.filter(({ id }) => !seen.has(id) && seen.add(id));
}

function onlyRoot(events: readonly CustomerEvent[], where: string): string {
  const merged = mergedCustomers(events);
  const roots = new Set(events.map((event) => merged.survivorId(event.customerId)));
  const [root = "", other] = roots;
  if (other === undefined) return root;
  throw new SetiaError(
    "INVALID_INPUT",
    `${where}: ${JSON.stringify(root)} and ${JSON.stringify(other)} are mixed; expected one customer, a merge that makes them one, or options.customerId`,
  );
}

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
 * `${state?.stage}, ${state?.activity}`; // => "repeat, overdue"
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
  const progress = startProgress(known.customerId, first.at, timeline);
  const diagnostics: Reason[] = [];
  for (const event of known.events) {
    advanceTo(progress, event.at);
    applyEvent(progress, event);
    const fault = faultOf(event, timeline.stages);
    if (fault !== undefined) diagnostics.push(fault);
  }
  advanceTo(progress, asOf);
  const { state, transitions } = finishProgress(progress);
  return { state, transitions, diagnostics } as LoyaltyHistory<string> as LoyaltyHistory<Name>;
}
