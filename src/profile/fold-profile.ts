import { assertEvents, type CustomerEvent, eventsAsOne, unionLog } from "../events";
import {
  assertInstant,
  assertList,
  assertOptions,
  atDoor,
  calendarOf,
  defined,
  formatDay,
  type OptionNames,
  reason,
  type Reason,
  SetiaError,
  showValue,
} from "../kernel";
import { keptLines, ordersFromEvents, orderStands, type Product } from "../purchases";
import { consentNotes, consentStatements } from "./consent/fold-consents";
import { countryCode } from "./contacts/country-code";
import { type NormalizePhone, plainPhone } from "./contacts/phone-key";
import type { CustomerProfile } from "./customer-profile";
import { chooseFact } from "./facts/choose-fact";
import { type CommunicationPattern, communicationPattern } from "./facts/communication-pattern";
import { contactPointsFrom, listFrom, otherNamesFrom } from "./facts/fold-lists";
import { gatherFacts } from "./facts/gather-facts";
import { lastTalks } from "./facts/interactions";
import type { ProfileFact } from "./facts/profile-fact";
import { textKey } from "./facts/read-traits";
import {
  assertProfilePolicy,
  DEFAULT_PROFILE_POLICY,
  type ProfilePolicy,
  type ValueField,
} from "./profile-policy";

/** Days on which a category must have been bought to be an interest: once may be a gift. */
const LEAST_DAYS = 2;

/** Answers on a channel that make it the preferred one. */
const LEAST_ANSWERS = 2;

/** What interests are learned with. */
export interface LearnedInterestsOptions {
  /** The instant of the answer. */
  readonly asOf: Date;
  /** IANA zone whose calendar days are counted. */
  readonly timeZone: string;
  /** The catalogue by sku, for categories that lines do not name. */
  readonly products: ReadonlyMap<string, Product> | undefined;
}

/** Learns what a customer likes from the categories that they bought from on two days or more. */
export function learnedInterests(
  events: readonly CustomerEvent[],
  options: LearnedInterestsOptions,
): ProfileFact<string>[] {
  const { asOf, timeZone, products } = options;
  const calendar = calendarOf(timeZone);
  const bought = new Map<string, { days: Set<number>; orderId: string }>();
  for (const order of ordersFromEvents(events, { asOf })) {
    if (!orderStands(order)) continue;
    for (const { sku, category } of keptLines(order)) {
      const name = products?.get(sku)?.category ?? category;
      if (name === undefined) continue;
      const there = bought.get(name) ?? { days: new Set<number>(), orderId: order.id };
      there.days.add(calendar.dayOf(order.placedAt));
      bought.set(name, { ...there, orderId: order.id });
    }
  }
  const orders = new Map(
    events.flatMap((event) =>
      event.type === "order_completed" ? [[event.orderId, event] as const] : [],
    ),
  );
  return [...bought]
    .filter(([, { days }]) => days.size >= LEAST_DAYS)
    .flatMap(([value, { days, orderId }]) => {
      const event = orders.get(orderId);
      return event === undefined ? [] : [{ fact: observed(value, event), days: days.size }];
    })
    .sort(
      (a, b) =>
        b.days - a.days ||
        b.fact.observedAt.getTime() - a.fact.observedAt.getTime() ||
        (a.fact.value < b.fact.value ? -1 : 1),
    )
    .map(({ fact }) => fact);
}

/** Learns which channel a customer likes best from where they answer. */
export function learnedChannel(
  { channels }: CommunicationPattern,
  events: readonly CustomerEvent[],
): ProfileFact<string> | undefined {
  const [first, second] = channels;
  if (first === undefined || first.answered < LEAST_ANSWERS) return undefined;
  if (second?.answered === first.answered) return undefined;
  const last = events.findLast(
    (event) =>
      (event.type === "interaction_logged" && event.direction === "inbound") ||
      event.type === "tactic_responded",
  );
  return last === undefined ? undefined : observed(first.channel, last);
}

function observed(value: string, event: CustomerEvent): ProfileFact<string> {
  return {
    value,
    basis: "observed",
    verified: false,
    observedAt: event.at,
    recordedAt: event.recordedAt ?? event.at,
    ...defined({ source: event.source }),
    eventId: event.id,
    customerId: event.customerId,
  };
}

/** Options of {@link foldProfile}. */
export interface FoldProfileOptions {
  /** The instant of the answer, inclusive; later events are ignored. */
  readonly asOf: Date;
  /** IANA zone of the shop, for days, and for hours where the customer's is not known; `"UTC"` if left out. */
  readonly timeZone?: string;
  /** How values are chosen; {@link DEFAULT_PROFILE_POLICY} if left out. */
  readonly policy?: ProfilePolicy;
  /**
   * Two letters of ISO 3166-1: the country of the phone numbers that are written without one, for customers whose
   * addresses tell none. Left out, such numbers stay local and reach nobody.
   */
  readonly country?: string;
  /** Reads phone numbers; {@link plainPhone} if left out, `internationalPhone` of `setia/phone` for all countries. */
  readonly normalizePhone?: NormalizePhone;
  /** The catalogue by sku, for the categories of what was bought. */
  readonly products?: ReadonlyMap<string, Product>;
}

const FOLD_PROFILE_OPTIONS: OptionNames<FoldProfileOptions> = {
  asOf: true,
  timeZone: true,
  policy: true,
  country: true,
  normalizePhone: true,
  products: true,
};

/**
 * Puts together who a customer is: each field with where it was learned, when, and whether it was verified. What an
 * event does not tell, or tells with a blank or placeholder, changes nothing; an import never overwrites a verified
 * value. Interests and the preferred channel are also learned from what the customer does.
 *
 * @param events - of one customer, or of several that are merged at `asOf`, in any order
 * @param options - instant and policy
 * @returns the profile at `asOf`
 * @throws SetiaError `UNKNOWN_CUSTOMER` if there is no event up to `asOf`; `INVALID_INPUT` if events of customers who
 * are not merged are mixed; `INVALID_INSTANT`, `INVALID_OPTION`, `INVALID_TIME_ZONE`
 *
 * @example
 * ```ts
 * import { foldProfile, type CustomerEvent } from "setia";
 *
 * const told = { type: "customer_identified", customerId: "ani" } as const;
 * const events: CustomerEvent[] = [
 *   { ...told, id: "1", at: new Date("2026-01-05"), source: "staff",
 *     traits: { name: "Ani Wijaya", email: "ani@toko.co.id" }, verified: ["email"] },
 *   { ...told, id: "2", at: new Date("2026-03-01"), source: "import", traits: { name: "-", email: "old@toko.co.id" } },
 * ];
 * const profile = foldProfile(events, { asOf: new Date("2026-04-01") });
 * profile.name?.value; // => "Ani Wijaya"
 * profile.contactPoints.map((point) => [point.value, point.verified]); // => [["ani@toko.co.id", true], ["old@toko.co.id", false]]
 * ```
 */
export function foldProfile(
  events: readonly CustomerEvent[],
  options: FoldProfileOptions,
): CustomerProfile {
  assertList(events, "foldProfile: events");
  assertOptions(options, FOLD_PROFILE_OPTIONS, "foldProfile");
  return atDoor(
    "foldProfile",
    () => foldProfileUnchecked(events, options),
    () => {
      assertEvents(events, "foldProfile");
    },
  );
}

function foldProfileUnchecked(
  events: readonly CustomerEvent[],
  options: FoldProfileOptions,
): CustomerProfile {
  const { asOf, timeZone = "UTC", policy = DEFAULT_PROFILE_POLICY, products } = options;
  const { normalizePhone = plainPhone } = options;
  const country = countryCode(options.country);
  assertInstant(asOf, "foldProfile: asOf");
  if (policy !== DEFAULT_PROFILE_POLICY) assertProfilePolicy(policy, "foldProfile: policy");
  if (options.country !== undefined && country === undefined) {
    throw new SetiaError(
      "INVALID_OPTION",
      `foldProfile: country is ${showValue(options.country)}; expected two letters of ISO 3166-1 such as "ID"`,
    );
  }
  const log = unionLog(events, asOf, "foldProfile: events");
  if (log === undefined || log.events.length === 0) {
    throw new SetiaError(
      "UNKNOWN_CUSTOMER",
      "foldProfile: there is no event up to asOf; expected at least one",
    );
  }
  const calendar = calendarOf(timeZone);
  const gathered = gatherFacts(log.events, policy, { country, normalizePhone });
  const { candidates } = gathered;
  const reasons: Reason[] = [...gathered.reasons];
  const value = <Field extends ValueField>(field: Field): ChosenFact<Field> => {
    const { chosen, keptOut } = chooseFact(candidates.get(field) ?? [], policy.values[field]);
    const last = keptOut.at(-1);
    if (last !== undefined) {
      const day = formatDay(calendar.dayOf(last.fact.observedAt));
      const source = last.fact.source ?? "import";
      reasons.push(reason("profile.import_kept_out", { field, source, day }));
    }
    // The readers of traits see to it that a value is of its field's type.
    return (chosen === undefined ? {} : { [field]: chosen.fact }) as ChosenFact<Field>;
  };
  const zone = value("timeZone");
  const asOne = eventsAsOne(log);
  const communication = communicationPattern(asOne, zone.timeZone?.value, timeZone);
  const declared = value("preferredChannel");
  const observed = learnedChannel(communication, log.events);
  const liked = listFrom<string>(candidates, "interests", policy);
  const likedKeys = new Set(liked.map((fact) => textKey(fact.value)));
  const learned = learnedInterests(asOne, { asOf, timeZone, products });
  const name = value("name");
  const consents = consentStatements(log.events);
  // Main addresses and numbers are chosen like other values, so that what gave way is told.
  const main = { email: value("email").email, phone: value("phone").phone };
  return {
    customerId: log.customerId,
    customerIds: log.customerIds,
    asOf,
    ...value("kind"),
    ...name,
    ...value("givenName"),
    ...value("familyName"),
    otherNames: otherNamesFrom(candidates, name.name, policy),
    ...value("nickname"),
    ...value("honorific"),
    contactPoints: contactPointsFrom(candidates, main),
    handles: listFrom(candidates, "handles", policy),
    identifiers: listFrom(candidates, "identifiers", policy),
    ...value("city"),
    addresses: listFrom(candidates, "addresses", policy),
    ...value("birthday"),
    ...value("language"),
    ...zone,
    ...(declared.preferredChannel === undefined && observed !== undefined
      ? { preferredChannel: observed }
      : declared),
    ...value("foundThrough"),
    labels: listFrom(candidates, "labels", policy),
    needs: listFrom(candidates, "needs", policy),
    pains: listFrom(candidates, "pains", policy),
    aspirations: listFrom(candidates, "aspirations", policy),
    fears: listFrom(candidates, "fears", policy),
    values: listFrom(candidates, "values", policy),
    interests: [...liked, ...learned.filter((fact) => !likedKeys.has(textKey(fact.value)))],
    sizes: listFrom(candidates, "sizes", policy),
    communication,
    ...lastTalks(log.events),
    consents,
    reasons: [...reasons, ...consentNotes(consents, calendar)],
  };
}

type ChosenFact<Field extends ValueField> = {
  readonly [Name in Field]?: ProfileFact<Name extends "kind" ? "person" | "firm" : string>;
};
