import { assertData, assertOptions, atDoor, type OptionNames } from "../../kernel";
import { orderValue } from "../spend/fit-spend";
import { inDays, processOf, type LifetimeModel } from "../lifetime-model";
import { assertLifetimeModel, checkHorizon, dailyRate } from "./prediction-options";
import { columnsOf, type CheckedColumns, type LifetimeBase } from "../fitting/lifetime-columns";

/** Options of {@link predictLifetimes}. */
export interface PredictLifetimesOptions {
  /** How far ahead is looked, in days, above 0. */
  readonly horizonDays: number;
  /** What a later purchase is worth less per year: 0.1 for 10 %; 0 if left out. */
  readonly discountRate?: number;
}

/** The figures of many customers, a column each, in the order of the base. Money is in minor units. */
export interface LifetimePredictions {
  /** Chance that the customer is still there. */
  readonly probabilityAlive: Float64Array;
  /** Purchases to expect within the horizon. */
  readonly expectedOrders: Float64Array;
  /** Chance of at least one purchase within the horizon. */
  readonly probabilityOfOrder: Float64Array;
  /** What one purchase may come to; missing if the model or the base knows no spend. */
  readonly expectedOrderValue?: Float64Array;
  /** Present value of the purchases within the horizon; missing if the model or the base knows no spend. */
  readonly lifetimeValue?: Float64Array;
  /** Present value of all purchases for ever; missing unless there are a discount and spend. */
  readonly residualValue?: Float64Array;
}

/** Figures that depend on repeats and days observed alone are kept for this many pairs of them. */
const KEPT = 1 << 22;

const PREDICT_LIFETIMES_OPTIONS: OptionNames<PredictLifetimesOptions> = {
  horizonDays: true,
  discountRate: true,
};

/**
 * Predicts the figures of {@link predictLifetime} for many customers at once, without an object for each.
 *
 * @param base - summaries, or columns, in the model's currency
 * @param model - from {@link fitLifetime}
 * @param options - horizon and discount
 * @returns one column per figure
 * @throws SetiaError as {@link predictLifetime} does, and `EMPTY_BASE`, `INVALID_INPUT` for a faulty base
 *
 * @example
 * ```ts
 * import { fitLifetime, predictLifetimes } from "setia";
 * import { simulateCustomers } from "setia/lifetime";
 *
 * const { columns } = simulateCustomers({
 *   model: "mbg-nbd", parameters: { r: 0.5, alpha: 40, a: 0.9, b: 1.6 }, customers: 500,
 *   observedDays: 270, asOf: new Date("2026-10-01"), seed: 7,
 * });
 * const { expectedOrders } = predictLifetimes(columns, fitLifetime(columns), { horizonDays: 90 });
 * expectedOrders.length; // => 500
 * ```
 */
export function predictLifetimes(
  base: LifetimeBase,
  model: LifetimeModel,
  options: PredictLifetimesOptions,
): LifetimePredictions {
  assertData(base, "predictLifetimes: base");
  assertOptions(options, PREDICT_LIFETIMES_OPTIONS, "predictLifetimes");
  return atDoor("predictLifetimes", () => predictLifetimesUnchecked(base, model, options));
}

function predictLifetimesUnchecked(
  base: LifetimeBase,
  model: LifetimeModel,
  options: PredictLifetimesOptions,
): LifetimePredictions {
  const where = "predictLifetimes";
  checkHorizon(options.horizonDays, where);
  const rate = dailyRate(options.discountRate, where);
  const { timeZone, currency } = model;
  const at = { asOf: new Date(model.asOf), timeZone, currency };
  const columns = columnsOf(base, at, where);
  assertLifetimeModel(model, columns.currency, where);
  const { horizonDays: horizon } = options;
  const { repeats, lastDays, observedDays, repeatSpend } = columns;
  const n = repeats.length;
  const process = processOf(model.model);
  const parameters = inDays(process, model.parameters, model.unit);
  const figures = {
    probabilityAlive: new Float64Array(n),
    expectedOrders: new Float64Array(n),
    probabilityOfOrder: new Float64Array(n),
  };
  const hasSpend = repeatSpend !== undefined && model.spend !== null;
  const discounted = rate > 0 && hasSpend;
  const value = new Float64Array(hasSpend ? n : 0);
  const lifetimeValue = new Float64Array(hasSpend ? n : 0);
  const residualValue = new Float64Array(discounted ? n : 0);
  const { p = 0, q = 0, v = 0 } = model.spend?.parameters ?? {};
  const kept = keepByCell(columns);
  const orders = kept((x, T) => process.ordersWhileAlive(parameters, x, T, horizon));
  const buys = kept((x, T) => process.buysWhileAlive(parameters, x, T, horizon));
  const within = kept((x, T) => process.discountedWhileAlive(parameters, x, T, horizon, rate));
  const forEver = kept((x, T) => process.discountedWhileAlive(parameters, x, T, Infinity, rate));
  const onceAlive = kept((_, T) => process.probabilityAlive(parameters, 0, 0, T));
  for (let i = 0; i < n; i++) {
    const x = repeats[i]!;
    const T = observedDays[i]!;
    const alive =
      x === 0 ? onceAlive(x, T) : process.probabilityAlive(parameters, x, lastDays[i]!, T);
    const expected = alive * orders(x, T);
    figures.probabilityAlive[i] = alive;
    figures.expectedOrders[i] = expected;
    figures.probabilityOfOrder[i] = alive * buys(x, T);
    if (!hasSpend) continue;
    const worth = orderValue(p, q, v, x, repeatSpend[i]!);
    value[i] = worth;
    lifetimeValue[i] = worth * (discounted ? alive * within(x, T) : expected);
    if (discounted) residualValue[i] = worth * (alive * forEver(x, T));
  }
  return {
    ...figures,
    ...(hasSpend ? { expectedOrderValue: value, lifetimeValue } : {}),
    ...(discounted ? { residualValue } : {}),
  };
}

type OfCell = (x: number, T: number) => number;

/** Remembers a function of whole repeats and whole days, where a table of all pairs is small. */
function keepByCell({ repeats, observedDays }: CheckedColumns): (compute: OfCell) => OfCell {
  let most = 0;
  let longest = 0;
  let whole = true;
  for (let i = 0; i < repeats.length; i++) {
    most = Math.max(most, repeats[i]!);
    longest = Math.max(longest, observedDays[i]!);
    if (observedDays[i]! % 1 !== 0) whole = false;
  }
  const cells = (most + 1) * (longest + 1);
  if (!whole || cells > KEPT) return (compute) => compute;
  return (compute) => {
    let table: Float64Array | undefined;
    return (x, T) => {
      table ??= new Float64Array(cells).fill(NaN);
      const cell = x * (longest + 1) + T;
      const known = table[cell]!;
      if (!Number.isNaN(known)) return known;
      return (table[cell] = compute(x, T));
    };
  };
}
