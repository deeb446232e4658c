/** A log is checked, put in order and merged once; every function takes it where it takes events. */
import fc from "fast-check";
import {
  closeOutcomes,
  customerLog,
  foldProfile,
  measureBehaviours,
  measureFeedback,
  measureSatisfaction,
  ordersFromEvents,
  replay,
  traceLoop,
  viewCustomer,
  type CustomerEvent,
} from "setia";
import { describe, expect, it, vi } from "vitest";
import { customerLog as logs, withShuffle } from "../arbitraries";
import { richLog } from "../rich-log";

const asOf = new Date("2026-12-01T00:00:00Z");

describe("customerLog", () => {
  it("gives the same answers as the events it was made of", () => {
    const functions: Readonly<Record<string, (events: readonly CustomerEvent[]) => unknown>> = {
      ordersFromEvents: (events) => ordersFromEvents(events, { asOf }),
      measureSatisfaction: (events) => measureSatisfaction(events, { asOf }),
      measureFeedback: (events) =>
        measureFeedback([events], { asOf, from: new Date("2026-01-01T00:00:00Z") }),
      measureBehaviours: (events) => measureBehaviours(events, { asOf }),
      foldProfile: (events) => foldProfile(events, { asOf }),
      replay: (events) => replay(events, { asOf }),
      traceLoop: (events) => traceLoop(events, { asOf }),
      viewCustomer: (events) => viewCustomer({ events }, { asOf, currency: "IDR" }),
      closeOutcomes: (events) => closeOutcomes(events, { asOf }),
    };
    const answer = (work: () => unknown): unknown => {
      try {
        return { is: work() };
      } catch (error) {
        // Both refuse alike; only where they stand is told otherwise.
        return error instanceof Error ? error.constructor.name : error;
      }
    };
    const answered = new Set<string>();
    fc.assert(
      fc.property(richLog, (events) => {
        const log = customerLog(events);
        for (const [name, call] of Object.entries(functions)) {
          const own = answer(() => call(log));
          if (typeof own === "object") answered.add(name);
          expect(own, name).toEqual(answer(() => call(events)));
        }
      }),
      { numRuns: 40 },
    );
    expect([...answered].sort()).toEqual(Object.keys(functions).sort());
  });

  it("is the same from any arrival order, each fact once, up to an instant and a day on which it was known", () => {
    fc.assert(
      fc.property(withShuffle(logs), ([events, shuffled]) => {
        expect(customerLog([...shuffled, ...events])).toEqual(customerLog(events));
        const cut = new Date("2026-03-01T00:00:00Z");
        expect(customerLog(events, { asOf: cut })).toEqual(
          customerLog(events).filter(({ at }) => at <= cut),
        );
        expect(customerLog(customerLog(events))).toEqual(customerLog(events));
      }),
    );
  });

  it("refuses what is no event, and customers whom no merge makes one", () => {
    const event: CustomerEvent = {
      id: "a",
      type: "order_cancelled",
      customerId: "ani",
      at: asOf,
      orderId: "o",
    };
    expect(() => customerLog([{ ...event, at: "today" } as never])).toThrow("customerLog");
    expect(() => customerLog([event, { ...event, id: "b", customerId: "budi" }])).toThrow(
      /"ani" and "budi" are mixed/u,
    );
    expect(() => customerLog([event], { asof: asOf } as never)).toThrow("asOf");
  });

  it("is put in order once for a whole view", () => {
    const [events = []] = fc.sample(richLog, { seed: 5, numRuns: 1 });
    const sort = vi.spyOn(Array.prototype, "sort");
    const sorts = (): number =>
      sort.mock.calls.filter(
        ([by]) => (by as { name?: string } | undefined)?.name === "compareEvents",
      ).length;
    try {
      viewCustomer({ events: [...events].reverse() }, { asOf, currency: "IDR" });
      expect(sorts()).toBe(1);
      sort.mockClear();
      const log = customerLog(events);
      viewCustomer({ events: log }, { asOf, currency: "IDR" });
      expect(sorts()).toBe(1);
    } finally {
      sort.mockRestore();
    }
  });
});
