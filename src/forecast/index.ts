/**
 * What is ahead, corrected by how forecasts did on this base: counts of its own past, lifetime models, and the choice among them.
 * Enter by `fitForecast` and `forecastCustomer`.
 * Knows the purchases and the lifetime models.
 */
export type { TriedForecaster } from "./back-test";
export type { FactorTable } from "./factor-table";
export {
  fitForecast,
  type FitForecastOptions,
  type ForecastBase,
  type ForecastLength,
  type ForecastModel,
  type ForecastRecord,
} from "./fit-forecast";
export {
  forecastCustomer,
  forecastCustomers,
  type AlikeCustomers,
  type CustomerForecast,
  type CustomerForecasts,
  type ForecastCustomerOptions,
} from "./forecast-customer";
export type { Forecaster } from "./forecaster";
export type { TimeEffectKind } from "./time-effect";
