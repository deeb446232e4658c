/**
 * What a careful programmer writes from the papers in an afternoon, frozen as a peer for the benchmark:
 * Nelder–Mead over the textbook likelihoods, customer by customer, with Lanczos' gamma function and the plain
 * series of the hypergeometric one. Do not make it faster.
 */
export interface NaiveBase {
  readonly x: ArrayLike<number>;
  readonly t: ArrayLike<number>;
  readonly T: ArrayLike<number>;
}

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

function logGamma(z: number): number {
  let sum = 0.9999999999998099;
  LANCZOS.forEach((c, i) => {
    sum += c / (z + i);
  });
  const w = z + LANCZOS.length - 1.5;
  return 0.5 * Math.log(2 * Math.PI) + (z - 0.5) * Math.log(w) - w + Math.log(sum);
}

function hypergeometric(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; n < 10_000 && Math.abs(term) > 1e-15 * Math.abs(sum); n++) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    sum += term;
  }
  return sum;
}

export function naiveBg(base: NaiveBase, [r = 0, alpha = 0, a = 0, b = 0]: number[]): number {
  const beta = (p: number, q: number): number => logGamma(p) + logGamma(q) - logGamma(p + q);
  let sum = 0;
  for (let i = 0; i < base.x.length; i++) {
    const [x = 0, t = 0, T = 0] = [base.x[i], base.t[i], base.T[i]];
    const common = logGamma(r + x) - logGamma(r) + r * Math.log(alpha) - beta(a, b);
    const alive = beta(a, b + x) - (r + x) * Math.log(alpha + T);
    const gone = x === 0 ? -Infinity : beta(a + 1, b + x - 1) - (r + x) * Math.log(alpha + t);
    const most = Math.max(alive, gone);
    sum += common + most + Math.log(Math.exp(alive - most) + Math.exp(gone - most));
  }
  return sum;
}

export function naivePareto(
  base: NaiveBase,
  [r = 0, alpha = 0, s = 0, beta = 0]: number[],
): number {
  const near = Math.min(alpha, beta);
  const far = Math.max(alpha, beta);
  let sum = 0;
  for (let i = 0; i < base.x.length; i++) {
    const [x = 0, t = 0, T = 0] = [base.x[i], base.t[i], base.T[i]];
    const k = r + s + x;
    const second = alpha >= beta ? s + 1 : r + x;
    const part = (u: number): number =>
      hypergeometric(k, second, k + 1, (far - near) / (far + u)) / (far + u) ** k;
    const common = logGamma(r + x) - logGamma(r) + r * Math.log(alpha) + s * Math.log(beta);
    const alive = (alpha + T) ** -(r + x) * (beta + T) ** -s;
    sum += common + Math.log(alive + (s / k) * (part(t) - part(T)));
  }
  return sum;
}

/** Maximizes over logarithms by the simplex of Nelder and Mead 1965. */
export function nelderMead(
  f: (parameters: number[]) => number,
  start: readonly number[],
): number[] {
  const value = (point: readonly number[]): number => {
    const found = -f(point.map(Math.exp));
    return Number.isNaN(found) ? Infinity : found;
  };
  const n = start.length;
  const first = start.map(Math.log);
  const simplex = [first, ...first.map((_, i) => first.map((x, j) => (i === j ? x + 0.5 : x)))].map(
    (point) => ({ point, at: value(point) }),
  );
  for (let step = 0; step < 2000; step++) {
    simplex.sort((p, q) => p.at - q.at);
    const [best] = simplex;
    const worst = simplex[n];
    const second = simplex[n - 1];
    if (best === undefined || worst === undefined || second === undefined) break;
    const wide = Math.max(
      ...simplex.flatMap(({ point }) => point.map((x, i) => Math.abs(x - (best.point[i] ?? 0)))),
    );
    if (wide < 1e-5 && worst.at - best.at < 1e-5) break;
    const middle = first.map(
      (_, i) => simplex.slice(0, n).reduce((sum, { point }) => sum + (point[i] ?? 0), 0) / n,
    );
    const along = (by: number): { point: number[]; at: number } => {
      const point = middle.map((x, i) => x + by * ((worst.point[i] ?? 0) - x));
      return { point, at: value(point) };
    };
    const mirrored = along(-1);
    if (mirrored.at < best.at) {
      const further = along(-2);
      simplex[n] = further.at < mirrored.at ? further : mirrored;
    } else if (mirrored.at < second.at) simplex[n] = mirrored;
    else {
      const inside = mirrored.at < worst.at ? along(-0.5) : along(0.5);
      if (inside.at < Math.min(mirrored.at, worst.at)) simplex[n] = inside;
      else {
        for (let k = 1; k <= n; k++) {
          const point = (simplex[k]?.point ?? []).map((x, i) => (x + (best.point[i] ?? 0)) / 2);
          simplex[k] = { point, at: value(point) };
        }
      }
    }
  }
  return (simplex[0]?.point ?? []).map(Math.exp);
}
