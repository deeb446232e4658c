import type { ConsentPurpose, LegalBasis } from "../../events";
import {
  assertInstant,
  assertOptions,
  assertRecord,
  atDoor,
  calendarOf,
  formatDay,
  type OptionNames,
  reason,
  type Reason,
} from "../../kernel";
import { contactKey } from "../contacts/contact-points";
import type { CustomerProfile } from "../customer-profile";
import { type ConsentPolicy, DEFAULT_CONSENT_POLICY } from "./consent-policy";
import { type ConsentScope, covers, meets } from "./consent-scope";
import type { ConsentStatement } from "./consent-statement";
import { noteOf, refusesOnUnknown } from "./fold-consents";

/** What one customer's own statements come to. */
export interface OwnConsent {
  /** The customer's id. */
  readonly customerId: string;
  /** `silent`: nothing that they said speaks of it. */
  readonly status: "granted" | "denied" | "withdrawn" | "pending" | "expired" | "silent";
  /** What decides it; missing if silent. */
  readonly statement?: ConsentStatement;
}

/** A statement and what it speaks of, its contact as a key. */
export interface ScopedStatement {
  /** The statement. */
  readonly statement: ConsentStatement;
  /** What it speaks of. */
  readonly scope: ConsentScope;
}

/**
 * Finds what one customer's statements come to at an instant. A refusal holds until a later consent lifts it that
 * speaks of nothing beyond it: a consent for all channels does not lift a refusal of e-mail. An undated one lifts none.
 */
export function consentOfOne(
  customerId: string,
  statements: readonly ScopedStatement[],
  question: ConsentScope,
  at: Date,
): OwnConsent {
  const said = statements.filter(({ statement }) => statement.at <= at);
  const holding = said.filter(
    // A refusal holds until the customer lifts it, whatever end came with it.
    ({ statement }) =>
      isRefusal(statement) || statement.until === undefined || statement.until >= at,
  );
  const grants = holding.filter(
    ({ statement, scope }) => statement.status === "granted" && covers(scope, question),
  );
  const liftedBy = ({ statement, scope }: ScopedStatement): boolean =>
    holding.some(
      (later) =>
        later.statement.status === "granted" &&
        later.statement.undated !== true &&
        later.statement.at > statement.at &&
        covers(scope, later.scope) &&
        covers(later.scope, question),
    );
  const refusal = holding.findLast(
    (given) => isRefusal(given.statement) && meets(given.scope, question) && !liftedBy(given),
  )?.statement;
  if (refusal !== undefined) {
    const status = refusal.status === "denied" ? "denied" : "withdrawn";
    return { customerId, status, statement: refusal };
  }
  const grant = grants.at(-1)?.statement;
  if (grant !== undefined) return { customerId, status: "granted", statement: grant };
  const asked = holding.findLast(
    ({ statement, scope }) => statement.status === "pending" && meets(scope, question),
  )?.statement;
  if (asked !== undefined) return { customerId, status: "pending", statement: asked };
  const expired = said.findLast(
    ({ statement, scope }) => statement.status === "granted" && covers(scope, question),
  )?.statement;
  return expired === undefined
    ? { customerId, status: "silent" }
    : { customerId, status: "expired", statement: expired };
}

function isRefusal({ status }: ConsentStatement): boolean {
  return status === "denied" || status === "withdrawn";
}

/** Where a consent can stand; only `granted` and `not_needed` allow anything. */
export const CONSENT_ANSWERS = [
  "granted",
  "not_needed",
  "denied",
  "withdrawn",
  "pending",
  "expired",
  "conflict",
  "unknown",
] as const;

/** One of `words.consentAnswers`. */
export type ConsentAnswerStatus = (typeof CONSENT_ANSWERS)[number];

/** What is asked about a consent. */
export interface ConsentQuestion {
  /** What for; `any` asks for all purposes at once. */
  readonly purpose: ConsentPurpose;
  /** On which channel; `any` asks for all of them at once. */
  readonly channel: string;
  /** The instant of the answer, inclusive. */
  readonly asOf: Date;
  /** The address or number that is to be used; ask with it, since some consents are for one only. */
  readonly contact?: string;
  /** What holds where nothing was said; {@link DEFAULT_CONSENT_POLICY} if left out. */
  readonly policy?: ConsentPolicy;
  /** IANA zone of the days in the reasons; `"UTC"` if left out. */
  readonly timeZone?: string;
}

/** Whether something is allowed, and on what ground. */
export interface ConsentAnswer {
  /** True if it may be done. */
  readonly allowed: boolean;
  /** Where the consent stands. */
  readonly status: ConsentAnswerStatus;
  /** The legal ground, if allowed. */
  readonly basis?: LegalBasis;
  /** What the customer said that decides it, with its proof; missing if they said nothing. */
  readonly statement?: ConsentStatement;
  /** Why, one reason. */
  readonly reasons: readonly Reason[];
}

const CONSENT_AT_OPTIONS: OptionNames<ConsentQuestion> = {
  purpose: true,
  channel: true,
  asOf: true,
  contact: true,
  policy: true,
  timeZone: true,
};

/**
 * Whether a customer has agreed to something at an instant. If nothing was said, the answer is no, except for service. A
 * refusal holds at once, and until a later consent lifts it that goes no further than the refusal did. A message that is an opt-out
 * as a whole ("STOP") withdraws all on its channel, and a refusal on a channel that is not known counts for all channels. Of merged customers
 * a refusal under any id holds; a later consent under another id makes it a `conflict`, which counts as no, and a consent
 * does not reach addresses that are known only under an id which never gave it.
 *
 * @param profile - who, with everything they ever said
 * @param question - purpose, channel, instant, and best the address too
 * @returns the answer with its proof and reason
 * @throws SetiaError `INVALID_INSTANT`
 *
 * @example
 * ```ts
 * import { consentAt, foldProfile, type CustomerEvent } from "setia";
 *
 * const said = (id: string, day: string, status: "granted" | "withdrawn"): CustomerEvent => ({
 *   id, type: "consent_changed", customerId: "ani", at: new Date(day), purpose: "marketing", channel: "email",
 *   status, proof: { method: "web_form" },
 * });
 * const events = [said("1", "2026-01-05", "granted"), said("2", "2026-03-01", "withdrawn")];
 * const profile = foldProfile(events, { asOf: new Date("2026-04-01") });
 * const ask = { purpose: "marketing", channel: "email" } as const;
 * consentAt(profile, { ...ask, asOf: new Date("2026-02-01") }).allowed; // => true
 * consentAt(profile, { ...ask, asOf: new Date("2026-03-01") }).status; // => "withdrawn"
 * ```
 */
export function consentAt(
  profile: Pick<CustomerProfile, "consents" | "contactPoints">,
  question: ConsentQuestion,
): ConsentAnswer {
  assertRecord(profile, "consentAt: profile");
  assertOptions(question, CONSENT_AT_OPTIONS, "consentAt");
  return atDoor("consentAt", () => consentAtUnchecked(profile, question));
}

function consentAtUnchecked(
  profile: Pick<CustomerProfile, "consents" | "contactPoints">,
  question: ConsentQuestion,
): ConsentAnswer {
  const { asOf, timeZone = "UTC", policy = DEFAULT_CONSENT_POLICY } = question;
  assertInstant(asOf, "consentAt: asOf");
  const points = profile.contactPoints;
  const keyed = (scope: ConsentScope): ConsentScope => ({
    purpose: scope.purpose,
    channel: scope.channel,
    ...(scope.contact === undefined ? {} : { contact: contactKey(scope.contact, points) }),
  });
  const asked = keyed(question);
  const byCustomer = new Map<string, ScopedStatement[]>();
  for (const statement of profile.consents) {
    const own = byCustomer.get(statement.customerId) ?? [];
    byCustomer.set(statement.customerId, own);
    // Nobody knows what else such a word was to stand for, so it counts for all.
    const channel = refusesOnUnknown(statement) ? "any" : statement.channel;
    own.push({ statement, scope: keyed({ ...statement, channel }) });
  }
  const all = [...byCustomer].map(([id, own]) => consentOfOne(id, own, asked, asOf));
  const calendar = calendarOf(timeZone);
  const words = {
    purpose: asked.purpose === "any" ? "all_purposes" : asked.purpose,
    channel: asked.channel === "any" ? "all_channels" : asked.channel,
  };
  const dayOf = (statement: ConsentStatement): string => formatDay(calendar.dayOf(statement.at));

  const refusal = latest(all, ["denied", "withdrawn"]);
  const grant = latest(all, ["granted"]);
  const waiting = latest(all, ["pending"]);
  const against = refusal ?? waiting;
  if (against !== undefined) {
    const isLater = refusal === undefined || (grant !== undefined && grant.at > refusal.at);
    if (grant !== undefined && grant.undated !== true && isLater) {
      const days = { day: dayOf(grant), against: dayOf(against) };
      return no("conflict", against, reason("consent.conflict", { ...words, ...days }));
    }
    const status = against === refusal ? refusalStatus(refusal) : "pending";
    const day = dayOf(against);
    const note = noteOf(against, calendar);
    return no(status, against, note ?? reason(`consent.${status}`, { ...words, day }));
  }
  if (grant !== undefined) {
    const owners = points.find((point) => point.key === asked.contact)?.customerIds ?? [];
    const givers = all.filter(({ status }) => status === "granted");
    const reaches =
      owners.length === 0 || givers.some(({ customerId }) => owners.includes(customerId));
    const day = dayOf(grant);
    if (!reaches) {
      return no("conflict", grant, reason("consent.other_contact", { ...words, day }));
    }
    const reasons = [reason("consent.granted", { ...words, day, method: grant.proof.method })];
    return { allowed: true, status: "granted", basis: grant.basis, statement: grant, reasons };
  }
  const ground = policy.withoutConsent[asked.purpose];
  if (ground !== "none") {
    const reasons = [reason("consent.not_needed", { purpose: words.purpose, ground })];
    return { allowed: true, status: "not_needed", basis: ground, reasons };
  }
  const expired = latest(all, ["expired"]);
  if (expired !== undefined) {
    const day = formatDay(calendar.dayOf(expired.until ?? expired.at));
    return no("expired", expired, reason("consent.expired", { ...words, day }));
  }
  return { allowed: false, status: "unknown", reasons: [reason("consent.unknown", words)] };
}

function no(status: ConsentAnswerStatus, statement: ConsentStatement, why: Reason): ConsentAnswer {
  return { allowed: false, status, statement, reasons: [why] };
}

function refusalStatus({ status }: ConsentStatement): "denied" | "withdrawn" {
  return status === "denied" ? "denied" : "withdrawn";
}

/** The latest statement among those that come to one of the statuses; of equal instants the last event id. */
function latest(
  all: readonly OwnConsent[],
  statuses: readonly OwnConsent["status"][],
): ConsentStatement | undefined {
  return all
    .flatMap(({ status, statement }) =>
      statement !== undefined && statuses.includes(status) ? [statement] : [],
    )
    .reduce<ConsentStatement | undefined>(
      (last, one) => (last === undefined || isLater(one, last) ? one : last),
      undefined,
    );
}

function isLater(one: ConsentStatement, other: ConsentStatement): boolean {
  const step = one.at.getTime() - other.at.getTime();
  return step > 0 || (step === 0 && one.eventId > other.eventId);
}
