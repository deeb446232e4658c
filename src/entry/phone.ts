import { assertText } from "../kernel";
/**
 * Phone numbers of all countries, by the numbering plans of `libphonenumber-js`, which is installed beside `setia` for
 * this entry point and imported nowhere else.
 *
 * @packageDocumentation
 */

import { parsePhoneNumberFromString, type CountryCode } from "libphonenumber-js";
import { countryCode, isPlaceholderPhone } from "../profile";

/**
 * Gives a phone number in its international form (E.164), by the numbering plan of its country. Give it to
 * `foldProfile` and `createCrm` as `normalizePhone`.
 *
 * @param phone - one number as typed
 * @param country - two letters of ISO 3166-1 whose numbers are written without a country; left out, a number without
 * `+` or `00` is not read, since it could be any country's
 * @returns such as `+6281284005577`, or `undefined` for what is no possible number there, or a placeholder
 *
 * @example
 * ```ts
 * import { internationalPhone } from "setia/phone";
 *
 * internationalPhone("0812-8400-5577", "ID"); // => "+6281284005577"
 * internationalPhone("(020) 7946 0018", "GB"); // => "+442079460018"
 * internationalPhone("081234567890", "ID"); // => undefined
 * internationalPhone("0812-8400-5577"); // => undefined
 * ```
 */
export function internationalPhone(phone: string, country?: string): string | undefined {
  assertText(phone, "internationalPhone: phone");
  if (country !== undefined) assertText(country, "internationalPhone: country");
  // "00" begins an international number for people everywhere, though not in every numbering plan.
  const typed = phone.normalize("NFKC").replace(/^\s*00/u, "+");
  // Of a country that the library does not know, only numbers with a "+" are read.
  const number = parsePhoneNumberFromString(typed, countryCode(country) as CountryCode | undefined);
  if (number === undefined || !number.isPossible() || isPlaceholderPhone(number.number)) {
    return undefined;
  }
  return number.number;
}
