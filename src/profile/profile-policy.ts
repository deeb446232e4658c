import type { CustomerTrait } from "../events";
import { assertFields, SetiaError, showValue } from "../kernel";

/** How one value is chosen of several: see {@link DEFAULT_PROFILE_POLICY}. */
export const VALUE_CHOICES = [
  "verified_first",
  "source_first",
  "most_recent",
  "first_known",
] as const;

/** One of `words.valueChoices`. */
export type ValueChoice = (typeof VALUE_CHOICES)[number];

/** How several lists become one: all that was ever said, or what was said last. */
export const LIST_CHOICES = ["union", "latest_list"] as const;

/** One of `words.listChoices`. */
export type ListChoice = (typeof LIST_CHOICES)[number];

/** Fields of a profile with one value. */
export type ValueField =
  | "kind"
  | "name"
  | "givenName"
  | "familyName"
  | "nickname"
  | "honorific"
  | "email"
  | "phone"
  | "city"
  | "birthday"
  | "language"
  | "timeZone"
  | "preferredChannel"
  | "foundThrough";

/** Fields of a profile with several values. */
export type ListField = Exclude<CustomerTrait, ValueField | "emails" | "phones">;

/** How a profile is put together of what many events say. */
export interface ProfilePolicy {
  /** Changes with any figure in it. */
  readonly version: string;
  /**
   * How far a source is trusted, more being better; 0 is an import, which never overwrites a verified value.
   * Of a source such as `rows:2026.csv`, the part before the colon counts.
   */
  readonly sourceRanks: Readonly<Record<string, number>>;
  /** Rank of sources that are not named in `sourceRanks`, and of events without a source. */
  readonly otherSources: number;
  /** How one value is chosen, per field. */
  readonly values: Readonly<Record<ValueField, ValueChoice>>;
  /** How lists come together, per field. */
  readonly lists: Readonly<Record<ListField, ListChoice>>;
}

/**
 * How a profile is put together, unless a shop says otherwise. `verified_first`: proven values before others, then the
 * most recent; `source_first`: the most trusted source, then as before; `most_recent`: the last word;
 * `first_known`: the first word. In all of them an import gives way to a verified value that is no import's, and an
 * unverified import to any verified value.
 */
export const DEFAULT_PROFILE_POLICY = {
  version: "1",
  sourceRanks: {
    customer: 3,
    staff: 2,
    import: 0,
    rows: 0,
    segment: 0,
    shopify: 0,
    woocommerce: 0,
    stripe: 0,
    ga4: 0,
  },
  otherSources: 1,
  values: {
    kind: "source_first",
    name: "verified_first",
    givenName: "verified_first",
    familyName: "verified_first",
    nickname: "source_first",
    honorific: "source_first",
    email: "verified_first",
    phone: "verified_first",
    city: "verified_first",
    birthday: "verified_first",
    language: "source_first",
    timeZone: "most_recent",
    preferredChannel: "source_first",
    foundThrough: "first_known",
  },
  lists: {
    otherNames: "union",
    handles: "union",
    identifiers: "union",
    addresses: "union",
    labels: "union",
    needs: "union",
    pains: "union",
    aspirations: "union",
    fears: "union",
    values: "union",
    interests: "union",
    sizes: "union",
  },
} as const satisfies ProfilePolicy;

/**
 * Refuses a policy that would put no profile together.
 *
 * @throws SetiaError `INVALID_OPTION`
 */
export function assertProfilePolicy(policy: ProfilePolicy, where: string): void {
  assertFields(policy, DEFAULT_PROFILE_POLICY, where);
  assertFields(policy.values, DEFAULT_PROFILE_POLICY.values, `${where}.values`);
  assertFields(policy.lists, DEFAULT_PROFILE_POLICY.lists, `${where}.lists`);
  for (const [field, choice] of Object.entries(policy.values)) {
    if (!VALUE_CHOICES.includes(choice)) {
      throw wrong(`${where}.values.${field}`, choice, VALUE_CHOICES.join(", "));
    }
  }
  for (const [field, choice] of Object.entries(policy.lists)) {
    if (!LIST_CHOICES.includes(choice)) {
      throw wrong(`${where}.lists.${field}`, choice, LIST_CHOICES.join(", "));
    }
  }
  for (const [source, rank] of [
    ...Object.entries(policy.sourceRanks),
    ["otherSources", policy.otherSources] as const,
  ]) {
    if (!(rank >= 0 && rank < Infinity)) {
      throw wrong(`${where}.sourceRanks.${source}`, rank, "a number of 0 or more");
    }
  }
}

function wrong(place: string, value: unknown, expected: string): SetiaError {
  return new SetiaError("INVALID_OPTION", `${place} is ${showValue(value)}; expected ${expected}`);
}
