import { defined } from "../../kernel";
import type { CustomerTraits } from "../../events";
import type { Collector } from "../import-result";
import type { RecordReader } from "../record-reader";
import { birthdayOf, fullName, languageOf, timeZoneOf } from "../traits";

/** Reads the traits of the Segment spec. */
export function readSegmentTraits(
  traits: RecordReader,
  context: RecordReader,
  collector: Collector,
): CustomerTraits {
  const address = traits.has("address") ? traits.optionalRecord("address") : undefined;
  const givenName = traits.text("firstName") ?? traits.text("first_name");
  const familyName = traits.text("lastName") ?? traits.text("last_name");
  const place =
    address === undefined
      ? {}
      : defined({
          street: address.text("street"),
          city: address.text("city"),
          region: address.text("state"),
          postalCode: address.textOrNumber("postalCode") ?? address.textOrNumber("postal_code"),
        });
  return defined<CustomerTraits>({
    name: traits.text("name") ?? fullName(givenName, familyName),
    givenName,
    familyName,
    email: traits.text("email"),
    phone: traits.textOrNumber("phone"),
    city: address?.text("city"),
    addresses: Object.keys(place).length === 0 ? undefined : [place],
    birthday: birthdayOf(traits, "birthday", collector),
    language: languageOf(context, "locale", collector),
    timeZone: timeZoneOf(context, "timezone", collector),
  });
}
