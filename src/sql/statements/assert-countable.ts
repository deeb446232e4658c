import { currencyExponent, SetiaError } from "../../kernel";
import type { PurchaseDiagnostics } from "../../purchases";
import { decodeInteger } from "../writer/decode-integer";
import type { CheckedAnalyticsOptions } from "../analytics/options";
import type { SqlRow } from "../drivers/sql-runner";

/** What the orders of a base are. */
export interface OrderCounts {
  /** Where every order went. */
  readonly diagnostics: PurchaseDiagnostics;
  /** What those that count are in; `"XXX"` where nothing counts and nothing was asked for. */
  readonly currency: string;
}

/**
 * Refuses a base that nothing can be said of, as `summarizePurchases` does order by order.
 *
 * @throws SetiaError `INVALID_INPUT`, `MIXED_CURRENCIES`, `UNKNOWN_CURRENCY`
 */
export function assertCountable(
  row: SqlRow,
  { policy, currency: asked, asOf }: CheckedAnalyticsOptions,
  where: string,
): OrderCounts {
  const count = (name: string): number => decodeInteger(row[name]);
  const refused = (many: number, what: string, expected: string): SetiaError =>
    new SetiaError("INVALID_INPUT", `${where}: ${String(many)} ${what}; expected ${expected}`);
  const faults = count("faults");
  if (faults > 0) {
    const what = "orders have no instant, no total, or a total below 0";
    throw refused(faults, what, "an instant and whole minor units of 0 or more");
  }
  const diagnostics: PurchaseDiagnostics = {
    orders: count("orders"),
    counted: count("counted"),
    future: count("future"),
    cancelled: count("cancelled"),
    refunded: count("refunded"),
    withoutCustomer: count("without_customer"),
    zeroValueLeftOut: count("zero_value_left_out"),
    partlyRefunded: count("partly_refunded"),
    zeroValue: count("zero_value"),
  };
  const { future, withoutCustomer } = diagnostics;
  if (future > 0 && policy.futureOrders === "refuse") {
    const what = `orders were placed after ${asOf.toISOString()}`;
    throw refused(future, what, 'none later, since futureOrders is "refuse"');
  }
  if (withoutCustomer > 0 && policy.ordersWithoutCustomer === "refuse") {
    const what = "orders have no customer";
    throw refused(withoutCustomer, what, 'a customer, since ordersWithoutCustomer is "refuse"');
  }
  const ends = [row["lowest_currency"], row["highest_currency"]];
  const [lowest, highest] = ends.map((end) => (typeof end === "string" ? end : asked));
  for (const currency of [lowest, highest]) {
    if (currency === (asked ?? lowest)) continue;
    throw new SetiaError(
      "MIXED_CURRENCIES",
      `${where}: there are orders in ${String(currency)} among ${String(asked ?? lowest)}; expected one currency: a view can convert them`,
    );
  }
  const currency = asked ?? lowest;
  if (currency !== undefined) currencyExponent(currency);
  return { diagnostics, currency: currency ?? "XXX" };
}
