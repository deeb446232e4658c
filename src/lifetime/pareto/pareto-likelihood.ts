import { risingSums, type RisingSums, type Derivatives } from "../../statistics";
import type { GroupedBase } from "../fitting/grouped-base";
import { logPowerIntegral, MOMENTS } from "./power-integral";

/** A logarithm of a chance so near to 0 that its own digits would be lost. */
const NEAR_ONE = -0.01;

/**
 * Computes the log-likelihood of Pareto/NBD with its first and second derivatives. Each row has two branches,
 * "is there" L₁ and "left at some u after the last purchase" L₂ = ln s + ln ∫ (α+u)^−(r+x) (β+u)^−(s+1) du;
 * the derivatives of the integral are means over the same looks at it.
 */
export function evaluatePareto(base: GroupedBase, parameters: readonly number[]): Derivatives {
  const [r = 0, alpha = 0, s = 0, beta = 0] = parameters;
  const { times, repeats, last, observed, counts, customers: n, histogram } = base;
  const gradient = new Float64Array(4);
  const hessian = new Float64Array(16);
  const common = r * Math.log(alpha) + s * Math.log(beta);
  let value = 0;
  gradient.set([n * Math.log(alpha), (n * r) / alpha, n * Math.log(beta), (n * s) / beta]);
  hessian[1] = n / alpha;
  hessian[5] = (-n * r) / (alpha * alpha);
  hessian[11] = n / beta;
  hessian[15] = (-n * s) / (beta * beta);
  const rising: RisingSums = { logs: 0, inverses: 0, squares: 0 };
  let above = n;
  let from = 0;
  for (const [x, count] of histogram) {
    risingSums(r, from, x, rising);
    value += above * rising.logs;
    gradient[0] = gradient[0]! + above * rising.inverses;
    hessian[0] = hessian[0]! - above * rising.squares;
    above -= count;
    from = x;
  }

  const moments = new Float64Array(MOMENTS);
  const present = new Float64Array(4);
  const gone = new Float64Array(4);
  const difference = new Float64Array(4);
  const add = (i: number, j: number, amount: number): void => {
    hessian[4 * i + j] = hessian[4 * i + j]! + amount;
  };
  for (let row = 0; row < counts.length; row++) {
    const count = counts[row]!;
    const p = r + repeats[row]!;
    const t = times[last[row]!]!;
    const T = times[observed[row]!]!;
    const logA = Math.log(alpha + T);
    const logB = Math.log(beta + T);
    const inverseA = 1 / (alpha + T);
    const inverseB = 1 / (beta + T);
    const L1 = -p * logA - s * logB;
    const left = logPowerIntegral(alpha, p, beta, s + 1, t, T, moments);
    const against = Math.log(s) + left - L1;
    const small = Math.exp(-Math.abs(against));
    const w = against > 0 ? 1 / (1 + small) : small / (1 + small);
    const alive = 1 - w;
    let log = L1 + Math.max(0, against) + Math.log1p(small) + common;
    if (p === r && log > NEAR_ONE) {
      // So early nearly all have not bought again: the few who have are counted, not the difference to 1.
      const few = Math.log(r) + logPowerIntegral(alpha, r + 1, beta, s, 0, T);
      log = Math.log1p(-Math.exp(few + common));
    }
    value += count * log;
    present[0] = -logA;
    present[1] = -p * inverseA;
    present[2] = -logB;
    present[3] = -s * inverseB;
    if (w === 0 || left === -Infinity) {
      for (let i = 0; i < 4; i++) gradient[i] = gradient[i]! + count * present[i]!;
      add(0, 1, -count * inverseA);
      add(1, 1, count * p * inverseA * inverseA);
      add(2, 3, -count * inverseB);
      add(3, 3, count * s * inverseB * inverseB);
      continue;
    }
    const m1 = moments[0]!;
    const m2 = moments[1]!;
    const i1 = moments[2]!;
    const i2 = moments[3]!;
    const q = s + 1;
    gone[0] = -m1 - Math.log(alpha + t);
    gone[1] = -p * i1;
    gone[2] = -m2 - Math.log(beta + t) + 1 / s;
    gone[3] = -q * i2;
    for (let i = 0; i < 4; i++) {
      difference[i] = gone[i]! - present[i]!;
      gradient[i] = gradient[i]! + count * (present[i]! + w * difference[i]!);
    }
    const both = count * w * alive;
    for (let i = 0; i < 4; i++) {
      for (let j = i; j < 4; j++) add(i, j, both * difference[i]! * difference[j]!);
    }
    // (1−w) H₁ + w H₂, where H₂ is the covariance of the slopes under the integral and their mean slope.
    const on = count * w;
    const off = count * alive;
    const l1l1 = moments[4]!;
    const l1i1 = moments[5]!;
    const l1l2 = moments[6]!;
    const l1i2 = moments[7]!;
    const i1i1 = moments[8]!;
    const i1l2 = moments[9]!;
    const i1i2 = moments[10]!;
    const l2l2 = moments[11]!;
    const l2i2 = moments[12]!;
    const i2i2 = moments[13]!;
    add(0, 0, on * (l1l1 - m1 * m1));
    add(0, 1, on * (p * (l1i1 - m1 * i1) - i1) - off * inverseA);
    add(0, 2, on * (l1l2 - m1 * m2));
    add(0, 3, on * q * (l1i2 - m1 * i2));
    add(1, 1, on * (p * p * (i1i1 - i1 * i1) + p * i1i1) + off * p * inverseA * inverseA);
    add(1, 2, on * p * (i1l2 - i1 * m2));
    add(1, 3, on * p * q * (i1i2 - i1 * i2));
    add(2, 2, on * (l2l2 - m2 * m2 - 1 / (s * s)));
    add(2, 3, on * (q * (l2i2 - m2 * i2) - i2) - off * inverseB);
    add(3, 3, on * (q * q * (i2i2 - i2 * i2) + q * i2i2) + off * s * inverseB * inverseB);
  }
  const rows = [0, 1, 2, 3].map((i) =>
    [0, 1, 2, 3].map((j) => hessian[4 * Math.min(i, j) + Math.max(i, j)]!),
  );
  return { value, gradient: [...gradient], hessian: rows };
}
