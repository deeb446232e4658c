/** Where the asymptotic series starts: from here on eight terms give about 1e-15. */
const LARGE = 10;
/** B(2j) / (2j (2j−1)), j = 1 … 8: Stirling's series (Abramowitz and Stegun 6.1.41). */
const STIRLING = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360_360,
  1 / 156,
  -3617 / 122_400,
];
/** Longer runs are taken from the gamma functions; shorter ones are summed, which is exact. */
const LONG_RUN = 256;

/** Computes ln Γ(z): shifts z up to 10 and takes Stirling's series there. */
export function logGamma(z: number): number {
  let shift = 1;
  let x = z;
  for (; x < LARGE; x++) shift *= x;
  const inverse = 1 / x;
  const square = inverse * inverse;
  let sum = 0;
  for (let j = STIRLING.length - 1; j >= 0; j--) sum = sum * square + STIRLING[j]!;
  return (
    (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + sum * inverse - Math.log(shift)
  );
}

/** Computes ψ(z), the derivative of ln Γ, by the series of {@link logGamma} term by term. */
export function digamma(z: number): number {
  let shift = 0;
  let x = z;
  for (; x < LARGE; x++) shift += 1 / x;
  const square = 1 / (x * x);
  let sum = 0;
  for (let j = STIRLING.length - 1; j >= 0; j--) {
    sum = sum * square + (2 * j + 1) * STIRLING[j]!;
  }
  return Math.log(x) - 0.5 / x - sum * square - shift;
}

/** Computes ψ′(z), the second derivative of ln Γ, by the series of {@link logGamma} term by term. */
export function trigamma(z: number): number {
  let shift = 0;
  let x = z;
  for (; x < LARGE; x++) shift += 1 / (x * x);
  const square = 1 / (x * x);
  let sum = 0;
  for (let j = STIRLING.length - 1; j >= 0; j--) {
    sum = sum * square + (2 * j + 1) * (2 * j + 2) * STIRLING[j]!;
  }
  return 1 / x + 0.5 * square + (sum * square) / x + shift;
}

/** Sums over a run of whole steps, as {@link risingSums} gives them. */
export interface RisingSums {
  /** Σ ln(z + k). */
  logs: number;
  /** Σ 1 / (z + k). */
  inverses: number;
  /** Σ 1 / (z + k)². */
  squares: number;
}

/**
 * Sums ln(z + k), 1/(z + k) and 1/(z + k)² over whole k: what a ratio of gamma functions and its derivatives
 * come to, without any special function while the run is short.
 */
export function risingSums(z: number, from: number, to: number, into: RisingSums): void {
  let logs = 0;
  let inverses = 0;
  let squares = 0;
  if (to - from > LONG_RUN) {
    logs = logGamma(z + to) - logGamma(z + from);
    inverses = digamma(z + to) - digamma(z + from);
    squares = trigamma(z + from) - trigamma(z + to);
  } else {
    for (let k = from; k < to; k++) {
      const inverse = 1 / (z + k);
      logs += Math.log(z + k);
      inverses += inverse;
      squares += inverse * inverse;
    }
  }
  into.logs = logs;
  into.inverses = inverses;
  into.squares = squares;
}
