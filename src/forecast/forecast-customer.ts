import {
  assertModel,
  assertOptions,
  assertRecord,
  atDoor,
  reason,
  SetiaError,
  showValue,
  type OptionNames,
  type Reason,
} from "../kernel";
import { aheadBy } from "../lifetime";
import { checkFigures, checkTenure, type LifetimeRow } from "../purchases";
import { wilsonInterval, type Interval } from "../statistics";
import { alikeOf, cellOf, ORDER_BANDS, rangeOf, SILENCE_BANDS } from "./bands";
import { FORECAST_MODEL_VERSION, type ForecastLength, type ForecastModel } from "./fit-forecast";
import {
  countedChance,
  countedOrders,
  hazardOf,
  middleChance,
  middleOrders,
  modelIn,
} from "./forecaster";

/** Options of {@link forecastCustomer} and {@link forecastCustomers}. */
export interface ForecastCustomerOptions {
  /** How far ahead is looked: 1 to 365 days. */
  readonly horizonDays: number;
}

/** What came of customers of the past who stood as this one stands. */
export interface AlikeCustomers {
  /** Days with an order by then: at least and at most; `Infinity` for no end. */
  readonly orders: readonly [number, number];
  /** Days since the last order: at least and at most; `Infinity` for no end. */
  readonly silenceDays: readonly [number, number];
  /** Days that were looked ahead: the counted length nearest to the horizon. */
  readonly days: number;
  /** How often somebody stood so; one customer may have done so several times. */
  readonly customers: number;
  /** How often an order came within the days. */
  readonly buyers: number;
  /** Of the share of both, with 95 %: as if only windows that do not overlap had been counted. */
  readonly interval: Interval;
}

/** What is ahead with one customer, corrected by how forecasts for the base did so far. An "order" is a day with one. */
export interface CustomerForecast {
  /** The customer. */
  readonly customerId: string;
  /** How far ahead was looked, in days. */
  readonly horizonDays: number;
  /** Chance of at least one order; it rises with the horizon. */
  readonly probabilityOfOrder: number;
  /** Orders to expect; they rise with the horizon. */
  readonly expectedOrders: number;
  /** What these orders may come to, in minor units of {@link CustomerForecast.currency}. */
  readonly expectedRevenue: number;
  /** ISO 4217 code of the money. */
  readonly currency: string;
  /** The counts behind it; missing where the past has none. */
  readonly alike?: AlikeCustomers;
  /** The figures behind it. */
  readonly reasons: readonly Reason[];
}

/** Forecasts of many customers, a column each, in their order. */
export interface CustomerForecasts {
  /** Chances of at least one order. */
  readonly probabilityOfOrder: Float64Array;
  /** Orders to expect. */
  readonly expectedOrders: Float64Array;
  /** What these may come to, in minor units. */
  readonly expectedRevenue: Float64Array;
}

const FORECAST_CUSTOMER_OPTIONS: OptionNames<ForecastCustomerOptions> = { horizonDays: true };
const LONGEST = 365;
/** So many orders of the base's mean value a customer's own are held by. */
const HELD_ORDERS = 0.5;
const STEP = 30;

/**
 * Foretells what is ahead with one customer.
 *
 * @param summary - how the customer has bought: from `summarizePurchases`, or figures of your own, with `revenue`
 * @param model - from {@link fitForecast}, maybe stored as JSON in between
 * @param options - how far ahead
 * @returns chance, orders and money, with the counts and the correction behind them
 * @throws SetiaError `INVALID_OPTION` for a horizon that is no whole number from 1 to 365; `INVALID_INPUT` for a faulty summary;
 * `MIXED_CURRENCIES`; `INVALID_MODEL`, `NEWER_MODEL`
 *
 * @example
 * ```ts
 * import { fitForecast, forecastCustomer, type Order } from "setia";
 *
 * const orders = Array.from({ length: 200 }, (_, index): Order => ({
 *   id: String(index), customerId: `c${index % 20}`, placedAt: new Date(Date.UTC(2025, 0, 1 + 3 * index)),
 *   currency: "IDR", total: 100_000,
 * }));
 * const model = fitForecast(orders, { asOf: new Date("2026-08-22T23:59:59Z") });
 * const regular = { customerId: "ani", orders: 10, recencyDays: 20, tenureDays: 560, revenue: 1_000_000 };
 * const { probabilityOfOrder } = forecastCustomer(regular, model, { horizonDays: 90 });
 * probabilityOfOrder > 0.5; // => true
 * ```
 */
export function forecastCustomer(
  summary: LifetimeRow,
  model: ForecastModel,
  options: ForecastCustomerOptions,
): CustomerForecast {
  const where = "forecastCustomer";
  assertRecord(summary, `${where}: summary`);
  assertOptions(options, FORECAST_CUSTOMER_OPTIONS, where);
  return atDoor(where, () => {
    checkCall(model, options, where);
    checkSummary(summary, model, where);
    const { horizonDays } = options;
    const { chance, orders, revenue } = figuresBy(model, horizonDays)(summary);
    const alike = alikeCustomers(summary, model, horizonDays);
    return {
      customerId: summary.customerId,
      horizonDays,
      probabilityOfOrder: chance,
      expectedOrders: orders,
      expectedRevenue: revenue,
      currency: model.currency,
      ...(alike === undefined ? {} : { alike }),
      reasons: [
        reason("lifetime.forecast", { days: horizonDays, chance, orders }),
        ...(alike === undefined
          ? []
          : [
              reason("lifetime.forecast_alike", {
                customers: alike.customers,
                buyers: alike.buyers,
                orders: written(alike.orders),
                silence: written(alike.silenceDays),
                days: alike.days,
              }),
            ]),
        ...model.diagnostics.slice(1),
      ],
    };
  });
}

/**
 * Foretells what is ahead with many customers at once, without an object for each.
 *
 * @param summaries - how they have bought
 * @param model - from {@link fitForecast}
 * @param options - how far ahead
 * @returns the figures of {@link forecastCustomer}, one column each
 * @throws SetiaError as {@link forecastCustomer} does
 *
 * @example
 * ```ts
 * import { fitForecast, type Order } from "setia";
 * import { forecastCustomers } from "setia/lifetime";
 *
 * const orders = Array.from({ length: 200 }, (_, index): Order => ({
 *   id: String(index), customerId: `c${index % 20}`, placedAt: new Date(Date.UTC(2025, 0, 1 + 3 * index)),
 *   currency: "IDR", total: 100_000,
 * }));
 * const model = fitForecast(orders, { asOf: new Date("2026-08-22T23:59:59Z") });
 * const regular = { customerId: "ani", orders: 10, recencyDays: 20, tenureDays: 560, revenue: 1_000_000 };
 * const { expectedOrders } = forecastCustomers([regular, { ...regular, recencyDays: 300 }], model, { horizonDays: 90 });
 * (expectedOrders[0] ?? 0) > (expectedOrders[1] ?? 0); // => true
 * ```
 */
export function forecastCustomers(
  summaries: readonly LifetimeRow[],
  model: ForecastModel,
  options: ForecastCustomerOptions,
): CustomerForecasts {
  const where = "forecastCustomers";
  assertOptions(options, FORECAST_CUSTOMER_OPTIONS, where);
  return atDoor(where, () => {
    checkCall(model, options, where);
    summaries.forEach((summary, at) => checkSummary(summary, model, where, at));
    const all = summaries.map(figuresBy(model, options.horizonDays));
    return {
      probabilityOfOrder: Float64Array.from(all, ({ chance }) => chance),
      expectedOrders: Float64Array.from(all, ({ orders }) => orders),
      expectedRevenue: Float64Array.from(all, ({ revenue }) => revenue),
    };
  });
}

interface Figures {
  readonly chance: number;
  readonly orders: number;
  readonly revenue: number;
}

/** Prepares a model for many customers. */
function figuresBy(model: ForecastModel, horizonDays: number): (row: LifetimeRow) => Figures {
  const ahead = aheadBy(model.lifetime);
  const until = model.lengths.findIndex(({ days }) => days >= horizonDays);
  const lengths = model.lengths.slice(0, until + 1).map((length) => {
    const { forecaster, chance, number, days, times } = length;
    const isCounted = forecaster.startsWith("counts") && chance !== null && number !== null;
    return {
      ...{ days, times, tables: isCounted ? { chance, number } : undefined },
      usesModel: modelIn(forecaster) !== undefined || !isCounted,
    };
  });
  return (row) => {
    const { orders: bought, purchaseDays = bought, tenureDays, recencyDays, revenue } = row;
    const cell = cellOfRow(row);
    const byModel = ahead(purchaseDays - 1, tenureDays - recencyDays, tenureDays);
    let [hazard, orders, before] = [0, 0, 0];
    for (const { days, times, tables, usesModel } of lengths) {
      let right = usesModel ? byModel.chance(days) : 0;
      let most = usesModel ? byModel.orders(days) : 0;
      if (tables !== undefined) {
        const [counted, ofCounted] = [countedChance(tables, cell), countedOrders(tables, cell)];
        right = usesModel ? middleChance(right, counted) : counted;
        most = usesModel ? middleOrders(most, ofCounted) : ofCounted;
      }
      // What comes within a longer time is never less; between two lengths it is read off a line.
      const part = Math.min(1, (horizonDays - before) / (days - before));
      hazard += part * Math.max(0, hazardOf(right) * times - hazard);
      orders += part * Math.max(0, most * times - orders);
      before = days;
    }
    const value = (revenue + HELD_ORDERS * model.orderValue) / (purchaseDays + HELD_ORDERS);
    return { chance: -Math.expm1(-hazard), orders, revenue: orders * value };
  };
}

/** Days may be fractions in rows of one's own; bands are of whole days, and two orders on two days are a day apart. */
function cellOfRow({
  orders,
  purchaseDays = orders,
  tenureDays,
  recencyDays,
}: LifetimeRow): number {
  const silence = Math.floor(recencyDays);
  const span = Math.floor(tenureDays) - silence;
  return cellOf(purchaseDays, silence, Math.max(purchaseDays > 1 ? 1 : 0, span));
}

function alikeCustomers(
  summary: LifetimeRow,
  { lengths }: ForecastModel,
  horizonDays: number,
): AlikeCustomers | undefined {
  const away = ({ days }: ForecastLength): number => Math.abs(Math.log(days / horizonDays));
  const counted = lengths.filter(({ windows }) => windows > 0);
  const [nearest] = [...counted].sort((a, b) => away(a) - away(b));
  if (nearest === undefined) return undefined;
  const place = alikeOf(cellOfRow(summary));
  const customers = nearest.customers[place] ?? 0;
  const buyers = nearest.buyers[place] ?? 0;
  if (customers === 0) return undefined;
  const apart = Math.min(1, STEP / nearest.days);
  const silence = place % SILENCE_BANDS.length;
  return {
    orders: rangeOf(ORDER_BANDS, (place - silence) / SILENCE_BANDS.length),
    silenceDays: rangeOf(SILENCE_BANDS, silence),
    days: nearest.days,
    customers,
    buyers,
    interval: wilsonInterval(buyers * apart, customers * apart).interval,
  };
}

function written([from, to]: readonly [number, number]): string {
  if (to === Infinity) return `${String(from)}+`;
  return from === to ? String(from) : `${String(from)}–${String(to)}`;
}

function checkCall(
  model: ForecastModel,
  { horizonDays }: ForecastCustomerOptions,
  where: string,
): void {
  assertModel(model, "forecast", FORECAST_MODEL_VERSION);
  if (Number.isInteger(horizonDays) && horizonDays >= 1 && horizonDays <= LONGEST) return;
  throw new SetiaError(
    "INVALID_OPTION",
    `${where}: horizonDays is ${showValue(horizonDays)}; expected a whole number of days from 1 to ${String(LONGEST)}`,
  );
}

function checkSummary(
  summary: LifetimeRow,
  model: ForecastModel,
  where: string,
  at?: number,
): void {
  checkFigures(summary, where, at);
  checkTenure(summary, where, at);
  const { currency = model.currency } = summary;
  if (currency === model.currency) return;
  throw new SetiaError(
    "MIXED_CURRENCIES",
    `${where}: the summary is in ${currency}, the model in ${model.currency}; expected one currency`,
  );
}
