import type { SortedBaskets } from "../baskets/pack-baskets";

const PROBES = 256;

/**
 * Estimates how many itemsets there are without finding them: walks down from the root at random, and takes the
 * product of the choices there were for the size of each level (Knuth 1975, Estimating the efficiency of backtrack
 * programs). The random numbers are always the same, so the answer is too.
 */
export function estimateItemsets(
  baskets: SortedBaskets,
  { least, maxLength }: { readonly least: number; readonly maxLength: number },
): number {
  const { rowStarts, rowItems, itemStarts, itemRows, codes } = baskets;
  let state = 1;
  const below = (n: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  let sum = 0;
  for (let probe = 0; probe < PROBES && codes.length > 0; probe++) {
    let choices: number[] = [...codes.keys()];
    let rows: number[] | undefined;
    let weight = 1;
    for (let length = 1; length <= maxLength && choices.length > 0; length++) {
      weight *= choices.length;
      sum += weight;
      const item = choices[below(choices.length)]!;
      const held: readonly number[] =
        rows?.filter((row) => has(row, item)) ??
        Array.from(itemRows.subarray(itemStarts[item], itemStarts[item + 1]));
      const counts = new Map<number, number>();
      for (const row of held) {
        for (let i = rowStarts[row + 1]! - 1; i >= rowStarts[row]!; i--) {
          const other = rowItems[i]!;
          if (other <= item) break;
          counts.set(other, (counts.get(other) ?? 0) + 1);
        }
      }
      choices = [...counts].filter(([, count]) => count >= least).map(([other]) => other);
      rows = [...held];
    }
  }
  return sum / PROBES;

  function has(row: number, item: number): boolean {
    return rowItems.subarray(rowStarts[row], rowStarts[row + 1]).includes(item);
  }
}
