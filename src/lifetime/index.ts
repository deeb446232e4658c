export type { FittedParameters } from "./fitted-parameters";
export type { PredictionFigures } from "./figures-ahead";
export { fitBgBb, type BgBbModel, type BgBbParameters, type FitBgBbOptions } from "./fit-bg-bb";
export { fitLifetime, type FitLifetimeOptions } from "./fit-lifetime";
export { fitSpend, type FitSpendOptions, type SpendModel, type SpendParameters } from "./fit-spend";
export type { ForecastQuality } from "./forecast-quality";
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
  type AcquisitionMeasures,
  type MeasureAcquisitionOptions,
} from "./measure-acquisition";
export type { NextOrder } from "./next-order";
export type { OpportunityHistory } from "./opportunity-history";
export { predictBgBb, type BgBbPrediction, type PredictBgBbOptions } from "./predict-bg-bb";
export {
  predictLifetime,
  type LifetimePrediction,
  type PredictLifetimeOptions,
} from "./predict-lifetime";
export {
  predictLifetimes,
  type LifetimePredictions,
  type PredictLifetimesOptions,
} from "./predict-lifetimes";
export type { LifetimeBase, LifetimeColumns } from "./lifetime-columns";
export { LIFETIME_MODELS, type LifetimeModelName } from "./purchase-process";
export {
  simulateCustomers,
  type SimulateCustomersOptions,
  type SimulatedCustomers,
} from "./simulate-customers";
export {
  validateLifetime,
  type LifetimeValidation,
  type ValidateLifetimeOptions,
} from "./validate-lifetime";
export type { AliveRow, FrequencyRow, HoldoutRow, TrackingRow } from "./validation-tables";
