import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { compareEvents } from "setia/store";
import { memoryStore, type CustomerEvent } from "setia";
import { testStore } from "setia/testing";
import { customerLog } from "../arbitraries";
import { memoryStores } from "./memory-stores";

describe("memoryStore keeps the contract", () => {
  testStore({ test, create: memoryStores, sequences: 60 });
});

describe("memoryStore", () => {
  it("gives back what was appended, in order, up to an instant", async () => {
    await fc.assert(
      fc.asyncProperty(customerLog, fc.integer({ min: 0, max: 29 }), async (events, pick) => {
        const store = memoryStore();
        expect(await store.append(events)).toMatchObject({ appended: events.length });
        expect(await store.read("ani")).toEqual([...events].sort(compareEvents));
        const until = events[pick % events.length]?.at ?? new Date(0);
        expect(await store.read("ani", { until })).toEqual(
          events.filter((event) => event.at <= until).sort(compareEvents),
        );
        const all: CustomerEvent[] = [];
        for await (const batch of store.scan()) all.push(...batch.events);
        expect(all).toEqual(events);
      }),
    );
  });
});
