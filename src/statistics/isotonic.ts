/**
 * Gives the falling line nearest to some values: each the mean of as many neighbours as it takes (pool adjacent violators, Ayer and
 * others 1955).
 *
 * @param values - what was measured
 * @param weights - how much each counts, above 0
 * @returns as many values, none above the one before
 */
export function falling(values: readonly number[], weights: readonly number[]): number[] {
  const pools: { mean: number; weight: number; count: number }[] = [];
  values.forEach((value, at) => {
    let last = { mean: value, weight: weights[at]!, count: 1 };
    for (let before = pools.at(-1); before && before.mean < last.mean; before = pools.at(-1)) {
      pools.pop();
      const weight = before.weight + last.weight;
      const mean = (before.mean * before.weight + last.mean * last.weight) / weight;
      last = { mean, weight, count: before.count + last.count };
    }
    pools.push(last);
  });
  return pools.flatMap(({ mean, count }) => new Array<number>(count).fill(mean));
}
