import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  explain,
  fitLifetime,
  isSetiaError,
  words,
  predictLifetime,
  predictLifetimes,
  type LifetimeModel,
  type LifetimeModelName,
  type PredictLifetimeOptions,
  type PurchaseSummary,
} from "setia";
import { processOf } from "../../src/lifetime/lifetime-model";
import { deepFreeze } from "../arbitraries";
import { inWholeDays, simulate, summaryOf, TRUTH } from "./bases";

const columns = inWholeDays(simulate("mbg-nbd", 1500, 11).columns);
const models = Object.fromEntries(
  words.lifetimeModels.map((model) => [model, fitLifetime(columns, { model })]),
) as unknown as Readonly<Record<LifetimeModelName, LifetimeModel>>;

/** Customers as shops have them, and some that they hardly have. */
const customers = fc
  .record({
    x: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 800 })),
    T: fc.integer({ min: 0, max: 3000 }),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
    spend: fc.integer({ min: 0, max: 1_000_000 }),
  })
  .map(({ x, T, part, spend }): PurchaseSummary => {
    const repeats = Math.min(x, T);
    const last = repeats === 0 ? 0 : Math.max(repeats, Math.round(part * T));
    return summaryOf(
      {
        ...columns,
        repeats: [repeats],
        lastDays: [last],
        observedDays: [T],
        repeatSpend: [repeats === 0 ? 0 : spend],
      },
      0,
    );
  });
const names = fc.constantFrom(...words.lifetimeModels);
const horizons = fc.integer({ min: 1, max: 4000 });

describe("for any customer and horizon", () => {
  it("chances are chances, counts sum to 1 with their rest, and nothing is below 0", () => {
    fc.assert(
      fc.property(customers, names, horizons, (summary, name, horizonDays) => {
        const found = predictLifetime(deepFreeze(summary), models[name], {
          horizonDays,
          discountRate: 0.1,
          maxOrders: 40,
        });
        const { probabilityAlive, probabilityOfOrder, expectedOrders, orderCounts } = found;
        for (const chance of [
          probabilityAlive,
          probabilityOfOrder,
          found.nextOrder.chance,
          ...orderCounts,
        ]) {
          expect(chance >= 0 && chance <= 1).toBe(true);
        }
        expect(probabilityOfOrder).toBeLessThanOrEqual(probabilityAlive + 1e-12);
        expect(orderCounts[0]).toBeCloseTo(1 - probabilityOfOrder, 10);
        const sum = orderCounts.reduce((total, chance) => total + chance, 0);
        expect(sum).toBeLessThan(1 + 1e-9);
        if (sum > 1 - 1e-9) {
          const mean = orderCounts.reduce((total, chance, n) => total + n * chance, 0);
          expect(Math.abs(mean - expectedOrders)).toBeLessThan(1e-6 * Math.max(1, expectedOrders));
        }
        const { lifetimeValue = -1, residualValue = -1, expectedOrderValue = -1 } = found;
        expect(expectedOrderValue).toBeGreaterThan(0);
        expect(lifetimeValue).toBeGreaterThanOrEqual(0);
        expect(lifetimeValue).toBeLessThanOrEqual(expectedOrders * expectedOrderValue * (1 + 1e-9));
        expect(residualValue).toBeGreaterThanOrEqual(lifetimeValue * (1 - 1e-9));
        for (const one of found.reasons) expect(explain(one, "id")).not.toContain("{");
      }),
    );
  });

  it("a longer horizon brings more, a longer silence less", () => {
    fc.assert(
      fc.property(customers, names, horizons, horizons, (summary, name, one, other) => {
        const [short, long] = [Math.min(one, other), Math.max(one, other)];
        const near = predictLifetime(summary, models[name], { horizonDays: short });
        const far = predictLifetime(summary, models[name], { horizonDays: long });
        expect(far.expectedOrders).toBeGreaterThanOrEqual(near.expectedOrders * (1 - 1e-9));
        expect(far.probabilityOfOrder).toBeGreaterThanOrEqual(near.probabilityOfOrder - 1e-12);
        const silent = {
          ...summary,
          tenureDays: summary.tenureDays + short,
          recencyDays: summary.recencyDays + short,
        };
        const later = predictLifetime(silent, models[name], { horizonDays: long });
        expect(later.probabilityAlive).toBeLessThanOrEqual(near.probabilityAlive + 1e-12);
      }),
    );
  });

  it("one by one is the same as all at once", () => {
    const options = { horizonDays: 180, discountRate: 0.15 };
    for (const name of words.lifetimeModels) {
      const all = predictLifetimes(columns, models[name], options);
      for (let i = 0; i < 100; i++) {
        const one = predictLifetime(summaryOf(columns, i), models[name], options);
        for (const figure of [
          "probabilityAlive",
          "expectedOrders",
          "probabilityOfOrder",
          "expectedOrderValue",
          "lifetimeValue",
          "residualValue",
        ] as const) {
          expect(all[figure]?.[i]).toBe(one[figure]);
        }
      }
    }
  });

  it("intervals hold the figure and grow with confidence and with a smaller base", () => {
    const small = fitLifetime(inWholeDays(simulate("mbg-nbd", 300, 2).columns), { prior: "none" });
    fc.assert(
      fc.property(customers, horizons, (summary, horizonDays) => {
        const at = (model: LifetimeModel, confidence: number): [number, number, number] => {
          const found = predictLifetime(summary, model, {
            horizonDays,
            confidence,
            discountRate: 0.1,
          });
          for (const [figure, interval] of Object.entries(found.intervals ?? {})) {
            const [low, high] = interval as [number, number];
            const value = found[figure as "expectedOrders"];
            expect(low <= value * (1 + 1e-9) && value <= high * (1 + 1e-9)).toBe(true);
            expect(low >= 0 && high < Infinity).toBe(true);
          }
          const [low, high] = found.intervals?.expectedOrders ?? [0, 0];
          return [low, high, high - low];
        };
        const [low, high] = at(models["mbg-nbd"], 0.95);
        const [lower, higher] = at(models["mbg-nbd"], 0.99);
        expect(lower <= low && high <= higher).toBe(true);
        at(small, 0.95);
      }),
      { numRuns: 30 },
    );
    const lone = summaryOf(columns, 3);
    const width = (model: LifetimeModel): number => {
      const [low, high] = predictLifetime(lone, model, { horizonDays: 90, confidence: 0.95 })
        .intervals?.expectedOrders ?? [1, 1];
      return Math.log(high / low);
    };
    expect(width(small)).toBeGreaterThan(1.1 * width(models["mbg-nbd"]));
  });
});

it("intervals hold the truth in about 95 of 100 simulated bases", () => {
  const summary = summaryOf(
    { ...columns, repeats: [3], lastDays: [100], observedDays: [150], repeatSpend: [9000] },
    0,
  );
  const process = processOf("mbg-nbd");
  const truth = Object.values(TRUTH["mbg-nbd"]) as number[];
  const right =
    process.probabilityAlive(truth, 3, 100, 150) * process.ordersWhileAlive(truth, 3, 150, 90);
  let held = 0;
  for (let seed = 1; seed <= 100; seed++) {
    const model = fitLifetime(simulate("mbg-nbd", 1000, seed).columns, { prior: "none" });
    const [low, high] = predictLifetime(summary, model, { horizonDays: 90, confidence: 0.95 })
      .intervals?.expectedOrders ?? [0, 0];
    if (low <= right && right <= high) held++;
  }
  expect(held).toBeGreaterThanOrEqual(88);
});

it.each(words.lifetimeModels)(
  "%s: what is foretold comes, in a simulated later half year",
  (model) => {
    const later = 182;
    const simulated = simulate(model, 20_000, 4, later);
    const truth = Object.values(TRUTH[model]) as number[];
    const fitted = { ...fitLifetime(simulated.columns, { model }), parameters: TRUTH[model] };
    const found = predictLifetimes(simulated.columns, fitted, {
      horizonDays: later,
    });
    const sum = (values: ArrayLike<number>): number =>
      Array.from(values).reduce((total, value) => total + value, 0);
    expect(sum(found.expectedOrders) / sum(simulated.laterOrders)).toBeCloseTo(1, 1);
    expect(Math.abs(sum(found.probabilityAlive) - sum(simulated.alive))).toBeLessThan(300);
    const came = Array.from(simulated.laterOrders, (orders) => Number(orders > 0));
    expect(sum(found.probabilityOfOrder) / sum(came)).toBeCloseTo(1, 1);
    // The distribution of counts, against the counts of all customers together.
    const process = processOf(model);
    const { repeats, lastDays, observedDays } = simulated.columns;
    const expected = [0, 0, 0, 0, 0];
    const actual = [0, 0, 0, 0, 0];
    for (let i = 0; i < 20_000; i++) {
      const [x, T] = [repeats[i] ?? 0, observedDays[i] ?? 0];
      const alive = process.probabilityAlive(truth, x, lastDays[i] ?? 0, T);
      const counts = process.countsWhileAlive(truth, x, T, later, 4);
      counts.forEach((chance, n) => {
        expected[n] = (expected[n] ?? 0) + alive * chance + (n === 0 ? 1 - alive : 0);
      });
      const n = simulated.laterOrders[i] ?? 0;
      if (n < 5) actual[n] = (actual[n] ?? 0) + 1;
    }
    expected.forEach((value, n) => {
      // Four standard deviations of a count.
      expect(Math.abs(value - (actual[n] ?? 0))).toBeLessThan(4 * Math.sqrt(value));
    });
  },
);

it("BG/NBD counts of a new customer are the published ones (Fader, Hardie and Lee 2005)", () => {
  const process = processOf("bg-nbd");
  const parameters = [0.243, 4.414, 0.793, 2.426];
  const count = (time: number, n: number): number =>
    process.countsWhileAlive(parameters, 0, 0, time, n)[n] ?? 0;
  expect(count(2, 10)).toBeCloseTo(1.07869e-7, 12);
  expect(count(39, 0)).toBeCloseTo(0.5737864, 7);
  [
    0.0019995214, 0.0015170236, 0.001163315, 0.0009003148, 0.0007023638, 0.0005517902, 0.0004361913,
    0.0003467171, 0.0002769613, 0.000222226,
  ].forEach((chance, i) => {
    expect(count(30, 11 + i)).toBeCloseTo(chance, 10);
  });
});

it("published purchases to come within 52 weeks, for ever rarer silence (BTYD's vignette)", () => {
  // The parameters are published to three decimals only.
  const expected = (name: LifetimeModelName, parameters: number[], x: number): number => {
    const process = processOf(name);
    const alive = process.probabilityAlive(parameters, x, 20, 39);
    return alive * process.ordersWhileAlive(parameters, x, 39, 52);
  };
  [0.7062289, 0.1442396, 0.02250658, 0.00309267].forEach((orders, i) => {
    const found = expected("pareto-nbd", [0.553, 10.58, 0.606, 11.656], 10 + 5 * i);
    expect(Math.abs(found / orders - 1)).toBeLessThan(2e-3);
  });
  [0.3474606, 0.04283391, 0.004158973, 0.0003583685].forEach((orders, i) => {
    const found = expected("bg-nbd", [0.243, 4.414, 0.793, 2.426], 10 + 5 * i);
    expect(Math.abs(found / orders - 1)).toBeLessThan(2e-3);
  });
  const busy = processOf("pareto-nbd");
  const parameters = [0.553, 10.578, 0.606, 11.669];
  const alive = busy.probabilityAlive(parameters, 26, 216 / 7, 31);
  expect(alive).toBeCloseTo(0.997874, 5);
  expect(alive * busy.ordersWhileAlive(parameters, 26, 31, 52)).toBeCloseTo(25.4565, 2);
});

describe("when the next purchase comes", () => {
  it("is told in order, and not at all where it is a thousand years off", () => {
    fc.assert(
      fc.property(customers, names, (summary, name) => {
        const { nextOrder } = predictLifetime(summary, models[name], { horizonDays: 30 });
        const { from = "9999", on = "9999", to = "9999" } = nextOrder;
        expect(from <= on && on <= to).toBe(true);
        expect(from > summary.asOf.toISOString().slice(0, 10)).toBe(true);
      }),
    );
    const { parameters } = models["bg-nbd"];
    const rare = { ...models["bg-nbd"], parameters: { ...parameters, r: 1e-3 } } as LifetimeModel;
    const once = summaryOf({ ...columns, repeats: [0], lastDays: [0], observedDays: [9] }, 0);
    const { nextOrder } = predictLifetime(once, rare, { horizonDays: 30 });
    expect(nextOrder.to).toBeUndefined();
    expect(nextOrder.chance).toBe(1);
  });

  it("half of those who come have come by the middle day", () => {
    const summary = summaryOf(columns, 5);
    for (const name of words.lifetimeModels) {
      const { nextOrder } = predictLifetime(summary, models[name], { horizonDays: 1 });
      const day = Date.parse(`${nextOrder.on ?? ""}T00:00:00Z`);
      const today = Date.parse(summary.asOf.toISOString().slice(0, 10));
      const by = (days: number): number =>
        predictLifetime(summary, models[name], { horizonDays: days }).probabilityOfOrder;
      const days = (day - today) / 86_400_000;
      expect(by(days) >= nextOrder.chance / 2).toBe(true);
      if (days > 1) expect(by(days - 1) < nextOrder.chance / 2).toBe(true);
    }
  });
});

describe("refuses with a clear error", () => {
  const summary = summaryOf(columns, 1);
  const model = models["mbg-nbd"];
  it.each<[string, PurchaseSummary, unknown, Partial<PredictLifetimeOptions>, string]>([
    ["another currency", { ...summary, currency: "EUR" }, model, {}, "MIXED_CURRENCIES"],
    ["a newer format", summary, { ...model, version: 2 }, {}, "NEWER_MODEL"],
    ["another kind of model", summary, { ...model, kind: "rfm" }, {}, "INVALID_MODEL"],
    ["an unknown process", summary, { ...model, model: "nbd" }, {}, "INVALID_MODEL"],
    ["no horizon", summary, model, { horizonDays: 0 }, "INVALID_OPTION"],
    ["a horizon without end", summary, model, { horizonDays: Infinity }, "INVALID_OPTION"],
    ["a discount below 0", summary, model, { discountRate: -0.1 }, "INVALID_OPTION"],
    ["a confidence of 1", summary, model, { confidence: 1 }, "INVALID_OPTION"],
    ["half a count", summary, model, { maxOrders: 1.5 }, "INVALID_OPTION"],
  ])("%s", (_, given, fitted, options, code) => {
    let caught: unknown;
    try {
      predictLifetime(given, fitted as LifetimeModel, { horizonDays: 30, ...options });
    } catch (error) {
      caught = error;
    }
    expect(isSetiaError(caught) && caught.code).toBe(code);
  });
});

it("says nothing of money where the model or the base knows none", () => {
  const { repeats, lastDays, observedDays, asOf } = columns;
  const bare = { repeats, lastDays, observedDays, asOf, currency: "USD" };
  const model = fitLifetime(bare);
  const found = predictLifetimes(bare, model, { horizonDays: 30, discountRate: 0.1 });
  expect(Object.keys(found)).toEqual(["probabilityAlive", "expectedOrders", "probabilityOfOrder"]);
  const one = predictLifetime(summaryOf(columns, 1), model, { horizonDays: 30, discountRate: 0.1 });
  expect([one.expectedOrderValue, one.lifetimeValue, one.residualValue]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(one.residualOrders).toBeGreaterThan(0);
});

describe("repeats that cost nothing", () => {
  const model = fitLifetime(columns);
  const { p, q, v } = model.spend?.parameters ?? { p: NaN, q: NaN, v: NaN };
  const base = (p * v) / (q - 1);
  const spending = (repeats: number, spent: number): PurchaseSummary =>
    summaryOf(
      {
        ...columns,
        repeats: [repeats],
        lastDays: [repeats * 10],
        observedDays: [700],
        repeatSpend: [spent],
      },
      0,
    );
  const worth = (repeats: number, spent: number): number =>
    predictLifetime(spending(repeats, spent), model, { horizonDays: 365 }).expectedOrderValue ??
    NaN;

  it("are worth what ever less comes to, with a cent beside it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (repeats) => {
        const nothing = worth(repeats, 0);
        const cent = worth(repeats, 1);
        expect(nothing).toBeLessThan(cent);
        expect(cent - nothing).toBeLessThan(1);
        expect(nothing).toBeCloseTo((p * v) / (p * repeats + q - 1), 8);
        expect(worth(repeats, 1000) - nothing).toBeCloseTo(1000 * (cent - nothing), 6);
      }),
    );
    expect(worth(12, 0)).toBeLessThan(base * 0.05);
    expect(worth(0, 0)).toBeCloseTo(base, 8);
  });

  it("are worth the same in columns", () => {
    const repeats = [0, 1, 12, 12, 12];
    const repeatSpend = [0, 0, 0, 1, 90_000];
    const { expectedOrderValue, lifetimeValue } = predictLifetimes(
      {
        ...columns,
        ...{ repeats, repeatSpend, lastDays: repeats.map((x) => x * 10) },
        observedDays: repeats.map(() => 700),
      },
      model,
      { horizonDays: 365 },
    );
    repeats.forEach((x, at) => {
      const one = predictLifetime(spending(x, repeatSpend[at] ?? 0), model, { horizonDays: 365 });
      expect(expectedOrderValue?.[at]).toBe(one.expectedOrderValue);
      expect(lifetimeValue?.[at]).toBeCloseTo(one.lifetimeValue ?? NaN, 8);
    });
  });

  it("leave the spend as the others have it, and that is told", () => {
    const { repeats, lastDays, observedDays, repeatSpend = [] } = columns;
    const more = fitLifetime({
      ...columns,
      repeats: [...Array.from(repeats), 5, 12],
      lastDays: [...Array.from(lastDays), 90, 90],
      observedDays: [...Array.from(observedDays), 100, 100],
      repeatSpend: [...Array.from(repeatSpend), 0, 0],
    });
    expect(more.spend?.parameters).toEqual(model.spend?.parameters);
    expect(more.spend?.diagnostics).toContainEqual({
      code: "lifetime.free_repeats",
      params: { customers: 2 },
    });
    expect(model.spend?.diagnostics.map(({ code }) => code)).not.toContain("lifetime.free_repeats");
  });
});
