import {
  assertInstant,
  assertIterable,
  compareCodePoints,
  isBlank,
  SetiaError,
  showValue,
} from "../../kernel";
import type { OrderLine } from "../../events";
import { keptLines, orderStands, type Order, type Product } from "../../purchases";
import { assertItems, createPacker, ITEM_KINDS, type PackedBaskets } from "./pack-baskets";

const DAY = 86_400_000;

/** What counts as a basket, and what as an item. */
export interface BasketOptions {
  /** Later orders, cancellations and refunds are ignored; all orders count if left out. */
  readonly asOf?: Date;
  /**
   * What a basket is. `"order"` (if left out): one order. `"customer"`: all that a customer bought, or with
   * `withinDays` what was bought within so many days, beginning anew with the first order after them.
   * `"next"`: one order, and as its offers what the customer bought in later orders within `withinDays`.
   */
  readonly by?: "order" | "customer" | "next";
  /** Length of the time window in days, above 0; for `"next"` 90 if left out, for `"customer"` no end. */
  readonly withinDays?: number;
  /** What an item is: a product (if left out), its category, or both at once. */
  readonly level?: "product" | "category" | "both";
  /** The catalogue by sku, for categories; those of order lines are known without it. */
  readonly products?: ReadonlyMap<string, Product>;
}

/** Baskets: lists of items by sku, or orders with lines. */
export type Baskets = Iterable<readonly string[]> | Iterable<Order>;

interface Visit {
  readonly at: number;
  readonly id: string;
  readonly lines: readonly OrderLine[];
}

/**
 * Packs baskets or orders. An item counts once per basket; an order that was cancelled or fully refunded, or
 * of which nothing was kept, not at all; an empty list is a basket. A blank item in a list is refused; a line of an order
 * without a sku is no product, and an order without a customer is no part of one.
 *
 * @throws SetiaError `INVALID_OPTION`, `INVALID_INSTANT`, `INVALID_INPUT`
 */
export function packSource(baskets: Baskets, options: BasketOptions, where: string): PackedBaskets {
  const { by = "order", level = "product", products, withinDays, asOf } = options;
  assertOneOf(by, ["order", "customer", "next"], `${where}: by`);
  assertOneOf(level, ["product", "category", "both"], `${where}: level`);
  if (asOf !== undefined) assertInstant(asOf, `${where}: asOf`);
  if (withinDays !== undefined && !(withinDays > 0)) {
    throw new SetiaError(
      "INVALID_OPTION",
      `${where}: withinDays is ${showValue(withinDays)}; expected days above 0`,
    );
  }
  assertIterable(baskets, `${where}: baskets`);
  const packer = createPacker(where);
  const put = (sku: string, lineCategory: string | undefined, next: boolean): void => {
    const shift = next ? ITEM_KINDS.nextProduct : ITEM_KINDS.product;
    const product = level === "category" ? -1 : packer.add(shift, sku);
    if (level === "product") return;
    const category = products?.get(sku)?.category ?? lineCategory;
    if (category === undefined) return;
    const code = packer.add(shift + ITEM_KINDS.category, category);
    if (product >= 0) packer.relate(product, code);
  };
  const history = new Map<string, Visit[]>();
  let latest = -Infinity;
  for (const basket of baskets) {
    if (isItems(basket)) {
      if (by !== "order") {
        throw new SetiaError(
          "INVALID_INPUT",
          `${where}: baskets are lists of items, which name no customer; expected orders for by "${by}"`,
        );
      }
      if (level === "product") packer.addAll(basket);
      else {
        assertItems(basket, where, ["baskets", packer.baskets]);
        for (const sku of basket) put(sku, undefined, false);
      }
      packer.endBasket();
      continue;
    }
    assertPlaced(basket, where);
    if (!orderStands(basket, asOf)) continue;
    const lines = keptLines(basket, asOf);
    if (lines.length === 0) continue;
    if (by === "order") {
      for (const { sku, category } of lines) put(sku, category, false);
      packer.endBasket();
      continue;
    }
    const { placedAt, id, customerId } = basket;
    if (isBlank(customerId)) continue;
    const visit = { at: placedAt.getTime(), id, lines };
    latest = Math.max(latest, visit.at);
    const known = history.get(customerId);
    if (known === undefined) history.set(customerId, [visit]);
    else known.push(visit);
  }
  for (const visits of history.values()) {
    visits.sort((a, b) => a.at - b.at || compareCodePoints(a.id, b.id));
    if (by === "customer") packSpans(visits, (withinDays ?? Infinity) * DAY);
    else packNext(visits, (withinDays ?? 90) * DAY);
  }
  return packer.finish();

  function packSpans(visits: readonly Visit[], span: number): void {
    let begin = visits[0]?.at ?? 0;
    for (const visit of visits) {
      if (visit.at >= begin + span) {
        packer.endBasket();
        begin = visit.at;
      }
      for (const { sku, category } of visit.lines) put(sku, category, false);
    }
    packer.endBasket();
  }

  /** Only orders whose window is over count, or the newest would seem to lead to nothing. */
  function packNext(visits: readonly Visit[], span: number): void {
    const end = asOf?.getTime() ?? latest;
    visits.forEach((visit, index) => {
      if (visit.at + span > end) return;
      const bought = new Set(visit.lines.map(({ sku }) => sku));
      for (const { sku, category } of visit.lines) put(sku, category, false);
      for (let next = index + 1; next < visits.length; next++) {
        const later = visits[next];
        if (later === undefined || later.at > visit.at + span) break;
        for (const { sku, category } of later.lines) {
          if (!bought.has(sku)) put(sku, category, true);
        }
      }
      packer.endBasket();
    });
  }
}

function isItems(basket: readonly string[] | Order): basket is readonly string[] {
  return Array.isArray(basket);
}

/** What is neither a list nor an order would else be left out silently. */
function assertPlaced(order: Order, where: string): void {
  const placedAt: unknown = (order as Order | null)?.placedAt;
  if (placedAt instanceof Date) return;
  throw new SetiaError(
    "INVALID_INPUT",
    `${where}: a basket is ${showValue(order)}; expected a list of items, or an order with placedAt`,
  );
}

function assertOneOf(value: string, names: readonly string[], where: string): void {
  if (names.includes(value)) return;
  throw new SetiaError(
    "INVALID_OPTION",
    `${where} is ${showValue(value)}; expected one of ${names.join(", ")}`,
  );
}
