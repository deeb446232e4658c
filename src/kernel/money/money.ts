import { assertOptions, type OptionNames } from "../checks/arguments";
import { CURRENCY_EXPONENTS, DISPLAYED_DECIMALS } from "./currencies";
import { SetiaError, showValue } from "../checks/errors";
import { numberFormat } from "./formats";
import { assertLanguage, type Language, LOCALES } from "../texts/language";

/** Longer texts are no amounts; it also keeps what a stranger sends from taking long. */
const LONGEST_DECIMAL = 1000;

let exponents: Map<string, number> | undefined;

/** What {@link fromDecimal} does with more places than the currency has. */
export interface FromDecimalOptions {
  /**
   * `"refuse"` (default) throws; `"half_even"` rounds to the nearest minor unit, ties to the even one, and takes three
   * digits behind the point for decimals: for figures that a machine wrote, such as a price of one piece.
   */
  readonly rounding?: "refuse" | "half_even";
}

/** Options of {@link formatMoney}. */
export interface FormatMoneyOptions {
  /** `"standard"` (default) writes every digit; `"compact"` few of them, as on an axis: `Rp 1,2 jt`. */
  readonly notation?: "standard" | "compact";
}

/**
 * Returns how many decimal places a currency has.
 *
 * @throws SetiaError `UNKNOWN_CURRENCY` if ISO 4217 does not list the code
 */
export function currencyExponent(currency: string): number {
  exponents ??= new Map(
    Object.entries(CURRENCY_EXPONENTS).flatMap(([exponent, codes]) =>
      codes.split(" ").map((code) => [code, Number(exponent)] as const),
    ),
  );
  const exponent = exponents.get(currency);
  if (exponent !== undefined) return exponent;
  throw new SetiaError(
    "UNKNOWN_CURRENCY",
    `currency: ${showValue(currency)} is not known; expected an ISO 4217 code such as "IDR"`,
  );
}

/**
 * Returns with how many decimal places a currency is shown.
 *
 * @throws SetiaError `UNKNOWN_CURRENCY`
 */
export function displayedDecimals(currency: string): number {
  return DISPLAYED_DECIMALS[currency] ?? currencyExponent(currency);
}

const FROM_DECIMAL_OPTIONS: OptionNames<FromDecimalOptions> = {
  rounding: true,
};

/**
 * Reads a decimal amount as an integer of minor units, without floating point. Three digits behind the point are
 * refused for a currency that has fewer: `15.000` is fifteen thousand in many countries.
 *
 * @param decimal - digits with an optional sign and an optional `.` before the decimals
 * @param currency - ISO 4217 code
 * @param options - what to do with too many decimals
 * @returns the amount in minor units, a safe integer
 * @throws SetiaError `INVALID_AMOUNT` if it is no decimal number, is finer than the currency or exceeds the
 * safe integers; `UNKNOWN_CURRENCY`
 *
 * @example
 * ```ts
 * import { fromDecimal } from "setia";
 *
 * fromDecimal("10.05", "USD"); // => 1005
 * fromDecimal("15000", "IDR"); // => 1500000
 * ```
 */
export function fromDecimal(
  decimal: string,
  currency: string,
  options: FromDecimalOptions = {},
): number {
  assertOptions(options, FROM_DECIMAL_OPTIONS, "fromDecimal");
  if (typeof decimal !== "string") throw invalid(decimal, `expected a text such as "129.90"`);
  const exponent = currencyExponent(currency);
  const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(decimal);
  if (match === null || decimal.length > LONGEST_DECIMAL) {
    throw invalid(decimal, `expected a decimal number such as "129.90"`);
  }
  const fraction = match[3] ?? "";
  const kept = fraction.slice(0, exponent).padEnd(exponent, "0");
  const rest = fraction.slice(exponent).replace(/0+$/, "");
  let units = BigInt(`${match[2] ?? "0"}${kept}`);
  if (fraction.length === 3 && exponent < 3 && options.rounding !== "half_even") {
    const expected = `expected at most ${String(exponent)} decimals for ${currency}; three digits look like thousands`;
    throw invalid(decimal, expected);
  }
  if (rest !== "") {
    if (options.rounding !== "half_even") {
      throw invalid(decimal, `expected at most ${String(exponent)} decimals for ${currency}`);
    }
    const up = rest === "5" ? units % 2n === 1n : rest >= "5";
    if (up) units += 1n;
  }
  if (units > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw invalid(decimal, "expected an amount within the safe integers of minor units");
  }
  return match[1] === "-" && units !== 0n ? -Number(units) : Number(units);
}

function invalid(decimal: unknown, expected: string): SetiaError {
  return new SetiaError(
    "INVALID_AMOUNT",
    `fromDecimal: ${showValue(decimal)} cannot be read; ${expected}`,
  );
}

/**
 * Writes minor units as a plain decimal, the inverse of {@link fromDecimal}.
 *
 * @param amount - minor units, a safe integer
 * @param currency - ISO 4217 code
 * @returns a decimal number with exactly as many places as the currency has
 * @throws SetiaError `INVALID_AMOUNT` if the amount is no safe integer; `UNKNOWN_CURRENCY`
 *
 * @example
 * ```ts
 * import { toDecimal } from "setia";
 *
 * toDecimal(12990, "USD"); // => "129.90"
 * toDecimal(500, "JPY"); // => "500"
 * ```
 */
export function toDecimal(amount: number, currency: string): string {
  assertAmount(amount, "toDecimal: amount");
  const exponent = currencyExponent(currency);
  const digits = String(Math.abs(amount)).padStart(exponent + 1, "0");
  const whole = digits.slice(0, digits.length - exponent);
  const sign = amount < 0 ? "-" : "";
  return exponent === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-exponent)}`;
}

const FORMAT_MONEY_OPTIONS: OptionNames<FormatMoneyOptions> = {
  notation: true,
};

/**
 * Writes money for people to read, by the rules of their language. Rupiah is shown without sen; `XXX`
 * without a symbol.
 *
 * @param amount - minor units; averages may be fractions and are rounded for display
 * @param currency - ISO 4217 code
 * @param language - language of the reader
 * @param options - how long it may be
 * @returns text such as `"Rp 15.000"`
 *
 * @example
 * ```ts
 * import { formatMoney } from "setia";
 *
 * formatMoney(129_900, "USD", "en"); // => "$1,299.00"
 * formatMoney(1_500_000, "IDR", "id").replace(/\s/u, " "); // => "Rp 15.000"
 * formatMoney(129_900, "USD", "en", { notation: "compact" }); // => "$1.3K"
 * ```
 */
export function formatMoney(
  amount: number,
  currency: string,
  language: Language,
  options: FormatMoneyOptions = {},
): string {
  assertOptions(options, FORMAT_MONEY_OPTIONS, "formatMoney");
  assertLanguage(language, "formatMoney");
  return writeMoney(amount, currency, language, options);
}

/** Does the work of {@link formatMoney}. */
export function writeMoney(
  amount: number,
  currency: string,
  language: Language,
  options: FormatMoneyOptions = {},
): string {
  const digits = displayedDecimals(currency);
  const value = toDecimal(typeof amount === "number" ? Math.round(amount) : amount, currency);
  const { notation } = options;
  const fractions =
    notation === "compact"
      ? { notation }
      : { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const format =
    currency === "XXX" ? fractions : ({ ...fractions, style: "currency", currency } as const);
  return numberFormat(LOCALES[language], format).format(value as Intl.StringNumericLiteral);
}

/**
 * Refuses a sum that is no longer exact. Sums of amounts that are not negative can only leave the safe
 * integers upwards, so one look at the end is enough.
 *
 * @throws SetiaError `SUM_TOO_LARGE`
 */
export function assertSum(sum: number, what: string): void {
  if (!Number.isSafeInteger(sum)) {
    throw new SetiaError(
      "SUM_TOO_LARGE",
      `${what} exceeds the safe integers; expected at most ${String(Number.MAX_SAFE_INTEGER)} minor units`,
    );
  }
}

/**
 * Refuses anything but a safe integer of minor units.
 *
 * @throws SetiaError `INVALID_AMOUNT`
 */
export function assertAmount(amount: unknown, where: string): asserts amount is number {
  if (!Number.isSafeInteger(amount)) {
    throw new SetiaError(
      "INVALID_AMOUNT",
      `${where} is ${showValue(amount)}; expected whole minor units (12990 for 129.90) within the safe integers`,
    );
  }
}
