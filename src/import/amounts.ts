import { currencyExponent, isSetiaError } from "../kernel";

/** Beyond this many places a number is no amount of money. */
const MOST_PLACES = 400;

/** Writes a number as plain decimal digits, by its shortest text: 0.1 is `0.1` and 1e-7 is `0.0000001`. */
export function plainDecimal(value: number | string): string | undefined {
  const match = /^([+-]?)(\d+)(?:\.(\d*))?(?:e([+-]?\d+))?$/iu.exec(String(value).trim());
  if (match === null) return undefined;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const shift = Number(exponent);
  if (Math.abs(shift) > MOST_PLACES) return undefined;
  const digits = `${"0".repeat(Math.max(0, -shift))}${whole}${fraction}${"0".repeat(Math.max(0, shift))}`;
  const point = whole.length + Math.max(0, -shift) + shift;
  const before = digits.slice(0, point).replace(/^0+(?=\d)/u, "");
  const after = digits.slice(point).replace(/0+$/u, "");
  return `${sign === "-" ? "-" : ""}${before === "" ? "0" : before}${after === "" ? "" : `.${after}`}`;
}

/** An amount that was read, and whether it was finer than the currency. */
export interface ReadAmount {
  /** Minor units, a safe integer. */
  readonly amount: number;
  /** Whether it had to be rounded. */
  readonly rounded: boolean;
}

/**
 * Reads a machine's decimal, with a point and as many digits as it has, without floating point; what is finer than the
 * currency is rounded half to even.
 */
export function readMoney(value: unknown, currency: string): ReadAmount | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const [whole, fraction = ""] = plainDecimal(value)?.split(".") ?? [];
  if (whole === undefined) return undefined;
  const places = currencyExponent(currency);
  const rounded = fraction.length > places;
  const digits = BigInt(`${whole}${fraction.padEnd(places, "0")}`);
  const amount = rounded
    ? safeInteger(divideHalfEven(digits, 10n ** BigInt(fraction.length - places)))
    : safeInteger(digits);
  return amount === undefined ? undefined : { amount, rounded };
}

/** Divides whole numbers, rounded half to even. */
export function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const sign = dividend < 0n ? -1n : 1n;
  const size = dividend * sign;
  const rest = (size % divisor) * 2n;
  const floor = size / divisor;
  const up = rest > divisor || (rest === divisor && floor % 2n === 1n);
  return (up ? floor + 1n : floor) * sign;
}

function safeInteger(value: bigint): number | undefined {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** Multiplies a price by a quantity without floating point, rounded half to even. */
export function priceTimes(price: number, quantity: number): number | undefined {
  if (Number.isSafeInteger(quantity)) {
    const product = price * quantity;
    return Number.isSafeInteger(product) ? product + 0 : undefined;
  }
  const [whole = "0", fraction = ""] = (plainDecimal(quantity) ?? "").split(".");
  const scale = 10n ** BigInt(fraction.length);
  const product = BigInt(price) * BigInt(`${whole}${fraction}`);
  return safeInteger(divideHalfEven(product, scale));
}

/** Reads a code of ISO 4217 in any case. */
export function currencyCode(value: unknown): string | undefined {
  const code = typeof value === "string" ? value.trim().toUpperCase() : "";
  try {
    currencyExponent(code);
    return code;
  } catch (error) {
    if (isSetiaError(error)) return undefined;
    throw error;
  }
}
