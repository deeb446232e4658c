/**
 * Customer lifetime: who is still a customer, how many orders lie ahead, and what they are worth.
 *
 * @packageDocumentation
 */

import { LIFETIME_TEXTS, explainWith, type Language, type Reason } from "../kernel";

export {
  fitBgBb,
  fitLifetime,
  fitSpend,
  LIFETIME_PRIORS,
  measureAcquisition,
  predictBgBb,
  predictLifetime,
  predictLifetimes,
  simulateCustomers,
  validateLifetime,
  type Acquisition,
  type AcquisitionReport,
  type AliveRow,
  type BetaParameters,
  type BgBbModel,
  type BgBbParameters,
  type BgBbPrediction,
  type CohortCheck,
  type FitBgBbOptions,
  type FitCheck,
  type FitLifetimeOptions,
  type FitSpendOptions,
  type FittedParameters,
  type ForecastQuality,
  type FrequencyRow,
  type HoldoutRow,
  type LifetimeBase,
  type LifetimeColumns,
  type LifetimeModel,
  type LifetimeModelName,
  type LifetimeParameters,
  type LifetimePrediction,
  type LifetimePredictions,
  type LifetimePrior,
  type LifetimeUnit,
  type LifetimeValidation,
  type MeasureAcquisitionOptions,
  type NextOrder,
  type OpportunityHistory,
  type ParetoParameters,
  type PredictBgBbOptions,
  type PredictionFigures,
  type PredictLifetimeOptions,
  type PredictLifetimesOptions,
  type RepeatsCheck,
  type SimulateCustomersOptions,
  type SimulatedCustomers,
  type SpendModel,
  type SpendParameters,
  type TrackingRow,
  type ValidateLifetimeOptions,
} from "../lifetime";
export {
  fitForecast,
  forecastCustomer,
  forecastCustomers,
  type AlikeCustomers,
  type CustomerForecast,
  type CustomerForecasts,
  type FactorTable,
  type FitForecastOptions,
  type ForecastCustomerOptions,
  type Forecaster,
  type ForecastBase,
  type ForecastLength,
  type ForecastModel,
  type ForecastRecord,
  type TimeEffectKind,
  type TriedForecaster,
} from "../forecast";
export {
  type LifetimeRow,
  type PurchaseColumns,
  type PurchaseDays,
  type RowsAt,
} from "../purchases";

/**
 * Writes a reason of this entry as a sentence, as \`explain\` of \`setia\` does for all: a bundle gets no other sentences.
 *
 * @param given - a reason of an answer of this entry
 * @param language - \`"en"\` or \`"id"\`
 * @returns one complete sentence
 * @throws SetiaError \`INVALID_INPUT\` for a code of another entry, or a language that is not known
 */
export function explain(given: Reason, language: Language): string {
  return explainWith(LIFETIME_TEXTS, { words: {} }, given, language);
}
