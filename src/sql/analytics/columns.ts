import { assertSum } from "../../kernel";
import type { LifetimeColumns } from "../../lifetime";
import type { PurchaseColumns } from "../../purchases";
import { decodeInteger } from "../writer/decode-integer";
import type { CheckedAnalyticsOptions } from "./options";
import type { SqlRow } from "../drivers/sql-runner";

/**
 * Makes columns of the rows of summaries.
 *
 * @throws SetiaError `SUM_TOO_LARGE` naming the customer, `STORE_FAILED`
 */
export function purchaseColumnsOf(
  rows: readonly SqlRow[],
  { asOf, timeZone }: CheckedAnalyticsOptions,
  currency: string,
): PurchaseColumns {
  const whole = (name: string): Int32Array =>
    Int32Array.from(rows, (row) => decodeInteger(row[name]));
  const instant = (name: string): Float64Array =>
    Float64Array.from(rows, (row) => decodeInteger(row[name]));
  const customerIds = rows.map((row) => row["customer_id"] as string);
  const money = (name: string): Float64Array =>
    Float64Array.from(rows, (row, at) => {
      const sum = Number(row[name]);
      if (Number.isSafeInteger(sum)) return sum;
      assertSum(sum, `summarize: the revenue of customer ${JSON.stringify(customerIds[at])}`);
      return decodeInteger(row[name]);
    });
  return {
    asOf,
    timeZone,
    currency,
    customerIds,
    orders: whole("orders"),
    purchaseDays: whole("purchase_days"),
    firstOrderAt: instant("first_order_at"),
    lastOrderAt: instant("last_order_at"),
    recencyDays: whole("recency_days"),
    tenureDays: whole("tenure_days"),
    revenue: money("revenue"),
    firstDayRevenue: money("first_day_revenue"),
  };
}

/**
 * Makes columns of the rows of lifetime groups.
 *
 * @throws SetiaError `SUM_TOO_LARGE`, `STORE_FAILED`
 */
export function lifetimeColumnsOf(
  rows: readonly SqlRow[],
  { asOf, timeZone }: CheckedAnalyticsOptions,
  currency: string,
): LifetimeColumns {
  const column = (name: string): Float64Array =>
    Float64Array.from(rows, (row) => decodeInteger(row[name]));
  return {
    repeats: column("repeats"),
    lastDays: column("last_days"),
    observedDays: column("observed_days"),
    repeatSpend: column("repeat_spend"),
    customers: column("customers"),
    asOf,
    timeZone,
    currency,
  };
}
