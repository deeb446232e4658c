/** When somebody is overdue, lapsed and lost, as a base's own silences tell. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_LOYALTY_POLICY, explain, replay, type CustomerEvent, type Order } from "setia";
import {
  fitActivityLines,
  withActivityLines,
  type ActivityLine,
  type ActivityLines,
} from "setia/loyalty";
import { falling } from "../../src/statistics";
import { ordersUntil, simulateWorld } from "../forecast/worlds";

const DAY = 86_400_000;
const endOf = (day: number): Date => new Date((day + 1) * DAY - 1);
const TODAY = 1200;
const world = simulateWorld("right", 7, 3000);
const model = fitActivityLines(ordersUntil(world, TODAY), { asOf: endOf(TODAY) });
const lines = model.dated.at(-1)?.lines;

function orderEvent(day: number): CustomerEvent {
  const id = String(day);
  const at = new Date(day * DAY + DAY / 2);
  return {
    id,
    type: "order_completed",
    customerId: "ani",
    at,
    orderId: id,
    currency: "USD",
    total: 100,
  };
}

describe("a falling line", () => {
  it("never rises, keeps the mean, and leaves alone what falls already", () => {
    const points = fc.array(
      fc.record({
        value: fc.double({ min: 0, max: 1, noNaN: true }),
        weight: fc.integer({ min: 1, max: 50 }),
      }),
    );
    fc.assert(
      fc.property(points, (given) => {
        const [values, weights] = [
          given.map(({ value }) => value),
          given.map(({ weight }) => weight),
        ];
        const fallen = falling(values, weights);
        expect(fallen).toHaveLength(values.length);
        fallen.forEach((value, at) =>
          expect(value).toBeLessThanOrEqual(fallen[at - 1] ?? Infinity),
        );
        const total = (of: readonly number[]): number =>
          of.reduce((sum, value, at) => sum + value * weights[at]!, 0);
        expect(total(fallen)).toBeCloseTo(total(values), 6);
        expect(falling(fallen, weights)).toEqual(fallen);
      }),
    );
  });
});

describe("fitActivityLines", () => {
  it("finds days that rise, later for those who buy less often", () => {
    expect(model.dated).toHaveLength(1);
    for (const row of lines?.lines ?? []) {
      for (const { overdue, lapsed, lost } of row) {
        expect(overdue ?? 0).toBeLessThanOrEqual(lapsed ?? Infinity);
        expect(lapsed ?? 0).toBeLessThanOrEqual(lost ?? Infinity);
      }
    }
    const two = lines?.lines[1]?.map(({ overdue }) => overdue ?? Infinity);
    expect(two?.at(-1)).toBeGreaterThan(two?.[0] ?? NaN);
    expect(explain(model.diagnostics[0]!, "en")).toMatch(
      /^When customers are overdue, lapsed or lost rests on [\d,]+ gaps between orders and [\d,]+ that are still open\.$/,
    );
  });

  it("counts gaps as they are", () => {
    const days = new Map<string, Set<number>>();
    for (const { customerId, placedAt } of ordersUntil(world, TODAY)) {
      days.set(
        customerId,
        (days.get(customerId) ?? new Set()).add(Math.floor(placedAt.getTime() / DAY)),
      );
    }
    expect(model.openGaps).toBe(days.size);
    expect(model.gaps).toBe([...days.values()].reduce((sum, own) => sum + own.size - 1, 0));
  });

  it("moves no line in a night without news, and adds lines from the day on which they moved", () => {
    const again = fitActivityLines(ordersUntil(world, TODAY), {
      asOf: endOf(TODAY),
      previous: model,
    });
    expect(again.dated).toEqual(model.dated);
    // Nothing happened for a night.
    const night = fitActivityLines(ordersUntil(world, TODAY), {
      asOf: endOf(TODAY + 1),
      previous: model,
    });
    expect(night.dated).toEqual(model.dated);
    // From now on everybody stays away three times as long.
    const slow = ordersUntil(world, TODAY).map((order): Order => {
      const placedAt = new Date(order.placedAt.getTime() * 3 - 2 * TODAY * DAY);
      return { ...order, placedAt };
    });
    const later = fitActivityLines(slow, { asOf: endOf(TODAY + 2), previous: night });
    expect(later.dated).toHaveLength(2);
    expect(later.dated[0]).toEqual(model.dated[0]);
    expect(later.dated[1]?.from).toBe(endOf(TODAY + 2).toISOString());
  });

  it("leaves the usual lines where there are too few gaps, and says where customers hardly differ", () => {
    const few = fitActivityLines(ordersUntil(world, 20), { asOf: endOf(20) });
    expect(few.dated).toEqual([]);
    expect(few.diagnostics.map(({ code }) => code)).toEqual(["loyalty.lines_default"]);
    expect(withActivityLines(DEFAULT_LOYALTY_POLICY, few)).toBe(DEFAULT_LOYALTY_POLICY);
    // Everybody orders with the same chance on every day, whatever they did before.
    const steady: Order[] = Array.from({ length: 400 }, (_, customer) =>
      Array.from({ length: 1200 }, (__, day) => [customer, day] as const),
    )
      .flat()
      .filter(([customer, day]) => (customer * 7919 + day * 104_729) % 97 === 0)
      .map(([customer, day], index) => ({
        ...{ id: String(index), customerId: String(customer), currency: "USD", total: 1 },
        placedAt: new Date(day * DAY),
      }));
    const flat = fitActivityLines(steady, { asOf: endOf(1199) });
    for (const row of flat.dated[0]?.lines.lines ?? []) {
      for (const { overdue } of row) expect(overdue).toBeNull();
    }
  });
});

describe("the loop by fitted lines", () => {
  const policy = withActivityLines(DEFAULT_LOYALTY_POLICY, model);

  it("crosses each line once, on its day, and says why", () => {
    const { transitions } = replay([orderEvent(0), orderEvent(15)], { asOf: endOf(800), policy });
    const line = lines?.lines[1]?.[1];
    const moves = transitions.filter(({ region }) => region === "activity");
    expect(moves.map(({ to }) => to)).toEqual(["overdue", "lapsed", "lost"]);
    const days = moves.map(({ at }) => at.getTime() / DAY - 15);
    expect(days.slice(0, 2)).toEqual([line?.overdue, line?.lapsed]);
    expect(explain(moves[0]!.reasons[0]!, "en")).toBe(
      `No order for ${String(line?.overdue)} days. After so long, the chance of one within 90 days is below 60% of what it was on the day of the last order.`,
    );
  });

  it("is the same evaluated late and every day, also where lines change on the way", () => {
    const early: ActivityLines = {
      ...lines!,
      lines: lines!.lines.map((row) =>
        row.map((): ActivityLine => ({ overdue: 20, lapsed: null, lost: null, seenDays: 60 })),
      ),
    };
    const dated = [
      { from: new Date(0), policy: { ...DEFAULT_LOYALTY_POLICY, activityLines: early } },
      { from: new Date(200 * DAY), policy: { ...DEFAULT_LOYALTY_POLICY, activityLines: lines! } },
    ];
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(days, (given) => {
        const events = given.map(orderEvent);
        const late = replay(events, { asOf: endOf(600), policy: dated });
        for (const day of [150, 199, 200, 201, 340, 480]) {
          const { transitions } = replay(events, { asOf: endOf(day), policy: dated });
          const until = late.transitions.filter(({ at }) => at <= endOf(day));
          expect(transitions).toEqual(until);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("goes by cadences where no silence was seen that is long enough, but not before what was seen", () => {
    const unseen: ActivityLine = { overdue: null, lapsed: null, lost: null, seenDays: 120 };
    const activityLines: ActivityLines = {
      ...lines!,
      lines: lines!.lines.map((row) => row.map(() => unseen)),
    };
    const { transitions } = replay([orderEvent(0)], {
      asOf: endOf(800),
      policy: { ...DEFAULT_LOYALTY_POLICY, activityLines },
    });
    const days = transitions
      .filter(({ region }) => region === "activity")
      .map(({ at }) => at.getTime() / DAY);
    // 90, 180 and 365 days by cadence.
    expect(days).toEqual([120, 180, 365]);
  });

  it("refuses lines that are none", () => {
    const refused = (activityLines: unknown): string => {
      try {
        replay([orderEvent(0)], {
          asOf: endOf(1),
          policy: { ...DEFAULT_LOYALTY_POLICY, activityLines } as never,
        });
        return "none";
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(refused({})).toContain("activityLines.orders is missing");
    expect(refused({ ...lines, rhythmDays: [0, 5, 5] })).toContain("activityLines.rhythmDays");
    expect(refused({ ...lines, lines: [] })).toContain("activityLines.lines[0][0] is missing");
  });
});
