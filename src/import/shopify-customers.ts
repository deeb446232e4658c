import type { ConsentStatus, CustomerTrait, CustomerTraits, PostalAddress } from "../events";
import { customerIdOf, eventId, NO_CUSTOMER, withContentId } from "./import-result";
import type { RecordReader } from "./record-reader";
import type { ShopifyContext } from "./shopify-refunds";
import { fullName, hasTraits, known, languageOf } from "./traits";

/** What Shopify's marketing states mean; those without a place here say nothing of what the customer said. */
const STATES: Readonly<Record<string, ConsentStatus>> = {
  subscribed: "granted",
  pending: "pending",
  unsubscribed: "withdrawn",
};

/**
 * Takes in a customer: who they are, and what they allow.
 *
 * @param read - the payload
 * @param context - collector and options
 */
export function takeShopifyCustomer(read: RecordReader, context: ShopifyContext): void {
  const { collector, options } = context;
  const source = options.source ?? "shopify";
  const shopifyId = read.id("id");
  const email = read.text("email");
  const customerId = customerIdOf({ id: shopifyId, email }, options);
  const updatedAt = read.instant(read.has("updated_at") ? "updated_at" : "created_at");
  if (customerId === undefined) {
    if (!read.fails())
      collector.skip(read.path, "no_customer", `customer ${shopifyId} ${NO_CUSTOMER}`);
    return;
  }
  const verified: CustomerTrait[] =
    email !== undefined && read.raw("verified_email") === true ? ["email"] : [];
  const traits = readTraits(read, shopifyId, source, context);
  if (read.fails()) return;
  const base = { customerId, source };
  if (hasTraits(traits)) {
    collector.add(
      withContentId({
        ...base,
        id: eventId(source, "customer", shopifyId, updatedAt.toISOString()),
        type: "customer_identified",
        at: updatedAt,
        traits,
        ...(verified.length === 0 ? {} : { verified }),
      }),
      read.path,
    );
  }
  for (const channel of ["email", "sms"] as const) {
    const name = `${channel}_marketing_consent`;
    if (!read.has(name)) continue;
    const issuesBefore = read.issues.length;
    const consent = read.record(name);
    const state = consent.text("state") ?? "";
    const status = Object.hasOwn(STATES, state) ? STATES[state] : undefined;
    if (status === undefined) {
      collector.skip(
        consent.path,
        "not_mapped",
        `says ${JSON.stringify(state)}: the customer was not asked, or what they said is gone`,
      );
      continue;
    }
    const at = consent.has("consent_updated_at")
      ? consent.instant("consent_updated_at")
      : updatedAt;
    if (read.issues.length > issuesBefore) {
      const issues = read.issues.slice(issuesBefore);
      collector.skip(consent.path, "unreadable", issues[0]?.message ?? "", issues);
      continue;
    }
    const place = consent.text("consent_collected_from");
    const method = consent.text("opt_in_level") ?? "shopify";
    const contact = channel === "email" ? email : read.text("phone");
    collector.add(
      withContentId({
        ...base,
        id: eventId(source, "consent", shopifyId, channel, at.toISOString()),
        type: "consent_changed",
        at,
        purpose: "marketing",
        channel,
        status,
        proof: { method, ...known({ place }) },
        ...known({ contact }),
      }),
      consent.path,
    );
  }
}

function readTraits(
  read: RecordReader,
  shopifyId: string,
  source: string,
  { collector }: ShopifyContext,
): CustomerTraits {
  const [givenName, familyName] = [read.text("first_name"), read.text("last_name")];
  const home = read.has("default_address") ? readAddress(read.record("default_address")) : {};
  const labels = read
    .text("tags")
    ?.split(",")
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");
  return known<CustomerTraits>({
    name: fullName(givenName, familyName),
    givenName,
    familyName,
    email: read.text("email"),
    phone: read.text("phone"),
    identifiers: [{ issuer: source, value: shopifyId }],
    city: home.city,
    addresses: Object.keys(home).length === 0 ? undefined : [home],
    language: languageOf(read, "locale", collector),
    labels: labels === undefined || labels.length === 0 ? undefined : labels,
  });
}

function readAddress(read: RecordReader): PostalAddress {
  const street = [read.text("address1"), read.text("address2")].filter(
    (line) => line !== undefined,
  );
  const country = read.text("country_code");
  return known<PostalAddress>({
    street: street.length === 0 ? undefined : street.join(", "),
    city: read.text("city"),
    region: read.text("province"),
    postalCode: read.text("zip"),
    country: country !== undefined && /^[A-Z]{2}$/u.test(country) ? country : undefined,
  });
}
