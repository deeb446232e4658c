/** Nodes and weights of a quadrature rule on −1 … 1. */
export interface QuadratureRule {
  /** Where to look, ascending. */
  readonly nodes: Float64Array;
  /** How much each look weighs; they sum to 2. */
  readonly weights: Float64Array;
}

let rules: Map<number, QuadratureRule> | undefined;

/**
 * Gives the Gauss–Legendre rule of a number of nodes: exact for polynomials up to degree 2n − 1. Rules are
 * remembered; they are pure, so nothing shows.
 */
export function gaussLegendre(n: number): QuadratureRule {
  rules ??= new Map();
  let rule = rules.get(n);
  if (rule === undefined) {
    rule = { nodes: new Float64Array(n), weights: new Float64Array(n) };
    for (let i = 0; i < n; i++) {
      let x = -Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
      let slope = 0;
      for (let step = 0; step < 10; step++) {
        let before = 1;
        let value = x;
        for (let k = 2; k <= n; k++) {
          [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
        }
        slope = (n * (x * value - before)) / (x * x - 1);
        x -= value / slope;
      }
      rule.nodes[i] = x;
      rule.weights[i] = 2 / ((1 - x * x) * slope * slope);
    }
    rules.set(n, rule);
  }
  return rule;
}

/** Integrates a smooth function over an interval cut into equal panels. */
export function integrate(
  f: (x: number) => number,
  from: number,
  to: number,
  panels: number,
  nodes = 24,
): number {
  const { nodes: places, weights } = gaussLegendre(nodes);
  const half = (to - from) / panels / 2;
  let sum = 0;
  for (let panel = 0; panel < panels; panel++) {
    const middle = from + (2 * panel + 1) * half;
    for (let i = 0; i < nodes; i++) sum += weights[i]! * f(middle + half * places[i]!);
  }
  return sum * half;
}
