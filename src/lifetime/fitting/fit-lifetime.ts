import type { RowsAt } from "../../purchases";
import {
  assertData,
  assertModel,
  assertOptions,
  atDoor,
  type OptionNames,
  reason,
  type Reason,
  SetiaError,
  showValue,
} from "../../kernel";
import { checkFit } from "./fit-check";
import { fittedParameters } from "./fitted-parameters";
import { fitParameters, type FitResult, type Hold } from "./fit-parameters";
import { FEW_REPEATERS, fitSpendColumns } from "../spend/fit-spend";
import { groupBase, partOf, type GroupedBase } from "./grouped-base";
import {
  inDays,
  LIFETIME_MODEL_VERSION,
  LIFETIME_PRIORS,
  processOf,
  UNIT_DAYS,
  type LifetimeModel,
  type LifetimeParameters,
  type LifetimePrior,
  type LifetimeUnit,
} from "../lifetime-model";
import { columnsOf, type LifetimeBase } from "./lifetime-columns";
import { LIFETIME_MODELS, type LifetimeModelName, type PurchaseProcess } from "./purchase-process";

/** Options of {@link fitLifetime}. */
export interface FitLifetimeOptions<Name extends LifetimeModelName = LifetimeModelName> {
  /** How customers are taken to buy and leave; `"mbg-nbd"` if left out. */
  readonly model?: Name;
  /** Unit of time of the parameters; `"day"` if left out. It changes no prediction. */
  readonly unit?: LifetimeUnit;
  /**
   * What to lean on beside the data: `"auto"` (default) the `LIFETIME_PRIORS` while fewer than 100 customers
   * have bought again, `"none"` nothing, or a prior of your own, such as that of a shop like yours.
   */
  readonly prior?: "auto" | "none" | LifetimePrior<Name>;
  /** An older model of the same kind to begin the search with; it saves steps and changes nothing else. */
  readonly start?: LifetimeModel<Name>;
}

/** How far the coordinates may go: r, leaving and sameness of leaving beyond these are limits. */
const FAR = 12;
const NEVER = -20;
const ROWS_TO_BEGIN = 5000;

const FIT_LIFETIME_OPTIONS: OptionNames<FitLifetimeOptions & RowsAt> = {
  asOf: true,
  timeZone: true,
  currency: true,
  model: true,
  unit: true,
  prior: true,
  start: true,
};

/**
 * Fits how customers buy, leave and spend, on a whole base: maximum likelihood by damped Newton steps with
 * exact derivatives, and Gamma-Gamma for their money. Where the data cannot tell a parameter, it is held at
 * the limit, its standard error is `null` and a diagnostic says so; few customers lean on a prior.
 * x = `purchaseDays` − 1, T = `tenureDays`, t_x = T − `recencyDays`.
 *
 * @param base - summaries of one instant, zone and currency, or columns, at least one customer; or rows of your own with
 * `customerId`, `recencyDays`, `tenureDays`, `orders` and `revenue`, and `repeatRevenue` for the value
 * @param options - model, unit, prior and start; for rows of your own also `asOf` and `currency`
 * @returns a JSON model for {@link predictLifetime}
 * @throws SetiaError `EMPTY_BASE` without customers; `INVALID_OPTION` for an unknown model or unit, a faulty
 * prior, or summaries of different instants or zones; `INVALID_INPUT` for figures that cannot be;
 * `MIXED_CURRENCIES`; `INVALID_MODEL` and `NEWER_MODEL` for a start that does not fit
 *
 * @example
 * ```ts
 * import { fitLifetime } from "setia";
 * import { simulateCustomers } from "setia/lifetime";
 *
 * const { columns } = simulateCustomers({
 *   model: "mbg-nbd", parameters: { r: 0.5, alpha: 40, a: 0.9, b: 1.6 }, customers: 2000,
 *   observedDays: 270, joiningDays: 90, asOf: new Date("2026-10-01"), seed: 7,
 * });
 * const model = fitLifetime(columns, { unit: "week" });
 * model.converged; // => true
 * model.intervals.alpha?.map((weeks) => Math.round(weeks)); // => [4, 7]
 * ```
 */
export function fitLifetime<Name extends LifetimeModelName = "mbg-nbd">(
  base: LifetimeBase,
  options: FitLifetimeOptions<Name> & RowsAt = {},
): LifetimeModel<Name> {
  assertData(base, "fitLifetime: base");
  assertOptions(options, FIT_LIFETIME_OPTIONS, "fitLifetime");
  return atDoor("fitLifetime", () => fitLifetimeUnchecked(base, options));
}

function fitLifetimeUnchecked<Name extends LifetimeModelName>(
  base: LifetimeBase,
  options: FitLifetimeOptions<Name> & RowsAt,
): LifetimeModel<Name> {
  const name = checkOptions(options);
  const { unit = "day", start } = options;
  const columns = columnsOf(base, options, "fitLifetime");
  const process = processOf(name);
  const grouped = groupBase(columns);
  const { customers, repeaters, totalRepeats } = grouped;
  const prior = priorOf(options.prior ?? "auto", name, repeaters);
  const observed = grouped.meanObserved > 0 ? grouped.meanObserved : 1;
  const rate = -Math.log(observed);
  const leaving = process.timed[3] === true ? rate : 0;
  const search = (of: GroupedBase, from: number[]): FitResult =>
    fitParameters({
      evaluate: (parameters) => process.evaluate(of, parameters),
      fromCoordinates: process.fromCoordinates,
      toCoordinates: process.toCoordinates,
      start: from,
      lower: [-FAR, rate + NEVER, leaving + NEVER, -FAR],
      upper: [FAR, rate - NEVER, leaving + FAR, FAR],
      customers: of.customers,
      ...(prior === null ? {} : { prior: beliefOf(prior, process) }),
    });
  let from = start === undefined ? process.start(observed) : startOf(start, name, process);
  // Of a large base a part shows where to begin; the steps on the whole are what takes time.
  const every = Math.ceil(grouped.counts.length / ROWS_TO_BEGIN);
  if (every > 2 && start === undefined) {
    const part = search(partOf(grouped, every), from);
    if (part.holds.every((hold) => hold === undefined)) from = [...part.parameters];
  }
  const result = search(grouped, from);
  const days = UNIT_DAYS[unit];
  const estimate = fittedParameters<LifetimeParameters[Name]>(
    process.names,
    result,
    process.fromCoordinates,
    process.timed.map((timed) => (timed ? 1 / days : 1)),
  );
  const spend = fitSpendColumns(columns, options.prior === "none" ? "none" : "auto") ?? null;
  const diagnostics = diagnose(process, result.holds, repeaters);
  if (prior !== null) {
    diagnostics.unshift(reason("lifetime.prior", { customers, repeaters, least: FEW_REPEATERS }));
  }
  if (name === "bg-nbd" && repeaters < customers) {
    const once = customers - repeaters;
    diagnostics.push(reason("lifetime.one_time_buyers_alive", { once }));
  }
  if (spend === null) diagnostics.push(reason("lifetime.no_spend", {}));
  if (!result.converged) diagnostics.push(reason("lifetime.not_converged", {}));
  const own = checkFit(process, result.parameters, grouped);
  // Of few customers the prior says so already.
  if (prior === null) diagnostics.push(...own.diagnostics);
  return {
    kind: "lifetime",
    version: LIFETIME_MODEL_VERSION,
    model: name,
    unit,
    ...estimate,
    // A density per day is one per week times 7, once for each repeat.
    logLikelihood: estimate.logLikelihood + totalRepeats * Math.log(days),
    prior,
    spend,
    asOf: columns.asOf.toISOString(),
    timeZone: columns.timeZone,
    currency: columns.currency,
    customers,
    repeaters,
    check: own.check,
    diagnostics: [...diagnostics, ...(spend?.diagnostics ?? [])],
  };
}

function checkOptions<Name extends LifetimeModelName>({
  model = "mbg-nbd" as Name,
  unit = "day",
}: FitLifetimeOptions<Name>): Name {
  const wrong = (what: string, given: unknown, known: readonly string[]): SetiaError =>
    new SetiaError(
      "INVALID_OPTION",
      `fitLifetime: ${what} is ${showValue(given)}; expected ${known.join(", ")}`,
    );
  if (!LIFETIME_MODELS.includes(model)) throw wrong("model", model, LIFETIME_MODELS);
  if (!Object.hasOwn(UNIT_DAYS, unit)) throw wrong("unit", unit, Object.keys(UNIT_DAYS));
  return model;
}

function priorOf<Name extends LifetimeModelName>(
  prior: "auto" | "none" | LifetimePrior<Name>,
  name: Name,
  repeaters: number,
): LifetimePrior<Name> | null {
  if (prior === "none") return null;
  if (prior === "auto") {
    return repeaters < FEW_REPEATERS ? LIFETIME_PRIORS[name] : null;
  }
  const given = prior as Partial<LifetimePrior<Name>> | null;
  const process = processOf(name);
  const numbers = inDays(process, { ...given?.parameters } as LifetimeParameters[Name], "day");
  if ([...numbers, given?.spread ?? NaN].every((value) => value > 0 && value < Infinity)) {
    return prior;
  }
  throw new SetiaError(
    "INVALID_OPTION",
    `fitLifetime: prior is ${typeof prior === "object" ? JSON.stringify(prior) : showValue(prior)}; expected "auto", "none", or { parameters: { ${process.names.join(", ")} }, spread }, all above 0`,
  );
}

function beliefOf(
  prior: LifetimePrior,
  process: PurchaseProcess,
): { centre: number[]; spread: number[] } {
  const logs = inDays(process, prior.parameters, "day").map(Math.log);
  const centre = process.toCoordinates.map((row) =>
    row.reduce((sum, weight, i) => sum + weight * logs[i]!, 0),
  );
  return { centre, spread: centre.map(() => prior.spread) };
}

function startOf(start: LifetimeModel, name: string, process: PurchaseProcess): number[] {
  assertModel(start, "lifetime", LIFETIME_MODEL_VERSION);
  const parameters = inDays(process, start.parameters, start.unit);
  if (start.model === name && parameters.every((value) => value > 0 && value < Infinity)) {
    return parameters;
  }
  throw new SetiaError(
    "INVALID_MODEL",
    `fitLifetime: start is ${showValue(start.model)} with [${parameters.join(", ")}]; expected a fitted "${name}"`,
  );
}

/** Says in words what was held and why. */
function diagnose(
  process: PurchaseProcess,
  holds: readonly (Hold | undefined)[],
  repeaters: number,
): Reason[] {
  const [ofRates, ofRate, ofLeaving, ofSameness] = holds;
  const found: Reason[] = [];
  const unknown: string[] = [];
  const add = (hold: Hold | undefined, coordinate: number, known: Reason | undefined): void => {
    if (known !== undefined) found.push(known);
    else if (hold !== undefined) {
      process.names.forEach((name, i) => {
        if ((process.fromCoordinates[i]?.[coordinate] ?? 0) !== 0) unknown.push(name);
      });
    }
  };
  // Whatever was held then: nothing is known of it.
  if (repeaters === 0) return [reason("lifetime.no_repeats", {})];
  add(ofRate, 1, undefined);
  const nobodyLeaves = ofLeaving === "low" ? reason("lifetime.nobody_leaves", {}) : undefined;
  add(ofLeaving, 2, nobodyLeaves);
  add(ofRates, 0, ofRates === "high" ? reason("lifetime.same_rate", {}) : undefined);
  // How alike customers leave is nothing to ask where nobody does.
  if (nobodyLeaves === undefined) {
    const same = ofSameness === "high" ? reason("lifetime.same_leaving", {}) : undefined;
    add(ofSameness, 3, same);
  }
  if (unknown.length > 0) {
    found.push(reason("lifetime.not_identified", { parameters: [...new Set(unknown)].join(", ") }));
  }
  return found;
}
