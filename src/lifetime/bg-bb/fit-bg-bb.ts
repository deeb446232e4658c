import {
  assertList,
  assertOptions,
  atDoor,
  type ModelHeader,
  type OptionNames,
  reason,
  type Reason,
  SetiaError,
} from "../../kernel";
import { checkHistories, type OpportunityHistory } from "./opportunity-history";
import { evaluateBgBb } from "./bg-bb-likelihood";
import { fittedParameters, type FittedParameters } from "../fitting/fitted-parameters";
import { fitParameters } from "../fitting/fit-parameters";
import { FEW_REPEATERS } from "../spend/fit-spend";

/** Newest format of {@link BgBbModel} that this code writes and reads. */
export const BG_BB_MODEL_VERSION = 1;

/** Parameters of BG/BB. */
export interface BgBbParameters {
  /** First parameter of the beta distribution of the chance to buy at an opportunity, `alpha / (alpha + beta)` in the mean. */
  readonly alpha: number;
  /** Second parameter of it. */
  readonly beta: number;
  /** First parameter of the beta distribution of the chance to leave before an opportunity, `gamma / (gamma + delta)` in the mean. */
  readonly gamma: number;
  /** Second parameter of it. */
  readonly delta: number;
}

/** How members or donors use yearly (monthly, weekly) opportunities, fitted on a base. Plain JSON. */
export interface BgBbModel extends ModelHeader, FittedParameters<BgBbParameters> {
  /** The kind of model. */
  readonly kind: "bg-bb";
  /** Customers it was fitted on. */
  readonly customers: number;
  /** True if the parameters lean on a prior too. */
  readonly prior: boolean;
  /** What to know before trusting it. */
  readonly diagnostics: readonly Reason[];
}

/** Options of {@link fitBgBb}. */
export interface FitBgBbOptions {
  /** `"auto"` (default) leans on a prior below 100 customers who bought; `"none"` never does. */
  readonly prior?: "auto" | "none";
}

const NAMES = ["alpha", "beta", "gamma", "delta"];
/** The published optimum of the donations (Fader, Hardie and Shang 2010), each to within a factor of 2.7. */
const PRIOR = [1.204, 0.75, 0.657, 2.783];
const FAR = 12;

/** ln α/β, ln β, ln γ/δ, ln δ are the coordinates: where all customers are alike, β or δ runs off alone. */
const FROM_COORDINATES = [
  [1, 1, 0, 0],
  [0, 1, 0, 0],
  [0, 0, 1, 1],
  [0, 0, 0, 1],
];
const TO_COORDINATES = [
  [1, -1, 0, 0],
  [0, 1, 0, 0],
  [0, 0, 1, -1],
  [0, 0, 0, 1],
];

const FIT_BG_BB_OPTIONS: OptionNames<FitBgBbOptions> = {
  prior: true,
};

/**
 * Fits BG/BB, for purchases that can happen once per period: subscriptions, donations, yearly events. At each
 * opportunity a member who is there buys with a chance of their own, and before each may leave for good
 * (Fader, Hardie and Shang 2010).
 *
 * @param histories - what was seen, alike ones together or one by one
 * @param options - whether to lean on a prior
 * @returns a JSON model for {@link predictBgBb}
 * @throws SetiaError `EMPTY_BASE` without customers; `INVALID_INPUT` for figures that cannot be
 *
 * @example
 * ```ts
 * import { fitBgBb } from "setia/lifetime";
 *
 * const model = fitBgBb([
 *   { opportunities: 3, purchases: 0, last: 0, customers: 500 },
 *   { opportunities: 3, purchases: 1, last: 1, customers: 120 },
 *   { opportunities: 3, purchases: 1, last: 2, customers: 40 },
 *   { opportunities: 3, purchases: 1, last: 3, customers: 40 },
 *   { opportunities: 3, purchases: 2, last: 2, customers: 60 },
 *   { opportunities: 3, purchases: 2, last: 3, customers: 80 },
 *   { opportunities: 3, purchases: 3, last: 3, customers: 160 },
 * ]);
 * model.converged; // => true
 * ```
 */
export function fitBgBb(
  histories: readonly OpportunityHistory[],
  options: FitBgBbOptions = {},
): BgBbModel {
  assertList(histories, "fitBgBb: histories");
  assertOptions(options, FIT_BG_BB_OPTIONS, "fitBgBb");
  return atDoor("fitBgBb", () => fitBgBbUnchecked(histories, options));
}

function fitBgBbUnchecked(
  histories: readonly OpportunityHistory[],
  options: FitBgBbOptions,
): BgBbModel {
  checkHistories(histories, "fitBgBb");
  let customers = 0;
  let buyers = 0;
  for (const { purchases, customers: count = 1 } of histories) {
    customers += count;
    if (purchases > 0) buyers += count;
  }
  if (customers === 0) {
    throw new SetiaError("EMPTY_BASE", "fitBgBb: there is no customer; expected at least one");
  }
  const few = options.prior !== "none" && buyers < FEW_REPEATERS;
  const centre = TO_COORDINATES.map((row) =>
    row.reduce((sum, weight, i) => sum + weight * Math.log(PRIOR[i] ?? 1), 0),
  );
  const result = fitParameters({
    evaluate: (parameters) => evaluateBgBb(histories, parameters),
    fromCoordinates: FROM_COORDINATES,
    toCoordinates: TO_COORDINATES,
    start: [1, 1, 0.5, 2],
    lower: [-FAR, -FAR, -FAR, -FAR],
    upper: [FAR, FAR, FAR, FAR],
    customers,
    ...(few ? { prior: { centre, spread: [1, 1, 1, 1] } } : {}),
  });
  const diagnostics: Reason[] = [];
  if (few) {
    diagnostics.push(
      reason("lifetime.prior", { customers, repeaters: buyers, least: FEW_REPEATERS }),
    );
  }
  const [ofBuying, ofBuyers, ofLeaving, ofLeavers] = result.holds;
  if (ofLeaving === "low") diagnostics.push(reason("lifetime.nobody_leaves", {}));
  if (ofBuyers === "high") diagnostics.push(reason("lifetime.same_rate", {}));
  if (ofLeavers === "high" && ofLeaving === undefined) {
    diagnostics.push(reason("lifetime.same_leaving", {}));
  }
  const unknown = NAMES.filter((_, i) =>
    i < 2
      ? (ofBuyers !== undefined && ofBuyers !== "high") || (ofBuying !== undefined && i === 0)
      : ofLeaving !== "low" &&
        ((ofLeavers !== undefined && ofLeavers !== "high") || (ofLeaving !== undefined && i === 2)),
  );
  if (unknown.length > 0) {
    diagnostics.push(reason("lifetime.not_identified", { parameters: unknown.join(", ") }));
  }
  if (!result.converged) diagnostics.push(reason("lifetime.not_converged", {}));
  return {
    kind: "bg-bb",
    version: BG_BB_MODEL_VERSION,
    ...fittedParameters<BgBbParameters>(NAMES, result, FROM_COORDINATES, [1, 1, 1, 1]),
    customers,
    prior: few,
    diagnostics,
  };
}
