import type { RowsAt } from "../../purchases";
import {
  assertData,
  assertOptions,
  atDoor,
  type ModelHeader,
  type OptionNames,
  reason,
  type Reason,
  SetiaError,
} from "../../kernel";
import { fittedParameters, type FittedParameters } from "../fitting/fitted-parameters";
import { fitParameters } from "../fitting/fit-parameters";
import { evaluateSpend, spendFacts } from "./spend-likelihood";
import { columnsOf, type CheckedColumns, type LifetimeBase } from "../fitting/lifetime-columns";

/** Newest format of {@link SpendModel} that this code writes and reads. */
export const SPEND_MODEL_VERSION = 1;

/** Parameters of Gamma-Gamma. */
export interface SpendParameters {
  /** Shape of one customer's purchases: the larger, the less they differ. */
  readonly p: number;
  /** Shape of the spread between customers, above 1: the larger, the more alike they are. */
  readonly q: number;
  /** Scale, in minor units; the mean purchase of the base is `p v / (q − 1)`. */
  readonly v: number;
}

/** How much customers spend per purchase day, fitted on a base. Plain JSON. */
export interface SpendModel extends ModelHeader, FittedParameters<SpendParameters> {
  /** The kind of model. */
  readonly kind: "spend";
  /** ISO 4217 code of the money. */
  readonly currency: string;
  /** Customers it was fitted on: those with money spent on repeats. */
  readonly customers: number;
  /** True if the parameters lean on a prior too. */
  readonly prior: boolean;
  /** What to know before trusting it. */
  readonly diagnostics: readonly Reason[];
}

/** Options of {@link fitSpend}. */
export interface FitSpendOptions {
  /** `"auto"` (default) leans on a prior below 100 customers with repeats; `"none"` never does. */
  readonly prior?: "auto" | "none";
}

/** Below this many customers a prior is used. */
export const FEW_REPEATERS = 100;
/** q must exceed 1 for a mean to exist; nearer than this the base's mean is what nobody has seen yet. */
const LEAST_ABOVE_ONE = 0.05;
/** The published optimum of CDNOW (Fader and Hardie 2013), each to within a factor of 2.7; nothing of the mean. */
const PRIOR = { p: 6.25, aboveOne: 2.74, spread: 1 };

/** ln p, ln (q−1) and ln v from ln p, ln (q−1) and the logarithm of the mean p v / (q−1). */
const FROM_COORDINATES = [
  [1, 0, 0],
  [0, 1, 0],
  [-1, 1, 1],
];
const TO_COORDINATES = [
  [1, 0, 0],
  [0, 1, 0],
  [1, -1, 1],
];

const FIT_SPEND_OPTIONS: OptionNames<FitSpendOptions & RowsAt> = {
  asOf: true,
  timeZone: true,
  currency: true,
  prior: true,
};

/**
 * Fits Gamma-Gamma, how much customers spend per purchase day, on the repeat days of those who have any
 * (Fader and Hardie 2013). Each day's orders are one purchase and the first day is left out. Customers whose repeats cost
 * nothing are left out and told in `diagnostics`, since the model knows positive amounts only. Money stays in minor units: in
 * another unit p and q are the same and v scales.
 *
 * @param base - summaries, or columns with `repeatSpend`
 * @param options - whether to lean on a prior; for rows of your own also `asOf` and `currency`
 * @returns a JSON model
 * @throws SetiaError `EMPTY_BASE` if nobody has spent money on a repeat day; what {@link fitLifetime} throws
 * for a faulty base
 *
 * @example
 * ```ts
 * import { fitSpend } from "setia";
 *
 * const repeats = [3, 1, 2, 4, 1];
 * const model = fitSpend({
 *   repeats, lastDays: [90, 40, 70, 95, 20], observedDays: [100, 100, 100, 100, 100],
 *   repeatSpend: [9000, 2500, 8400, 11_000, 3300], asOf: new Date("2026-04-11"), currency: "USD",
 * });
 * const { p, q, v } = model.parameters;
 * Math.round((p * v) / (q - 1)); // => 3419
 * ```
 */
export function fitSpend(base: LifetimeBase, options: FitSpendOptions & RowsAt = {}): SpendModel {
  assertData(base, "fitSpend: base");
  assertOptions(options, FIT_SPEND_OPTIONS, "fitSpend");
  return atDoor("fitSpend", () => fitSpendUnchecked(base, options));
}

function fitSpendUnchecked(base: LifetimeBase, options: FitSpendOptions & RowsAt): SpendModel {
  const columns = columnsOf(base, options, "fitSpend");
  const model = fitSpendColumns(columns, options.prior ?? "auto");
  if (model !== undefined) return model;
  throw new SetiaError(
    "EMPTY_BASE",
    "fitSpend: nobody has spent money on a repeat day; expected at least one customer who has",
  );
}

/** Fits the spend of checked columns. */
export function fitSpendColumns(
  columns: CheckedColumns,
  prior: "auto" | "none",
): SpendModel | undefined {
  const facts = spendFacts(columns);
  const { customers, mean, free } = facts;
  if (customers === 0) return undefined;
  const few = prior === "auto" && customers < FEW_REPEATERS;
  const level = Math.log(mean);
  const result = fitParameters({
    evaluate: (parameters) => evaluateSpend(facts, parameters),
    fromCoordinates: FROM_COORDINATES,
    toCoordinates: TO_COORDINATES,
    start: [2, 2, mean],
    lower: [-8, Math.log(LEAST_ABOVE_ONE), level - 8],
    upper: [12, 12, level + 8],
    customers,
    ...(few
      ? {
          prior: {
            centre: [Math.log(PRIOR.p), Math.log(PRIOR.aboveOne), level],
            spread: [PRIOR.spread, PRIOR.spread, Infinity],
          },
        }
      : {}),
  });
  const [ofPurchases, ofCustomers, ofMean] = result.holds;
  const diagnostics: Reason[] = [];
  if (free > 0) diagnostics.push(reason("lifetime.free_repeats", { customers: free }));
  if (few) diagnostics.push(reason("lifetime.spend_prior", { customers, least: FEW_REPEATERS }));
  if (ofCustomers === "low") diagnostics.push(reason("lifetime.spend_unbounded", {}));
  if (ofCustomers === "high") diagnostics.push(reason("lifetime.same_spend", {}));
  if (
    ofPurchases !== undefined ||
    ofCustomers === "flat" ||
    (ofMean !== undefined && ofCustomers !== "low")
  ) {
    diagnostics.push(reason("lifetime.spend_not_identified", { customers }));
  }
  if (!result.converged) diagnostics.push(reason("lifetime.not_converged", {}));
  return {
    kind: "spend",
    version: SPEND_MODEL_VERSION,
    ...fittedParameters<SpendParameters>(
      ["p", "q", "v"],
      result,
      FROM_COORDINATES,
      [1, 1, 1],
      [0, 1, 0],
    ),
    currency: columns.currency,
    customers,
    prior: few,
    diagnostics,
  };
}

/**
 * Gives what a customer's next purchase day may come to: between what the customer spends and what the base
 * does, the nearer to the customer the more purchases there were. Twelve repeats for nothing are worth what twelve for less
 * and less come to.
 */
export function orderValue(p: number, q: number, v: number, x: number, z: number): number {
  return (p * (v + z)) / (p * x + q - 1);
}
