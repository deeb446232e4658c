import { compareCodePoints, hashText } from "../../kernel";
import type { Order } from "../../purchases";

/** What is asked about a held-out order. */
export type EvaluationTask = "basket" | "new" | "all";

/** One question with its answer. */
export interface EvaluationCase {
  /** Skus in the basket. */
  readonly basket: readonly string[];
  /** What the customer bought before: how often, and when last, in milliseconds. */
  readonly history: ReadonlyMap<string, { readonly times: number; readonly last: number }>;
  /** What was then bought, at least one sku. */
  readonly wanted: ReadonlySet<string>;
}

/** Orders to learn from, and orders to foretell. */
export interface EvaluationPart {
  /** What is known. */
  readonly known: readonly Order[];
  /** What is held out. */
  readonly held: readonly Order[];
}

/** Holds the later half out in equal parts, each with all that came before it. */
export function timeParts(sorted: readonly Order[], splits: number): EvaluationPart[] {
  const half = Math.ceil(sorted.length / 2);
  const cut = (part: number): number => half + Math.floor(((sorted.length - half) * part) / splits);
  return Array.from({ length: splits }, (_, part) => ({
    known: sorted.slice(0, cut(part)),
    held: sorted.slice(cut(part), cut(part + 1)),
  }));
}

/** Holds the last order of every customer out. */
export function lastBaskets(sorted: readonly Order[]): EvaluationPart {
  const last = new Map(sorted.map((order) => [order.customerId, order]));
  const held = new Set(last.values());
  return { known: sorted.filter((order) => !held.has(order)), held: [...held] };
}

/** Makes questions of held-out orders. Only what was ever sold can be foretold, and only from something. */
export function casesOf(
  { known, held }: EvaluationPart,
  task: EvaluationTask,
  sold: ReadonlySet<string>,
): EvaluationCase[] {
  if (task === "basket") {
    return held.flatMap((order) => {
      const skus = skusOf(order);
      // Which one is hidden follows from the order's id, so that it is any of them and always the same.
      const hidden = skus[Number.parseInt(hashText(order.id).slice(0, 8), 16) % skus.length];
      if (skus.length < 2 || hidden === undefined || !sold.has(hidden)) return [];
      const basket = skus.filter((sku) => sku !== hidden);
      return [{ basket, history: new Map(), wanted: new Set([hidden]) }];
    });
  }
  const next = new Map<string, Order>();
  for (const order of held) {
    if (!next.has(order.customerId)) next.set(order.customerId, order);
  }
  const histories = new Map<string, Map<string, { times: number; last: number }>>();
  for (const order of known) {
    if (!next.has(order.customerId)) continue;
    let history = histories.get(order.customerId);
    if (history === undefined)
      histories.set(
        order.customerId,
        (history = new Map<string, { times: number; last: number }>()),
      );
    for (const sku of skusOf(order)) {
      history.set(sku, {
        times: (history.get(sku)?.times ?? 0) + 1,
        last: order.placedAt.getTime(),
      });
    }
  }
  return [...histories].flatMap(([customerId, history]) => {
    const order = next.get(customerId);
    const bought = order === undefined ? [] : skusOf(order).filter((sku) => sold.has(sku));
    const wanted = new Set(task === "new" ? bought.filter((sku) => !history.has(sku)) : bought);
    return wanted.size === 0 ? [] : [{ basket: [], history, wanted }];
  });
}

/** Gives the products of an order. */
export function skusOf(order: Order): string[] {
  return [...new Set((order.lines ?? []).map(({ sku }) => sku))];
}

/** Gives what a customer buys by habit. */
export function byHabit(history: EvaluationCase["history"]): string[] {
  return [...history]
    .sort(
      ([skuA, a], [skuB, b]) =>
        b.times - a.times || b.last - a.last || compareCodePoints(skuA, skuB),
    )
    .map(([sku]) => sku);
}
