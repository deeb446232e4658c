import { assertInstant, assertOptions, SetiaError, type OptionNames } from "../kernel";
import { assertEvents } from "./check-events";
import { compareEvents } from "./event-order";
import type { CustomerEvent } from "./events";
import { mergedCustomers } from "./merged-customers";
import type { CustomersMerged, CustomersSplit } from "./types/customer-events";

/** Logs that were put in order: every room asks for an order, and one of them makes it. */
const ordered = new WeakSet<readonly CustomerEvent[]>();

function inOrder<Event extends CustomerEvent>(events: readonly Event[]): readonly Event[] {
  ordered.add(events);
  return events;
}

/** Gives the events up to an instant, in order, each fact once. The input is not touched. */
export function eventsUntil(
  events: readonly CustomerEvent[],
  asOf?: Date,
): readonly CustomerEvent[] {
  const until = asOf?.getTime() ?? Infinity;
  if (ordered.has(events)) {
    const last = events.at(-1);
    if (last === undefined || last.at.getTime() <= until) return events;
    return inOrder(events.filter((event) => event.at.getTime() <= until));
  }
  const seen = new Set<string>();
  return inOrder(
    events
      .filter((event) => event.at.getTime() <= until)
      .sort(compareEvents)
      .filter(({ id }) => !seen.has(id) && seen.add(id)),
  );
}

declare const LOG: unique symbol;

/** The events of one customer, checked and in order, each once. Every function that takes events takes it, and need not sort again. */
export type CustomerLog = readonly CustomerEvent[] & { readonly [LOG]: true };

/** Options of {@link customerLog}. */
export interface CustomerLogOptions {
  /** The last instant to include; all are if left out. */
  readonly asOf?: Date;
  /** What was recorded later is left out, to see what was known on a day; nothing is if left out. */
  readonly knownAt?: Date;
}

const CUSTOMER_LOG_OPTIONS: OptionNames<CustomerLogOptions> = { asOf: true, knownAt: true };

/**
 * Makes a log of one customer's events: checks them, puts them in order, leaves out what is there twice, and gives the events of
 * ids that were merged to the id that stays. Make it once where several functions look at one customer.
 *
 * @param events - of one customer, or of several who were merged, in any order; not touched
 * @param options - what to leave out
 * @returns a frozen list that every function takes where it takes events
 * @throws SetiaError `INVALID_INPUT` with every issue, or if customers are mixed whom no merge makes one; `INVALID_INSTANT`
 *
 * @example
 * ```ts
 * import { customerLog, measureSatisfaction, ordersFromEvents, type CustomerEvent } from "setia";
 *
 * const events: CustomerEvent[] = [
 *   { id: "2", type: "order_cancelled", customerId: "ani", at: new Date("2026-01-06"), orderId: "o1" },
 *   { id: "1", type: "order_completed", customerId: "ani", at: new Date("2026-01-05"),
 *     orderId: "o1", currency: "USD", total: 1200 },
 * ];
 * const asOf = new Date("2026-02-01");
 * const log = customerLog(events, { asOf });
 * log.map(({ id }) => id); // => ["1", "2"]
 * ordersFromEvents(log, { asOf }).length; // => 1
 * measureSatisfaction(log, { asOf }).status; // => "unknown"
 * ```
 */
export function customerLog(
  events: readonly CustomerEvent[],
  options: CustomerLogOptions = {},
): CustomerLog {
  assertOptions(options, CUSTOMER_LOG_OPTIONS, "customerLog");
  const { asOf, knownAt } = options;
  if (asOf !== undefined) assertInstant(asOf, "customerLog: asOf");
  if (knownAt !== undefined) assertInstant(knownAt, "customerLog: knownAt");
  assertEvents(events, "customerLog");
  const known =
    knownAt === undefined
      ? events
      : events.filter(({ at, recordedAt }) => (recordedAt ?? at) <= knownAt);
  const log = unionLog(known, asOf, "customerLog: events");
  const facts = log === undefined ? [] : [...eventsAsOne(log)];
  return Object.freeze(inOrder(facts)) as CustomerLog;
}

/** The events of all ids under which a customer is known. */
export interface UnionLog {
  /** The surviving id. */
  readonly customerId: string;
  /** Every id that is seen as this customer, by ascending code point. */
  readonly customerIds: readonly string[];
  /** Their events in order, each still under its own id; without merges and splits, which are no facts about them. */
  readonly events: readonly Exclude<CustomerEvent, CustomersMerged | CustomersSplit>[];
}

/**
 * Puts the logs of the ids of one customer together.
 *
 * @throws SetiaError `INVALID_INPUT` if events of customers who are not merged are mixed
 */
export function unionLog(
  events: readonly CustomerEvent[],
  asOf: Date | undefined,
  where: string,
): UnionLog | undefined {
  const known = eventsUntil(events, asOf);
  const [first] = known;
  if (first === undefined) return undefined;
  const merged = mergedCustomers(known);
  const customerId = merged.survivorId(first.customerId);
  for (const event of known) {
    if (merged.survivorId(event.customerId) === customerId) continue;
    throw new SetiaError(
      "INVALID_INPUT",
      `${where}: ${JSON.stringify(first.customerId)} and ${JSON.stringify(event.customerId)} are mixed; expected one customer, or several that were merged`,
    );
  }
  const facts = known.filter(
    (event) => event.type !== "customers_merged" && event.type !== "customers_split",
  );
  return { customerId, customerIds: merged.idsOf(customerId), events: inOrder(facts) };
}

/**
 * Gives the events of a union log as those of one customer, for rooms that know nothing of merges. What says that the
 * customer recommended the shop to themselves falls away.
 */
export function eventsAsOne({
  customerId,
  customerIds,
  events,
}: UnionLog): readonly CustomerEvent[] {
  if (customerIds.length === 1) return events;
  const own = new Set(customerIds);
  const facts = events.flatMap((event): CustomerEvent[] => {
    const referral = event.type === "referral_made" || event.type === "referral_converted";
    if (referral && own.has(event.referredCustomerId)) return [];
    return [event.customerId === customerId ? event : { ...event, customerId }];
  });
  return inOrder(facts);
}

/** Gives the events of a whole base with merged customers as one, each under the surviving id. */
export function customersAsOne(
  events: readonly CustomerEvent[],
  asOf: Date,
): readonly CustomerEvent[] {
  const ties = events.filter(
    ({ type }) => type === "customers_merged" || type === "customers_split",
  );
  if (ties.length === 0) return events;
  const merged = mergedCustomers(ties, { asOf });
  return events.map((event) => {
    const customerId = merged.survivorId(event.customerId);
    return customerId === event.customerId ? event : { ...event, customerId };
  });
}
