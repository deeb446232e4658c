import {
  defined,
  assertData,
  assertOptions,
  atDoor,
  compareCodePoints,
  type OptionNames,
} from "../kernel";
import { keptLines, type Order, type Product } from "../purchases";
import { packSource, type BasketOptions, type Baskets } from "./basket-source";
import { bestNeighbours } from "./count-neighbours";
import {
  CROSS_SELL_MODEL_VERSION,
  type CrossSellModel,
  type ModelItem,
  type PairRows,
} from "./cross-sell-model";
import { defineCrossSellRules } from "./define-rules";
import { crossSellThresholds, type FitCrossSellOptions } from "./cross-sell-options";
import { sortBaskets, type PackedBaskets } from "./pack-baskets";
import { BASKET_RANKING, CUSTOMER_RANKING, type Ranking } from "./rankings";
import { repeatDays } from "./repeat-days";

const FIT_CROSS_SELL_OPTIONS: OptionNames<FitCrossSellOptions> = {
  asOf: true,
  rules: true,
  products: true,
  minCount: true,
  minLift: true,
  rulesPerItem: true,
};

/**
 * Fits the model that cross-sell offers come from: the shop's own rules, what is bought in one basket, what is
 * bought by one customer, both for products and for categories, and how often each is bought.
 *
 * @param baskets - orders with lines, or lists of items; cancelled and fully refunded orders and what came back are left out
 * @param options - instant, own rules and thresholds
 * @returns a JSON model for {@link recommendCrossSell}; without baskets it holds only the written rules
 * @throws SetiaError `INVALID_INSTANT`, `INVALID_OPTION`, `INVALID_RULES`; `INVALID_INPUT` for an item of a list that names nothing
 */
export function fitCrossSell(baskets: Baskets, options: FitCrossSellOptions): CrossSellModel {
  assertData(baskets, "fitCrossSell: baskets");
  assertOptions(options, FIT_CROSS_SELL_OPTIONS, "fitCrossSell");
  return atDoor("fitCrossSell", () => fitCrossSellUnchecked(baskets, options));
}

function fitCrossSellUnchecked(baskets: Baskets, options: FitCrossSellOptions): CrossSellModel {
  const { asOf, products } = options;
  const thresholds = crossSellThresholds(options);
  const written = defineCrossSellRules(options.rules ?? []);
  // They are read four times, and an iterable may give them only once.
  const list: readonly (readonly string[] | Order)[] = [...baskets];
  const orders = list.filter((basket): basket is Order => !Array.isArray(basket));
  const catalogue = products === undefined ? {} : { products };
  const pack = (by: "order" | "customer", level: "product" | "category"): Table => {
    const source = (by === "order" ? list : orders) as Order[];
    const how: BasketOptions = { asOf, by, level, ...catalogue };
    return tableOf(packSource(source, how, "fitCrossSell"));
  };
  const [inBaskets, ofCustomers] = [pack("order", "product"), pack("customer", "product")];
  const [kindsInBaskets, kindsOfCustomers] = [
    pack("order", "category"),
    pack("customer", "category"),
  ];

  const items = inOrder(inBaskets);
  const categories = inOrder(kindsInBaskets);
  const categoryOf = categoriesOf(orders, asOf, products);
  const repeats = repeatDays(orders, asOf);
  return {
    kind: "cross_sell",
    version: CROSS_SELL_MODEL_VERSION,
    asOf: asOf.toISOString(),
    baskets: inBaskets.total,
    customers: ofCustomers.total,
    written,
    items: items.names.map((sku): ModelItem => {
      const category = categories.places.get(categoryOf(sku) ?? "");
      const days = repeats.get(sku);
      return {
        sku,
        baskets: inBaskets.countOf(sku),
        customers: ofCustomers.countOf(sku),
        ...defined({ category, repeatDays: days }),
      };
    }),
    categories: categories.names.map((category) => ({
      category,
      baskets: kindsInBaskets.countOf(category),
      customers: kindsOfCustomers.countOf(category),
    })),
    together: pairRows(inBaskets, items, thresholds, BASKET_RANKING),
    alsoBought: pairRows(ofCustomers, items, thresholds, CUSTOMER_RANKING),
    categoriesTogether: pairRows(kindsInBaskets, categories, thresholds, BASKET_RANKING),
    categoriesAlsoBought: pairRows(kindsOfCustomers, categories, thresholds, CUSTOMER_RANKING),
  };
}

interface Table {
  readonly packed: PackedBaskets;
  readonly total: number;
  readonly countOf: (name: string) => number;
}

function tableOf(packed: PackedBaskets): Table {
  const codes = new Map(packed.names.map((name, code) => [name, code]));
  return {
    packed,
    total: packed.starts.length - 1,
    countOf: (name) => packed.counts[codes.get(name) ?? -1] ?? 0,
  };
}

interface Places {
  readonly names: readonly string[];
  readonly places: ReadonlyMap<string, number>;
}

/** The names of a table, most bought first. */
function inOrder({ packed: { names, counts } }: Table): Places {
  const sorted = [...names.keys()]
    .sort((a, b) => counts[b]! - counts[a]! || compareCodePoints(names[a]!, names[b]!))
    .map((code) => names[code]!);
  return { names: sorted, places: new Map(sorted.map((name, place) => [name, place])) };
}

function pairRows(
  { packed, total }: Table,
  { names, places }: Places,
  options: { readonly minCount: number; readonly minLift: number; readonly rulesPerItem: number },
  { strength, weight }: Ranking,
): PairRows {
  const rows: number[][] = names.map(() => []);
  if (options.rulesPerItem === 0) return rows;
  const { names: given, counts } = packed;
  const sorted = sortBaskets(packed, options.minCount);
  const placeOf = Int32Array.from(sorted.codes, (code) => places.get(given[code]!) ?? 0);
  const held = Int32Array.from(sorted.codes, (code) => counts[code]!);
  const weights = Float64Array.from(held, (count) => weight(count, total));
  const found = bestNeighbours(sorted, options.rulesPerItem, placeOf, (count, item, other) => {
    if (count < options.minCount) return 0;
    const antecedentCount = held[item]!;
    const consequentCount = held[other]!;
    if (count * total <= options.minLift * antecedentCount * consequentCount) return 0;
    return strength(count, antecedentCount) * weights[other]!;
  });
  found.forEach((row, item) => {
    rows[placeOf[item]!] = row.flatMap(({ other, count }) => [placeOf[other]!, count]);
  });
  return rows;
}

/** The category of a product: the catalogue's, else the one that the latest order line names. */
function categoriesOf(
  orders: readonly Order[],
  asOf: Date,
  products: ReadonlyMap<string, Product> | undefined,
): (sku: string) => string | undefined {
  const named = new Map<string, { category: string; at: number }>();
  for (const order of orders) {
    const at = order.placedAt.getTime();
    if (at > asOf.getTime()) continue;
    for (const { sku, category } of keptLines(order, asOf)) {
      const known = named.get(sku);
      if (category === undefined || (known !== undefined && known.at > at)) continue;
      if (known?.at === at && compareCodePoints(known.category, category) <= 0) continue;
      named.set(sku, { category, at });
    }
  }
  return (sku) => products?.get(sku)?.category ?? named.get(sku)?.category;
}
