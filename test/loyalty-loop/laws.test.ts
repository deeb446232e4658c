import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  advance,
  compareEvents,
  deadlines,
  DEFAULT_LOYALTY_POLICY,
  explain,
  replay,
  settle,
  summarizePurchases,
  ordersFromEvents,
  TRANSITIONS,
  type CustomerEvent,
  type LoyaltyState,
  type LoyaltyTransition,
  type TransitionRule,
} from "setia";
import { customerLog, deepFreeze, instants, RUNS, timeZones, withShuffle } from "../arbitraries";

const END = new Date("2028-06-30T00:00:00Z");
const runs = { numRuns: 100 * RUNS };

function inTable({ region, from, to, kind }: LoyaltyTransition): boolean {
  const rules: readonly TransitionRule[] = TRANSITIONS;
  return rules.some(
    (rule) =>
      rule.region === region &&
      rule.kind === kind &&
      rule.from.includes(from) &&
      rule.to.includes(to),
  );
}

/** Feeds the events one by one, settling at every given instant in between. */
function evaluateAt(
  events: readonly CustomerEvent[],
  stops: readonly Date[],
  timeZone: string,
): { state: LoyaltyState | undefined; transitions: LoyaltyTransition[] } {
  const policy = { ...DEFAULT_LOYALTY_POLICY, timeZone };
  let state: LoyaltyState | undefined;
  const transitions: LoyaltyTransition[] = [];
  const steps = [
    ...[...events].sort(compareEvents).map((event) => ({ at: event.at, event })),
    ...stops.map((at) => ({ at, event: undefined })),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const { at, event } of steps) {
    const step =
      event !== undefined
        ? advance(state, event, policy)
        : state && settle(state, { asOf: at }, policy);
    state = step?.state;
    transitions.push(...(step?.transitions ?? []));
  }
  return { state, transitions };
}

describe("laws of the loyalty loop", () => {
  it("evaluating once, late, equals evaluating at any other instants", () => {
    fc.assert(
      fc.property(
        customerLog,
        fc.array(instants, { maxLength: 20 }),
        timeZones,
        (events, stops, timeZone) => {
          const policy = { ...DEFAULT_LOYALTY_POLICY, timeZone };
          const once = replay(events, { asOf: END, policy });
          expect(evaluateAt(events, [...stops, END], timeZone)).toEqual(once);
        },
      ),
      runs,
    );
  });

  it("evaluating every night equals evaluating once", () => {
    const nights = Array.from({ length: 3 * 366 }, (_, i) => new Date(Date.UTC(2024, 0, 1 + i)));
    fc.assert(
      fc.property(customerLog, timeZones, (events, timeZone) => {
        const policy = { ...DEFAULT_LOYALTY_POLICY, timeZone };
        const last = nights.at(-1) ?? END;
        const until = events.filter((event) => event.at <= last);
        expect(evaluateAt(until, nights, timeZone)).toEqual(replay(until, { asOf: last, policy }));
      }),
      { numRuns: 10 * RUNS },
    );
  });

  it("the history is the same from any arrival order", () => {
    fc.assert(
      fc.property(withShuffle(customerLog), ([events, shuffled]) => {
        expect(replay(deepFreeze(shuffled), { asOf: END })).toEqual(replay(events, { asOf: END }));
      }),
      runs,
    );
  });

  it("every transition is in the table, in order, links up with the one before, and has a reason", () => {
    fc.assert(
      fc.property(customerLog, timeZones, (events, timeZone) => {
        const policy = { ...DEFAULT_LOYALTY_POLICY, timeZone };
        const { state, transitions } = replay(events, { asOf: END, policy });
        const now = { stage: "prospect", activity: "active" };
        let before = -Infinity;
        for (const transition of transitions) {
          expect(inTable(transition), JSON.stringify(transition)).toBe(true);
          expect(transition.at.getTime()).toBeGreaterThanOrEqual(before);
          expect(transition.from).toBe(now[transition.region]);
          for (const given of transition.reasons) expect(explain(given, "id")).not.toContain("{");
          expect(transition.reasons.length).toBeGreaterThan(0);
          now[transition.region] = transition.to;
          before = transition.at.getTime();
        }
        expect({ stage: state?.stage, activity: state?.activity }).toEqual(now);
      }),
      runs,
    );
  });

  it("what the deadlines foretell comes true if nothing happens", () => {
    fc.assert(
      fc.property(customerLog, (events) => {
        const last = new Date(Math.max(...events.map((event) => event.at.getTime())));
        const { state } = replay(events, { asOf: last });
        if (state === undefined) throw new Error("no state");
        const foretold = deadlines(state);
        const { transitions } = settle(state, { asOf: new Date("2040-01-01") });
        expect(transitions).toEqual(foretold);
      }),
      runs,
    );
  });

  it("agrees with the purchase summary on what counts as an order", () => {
    fc.assert(
      fc.property(customerLog, instants, timeZones, (events, asOf, timeZone) => {
        const policy = { ...DEFAULT_LOYALTY_POLICY, timeZone };
        const { state } = replay(events, { asOf, policy });
        const [summary] = summarizePurchases(ordersFromEvents(events, { asOf }), {
          asOf,
          timeZone,
        }).summaries;
        expect(state?.orderDays.length ?? 0).toBe(summary?.purchaseDays ?? 0);
        expect(state?.lastOrderAt).toEqual(summary?.lastOrderAt);
      }),
      runs,
    );
  });
});
