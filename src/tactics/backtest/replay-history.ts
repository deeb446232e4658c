import type { CrossSellModel } from "../../cross-sell";
import { eventsUntil, type CustomerEvent } from "../../events";
import { defined, assertInstant, calendarOf, compareCodePoints, SetiaError } from "../../kernel";
import type { LifetimeModel } from "../../lifetime";
import type { Product } from "../../purchases";
import type { RfmModel } from "../../rfm";
import { viewCustomer, type CustomerView } from "../../view";
import type { CompactDecision } from "../decision";
import { readClock } from "../gates/quiet-hours";

/** What happened, to try policies on. */
export interface TacticHistory {
  /** The events of each customer. What tactics did is left aside: the policy that is tried decides anew. */
  readonly customers: Iterable<readonly CustomerEvent[]>;
  /** Models as they are today; to be strict, fit them on what was known before the first day. */
  readonly models?: {
    /** From `fitRfm`. */
    readonly rfm?: RfmModel<string>;
    /** From `fitLifetime`. */
    readonly lifetime?: LifetimeModel;
    /** From `fitCrossSell`. */
    readonly crossSell?: CrossSellModel;
  };
  /** The catalogue of products by sku. */
  readonly products?: ReadonlyMap<string, Product>;
  /** IANA zone of the shop; `"UTC"` if left out. */
  readonly timeZone?: string;
  /** ISO 4217 code of all money; that of each customer's first order if left out. */
  readonly currency?: string;
}

/** Which days are replayed. */
export interface ReplayDays {
  /** An instant of the first day. */
  readonly from: Date;
  /** An instant of the last day. */
  readonly until: Date;
  /** Days from one look to the next; 1 if left out. */
  readonly everyDays?: number;
  /** Time of day of each look, on the shop's clock; `"10:00"` if left out. */
  readonly at?: string;
}

/** A customer who lives through history while a policy decides about them. */
export interface ReplayedCustomer {
  /** The customer. */
  readonly customerId: string;
  /** What happened to them by themselves, in order. */
  readonly own: readonly CustomerEvent[];
}

/**
 * Gives the instants at which a replay looks.
 *
 * @throws SetiaError `INVALID_INSTANT`, `INVALID_OPTION`, `INVALID_TIME_ZONE`
 */
export function looksOf(days: ReplayDays, timeZone: string, where: string): Date[] {
  const { from, until, everyDays = 1, at = "10:00" } = days;
  assertInstant(from, `${where}: from`);
  assertInstant(until, `${where}: until`);
  const clock = readClock(at);
  if (clock === undefined || !(Number.isInteger(everyDays) && everyDays > 0) || until < from) {
    throw new SetiaError(
      "INVALID_OPTION",
      `${where}: days are ${JSON.stringify({ everyDays, at })} from ${from.toISOString()} until ${until.toISOString()}; expected whole days, a time as "10:00", and an end after the beginning`,
    );
  }
  const calendar = calendarOf(timeZone);
  const looks: Date[] = [];
  for (let day = calendar.dayOf(from); day <= calendar.dayOf(until); day += everyDays) {
    looks.push(calendar.whenClock(day, clock));
  }
  return looks;
}

const DONE_BY_TACTICS: readonly string[] = [
  "tactic_decided",
  "tactic_delivered",
  "tactic_responded",
];

/** Takes what happened to customers by themselves. */
export function replayedCustomers({ customers }: TacticHistory): ReplayedCustomer[] {
  const all: ReplayedCustomer[] = [];
  for (const events of customers) {
    const own = eventsUntil(events).filter(({ type }) => !DONE_BY_TACTICS.includes(type));
    const [first] = own;
    if (first !== undefined) all.push({ customerId: first.customerId, own });
  }
  return all.sort((a, b) => compareCodePoints(a.customerId, b.customerId));
}

/** Looks at a customer as they were. */
export function viewThen(
  { own }: ReplayedCustomer,
  done: readonly CustomerEvent[],
  asOf: Date,
  history: TacticHistory,
): CustomerView<string> | undefined {
  const first = own[0];
  if (first === undefined || first.at > asOf) return undefined;
  const { models, products, timeZone = "UTC", currency } = history;
  const events = done.length === 0 ? own : [...own, ...done];
  return viewCustomer(
    {
      events,
      ...defined({ models, products }),
    },
    { asOf, timeZone, ...defined({ currency }) },
  );
}

/**
 * Makes the events that a decision would have led to. Nobody can say how customers would have answered, so nothing is
 * told of it.
 */
export function eventsAfter(decision: CompactDecision): CustomerEvent[] {
  const { id, customerId, asOf: at, status, tactic = "", channel, sku, holdout } = decision;
  if (status !== "act" && status !== "hold_out") return [];
  const decided: CustomerEvent = {
    id: `decided:${id}`,
    type: "tactic_decided",
    customerId,
    at,
    decisionId: id,
    tactic,
    arm: status === "act" ? "treatment" : "holdout",
    reasons: [],
    ...defined({ channel, sku, holdout }),
  };
  if (status === "hold_out") return [decided];
  return [
    decided,
    { id: `delivered:${id}`, type: "tactic_delivered", customerId, at, decisionId: id },
  ];
}
