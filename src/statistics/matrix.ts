/** Solves A x = y for a symmetric positive definite A by Cholesky's method. */
export function solveSymmetric(
  matrix: readonly (readonly number[])[],
  right: readonly number[],
): number[] | undefined {
  const n = right.length;
  const lower: number[][] = [];
  for (let i = 0; i < n; i++) {
    const row: number[] = [];
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i]?.[j] ?? 0;
      for (let k = 0; k < j; k++) sum -= row[k]! * ((i === j ? row : lower[j])?.[k] ?? 0);
      if (i === j) {
        // What rounding leaves of a singular matrix is no curvature.
        if (!(sum > 1e-14 * Math.abs(matrix[i]?.[i] ?? 0))) return undefined;
        row.push(Math.sqrt(sum));
      } else row.push(sum / (lower[j]?.[j] ?? 1));
    }
    lower.push(row);
  }
  const x = [...right];
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] = x[i]! - (lower[i]?.[k] ?? 0) * x[k]!;
    x[i] = x[i]! / (lower[i]?.[i] ?? 1);
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] = x[i]! - (lower[k]?.[i] ?? 0) * x[k]!;
    x[i] = x[i]! / (lower[i]?.[i] ?? 1);
  }
  return x;
}

/** Inverts a symmetric positive definite matrix. */
export function invertSymmetric(matrix: readonly (readonly number[])[]): number[][] | undefined {
  const inverse: number[][] = [];
  for (let i = 0; i < matrix.length; i++) {
    const unit = matrix.map((_, j) => (i === j ? 1 : 0));
    const column = solveSymmetric(matrix, unit);
    if (column === undefined) return undefined;
    inverse.push(column);
  }
  return inverse;
}

/** Computes T A Tᵀ. */
export function congruent(
  transform: readonly (readonly number[])[],
  matrix: readonly (readonly number[])[],
): number[][] {
  const half = transform.map((row) =>
    matrix.map((_, j) => row.reduce((sum, t, k) => sum + t * (matrix[k]?.[j] ?? 0), 0)),
  );
  return half.map((row) =>
    transform.map((other) => other.reduce((sum, t, k) => sum + t * row[k]!, 0)),
  );
}
