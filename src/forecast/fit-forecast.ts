import {
  assertData,
  assertInstant,
  assertModel,
  assertOptions,
  atDoor,
  calendarOf,
  defined,
  formatDay,
  reason,
  SetiaError,
  type ModelHeader,
  type OptionNames,
  type Reason,
} from "../kernel";
import { fitLifetime, type LifetimeModel, type LifetimeModelName } from "../lifetime";
import {
  purchaseDaysOf,
  summarizePurchases,
  type Order,
  type PurchaseColumns,
  type PurchaseDays,
  type SummarizePurchasesOptions,
} from "../purchases";
import { runBackTest, type TrialRow, type TriedForecaster } from "./back-test";
import { countWindows, WINDOW_STEP, type CountedWindows, type OneWindow } from "./count-windows";
import { fitFactors, stepsOf, type FactorTable } from "./factor-table";
import { modelIn, type CountTables, type Forecaster } from "./forecaster";
import { effectNear, foretellEffect, type TimedWindow, type TimeEffectKind } from "./time-effect";

/** Newest format of {@link ForecastModel} that this code writes and reads. */
export const FORECAST_MODEL_VERSION = 1;

/** Lengths, in days, that are counted; between them a forecast is read off a line. */
export const LENGTHS = [7, 14, 30, 60, 90, 180, 365] as const;

/** What is known of one length. */
export interface ForecastLength {
  /** Days. */
  readonly days: number;
  /** Windows of the past that were counted, at most the newest twelve; 0 if none has ended yet. */
  readonly windows: number;
  /** Who orders, by counts; `null` if nothing was counted. */
  readonly chance: FactorTable | null;
  /** How many orders, by counts; `null` if nothing was counted. */
  readonly number: FactorTable | null;
  /** Customers in the windows, by band of orders and within it by band of silence. */
  readonly customers: readonly number[];
  /** Those of them who ordered within the window. */
  readonly buyers: readonly number[];
  /** Who foretells this length: the model alone where counts of it could not be tried yet. */
  readonly forecaster: Forecaster;
  /** Logarithm of what came over what was foretold, where windows were set aside, the time aside. */
  readonly missed: number;
  /** How many times what the forecaster says is foretold: what was missed, and the time that begins. */
  readonly times: number;
  /** What the correction takes for the time that begins. */
  readonly effect: TimeEffectKind;
}

/** What was foretold of a window of the past, by what was known when it began, and what came. */
export interface ForecastRecord {
  /** Day after which it began, `YYYY-MM-DD`. */
  readonly from: string;
  /** Its days. */
  readonly days: number;
  /** Customers by then. */
  readonly customers: number;
  /** Orders that the forecaster foretold, before any correction. */
  readonly foretold: number;
  /** Orders that came. */
  readonly came: number;
}

/** How a base orders, with how well that was foretold so far. Plain JSON. */
export interface ForecastModel extends ModelHeader {
  /** Which model it is. */
  readonly kind: "forecast";
  /** The instant that the base spoke of, ISO 8601 in UTC. */
  readonly asOf: string;
  /** IANA zone whose calendar days were counted. */
  readonly timeZone: string;
  /** ISO 4217 code of the money. */
  readonly currency: string;
  /** Customers it was fitted on. */
  readonly customers: number;
  /** Who foretells: what did best on the windows that were set aside. */
  readonly forecaster: Forecaster;
  /** The lifetime model within it, or beside it where counts foretell alone. */
  readonly lifetime: LifetimeModel;
  /** What a day with an order comes to on average, in minor units. */
  readonly orderValue: number;
  /** What is known of each length, by days. */
  readonly lengths: readonly ForecastLength[];
  /** How well each forecaster distinguished customers, the best first; empty if there was too little past to try them. */
  readonly tried: readonly TriedForecaster[];
  /** When the forecasters were tried, ISO 8601 in UTC; `null` if never. */
  readonly triedAt: string | null;
  /** What was foretold and what came. */
  readonly record: readonly ForecastRecord[];
  /** What to know before trusting it. */
  readonly diagnostics: readonly Reason[];
}

/** A base as summaries and days, such as an engine gives them by `summarize` and `purchaseDays`, both of one instant. */
export interface ForecastBase {
  /** How each customer has bought, by ascending `customerId`. */
  readonly columns: PurchaseColumns;
  /** The days of each, in the order of the columns. */
  readonly days: PurchaseDays;
}

/** Options of {@link fitForecast}. */
export interface FitForecastOptions extends Pick<
  SummarizePurchasesOptions,
  "asOf" | "timeZone" | "currency" | "convert"
> {
  /**
   * The model of an earlier fit of this base. If its forecasters were tried less than 28 days ago, its choice and its record
   * are kept, which is some eight times faster.
   */
  readonly previous?: ForecastModel;
}

const FIT_FORECAST_OPTIONS: OptionNames<FitForecastOptions> = {
  asOf: true,
  timeZone: true,
  currency: true,
  convert: true,
  previous: true,
};

/** So many days ago the trials begin: the fixed plan. */
const TRIALS = [90, 180, 365] as const;
/** For so many days a choice holds. */
const KEPT_DAYS = 28;
const DEFAULT_MODEL: LifetimeModelName = "mbg-nbd";
/** What a forecast is wrong by from one window to the next, squared: of a mean of few windows only part is corrected. */
const USUAL = 0.04;
/** Windows with fewer orders tell nothing of the time. */
const LEAST_ORDERS = 10;
/** Windows of this length are told of. */
const TOLD_DAYS = 90;
/** How the models are called. */
const MODEL_NAMES: Readonly<Record<LifetimeModelName, string>> = {
  "mbg-nbd": "MBG/NBD",
  "bg-nbd": "BG/NBD",
  "pareto-nbd": "Pareto/NBD",
};
/** A forecast that was less wrong than this ran as it should. */
const WRONG = 0.1;

/**
 * Fits forecasts that hold on the base they are for: counts what came in the base's own past, tries lifetime models and counts on
 * windows that were set aside, chooses who distinguished customers best, and corrects by what was missed.
 *
 * @param base - all orders, in any order; or the summaries and days of an engine
 * @param options - instant, zone and currency, as `summarizePurchases` takes them, and an earlier model
 * @returns the model, for {@link forecastCustomer}
 * @throws SetiaError `EMPTY_BASE` if nobody has ordered; `INVALID_MODEL`, `NEWER_MODEL` for `previous`; what
 * `summarizePurchases` throws
 *
 * @example
 * ```ts
 * import { fitForecast, forecastCustomer, summarizePurchases } from "setia";
 * import { simulateCustomers } from "setia/lifetime";
 *
 * const asOf = new Date("2026-06-30T23:59:59Z");
 * const { orders } = simulateCustomers({
 *   model: "mbg-nbd", parameters: { r: 0.5, alpha: 40, a: 0.9, b: 1.6 }, customers: 2000,
 *   observedDays: 720, joiningDays: 600, asOf, seed: 3,
 * });
 * const model = fitForecast(orders, { asOf });
 * const [first] = summarizePurchases(orders, { asOf }).summaries;
 * const chance = first && forecastCustomer(first, model, { horizonDays: 90 }).probabilityOfOrder;
 * Number(chance) < 1; // => true
 * ```
 */
export function fitForecast(
  base: readonly Order[] | ForecastBase,
  options: FitForecastOptions,
): ForecastModel {
  assertData(base, "fitForecast: base");
  assertOptions(options, FIT_FORECAST_OPTIONS, "fitForecast");
  return atDoor("fitForecast", () => fitForecastUnchecked(base, options));
}

function fitForecastUnchecked(
  base: readonly Order[] | ForecastBase,
  { asOf, timeZone = "UTC", currency, convert, previous }: FitForecastOptions,
): ForecastModel {
  assertInstant(asOf, "fitForecast: asOf");
  if (previous !== undefined) assertModel(previous, "forecast", FORECAST_MODEL_VERSION);
  const calendar = calendarOf(timeZone);
  const { columns, days: history } = isOrders(base)
    ? baseOf(base, { asOf, timeZone, ...defined({ currency, convert }) })
    : base;
  if (!isOrders(base)) assertBase(base, asOf, timeZone);
  const today = calendar.dayOf(asOf);
  const endOf = (day: number): Date => new Date(calendar.startOf(day + 1).getTime() - 1);
  const kept = keeps(previous, asOf, timeZone) ? previous : undefined;
  const trialDays = kept === undefined ? TRIALS.map((days) => today - days) : [];
  const past = countWindows(history, today, LENGTHS, [today, ...trialDays]);
  const [tables = [], ...earlier] = past.known.map(tablesOf);
  const test =
    kept === undefined
      ? runBackTest(
          history,
          trialDays.map((day, at) => ({ day, tables: earlier[at] ?? [] })),
          LENGTHS,
          today,
          endOf,
        )
      : undefined;
  const forecaster = kept?.forecaster ?? test?.tried[0]?.forecaster ?? DEFAULT_MODEL;
  const name = modelIn(forecaster) ?? DEFAULT_MODEL;
  const lifetime = fitLifetime(columns, { model: name });
  const rows = test?.rows ?? [];
  const lengths = LENGTHS.map((days, at): ForecastLength => {
    const counted = past.known[0]?.[at];
    const own = tables[at];
    const timed =
      own === undefined || counted === undefined ? [] : timedWindows(past.each[at]!, counted, own);
    const effect = foretellEffect(timed, today, days, WINDOW_STEP);
    const before = kept?.lengths[at];
    const wasTried = rows.some(({ length, foretold }) => length === days && forecaster in foretold);
    const by = before?.forecaster ?? (wasTried ? forecaster : name);
    const missed = before?.missed ?? rounded(missedBy(by, rows, days, timed));
    return {
      days,
      windows: counted?.windows ?? 0,
      chance: own?.chance ?? null,
      number: own?.number ?? null,
      customers: Array.from(counted?.alike ?? []),
      buyers: Array.from(counted?.alikeBuyers ?? []),
      forecaster: by,
      missed,
      times: rounded(Math.exp(missed + effect.value)),
      effect: effect.kind,
    };
  });
  const tried = kept?.tried ?? test?.tried ?? [];
  const paid = columns.revenue.reduce((total, revenue) => total + revenue, 0);
  const bought = columns.purchaseDays.reduce((total, days) => total + days, 0);
  const record = kept?.record ?? rows.flatMap((row) => recordOf(row, forecaster));
  return {
    kind: "forecast",
    version: FORECAST_MODEL_VERSION,
    asOf: asOf.toISOString(),
    timeZone,
    currency: columns.currency,
    customers: columns.customerIds.length,
    forecaster,
    lifetime,
    orderValue: paid / bought,
    lengths,
    tried,
    triedAt:
      kept?.triedAt ?? (test !== undefined && test.rows.length > 0 ? asOf.toISOString() : null),
    record,
    diagnostics: diagnose(forecaster, tried.length, record),
  };
}

function isOrders(base: readonly Order[] | ForecastBase): base is readonly Order[] {
  return Array.isArray(base);
}

function baseOf(orders: readonly Order[], options: SummarizePurchasesOptions): ForecastBase {
  const { columns } = summarizePurchases(orders, options);
  const { asOf, timeZone = "UTC" } = options;
  const calendar = calendarOf(timeZone);
  const days = purchaseDaysOf(columns.customerIds, orders, asOf, (at) => calendar.dayOf(at));
  return { columns, days };
}

/** Summaries and days that do not belong together would be counted against one another. */
function assertBase({ columns, days }: ForecastBase, asOf: Date, timeZone: string): void {
  const refuse = (what: string, expected: string): SetiaError =>
    new SetiaError("INVALID_INPUT", `fitForecast: ${what}; expected ${expected}`);
  if (columns.asOf.getTime() !== asOf.getTime() || columns.timeZone !== timeZone) {
    throw refuse(
      `the columns speak of ${columns.asOf.toISOString()} in ${columns.timeZone}`,
      `those of ${asOf.toISOString()} in ${timeZone}`,
    );
  }
  columns.customerIds.forEach((id, at) => {
    const count = days.begins[at + 1]! - days.begins[at]!;
    if (days.customerIds[at] === id && count === columns.purchaseDays[at]) return;
    throw refuse(
      `customer ${JSON.stringify(id)} has ${String(columns.purchaseDays[at])} days in the columns, and ${String(count)} of ${JSON.stringify(days.customerIds[at])} in the days`,
      "the same customers with the same days, in one order",
    );
  });
}

/** Whether a choice that was made before still holds. */
function keeps(previous: ForecastModel | undefined, asOf: Date, timeZone: string): boolean {
  if (previous?.triedAt == null || previous.timeZone !== timeZone) return false;
  const days = (asOf.getTime() - new Date(previous.triedAt).getTime()) / 86_400_000;
  return days >= 0 && days < KEPT_DAYS;
}

/** Fits the tables of all lengths; each begins with that of the length before. */
function tablesOf(
  counted: readonly (CountedWindows | undefined)[],
): readonly (CountTables | undefined)[] {
  let chance: FactorTable | undefined;
  let number: FactorTable | undefined;
  return counted.map((windows, at) => {
    if (windows === undefined) return undefined;
    const weight = Math.min(1, WINDOW_STEP / LENGTHS[at]!);
    chance = fitFactors(windows.chance, "chance", weight, chance);
    number = fitFactors(windows.number, "number", weight, number);
    return chance === undefined || number === undefined ? undefined : { chance, number };
  });
}

/** Compares each window with what the table of the year says of its customers. */
function timedWindows(
  windows: readonly OneWindow[],
  counted: CountedWindows,
  { number }: CountTables,
): TimedWindow[] {
  const says = counted.number.map(({ cell }) => [cell, Math.exp(stepsOf(number, cell))] as const);
  return windows.flatMap(({ origin, customers, orders }) => {
    let expected = 0;
    for (const [cell, orders] of says) expected += customers[cell]! * orders;
    return orders < LEAST_ORDERS || expected === 0
      ? []
      : [{ origin, effect: Math.log(orders / expected) }];
  });
}

/**
 * Gives the logarithm of what a forecaster missed on average where windows were set aside, less what was special of their time. Of
 * few windows, and of windows that differ, only part is believed.
 */
function missedBy(
  forecaster: Forecaster,
  rows: readonly TrialRow[],
  length: number,
  timed: readonly TimedWindow[],
): number {
  const own = rows.filter((row) => row.length === length && row.came > 0);
  const missed = own.flatMap(({ foretold, came, origin }) => {
    const said = foretold[forecaster];
    const effect = effectNear(timed, origin) ?? 0;
    return said === undefined || said <= 0
      ? []
      : [{ log: Math.log(came / said) - effect, weight: 1 / (1 / came + 0.01) }];
  });
  if (missed.length === 0) return 0;
  const weights = missed.reduce((sum, { weight }) => sum + weight, 0);
  const mean = missed.reduce((sum, { log, weight }) => sum + log * weight, 0) / weights;
  const spread = missed.reduce((sum, { log }) => sum + (log - mean) ** 2, 0.02) / missed.length;
  return (mean * USUAL) / (USUAL + (spread + 1 / weights) / missed.length);
}

function recordOf(
  { origin, length, customers, foretold, came }: TrialRow,
  forecaster: Forecaster,
): ForecastRecord[] {
  const said = foretold[forecaster];
  return said === undefined
    ? []
    : [
        {
          from: formatDay(origin),
          days: length,
          customers,
          foretold: Math.round(said * 10) / 10,
          came,
        },
      ];
}

/** Says who was chosen, and how far off it ran. */
function diagnose(
  forecaster: Forecaster,
  tried: number,
  record: readonly ForecastRecord[],
): Reason[] {
  if (tried === 0) return [reason("lifetime.forecast_untried", {})];
  const model = modelIn(forecaster);
  const named = MODEL_NAMES[model ?? "mbg-nbd"];
  const chosen =
    model === undefined
      ? reason("lifetime.forecast_by_counts", { tried })
      : forecaster === model
        ? reason("lifetime.forecast_by_model", { tried, model: named })
        : reason("lifetime.forecast_by_both", { tried, model: named });
  const newest = record.filter(({ days }) => days === TOLD_DAYS);
  const [foretold, came] = [newest, newest].map((rows, at) =>
    rows.reduce((sum, row) => sum + (at === 0 ? row.foretold : row.came), 0),
  );
  const off = came! > 0 ? foretold! / came! - 1 : 0;
  const windows = newest.length;
  if (windows === 0) return [chosen];
  const params = { off: Math.abs(off), windows, days: TOLD_DAYS };
  if (Math.abs(off) < WRONG) return [chosen, reason("lifetime.forecast_held", params)];
  return [
    chosen,
    off > 0
      ? reason("lifetime.forecast_ran_high", params)
      : reason("lifetime.forecast_ran_low", params),
  ];
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
