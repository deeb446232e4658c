import { SetiaError } from "../kernel";
import type { CustomersMerged, CustomersSplit } from "./types/customer-events";
import { eventsUntil } from "./event-order";
import type { CustomerEvent } from "./events";
import { mergedCustomers } from "./merged-customers";

/** The events of all ids under which a customer is known. */
export interface UnionLog {
  /** Who stays. */
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
  asOf: Date,
  where: string,
): UnionLog | undefined {
  const known = eventsUntil(events, asOf);
  const [first] = known;
  if (first === undefined) return undefined;
  const merged = mergedCustomers(known);
  const customerId = merged.stayingId(first.customerId);
  for (const event of known) {
    if (merged.stayingId(event.customerId) === customerId) continue;
    throw new SetiaError(
      "INVALID_INPUT",
      `${where}: ${JSON.stringify(first.customerId)} and ${JSON.stringify(event.customerId)} are mixed; expected one customer, or several that were merged`,
    );
  }
  return {
    customerId,
    customerIds: merged.idsOf(customerId),
    events: known.filter(
      (event) => event.type !== "customers_merged" && event.type !== "customers_split",
    ),
  };
}

/**
 * Gives the events of a union log as those of one customer, for rooms that know nothing of merges. What says that the
 * customer recommended the shop to themselves falls away.
 */
export function eventsAsOne({ customerId, customerIds, events }: UnionLog): CustomerEvent[] {
  if (customerIds.length === 1) return [...events];
  const own = new Set(customerIds);
  return events.flatMap((event): CustomerEvent[] => {
    const referral = event.type === "referral_made" || event.type === "referral_converted";
    if (referral && own.has(event.referredCustomerId)) return [];
    return [event.customerId === customerId ? event : { ...event, customerId }];
  });
}

/** Gives the events of a whole base with merged customers as one, each under the id of who stays. */
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
    const customerId = merged.stayingId(event.customerId);
    return customerId === event.customerId ? event : { ...event, customerId };
  });
}
