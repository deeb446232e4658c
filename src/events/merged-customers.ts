import {
  assertIterable,
  assertOptions,
  atDoor,
  compareCodePoints,
  type OptionNames,
} from "../kernel";
import type { CustomersMerged } from "./types/customer-events";
import type { CustomerEvent } from "./events";

/** Which customers are seen as one. */
export interface MergedCustomers {
  /** Gives the surviving id: for somebody who was never merged, their own. */
  survivorId(customerId: string): string;
  /** Gives every id that is seen with this one, it too, by ascending code point. */
  idsOf(customerId: string): readonly string[];
}

/** Options of {@link mergedCustomers}. */
export interface MergedCustomersOptions {
  /** The instant of the answer, inclusive; later merges and splits are ignored. All count if left out. */
  readonly asOf?: Date;
}

const MERGED_CUSTOMERS_OPTIONS: OptionNames<MergedCustomersOptions> = {
  asOf: true,
};

/**
 * Finds out which customers are seen as one: those that merges connect which no split has undone. The surviving id is that of whoever
 * merged others and was never merged; where that is nobody or several, the first of them by code point. So the
 * answer depends on which merges stand, and on no order.
 *
 * @param events - any events; only merges and splits matter
 * @param options - the instant
 * @returns who is seen as whom
 *
 * @example
 * ```ts
 * import { mergedCustomers } from "setia/profile";
 * import { type CustomerEvent } from "setia";
 *
 * const merge: CustomerEvent = {
 *   id: "m1", type: "customers_merged", customerId: "ani", at: new Date("2026-01-05"),
 *   mergedCustomerIds: ["ani-2"], by: "sari",
 * };
 * mergedCustomers([merge]).survivorId("ani-2"); // => "ani"
 * mergedCustomers([merge], { asOf: new Date("2026-01-01") }).survivorId("ani-2"); // => "ani-2"
 * ```
 */
export function mergedCustomers(
  events: Iterable<CustomerEvent>,
  options: MergedCustomersOptions = {},
): MergedCustomers {
  assertIterable(events, "mergedCustomers: events");
  assertOptions(options, MERGED_CUSTOMERS_OPTIONS, "mergedCustomers");
  return atDoor("mergedCustomers", () => mergedCustomersUnchecked(events, options));
}

function mergedCustomersUnchecked(
  events: Iterable<CustomerEvent>,
  options: MergedCustomersOptions,
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
    survivorId: (id) => families.get(id)?.staying ?? id,
    idsOf: (id) => families.get(id)?.ids ?? [id],
  };
}

/** Lists the merges that stand at an instant: those made by then which no split by then has undone. */
export function standingMerges(
  events: Iterable<CustomerEvent>,
  asOf?: Date,
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
