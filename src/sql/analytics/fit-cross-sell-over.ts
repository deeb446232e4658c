import { crossSellOfCounts, crossSellThresholds, type CrossSellModel } from "../../cross-sell";
import type { AnalyticsCrossSellOptions } from "../../analytics";
import { decodeInteger } from "../writer/decode-integer";
import { productCategoriesStatement, repeatsStatement } from "../statements/item-statements";
import type { CheckedAnalyticsOptions } from "./options";
import { pairTableOver, type Ask } from "./pair-table-over";
import { sqlWriter } from "../writer/sql-text";

const DAY = 86_400_000;

/**
 * Fits by counts of an engine what cross-sell offers come from.
 *
 * @throws SetiaError `INVALID_OPTION`, `INVALID_RULES`, `STORE_FAILED`
 */
export async function fitCrossSellOver(
  ask: Ask,
  checked: CheckedAnalyticsOptions,
  options: AnalyticsCrossSellOptions,
): Promise<CrossSellModel> {
  const minCount = Math.ceil(crossSellThresholds(options).minCount);
  const writer = sqlWriter(checked.dialect);
  const where = "fitCrossSell";
  const repeats = await ask(where, repeatsStatement(writer, checked));
  const categories = productCategoriesStatement(writer, checked);
  const named = categories === undefined ? [] : await ask(where, categories);
  const categoryOf = new Map(named.map((row) => [row["sku"] as string, row["category"] as string]));
  const pairs = (by: "order" | "customer", level: "product" | "category") =>
    level === "category" && categories === undefined
      ? Promise.resolve({ ...NO_PAIRS })
      : pairTableOver(ask, checked, { by, level, minCount }, where);
  return crossSellOfCounts(
    {
      products: await pairs("order", "product"),
      productsOfCustomers: await pairs("customer", "product"),
      categories: await pairs("order", "category"),
      categoriesOfCustomers: await pairs("customer", "category"),
      categoryOf: (sku) => categoryOf.get(sku),
      repeatDays: new Map(
        repeats.map((row) => [row["sku"] as string, decodeInteger(row["gap"]) / DAY]),
      ),
    },
    options,
  );
}

/** Where lines have no categories. */
const NO_PAIRS = { baskets: 0, items: [], counts: [], first: [], second: [], together: [] };
