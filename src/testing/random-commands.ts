import type { CustomerEvent } from "../events";
import type { AppendOptions } from "../storage";
import { identified, minute, naming, order, refund } from "./facts";

/** One thing that is asked of a store. */
export type Command =
  | {
      readonly kind: "append";
      readonly events: readonly CustomerEvent[];
      readonly options: AppendOptions;
    }
  | { readonly kind: "read"; readonly customerId: string; readonly until?: Date }
  | { readonly kind: "scan"; readonly batchSize: number }
  | { readonly kind: "list"; readonly limit: number }
  | { readonly kind: "find"; readonly keys: readonly string[] }
  | { readonly kind: "save"; readonly name: string; readonly expectedVersion?: number }
  | { readonly kind: "load"; readonly name: string; readonly version?: number }
  | { readonly kind: "erase"; readonly customerId: string };

/** A command and whom it is for. */
export interface Step {
  /** The tenant. */
  readonly tenant: string;
  /** What is asked. */
  readonly command: Command;
}

const CUSTOMERS = ["ani", "Ani", "ani ", "budi", "\u{1F600}"];
const MODELS = ["rfm", "cross_sell"];

/** Gives whole numbers from 0 up to a bound, always the same for the same seed (mulberry32, T. Ettinger). */
export function randomNumbers(seed: number): (bound: number) => number {
  let state = seed | 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

/**
 * Makes up a sequence of commands for two tenants. Ids come from a small stock, so that duplicates, conflicts
 * and erased customers are met often.
 */
export function randomSteps(pick: (bound: number) => number, length: number): Step[] {
  const one = <Item>(items: readonly Item[]): Item => items[pick(items.length)] as Item;
  const some = <Item>(most: number, make: () => Item): Item[] =>
    Array.from({ length: 1 + pick(most) }, make);

  function event(): CustomerEvent {
    const number = pick(40);
    const id = `e${String(number)}`;
    // The customer follows from the id, so that most repeats are the same fact.
    const customerId = String(CUSTOMERS[number % CUSTOMERS.length]);
    const total = pick(25) === 0 ? 1 : 100;
    const recorded = pick(4) === 0 ? { recordedAt: minute(pick(9)) } : {};
    switch (number % 4) {
      case 0:
        return { ...identified(id, customerId, `name ${String(number)}`), ...recorded };
      case 1:
        return naming(id, customerId, String(CUSTOMERS[(number * 7) % CUSTOMERS.length]));
      case 2:
        return { ...refund(id, "e3", total), customerId, ...recorded };
      default:
        return order(id, { customerId, total, at: minute(number % 6), ...recorded });
    }
  }

  function append(): Command {
    const events = some(6, event);
    const customers = [...new Set(events.map(({ customerId }) => customerId))];
    const keys = new Map(customers.map((id) => [id, some(2, () => `k${String(pick(4))}`)]));
    const expectedVersions = new Map([[one(customers), pick(4)]]);
    return {
      kind: "append",
      events,
      options: {
        ...(pick(3) === 0 ? { keys } : {}),
        ...(pick(5) === 0 ? { expectedVersions } : {}),
      },
    };
  }

  function command(): Command {
    const customerId = one(CUSTOMERS);
    switch (pick(16)) {
      case 0:
        return { kind: "read", customerId };
      case 1:
        return { kind: "read", customerId, until: minute(pick(8)) };
      case 2:
        return { kind: "scan", batchSize: 1 + pick(9) };
      case 3:
        return { kind: "list", limit: 1 + pick(4) };
      case 4:
        return { kind: "find", keys: some(2, () => `k${String(pick(4))}`) };
      case 5:
        return { kind: "save", name: one(MODELS) };
      case 6:
        return { kind: "save", name: one(MODELS), expectedVersion: pick(3) };
      case 7:
        return { kind: "load", name: one(MODELS) };
      case 8:
        return { kind: "load", name: one(MODELS), version: 1 + pick(3) };
      case 9:
        return pick(2) === 0 ? { kind: "erase", customerId } : append();
      default:
        return append();
    }
  }

  return Array.from({ length }, () => ({ tenant: one(["one", "two"]), command: command() }));
}
