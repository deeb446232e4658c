/** Simulated bases that every test of the room can have. */
import {
  simulateCustomers,
  type LifetimeParameters,
  type LifetimeColumns,
  type SimulatedCustomers,
} from "setia/lifetime";
import { type LifetimeModelName, type PurchaseSummary } from "setia";

/** Parameters in days near the published optima of CDNOW. */
export const TRUTH: LifetimeParameters = {
  "mbg-nbd": { r: 0.525, alpha: 43.28, a: 0.891, b: 1.614 },
  "bg-nbd": { r: 0.243, alpha: 30.9, a: 0.793, b: 2.426 },
  "pareto-nbd": { r: 0.553, alpha: 74.05, s: 0.606, beta: 81.68 },
};
export const SPEND = { p: 6.25, q: 3.74, v: 1544 };
export const AS_OF = new Date("2026-10-01T12:00:00Z");

export function simulate(
  model: LifetimeModelName,
  customers: number,
  seed: number,
  laterDays = 0,
): SimulatedCustomers {
  return simulateCustomers({
    model,
    parameters: TRUTH[model],
    customers,
    observedDays: 548,
    joiningDays: 90,
    laterDays,
    spend: SPEND,
    currency: "USD",
    asOf: AS_OF,
    seed,
  });
}

/** Whole days, as summaries have them. */
export function inWholeDays(columns: LifetimeColumns): LifetimeColumns {
  const { repeats, observedDays, lastDays } = columns;
  const observed = Float64Array.from(observedDays, Math.ceil);
  const last = Float64Array.from(lastDays, (days, i) =>
    repeats[i] === 0 ? 0 : Math.max(1, Math.min(observed[i] ?? 0, Math.round(days))),
  );
  return { ...columns, observedDays: observed, lastDays: last };
}

/** The summary behind a customer of whole-day columns. */
export function summaryOf(columns: LifetimeColumns, i: number): PurchaseSummary {
  const x = columns.repeats[i] ?? 0;
  const [t, T] = [columns.lastDays[i] ?? 0, columns.observedDays[i] ?? 0];
  const spend = columns.repeatSpend?.[i] ?? 0;
  const dayBefore = (days: number): Date => new Date(columns.asOf.getTime() - days * 86_400_000);
  return {
    customerId: `c${String(i).padStart(6, "0")}`,
    asOf: columns.asOf,
    timeZone: "UTC",
    currency: columns.currency ?? "XXX",
    orders: x + 1,
    purchaseDays: x + 1,
    firstOrderAt: dayBefore(T),
    lastOrderAt: dayBefore(T - t),
    recencyDays: T - t,
    tenureDays: T,
    revenue: spend + 1000,
    firstDayRevenue: 1000,
    averageOrderValue: (spend + 1000) / (x + 1),
  };
}
