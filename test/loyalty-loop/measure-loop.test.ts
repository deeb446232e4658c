import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DEFAULT_LOYALTY_POLICY,
  expectNextOrder,
  fitCadence,
  words,
  measureLoop,
  ordersFromEvents,
  replay,
  summarizePurchases,
  traceLoop,
  type CustomerEvent,
  type LoopTrace,
  type Order,
} from "setia";
import { LOOP_DEFINITIONS } from "setia/loyalty";
import { at, fact, order } from "../satisfaction/facts";
import { richLog } from "../rich-log";

const asOf = at("2026-12-31");
const trace = (customerId: string, events: readonly CustomerEvent[]): LoopTrace => {
  const own = events.map((event): CustomerEvent => ({ ...event, customerId }));
  const traced = traceLoop(own, { asOf });
  if (traced === undefined) throw new Error("no trace");
  return traced;
};
let serial = 0;
const bought = (...days: string[]): CustomerEvent[] =>
  days.map((day) => order(day, `m${String(++serial)}`));

describe("the base over time", () => {
  // Ani loops every month, budi buys once and lapses, citra comes back after having lapsed.
  const traces = [
    trace("ani", bought("2026-01-05", "2026-02-05", "2026-03-05", "2026-04-05", "2026-05-05")),
    trace("budi", bought("2026-01-10")),
    trace("citra", bought("2026-01-20", "2026-09-20")),
  ];
  const { periods, cohorts, timeInStage } = measureLoop(traces, { asOf, from: at("2026-01-01") });
  const month = (number: number): (typeof periods)[number] => {
    const found = periods[number - 1];
    if (found === undefined) throw new Error("no such month");
    return found;
  };

  it("has a period for each month, the last one not complete until it is over", () => {
    expect(periods).toHaveLength(12);
    expect(periods.at(-1)).toMatchObject({ start: "2026-12-01", complete: false, customers: 3 });
  });

  it("counts stages and activities at the end", () => {
    expect(month(1).stages).toMatchObject({ prospect: 0, first_time: 3, repeat: 0 });
    expect(month(4).stages).toMatchObject({ first_time: 2, loyal: 1 });
    expect(month(7).activities).toMatchObject({ active: 0, overdue: 1, lapsed: 2 });
  });

  it("makes a funnel of who ever reached each stage", () => {
    const shares = month(12).reached.map(({ stage, count, of }) => [stage, count, of]);
    expect(shares).toEqual([
      ["prospect", 3, 3],
      ["engaged", 3, 3],
      ["first_time", 3, 3],
      ["repeat", 2, 3],
      ["loyal", 1, 2],
      ["advocate", 0, 1],
    ]);
  });

  it("tells who went which way, of those who stood there", () => {
    expect(month(2).flows).toEqual([
      expect.objectContaining({
        from: "first_time",
        to: "repeat",
        kind: "advance",
        count: 1,
        of: 3,
      }),
    ]);
    expect(month(7).flows).toEqual([
      expect.objectContaining({
        region: "activity",
        from: "active",
        to: "overdue",
        count: 1,
        of: 1,
      }),
      expect.objectContaining({
        region: "activity",
        from: "overdue",
        to: "lapsed",
        count: 2,
        of: 3,
      }),
    ]);
  });

  it("gives repeat, churn and win-back rates with intervals", () => {
    expect(month(1).repeatRate).toMatchObject({ count: 0, of: 3 });
    expect(month(9).repeatRate).toMatchObject({ count: 2, of: 3 });
    expect(month(7).churnRate).toMatchObject({ count: 2, of: 3 });
    expect(month(9).winBackRate).toMatchObject({ count: 1 });
    expect(month(9).winBackRate.interval[1]).toBeLessThanOrEqual(1);
  });

  it("tells revenue from loops from that of first orders and of those who came back", () => {
    expect(month(1).loopRevenue).toMatchObject({ fromLoops: 0, revenue: 300, share: 0 });
    expect(month(2).loopRevenue).toMatchObject({ fromLoops: 100, revenue: 100, share: 1 });
    expect(month(9).loopRevenue).toMatchObject({ fromLoops: 0, revenue: 100 });
    expect(month(10).loopRevenue).toEqual({ fromLoops: 0, revenue: 0, interval: [0, 1] });
  });

  it("follows cohorts", () => {
    expect(cohorts[0]?.customers).toBe(3);
    expect(cohorts[0]?.retained.slice(0, 6).map(({ count }) => count)).toEqual([3, 1, 1, 1, 1, 0]);
    expect(cohorts[0]?.retained.at(-1)?.complete).toBe(false);
    expect(cohorts[1]?.customers).toBe(0);
  });

  it("tells how long customers stay at a stage, who have not left included", () => {
    const of = (stage: string): unknown => timeInStage.find((one) => one.stage === stage);
    expect(of("first_time")).toMatchObject({ begun: 3, ended: 2, median: 243 });
    expect(of("repeat")).toMatchObject({ begun: 2, ended: 1 });
    expect(of("prospect")).toMatchObject({ begun: 0, ended: 0 });
  });

  it("leaves out what happened before the first period, but knows of it", () => {
    const late = measureLoop(traces, { asOf, from: at("2026-09-01") });
    expect(late.periods[0]).toEqual(month(9));
    expect(late.cohorts[0]?.customers).toBe(0);
  });

  it("defines every measure in both languages", () => {
    for (const figure of words.loopFigures) {
      expect(LOOP_DEFINITIONS[figure].en).toMatch(/\.$/);
      expect(LOOP_DEFINITIONS[figure].id).toMatch(/\.$/);
    }
  });
});

describe("traces", () => {
  it("take orders net of refunds, without those that were taken back", () => {
    const [a, b] = bought("2026-01-05", "2026-02-05");
    const refund = { ...fact("2026-02-07"), type: "order_refunded", amount: 40 } as const;
    const orderId = b?.type === "order_completed" ? b.orderId : "";
    const partly = trace(
      "ani",
      [a, b, { ...refund, orderId }].flatMap((event) => event ?? []),
    );
    expect(partly.orders.map(({ net, kind }) => [net, kind])).toEqual([
      [100, "first"],
      [60, "loop"],
    ]);
    const fully = trace(
      "ani",
      [a, b, { ...refund, orderId, amount: 100 }].flatMap((event) => event ?? []),
    );
    expect(fully.orders).toHaveLength(1);
    expect(traceLoop([], { asOf })).toBeUndefined();
  });
});

describe("laws of the measures", () => {
  it("everybody is counted once, shares lie in 0–1, and stages agree with the states", () => {
    fc.assert(
      fc.property(fc.array(richLog, { minLength: 1, maxLength: 5 }), (logs) => {
        const traces = logs.map((log, index) => trace(`c${String(index)}`, log));
        const { periods, timeInStage } = measureLoop(traces, {
          asOf,
          from: at("2024-01-01"),
          every: "quarter",
        });
        for (const period of periods) {
          const sum = (counts: object): number =>
            (Object.values(counts) as number[]).reduce((all, count) => all + count, 0);
          expect(sum(period.stages)).toBe(period.customers);
          expect(sum(period.activities)).toBe(period.customers);
          for (const { count, of } of [
            ...period.flows,
            ...period.reached,
            period.repeatRate,
            period.churnRate,
            period.winBackRate,
          ]) {
            expect(count).toBeLessThanOrEqual(of);
          }
          expect(period.loopRevenue.fromLoops).toBeLessThanOrEqual(period.loopRevenue.revenue);
        }
        const last = periods.at(-1);
        logs.forEach((log) => {
          const { state } = replay(log, { asOf });
          expect(last?.stages[state?.stage ?? "prospect"]).toBeGreaterThan(0);
        });
        const open = timeInStage.reduce((all, { begun, ended }) => all + begun - ended, 0);
        expect(open).toBe(logs.length);
        const revenue = periods.reduce((all, { loopRevenue }) => all + loopRevenue.revenue, 0);
        const orders = logs.flatMap((log, index) =>
          ordersFromEvents(
            log.map((event) => ({ ...event, customerId: `c${String(index)}` })),
            { asOf },
          ),
        );
        const { summaries } = summarizePurchases(orders, { asOf });
        expect(revenue).toBe(summaries.reduce((all, one) => all + one.revenue, 0));
      }),
    );
  });
});

describe("cadence", () => {
  const orders = (gaps: readonly number[]): Order[] => {
    let day = Date.UTC(2026, 0, 1);
    return [0, ...gaps].map((gap, index) => {
      day += gap * 86_400_000;
      return {
        id: `${String(++serial)}-${String(index)}`,
        customerId: `f${String(serial)}`,
        placedAt: new Date(day),
        currency: "IDR",
        total: 100,
      };
    });
  };
  const base = (many: readonly (readonly number[])[]): ReturnType<typeof fitCadence> =>
    fitCadence(
      summarizePurchases(
        many.flatMap((gaps, index) =>
          orders(gaps).map((one) => ({ ...one, customerId: `f${String(index)}` })),
        ),
        { asOf },
      ).summaries,
    );

  it("is the mean of the customers' means, who buys often counting more, but not by all", () => {
    // Weights 1/3 and 10/12: (60/3 + 10·10/12) / (1/3 + 10/12).
    const model = base([
      ...Array.from({ length: 10 }, () => [60]),
      ...Array.from({ length: 10 }, () => new Array<number>(10).fill(10)),
    ]);
    expect(model.priorCadenceDays).toBeCloseTo((60 / 3 + 100 / 12) / (1 / 3 + 10 / 12));
    expect(model).toMatchObject({ gaps: 110, customers: 20, kind: "cadence", version: 1 });
  });

  it("is the default where a base is small, and stays within bounds", () => {
    expect(base([[5]])).toMatchObject({
      priorCadenceDays: DEFAULT_LOYALTY_POLICY.priorCadenceDays,
      reasons: [{ code: "loyalty.cadence_default" }],
    });
    expect(base(Array.from({ length: 40 }, () => [1])).priorCadenceDays).toBe(7);
  });

  it("tells when the next order is to be expected", () => {
    const events = bought("2026-01-01", "2026-01-11", "2026-01-21", "2026-01-31");
    const { state } = replay(events, { asOf: at("2026-02-01") });
    if (state === undefined) throw new Error("no state");
    const next = expectNextOrder(state);
    expect(next?.at).toEqual(new Date("2026-02-24"));
    expect(next?.from).toEqual(new Date("2026-02-01"));
    expect(next?.until).toEqual(new Date("2026-04-19"));
    const shown: CustomerEvent = {
      ...fact("2026-01-01"),
      type: "intent_shown",
      signal: "chat_started",
    };
    const prospect = replay([shown], { asOf }).state;
    expect(prospect && expectNextOrder(prospect)).toBeUndefined();
  });
});
