/** Whether a fit says where it fails on the base that it was fitted on. */
import { describe, expect, it } from "vitest";
import { explain, fitLifetime, summarizePurchases, validateLifetime, words } from "setia";
import { ordersUntil, simulateWorld, type WorldKind } from "../forecast/worlds";

const DAY = 86_400_000;
const END = 1400;
const asOf = new Date((END + 1) * DAY - 1);
const ordersOf = (kind: WorldKind) => ordersUntil(simulateWorld(kind, 9, 4000), END);
const misfits = (kind: WorldKind, model: (typeof words.lifetimeModels)[number]) =>
  fitLifetime(summarizePurchases(ordersOf(kind), { asOf }).columns, { model }).diagnostics.filter(
    ({ code }) => code.startsWith("lifetime.misfit"),
  );

describe("a fit", () => {
  it("finds no fault with a base that is as the model has it", () => {
    expect(misfits("right", "mbg-nbd")).toEqual([]);
  });

  it("says so where later customers buy less than the model has it", () => {
    const [why] = misfits("cohorts", "mbg-nbd");
    expect(why?.code).toBe("lifetime.misfit_cohort");
    for (const language of ["en", "id"] as const)
      expect(explain(why!, language)).not.toContain("{");
  });

  it("counts customers and repeats by when they came and by repeats", () => {
    const { columns } = summarizePurchases(ordersOf("right"), { asOf });
    for (const model of words.lifetimeModels) {
      const { check } = fitLifetime(columns, { model });
      const cohorts = check?.cohorts ?? [];
      expect(cohorts).toHaveLength(5);
      for (const { fromDays, toDays, customers, repeats } of cohorts) {
        const own = [...columns.tenureDays.keys()].filter((at) => {
          const tenure = columns.tenureDays[at] ?? NaN;
          return tenure >= fromDays && tenure <= toDays;
        });
        expect(customers).toBe(own.length);
        expect(repeats).toBe(own.reduce((sum, at) => sum + (columns.purchaseDays[at] ?? 0) - 1, 0));
      }
      const all = check?.repeats.reduce((sum, { customers }) => sum + customers, 0);
      expect(all).toBe(columns.customerIds.length);
    }
  });

  it("agrees with the table of the validation, which takes every day by itself", () => {
    const orders = ordersOf("right");
    const { model, frequencies } = validateLifetime(orders, {
      calibrationEnd: new Date((1000 + 1) * DAY - 1),
      holdoutEnd: asOf,
    });
    model.check?.repeats.forEach(({ customers, expected }, at) => {
      expect(customers).toBe(frequencies[at]?.actual);
      expect(Math.abs(expected - (frequencies[at]?.expected ?? NaN))).toBeLessThan(2);
    });
  });
});
