import { describe, expect, it } from "vitest";
import { fitBgBb, predictBgBb, simulateCustomers, type OpportunityHistory } from "setia/lifetime";
import {
  fitLifetime,
  isSetiaError,
  words,
  measureAcquisition,
  summarizePurchases,
  validateLifetime,
  type LifetimeModel,
} from "setia";
import { measureForecast } from "../../src/lifetime/validating/forecast-quality";
import { AS_OF, simulate, SPEND, TRUTH } from "./bases";

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return isSetiaError(error) ? error.code : String(error);
  }
  return "nothing was thrown";
}

describe("measureAcquisition", () => {
  const { columns } = simulate("mbg-nbd", 1500, 11);
  const model = fitLifetime(columns);
  const campaign = { spend: 300_000, customers: 150, firstOrderValue: 2500, currency: "USD" };

  it("weighs value against cost and tells when it has paid", () => {
    const year = measureAcquisition(campaign, model, { horizonDays: 365, marginRate: 0.5 });
    expect(year.costPerCustomer).toBe(2000);
    const { p, q, v } = model.spend?.parameters ?? SPEND;
    const value = 0.5 * (2500 + (year.expectedRepeats * p * v) / (q - 1));
    expect(year.valuePerCustomer).toBeCloseTo(value, 6);
    expect(year.valueToCost).toBeCloseTo(value / 2000, 9);
    // At the day of payback the value is the cost.
    const { paybackDays = 0 } = year;
    expect(paybackDays > 0 && paybackDays < 365).toBe(true);
    const then = measureAcquisition(campaign, model, { horizonDays: paybackDays, marginRate: 0.5 });
    expect(then.valuePerCustomer).toBeCloseTo(2000, 1);
    const discounted = measureAcquisition(campaign, model, {
      horizonDays: 365,
      marginRate: 0.5,
      discountRate: 0.3,
    });
    expect(discounted.valuePerCustomer).toBeLessThan(year.valuePerCustomer);
    expect(discounted.paybackDays).toBeGreaterThan(paybackDays);
  });

  it("pays at once, never, or costs nothing", () => {
    const at = (spend: number): ReturnType<typeof measureAcquisition> =>
      measureAcquisition({ ...campaign, spend }, model, { horizonDays: 365 });
    expect(at(150).paybackDays).toBe(0);
    expect(at(1e9).paybackDays).toBeUndefined();
    expect(at(1e9).reasons.map(({ code }) => code)).toContain("lifetime.no_payback");
    expect(at(0)).not.toHaveProperty("valueToCost");
  });

  it.each([
    [{ ...campaign, spend: -1 }, 365, 1, "INVALID_AMOUNT"],
    [{ ...campaign, spend: 0.5 }, 365, 1, "INVALID_AMOUNT"],
    [{ ...campaign, customers: 0 }, 365, 1, "INVALID_OPTION"],
    [{ ...campaign, firstOrderValue: NaN }, 365, 1, "INVALID_OPTION"],
    [{ ...campaign, currency: "EUR" }, 365, 1, "MIXED_CURRENCIES"],
    [campaign, 0, 1, "INVALID_OPTION"],
    [campaign, 365, 1.2, "INVALID_OPTION"],
  ])("refuses %j over %d days at a margin of %d", (given, horizonDays, marginRate, code) => {
    expect(codeOf(() => measureAcquisition(given, model, { horizonDays, marginRate }))).toBe(code);
  });
});

describe("simulateCustomers", () => {
  it.each(words.lifetimeModels)(
    "%s: the same seed gives the same customers, another others",
    (model) => {
      const one = simulate(model, 200, 1, 30);
      expect(simulate(model, 200, 1, 30)).toEqual(one);
      expect(simulate(model, 200, 2, 30)).not.toEqual(one);
    },
  );

  it("gives orders that tell the same as its columns", () => {
    const { columns, orders } = simulate("pareto-nbd", 300, 8);
    const { summaries } = summarizePurchases(orders, { asOf: AS_OF });
    expect(summaries).toHaveLength(300);
    summaries.forEach((summary, i) => {
      expect(summary.orders - 1).toBe(columns.repeats[i]);
      expect(Math.abs(summary.tenureDays - (columns.observedDays[i] ?? 0))).toBeLessThanOrEqual(1);
      if (summary.orders === summary.purchaseDays) {
        expect(summary.revenue - summary.firstDayRevenue).toBe(columns.repeatSpend?.[i]);
      }
    });
  });

  it.each([
    [{ customers: 0 }, "INVALID_OPTION"],
    [{ seed: 1.5 }, "INVALID_OPTION"],
    [{ observedDays: -1 }, "INVALID_OPTION"],
    [{ joiningDays: 100 }, "INVALID_OPTION"],
    [{ model: "nbd" }, "INVALID_OPTION"],
    [{ parameters: { r: 1, alpha: 1, a: 0, b: 1 } }, "INVALID_OPTION"],
    [{ spend: { p: 1, q: 1, v: 1 } }, "INVALID_OPTION"],
    [{ asOf: new Date(NaN) }, "INVALID_INSTANT"],
    [{ currency: "QQQ" }, "UNKNOWN_CURRENCY"],
  ])("refuses %j", (wrong, code) => {
    const options = {
      model: "mbg-nbd",
      parameters: TRUTH["mbg-nbd"],
      customers: 5,
      observedDays: 90,
      asOf: AS_OF,
      seed: 1,
      ...wrong,
    } as Parameters<typeof simulateCustomers>[0];
    expect(codeOf(() => simulateCustomers(options))).toBe(code);
  });
});

describe("validateLifetime", () => {
  const later = 182;
  const holdoutEnd = new Date(AS_OF.getTime() + later * 86_400_000);
  const { orders } = simulate("mbg-nbd", 4000, 6, later);
  const found = validateLifetime(orders, { calibrationEnd: AS_OF, holdoutEnd });

  it("finds a right model right, and better than the past rate", () => {
    expect([found.customers, found.horizonDays]).toEqual([4000, later]);
    expect(Math.abs(found.forecast.bias)).toBeLessThan(0.08);
    expect(found.forecast.meanAbsoluteError).toBeLessThan(found.naive.meanAbsoluteError);
    expect(found.forecast.rootMeanSquaredError).toBeLessThan(found.naive.rootMeanSquaredError);
    for (const row of found.alive) {
      if (row.customers < 100) continue;
      const deviation = Math.sqrt((row.expected * (1 - row.expected)) / row.customers);
      expect(Math.abs(row.actual - row.expected)).toBeLessThan(4 * deviation + 0.02);
    }
  });

  it("its tables add up", () => {
    const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
    expect(sum(found.frequencies.map((row) => row.actual))).toBe(4000);
    expect(sum(found.frequencies.map((row) => row.expected))).toBeCloseTo(4000, 6);
    expect(sum(found.holdout.map((row) => row.customers))).toBe(4000);
    const actual = sum(found.holdout.map((row) => row.customers * row.actual));
    expect(actual).toBeCloseTo(found.actual, 6);
    const last = found.tracking.at(-1);
    expect(last?.day).toBe(holdoutEnd.toISOString().slice(0, 10));
    expect(Math.abs((last?.expected ?? 0) / (last?.actual ?? 1) - 1)).toBeLessThan(0.05);
    found.tracking.forEach((row, i) => {
      expect(row.actual).toBeGreaterThanOrEqual(found.tracking[i - 1]?.actual ?? 0);
    });
  });

  it("refuses a holdout that does not come after the calibration, and bad instants", () => {
    const validate = (calibrationEnd: Date, end: Date): string =>
      codeOf(() => validateLifetime(orders, { calibrationEnd, holdoutEnd: end }));
    expect(validate(AS_OF, AS_OF)).toBe("INVALID_OPTION");
    expect(validate(new Date(NaN), AS_OF)).toBe("INVALID_INSTANT");
    expect(validate(new Date("1990-01-01"), AS_OF)).toBe("EMPTY_BASE");
  });
});

describe("measureForecast", () => {
  const of = (...values: number[]): Float64Array => Float64Array.from(values);
  it.each([
    ["perfect", [0, 1, 2, 3], [0, 1, 2, 3], { bias: 0, gini: 1, correlation: 1 }],
    ["turned round", [3, 2, 1, 0], [0, 1, 2, 3], { bias: 0, gini: -1, correlation: -1 }],
    ["the same for all", [1, 1, 1, 1], [0, 0, 0, 4], { bias: 0, gini: 0, correlation: 0 }],
    ["of nothing, and nothing came", [0, 0], [0, 0], { bias: 0, gini: 0, topDecileShare: 0 }],
    ["twice too much", [2, 4], [1, 2], { bias: 1, meanAbsoluteError: 1.5, gini: 1 }],
  ])("%s", (_, foretold, actual, expected) => {
    const found = measureForecast(of(...foretold), of(...actual));
    for (const [name, value] of Object.entries(expected)) {
      expect(found[name as "bias"]).toBeCloseTo(value, 12);
    }
  });

  it("takes the best tenth, and its part of customers foretold alike", () => {
    const actual = Float64Array.from({ length: 20 }, (_, i) => Number(i < 4));
    const foretold = Float64Array.from({ length: 20 }, (_, i) => Number(i < 4));
    expect(measureForecast(foretold, actual).topDecileShare).toBeCloseTo(0.5, 12);
  });
});

describe("BG/BB", () => {
  const history = (opportunities: number, purchases: number, last: number): OpportunityHistory => ({
    opportunities,
    purchases,
    last,
    customers: 40,
  });
  const seen = [
    history(3, 0, 0),
    history(3, 0, 0),
    history(3, 1, 1),
    history(3, 1, 2),
    history(3, 1, 3),
    history(3, 2, 2),
    history(3, 2, 3),
    history(3, 3, 3),
    history(3, 3, 3),
  ];
  const model = fitBgBb(seen);

  it("counts sum to 1 and have the expectation as their mean", () => {
    for (const one of seen) {
      const found = predictBgBb(one, model, { opportunities: 9 });
      expect(found.purchaseCounts.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 10);
      const mean = found.purchaseCounts.reduce((sum, chance, k) => sum + k * chance, 0);
      expect(mean).toBeCloseTo(found.expectedPurchases, 10);
      expect(found.probabilityAliveNext).toBeLessThan(found.probabilityAlive);
    }
  });

  it("alike ones together are the same as one by one", () => {
    const alone = seen.flatMap(({ customers = 1, ...one }) =>
      Array.from({ length: customers }, () => one),
    );
    const one = Object.values(fitBgBb(alone).parameters) as number[];
    one.forEach((value, i) => {
      expect(value / (Object.values(model.parameters)[i] as number)).toBeCloseTo(1, 7);
    });
  });

  it("says what few members, no purchases and no leaving do not tell", () => {
    const codes = (histories: OpportunityHistory[], prior: "auto" | "none"): string[] => {
      const fitted = fitBgBb(histories, { prior });
      const numbers = [...(Object.values(fitted.parameters) as number[]), fitted.logLikelihood];
      expect(numbers.every((value) => Number.isFinite(value))).toBe(true);
      return fitted.diagnostics.map(({ code }) => code);
    };
    expect(codes([{ opportunities: 4, purchases: 2, last: 3 }], "auto")).toContain(
      "lifetime.prior",
    );
    expect(codes([history(4, 0, 0)], "none")).toContain("lifetime.not_identified");
    const last = [1, 2, 3, 4].map((purchases) => history(4, purchases, 4));
    expect(codes(last, "none")).toContain("lifetime.nobody_leaves");
  });

  it.each([
    [[], "EMPTY_BASE"],
    [[history(3, 2, 1)], "INVALID_INPUT"],
    [[history(3, 1, 4)], "INVALID_INPUT"],
    [[history(3, 0, 1)], "INVALID_INPUT"],
    [[history(2.5, 1, 1)], "INVALID_INPUT"],
    [[null], "INVALID_INPUT"],
    ["none", "INVALID_INPUT"],
  ])("refuses %j", (histories, code) => {
    expect(codeOf(() => fitBgBb(histories as OpportunityHistory[]))).toBe(code);
  });

  it("refuses another model and a horizon that is none", () => {
    const other = fitLifetime({ repeats: [1], lastDays: [1], observedDays: [2], asOf: AS_OF });
    const predict = (given: unknown, opportunities: number): string =>
      codeOf(() => predictBgBb(history(3, 0, 0), given as typeof model, { opportunities }));
    expect(predict(other as LifetimeModel, 1)).toBe("INVALID_MODEL");
    expect(predict({ ...model, version: 9 }, 1)).toBe("NEWER_MODEL");
    expect(predict(model, 0)).toBe("INVALID_OPTION");
  });
});
