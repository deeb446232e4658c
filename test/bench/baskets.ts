/** Baskets for the benchmark of cross-sell. */
import { readRecords, sharedFile } from "../data/shared";

/** A fixed stream of numbers in 0–1: a linear congruential generator. */
export function stream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * Generates baskets as Agrawal and Srikant 1994 do (T10.I4): of patterns of about four items, partly drawn from the
 * pattern before, chosen by exponential weights and broken by chance.
 */
export function questBaskets(count: number, items = 1000, patterns = 2000): string[][] {
  const random = stream(42);
  const poisson = (mean: number): number => {
    let product = random();
    let n = 0;
    for (const limit = Math.exp(-mean); product > limit; n++) product *= random();
    return n;
  };
  const weights: number[] = [];
  const list: { items: number[]; corruption: number }[] = [];
  let sum = 0;
  for (let p = 0; p < patterns; p++) {
    const size = Math.max(1, poisson(4));
    const before = list.at(-1)?.items ?? [];
    const shared = Math.min(1, -0.5 * Math.log(1 - random())) * size;
    const chosen = new Set(before.slice(0, Math.round(shared)));
    while (chosen.size < size) chosen.add(Math.floor(random() * items));
    const corruption = Math.min(
      1,
      Math.max(0, 0.5 + 0.316 * (random() + random() + random() - 1.5) * 2),
    );
    list.push({ items: [...chosen], corruption });
    sum += -Math.log(1 - random());
    weights.push(sum);
  }
  const pick = (): { items: number[]; corruption: number } => {
    const at = random() * sum;
    let low = 0;
    let high = weights.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((weights[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return list[low] ?? { items: [], corruption: 0 };
  };
  return Array.from({ length: count }, () => {
    const size = Math.max(1, poisson(10));
    const basket = new Set<number>();
    for (let tries = 0; basket.size < size && tries < 50; tries++) {
      const { items: pattern, corruption } = pick();
      let left = pattern.length;
      while (left > 0 && random() < corruption) left--;
      if (basket.size + left > size && random() < 0.5) continue;
      for (const item of pattern.slice(0, left)) basket.add(item);
    }
    return Array.from(basket, (item) => `item-${String(item)}`);
  });
}

/** The invoices of Online Retail as lists of products; `undefined` where the file is missing. */
export async function retailBaskets(): Promise<{ customer: string; skus: string[] }[] | undefined> {
  const path = sharedFile("data/online_retail.csv.gz");
  if (path === undefined) return undefined;
  const baskets = new Map<string, { customer: string; skus: string[] }>();
  for (const row of await readRecords(path)) {
    const { InvoiceNo: id = "", CustomerID: customer = "", StockCode: sku = "" } = row;
    if (customer === "" || id.startsWith("C")) continue;
    const basket = baskets.get(id);
    if (basket === undefined) baskets.set(id, { customer, skus: [sku] });
    else basket.skus.push(sku);
  }
  return [...baskets.values()];
}
