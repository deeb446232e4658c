import { assertRecord, atDoor } from "../kernel";
import type { CustomerTraits } from "../events";
import type { ContactMedium } from "./contacts/channels";
import type { CustomerProfile } from "./customer-profile";
import type { ProfileFact } from "./facts/profile-fact";

/**
 * Gives the bare values of a profile, without how they are known.
 *
 * @param profile - from `foldProfile`
 * @returns traits; what is not known is left out
 */
export function profileTraits(profile: CustomerProfile): CustomerTraits {
  assertRecord(profile, "profileTraits: profile");
  return atDoor("profileTraits", () => profileTraitsUnchecked(profile));
}

function profileTraitsUnchecked(profile: CustomerProfile): CustomerTraits {
  const values = <Value>(facts: readonly ProfileFact<Value>[]): Value[] | undefined =>
    facts.length === 0 ? undefined : facts.map((fact) => fact.value);
  const contacts = (medium: ContactMedium): string[] =>
    profile.contactPoints.filter((point) => point.medium === medium).map(({ value }) => value);
  const [email, ...emails] = contacts("email");
  const [phone, ...phones] = contacts("phone");
  const traits = {
    name: profile.name?.value,
    givenName: profile.givenName?.value,
    familyName: profile.familyName?.value,
    otherNames: values(profile.otherNames),
    nickname: profile.nickname?.value,
    honorific: profile.honorific?.value,
    email,
    emails: emails.length === 0 ? undefined : emails,
    phone,
    phones: phones.length === 0 ? undefined : phones,
    handles: values(profile.handles),
    identifiers: values(profile.identifiers),
    city: profile.city?.value,
    addresses: values(profile.addresses),
    birthday: profile.birthday?.value,
    language: profile.language?.value,
    timeZone: profile.timeZone?.value,
    preferredChannel: profile.preferredChannel?.value,
    foundThrough: profile.foundThrough?.value,
    labels: values(profile.labels),
    needs: values(profile.needs),
    pains: values(profile.pains),
    aspirations: values(profile.aspirations),
    fears: values(profile.fears),
    values: values(profile.values),
    interests: values(profile.interests),
    sizes: values(profile.sizes),
  } satisfies { readonly [Name in keyof CustomerTraits]-?: CustomerTraits[Name] | undefined };
  return Object.fromEntries(Object.entries(traits).filter(([, value]) => value !== undefined));
}
