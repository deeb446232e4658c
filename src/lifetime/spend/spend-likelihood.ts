import { digamma, logGamma, trigamma, type Derivatives } from "../../statistics";
import type { CheckedColumns } from "../fitting/lifetime-columns";

/** What Gamma-Gamma rests on: customers with money spent on repeat days. */
export interface SpendFacts {
  /** How many they are. */
  readonly customers: number;
  /** How many others have repeats that cost nothing. */
  readonly free: number;
  /** Mean spend per repeat day of each, averaged over customers, in minor units. */
  readonly mean: number;
  /** Different numbers of repeats. */
  readonly kinds: Float64Array;
  /** Per customer: which of `kinds`. */
  readonly kind: Int32Array;
  /** Per customer: what the repeats came to, in minor units. */
  readonly totals: Float64Array;
  /** Σ ln x − ln z, which no parameter changes. */
  readonly constant: number;
}

/** Gathers the customers with spend. */
export function spendFacts(columns: CheckedColumns): SpendFacts {
  const { repeats, repeatSpend, customers: alike } = columns;
  const n = repeatSpend === undefined ? 0 : repeats.length;
  // Hardly any two customers spend the same, so that those who do may as well stand side by side.
  let room = n;
  for (let i = 0; i < n && alike !== undefined; i++) {
    if ((repeats[i] ?? 0) > 0) room += (alike[i] ?? 1) - 1;
  }
  const kind = new Int32Array(room);
  const totals = new Float64Array(room);
  const numbers = new Map<number, number>();
  let customers = 0;
  let free = 0;
  let mean = 0;
  let constant = 0;
  for (let i = 0; i < n; i++) {
    const x = repeats[i]!;
    const z = repeatSpend?.[i] ?? 0;
    if (x === 0) continue;
    if (z === 0) {
      free += alike?.[i] ?? 1;
      continue;
    }
    let number = numbers.get(x);
    if (number === undefined) numbers.set(x, (number = numbers.size));
    for (let times = alike?.[i] ?? 1; times > 0; times--) {
      kind[customers] = number;
      totals[customers++] = z;
      mean += z / x;
      constant += Math.log(x / z);
    }
  }
  return {
    customers,
    free,
    mean: customers === 0 ? 0 : mean / customers,
    kinds: Float64Array.from(numbers.keys()),
    kind: kind.subarray(0, customers),
    totals: totals.subarray(0, customers),
    constant,
  };
}

/**
 * Computes the log-likelihood of Gamma-Gamma with its derivatives: per customer
 * lnΓ(px+q) − lnΓ(px) − lnΓ(q) − q ln(1 + z/v) − px ln(1 + v/z) − ln m. Gamma functions are taken once per
 * number of repeats.
 */
export function evaluateSpend(facts: SpendFacts, parameters: readonly number[]): Derivatives {
  const [p = 0, aboveOne = 0, v = 0] = parameters;
  const q = 1 + aboveOne;
  const { kinds, kind, totals, customers: n } = facts;
  const logs = kinds.map((x) => logGamma(p * x + q) - logGamma(p * x) - logGamma(q));
  const byP = kinds.map((x) => digamma(p * x + q) - digamma(p * x));
  const byQ = kinds.map((x) => digamma(p * x + q) - digamma(q));
  const three = kinds.map((x) => trigamma(p * x + q));
  const own = kinds.map((x) => trigamma(p * x));
  const ofQ = trigamma(q);
  let value = facts.constant;
  let [gp, gq, gv, pp, pq, pv, qq, qv, vv] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const z = totals[i]!;
    const at = kind[i]!;
    const x = kinds[at]!;
    const px = p * x;
    const over = Math.log1p(z / v);
    const under = Math.log1p(v / z);
    const inverse = 1 / (v + z);
    value += logs[at]! - q * over - px * under;
    gp += x * (byP[at]! - under);
    gq += byQ[at]! - over;
    // q/v − (px+q)/(v+z), with nothing cancelled.
    gv += ((q * z) / v - px) * inverse;
    const t = three[at]!;
    pp += x * x * (t - own[at]!);
    pq += x * t;
    qq += t - ofQ;
    pv -= x * inverse;
    qv += (z / v) * inverse;
    vv += (px + q) * inverse * inverse - q / (v * v);
  }
  return {
    value,
    gradient: [gp, gq, gv],
    hessian: [
      [pp, pq, pv],
      [pq, qq, qv],
      [pv, qv, vv],
    ],
  };
}
