import { assertEvents, type CustomerEvent, eventsAsOne, unionLog } from "../events";
import {
  assertInstant,
  assertList,
  assertOptions,
  atDoor,
  calendarOf,
  formatDay,
  type OptionNames,
  reason,
  type Reason,
  SetiaError,
  showValue,
} from "../kernel";
import type { Product } from "../purchases";
import { chooseFact } from "./facts/choose-fact";
import { communicationPattern } from "./facts/communication-pattern";
import { countryCode } from "./contacts/country-code";
import type { CustomerProfile } from "./customer-profile";
import { contactPointsFrom, listFrom, otherNamesFrom } from "./facts/fold-lists";
import { consentNotes, consentStatements } from "./consent/fold-consents";
import { lastTalks } from "./facts/interactions";
import { gatherFacts } from "./facts/gather-facts";
import { learnedChannel, learnedInterests } from "./facts/learned-facts";
import { plainPhone, type NormalizePhone } from "./contacts/phone-key";
import type { ProfileFact } from "./facts/profile-fact";
import {
  assertProfilePolicy,
  DEFAULT_PROFILE_POLICY,
  type ProfilePolicy,
  type ValueField,
} from "./profile-policy";
import { textKey } from "./facts/read-traits";

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
