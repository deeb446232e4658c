import {
  defined,
  assertAmount,
  assertOptions,
  assertRecord,
  atDoor,
  type OptionNames,
  reason,
  type Reason,
  SetiaError,
  showValue,
} from "../kernel";
import { orderValue } from "./spend/fit-spend";
import { inDays, processOf, type LifetimeModel } from "./lifetime-model";
import {
  assertLifetimeModel,
  assertWhole,
  checkHorizon,
  dailyRate,
} from "./predicting/prediction-options";

/** What was done to win customers. Money in minor units of `currency`. */
export interface Acquisition {
  /** What it cost in all. */
  readonly spend: number;
  /** How many new customers it brought, at least 1. */
  readonly customers: number;
  /** What their first purchase came to in the mean, maybe a fraction. */
  readonly firstOrderValue: number;
  /** ISO 4217 code. */
  readonly currency: string;
}

/** Options of {@link measureAcquisition}. */
export interface MeasureAcquisitionOptions {
  /** How far ahead is looked, in days, above 0. */
  readonly horizonDays: number;
  /** What is left of each amount after the cost of goods, 0–1; 1 (revenue) if left out. */
  readonly marginRate?: number;
  /** What a later purchase is worth less per year: 0.1 for 10 %; 0 if left out. */
  readonly discountRate?: number;
}

/** Whether winning customers pays. Money in minor units, maybe a fraction. */
export interface AcquisitionReport {
  /** What one new customer costs. */
  readonly costPerCustomer: number;
  /** Margin of the first purchase and of those to expect within the horizon, at present value. */
  readonly valuePerCustomer: number;
  /** Repeat purchases to expect of a new customer within the horizon. */
  readonly expectedRepeats: number;
  /** Value over cost; missing if it cost nothing. */
  readonly valueToCost?: number;
  /** Days until the margin has brought the cost in again, 0 at the first purchase; missing if not within the horizon. */
  readonly paybackDays?: number;
  /** The figures in words. */
  readonly reasons: readonly Reason[];
}

const MEASURE_ACQUISITION_OPTIONS: OptionNames<MeasureAcquisitionOptions> = {
  horizonDays: true,
  marginRate: true,
  discountRate: true,
};

/**
 * Weighs what new customers cost against what they bring: cost per customer, value to cost, and days until it
 * has paid.
 *
 * @param acquisition - cost, customers and their first purchases
 * @param model - from {@link fitLifetime}, of customers like these
 * @param options - horizon, margin, discount
 * @returns the measures
 * @throws SetiaError `INVALID_AMOUNT` for an invalid spend; `INVALID_OPTION` for another faulty figure;
 * `MIXED_CURRENCIES`; `INVALID_MODEL`, `NEWER_MODEL`
 *
 * @example
 * ```ts
 * import { fitLifetime, measureAcquisition } from "setia";
 * import { simulateCustomers } from "setia/lifetime";
 *
 * const { columns } = simulateCustomers({
 *   model: "mbg-nbd", parameters: { r: 0.5, alpha: 40, a: 0.9, b: 1.6 }, customers: 2000,
 *   observedDays: 365, spend: { p: 6, q: 4, v: 1500 }, currency: "USD",
 *   asOf: new Date("2026-01-01"), seed: 5,
 * });
 * const measures = measureAcquisition(
 *   { spend: 200_000, customers: 100, firstOrderValue: 3500, currency: "USD" },
 *   fitLifetime(columns), { horizonDays: 365, marginRate: 0.4 },
 * );
 * measures.costPerCustomer; // => 2000
 * Math.round(measures.paybackDays ?? 0); // => 78
 * ```
 */
export function measureAcquisition(
  acquisition: Acquisition,
  model: LifetimeModel,
  options: MeasureAcquisitionOptions,
): AcquisitionReport {
  assertRecord(acquisition, "measureAcquisition: acquisition");
  assertOptions(options, MEASURE_ACQUISITION_OPTIONS, "measureAcquisition");
  return atDoor("measureAcquisition", () =>
    measureAcquisitionUnchecked(acquisition, model, options),
  );
}

function measureAcquisitionUnchecked(
  acquisition: Acquisition,
  model: LifetimeModel,
  options: MeasureAcquisitionOptions,
): AcquisitionReport {
  const where = "measureAcquisition";
  const { spend, customers, firstOrderValue, currency } = acquisition;
  const { horizonDays: days, marginRate = 1 } = options;
  assertAmount(spend, `${where}: spend`);
  if (spend < 0) throw refuse("spend", spend, "0 or more");
  assertWhole(customers, 1, Number.MAX_SAFE_INTEGER, `${where}: customers`);
  if (!(firstOrderValue >= 0 && firstOrderValue <= Number.MAX_SAFE_INTEGER)) {
    throw refuse("firstOrderValue", firstOrderValue, "minor units, 0 or more");
  }
  if (!(marginRate >= 0 && marginRate <= 1)) throw refuse("marginRate", marginRate, "0 to 1");
  checkHorizon(days, where);
  const rate = dailyRate(options.discountRate, where);
  assertLifetimeModel(model, currency, where);
  const process = processOf(model.model);
  const parameters = inDays(process, model.parameters, model.unit);
  const alive = process.startsAlive(parameters);
  const { p, q, v } = model.spend?.parameters ?? {};
  const each =
    p === undefined || q === undefined || v === undefined
      ? firstOrderValue
      : orderValue(p, q, v, 0, 0);
  const broughtBy = (time: number): number =>
    marginRate *
    (firstOrderValue + each * alive * process.discountedWhileAlive(parameters, 0, 0, time, rate));
  const costPerCustomer = spend / customers;
  const valuePerCustomer = broughtBy(days);
  const ratio = valuePerCustomer / costPerCustomer;
  let payback: number | undefined;
  if (marginRate * firstOrderValue >= costPerCustomer) payback = 0;
  else if (valuePerCustomer >= costPerCustomer) {
    let low = 0;
    let high = days;
    while (high - low > 1e-6 * days) {
      const middle = (low + high) / 2;
      if (broughtBy(middle) < costPerCustomer) low = middle;
      else high = middle;
    }
    payback = high;
  }
  const figures = { cost: costPerCustomer, value: valuePerCustomer, days, currency };
  return {
    costPerCustomer,
    valuePerCustomer,
    expectedRepeats: alive * process.ordersWhileAlive(parameters, 0, 0, days),
    ...(costPerCustomer === 0 ? {} : { valueToCost: ratio }),
    ...defined({ paybackDays: payback }),
    reasons: [
      reason("lifetime.acquisition", figures),
      payback === undefined
        ? reason("lifetime.no_payback", { days })
        : reason("lifetime.payback", { days: Math.ceil(payback) }),
    ],
  };
}

function refuse(what: string, given: unknown, expected: string): SetiaError {
  return new SetiaError(
    what === "spend" ? "INVALID_AMOUNT" : "INVALID_OPTION",
    `measureAcquisition: ${what} is ${showValue(given)}; expected ${expected}`,
  );
}
