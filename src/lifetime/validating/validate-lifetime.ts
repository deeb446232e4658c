import {
  defined,
  assertInstant,
  assertList,
  assertOptions,
  atDoor,
  calendarOf,
  formatDay,
  type OptionNames,
  SetiaError,
} from "../../kernel";
import {
  orderStands,
  summarizePurchases,
  type Order,
  type SummarizePurchasesOptions,
} from "../../purchases";
import { fitLifetime, type FitLifetimeOptions } from "../fitting/fit-lifetime";
import { measureForecast, type ForecastQuality } from "./forecast-quality";
import { inDays, processOf, type LifetimeModel } from "../lifetime-model";
import { predictLifetimes } from "../predicting/predict-lifetimes";
import type { LifetimeModelName } from "../fitting/purchase-process";
import {
  aliveTable,
  frequencyTable,
  holdoutTable,
  trackingTable,
  type AliveRow,
  type FrequencyRow,
  type HoldoutRow,
  type TrackingRow,
} from "./validation-tables";

/** Options of {@link validateLifetime}. */
export interface ValidateLifetimeOptions<Name extends LifetimeModelName = LifetimeModelName>
  extends
    Omit<FitLifetimeOptions<Name>, "start">,
    Pick<SummarizePurchasesOptions, "timeZone" | "currency" | "convert"> {
  /** The model sees what was bought up to here. */
  readonly calibrationEnd: Date;
  /** What was bought from there to here is what it must foretell. */
  readonly holdoutEnd: Date;
}

/** How well a model foretells what it has not seen. A "purchase" is a day with an order. */
export interface LifetimeValidation<Name extends LifetimeModelName = LifetimeModelName> {
  /** The model, fitted on the calibration time alone. */
  readonly model: LifetimeModel<Name>;
  /** Customers who had bought by the end of the calibration. */
  readonly customers: number;
  /** Days of the holdout. */
  readonly horizonDays: number;
  /** Purchases that those customers made in the holdout. */
  readonly actual: number;
  /** How well the model foretold each customer's purchases. */
  readonly forecast: ForecastQuality;
  /** How well each customer's past rate (repeats over time, times the horizon) would have. */
  readonly naive: ForecastQuality;
  /** Week by week, repeats of the whole base, as they were and as the model has them, added up. */
  readonly tracking: readonly TrackingRow[];
  /** Customers by repeats in the calibration, as they were and as the model has them. */
  readonly frequencies: readonly FrequencyRow[];
  /** Mean purchases in the holdout by repeats in the calibration. */
  readonly holdout: readonly HoldoutRow[];
  /**
   * By the chance of still being there: how many came back in the holdout, and how many should have. Who is
   * there shows only in who comes.
   */
  readonly alive: readonly AliveRow[];
}

const VALIDATE_LIFETIME_OPTIONS: OptionNames<ValidateLifetimeOptions> = {
  calibrationEnd: true,
  holdoutEnd: true,
  model: true,
  unit: true,
  prior: true,
  timeZone: true,
  currency: true,
  convert: true,
};

/**
 * Shows whether a model can be trusted: fits it on what was bought up to one instant and compares what it
 * foretells with what was bought up to a later one, and with a naive forecast.
 *
 * @param orders - all orders up to `holdoutEnd`, in any order
 * @param options - the two instants, and what `fitLifetime` and `summarizePurchases` take
 * @returns the model and how its forecast went
 * @throws SetiaError `INVALID_OPTION` unless the holdout ends at least a day after the calibration;
 * `EMPTY_BASE` if nobody had bought by then; what `fitLifetime` and `summarizePurchases` throw
 *
 * @example
 * ```ts
 * import { simulateCustomers } from "setia/lifetime";
 * import { validateLifetime } from "setia";
 *
 * const { orders } = simulateCustomers({
 *   model: "mbg-nbd", parameters: { r: 0.5, alpha: 40, a: 0.9, b: 1.6 }, customers: 2000,
 *   observedDays: 270, laterDays: 180, asOf: new Date("2026-06-30T23:59:59Z"), seed: 3,
 * });
 * const { forecast, naive } = validateLifetime(orders, {
 *   calibrationEnd: new Date("2026-06-30T23:59:59Z"), holdoutEnd: new Date("2026-12-27T23:59:59Z"),
 * });
 * forecast.meanAbsoluteError < naive.meanAbsoluteError; // => true
 * ```
 */
export function validateLifetime<Name extends LifetimeModelName = "mbg-nbd">(
  orders: readonly Order[],
  options: ValidateLifetimeOptions<Name>,
): LifetimeValidation<Name> {
  assertList(orders, "validateLifetime: orders");
  assertOptions(options, VALIDATE_LIFETIME_OPTIONS, "validateLifetime");
  return atDoor("validateLifetime", () => validateLifetimeUnchecked(orders, options));
}

function validateLifetimeUnchecked<Name extends LifetimeModelName>(
  orders: readonly Order[],
  options: ValidateLifetimeOptions<Name>,
): LifetimeValidation<Name> {
  const where = "validateLifetime";
  const { calibrationEnd, holdoutEnd, timeZone = "UTC", currency, convert, ...fit } = options;
  assertInstant(calibrationEnd, `${where}: calibrationEnd`);
  assertInstant(holdoutEnd, `${where}: holdoutEnd`);
  const calendar = calendarOf(timeZone);
  const [lastDay, endDay] = [calendar.dayOf(calibrationEnd), calendar.dayOf(holdoutEnd)];
  if (endDay <= lastDay) {
    throw new SetiaError(
      "INVALID_OPTION",
      `${where}: the holdout ends on ${formatDay(endDay)}, the calibration on ${formatDay(lastDay)}; expected a later day`,
    );
  }
  const { columns } = summarizePurchases(orders, {
    asOf: calibrationEnd,
    timeZone,
    ...defined({ currency, convert }),
  });
  const model = fitLifetime<Name>(columns, fit);
  const horizonDays = endDay - lastDay;
  const { expectedOrders, probabilityAlive, probabilityOfOrder } = predictLifetimes(
    columns,
    model,
    { horizonDays },
  );
  const days = purchaseDays(orders, holdoutEnd, (at) => calendar.dayOf(at));
  const { customerIds, tenureDays } = columns;
  const own = customerIds.map((id) => days.get(id) ?? new Set<number>());
  const actual = Float64Array.from(own, (set) => {
    let count = 0;
    for (const day of set) if (day > lastDay) count++;
    return count;
  });
  const repeats = Float64Array.from(columns.purchaseDays, (bought) => bought - 1);
  const pastRate = repeats.map((x, i) => {
    const tenure = tenureDays[i]!;
    return tenure === 0 ? 0 : (x / tenure) * horizonDays;
  });
  const process = processOf(model.model);
  const parameters = inDays(process, model.parameters, model.unit);
  const forecast = measureForecast(expectedOrders, actual);
  return {
    model,
    customers: customerIds.length,
    horizonDays,
    actual: actual.reduce((sum, count) => sum + count, 0),
    forecast,
    naive: measureForecast(pastRate, actual),
    tracking: trackingTable(process, parameters, own, tenureDays, lastDay, endDay),
    frequencies: frequencyTable(process, parameters, repeats, tenureDays),
    holdout: holdoutTable(repeats, actual, expectedOrders),
    alive: aliveTable(probabilityAlive, probabilityOfOrder, actual),
  };
}

/** Calendar days on which each customer bought. */
function purchaseDays(
  orders: readonly Order[],
  asOf: Date,
  dayOf: (at: Date) => number,
): Map<string, Set<number>> {
  const days = new Map<string, Set<number>>();
  for (const order of orders) {
    if (!orderStands(order, asOf)) continue;
    const known = days.get(order.customerId);
    if (known === undefined) days.set(order.customerId, new Set([dayOf(order.placedAt)]));
    else known.add(dayOf(order.placedAt));
  }
  return days;
}
