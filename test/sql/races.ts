/** What several workers do to one customer at the same time, and whether it could have been done one after the other. */
import {
  createCrm,
  decisionEvent,
  isSetiaError,
  memoryStore,
  type Crm,
  type CustomerEvent,
  type CustomerStore,
} from "setia";

/** Under the same name and secret every store gives the same pseudonyms. */
export const TENANT = "memory";
export const SECRET = "s";

/** One thing that a worker does. */
export type Op =
  | { readonly kind: "order"; readonly id: string; readonly number: number }
  | { readonly kind: "act"; readonly minute: number }
  | { readonly kind: "merge" | "split"; readonly number: number }
  | { readonly kind: "erase" | "anonymize"; readonly id: string }
  | { readonly kind: "refit"; readonly minute: number };

const START = Date.UTC(2026, 5, 1, 3);
const minute = (count: number): Date => new Date(START + count * 60_000);

/** What is there before the race begins. */
export const BEFORE: readonly CustomerEvent[] = [
  {
    ...{ id: "known", type: "customer_identified", customerId: "ani", at: minute(-900) },
    traits: { name: "Ani", phone: "+628128405577" },
  },
  {
    ...{ id: "complaint", type: "feedback_received", customerId: "ani", at: minute(-600) },
    ...{ kind: "complaint", complaintId: "k", text: "broken" },
  },
  orderEvent("ani-2", 1000),
  orderEvent("budi", 1001),
  orderEvent("citra", 1002),
  // Of a merge that was undone, so that an erasure has others to look at.
  {
    id: "m0",
    type: "customers_merged",
    customerId: "budi",
    at: minute(-500),
    by: "x",
    mergedCustomerIds: ["ani"],
  },
  {
    id: "s0",
    type: "customers_split",
    customerId: "budi",
    at: minute(-400),
    by: "x",
    mergeId: "m0",
  },
];

function orderEvent(customerId: string, number: number): CustomerEvent {
  const id = `o${String(number)}`;
  const at = minute(-300 + (number % 100));
  return {
    id,
    type: "order_completed",
    customerId,
    at,
    orderId: id,
    currency: "IDR",
    total: number,
  };
}

/** Opens a workspace as each worker has one. */
export function workspace(store: CustomerStore): Crm {
  return createCrm({ store, timeZone: "Asia/Jakarta", currency: "IDR" });
}

/** Does one thing and tells what came of it, as text. */
export async function perform(crm: Crm, op: Op): Promise<string> {
  try {
    switch (op.kind) {
      case "order":
        return JSON.stringify(await crm.record([orderEvent(op.id, op.number)]));
      case "act": {
        const decision = await crm.decide("ani", { asOf: minute(op.minute) });
        // What is not done has no version to be checked by.
        if (decision.status !== "act") return "skipped";
        await crm.record([decisionEvent(decision)]);
        return `acted: ${decision.tactic.id}`;
      }
      case "merge":
      case "split": {
        const base = { customerId: "ani", at: minute(op.number - 200), by: "staff" };
        const id = `${op.kind}-${String(op.number)}`;
        const tie: CustomerEvent =
          op.kind === "merge"
            ? { ...base, id, type: "customers_merged", mergedCustomerIds: ["ani-2"] }
            : { ...base, id, type: "customers_split", mergeId: `merge-${String(op.number - 1)}` };
        return JSON.stringify(await crm.record([tie]));
      }
      case "erase":
        return JSON.stringify(await crm.eraseCustomer(op.id));
      case "anonymize":
        return JSON.stringify(await crm.anonymizeCustomer(op.id));
      case "refit": {
        const { customers, orders } = await crm.refit({ asOf: minute(op.minute) });
        return JSON.stringify([customers, orders]);
      }
    }
  } catch (error) {
    if (!isSetiaError(error)) throw error;
    // A decision that was overtaken, by whatever else or by an erasure, did nothing.
    const overtaken = op.kind === "act" && error.code === "CUSTOMER_ERASED";
    return overtaken || error.code === "VERSION_CONFLICT" ? "skipped" : error.code;
  }
}

/** Makes up what each of some workers does. */
export function randomRace(
  pick: (bound: number) => number,
  workers: number,
  length: number,
): Op[][] {
  let number = 0;
  return Array.from({ length: workers }, () =>
    Array.from({ length }, (): Op => {
      number += 2;
      const id = pick(2) === 0 ? "ani" : "ani-2";
      const kinds = [
        "order",
        "order",
        "act",
        "act",
        "merge",
        "split",
        "erase",
        "anonymize",
        "refit",
      ] as const;
      const kind = kinds[pick(kinds.length)] ?? "order";
      switch (kind) {
        case "order":
          // Two workers may have the same one.
          return { kind, id, number: 1 + pick(4) };
        case "act":
        case "refit":
          return { kind, minute: number };
        case "merge":
          return { kind, number: pick(2) * 2 };
        case "split":
          return { kind, number: pick(2) * 2 + 1 };
        case "erase":
        case "anonymize":
          return { kind, id };
      }
    }),
  );
}

/** All that a store holds of the race, in a form that can be compared. */
export async function stateOf(store: CustomerStore): Promise<string> {
  const log: string[] = [];
  for await (const { events } of store.scan())
    log.push(...events.map((event) => JSON.stringify(sorted(event))));
  const keys = await store.findCustomers(["setia:ties", "setia:contacted"]);
  const model = JSON.stringify((await store.loadModel("models")) ?? {});
  const erased = ["ani", "ani-2"].filter(
    (id) => !log.some((line) => line.includes(`"${id}"`)) && model.includes(`"${id}"`),
  );
  return JSON.stringify([log.sort(), await store.listCustomers(), keys, erased]);
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(sorted);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}

/**
 * Looks for an order of all that was done in which, one after the other, everything comes out as it did.
 *
 * @returns the order, as numbers of workers; `undefined` if there is none
 */
export async function serialOrder(
  race: readonly (readonly Op[])[],
  results: readonly (readonly string[])[],
  state: string,
): Promise<readonly number[] | undefined> {
  const total = race.reduce((sum, ops) => sum + ops.length, 0);
  const open: number[][] = [[]];
  for (let order = open.pop(); order !== undefined; order = open.pop()) {
    const reached = await replay(race, results, order);
    if (reached === undefined) continue;
    if (order.length === total) {
      if (reached === state) return order;
      continue;
    }
    for (const [worker, ops] of race.entries()) {
      const done = order.filter((one) => one === worker).length;
      if (done < ops.length) open.push([...order, worker]);
    }
  }
  return undefined;
}

/** Does things in an order; gives the state, or `undefined` if one comes out otherwise. */
async function replay(
  race: readonly (readonly Op[])[],
  results: readonly (readonly string[])[],
  order: readonly number[],
): Promise<string | undefined> {
  const store = memoryStore({ secret: SECRET });
  const crm = workspace(store);
  await crm.record(BEFORE);
  const next = race.map(() => 0);
  for (const worker of order) {
    const at = next[worker] ?? 0;
    next[worker] = at + 1;
    const [op, result] = [race[worker]?.[at], results[worker]?.[at]];
    if (op === undefined || result === "skipped") continue;
    if ((await perform(crm, op)) !== result) return undefined;
  }
  return stateOf(store);
}
