import { gaussLegendre } from "./gauss-legendre";

/** Beyond this many e-foldings nothing of the integral is left that a double could hold. */
const FOLDS = 40;

/** Number of means that {@link logPowerIntegral} can give. */
export const MOMENTS = 14;

/**
 * Computes ln ∫ (α+u)^−p (β+u)^−q du, an integral of a positive function, where the textbooks of Pareto/NBD
 * have a difference of two hypergeometric functions that cancels and overflows. With base = min(α, β),
 * b₀ = base + from and u = b₀ eʸ − base the integrand is log-concave and smooth; Gauss–Legendre panels take
 * it. α = β needs no special case.
 *
 * @param alpha - above 0
 * @param p - exponent of α + u, above 0
 * @param beta - above 0
 * @param q - exponent of β + u, above 0
 * @param from - lower end, 0 or more
 * @param to - upper end
 * @param moments - if given, receives the means, weighted by the integrand, of l₁ l₂ i₁ i₂ and of their products
 * l₁l₁ l₁i₁ l₁l₂ l₁i₂ i₁i₁ i₁l₂ i₁i₂ l₂l₂ l₂i₂ i₂i₂, where l₁ = ln((α+u)/(α+from)), i₁ = 1/(α+u) and l₂, i₂ the
 * same of β
 * @returns the logarithm; −∞ if the interval is empty
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
  const { nodes, weights } = gaussLegendre(steep > 12 ? 40 : steep > 3 || panel > 2 ? 24 : 16);
  let sum = 0;
  let [l1, l2, i1, i2, l1l1, l1i1, l1l2, l1i2, i1i1, i1l2, i1i2, l2l2, l2i2, i2i2] = ZEROS;
  for (let at = 0; at < panels; at++) {
    for (let node = 0; node < nodes.length; node++) {
      const y = (at + 0.5 + 0.5 * (nodes[node] ?? 0)) * panel;
      const shrink = Math.exp(-y);
      const other = Math.log1p(epsilon * shrink) - logEpsilon;
      const weight = (weights[node] ?? 0) * Math.exp(-kappa * y - rho * other);
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
    moments.set([l1, l2, i1, i2, l1l1, l1i1, l1l2, l1i2, i1i1, i1l2, i1i2, l2l2, l2i2, i2i2]);
    for (let at = 0; at < MOMENTS; at++) moments[at] = (moments[at] ?? 0) / sum;
  }
  return -kappa * Math.log(start) - rho * logEpsilon + Math.log((sum * panel) / 2);
}

const ZEROS = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] as const;
