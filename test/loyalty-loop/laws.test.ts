import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  advance,
  deadlines,
  DEFAULT_LOYALTY_POLICY,
  explain,
  ordersFromEvents,
  replay,
  settle,
  summarizePurchases,
  type CustomerEvent,
  type LoyaltyTransition,
} from "setia";
import { describeLoop } from "setia/loyalty";
import { customerLog, deepFreeze, instants, RUNS, timeZones, withShuffle } from "../arbitraries";
import { learnedAt, mergedLogs, richLog } from "../rich-log";
import { live, policies } from "./policies";

const END = new Date("2028-06-30T00:00:00Z");
const runs = { numRuns: 100 * RUNS };
const { transitions: TABLE } = describeLoop();

function inTable({ region, from, to, kind }: LoyaltyTransition): boolean {
  return TABLE.some(
    (rule) =>
      rule.region === region &&
      rule.kind === kind &&
      rule.from.includes(from) &&
      rule.to.includes(to),
  );
}

/** Late facts as if each had been learned at once: what a shop without imports sees. */
const inTime = (events: readonly CustomerEvent[]): CustomerEvent[] =>
  events.map((event): CustomerEvent => ({ ...event, recordedAt: event.at }));

describe("laws of the loyalty loop", () => {
  it("evaluating every night equals evaluating once", () => {
    const nights = Array.from({ length: 3 * 366 }, (_, i) => new Date(Date.UTC(2024, 0, 1 + i)));
    fc.assert(
      fc.property(richLog, policies, (events, policy) => {
        const once = replay(events, { asOf: END, policy });
        expect({
          ...live(inTime(events), [...nights, END], policy),
          diagnostics: once.diagnostics,
        }).toEqual(replay(inTime(events), { asOf: END, policy }));
      }),
      { numRuns: 10 * RUNS },
    );
  });

  it("the history is the same from any arrival order, also with every fact twice", () => {
    fc.assert(
      fc.property(withShuffle(richLog), policies, ([events, shuffled], policy) => {
        const history = replay(events, { asOf: END, policy });
        expect(replay(deepFreeze(shuffled), { asOf: END, policy })).toEqual(history);
        expect(replay([...shuffled, ...events], { asOf: END, policy })).toEqual(history);
      }),
      runs,
    );
  });

  it("every transition is in the table, in order, links up with the one before, and has a reason", () => {
    fc.assert(
      fc.property(richLog, policies, (events, policy) => {
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
      fc.property(richLog, policies, (events, policy) => {
        const last = new Date(Math.max(...events.map((event) => event.at.getTime())));
        const { state } = replay(events, { asOf: last, policy });
        if (state === undefined) throw new Error("no state");
        const { transitions } = settle(state, { asOf: new Date("2060-01-01"), policy });
        expect(transitions).toEqual(deadlines(state, policy));
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

  it("after a correction all is as if the order had never been", () => {
    fc.assert(
      fc.property(richLog, policies, (events, policy) => {
        const plain = inTime(events).filter(
          ({ type }) => type !== "order_refunded" && type !== "order_cancelled",
        );
        const orders = plain.filter((event) => event.type === "order_completed");
        const [order] = orders;
        fc.pre(
          order !== undefined &&
            orders.every((one) => one === order || one.orderId !== order.orderId),
        );
        const cancelled: CustomerEvent = {
          id: "cancel",
          type: "order_cancelled",
          customerId: "ani",
          at: new Date("2027-01-01"),
          orderId: order.orderId,
        };
        const after = replay([...plain, cancelled], { asOf: END, policy }).state;
        const seen: CustomerEvent = {
          id: order.id,
          type: "customer_identified",
          customerId: "ani",
          at: order.at,
          traits: {},
        };
        const never = replay([...plain.filter((event) => event !== order), seen], {
          asOf: END,
          policy,
        }).state;
        expect(after?.orderDays).toEqual(never?.orderDays);
        expect(after?.cadenceDays).toEqual(never?.cadenceDays);
        expect(after?.earned.activity).toBe(never?.earned.activity);
        expect(after?.loops).toBe(never?.loops);
      }),
      runs,
    );
  });

  it("gives the same object back when nothing changes", () => {
    fc.assert(
      fc.property(richLog, policies, (events, policy) => {
        const { state } = replay(inTime(events), { asOf: END, policy });
        if (state === undefined) throw new Error("no state");
        const before = structuredClone(state);
        deepFreeze(state);
        const delivered: CustomerEvent = {
          id: "d",
          type: "order_delivered",
          customerId: "ani",
          at: END,
          orderId: "o1",
        };
        expect(settle(state, { asOf: END, policy }).state).toBe(state);
        expect(advance(state, delivered, policy).state).toBe(state);
        const last = events.find(({ id }) => id === state.lastEvent?.id);
        if (last !== undefined) expect(advance(state, last, policy).state).toBe(state);
        for (const event of events) {
          const step = advance(state, event, policy);
          expect(step.state).toBe(state);
          expect(step.transitions).toEqual([]);
        }
        expect(state).toEqual(before);
      }),
      runs,
    );
  });

  it("customers who are merged are as one from the start, and after a split as if they never were", () => {
    fc.assert(
      fc.property(mergedLogs, policies, ({ events, merge, split }, policy) => {
        const facts = events.filter((event) => event !== merge && event !== split);
        const isOne = split === undefined;
        const own = facts
          .filter(({ customerId }) => isOne || customerId === "ani")
          .map((event): CustomerEvent => ({ ...event, customerId: "ani" }));
        const { state, transitions } = replay(events, { asOf: END, policy, customerId: "ani" });
        const alone = replay([...own, ...[merge, split].flatMap((event) => event ?? [])], {
          asOf: END,
          policy,
        });
        expect(state).toEqual(alone.state);
        expect(transitions).toEqual(alone.transitions);
        // Before the merge was known, nobody knew.
        const before = new Date(learnedAt(merge).getTime() - 1);
        const then = { asOf: before, knownAt: before, policy };
        expect(replay(events, { ...then, customerId: "ani" })).toEqual(
          replay(
            facts.filter(({ customerId }) => customerId === "ani"),
            then,
          ),
        );
      }),
      runs,
    );
  });
});
