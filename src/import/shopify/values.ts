import { divideHalfEven } from "../amounts";
import type { ImportOptions, OrderLookup } from "../import-result";
import type { RecordReader } from "../record-reader";

/** Options of `importShopify`. */
export interface ImportShopifyOptions extends ImportOptions, OrderLookup {
  /** Whether amounts are those of the shop's currency (default) or those that the customer saw. */
  readonly money?: "shop" | "presentment";
  /** Whether only orders that were paid count; all that were placed do if left out (pay on delivery). */
  readonly paidOnly?: boolean;
  /**
   * What becomes the `orderId`: the order's `"name"` such as `#1001` (default; exports know no other), or its `"id"`. An order
   * without a name goes by its id.
   */
  readonly orderBy?: "name" | "id";
  /**
   * Finds only the customer of an order that is not in the list, by its numeric id. Where orders have names, use
   * `orderOf`: without it a refund goes by the numeric id of its order.
   */
  readonly customerOfOrder?: (orderId: string) => string | undefined;
}

/** Minor units of one amount of money in two currencies. */
export interface ExchangeRate {
  /** The currency that is paid in. */
  readonly from: string;
  /** The currency that amounts are wanted in. */
  readonly to: string;
  /** Minor units of `from`, above 0. */
  readonly given: number;
  /** Minor units of `to` that it is worth. */
  readonly worth: number;
}

const GLOBAL_ID = /^gid:\/\/[^/]+\/[A-Za-z]+\/([^/?]+)/u;

/** Reads an id; of a global one (`gid://shopify/Order/5001`) the last part, which is what REST gives. */
export function shopifyId(read: RecordReader, name: string): string {
  const id = read.id(name);
  return GLOBAL_ID.exec(id)?.[1] ?? id;
}

/** Reads an id as {@link shopifyId} does, if there is one. */
export function optionalShopifyId(read: RecordReader, name: string): string | undefined {
  return read.has(name) ? shopifyId(read, name) : undefined;
}

/** Reads `name` in the wanted money: of `name_set` where it is there, else the plain field, which is the shop's. */
export function shopifyMoney(
  read: RecordReader,
  name: string,
  currency: string,
  options: ImportShopifyOptions,
): number {
  const set = `${name}_set`;
  const presentment = options.money === "presentment";
  const isSeenOnly =
    presentment &&
    read.has("presentment_currency") &&
    read.text("presentment_currency") !== read.text("currency");
  if (!read.has(set) && !isSeenOnly) return read.money(name, currency);
  const money = read.record(set).record(presentment ? "presentment_money" : "shop_money");
  if (money.has("currency_code") && money.currency("currency_code") !== currency) {
    money.refuse("currency_code", `expected ${currency}, as the order says`);
  }
  return money.money("amount", currency);
}

/** Finds what the money that the customer paid in is worth in the wanted one, by amounts that are given in both. */
export function rateOf(
  parts: readonly (readonly [read: RecordReader, name: string, sign: 1 | -1])[],
  options: ImportShopifyOptions,
): ExchangeRate | undefined {
  let codes: { readonly from: string; readonly to: string } | undefined;
  let [given, worth] = [0, 0];
  for (const [read, name, sign] of parts) {
    if (!read.has(`${name}_set`)) continue;
    const set = read.record(`${name}_set`);
    const [shop, seen] = [set.record("shop_money"), set.record("presentment_money")];
    const [wanted, other] = options.money === "presentment" ? [seen, shop] : [shop, seen];
    if (!wanted.has("currency_code") || !other.has("currency_code")) continue;
    codes ??= { from: other.currency("currency_code"), to: wanted.currency("currency_code") };
    given += sign * other.money("amount", codes.from);
    worth += sign * wanted.money("amount", codes.to);
  }
  return codes === undefined || given <= 0 || worth < 0 ? undefined : { ...codes, given, worth };
}

/** Converts an amount, rounded half to even. */
export function convertBy(amount: number, { given, worth }: ExchangeRate): number {
  return Number(divideHalfEven(BigInt(amount) * BigInt(worth), BigInt(given)));
}

/**
 * Finds what a line is of. Custom items have neither sku nor variant; tips have no product either. Their money is in the total.
 */
export function skuOf(line: RecordReader): string | undefined {
  return (
    line.optionalId("sku") ??
    optionalShopifyId(line, "variant_id") ??
    optionalShopifyId(line.record("variant"), "id") ??
    optionalShopifyId(line, "product_id") ??
    optionalShopifyId(line.record("product"), "id")
  );
}
