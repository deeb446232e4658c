import { assertRecord, atDoor, compareCodePoints } from "../../kernel";
import type { CustomerProfile } from "../customer-profile";
import { nameForm, type NameForm } from "../names/name-form";
import { textKey } from "../facts/read-traits";

/** An id that somebody gave the customer, in the form in which it is compared. */
export interface MatchIdentifier {
  /** Who gave it, in lower case. */
  readonly issuer: string;
  /** Issuer and id together. */
  readonly key: string;
  /** True if it was proven. */
  readonly verified: boolean;
}

/** What duplicates are found by: the forms of a profile in which two are the same. */
export interface MatchKeys {
  /** The customer. */
  readonly customerId: string;
  /** Person or firm, if known. */
  readonly kind?: "person" | "firm";
  /** Names, the full one first. */
  readonly names: readonly NameForm[];
  /** Keys of e-mail addresses. */
  readonly emails: readonly string[];
  /** Phone numbers in international form; digits, behind the country if known, of those that have none. */
  readonly phones: readonly string[];
  /** Ids of others. */
  readonly identifiers: readonly MatchIdentifier[];
  /** `YYYY-MM-DD` or `--MM-DD`, if known. */
  readonly birthday?: string;
  /** Streets and postal codes, in the form in which they are compared. */
  readonly places: readonly string[];
  /** City in lower case, if known. */
  readonly city?: string;
}

/** What {@link matchKeys} reads of a profile. */
export type MatchableProfile = Pick<
  CustomerProfile,
  | "customerId"
  | "kind"
  | "name"
  | "givenName"
  | "familyName"
  | "nickname"
  | "otherNames"
  | "contactPoints"
  | "identifiers"
  | "birthday"
  | "addresses"
  | "city"
>;

const MOST_NAMES = 5;

/**
 * Gives what duplicates of a customer are found by. Blanks and placeholders make no key.
 *
 * @param profile - from `foldProfile`
 * @returns forms to compare; much smaller than the profile
 *
 * @example
 * ```ts
 * import { foldProfile, matchKeys, type CustomerEvent } from "setia";
 *
 * const told: CustomerEvent = {
 *   id: "1", type: "customer_identified", customerId: "ani", at: new Date("2026-01-05"),
 *   traits: { name: "Hj. Ani Widjaja, S.E.", email: "Ani@Toko.co.id" },
 * };
 * const keys = matchKeys(foldProfile([told], { asOf: new Date("2026-02-01") }));
 * keys.names[0]?.words; // => ["ani", "wijaya"]
 * keys.emails; // => ["ani@toko.co.id"]
 * ```
 */
export function matchKeys(profile: MatchableProfile): MatchKeys {
  assertRecord(profile, "matchKeys: profile");
  return atDoor("matchKeys", () => matchKeysUnchecked(profile));
}

function matchKeysUnchecked(profile: MatchableProfile): MatchKeys {
  const { customerId, kind, birthday, city } = profile;
  const keysOf = (medium: string): string[] =>
    profile.contactPoints.filter((point) => point.medium === medium).map(({ key }) => key);
  return {
    customerId,
    ...(kind === undefined ? {} : { kind: kind.value }),
    names: namesOf(profile),
    emails: keysOf("email"),
    phones: keysOf("phone"),
    identifiers: profile.identifiers.map(({ value, verified }) => {
      const issuer = textKey(value.issuer);
      return { issuer, key: JSON.stringify([issuer, textKey(value.value)]), verified };
    }),
    ...(birthday === undefined ? {} : { birthday: birthday.value }),
    places: placesOf(profile),
    ...(city === undefined ? {} : { city: cityKey(city.value) }),
  };
}

function namesOf(profile: MatchableProfile): NameForm[] {
  const { name, givenName, familyName, nickname, otherNames } = profile;
  const apart = [givenName?.value, familyName?.value].filter((part) => part !== undefined);
  const texts = [
    name?.value,
    apart.length === 0 ? undefined : apart.join(" "),
    ...otherNames.map(({ value }) => value),
    nickname?.value,
  ];
  const forms = new Map<string, NameForm>();
  for (const text of texts) {
    if (text === undefined) continue;
    const form = nameForm(text);
    if (form.words.length > 0) forms.set(form.words.join(" "), form);
  }
  return [...forms.values()].slice(0, MOST_NAMES);
}

function placesOf({ addresses }: MatchableProfile): string[] {
  const places = addresses.flatMap(({ value: { street, postalCode } }) => [
    ...(street === undefined ? [] : [`street ${streetKey(street)}`]),
    ...(postalCode === undefined ? [] : [`post ${postalCode.replace(/\s/gu, "").toUpperCase()}`]),
  ]);
  // "street 5" and "post 0" say nothing.
  const tells = (place: string): boolean => place.length >= (place.startsWith("post") ? 9 : 13);
  return [...new Set(places)].filter(tells).sort(compareCodePoints);
}

/** `Jl. Melati No. 5, RT 01/RW 02` and `Jalan Melati 5 RT1 RW2` are one street. */
function streetKey(street: string): string {
  return street
    .toLowerCase()
    .replace(/\b(jl|jln|jalan|street|st|road|rd|no|nomor|rt|rw|gg|gang|blok|blk)\b\.?/gu, " ")
    .replace(/\b0+(\d)/gu, "$1")
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

function cityKey(city: string): string {
  return textKey(city).replace(/^(kota|kabupaten|kab\.?|kodya)\s+/u, "");
}
