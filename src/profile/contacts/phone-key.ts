import { assertText } from "../../kernel";
import { countryCode } from "./country-code";

/**
 * Gives a phone number in its international form (E.164, such as `+6281284005577`), or `undefined` for what is no
 * number of that country, or has no country at all. `setia/phone` has one that knows the numbering plan of every country.
 */
export type NormalizePhone = (phone: string, country: string | undefined) => string | undefined;

/** How numbers of a country are written. */
interface NumberPlan {
  /** Calling code. */
  readonly code: string;
  /** What stands before a number within the country. */
  readonly trunk: string;
  /** What is dialled before a number of another country. */
  readonly exit: string;
  /** Digits of a number without trunk and calling code, at least and at most. */
  readonly digits: readonly [least: number, most: number];
}

const NORTH_AMERICA: NumberPlan = { code: "1", trunk: "1", exit: "011", digits: [10, 10] };

/** Countries whose numbers are understood without `setia/phone`. */
const PLANS: Readonly<Record<string, NumberPlan>> = {
  ID: { code: "62", trunk: "0", exit: "00", digits: [8, 12] },
  MY: { code: "60", trunk: "0", exit: "00", digits: [8, 10] },
  SG: { code: "65", trunk: "", exit: "00", digits: [8, 8] },
  AU: { code: "61", trunk: "0", exit: "0011", digits: [9, 9] },
  GB: { code: "44", trunk: "0", exit: "00", digits: [9, 10] },
  NL: { code: "31", trunk: "0", exit: "00", digits: [9, 9] },
  US: NORTH_AMERICA,
  CA: NORTH_AMERICA,
};

/**
 * Gives a phone number in its international form by plain rules: `+` and `00` begin one; of a number without them the
 * trunk prefix of its country is dropped and the calling code put before it, unless it has that already. It checks the
 * length, not the numbering plan; `setia/phone` checks both.
 *
 * @param phone - one number as typed
 * @param country - two letters of ISO 3166-1 whose numbers are written without a country; left out, a number without
 * `+` or `00` is not read, since it could be any country's
 * @returns `+` and 8 to 15 digits, or `undefined` for what is no number or a placeholder
 *
 * @example
 * ```ts
 * import { plainPhone } from "setia/profile";
 *
 * plainPhone("0812-8400-5577", "ID"); // => "+6281284005577"
 * plainPhone("62 812 8400 5577", "ID"); // => "+6281284005577"
 * plainPhone("081234567890", "ID"); // => undefined
 * plainPhone("+62 812 8400 5577"); // => "+6281284005577"
 * plainPhone("0812-8400-5577"); // => undefined
 * ```
 */
export function plainPhone(phone: string, country?: string): string | undefined {
  assertText(phone, "plainPhone: phone");
  if (country !== undefined) assertText(country, "plainPhone: country");
  const compact = compactNumber(phone);
  if (compact === undefined) return undefined;
  const full = fullDigits(compact, PLANS[countryCode(country) ?? ""]);
  if (full === undefined || full.length < 8 || full.length > 15) return undefined;
  return isPlaceholderPhone(full) ? undefined : `+${full}`;
}

/** Longer texts are no numbers, so nobody looks through them again and again. */
const LONGEST_NUMBER = 200;

/** What is dialled, or nothing if there is anything else in it. */
function compactNumber(phone: string): string | undefined {
  if (phone.length > LONGEST_NUMBER) return undefined;
  const compact = phone
    .normalize("NFKC")
    .replace(/^\s*(tel|wa|whatsapp|hp|telp?|mobile|phone)[.:]*/iu, "")
    .replace(/(ext|x|#|pes)\.?\s*\d+\s*$/iu, "")
    .replace(/\(0\)/gu, "")
    .replace(/[\s().\-/\u2010-\u2015]/gu, "");
  return /^\+?\d+$/u.test(compact) ? compact : undefined;
}

function fullDigits(compact: string, plan: NumberPlan | undefined): string | undefined {
  const foreign = [plan?.exit ?? "00", "00", "+"].find((start) => compact.startsWith(start));
  if (foreign !== undefined) return withoutTrunk(compact.slice(foreign.length));
  if (plan === undefined) return undefined;
  const { code, trunk, digits } = plan;
  const [least, most] = digits;
  const coded = compact.startsWith(code) && compact.length >= code.length + Math.min(most, 9);
  const full = coded
    ? withoutTrunk(compact)
    : `${code}${compact.startsWith(trunk) ? compact.slice(trunk.length) : compact}`;
  const length = full.length - code.length;
  return length >= least && length <= most ? full : undefined;
}

/** "+62 0812 …" is a common slip. */
function withoutTrunk(digits: string): string {
  const plan = Object.values(PLANS).find(
    ({ code, trunk }) => trunk === "0" && digits.startsWith(`${code}0`),
  );
  return plan === undefined ? digits : `${plan.code}${digits.slice(plan.code.length + 1)}`;
}

/**
 * Gives the digits of a number that is written without a country. They say nothing as long as its country is not known.
 */
export function localDigits(phone: string): string | undefined {
  const compact = compactNumber(phone);
  if (compact === undefined || !/^(?!00)\d{7,15}$/u.test(compact)) return undefined;
  return isPlaceholderPhone(compact) ? undefined : compact;
}

/**
 * Whether a number is what people type to get past a form: one digit over and over, or digits in a row such
 * as `081234567890`.
 *
 * @param number - with or without `+`
 * @returns true for a placeholder
 */
export function isPlaceholderPhone(number: string): boolean {
  assertText(number, "isPlaceholderPhone: number");
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
  assertText(field, "splitPhones: field");
  const parts = field
    // One space on either side is looked at: to match all of them takes quadratic time.
    .split(/[,;|\n/]|(?<=\s)(?:atau|or|dan|and|&)(?=\s)/iu)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const long = parts.every((part) => part.replace(/\D/gu, "").length >= 7);
  // "021/5551234" is one number with its area code apart.
  return parts.length > 1 && long ? parts : [field.trim()];
}
