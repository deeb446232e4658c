import {
  digamma,
  logGamma,
  risingSums,
  trigamma,
  gaussLegendre,
  integrate,
  invertSymmetric,
  solveSymmetric,
  normalQuantile,
} from "../../src/statistics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logPowerIntegral } from "../../src/lifetime/pareto/power-integral";

const positive = fc.double({ min: 0.01, max: 500, noNaN: true });

describe("gamma functions", () => {
  it("have their known values", () => {
    expect(logGamma(0.5)).toBeCloseTo(0.5 * Math.log(Math.PI), 14);
    expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 13);
    expect(digamma(1)).toBeCloseTo(-0.5772156649015329, 14);
    expect(trigamma(1)).toBeCloseTo(Math.PI ** 2 / 6, 13);
  });

  it("keep their recurrences", () => {
    fc.assert(
      fc.property(positive, (z) => {
        expect(logGamma(z + 1) - logGamma(z)).toBeCloseTo(Math.log(z), 10);
        expect(digamma(z + 1) - digamma(z)).toBeCloseTo(1 / z, 10);
        expect((trigamma(z) - trigamma(z + 1)) * z * z).toBeCloseTo(1, 8);
      }),
    );
  });

  it("sum a run the same by terms and by gamma functions", () => {
    const sums = (z: number, cuts: readonly number[]): number[] => {
      const total = [0, 0, 0];
      const part = { logs: 0, inverses: 0, squares: 0 };
      cuts.slice(1).forEach((to, i) => {
        risingSums(z, cuts[i] ?? 0, to, part);
        Object.values(part).forEach((value: number, k) => {
          total[k] = (total[k] ?? 0) + value;
        });
      });
      return total;
    };
    fc.assert(
      fc.property(positive, (z) => {
        const long = sums(z, [0, 1000]);
        const short = sums(z, [0, 200, 400, 600, 800, 1000]);
        long.forEach((value, k) => {
          expect(value / (short[k] ?? 0)).toBeCloseTo(1, 11);
        });
      }),
    );
  });
});

describe("quadrature", () => {
  it.each([16, 24, 32, 40])("of %d nodes takes a polynomial of degree 2n − 1 exactly", (n) => {
    const { weights } = gaussLegendre(n);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(2, 13);
    const power = 2 * n - 2;
    expect(integrate((x) => (power + 1) * x ** power, 0, 1, 1, n)).toBeCloseTo(1, 12);
  });

  it("of powers is the same whichever comes first, and known where α = β", () => {
    fc.assert(
      fc.property(positive, positive, positive, positive, positive, (a, b, p, q, to) => {
        const one = logPowerIntegral(a, p, b, q, 0, to);
        expect(one).toBeCloseTo(logPowerIntegral(b, q, a, p, 0, to), 8);
        const k = p + q - 1;
        if (Math.abs(k) < 0.01) return;
        // ∫ (a+u)^−(k+1) du
        const closed = -k * Math.log(a) + Math.log(-Math.expm1(-k * Math.log1p(to / a)) / k);
        expect(logPowerIntegral(a, p, a, q, 0, to)).toBeCloseTo(closed, 8);
      }),
    );
    expect(logPowerIntegral(1, 1, 1, 1, 3, 3)).toBe(-Infinity);
  });
});

it("normal quantiles are the tabled ones", () => {
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 13);
  expect(normalQuantile(0.5)).toBe(0);
  expect(normalQuantile(0.0005)).toBeCloseTo(-3.2905267314919255, 11);
});

it("a symmetric matrix times its inverse is 1; one without curvature has none", () => {
  const matrix = [
    [4, 2, 0.6],
    [2, 5, 1],
    [0.6, 1, 3],
  ];
  const inverse = invertSymmetric(matrix) ?? [];
  const product = matrix.map((row) =>
    inverse.map((column) => row.reduce((sum, value, k) => sum + value * (column[k] ?? 0), 0)),
  );
  product.flat().forEach((value, at) => {
    expect(value).toBeCloseTo(at % 4 === 0 ? 1 : 0, 14);
  });
  expect(solveSymmetric([[0]], [1])).toBeUndefined();
  expect(solveSymmetric([[1, 2], [2, 1]], [1, 1])).toBeUndefined(); // prettier-ignore
});
