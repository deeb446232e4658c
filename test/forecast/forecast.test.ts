/** What a forecast promises. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  explain,
  fitForecast,
  forecastCustomer,
  predictLifetime,
  summarizePurchases,
  type ForecastModel,
  type Order,
} from "setia";
import { forecastCustomers, type LifetimeRow } from "setia/lifetime";
import { fitActivityLines } from "setia/loyalty";
import { ordersUntil, simulateWorld } from "./worlds";

const endOf = (day: number): Date => new Date((day + 1) * 86_400_000 - 1);

const TODAY = 1000;
const aging = ordersUntil(simulateWorld("aging", 7, 3000), TODAY);
const model = fitForecast(aging, { asOf: endOf(TODAY) });
const { summaries } = summarizePurchases(aging, { asOf: endOf(TODAY) });
const young = ordersUntil(simulateWorld("right", 7, 3000), 80);
const untried = fitForecast(young, { asOf: endOf(80) });

const rows = fc
  .record({
    orders: fc.integer({ min: 1, max: 80 }),
    recencyDays: fc.integer({ min: 0, max: 900 }),
    more: fc.integer({ min: 0, max: 900 }),
    revenue: fc.integer({ min: 0, max: 10_000_000 }),
  })
  .map(({ orders, recencyDays, more, revenue }): LifetimeRow => ({
    ...{ customerId: "ani", orders, recencyDays, revenue },
    tenureDays: recencyDays + (orders === 1 ? 0 : orders - 1 + more),
  }));

describe("fitForecast", () => {
  it("tries seven ways where there is past enough, and says who did best and how it ran", () => {
    expect(model.tried).toHaveLength(7);
    expect(model.forecaster).toBe(model.tried[0]?.forecaster);
    const losses = model.tried.map(({ logLoss }) => logLoss);
    expect(losses).toEqual([...losses].sort((a, b) => a - b));
    expect(model.triedAt).toBe(endOf(TODAY).toISOString());
    const told = model.diagnostics.map((one) => explain(one, "en"));
    expect(told[0]).toMatch(/^Of 7 ways to forecast, .* distinguished customers best\.$/);
    expect(told[1]).toMatch(/^Tried on \d stretch(es)? of 90 days, it /);
    for (const one of model.diagnostics) expect(explain(one, "id")).not.toContain("{");
  });

  it("records what was foretold and what came", () => {
    const of90 = model.record.filter(({ days }) => days === 90);
    expect(of90.map(({ from }) => from)).toEqual(["1972-06-29", "1972-03-31", "1971-09-28"]);
    for (const { from, days, customers, came } of model.record) {
      const begin = Date.parse(from) / 86_400_000;
      const later = aging.filter(({ placedAt }) => {
        const day = Math.floor(placedAt.getTime() / 86_400_000);
        return day > begin && day <= begin + days;
      });
      const before = new Set(
        aging
          .filter(({ placedAt }) => Math.floor(placedAt.getTime() / 86_400_000) <= begin)
          .map(({ customerId }) => customerId),
      );
      expect(customers).toBe(before.size);
      const days_ = later
        .filter(({ customerId }) => before.has(customerId))
        .map(({ customerId, placedAt }) => `${customerId} ${placedAt.toDateString()}`);
      expect(came).toBe(new Set(days_).size);
    }
  });

  it("says so where nothing could be tried, and foretells as the model does", () => {
    expect(untried.triedAt).toBeNull();
    expect(untried.forecaster).toBe("mbg-nbd");
    expect(untried.diagnostics.map((one) => explain(one, "en"))).toEqual([
      "There is too little past to try a forecast on it, so this one is the model's alone, unchecked.",
    ]);
    const base = summarizePurchases(young, { asOf: endOf(80) }).summaries;
    for (const summary of base.slice(0, 50)) {
      const ours = forecastCustomer(summary, untried, { horizonDays: 90 });
      const own = predictLifetime(summary, untried.lifetime, { horizonDays: 90 });
      expect(ours.probabilityOfOrder).toBeCloseTo(own.probabilityOfOrder, 9);
      expect(ours.expectedOrders).toBeCloseTo(own.expectedOrders, 9);
    }
  });

  it("keeps a choice for 28 days, and tries anew after that", () => {
    const later = (day: number): ForecastModel =>
      fitForecast(ordersUntil(simulateWorld("aging", 7, 3000), day), {
        asOf: endOf(day),
        previous: model,
      });
    const kept = later(TODAY + 27);
    expect(kept).toMatchObject({
      triedAt: model.triedAt,
      forecaster: model.forecaster,
      tried: model.tried,
      record: model.record,
    });
    expect(kept.lengths.map(({ missed }) => missed)).toEqual(
      model.lengths.map(({ missed }) => missed),
    );
    expect(later(TODAY + 28).triedAt).toBe(endOf(TODAY + 28).toISOString());
    // The same night again gives the same.
    expect(later(TODAY)).toEqual(model);
  });

  it("does not depend on the order of orders", () => {
    expect(fitForecast([...aging].reverse(), { asOf: endOf(TODAY) })).toEqual(model);
  });

  it("is the same from summaries and days, as an engine gives them", () => {
    const asOf = endOf(TODAY);
    const { columns } = summarizePurchases(aging, { asOf });
    const own = daysByCustomer(aging);
    const lists = columns.customerIds.map((id) => own.get(id) ?? []);
    const begins = lists.reduce((all, list) => [...all, (all.at(-1) ?? 0) + list.length], [0]);
    const days = {
      customerIds: columns.customerIds,
      begins: Int32Array.from(begins),
      days: Int32Array.from(lists.flat()),
    };
    expect(fitForecast({ columns, days }, { asOf })).toEqual(model);
    expect(fitActivityLines(days, { asOf })).toEqual(fitActivityLines(aging, { asOf }));
    const others = { ...days, customerIds: [...days.customerIds].reverse() };
    for (const call of [
      () => fitForecast({ columns, days: others }, { asOf }),
      () => fitForecast({ columns, days }, { asOf: endOf(TODAY + 1) }),
    ]) {
      expect(call).toThrow(expect.objectContaining({ code: "INVALID_INPUT" }) as Error);
    }
  });

  it("refuses what is no base", () => {
    const asOf = endOf(TODAY);
    const codes = [
      () => fitForecast([], { asOf }),
      () => fitForecast(aging, { asOf, previous: { kind: "rfm" } as never }),
      () => fitForecast(aging, { asOf, previous: { ...model, version: 99 } }),
    ].map((call) => {
      try {
        call();
        return "none";
      } catch (error) {
        return (error as { code: string }).code;
      }
    });
    expect(codes).toEqual(["EMPTY_BASE", "INVALID_MODEL", "NEWER_MODEL"]);
  });
});

describe("forecastCustomer", () => {
  it("gives chances and orders that rise with the horizon", () => {
    const horizons = [1, 5, 7, 8, 20, 30, 61, 90, 91, 200, 364, 365];
    for (const one of [model, untried]) {
      fc.assert(
        fc.property(rows, (row) => {
          const all = horizons.map((horizonDays) => forecastCustomer(row, one, { horizonDays }));
          all.forEach(({ probabilityOfOrder, expectedOrders, expectedRevenue }, at) => {
            expect(probabilityOfOrder).toBeGreaterThanOrEqual(all[at - 1]?.probabilityOfOrder ?? 0);
            expect(expectedOrders).toBeGreaterThanOrEqual(all[at - 1]?.expectedOrders ?? 0);
            expect(probabilityOfOrder).toBeLessThan(1);
            expect(Number.isFinite(expectedRevenue)).toBe(true);
          });
        }),
      );
    }
  });

  it("is the same one by one, in columns, and from JSON", () => {
    const json = JSON.parse(JSON.stringify(model)) as ForecastModel;
    const all = forecastCustomers(summaries, json, { horizonDays: 45 });
    summaries.slice(0, 100).forEach((summary, at) => {
      const one = forecastCustomer(summary, model, { horizonDays: 45 });
      expect(all.probabilityOfOrder[at]).toBe(one.probabilityOfOrder);
      expect(all.expectedOrders[at]).toBe(one.expectedOrders);
      expect(all.expectedRevenue[at]).toBe(one.expectedRevenue);
    });
  });

  it("tells the counts of those who stood as this customer stands", () => {
    const row = {
      customerId: "ani",
      orders: 2,
      recencyDays: 100,
      tenureDays: 130,
      revenue: 10_000,
    };
    const { alike, reasons } = forecastCustomer(row, model, { horizonDays: 30 });
    expect(alike).toMatchObject({ orders: [2, 2], silenceDays: [91, 120], days: 30 });
    // Counted by hand over the same twelve windows.
    let [customers, buyers] = [0, 0];
    for (let window = 1; window <= 12; window++) {
      const origin = TODAY - 30 * window;
      for (const days of daysByCustomer(aging).values()) {
        const before = days.filter((day) => day <= origin);
        const silence = origin - (before.at(-1) ?? NaN);
        if (before.length !== 2 || silence < 91 || silence > 120) continue;
        customers++;
        if (days.some((day) => day > origin && day <= origin + 30)) buyers++;
      }
    }
    expect(alike).toMatchObject({ customers, buyers });
    expect(customers).toBeGreaterThan(100);
    expect(explain(reasons[1]!, "en")).toBe(
      `Of ${customers.toLocaleString("en")} times that somebody had bought 2× and stayed away for 91–120 days, ${String(buyers)} were followed by an order within the next 30 days.`,
    );
    const [low, high] = alike!.interval;
    expect(low).toBeLessThan(buyers / customers);
    expect(high).toBeGreaterThan(buyers / customers);
  });

  it("refuses horizons, summaries and money that it cannot answer for", () => {
    const row = { customerId: "ani", orders: 2, recencyDays: 3, tenureDays: 9, revenue: 100 };
    const codeOf = (call: () => unknown): string => {
      try {
        call();
        return "none";
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    for (const horizonDays of [0, 366, 1.5, NaN, "30" as never]) {
      expect(codeOf(() => forecastCustomer(row, model, { horizonDays }))).toBe("INVALID_OPTION");
    }
    const at = { horizonDays: 30 };
    expect(codeOf(() => forecastCustomer({ ...row, orders: 0 }, model, at))).toBe("INVALID_INPUT");
    const rupiah = { ...row, currency: "IDR" };
    expect(codeOf(() => forecastCustomers([row, rupiah], model, at))).toBe("MIXED_CURRENCIES");
  });
});

function daysByCustomer(orders: readonly Order[]): Map<string, number[]> {
  const days = new Map<string, Set<number>>();
  for (const { customerId, placedAt } of orders) {
    const own = days.get(customerId) ?? new Set();
    days.set(customerId, own.add(Math.floor(placedAt.getTime() / 86_400_000)));
  }
  return new Map(Array.from(days, ([id, own]) => [id, [...own].sort((a, b) => a - b)] as const));
}
