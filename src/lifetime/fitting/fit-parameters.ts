import {
  congruent,
  invertSymmetric,
  maximize,
  type Derivatives,
  type MaximizeProblem,
  type Maximum,
} from "../../statistics";

/** How a coordinate was held where the data do not tell it. */
export type Hold = "low" | "high" | "flat";

/** A likelihood of positive parameters, and the coordinates in which it is climbed. */
export interface FitProblem {
  /** Log-likelihood and its derivatives at natural parameters. */
  readonly evaluate: (parameters: readonly number[]) => Derivatives;
  /** ln parameters = this matrix times the coordinates, so that a ridge lies along one coordinate. */
  readonly fromCoordinates: readonly (readonly number[])[];
  /** The inverse of the above. */
  readonly toCoordinates: readonly (readonly number[])[];
  /** Parameters to begin with. */
  readonly start: readonly number[];
  /** Least value of each coordinate. */
  readonly lower: readonly number[];
  /** Greatest value of each coordinate. */
  readonly upper: readonly number[];
  /** Customers. */
  readonly customers: number;
  /** Independent normal beliefs about the coordinates; a spread of ∞ says nothing. */
  readonly prior?: { readonly centre: readonly number[]; readonly spread: readonly number[] };
}

/** What {@link fitParameters} finds. */
export interface FitResult {
  /** Parameters at the maximum. */
  readonly parameters: readonly number[];
  /** Covariance of the logarithms of the parameters by rows; nothing varies along held coordinates. */
  readonly logCovariance: readonly (readonly number[])[];
  /** Log-likelihood there, without the prior. */
  readonly logLikelihood: number;
  /** Newton steps taken. */
  readonly iterations: number;
  /** True if the search ended by itself. */
  readonly converged: boolean;
  /** Per coordinate how it was held, if it was. */
  readonly holds: readonly (Hold | undefined)[];
}

/** A coordinate known no better than by a factor of e⁶ either way is not known. */
const UNKNOWN_VARIANCE = 36;
/** A loss of log-likelihood that no data could tell from none. */
const NO_LOSS = 1e-3;

/**
 * Fits positive parameters by maximum likelihood, or by maximum posterior if there is a prior. Where the
 * data leave a coordinate free to run to infinity, or say nothing of it, it is held at the limit (or where it
 * is) and the others are fitted; that is reported, not hidden in a huge error.
 */
export function fitParameters(problem: FitProblem): FitResult {
  const { fromCoordinates, toCoordinates, lower, upper, customers, prior } = problem;
  const parametersOf = (point: readonly number[]): number[] =>
    times(fromCoordinates, point).map(Math.exp);
  const climb: MaximizeProblem = {
    lower,
    upper,
    scale: customers,
    evaluate: (point) => {
      const parameters = parametersOf(point);
      const found = inCoordinates(problem.evaluate(parameters), parameters, fromCoordinates);
      return prior === undefined ? found : withPrior(found, point, prior);
    },
  };
  const coordinates = times(toCoordinates, problem.start.map(Math.log));
  const holds: (Hold | undefined)[] = coordinates.map(() => undefined);
  const fixed = (): boolean[] => holds.map((hold) => hold !== undefined);
  let best = maximize(climb, coordinates);
  let iterations = best.steps;
  let covariance: readonly (readonly number[])[] | undefined;
  for (;;) {
    best.held.forEach((held, i) => {
      if (held) holds[i] ??= best.at.gradient[i]! < 0 ? "low" : "high";
    });
    const free = best.point.flatMap((_, i) => (best.held[i] === true ? [] : [i]));
    const curvature = free.map((i) => free.map((j) => -(best.at.hessian[i]?.[j] ?? 0)));
    covariance = invertSymmetric(curvature);
    const variances = covariance?.map((row, k) => row[k]!);
    if (variances?.every((variance) => variance <= UNKNOWN_VARIANCE) === true) break;
    const weakness = variances ?? curvature.map((row, k) => -row[k]!);
    const weakest = free[weakness.indexOf(Math.max(...weakness))]!;
    const limit = limitOf(climb, best, weakest, fixed());
    holds[weakest] = limit?.hold ?? "flat";
    const next = limit?.maximum ?? maximize(climb, best.point, fixed());
    iterations += next.steps;
    best = next;
  }

  const free = best.point.flatMap((_, i) => (holds[i] === undefined ? [i] : []));
  const whole = best.point.map((_, i) =>
    best.point.map((__, j) => {
      const [row, column] = [free.indexOf(i), free.indexOf(j)];
      return row < 0 || column < 0 ? 0 : (covariance?.[row]?.[column] ?? 0);
    }),
  );
  const parameters = parametersOf(best.point);
  return {
    parameters,
    logCovariance: congruent(fromCoordinates, whole),
    logLikelihood: prior === undefined ? best.at.value : problem.evaluate(parameters).value,
    iterations,
    converged: best.converged,
    holds,
  };
}

/** Sees whether the data would as soon have a coordinate at an end of the box. */
function limitOf(
  climb: MaximizeProblem,
  best: Maximum,
  coordinate: number,
  fixed: readonly boolean[],
): { hold: Hold; maximum: Maximum } | undefined {
  for (const [hold, ends] of [
    ["high", climb.upper],
    ["low", climb.lower],
  ] as const) {
    const point = best.point.map((value, i) => (i === coordinate ? (ends[i] ?? value) : value));
    const maximum = maximize(
      climb,
      point,
      fixed.map((held, i) => held || i === coordinate),
    );
    if (maximum.at.value >= best.at.value - NO_LOSS) return { hold, maximum };
  }
  return undefined;
}

function times(matrix: readonly (readonly number[])[], vector: readonly number[]): number[] {
  return matrix.map((row) => row.reduce((sum, m, i) => sum + m * vector[i]!, 0));
}

/** Goes from natural parameters to logarithms (g θ; H θ θ + g θ on the diagonal), and on to coordinates. */
function inCoordinates(
  natural: Derivatives,
  parameters: readonly number[],
  fromCoordinates: readonly (readonly number[])[],
): Derivatives {
  const slope = natural.gradient.map((g, i) => g * parameters[i]!);
  const hessian = natural.hessian.map((row, i) =>
    row.map((h, j) => h * parameters[i]! * parameters[j]! + (i === j ? slope[i]! : 0)),
  );
  const transposed = fromCoordinates.map((_, i) => fromCoordinates.map((row) => row[i]!));
  return {
    value: natural.value,
    gradient: times(transposed, slope),
    hessian: congruent(transposed, hessian),
  };
}

function withPrior(
  found: Derivatives,
  point: readonly number[],
  { centre, spread }: NonNullable<FitProblem["prior"]>,
): Derivatives {
  const off = point.map((value, i) => (value - centre[i]!) / (spread[i] ?? Infinity));
  return {
    value: found.value - off.reduce((sum, z) => sum + (z * z) / 2, 0),
    gradient: found.gradient.map((g, i) => g - off[i]! / (spread[i] ?? Infinity)),
    hessian: found.hessian.map((row, i) =>
      row.map((h, j) => (i === j ? h - 1 / (spread[i] ?? Infinity) ** 2 : h)),
    ),
  };
}
