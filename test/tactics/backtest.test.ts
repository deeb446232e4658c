import { describe, expect, it } from "vitest";
import {
  backtest,
  comparePolicies,
  DEFAULT_TACTIC_POLICY,
  type CustomerEvent,
  type TacticPolicy,
} from "setia";
import { simulateCustomer, randomFrom } from "./simulated-customers";

const customers: CustomerEvent[][] = Array.from({ length: 8 }, (_, number) => [
  ...simulateCustomer(number, randomFrom(number)).events,
]);
const history = { customers, timeZone: "Asia/Jakarta", currency: "IDR" };
const open: TacticPolicy = { ...DEFAULT_TACTIC_POLICY, holdout: null };
const days = { from: new Date("2026-03-01T00:00:00Z"), until: new Date("2026-03-16T00:00:00Z") };

describe("backtest", () => {
  const report = backtest(history, open, days);
  it("counts what would have been done, and what caps held back", () => {
    const { statuses, decisions, tactics, channels } = report;
    expect(statuses.act + statuses.defer + statuses.hold_out + statuses.none).toBe(decisions);
    expect(decisions).toBe(8 * 16);
    const sum = (rows: readonly { readonly actions: number }[]): number =>
      rows.reduce((all, { actions }) => all + actions, 0);
    expect([sum(tactics), sum(channels)]).toEqual([statuses.act, statuses.act]);
    expect(report.contacts).toBeLessThanOrEqual(statuses.act);
    expect(report.capsHit).toBeGreaterThan(0);
    expect(report.customersReached).toBeGreaterThan(3);
    expect(backtest(history, { ...open, caps: [], spacingHours: {} }, days).capsHit).toBe(0);
  });

  it("is the same every time, in whatever order customers come, and does not see what tactics did", () => {
    expect(backtest(history, open, days)).toEqual(report);
    const done: CustomerEvent = {
      id: "x",
      type: "tactic_decided",
      customerId: "customer-1",
      at: days.from,
      decisionId: "x",
      tactic: "win.checkin",
      arm: "treatment",
      reasons: [],
    };
    const other = [...customers]
      .reverse()
      .map((events) => (events[0]?.customerId === "customer-1" ? [...events, done] : events));
    expect(backtest({ ...history, customers: other }, open, days)).toEqual(report);
  });

  it("fills budgets anew each day, and looks as often as it is told", () => {
    const one = { ...open, budgets: [{ name: "day", actions: 1 }] };
    const { statuses } = backtest(history, one, days);
    expect(statuses.act).toBeLessThanOrEqual(16);
    expect(statuses.act).toBeGreaterThan(5);
    // On the first day, the eighth and the fifteenth.
    expect(backtest(history, open, { ...days, everyDays: 7 }).decisions).toBe(8 * 3);
    // At night nothing goes out.
    const atNight = backtest(history, open, { ...days, at: "03:00" });
    expect(atNight.statuses.defer).toBeGreaterThan(report.statuses.defer);
  });

  it("refuses days that are none", () => {
    expect(() => backtest(history, open, { ...days, everyDays: 0 })).toThrow(/backtest: days are/);
    expect(() => backtest(history, open, { from: days.until, until: days.from })).toThrow(
      /an end after/,
    );
    expect(() => backtest(history, open, { ...days, at: "noon" })).toThrow(/a time as/);
    expect(() => backtest(history, open, { ...days, from: new Date("x") })).toThrow(
      /from is an invalid date/,
    );
  });
});

describe("comparePolicies", () => {
  it("finds no change between a policy and itself", () => {
    const same = comparePolicies(history, open, { ...open, version: "copy" }, days);
    expect(same).toMatchObject({ unchanged: customers.length, changes: [] });
    expect(same.a).toEqual({ ...same.b, policyVersion: "setia-1" });
  });

  it("tells who would get what instead, and why", () => {
    const a = backtest(history, open, days);
    const usual = a.tactics[0]?.name ?? "";
    const b = { ...open, version: "without it", disabled: [usual] };
    const { a: one, b: other, changes, unchanged } = comparePolicies(history, open, b, days);
    expect(one).toEqual(a);
    expect(other).toEqual(backtest(history, b, days));
    const changed = changes.reduce((sum, change) => sum + change.customers, 0);
    expect(changed).toBeGreaterThan(0);
    expect(changed + unchanged).toBe(customers.length);
    for (const { from, reasons, examples, customers: count } of changes) {
      expect(from).toContain(usual);
      expect(examples.length).toBe(Math.min(10, count));
      expect(reasons).toMatchObject([
        { code: "tactics.change", params: { policy: "without it", customers: count } },
        { code: "tactics.switched_off" },
      ]);
    }
  });

  it("tells of what is worth more now, and of what was let go", () => {
    const pushed = { ...open, version: "push", levers: { "ret.greet": 1e6 } };
    const { changes } = comparePolicies(history, open, pushed, days);
    for (const { reasons } of changes) expect(reasons).toHaveLength(2);
    const closed = comparePolicies(
      history,
      { ...open, caps: [{ atMost: 0, days: 1 }] },
      open,
      days,
    );
    expect(closed.changes[0]?.reasons[1]?.code).toMatch(/^tactics\./);
  });
});
