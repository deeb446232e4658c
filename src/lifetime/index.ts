/**
 * What is ahead: who is still a customer, and what they will buy.
 * Enter by `fitLifetime` and `predictLifetime`; a model of buying has a folder of its own.
 * Knows the purchases.
 */
export type { CohortCheck, FitCheck, RepeatsCheck } from "./fitting/fit-check";
export type { FittedParameters } from "./fitting/fitted-parameters";
export { aheadBy, type CustomerAhead, type PredictionFigures } from "./predicting/figures-ahead";
export {
  fitBgBb,
  type BgBbModel,
  type BgBbParameters,
  type FitBgBbOptions,
} from "./bg-bb/fit-bg-bb";
export { fitLifetime, type FitLifetimeOptions } from "./fitting/fit-lifetime";
export {
  fitSpend,
  type FitSpendOptions,
  type SpendModel,
  type SpendParameters,
} from "./spend/fit-spend";
export type { ForecastQuality } from "./validating/forecast-quality";
export {
  LIFETIME_PRIORS,
  type BetaParameters,
  type LifetimeModel,
  type LifetimeParameters,
  type LifetimePrior,
  type LifetimeUnit,
  type ParetoParameters,
} from "./lifetime-model";
export {
  measureAcquisition,
  type Acquisition,
  type AcquisitionReport,
  type MeasureAcquisitionOptions,
} from "./measure-acquisition";
export type { NextOrder } from "./predicting/next-order";
export type { OpportunityHistory } from "./bg-bb/opportunity-history";
export { predictBgBb, type BgBbPrediction, type PredictBgBbOptions } from "./bg-bb/predict-bg-bb";
export {
  predictLifetime,
  type LifetimePrediction,
  type PredictLifetimeOptions,
} from "./predicting/predict-lifetime";
export {
  predictLifetimes,
  type LifetimePredictions,
  type PredictLifetimesOptions,
} from "./predicting/predict-lifetimes";
export type { LifetimeBase, LifetimeColumns } from "./fitting/lifetime-columns";
export { LIFETIME_MODELS, type LifetimeModelName } from "./fitting/purchase-process";
export {
  simulateCustomers,
  type SimulateCustomersOptions,
  type SimulatedCustomers,
} from "./simulate-customers";
export {
  validateLifetime,
  type LifetimeValidation,
  type ValidateLifetimeOptions,
} from "./validating/validate-lifetime";
export type {
  AliveRow,
  FrequencyRow,
  HoldoutRow,
  TrackingRow,
} from "./validating/validation-tables";
