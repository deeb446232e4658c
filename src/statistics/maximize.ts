import { solveSymmetric } from "./matrix";

/** A function of several variables at a point, with its derivatives. */
export interface Derivatives {
  /** The value. */
  readonly value: number;
  /** First derivatives. */
  readonly gradient: readonly number[];
  /** Second derivatives by rows. */
  readonly hessian: readonly (readonly number[])[];
}

/** What is to be maximized, inside a box. */
export interface MaximizeProblem {
  /** The function. */
  readonly evaluate: (point: readonly number[]) => Derivatives;
  /** Least value of each coordinate. */
  readonly lower: readonly number[];
  /** Greatest value of each coordinate. */
  readonly upper: readonly number[];
  /** How many facts the function sums over; the slope counts per fact. */
  readonly scale: number;
}

/** Where the search ended. */
export interface Maximum {
  /** The best point found. */
  readonly point: readonly number[];
  /** The function there. */
  readonly at: Derivatives;
  /** For each coordinate whether it stayed fixed, or was stopped by the box. */
  readonly held: readonly boolean[];
  /** Steps taken. */
  readonly steps: number;
  /** True if no slope, or no gain, was left. */
  readonly converged: boolean;
}

const MAX_STEPS = 200;
const MAX_TRIES = 40;
const LONGEST_STEP = 2;
const SHORTEST_PART = 0.1;
const FLAT = 1e-10;
/** Two sums over the same customers that differ by less are the same. */
const ROUNDING = 1e-13;

/**
 * Maximizes by damped Newton steps within a box: Cholesky, a cut where a step goes too far, and a growing
 * shift of the diagonal where the function is not concave or no cut gains anything; no coordinate moves by more than 2 at a time. A coordinate
 * that runs into the box stays there while its slope points outwards.
 */
export function maximize(
  problem: MaximizeProblem,
  start: readonly number[],
  fixed: readonly boolean[] = [],
): Maximum {
  const { evaluate, lower, upper, scale } = problem;
  const inBox = (value: number, i: number): number =>
    Math.min(upper[i] ?? Infinity, Math.max(lower[i] ?? -Infinity, value));
  let point: readonly number[] = start.map(inBox);
  let at = evaluate(point);
  for (let steps = 0; ; steps++) {
    const held = point.map((value, i) => {
      const slope = at.gradient[i]!;
      const stopped =
        (value <= (lower[i] ?? -Infinity) && slope <= 0) ||
        (value >= (upper[i] ?? Infinity) && slope >= 0);
      return fixed[i] === true || stopped;
    });
    const free = point.flatMap((_, i) => (held[i] === true ? [] : [i]));
    const steepness = (of: Derivatives): number =>
      free.reduce((most, i) => Math.max(most, Math.abs(of.gradient[i]!)), 0);
    if (steepness(at) <= FLAT * scale) return { point, at, held, steps, converged: true };
    if (steps === MAX_STEPS) return { point, at, held, steps, converged: false };

    const curvature = free.map((i) => free.map((j) => -(at.hessian[i]?.[j] ?? 0)));
    const slope = free.map((i) => at.gradient[i]!);
    const size = curvature.reduce((most, row, i) => Math.max(most, Math.abs(row[i]!)), 1e-300);
    let shift = 0;
    let part = 1;
    let better: readonly [readonly number[], Derivatives] | undefined;
    for (let tries = 0; tries < MAX_TRIES && better === undefined; tries++) {
      const shifted = curvature.map((row, i) =>
        row.map((value, j) => (i === j ? value + shift * size : value)),
      );
      const direction = solveSymmetric(shifted, slope);
      if (direction !== undefined) {
        const longest = direction.reduce((most, step) => Math.max(most, Math.abs(step)), 0);
        const cut = part * (longest > LONGEST_STEP ? LONGEST_STEP / longest : 1);
        const next = [...point];
        free.forEach((i, k) => {
          next[i] = inBox(point[i]! + cut * direction[k]!, i);
        });
        const there = evaluate(next);
        const gain = there.value - at.value;
        const same = Math.abs(gain) <= ROUNDING * Math.abs(at.value);
        if (same ? steepness(there) < steepness(at) : gain > 0) better = [next, there];
        else if (same && shift > 1) break;
        // A step that goes the right way but too far is cut first; only then is the way itself in doubt.
        else if (part > SHORTEST_PART) {
          part /= 3;
          continue;
        }
      }
      part = 1;
      shift = shift === 0 ? 1e-4 : shift * 10;
    }
    if (better === undefined) return { point, at, held, steps, converged: true };
    [point, at] = better;
  }
}
