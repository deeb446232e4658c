import type { CustomerTrait, CustomerTraits, PostalAddress } from "../events";
import { emailKey } from "./email-key";
import { isPlaceholderPhone, splitPhones, type NormalizePhone } from "./phone-key";
import { isBlank } from "./placeholders";
import type { ListField, ValueField } from "./profile-policy";

/** One value that an event tells, and the field of the profile that it belongs to. */
export interface ToldValue {
  /** Field of the profile. */
  readonly field: ValueField | ListField;
  /** Trait of the event. */
  readonly trait: CustomerTrait;
  /** The value as typed. */
  readonly value: unknown;
  /** What makes two values the same. */
  readonly key: string;
  /** True if it was told as the main one of several. */
  readonly main: boolean;
}

/** How phone numbers are read. */
export interface ReadTraitsOptions {
  /** Two letters of ISO 3166-1 whose numbers are written without a country. */
  readonly country: string;
  /** Gives a number in its international form. */
  readonly normalizePhone: NormalizePhone;
}

const TEXT_FIELDS = [
  "name",
  "givenName",
  "familyName",
  "nickname",
  "honorific",
  "city",
  "birthday",
  "language",
  "timeZone",
  "preferredChannel",
  "foundThrough",
] as const satisfies readonly (CustomerTrait & ValueField)[];

const TEXT_LISTS = [
  "otherNames",
  "labels",
  "needs",
  "pains",
  "aspirations",
  "fears",
  "values",
  "interests",
] as const satisfies readonly (CustomerTrait & ListField)[];

/**
 * Lists what traits tell. Blanks and placeholders tell nothing, so that an import full of them overwrites nothing.
 *
 * @param traits - of an event
 * @param options - how phone numbers are read
 * @returns values, and the contacts that nobody can read
 */
export function readTraits(
  traits: CustomerTraits,
  options: ReadTraitsOptions,
): { readonly told: readonly ToldValue[]; readonly unreadable: readonly string[] } {
  const told: ToldValue[] = [];
  const unreadable: string[] = [];
  for (const field of TEXT_FIELDS) {
    const value = traits[field];
    if (value === undefined || isBlank(value)) continue;
    told.push({ field, trait: field, value: value.trim(), key: textKey(value), main: true });
  }
  for (const field of TEXT_LISTS) {
    for (const value of traits[field] ?? []) {
      if (isBlank(value)) continue;
      told.push({ field, trait: field, value: value.trim(), key: textKey(value), main: false });
    }
  }
  const contact = (
    field: "email" | "phone",
    trait: CustomerTrait,
    value: string,
    main: boolean,
  ): void => {
    if (isBlank(value)) return;
    const key = field === "email" ? emailKey(value) : phoneKey(value, options);
    if (key === undefined) unreadable.push(value);
    else told.push({ field, trait, value: value.trim(), key, main });
  };
  if (traits.email !== undefined) contact("email", "email", traits.email, true);
  for (const email of traits.emails ?? []) contact("email", "emails", email, false);
  for (const phone of splitPhones(traits.phone ?? "")) contact("phone", "phone", phone, true);
  for (const field of traits.phones ?? []) {
    for (const phone of splitPhones(field)) contact("phone", "phones", phone, false);
  }
  for (const value of traits.handles ?? []) {
    const network = value.network.trim().toLowerCase();
    const key = `${network} ${textKey(value.handle).replace(/^@/u, "")}`;
    if (!isBlank(value.handle))
      told.push({ field: "handles", trait: "handles", value, key, main: false });
  }
  for (const value of traits.identifiers ?? []) {
    if (isBlank(value.value)) continue;
    const key = JSON.stringify([textKey(value.issuer), value.value.trim()]);
    told.push({ field: "identifiers", trait: "identifiers", value, key, main: false });
  }
  for (const value of traits.sizes ?? []) {
    told.push({ field: "sizes", trait: "sizes", value, key: textKey(value.item), main: false });
  }
  (traits.addresses ?? []).forEach((value, index) => {
    const key = addressKey(value);
    if (key === "") return;
    told.push({ field: "addresses", trait: "addresses", value, key, main: index === 0 });
    if (index > 0 || value.city === undefined || isBlank(value.city)) return;
    // Where the main address is, there they live, unless they say otherwise.
    const city = { value: value.city.trim(), key: textKey(value.city), main: false };
    told.push({ field: "city", trait: "addresses", ...city });
  });
  return { told, unreadable };
}

/**
 * Gives the form of a text in which case and spaces do not matter.
 *
 * @param text - as typed
 * @returns composed (NFC), in lower case, single spaces
 */
export function textKey(text: string): string {
  return text.normalize("NFC").trim().toLowerCase().replace(/\s+/gu, " ");
}

function phoneKey(
  phone: string,
  { country, normalizePhone }: ReadTraitsOptions,
): string | undefined {
  const number = normalizePhone(phone, country);
  return number === undefined || isPlaceholderPhone(number) ? undefined : number;
}

function addressKey(address: PostalAddress): string {
  const { recipient, street, district, city, region, postalCode, country } = address;
  const parts = [recipient, street, district, city, region, postalCode, country];
  const key = JSON.stringify(parts.map((part) => textKey(part ?? "")));
  return parts.every((part) => part === undefined || isBlank(part)) ? "" : key;
}
