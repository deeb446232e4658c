import type { CustomerTrait, CustomerTraits, PostalAddress } from "../../events";
import { emailKey } from "../contacts/email-key";
import {
  isPlaceholderPhone,
  localDigits,
  splitPhones,
  type NormalizePhone,
} from "../contacts/phone-key";
import { isBlank } from "../contacts/placeholders";
import type { ListField, ValueField } from "../profile-policy";

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

/** What traits tell, and the contacts that nobody can read. */
export interface ToldTraits {
  /** The values. */
  readonly told: readonly ToldValue[];
  /** Contacts as typed. */
  readonly unreadable: readonly string[];
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
 * Lists what traits tell, but phone numbers. Blanks and placeholders tell nothing, so that an import full of them
 * overwrites nothing.
 */
export function readTraits(traits: CustomerTraits): ToldTraits {
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
  const email = (trait: CustomerTrait, value: string, main: boolean): void => {
    if (isBlank(value)) return;
    const key = emailKey(value);
    if (key === undefined) unreadable.push(value);
    else told.push({ field: "email", trait, value: value.trim(), key, main });
  };
  if (traits.email !== undefined) email("email", traits.email, true);
  for (const value of traits.emails ?? []) email("emails", value, false);
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

/** Lists the phone numbers that traits tell. */
export function readPhones(
  traits: CustomerTraits,
  country: string | undefined,
  normalizePhone: NormalizePhone,
): ToldTraits {
  const told: ToldValue[] = [];
  const unreadable: string[] = [];
  const phone = (trait: CustomerTrait, field: string, main: boolean): void => {
    for (const value of splitPhones(field)) {
      if (isBlank(value)) continue;
      const key = phoneKey(value, country, normalizePhone);
      if (key === undefined) unreadable.push(value);
      else told.push({ field: "phone", trait, value: value.trim(), key, main });
    }
  };
  phone("phone", traits.phone ?? "", true);
  for (const field of traits.phones ?? []) phone("phones", field, false);
  return { told, unreadable };
}

/** Whether the key of a phone number is a local one. */
export function isLocalPhone(key: string): boolean {
  return !key.startsWith("+");
}

/** Gives the form of a text in which case and spaces do not matter. */
export function textKey(text: string): string {
  return text.normalize("NFC").trim().toLowerCase().replace(/\s+/gu, " ");
}

function phoneKey(
  phone: string,
  country: string | undefined,
  normalizePhone: NormalizePhone,
): string | undefined {
  const number = normalizePhone(phone, country);
  if (number !== undefined) return isPlaceholderPhone(number) ? undefined : number;
  const digits = localDigits(phone);
  return digits === undefined || country === undefined ? digits : `${country} ${digits}`;
}

function addressKey(address: PostalAddress): string {
  const { recipient, street, district, city, region, postalCode, country } = address;
  const parts = [recipient, street, district, city, region, postalCode, country];
  const key = JSON.stringify(parts.map((part) => textKey(part ?? "")));
  return parts.every((part) => part === undefined || isBlank(part)) ? "" : key;
}
