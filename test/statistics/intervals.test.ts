import {
  newcombeDifference,
  kaplanMeier,
  meanEstimate,
  ratioEstimate,
  wilsonInterval,
} from "../../src/statistics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
// The kernel's own functions are no part of the public face.
import { periodIndex, periodsBetween } from "../../src/kernel";

const rounded = (interval: readonly number[]): number[] =>
  interval.map((end) => Math.round(end * 10_000) / 10_000);

describe("shares", () => {
  it.each([
    // Newcombe 1998, Statistics in Medicine 17, 857-872, table I, method 3.
    [81, 263, [0.2553, 0.3662]],
    [15, 148, [0.0624, 0.1605]],
    [0, 20, [0, 0.1611]],
    [1, 29, [0.0061, 0.1718]],
  ])("%d of %d have the interval that Newcombe publishes", (count, of, interval) => {
    expect(rounded(wilsonInterval(count, of).interval)).toEqual(interval);
  });

  it("of none are not known", () => {
    expect(wilsonInterval(0, 0)).toEqual({ count: 0, of: 0, interval: [0, 1] });
    expect(newcombeDifference(0, 0, 0)).toEqual({ interval: [-1, 1] });
    expect(ratioEstimate([])).toEqual({ interval: [0, 1] });
  });

  it("and balances lie within their intervals", () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), fc.nat(50), (more, less, rest) => {
        fc.pre(more + less + rest > 0);
        const of = more + less + rest;
        const { balance = NaN, interval } = newcombeDifference(more, less, of);
        expect(interval[0]).toBeLessThanOrEqual(balance + 1e-12);
        expect(interval[1]).toBeGreaterThanOrEqual(balance - 1e-12);
        expect(interval[0]).toBeGreaterThanOrEqual(-1);
        const back = newcombeDifference(less, more, of);
        expect(back.interval[0]).toBeCloseTo(-interval[1], 12);
        const { share = NaN, interval: wilson } = wilsonInterval(more, of);
        expect(wilson[0]).toBeLessThanOrEqual(share);
        expect(wilson[1]).toBeGreaterThanOrEqual(share);
      }),
    );
  });
});

describe("means", () => {
  it.each([
    [2, 12.7062],
    [3, 4.3027],
    [4, 3.1824],
    [5, 2.7764],
    [11, 2.2281],
    [31, 2.0423],
  ])("of %d values go by Student's table", (count, quantile) => {
    const values = Array.from({ length: count }, (_, index) => index);
    const mean = (count - 1) / 2;
    const variance = (count * (count + 1)) / 12;
    const { interval = [NaN, NaN] } = meanEstimate(values);
    expect((interval[1] - mean) / Math.sqrt(variance / count)).toBeCloseTo(quantile, 2);
  });

  it("need values", () => {
    expect(meanEstimate([])).toEqual({ count: 0 });
    expect(meanEstimate([3])).toEqual({ count: 1, mean: 3 });
  });
});

describe("ratios", () => {
  it("weigh by the whole", () => {
    const { share, interval } = ratioEstimate([
      [10, 10],
      [0, 30],
    ]);
    expect(share).toBe(0.25);
    expect(interval[0]).toBe(0);
    expect(ratioEstimate([[1, 2]])).toEqual({ share: 0.5, interval: [0, 1] });
  });
});

describe("durations", () => {
  it("agree with the remission times of Freireich's trial (Gehan 1965): median 23 weeks, from 13", () => {
    const ended = [6, 6, 6, 7, 10, 13, 16, 22, 23].map((lasted) => ({ lasted, ended: true }));
    const going = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map((lasted) => ({
      lasted,
      ended: false,
    }));
    const { median, begun, interval } = kaplanMeier([...ended, ...going]);
    expect({ median, begun }).toEqual({ median: 23, begun: 21 });
    expect(interval).toEqual([13, Infinity]);
    const placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23];
    const all = kaplanMeier(placebo.map((lasted) => ({ lasted, ended: true })));
    expect(all).toMatchObject({ median: 8, ended: 21, interval: [4, 11] });
  });

  it("say nothing of what has not ended", () => {
    expect(kaplanMeier([{ lasted: 3, ended: false }])).toEqual({
      begun: 1,
      ended: 0,
      interval: [0, Infinity],
    });
  });
});

describe("periods", () => {
  const day = (text: string): number => Date.parse(text) / 86_400_000;

  it.each([
    ["day", "2026-02-27", "2026-03-01", ["2026-02-27", "2026-02-28", "2026-03-01"]],
    ["week", "2026-01-01", "2026-01-12", ["2025-12-29", "2026-01-05", "2026-01-12"]],
    ["month", "2025-12-15", "2026-02-28", ["2025-12-01", "2026-01-01", "2026-02-01"]],
    ["quarter", "2025-12-15", "2026-04-01", ["2025-10-01", "2026-01-01", "2026-04-01"]],
    ["year", "2024-12-15", "2026-04-01", ["2024-01-01", "2025-01-01", "2026-01-01"]],
  ] as const)("of a %s", (every, from, today, starts) => {
    const periods = periodsBetween(day(from), day(today), every);
    expect(periods.map(({ start }) => start)).toEqual(starts);
    periods.forEach(({ firstDay, lastDay }, index) => {
      expect(periodIndex(periods, firstDay)).toBe(index);
      expect(periodIndex(periods, lastDay)).toBe(index);
    });
    const first = periods[0]?.firstDay ?? 0;
    expect(periodIndex(periods, first - 1)).toBe(-1);
    expect(periodIndex(periods, (periods.at(-1)?.lastDay ?? 0) + 1)).toBe(periods.length);
    expect(periods.map(({ complete }) => complete)).toEqual(
      starts.map((_, i) => i < starts.length - 1),
    );
  });

  it("are refused where there are too many, or of no known length", () => {
    expect(() => periodsBetween(0, 20_000, "day")).toThrow(/more than 10000/);
    expect(() => periodsBetween(0, 1, "fortnight" as "day")).toThrow(/every is "fortnight"/);
    expect(periodsBetween(5, 1, "day")).toEqual([]);
    expect(periodIndex([], 1)).toBe(-1);
  });
});
