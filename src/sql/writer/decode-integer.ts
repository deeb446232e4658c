import { SetiaError, showValue } from "../../kernel";

/**
 * Reads an integer in whichever of its forms a driver gives it: number, bigint or text.
 *
 * @throws SetiaError `STORE_FAILED` for anything that is no safe integer
 */
export function decodeInteger(value: unknown): number {
  const number =
    typeof value === "bigint" || (typeof value === "string" && /^-?\d+$/u.test(value))
      ? Number(value)
      : value;
  if (Number.isSafeInteger(number)) return number as number;
  throw new SetiaError(
    "STORE_FAILED",
    `the database gave ${showValue(value)}; expected a whole number of up to 53 bits`,
  );
}
