import { normalQuantile } from "../../statistics";
import type { FitResult } from "./fit-parameters";

/** Parameters fitted to data, and how well the data tell them. */
export interface FittedParameters<Parameters> {
  /** The parameters, all above 0. */
  readonly parameters: Parameters;
  /** Standard error of each; `null` where the data do not tell the parameter (see the diagnostics). */
  readonly standardErrors: { readonly [Name in keyof Parameters]: number | null };
  /** 95 % interval of each, symmetric in its logarithm; `null` where the data do not tell it. */
  readonly intervals: { readonly [Name in keyof Parameters]: readonly [number, number] | null };
  /** Covariance of the parameters by rows, in their order; 0 along what was held at a limit. */
  readonly covariance: readonly (readonly number[])[];
  /** Natural logarithm of the likelihood at the parameters, without a prior. */
  readonly logLikelihood: number;
  /** Newton steps taken. */
  readonly iterations: number;
  /** True if the search ended by itself; false is a reason for doubt. */
  readonly converged: boolean;
}

/** Puts a fit into words. */
export function fittedParameters<Parameters>(
  names: readonly string[],
  result: FitResult,
  fromCoordinates: readonly (readonly number[])[],
  scales: readonly number[],
  floors: readonly number[] = [],
): FittedParameters<Parameters> {
  const above = result.parameters.map((value, i) => value * (scales[i] ?? 1));
  const values = above.map((value, i) => value + (floors[i] ?? 0));
  const covariance = result.logCovariance.map((row, i) =>
    row.map((c, j) => c * above[i]! * above[j]!),
  );
  const told = names.map((_, i) =>
    result.holds.every((hold, k) => hold === undefined || (fromCoordinates[i]?.[k] ?? 0) === 0),
  );
  const byName = <Value>(give: (i: number) => Value): Record<string, Value> =>
    Object.fromEntries(names.map((name, i) => [name, give(i)]));
  const spread = normalQuantile(0.975);
  return {
    parameters: byName((i) => values[i]!) as Parameters,
    standardErrors: byName((i) =>
      told[i] === true ? Math.sqrt(covariance[i]?.[i] ?? 0) : null,
    ) as FittedParameters<Parameters>["standardErrors"],
    intervals: byName((i) => {
      if (told[i] !== true) return null;
      const factor = Math.exp(spread * Math.sqrt(result.logCovariance[i]?.[i] ?? 0));
      const [value, floor] = [above[i]!, floors[i] ?? 0];
      return [value / factor + floor, value * factor + floor];
    }) as FittedParameters<Parameters>["intervals"],
    covariance,
    logLikelihood: result.logLikelihood,
    iterations: result.iterations,
    converged: result.converged,
  };
}
