import { assertList, assertOptions, atDoor, type OptionNames } from "../../kernel";
import type { CustomerEvent } from "../../events";
import { netIn, ordersFromEvents, orderStands, type ConvertMoney } from "../../purchases";
import { timelineOf } from "../policy/compiled-policy";
import { createCore, passTime, takeOrder, type OrderEffect } from "../state-machine";
import type { LoyaltyTransition } from "../loyalty-state";
import { DEFAULT_LOYALTY_POLICY, type LoyaltyPolicies } from "../policy/policy";
import { REPLAY_OPTIONS, replayFor, type ReplayOptions } from "../replay";
import type { Stage } from "../stages";

/** An order that stands, and what it was on the loop. */
export interface TracedOrder {
  /** The order. */
  readonly orderId: string;
  /** When it was placed. */
  readonly at: Date;
  /** What it came to, net of refunds, in minor units. */
  readonly net: number;
  /**
   * `first` on the first day with an order; `loop` if bought again without having lapsed; `win_back` if after having
   * lapsed; an order on a day with another is what that one is.
   */
  readonly kind: "first" | "loop" | "win_back";
}

/** The way of one customer on the loop, as the measures of the base need it. */
export interface LoopTrace<Name extends string = Stage> {
  /** The customer. */
  readonly customerId: string;
  /** The instant up to which it goes. */
  readonly asOf: Date;
  /** When they were first heard of. */
  readonly firstSeenAt: Date;
  /** The stage that everybody begins at. */
  readonly firstStage: Name;
  /** Every change, oldest first. */
  readonly transitions: readonly LoyaltyTransition<Name>[];
  /** Orders that stand, in the order in which they were placed. */
  readonly orders: readonly TracedOrder[];
  /** ISO 4217 code of `net`; missing without orders. */
  readonly currency?: string;
}

/** Options of {@link traceLoop}. */
export interface TraceLoopOptions<Name extends string = Stage> extends ReplayOptions<Name> {
  /** Currency of amounts; that of the first order if left out. */
  readonly currency?: string;
  /** Converts orders in other currencies. */
  readonly convert?: ConvertMoney;
}

const traceLoopOptions = (): OptionNames<TraceLoopOptions<string>> => ({
  currency: true,
  convert: true,
  ...REPLAY_OPTIONS,
});

/**
 * Follows one customer on the loop, for {@link measureLoop}.
 *
 * @param events - of one customer
 * @param options - instants, thresholds, currency
 * @returns the way; `undefined` if there is no event up to `asOf`
 * @throws SetiaError `MIXED_CURRENCIES`; what `replay` throws
 */
export function traceLoop<Name extends string = Stage>(
  events: readonly CustomerEvent[],
  options: TraceLoopOptions<Name>,
): LoopTrace<Name> | undefined {
  assertList(events, "traceLoop: events");
  assertOptions(options, traceLoopOptions(), "traceLoop");
  return atDoor("traceLoop", () => traceLoopUnchecked(events, options));
}

function traceLoopUnchecked<Name extends string>(
  events: readonly CustomerEvent[],
  options: TraceLoopOptions<Name>,
): LoopTrace<Name> | undefined {
  const { asOf, knownAt } = options;
  const { state, transitions } = replayFor("traceLoop", events, options);
  if (state === undefined) return undefined;
  const policies = (options.policy ?? DEFAULT_LOYALTY_POLICY) as LoyaltyPolicies<string>;
  const timeline = timelineOf(policies);
  const standing = new Set(
    state.facts.flatMap((fact) => (fact.kind === "order" ? [fact.orderId] : [])),
  );
  const known =
    knownAt === undefined
      ? events
      : events.filter((event) => (event.recordedAt ?? event.at) <= knownAt);
  // Who was merged in has orders of their own; after a split they are no longer among the facts.
  const orders = ordersFromEvents(known, { asOf }).filter(
    (order) => standing.has(order.id) && orderStands(order, asOf),
  );
  const currency = options.currency ?? orders[0]?.currency ?? "XXX";
  const core = createCore(state.firstSeenAt, timeline);
  let kind: Exclude<OrderEffect, "same_day"> = "first";
  const traced = orders.map((order): TracedOrder => {
    passTime(core, order.placedAt);
    const effect = takeOrder(core, order.placedAt, order.id);
    if (effect !== "same_day") kind = effect;
    const { id: orderId, placedAt: at } = order;
    return { orderId, at, net: netIn(currency, order, options, "traceLoop: order"), kind };
  });
  return {
    customerId: state.customerId,
    asOf,
    firstSeenAt: state.firstSeenAt,
    firstStage: timeline.stages[0]! as Name,
    transitions,
    orders: traced,
    ...(orders.length === 0 ? {} : { currency }),
  };
}
