import { defined } from "../../kernel";
import type {
  ConsentStatus,
  CustomerEvent,
  CustomerTrait,
  CustomerTraits,
  PostalAddress,
} from "../../events";
import { customerIdOf, eventId, NO_CUSTOMER, withContentId } from "../import-result";
import type { RecordReader } from "../record-reader";
import type { ShopifyContext } from "./refunds";
import { shopifyId } from "./values";
import { fullName, hasTraits, languageOf } from "../traits";

/** What Shopify's marketing states mean; those without a place here say nothing of what the customer said. */
const STATES: Readonly<Record<string, ConsentStatus>> = {
  subscribed: "granted",
  pending: "pending",
  unsubscribed: "withdrawn",
};

/** Somebody whose consent is read. */
interface Person {
  readonly shopifyId: string;
  readonly customerId: string;
  readonly email: string | undefined;
  readonly phone: string | undefined;
  /** When the record was written, if it says so. */
  readonly updatedAt: Date | undefined;
}

/** Takes in a customer: who they are, and what they allow. */
export function takeShopifyCustomer(read: RecordReader, context: ShopifyContext): void {
  const { collector, options, source } = context;
  const id = shopifyId(read, "id");
  const [email, phone] = [emailOf(read), phoneOf(read)];
  const customerId = customerIdOf({ id, email }, options);
  const updatedAt = read.instant(read.firstOf("updated_at", "created_at"));
  if (customerId === undefined) {
    if (!read.fails()) collector.skip(read.path, "no_customer", `customer ${id} ${NO_CUSTOMER}`);
    return;
  }
  const traits = readTraits(read, id, context);
  if (read.fails()) return;
  collector.add(identified(read, traits, { id, customerId, at: updatedAt, source }), read.path);
  const person = { shopifyId: id, customerId, email, phone, updatedAt };
  for (const consent of consentsOf(read)) {
    const event = consentEvent(consent, person, context);
    if (event !== undefined) collector.add(event, consent.read.path);
  }
}

/** Takes in a consent that is told by itself. */
export function takeShopifyConsent(read: RecordReader, context: ShopifyContext): void {
  const { collector, options } = context;
  const id = shopifyId(read, read.firstOf("customer_id", "id"));
  const email = read.text("email_address") ?? emailOf(read);
  const customerId = customerIdOf({ id, email }, options);
  const updatedAt = read.optionalInstant(read.firstOf("updated_at", "occurred_at"));
  const consents = consentsOf(read);
  if (consents.length === 0) read.refuse("email_marketing_consent", "expected a consent");
  if (read.fails()) return;
  if (customerId === undefined) {
    collector.skip(read.path, "no_customer", `the consent of customer ${id} ${NO_CUSTOMER}`);
    return;
  }
  const person = { shopifyId: id, customerId, email, phone: phoneOf(read), updatedAt };
  for (const consent of consents) {
    const event = consentEvent(consent, person, context);
    if (event !== undefined) collector.add(event, consent.read.path);
  }
}

/** An order and whose it is. */
interface OrderOfCustomer {
  readonly order: RecordReader;
  readonly customer: RecordReader;
  readonly at: Date;
  readonly updatedAt: Date;
  readonly orderId: string;
  readonly customerId: string;
}

/** Takes in who ordered, as their order tells it; what cannot be read of them leaves the order alone. */
export function takeCustomerOfOrder(told: OrderOfCustomer, context: ShopifyContext): void {
  const { order, customer, at, updatedAt, orderId, customerId } = told;
  const { collector, source } = context;
  const issuesBefore = order.issues.length;
  const billing = order.record("billing_address");
  const contact = {
    email: order.text("email") ?? order.text("contact_email"),
    phone: order.text("phone") ?? billing.text("phone"),
    name: billing.text("name") ?? nameOf(billing),
  };
  if (!customer.has("id")) {
    const traits = defined<CustomerTraits>({
      ...contact,
      email: emailOf(customer) ?? contact.email,
    });
    const id = eventId(source, "guest", orderId);
    if (hasTraits(traits) && !order.fails(issuesBefore)) {
      collector.addOnce(
        withContentId({ id, type: "customer_identified", customerId, source, at, traits }),
        order.path,
      );
    }
    return;
  }
  const id = shopifyId(customer, "id");
  const own = readTraits(customer, id, context);
  const traits = defined<CustomerTraits>({
    ...own,
    name: own.name ?? contact.name,
    email: own.email ?? contact.email,
    phone: own.phone ?? contact.phone,
  });
  const changedAt = customer.optionalInstant("updated_at") ?? updatedAt;
  const since = customer.optionalInstant("created_at") ?? at;
  if (order.fails(issuesBefore)) return;
  // An id alone is nothing that the order itself does not say.
  if (traits.name ?? traits.email ?? traits.phone ?? traits.addresses) {
    const event = identified(customer, traits, { id, customerId, at: changedAt, source });
    collector.addOnce(event, customer.path);
  }
  const person = {
    shopifyId: id,
    customerId,
    email: own.email,
    phone: own.phone,
    updatedAt: changedAt,
  };
  for (const consent of consentsOf(customer)) {
    const event = consentEvent(consent, person, context);
    if (event !== undefined) collector.addOnce(event, consent.read.path);
  }
  takeSamePerson({ ...told, at: since < at ? since : at }, own.email, contact.email, context);
}

/**
 * Says that whoever goes by an id here and by an e-mail address in an export is one person. Shopify gives an address to
 * one customer only.
 */
function takeSamePerson(
  { customer, at, customerId }: OrderOfCustomer,
  own: string | undefined,
  ofOrder: string | undefined,
  { collector, options, source }: ShopifyContext,
): void {
  if (options.orderBy === "id") return;
  const email = customerIdOf({ email: own }, { customerBy: "email" });
  const asExported = customerIdOf({ email: ofOrder ?? own }, { customerBy: "email" });
  if (email === undefined || email !== asExported || email === customerId) return;
  collector.addOnce(
    withContentId({
      id: eventId(source, "same_person", customerId, email),
      type: "customers_merged",
      customerId,
      source,
      at,
      mergedCustomerIds: [email],
      by: "importShopify",
      reason: "Shopify gives this e-mail address to this customer only",
    }),
    customer.path,
  );
}

function identified(
  read: RecordReader,
  traits: CustomerTraits,
  {
    id,
    ...base
  }: {
    readonly id: string;
    readonly customerId: string;
    readonly at: Date;
    readonly source: string;
  },
): CustomerEvent {
  const isVerified = read.raw("verified_email") === true && emailOf(read) !== undefined;
  const verified: readonly CustomerTrait[] = isVerified ? ["email"] : [];
  return withContentId({
    ...base,
    id: eventId(base.source, "customer", id, base.at.toISOString()),
    type: "customer_identified",
    traits,
    ...(verified.length === 0 ? {} : { verified }),
  });
}

/** Finds a customer's e-mail address, as REST or GraphQL gives it. */
export function emailOf(customer: RecordReader): string | undefined {
  return (
    customer.text("email") ?? customer.optionalRecord("default_email_address").text("email_address")
  );
}

function phoneOf(customer: RecordReader): string | undefined {
  return (
    customer.textOrNumber("phone") ??
    customer.optionalRecord("default_phone_number").text("phone_number")
  );
}

function nameOf(read: RecordReader): string | undefined {
  return fullName(read.text("first_name"), read.text("last_name"));
}

interface ToldConsent {
  readonly read: RecordReader;
  readonly channel: "email" | "sms";
}

/** What a record tells of consent: in fields of its own, or with the address or number that it is for. */
function consentsOf(read: RecordReader): readonly ToldConsent[] {
  const places = [
    ["email", "email_marketing_consent", "default_email_address"],
    ["sms", "sms_marketing_consent", "default_phone_number"],
  ] as const;
  return places.flatMap(([channel, own, withContact]): ToldConsent[] => {
    if (read.has(own)) return [{ channel, read: read.record(own) }];
    const contact = read.optionalRecord(withContact);
    if (contact.has("marketing_state")) return [{ channel, read: contact }];
    // Before 2022 a record said yes or no to e-mail.
    return channel === "email" && read.has("accepts_marketing") ? [{ channel, read }] : [];
  });
}

function consentEvent(
  { read, channel }: ToldConsent,
  { shopifyId: id, customerId, email, phone, updatedAt }: Person,
  { collector, source }: ShopifyContext,
): CustomerEvent | undefined {
  const issuesBefore = read.issues.length;
  const state = stateOf(read);
  const status = Object.hasOwn(STATES, state) ? STATES[state] : undefined;
  if (status === undefined) {
    if (read.fails(issuesBefore)) return undefined;
    collector.skip(
      read.path,
      "not_mapped",
      `says ${JSON.stringify(state)}: the customer was not asked, or what they said is gone`,
    );
    return undefined;
  }
  const dated = read.firstOf(
    "consent_updated_at",
    "marketing_updated_at",
    "accepts_marketing_updated_at",
  );
  const said = read.optionalInstant(dated);
  const at = said ?? updatedAt ?? read.instant(dated);
  const place = read.text("consent_collected_from");
  const method = read.word(read.firstOf("opt_in_level", "marketing_opt_in_level")) ?? "shopify";
  if (read.fails(issuesBefore)) return undefined;
  return withContentId({
    id: eventId(source, "consent", id, channel, at.toISOString()),
    type: "consent_changed",
    customerId,
    source,
    at,
    purpose: "marketing",
    channel,
    status,
    proof: { method, ...defined({ place }) },
    ...defined({ contact: channel === "email" ? email : phone }),
    ...(said === undefined ? { undated: true } : {}),
  });
}

/** A "no" without a date is that of a customer who was not asked. */
function stateOf(read: RecordReader): string {
  const accepts = read.raw("accepts_marketing");
  if (typeof accepts !== "boolean") {
    return read.word(read.firstOf("state", "marketing_state")) ?? "";
  }
  if (accepts) return "subscribed";
  return read.has("accepts_marketing_updated_at") ? "unsubscribed" : "not_subscribed";
}

function readTraits(
  read: RecordReader,
  id: string,
  { collector, source }: ShopifyContext,
): CustomerTraits {
  const home = readAddress(read.optionalRecord("default_address"));
  const labels = labelsOf(read);
  return defined<CustomerTraits>({
    name: nameOf(read),
    givenName: read.text("first_name"),
    familyName: read.text("last_name"),
    email: emailOf(read),
    phone: phoneOf(read),
    identifiers: [{ issuer: source, value: id }],
    city: home.city,
    addresses: Object.keys(home).length === 0 ? undefined : [home],
    language: languageOf(read, "locale", collector),
    labels: labels.length === 0 ? undefined : labels,
  });
}

/** Tags are one text in REST and a list in GraphQL. */
function labelsOf(read: RecordReader): readonly string[] {
  const tags = read.raw("tags");
  const list = Array.isArray(tags) ? Array.from<unknown>(tags) : read.text("tags")?.split(",");
  return (list ?? [])
    .filter((tag) => typeof tag === "string")
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");
}

function readAddress(read: RecordReader): PostalAddress {
  const street = [read.text("address1"), read.text("address2")].filter(
    (line) => line !== undefined,
  );
  const country = read.text(read.firstOf("country_code", "country_code_v2"));
  return defined<PostalAddress>({
    street: street.length === 0 ? undefined : street.join(", "),
    city: read.text("city"),
    region: read.text("province"),
    postalCode: read.textOrNumber("zip"),
    country: country !== undefined && /^[A-Z]{2}$/u.test(country) ? country : undefined,
  });
}
