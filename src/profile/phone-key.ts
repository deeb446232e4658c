/**
 * Gives a phone number in its international form (E.164, such as `+6281284005577`), or `undefined` for what is no
 * number. `setia/phone` has one that knows the numbering plan of every country.
 */
export type NormalizePhone = (phone: string, country: string | undefined) => string | undefined;

/** Calling code and trunk prefix of countries whose numbers are understood without `setia/phone`. */
const CALLING_CODES: Readonly<Record<string, readonly [code: string, trunk: string]>> = {
  ID: ["62", "0"],
  MY: ["60", "0"],
  SG: ["65", ""],
  AU: ["61", "0"],
  GB: ["44", "0"],
  NL: ["31", "0"],
  US: ["1", "1"],
  CA: ["1", "1"],
};

/**
 * Gives a phone number in its international form by plain rules: `+` and `00` begin one, the country's trunk prefix
 * is dropped, and its calling code without a `+` is seen where the number is long enough for that. It does not check
 * numbering plans; `setia/phone` does.
 *
 * @param phone - one number as typed
 * @param country - two letters of ISO 3166-1 whose numbers are written without a country; `"ID"` if left out
 * @returns `+` and 8 to 15 digits, or `undefined` for what is no number or a placeholder
 *
 * @example
 * ```ts
 * import { plainPhone } from "setia";
 *
 * plainPhone("0812-8400-5577", "ID"); // => "+6281284005577"
 * plainPhone("62 812 8400 5577", "ID"); // => "+6281284005577"
 * plainPhone("081234567890", "ID"); // => undefined
 * ```
 */
export function plainPhone(phone: string, country = "ID"): string | undefined {
  const compact = phone
    .normalize("NFKC")
    .replace(/^\s*(tel|wa|whatsapp|hp|telp?|mobile|phone)[.:]*/iu, "")
    .replace(/(ext|x|#|pes)\.?\s*\d+\s*$/iu, "")
    .replace(/\(0\)/gu, "")
    .replace(/[\s().\-/\u2010-\u2015]/gu, "");
  if (!/^\+?\d+$/u.test(compact)) return undefined;
  const digits = compact.replace("+", "");
  const [code, trunk] = CALLING_CODES[country] ?? ["", ""];
  const full = fullDigits(compact, digits, code, trunk);
  if (full === undefined || full.length < 8 || full.length > 15) return undefined;
  return isPlaceholderPhone(full) ? undefined : `+${full}`;
}

function fullDigits(
  compact: string,
  digits: string,
  code: string,
  trunk: string,
): string | undefined {
  if (compact.startsWith("+")) {
    // "+62 0812 …" is a common slip.
    return code !== "" && trunk === "0" && digits.startsWith(`${code}0`)
      ? `${code}${digits.slice(code.length + 1)}`
      : digits;
  }
  if (digits.startsWith("00")) return digits.slice(2);
  if (code === "") return undefined;
  if (digits.startsWith(code) && digits.length >= code.length + 9) {
    const rest = digits.slice(code.length);
    return `${code}${trunk === "0" ? rest.replace(/^0/u, "") : rest}`;
  }
  if (trunk !== "" && digits.startsWith(trunk)) return `${code}${digits.slice(trunk.length)}`;
  return `${code}${digits}`;
}

/**
 * Tells whether a number is what people type to get past a form: one digit over and over, or digits in a row such
 * as `081234567890`.
 *
 * @param number - with or without `+`
 * @returns true for a placeholder
 */
export function isPlaceholderPhone(number: string): boolean {
  const digits = number.replace(/\D/gu, "");
  const tail = digits.slice(-8);
  return (
    /^(\d)\1*$/u.test(digits.slice(-7)) ||
    (tail.length === 8 &&
      ("0123456789012345678".includes(tail) || "8765432109876543210".includes(tail)))
  );
}

/**
 * Splits a field in which several numbers were written.
 *
 * @param field - as typed: `"0812… / 0813…"`, `"0812… atau 0813…"`
 * @returns each number as typed, at least one text
 */
export function splitPhones(field: string): string[] {
  const parts = field
    .split(/[,;|\n]|\s+(?:atau|or|dan|and|&)\s+|\s*\/\s*/iu)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const long = parts.every((part) => part.replace(/\D/gu, "").length >= 7);
  // "021/5551234" is one number with its area code apart.
  return parts.length > 1 && long ? parts : [field.trim()];
}
