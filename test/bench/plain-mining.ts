/**
 * The straightforward way to mine, frozen: what a good programmer writes in an hour. It is the yardstick of the benchmark
 * and must not be made faster, or ratios of different days would say nothing.
 */

/** Eclat over sorted lists of basket numbers (Zaki 2000), with maps, arrays and objects. */
export function plainItemsets(
  baskets: readonly (readonly string[])[],
  least: number,
  maxLength: number,
): { items: string[]; count: number }[] {
  const rows = new Map<string, number[]>();
  baskets.forEach((basket, number) => {
    for (const item of new Set(basket)) {
      const known = rows.get(item);
      if (known === undefined) rows.set(item, [number]);
      else known.push(number);
    }
  });
  const found: { items: string[]; count: number }[] = [];
  const grow = (prefix: string[], list: { item: string; held: number[] }[]): void => {
    list.forEach(({ item, held }, index) => {
      const items = [...prefix, item];
      found.push({ items, count: held.length });
      if (items.length === maxLength) return;
      const next: { item: string; held: number[] }[] = [];
      for (const other of list.slice(index + 1)) {
        const both = intersect(held, other.held);
        if (both.length >= least) next.push({ item: other.item, held: both });
      }
      grow(items, next);
    });
  };
  const frequent = [...rows]
    .filter(([, held]) => held.length >= least)
    .map(([item, held]) => ({ item, held }))
    .sort((a, b) => a.held.length - b.held.length);
  grow([], frequent);
  return found;
}

function intersect(a: readonly number[], b: readonly number[]): number[] {
  const both: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const [left, right] = [a[i] ?? 0, b[j] ?? 0];
    if (left === right) {
      both.push(left);
      i++;
      j++;
    } else if (left < right) i++;
    else j++;
  }
  return both;
}

/** A rule as a list holds it. */
export interface PlainRule {
  readonly when: readonly string[];
  readonly offer: string;
  readonly score: number;
}

/** Looks at every rule and ranks what holds. */
export function plainRecommend(
  rules: readonly PlainRule[],
  basket: readonly string[],
  limit: number,
): string[] {
  const held = new Set(basket);
  const scores = new Map<string, number>();
  for (const { when, offer, score } of rules) {
    if (held.has(offer) || !when.every((item) => held.has(item))) continue;
    if (score > (scores.get(offer) ?? 0)) scores.set(offer, score);
  }
  return [...scores]
    .sort((a, b) => b[1] - a[1])
    .slice(0, limit)
    .map(([sku]) => sku);
}
