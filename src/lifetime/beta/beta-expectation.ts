import { integrate } from "../../statistics";

/** Up to here the series is short. */
const SERIES_REACH = 0.9;
const LONG_SERIES = 200;
/** Below this the first terms of the series alternate and cancel. */
const LEAST_A = -5;
/** e^−40 is nothing beside 1. */
const FOLDS = 40;

/**
 * Computes the purchases to expect within a horizon of a beta-geometric customer who is there:
 * E[(1 − (1 + p h/A₀)^−R) / p] with p ~ Beta(a, B). The textbook form divides by a − 1 and by a + b − 1; this
 * one is finite wherever the truth is: c K − q S, with c = a + B − 1, u = h/(A₀+h), l = ln(1−u), q = e^((a−1) l),
 * K = (1 − q)/(a − 1) and S the series of terms s₀ = (c−R) u,
 * s_n = s_{n−1} (c−R+n)(a+n−1) u / ((c+n)(n+1)). Where that series is long, the mean over p is summed.
 */
export function betaExpectedOrders(
  R: number,
  A0: number,
  a: number,
  B: number,
  horizon: number,
): number {
  if (horizon === Infinity) return a > 1 ? (a + B - 1) / (a - 1) : Infinity;
  return seriesIsShort(R, a, B, horizon / (A0 + horizon))
    ? betaSeries(R, A0, a, B, horizon)
    : meanOverLeaving(lookAtLeaving(R, horizon / A0, a, B), R, horizon / A0);
}

function seriesIsShort(R: number, a: number, B: number, u: number): boolean {
  return u <= SERIES_REACH && (a * u) / (1 - u) <= LONG_SERIES && a + B - 1 - R >= LEAST_A;
}

function betaSeries(R: number, A0: number, a: number, B: number, horizon: number): number {
  const c = a + B - 1;
  const A = c - R;
  const u = horizon / (A0 + horizon);
  const l = -Math.log1p(horizon / A0);
  const K = Math.abs(a - 1) < 1e-14 ? -l : -Math.expm1((a - 1) * l) / (a - 1);
  let term = A * u;
  let S = term;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(S); n++) {
    term *= (((A + n) * (a + n - 1)) / ((c + n) * (n + 1))) * u;
    S += term;
  }
  return c * K - Math.exp((a - 1) * l) * S;
}

/** Chances p to leave, and how much each weighs in a mean over Beta(a, B). */
interface LeavingChances {
  readonly chances: readonly number[];
  readonly weights: readonly number[];
}

/**
 * Chooses looks at p ~ Beta(a, B) for means of (1 − (1 + p τ)^−R) / p: the trapezoidal rule in
 * y = ln(p/(1−p)), which is exact to rounding for a function that is smooth in a strip about the axis and falls
 * at both ends. The density is normed by the same sum, so that no gamma function is needed. Beyond the last
 * looks both are geometric series.
 */
function lookAtLeaving(R: number, mostTau: number, a: number, B: number): LeavingChances {
  const step = Math.min(0.25, 0.5 * Math.sqrt((a + B) / (a * B)));
  const top = Math.log(a / B);
  const softPlus = (y: number): number => Math.max(y, 0) + Math.log1p(Math.exp(-Math.abs(y)));
  const peak = -a * softPlus(-top) - B * softPlus(top);
  // Left of this, p is so small that nothing but pᵃ changes; right of 40, nothing but (1−p)ᴮ.
  const left = Math.min(top, -FOLDS - Math.log(Math.max(1, mostTau * (R + 1), a, B)));
  const right = Math.max(top, FOLDS);
  const chances: number[] = [];
  const weights: number[] = [];
  let mass = 0;
  let sum = 0;
  const look = (y: number, times: number): boolean => {
    const weight = times * Math.exp(-a * softPlus(-y) - B * softPlus(y) - peak);
    const p = Math.exp(-softPlus(-y));
    const orders = Math.min(R * mostTau, 1 / p);
    chances.push(p);
    weights.push(weight);
    mass += weight;
    sum += weight * orders;
    // Orders fall from R τ to about 1 as p grows, so their sum may still grow where the mass does not.
    return weight > 1e-18 * mass || weight * orders > 1e-18 * sum;
  };
  look(top, 1);
  for (let y = top - step; ; y -= step) {
    const end = y < left;
    if (!look(y, end ? -1 / Math.expm1(-a * step) : 1) || end) break;
  }
  for (let y = top + step; ; y += step) {
    const end = y > right;
    if (!look(y, end ? -1 / Math.expm1(-B * step) : 1) || end) break;
  }
  return { chances, weights: weights.map((weight) => weight / mass) };
}

function meanOverLeaving({ chances, weights }: LeavingChances, R: number, tau: number): number {
  let sum = 0;
  for (let i = 0; i < chances.length; i++) {
    const p = chances[i]!;
    sum -= (weights[i]! * Math.expm1(-R * Math.log1p(p * tau))) / p;
  }
  return sum;
}

/**
 * Computes the same expectation at present value, by parts: e^(−δh) E(h) + δ ∫₀ʰ e^(−δt) E(t) dt, over
 * y = ln(1 + t/A₀).
 */
export function betaDiscountedOrders(
  R: number,
  A0: number,
  a: number,
  B: number,
  horizon: number,
  rate: number,
): number {
  if (rate === 0) return betaExpectedOrders(R, A0, a, B, horizon);
  const reach = Math.min(horizon, FOLDS / rate);
  const length = Math.log1p(reach / A0);
  let looks: LeavingChances | undefined;
  const expected = (time: number): number =>
    seriesIsShort(R, a, B, time / (A0 + time))
      ? betaSeries(R, A0, a, B, time)
      : meanOverLeaving((looks ??= lookAtLeaving(R, reach / A0, a, B)), R, time / A0);
  const within = integrate(
    (y) => {
      const time = A0 * Math.expm1(y);
      return Math.exp(y - rate * time) * expected(time);
    },
    0,
    length,
    Math.max(1, Math.ceil(length / 1.5)),
    20,
  );
  return Math.exp(-rate * reach) * expected(reach) + rate * A0 * within;
}
