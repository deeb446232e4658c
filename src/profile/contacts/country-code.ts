/** What people write instead of the code of ISO 3166-1. */
const OTHER_CODES: Readonly<Record<string, string>> = { UK: "GB", USA: "US" };

/** Gives the code of a country in the writing of ISO 3166-1. */
export function countryCode(country: string | undefined): string | undefined {
  const code = country?.trim().toUpperCase() ?? "";
  if (Object.hasOwn(OTHER_CODES, code)) return OTHER_CODES[code];
  return /^[A-Z]{2}$/u.test(code) ? code : undefined;
}
