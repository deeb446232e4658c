import type { Derivatives } from "../../statistics";
import type { OpportunityHistory } from "./opportunity-history";

/** Sums over k below each whole number: ln Γ(z+n)/Γ(z) and its derivatives. */
export interface RisingTable {
  /** Σ ln(z + k). */
  readonly logs: Float64Array;
  /** Σ 1 / (z + k). */
  readonly inverses: Float64Array;
  /** −Σ 1 / (z + k)². */
  readonly squares: Float64Array;
}

/** Sums the logarithms, inverses and squares of z, z + 1, … below each whole number. */
export function risingTable(z: number, most: number): RisingTable {
  const [logs, inverses, squares] = [0, 1, 2].map(() => new Float64Array(most + 1)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let k = 0; k < most; k++) {
    logs[k + 1] = logs[k]! + Math.log(z + k);
    inverses[k + 1] = inverses[k]! + 1 / (z + k);
    squares[k + 1] = squares[k]! - 1 / (z + k) ** 2;
  }
  return { logs, inverses, squares };
}

/**
 * Gives the logarithms of the ways in which a history can have come about: the member is still there, or left
 * i opportunities after the last purchase. Each is a product of two ratios of beta functions, which are finite
 * sums, since everything counted is whole.
 */
function ways({ opportunities: n, purchases: x, last }: OpportunityHistory): number[][] {
  // Bought x times, did not m − x times, left (1) or not (0) after m opportunities.
  const all = [[x, n, 0]];
  for (let m = last; m < n; m++) all.push([x, m, 1]);
  return all;
}

/** Computes the log-likelihood of BG/BB with its derivatives. */
export function evaluateBgBb(
  histories: readonly OpportunityHistory[],
  parameters: readonly number[],
): Derivatives {
  const [alpha = 0, beta = 0, gamma = 0, delta = 0] = parameters;
  const most = histories.reduce((sum, one) => Math.max(sum, one.opportunities), 0) + 1;
  const tables = [alpha, beta, gamma, delta].map((z) => risingTable(z, most));
  const buying = risingTable(alpha + beta, most);
  const leaving = risingTable(gamma + delta, most);
  const gradient = [0, 0, 0, 0];
  const hessian = [0, 1, 2, 3].map(() => [0, 0, 0, 0]);
  let value = 0;
  for (const history of histories) {
    const { customers = 1 } = history;
    const terms = ways(history).map(([x = 0, m = 0, left = 0]) => {
      const counts = [x, m - x, left, m];
      const at = (table: RisingTable | undefined, kind: keyof RisingTable, k: number): number =>
        table?.[kind][k] ?? 0;
      const log =
        counts.reduce((sum, k, i) => sum + at(tables[i], "logs", k), 0) -
        at(buying, "logs", m) -
        at(leaving, "logs", m + left);
      const both = (kind: "inverses" | "squares"): number[] =>
        [buying, buying, leaving, leaving].map((table, i) => at(table, kind, i < 2 ? m : m + left));
      const slope = counts.map((k, i) => at(tables[i], "inverses", k) - both("inverses")[i]!);
      const bends = counts.map((k, i) => at(tables[i], "squares", k));
      return { log, slope, bends, shared: both("squares") };
    });
    const peak = Math.max(...terms.map(({ log }) => log));
    const total = terms.reduce((sum, { log }) => sum + Math.exp(log - peak), 0);
    value += customers * (peak + Math.log(total));
    const mean = [0, 0, 0, 0];
    for (const { log, slope, bends, shared } of terms) {
      const share = Math.exp(log - peak) / total;
      for (let i = 0; i < 4; i++) {
        mean[i] = mean[i]! + share * slope[i]!;
        const row = hessian[i] ?? [];
        for (let j = 0; j < 4; j++) {
          const together = i < 2 === j < 2 ? shared[i]! : 0;
          row[j] =
            row[j]! +
            customers * share * (slope[i]! * slope[j]! + (i === j ? bends[i]! : 0) - together);
        }
      }
    }
    mean.forEach((g, i) => {
      gradient[i] = gradient[i]! + customers * g;
      const row = hessian[i] ?? [];
      mean.forEach((other, j) => {
        row[j] = row[j]! - customers * g * other;
      });
    });
  }
  return { value, gradient, hessian };
}
