import { currencyExponent, displayedDecimals, reason, type Reason } from "../../kernel";

/** Fewer amounts tell nothing of how they are written. */
const LEAST_AMOUNTS = 3;
/** In the unit that people write. Where nobody uses the small unit, a median order below it is a mistake. */
const LEAST_MEDIAN = 5000;

/** Whether amounts look as if they were written in whole units, such as rupiah, where minor units are meant; sorts them. */
export function wrongUnitNote(
  amounts: number[] | Float64Array,
  currency: string,
): Reason | undefined {
  const exponent = currencyExponent(currency);
  if (exponent === displayedDecimals(currency) || amounts.length < LEAST_AMOUNTS) return undefined;
  amounts.sort((a, b) => a - b);
  const median = Math.round(amounts[amounts.length >> 1]!);
  if (median >= LEAST_MEDIAN * 10 ** exponent) return undefined;
  return reason("purchases.amounts_look_small", { median, currency });
}
