import {
  eventsUntil,
  type CustomerEvent,
  type CustomersMerged,
  type CustomersSplit,
} from "../events";
import { compareCodePoints, SetiaError } from "../kernel";

/** Which customers are seen as one. */
export interface MergedCustomers {
  /** Gives the id of who stays: for somebody who was never merged, their own. */
  stayingId(customerId: string): string;
  /** Gives every id that is seen with this one, it too, by ascending code point. */
  idsOf(customerId: string): readonly string[];
}

/** Options of {@link mergedCustomers}. */
export interface MergedCustomersOptions {
  /** The instant of the answer, inclusive; later merges and splits are ignored. All count if left out. */
  readonly asOf?: Date;
}

/**
 * Finds out which customers are seen as one: those that merges connect which no split has undone. Who stays is who
 * merged others and was never merged; where that is nobody or several, the first of them by code point. So the
 * answer depends on which merges stand, and on no order.
 *
 * @param events - any events; only merges and splits matter
 * @param options - the instant
 * @returns who is seen as whom
 *
 * @example
 * ```ts
 * import { mergedCustomers, type CustomerEvent } from "setia";
 *
 * const merge: CustomerEvent = {
 *   id: "m1", type: "customers_merged", customerId: "ani", at: new Date("2026-01-05"),
 *   mergedCustomerIds: ["ani-2"], by: "sari",
 * };
 * mergedCustomers([merge]).stayingId("ani-2"); // => "ani"
 * mergedCustomers([merge], { asOf: new Date("2026-01-01") }).stayingId("ani-2"); // => "ani-2"
 * ```
 */
export function mergedCustomers(
  events: Iterable<CustomerEvent>,
  options: MergedCustomersOptions = {},
): MergedCustomers {
  const parents = new Map<string, string>();
  const merges = standingMerges(events, options.asOf);
  const absorbed = new Set(merges.flatMap((merge) => merge.mergedCustomerIds));
  const merging = new Set(merges.map((merge) => merge.customerId));
  const rootOf = (id: string): string => {
    let root = id;
    for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next;
    // Later questions find it at once.
    for (let at = id; at !== root;) {
      const next = parents.get(at) ?? root;
      parents.set(at, root);
      at = next;
    }
    return root;
  };
  for (const { customerId, mergedCustomerIds } of merges) {
    for (const id of mergedCustomerIds) {
      const [from, to] = [rootOf(id), rootOf(customerId)];
      if (from !== to) parents.set(from, to);
    }
  }
  const groups = new Map<string, Set<string>>();
  for (const { customerId, mergedCustomerIds } of merges) {
    const root = rootOf(customerId);
    const group = groups.get(root) ?? new Set();
    groups.set(root, group);
    for (const id of [customerId, ...mergedCustomerIds]) group.add(id);
  }
  const families = new Map<string, { readonly staying: string; readonly ids: readonly string[] }>();
  for (const group of groups.values()) {
    const ids = [...group].sort(compareCodePoints);
    const staying = ids.find((id) => !absorbed.has(id)) ?? ids.find((id) => merging.has(id)) ?? "";
    for (const id of ids) families.set(id, { staying, ids });
  }
  return {
    stayingId: (id) => families.get(id)?.staying ?? id,
    idsOf: (id) => families.get(id)?.ids ?? [id],
  };
}

function standingMerges(
  events: Iterable<CustomerEvent>,
  asOf: Date | undefined,
): readonly CustomersMerged[] {
  const until = asOf?.getTime() ?? Infinity;
  const merges = new Map<string, CustomersMerged>();
  const undone = new Set<string>();
  for (const event of events) {
    if (event.at.getTime() > until) continue;
    if (event.type === "customers_merged") merges.set(event.id, event);
    if (event.type === "customers_split") undone.add(event.mergeId);
  }
  return [...merges.values()].filter(({ id }) => !undone.has(id));
}

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
 * @param events - of one customer, or of several that are merged at `asOf`, in any order
 * @param asOf - the last instant to include
 * @param where - function and argument, as the message begins
 * @returns the log; `undefined` if there is no event up to `asOf`
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
 *
 * @param log - from {@link unionLog}
 * @returns events in the same order, all under the id of who stays
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
