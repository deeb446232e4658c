import type { ModelHeader, Reason } from "../kernel";
import { betaProcess } from "./beta/beta-process";
import type { FitCheck } from "./fitting/fit-check";
import type { FittedParameters } from "./fitting/fitted-parameters";
import { PARETO_PROCESS } from "./pareto/pareto-process";
import type { LifetimeModelName, PurchaseProcess } from "./fitting/purchase-process";
import type { SpendModel } from "./spend/fit-spend";

/** Newest format of {@link LifetimeModel} that this code writes and reads. */
export const LIFETIME_MODEL_VERSION = 1;

/** Unit of time of parameters. */
export type LifetimeUnit = "day" | "week";

/** Days in each unit. */
export const UNIT_DAYS: Readonly<Record<LifetimeUnit, number>> = { day: 1, week: 7 };

/** Parameters of BG/NBD and MBG/NBD. */
export interface BetaParameters {
  /** Shape of the gamma distribution of purchase rates: the larger, the more alike customers buy. */
  readonly r: number;
  /** Its rate, a time in the model's unit; the mean rate is `r / alpha` purchases per unit. */
  readonly alpha: number;
  /** First parameter of the beta distribution of the chance to leave after a purchase, `a / (a + b)` in the mean. */
  readonly a: number;
  /** Second parameter of it. */
  readonly b: number;
}

/** Parameters of Pareto/NBD. */
export interface ParetoParameters {
  /** Shape of the gamma distribution of purchase rates: the larger, the more alike customers buy. */
  readonly r: number;
  /** Its rate, a time in the model's unit; the mean rate is `r / alpha` purchases per unit. */
  readonly alpha: number;
  /** Shape of the gamma distribution of the rates of leaving. */
  readonly s: number;
  /** Its rate, a time in the model's unit; the mean rate of leaving is `s / beta` per unit. */
  readonly beta: number;
}

/** The parameters of each model. */
export interface LifetimeParameters {
  /** Modified beta-geometric: leaves after any purchase, the first too. */
  readonly "mbg-nbd": BetaParameters;
  /** Beta-geometric: leaves after a repeat only. */
  readonly "bg-nbd": BetaParameters;
  /** Pareto: leaves at any time. */
  readonly "pareto-nbd": ParetoParameters;
}

/** What is believed of customers before looking at them. */
export interface LifetimePrior<Name extends LifetimeModelName = LifetimeModelName> {
  /** The most likely parameters, in days. */
  readonly parameters: LifetimeParameters[Name];
  /**
   * Standard deviation of the logarithms of r, of the mean rate r/α, of the chance to leave (a/b or s/β) and of
   * how alike customers leave (b or s), each on its own. 1 lets each be wrong by a factor of 2.7.
   */
  readonly spread: number;
}

/**
 * Beliefs for a shop that has few customers yet: the published optima of the CDNOW music shop (Fader, Hardie
 * and Lee 2005; Batislam and others 2007), in days, each to within a factor of 2.7.
 */
export const LIFETIME_PRIORS: { readonly [Name in LifetimeModelName]: LifetimePrior<Name> } = {
  "mbg-nbd": { parameters: { r: 0.525, alpha: 43.28, a: 0.891, b: 1.614 }, spread: 1 },
  "bg-nbd": { parameters: { r: 0.243, alpha: 30.9, a: 0.793, b: 2.426 }, spread: 1 },
  "pareto-nbd": { parameters: { r: 0.553, alpha: 74.05, s: 0.606, beta: 81.68 }, spread: 1 },
};

/**
 * How customers buy, leave and spend, fitted on a whole base and applied to one customer. Plain JSON: store
 * it, send it, load it in another process.
 */
export interface LifetimeModel<Name extends LifetimeModelName = LifetimeModelName>
  extends ModelHeader, FittedParameters<LifetimeParameters[Name]> {
  /** The kind of model. */
  readonly kind: "lifetime";
  /** Which model of buying and leaving. */
  readonly model: Name;
  /** Unit of time of the parameters and of the likelihood. */
  readonly unit: LifetimeUnit;
  /** What the parameters lean on beside the data; `null` if on nothing. */
  readonly prior: LifetimePrior<Name> | null;
  /** How customers spend; `null` if nothing is known of their money. */
  readonly spend: SpendModel | null;
  /** The instant that the base spoke of, ISO 8601 in UTC. */
  readonly asOf: string;
  /** IANA zone whose calendar days were counted. */
  readonly timeZone: string;
  /** ISO 4217 code of the money. */
  readonly currency: string;
  /** Customers it was fitted on. */
  readonly customers: number;
  /** Customers among them who had bought again. */
  readonly repeaters: number;
  /** How it looks on the base that it was fitted on; missing in models of before. */
  readonly check?: FitCheck;
  /** What to know before trusting it. */
  readonly diagnostics: readonly Reason[];
}

/** Gives the process behind a model's name. */
export function processOf(name: LifetimeModelName): PurchaseProcess {
  return name === "pareto-nbd" ? PARETO_PROCESS : betaProcess(name === "mbg-nbd");
}

/** Reads the parameters of a process in its order, in days. */
export function inDays(
  process: PurchaseProcess,
  parameters: LifetimeParameters[LifetimeModelName],
  unit: LifetimeUnit,
): number[] {
  const byName = parameters as unknown as Readonly<Record<string, number>>;
  return process.names.map(
    (name, i) => (byName[name] ?? NaN) * (process.timed[i] === true ? UNIT_DAYS[unit] : 1),
  );
}
