import { describe, expect, it } from "vitest";
import {
  fitLifetime,
  fitSpend,
  isSetiaError,
  words,
  predictLifetimes,
  summarizePurchases,
  type FitLifetimeOptions,
  type LifetimeModel,
} from "setia";
import { LIFETIME_PRIORS, simulateCustomers, type LifetimeColumns } from "setia/lifetime";
import { deepFreeze } from "../arbitraries";
import { AS_OF, inWholeDays, simulate, summaryOf } from "./bases";

const base = (customers = 1500, seed = 11): LifetimeColumns =>
  inWholeDays(simulate("mbg-nbd", customers, seed).columns);
const numbers = (record: object): number[] => Object.values(record) as number[];
const codes = (model: LifetimeModel): string[] => model.diagnostics.map(({ code }) => code);

function near(found: readonly number[], right: readonly number[], relative: number): void {
  expect(found).toHaveLength(right.length);
  found.forEach((value, i) => {
    expect(Math.abs(value / (right[i] ?? NaN) - 1)).toBeLessThan(relative);
  });
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return isSetiaError(error) ? error.code : String(error);
  }
  return "nothing was thrown";
}

describe.each(words.lifetimeModels)("%s", (model) => {
  it("gives the same for columns and summaries, in any order, and changes nothing it is given", () => {
    const columns = base(600);
    const summaries = Array.from({ length: 600 }, (_, i) => summaryOf(columns, i));
    const one = fitLifetime(deepFreeze(summaries), { model });
    expect(fitLifetime({ ...columns, timeZone: "UTC" }, { model })).toEqual(one);
    const turned = fitLifetime([...summaries].reverse(), { model });
    near(numbers(turned.parameters), numbers(one.parameters), 1e-9);
    expect(JSON.parse(JSON.stringify(one))).toEqual(one);
  });

  it("gives the same for the rows and the columns of summarizePurchases", () => {
    const { columns, summaries } = summarizePurchases(simulate("mbg-nbd", 300, 5).orders, {
      asOf: AS_OF,
      timeZone: "Asia/Jakarta",
    });
    const fitted = fitLifetime(summaries, { model });
    expect(fitted.spend).not.toBeNull();
    expect(fitLifetime(columns, { model })).toEqual(fitted);
    expect(fitSpend(columns)).toEqual(fitted.spend);
    const options = { horizonDays: 90, discountRate: 0.1 };
    const all = predictLifetimes(columns, fitted, options);
    expect(predictLifetimes(summaries, fitted, options)).toEqual(all);
    expect(all.probabilityAlive).toHaveLength(columns.customerIds.length);
  });

  it("says the same in weeks and days", () => {
    const columns = base();
    const days = fitLifetime(columns, { model });
    const weeks = fitLifetime(columns, { model, unit: "week" });
    const { r, alpha } = days.parameters;
    near([weeks.parameters.r, weeks.parameters.alpha], [r, alpha / 7], 1e-14);
    const repeats = Array.from(columns.repeats).reduce((sum, x) => sum + x, 0);
    expect(weeks.logLikelihood - days.logLikelihood).toBeCloseTo(repeats * Math.log(7), 6);
    const options = { horizonDays: 100, discountRate: 0.1 };
    const one = predictLifetimes(columns, days, options);
    const other = predictLifetimes(columns, weeks, options);
    near([...other.expectedOrders], [...one.expectedOrders], 1e-12);
    near([...(other.residualValue ?? [])], [...(one.residualValue ?? [])], 1e-12);
  });

  it("says the same whatever the unit of the data: milliseconds or years", () => {
    const columns = base();
    const scaled = (factor: number): LifetimeColumns => ({
      ...columns,
      lastDays: Array.from(columns.lastDays, (days) => days * factor),
      observedDays: Array.from(columns.observedDays, (days) => days * factor),
    });
    const { r, alpha } = fitLifetime(columns, { model, prior: "none" }).parameters;
    for (const factor of [1 / 365, 1e5]) {
      const other = fitLifetime(scaled(factor), { model, prior: "none" });
      near([other.parameters.r, other.parameters.alpha], [r, alpha * factor], 1e-6);
    }
  });

  it("takes few steps from an older model", () => {
    const older = fitLifetime(base(1500), { model });
    const columns = base(1537);
    const warm = fitLifetime(columns, { model, start: older });
    const cold = fitLifetime(columns, { model });
    near(numbers(warm.parameters), numbers(cold.parameters), 1e-6);
    expect(warm.iterations).toBeLessThanOrEqual(4);
  });

  it("gives thirty customers a shrunken answer and says so; a strong prior wins, a weak one does not", () => {
    const few = base(30, 5);
    const auto = fitLifetime(few, { model });
    expect(codes(auto)).toContain("lifetime.prior");
    expect(codes(auto)).toContain("lifetime.spend_prior");
    expect(auto.prior).toEqual(LIFETIME_PRIORS[model]);
    for (const figure of [...numbers(auto.parameters), ...numbers(auto.standardErrors)]) {
      expect(figure).toBeGreaterThan(0);
      expect(figure).toBeLessThan(1000);
    }
    const { parameters } = LIFETIME_PRIORS[model];
    const strong = fitLifetime(few, { model, prior: { parameters, spread: 1e-4 } as never });
    near(numbers(strong.parameters), numbers(parameters), 1e-3);
    const free = fitLifetime(base(), { model, prior: "none" });
    const weak = fitLifetime(base(), { model, prior: { parameters, spread: 1000 } as never });
    near(numbers(weak.parameters), numbers(free.parameters), 1e-3);
  });

  it("answers one customer who bought once", () => {
    const one = fitLifetime(
      { repeats: [0], lastDays: [0], observedDays: [0], asOf: AS_OF },
      { model },
    );
    near(numbers(one.parameters), numbers(LIFETIME_PRIORS[model].parameters), 1e-6);
    expect(one.spend).toBeNull();
    expect(codes(one)).toContain("lifetime.no_spend");
  });

  it.each([
    [
      "nobody has bought again",
      { repeats: [0, 0, 0], lastDays: [0, 0, 0], observedDays: [10, 20, 90] },
      "lifetime.no_repeats",
    ],
    [
      "all buy up to the last day, so nobody leaves",
      {
        repeats: [3, 9, 1, 14, 30, 2],
        lastDays: [100, 100, 100, 100, 100, 100],
        observedDays: [100, 100, 100, 100, 100, 100],
      },
      "lifetime.nobody_leaves",
    ],
    [
      "all buy as often",
      {
        repeats: [5, 5, 5, 5, 5, 5],
        lastDays: [97, 100, 92, 99, 100, 80],
        observedDays: [100, 100, 100, 100, 100, 100],
      },
      "lifetime.same_rate",
    ],
  ])("says so where %s, and keeps predicting", (_, figures, code) => {
    const columns = { ...figures, asOf: AS_OF };
    const fitted = fitLifetime(columns, { model, prior: "none" });
    expect(codes(fitted)).toContain(code);
    expect(Object.values(fitted.standardErrors)).toContain(null);
    const { probabilityAlive, expectedOrders } = predictLifetimes(columns, fitted, {
      horizonDays: 30,
    });
    for (const chance of probabilityAlive) expect(chance >= 0 && chance <= 1).toBe(true);
    for (const orders of expectedOrders) expect(orders >= 0 && orders < 1e6).toBe(true);
    const all = [...numbers(fitted.parameters), fitted.logLikelihood, ...fitted.covariance.flat()];
    expect(all.every((figure) => Number.isFinite(figure))).toBe(true);
  });
});

it("fits one chance to leave for all where customers do not differ in it", () => {
  const { columns } = simulateSameLeaving();
  const fitted = fitLifetime(columns, { model: "bg-nbd", prior: "none" });
  expect(codes(fitted)).toContain("lifetime.same_leaving");
  const { a, b } = fitted.parameters;
  expect(a / (a + b)).toBeGreaterThan(0.2);
  expect(a / (a + b)).toBeLessThan(0.3);
  expect([fitted.standardErrors.a, fitted.standardErrors.b]).toEqual([null, null]);
  expect(fitted.standardErrors.r).not.toBeNull();
});

function simulateSameLeaving(): { columns: LifetimeColumns } {
  for (let seed = 1; seed < 20; seed++) {
    const { columns } = simulateCustomers({
      model: "bg-nbd",
      parameters: { r: 0.8, alpha: 30, a: 25_000, b: 75_000 },
      customers: 1500,
      observedDays: 365,
      asOf: AS_OF,
      seed,
    });
    // On half of such bases chance alone looks like a little spread.
    if (fitLifetime(columns, { model: "bg-nbd", prior: "none" }).parameters.b > 1e4)
      return { columns };
  }
  throw new Error("no base without spread");
}

describe("spend", () => {
  it("has the same shapes in any unit of money", () => {
    const columns = base();
    const cents = fitSpend(columns);
    const tenths = fitSpend({
      ...columns,
      repeatSpend: Array.from(columns.repeatSpend ?? [], (z) => 10 * z),
    });
    const { p, q, v } = cents.parameters;
    near(numbers(tenths.parameters), [p, q, 10 * v], 1e-8);
  });

  it("keeps a mean where a few spend without bounds, and says so", () => {
    const columns = base();
    const wild = Array.from(columns.repeatSpend ?? [], (z, i) => z * 10 ** ((i * 7) % 9));
    const model = fitSpend({ ...columns, repeatSpend: wild });
    expect(model.diagnostics.map(({ code }) => code)).toContain("lifetime.spend_unbounded");
    expect(model.parameters.q).toBeCloseTo(1.05, 10);
    expect(model.standardErrors.q).toBeNull();
  });

  it("fits one mean where all spend the same", () => {
    const columns = base();
    const same = Array.from(columns.repeats, (x) => 1000 * x);
    const model = fitSpend({ ...columns, repeatSpend: same });
    const { p, q, v } = model.parameters;
    expect((p * v) / (q - 1)).toBeCloseTo(1000, 0);
    expect(model.diagnostics.length).toBeGreaterThan(0);
  });

  it("refuses a base without spend", () => {
    const { repeats, lastDays, observedDays, asOf } = base(50);
    expect(codeOf(() => fitSpend({ repeats, lastDays, observedDays, asOf }))).toBe("EMPTY_BASE");
  });
});

describe("refuses with a clear error", () => {
  const good = { repeats: [1], lastDays: [5], observedDays: [9], asOf: AS_OF };
  const summary = summaryOf(base(10), 1);
  const order = { id: "1", customerId: "ani", placedAt: AS_OF, currency: "USD", total: 900 };
  const bought = summarizePurchases([order], { asOf: AS_OF }).columns;
  it.each<[string, unknown, unknown, string]>([
    ["no customers", [], {}, "EMPTY_BASE"],
    [
      "no columns' rows",
      { ...good, repeats: [], lastDays: [], observedDays: [] },
      {},
      "EMPTY_BASE",
    ],
    ["nothing", undefined, {}, "INVALID_INPUT"],
    ["half a repeat", { ...good, repeats: [0.5] }, {}, "INVALID_INPUT"],
    ["a last purchase after the end", { ...good, lastDays: [10] }, {}, "INVALID_INPUT"],
    ["a time without a repeat", { ...good, repeats: [0] }, {}, "INVALID_INPUT"],
    ["not a number", { ...good, observedDays: [NaN] }, {}, "INVALID_INPUT"],
    ["columns of two lengths", { ...good, lastDays: [5, 5] }, {}, "INVALID_INPUT"],
    ["a missing column", { ...good, lastDays: undefined }, {}, "INVALID_INPUT"],
    ["purchases of two lengths", { ...bought, revenue: new Float64Array(2) }, {}, "INVALID_INPUT"],
    ["no purchase", { ...bought, purchaseDays: new Int32Array(1) }, {}, "INVALID_INPUT"],
    ["money below 0", { ...good, repeatSpend: [-1] }, {}, "INVALID_INPUT"],
    ["no instant", { ...good, asOf: new Date(NaN) }, {}, "INVALID_INSTANT"],
    ["no currency", { ...good, currency: "QQQ" }, {}, "UNKNOWN_CURRENCY"],
    ["two currencies", [summary, { ...summary, currency: "EUR" }], {}, "MIXED_CURRENCIES"],
    ["two instants", [summary, { ...summary, asOf: new Date(0) }], {}, "INVALID_OPTION"],
    ["an unknown model", good, { model: "nbd" }, "INVALID_OPTION"],
    ["an unknown unit", good, { unit: "year" }, "INVALID_OPTION"],
    [
      "a prior that is none",
      good,
      { prior: { parameters: { r: 1 }, spread: 1 } },
      "INVALID_OPTION",
    ],
    ["a prior of a wrong name", good, { prior: "weak" }, "INVALID_OPTION"],
    ["a start that is no model", good, { start: {} }, "INVALID_MODEL"],
    [
      "a start of another model",
      good,
      { start: fitLifetime(good, { model: "bg-nbd" }) },
      "INVALID_MODEL",
    ],
    [
      "a start of a newer format",
      good,
      { start: { ...fitLifetime(good), version: 2 } },
      "NEWER_MODEL",
    ],
  ])("%s", (_, given, options, code) => {
    const fit = (): unknown =>
      fitLifetime(given as LifetimeColumns, options as FitLifetimeOptions<"mbg-nbd">);
    expect(codeOf(fit)).toBe(code);
  });
});
