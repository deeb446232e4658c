import type { Derivatives } from "../../statistics";
import type { GroupedBase } from "./grouped-base";

/** The models of how customers buy and leave. */
export const LIFETIME_MODELS = ["mbg-nbd", "bg-nbd", "pareto-nbd"] as const;

/** One of `words.lifetimeModels`. */
export type LifetimeModelName = (typeof LIFETIME_MODELS)[number];

/** Parameters of a process in its order; times in days. */
export type Parameters = readonly number[];

/** A model of how customers buy and leave: everything that fitting and predicting need to know of it. */
export interface PurchaseProcess {
  /** Names of the parameters. */
  readonly names: readonly string[];
  /** Which parameters are a time, and so bear its unit. */
  readonly timed: readonly boolean[];
  /** ln parameters = this times (ln r, ln rate, ln chance to leave, ln sameness of leaving). */
  readonly fromCoordinates: readonly (readonly number[])[];
  /** The inverse. */
  readonly toCoordinates: readonly (readonly number[])[];
  /** Parameters that leave depends on: the third and fourth. */
  readonly start: (meanObserved: number) => number[];
  /** Log-likelihood of a base and its derivatives by the parameters. */
  readonly evaluate: (base: GroupedBase, parameters: Parameters) => Derivatives;
  /** Chance that a customer who bought is still there. */
  readonly probabilityAlive: (parameters: Parameters, x: number, t: number, T: number) => number;
  /** Chance that a customer is there right after the very first purchase. */
  readonly startsAlive: (parameters: Parameters) => number;
  /** Purchases expected within `horizon` of one who is there; `horizon` may be ∞. */
  readonly ordersWhileAlive: (
    parameters: Parameters,
    x: number,
    T: number,
    horizon: number,
  ) => number;
  /** The same, each purchase at its present value at a continuous `rate` per day. */
  readonly discountedWhileAlive: (
    parameters: Parameters,
    x: number,
    T: number,
    horizon: number,
    rate: number,
  ) => number;
  /** Chance that one who is there buys within `horizon`, which may be ∞. */
  readonly buysWhileAlive: (
    parameters: Parameters,
    x: number,
    T: number,
    horizon: number,
  ) => number;
  /** Chances that one who is there buys 0, 1, … `most` times within `horizon`. */
  readonly countsWhileAlive: (
    parameters: Parameters,
    x: number,
    T: number,
    horizon: number,
    most: number,
  ) => Float64Array;
}

/** Gives the chance behind odds in logarithms, without overflow. */
export function chanceAgainst(against: number): number {
  if (against <= 0) return 1 / (1 + Math.exp(against));
  const small = Math.exp(-against);
  return small / (1 + small);
}

/** Gives ln(eᵃ + eᵇ) without overflow. */
export function logSum(a: number, b: number): number {
  if (a === b) return a + Math.LN2;
  return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
}

/**
 * Gives the chances of 0, 1, … `most` purchases of a customer who has not left, with a gamma distributed rate: a
 * negative binomial, by its recurrence.
 */
export function negativeBinomial(
  shape: number,
  scale: number,
  time: number,
  most: number,
): Float64Array {
  const chances = new Float64Array(most + 1);
  const step = Math.log(time) - Math.log(scale + time);
  let log = -shape * Math.log1p(time / scale);
  for (let n = 0; n <= most; n++) {
    chances[n] = Math.exp(log);
    log += Math.log((shape + n) / (n + 1)) + step;
  }
  return chances;
}

/** Gives the chances that somebody who came so many days ago has 0, 1, … repeats by now; the last is of at least `most`. */
export function repeatChances(
  process: PurchaseProcess,
  parameters: Parameters,
  days: number,
  most: number,
): Float64Array {
  const chances = new Float64Array(most + 1);
  if (days === 0) {
    chances[0] = 1;
    return chances;
  }
  const alive = process.startsAlive(parameters);
  const counts = process.countsWhileAlive(parameters, 0, 0, days, most - 1);
  let rest = 1;
  for (let repeats = 0; repeats < most; repeats++) {
    const chance = alive * counts[repeats]! + (repeats === 0 ? 1 - alive : 0);
    chances[repeats] = chance;
    rest -= chance;
  }
  chances[most] = Math.max(0, rest);
  return chances;
}
