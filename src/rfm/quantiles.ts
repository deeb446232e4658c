/**
 * Cuts sorted values into parts of equal size by type-7 quantiles (Hyndman and Fan 1996, the default of R
 * and NumPy): position `(n − 1)·k/parts`, split into whole part and remainder in integers, so that a cut
 * between two equal values is exactly that value.
 *
 * @param sorted - at least one value, ascending
 * @param parts - how many parts
 * @returns `parts − 1` cuts, ascending
 */
export function quantileCuts(sorted: readonly number[], parts: number): number[] {
  const cuts: number[] = [];
  for (let k = 1; k < parts; k++) {
    const position = (sorted.length - 1) * k;
    const low = sorted[Math.floor(position / parts)] ?? NaN;
    const high = sorted[Math.ceil(position / parts)] ?? NaN;
    cuts.push(low + ((position % parts) * (high - low)) / parts);
  }
  return cuts;
}

/**
 * Finds the values that must be exceeded to have at least 1, 2, … 99 percent of the base below.
 *
 * @param sorted - at least one value, ascending
 * @returns 99 values, ascending; the number of them below a value is its percentile: the whole percent of
 * the base that lies strictly below it
 */
export function percentileCuts(sorted: readonly number[]): number[] {
  return Array.from({ length: 99 }, (_, index) => {
    const needed = Math.ceil(((index + 1) * sorted.length) / 100);
    return sorted[needed - 1] ?? NaN;
  });
}

/**
 * Counts the cuts below a value; a value on a cut belongs to the part below it.
 *
 * @param cuts - ascending
 * @param value - any number
 * @returns 0 to `cuts.length`
 */
export function cutsBelow(cuts: readonly number[], value: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cuts[middle] ?? Infinity) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
