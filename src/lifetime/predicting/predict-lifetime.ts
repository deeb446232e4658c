import type { Interval } from "../../statistics";
import {
  assertOptions,
  assertRecord,
  atDoor,
  calendarOf,
  type OptionNames,
  reason,
  type Reason,
} from "../../kernel";
import { checkFigures, checkTenure, type LifetimeRow } from "../../purchases";
import { figuresAhead, type PredictionFigures } from "./figures-ahead";
import { inDays, processOf, type LifetimeModel } from "../lifetime-model";
import { nextOrderOf, type NextOrder } from "./next-order";
import { intervalsOf } from "./prediction-intervals";
import { assertLifetimeModel, assertWhole, checkHorizon, dailyRate } from "./prediction-options";
import { figuresOf } from "../fitting/lifetime-columns";

/** Options of {@link predictLifetime}. */
export interface PredictLifetimeOptions {
  /** How far ahead is looked, in days, above 0. */
  readonly horizonDays: number;
  /** What a later purchase is worth less per year: 0.1 for 10 %; 0 if left out. */
  readonly discountRate?: number;
  /** How sure the intervals are to be, such as 0.95; without it there are none, which is faster. */
  readonly confidence?: number;
  /** The largest count of purchases that gets a chance of its own; 10 if left out. */
  readonly maxOrders?: number;
}

/**
 * What is ahead with one customer. A "purchase" is a day with an order: what the models repeat on. Money is
 * in minor units, maybe a fraction of one.
 */
export interface LifetimePrediction extends PredictionFigures {
  /** The customer. */
  readonly customerId: string;
  /** The instant this speaks of. */
  readonly asOf: Date;
  /** How far ahead was looked. */
  readonly horizonDays: number;
  /** ISO 4217 code of the money. */
  readonly currency: string;
  /** Chances of 0, 1, 2 … purchases within the horizon; what is missing to 1 is the chance of more. */
  readonly orderCounts: readonly number[];
  /** When the next purchase may come. */
  readonly nextOrder: NextOrder;
  /**
   * Intervals of the figures from what the base does not tell of the parameters, if asked for: of the
   * expectation, not of what happens, which `orderCounts` tells.
   */
  readonly intervals?: { readonly [Name in keyof PredictionFigures]: Interval };
  /** The figures behind it. */
  readonly reasons: readonly Reason[];
}

const DEFAULT_MOST_ORDERS = 10;

const PREDICT_LIFETIME_OPTIONS: OptionNames<PredictLifetimeOptions> = {
  horizonDays: true,
  discountRate: true,
  confidence: true,
  maxOrders: true,
};

/**
 * Predicts what is ahead with one customer: whether they are still there, how often and when they will buy,
 * and what that is worth.
 *
 * @param summary - how the customer has bought, in the model's currency: from `summarizePurchases`, or figures of your own
 * @param model - from {@link fitLifetime}, maybe stored as JSON in between
 * @param options - horizon, discount, intervals
 * @returns the prediction at the summary's `asOf`, or at the model's if the summary has none
 * @throws SetiaError `INVALID_OPTION` for a faulty horizon, rate, confidence or count; `MIXED_CURRENCIES` if
 * model and summary speak of different money; `INVALID_MODEL`, `NEWER_MODEL`
 *
 * @example
 * ```ts
 * import { fitLifetime, predictLifetime, summarizePurchases } from "setia";
 *
 * const orders = ["2026-01-05", "2026-02-01", "2026-03-02"].map((day, index) => ({
 *   id: String(index), customerId: "ani", placedAt: new Date(day), currency: "USD", total: 2500,
 * }));
 * const { summaries } = summarizePurchases(orders, { asOf: new Date("2026-03-31") });
 * const model = fitLifetime(summaries); // one customer: it leans on the prior, and says so
 * const [ani] = summaries.map((summary) => predictLifetime(summary, model, { horizonDays: 90 }));
 * Math.round((ani?.expectedOrders ?? 0) * 100) / 100; // => 1.24
 * ani?.nextOrder.on; // => "2026-05-08"
 * ```
 */
export function predictLifetime(
  summary: LifetimeRow,
  model: LifetimeModel,
  options: PredictLifetimeOptions,
): LifetimePrediction {
  assertRecord(summary, "predictLifetime: summary");
  assertOptions(options, PREDICT_LIFETIME_OPTIONS, "predictLifetime");
  return atDoor("predictLifetime", () => predictLifetimeUnchecked(summary, model, options));
}

function predictLifetimeUnchecked(
  summary: LifetimeRow,
  model: LifetimeModel,
  options: PredictLifetimeOptions,
): LifetimePrediction {
  const where = "predictLifetime";
  const { currency = model.currency } = summary;
  assertLifetimeModel(model, currency, where);
  checkFigures(summary, where);
  checkTenure(summary, where);
  const { horizonDays, confidence, maxOrders = DEFAULT_MOST_ORDERS } = options;
  checkHorizon(horizonDays, where);
  const rate = dailyRate(options.discountRate, where);
  assertWhole(maxOrders, 0, 10_000, `${where}: maxOrders`);
  const process = processOf(model.model);
  const parameters = inDays(process, model.parameters, model.unit);
  const customer = figuresOf(summary);
  const [x, , T, z] = customer;
  const figures = figuresAhead(
    process,
    parameters,
    Number.isNaN(z) ? undefined : model.spend?.parameters,
    customer,
    horizonDays,
    rate,
  );
  const { probabilityAlive, expectedOrders, probabilityOfOrder } = figures;
  const counts = process.countsWhileAlive(parameters, x, T, horizonDays, maxOrders);
  const orderCounts = Array.from(counts, (chance, n) =>
    n === 0 ? 1 - probabilityOfOrder : probabilityAlive * chance,
  );
  const { customerId, recencyDays, timeZone = model.timeZone } = summary;
  const { asOf = new Date(model.asOf) } = summary;
  const today = calendarOf(timeZone).dayOf(asOf);
  const { expectedOrderValue, lifetimeValue } = figures;
  return {
    customerId,
    asOf,
    horizonDays,
    currency,
    ...figures,
    orderCounts,
    nextOrder: nextOrderOf(process, parameters, x, T, probabilityAlive, today),
    ...(confidence === undefined
      ? {}
      : { intervals: intervalsOf(model, customer, horizonDays, rate, confidence) }),
    reasons: [
      reason("lifetime.alive", {
        chance: probabilityAlive,
        repeats: x,
        tenure: T,
        days: recencyDays,
      }),
      reason("lifetime.expected_orders", {
        days: horizonDays,
        orders: expectedOrders,
        chance: probabilityOfOrder,
      }),
      ...(expectedOrderValue === undefined || lifetimeValue === undefined
        ? []
        : [
            reason("lifetime.value", {
              value: lifetimeValue,
              days: horizonDays,
              orderValue: expectedOrderValue,
              currency,
            }),
          ]),
    ],
  };
}
