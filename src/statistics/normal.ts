/**
 * Computes a quantile of the standard normal distribution: Newton's method on the series of its distribution
 * function (Abramowitz and Stegun 26.2.11).
 */
export function normalQuantile(probability: number): number {
  let z = 0;
  for (let step = 0; step < 60; step++) {
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    let term = z;
    let sum = z;
    for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
      term *= (z * z) / k;
      sum += term;
    }
    const change = (0.5 + density * sum - probability) / density;
    // Far out the density is small: a step of one at most keeps Newton from leaping over.
    z -= Math.min(1, Math.max(-1, change));
    if (Math.abs(change) < 1e-13) break;
  }
  return z;
}
