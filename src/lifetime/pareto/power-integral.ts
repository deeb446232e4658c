import { gaussLegendre } from "../../statistics";

/** Beyond this many e-foldings nothing of the integral is left that a double could hold. */
const FOLDS = 40;

/** Number of means that {@link logPowerIntegral} can give. */
export const MOMENTS = 14;

/**
 * Computes ln ∫ (α+u)^−p (β+u)^−q du, an integral of a positive function, where the textbooks of Pareto/NBD
 * have a difference of two hypergeometric functions that cancels and overflows. With base = min(α, β),
 * b₀ = base + from and u = b₀ eʸ − base the integrand is log-concave and smooth; Gauss–Legendre panels take
 * it. α = β needs no special case.
 */
export function logPowerIntegral(
  alpha: number,
  p: number,
  beta: number,
  q: number,
  from: number,
  to: number,
  moments?: Float64Array,
): number {
  if (to <= from) return -Infinity;
  const alphaFirst = alpha <= beta;
  const start = Math.min(alpha, beta) + from;
  const epsilon = Math.abs(beta - alpha) / start;
  const logEpsilon = Math.log1p(epsilon);
  const kappa = p + q - 1;
  const rho = alphaFirst ? q : p;
  const slope = kappa - (rho * epsilon) / (1 + epsilon);
  let length = Math.log1p((to - from) / start);
  if (slope > 0) length = Math.min(length, FOLDS / slope);
  const panels = Math.max(1, Math.ceil(length / 3));
  const panel = length / panels;
  const steep = kappa * panel;
  const { nodes, weights } = gaussLegendre(nodesFor(steep, panel));
  let sum = 0;
  // One by one, not as an array: this is the innermost loop of the slowest fit.
  let l1 = 0;
  let l2 = 0;
  let i1 = 0;
  let i2 = 0;
  let l1l1 = 0;
  let l1i1 = 0;
  let l1l2 = 0;
  let l1i2 = 0;
  let i1i1 = 0;
  let i1l2 = 0;
  let i1i2 = 0;
  let l2l2 = 0;
  let l2i2 = 0;
  let i2i2 = 0;
  for (let at = 0; at < panels; at++) {
    for (let node = 0; node < nodes.length; node++) {
      const y = (at + 0.5 + 0.5 * nodes[node]!) * panel;
      const shrink = Math.exp(-y);
      const other = Math.log1p(epsilon * shrink) - logEpsilon;
      const weight = weights[node]! * Math.exp(-kappa * y - rho * other);
      sum += weight;
      if (moments === undefined) continue;
      const near = y;
      const far = y + other;
      const nearInverse = shrink / start;
      const farInverse = nearInverse / (1 + epsilon * shrink);
      const a = alphaFirst ? near : far;
      const b = alphaFirst ? far : near;
      const c = alphaFirst ? nearInverse : farInverse;
      const d = alphaFirst ? farInverse : nearInverse;
      const wa = weight * a;
      const wb = weight * b;
      const wc = weight * c;
      const wd = weight * d;
      l1 += wa;
      l2 += wb;
      i1 += wc;
      i2 += wd;
      l1l1 += wa * a;
      l1i1 += wa * c;
      l1l2 += wa * b;
      l1i2 += wa * d;
      i1i1 += wc * c;
      i1l2 += wc * b;
      i1i2 += wc * d;
      l2l2 += wb * b;
      l2i2 += wb * d;
      i2i2 += wd * d;
    }
  }
  if (moments !== undefined) {
    moments[0] = l1 / sum;
    moments[1] = l2 / sum;
    moments[2] = i1 / sum;
    moments[3] = i2 / sum;
    moments[4] = l1l1 / sum;
    moments[5] = l1i1 / sum;
    moments[6] = l1l2 / sum;
    moments[7] = l1i2 / sum;
    moments[8] = i1i1 / sum;
    moments[9] = i1l2 / sum;
    moments[10] = i1i2 / sum;
    moments[11] = l2l2 / sum;
    moments[12] = l2i2 / sum;
    moments[13] = i2i2 / sum;
  }
  return -kappa * Math.log(start) - rho * logEpsilon + Math.log((sum * panel) / 2);
}

/** The steeper the integrand over a panel and the wider the panel, the more looks. */
function nodesFor(steep: number, panel: number): number {
  if (steep <= 4 && panel <= 1) return 10;
  if (steep <= 12 && panel <= 2) return 16;
  if (steep <= 24) return 24;
  return 40;
}
