import {
  assertOptions,
  assertRecord,
  atDoor,
  calendarOf,
  type Language,
  type OptionNames,
  type Texts,
} from "../kernel";
import type { CustomerProfile } from "./customer-profile";
import { HONORIFICS } from "./names/name-titles";
import { isFirmName, readName } from "./names/read-name";

/** Options of {@link addressCustomer}. */
export interface AddressCustomerOptions {
  /** Language of the message. */
  readonly language: Language;
  /** What stands before an Indonesian name of which no form of address is known; `"Kak"` if left out, `""` for none. */
  readonly neutral?: string;
}

/** Options of {@link greetCustomer}. */
export interface GreetCustomerOptions extends AddressCustomerOptions {
  /** When it is said, for a greeting by the time of the day. */
  readonly asOf?: Date;
  /** IANA zone of the customer's day; theirs if known, else `"UTC"`. */
  readonly timeZone?: string;
}

/** What the profile has to know for a greeting. */
export type AddressedProfile = Pick<
  CustomerProfile,
  "kind" | "name" | "givenName" | "familyName" | "nickname" | "honorific"
>;

/** First names that many have and few are called by, when another name follows. */
const SELDOM_CALLED =
  /^(m|md|muh|muhamm?ad|muhammed|moh|moham+ad|mohammed|mochamm?ad|much?ammad|st\.)\.?$/iu;
/** First names that mean nothing without the next one. */
const BOUND = /^(abdul|abdur|abd\.?|nur)$/iu;
/** Honorifics that go with a family name in English. */
const WESTERN = ["mr", "mister", "mrs", "ms", "miss"];

const ADDRESS_CUSTOMER_OPTIONS: OptionNames<AddressCustomerOptions> = {
  language: true,
  neutral: true,
};

/**
 * Returns how to call a customer in a message: form of address and the name they go by. A nickname comes first, then the
 * first name, past titles, degrees, initials and `Muhammad`; a firm is called by its whole name. Where no form of
 * address is known, none is guessed: Indonesian has a neutral one.
 *
 * @param profile - who
 * @param options - language
 * @returns such as `"Bu Ani"`; `undefined` if no name is known
 *
 * @example
 * ```ts
 * import { addressCustomer } from "setia/profile";
 * import { foldProfile, type CustomerEvent } from "setia";
 *
 * const told = (traits: object): CustomerEvent => ({
 *   id: "1", type: "customer_identified", customerId: "ani", at: new Date("2026-01-05"), traits,
 * });
 * const asOf = new Date("2026-02-01");
 * const ani = foldProfile([told({ name: "Hj. ANI WIJAYA, S.E.", honorific: "Ibu" })], { asOf });
 * addressCustomer(ani, { language: "id" }); // => "Bu Ani"
 * addressCustomer(ani, { language: "en" }); // => "Ms Ani"
 * const rizky = foldProfile([told({ name: "Muh. Rizky Pratama" })], { asOf });
 * addressCustomer(rizky, { language: "id" }); // => "Kak Rizky"
 * ```
 */
export function addressCustomer(
  profile: AddressedProfile,
  options: AddressCustomerOptions,
): string | undefined {
  assertRecord(profile, "addressCustomer: profile");
  assertOptions(options, ADDRESS_CUSTOMER_OPTIONS, "addressCustomer");
  return atDoor("addressCustomer", () => addressCustomerUnchecked(profile, options));
}

function addressCustomerUnchecked(
  profile: AddressedProfile,
  options: AddressCustomerOptions,
): string | undefined {
  return addressOf(profile, options);
}

function addressOf(profile: AddressedProfile, options: AddressCustomerOptions): string | undefined {
  const { language, neutral = "Kak" } = options;
  const full = profile.name?.value ?? "";
  if (profile.kind?.value === "firm" || (profile.kind === undefined && isFirmName(full))) {
    return full === "" ? undefined : full;
  }
  const parts = readName(full);
  const given = profile.honorific?.value ?? parts.honorific;
  const key = given?.replace(/\./gu, "").trim().toLowerCase() ?? "";
  const family = profile.familyName?.value;
  const western = language === "en" && WESTERN.includes(key) && family !== undefined;
  const name = western ? family : calledName(profile, parts.words);
  if (name === undefined) return language === "id" ? alone(key) : undefined;
  return `${spoken(given, key, language) ?? (language === "id" ? neutral : "")} ${name}`.trim();
}

const greetCustomerOptions = (): OptionNames<GreetCustomerOptions> => ({
  ...ADDRESS_CUSTOMER_OPTIONS,
  asOf: true,
  timeZone: true,
});

/**
 * Greets a customer, by the time of the day if it is given.
 *
 * @param profile - who
 * @param options - language, instant and zone
 * @returns such as `"Selamat pagi, Bu Ani"`; polite also where no name is known
 */
export function greetCustomer(
  profile: AddressedProfile & Pick<CustomerProfile, "timeZone">,
  options: GreetCustomerOptions,
): string {
  assertRecord(profile, "greetCustomer: profile");
  assertOptions(options, greetCustomerOptions(), "greetCustomer");
  return atDoor("greetCustomer", () => greetCustomerUnchecked(profile, options));
}

function greetCustomerUnchecked(
  profile: AddressedProfile & Pick<CustomerProfile, "timeZone">,
  options: GreetCustomerOptions,
): string {
  const { language, asOf } = options;
  const who = addressOf(profile, options) ?? NOBODY[language];
  if (asOf === undefined) return `${HELLO[language]} ${who}`;
  const calendar = calendarOf(options.timeZone ?? profile.timeZone?.value ?? "UTC");
  const start = calendar.startOf(calendar.dayOf(asOf));
  const hour = (asOf.getTime() - start.getTime()) / 3_600_000;
  const part = DAY_PARTS.find((one) => hour < one.until[language]) ?? EVENING;
  return `${part[language]}, ${who}`;
}

const RECALL_CONVERSATION_OPTIONS: OptionNames<{ readonly language: Language }> = {
  language: true,
};

/**
 * Returns what the last talk was about, so that the next one can begin there.
 *
 * @param profile - who
 * @param options - language
 * @returns one sentence to the customer; `undefined` if no topic is known
 */
export function recallConversation(
  profile: Pick<CustomerProfile, "lastConversation">,
  options: { readonly language: Language },
): string | undefined {
  assertRecord(profile, "recallConversation: profile");
  assertOptions(options, RECALL_CONVERSATION_OPTIONS, "recallConversation");
  return atDoor("recallConversation", () => recallConversationUnchecked(profile, options));
}

function recallConversationUnchecked(
  profile: Pick<CustomerProfile, "lastConversation">,
  options: { readonly language: Language },
): string | undefined {
  const topic = profile.lastConversation?.topic?.trim();
  return topic === undefined ? undefined : RECALL[options.language].replace("{topic}", () => topic);
}

const NOBODY: Texts = { en: "there", id: "Kak" };
const HELLO: Texts = { en: "Hello", id: "Halo" };
const RECALL: Texts = {
  en: "Last time we talked about “{topic}”.",
  id: "Terakhir kali kita membicarakan “{topic}”.",
};

/** When greetings change, in hours since midnight: Indonesian has four, English three. */
const DAY_PARTS = [
  { until: { en: 12, id: 11 }, en: "Good morning", id: "Selamat pagi" },
  { until: { en: 18, id: 15 }, en: "Good afternoon", id: "Selamat siang" },
  { until: { en: 18, id: 18 }, en: "Good afternoon", id: "Selamat sore" },
] as const;
const EVENING: Texts = { en: "Good evening", id: "Selamat malam" };

function calledName(profile: AddressedProfile, words: readonly string[]): string | undefined {
  const own = profile.nickname?.value ?? profile.givenName?.value;
  if (own !== undefined)
    return inCapitals(profile.nickname?.value ?? firstName(readName(own).words) ?? own);
  const first = firstName(words);
  return first === undefined ? undefined : inCapitals(first);
}

function firstName(words: readonly string[]): string | undefined {
  const called = words.filter(
    (word, at) => !(at < words.length - 1 && (/^.\.?$/u.test(word) || SELDOM_CALLED.test(word))),
  );
  const [first, second] = called;
  return first !== undefined && second !== undefined && BOUND.test(first)
    ? `${first} ${second}`
    : first;
}

/** Names typed in capitals or small letters only are written as names are. */
function inCapitals(name: string): string {
  const plain = name === name.toLowerCase() || (name === name.toUpperCase() && name.length > 2);
  if (!plain) return name;
  return name.toLowerCase().replace(/(^|[\s'’-])\p{L}/gu, (start) => start.toUpperCase());
}

/** "Ibu" and "Bapak" are polite without a name too. */
function alone(key: string): string | undefined {
  const said = Object.hasOwn(HONORIFICS, key) ? HONORIFICS[key as keyof typeof HONORIFICS].id : "";
  if (said === "Bu") return "Ibu";
  return said === "Pak" ? "Bapak" : undefined;
}

function spoken(given: string | undefined, key: string, language: Language): string | undefined {
  if (given === undefined) return undefined;
  return Object.hasOwn(HONORIFICS, key)
    ? HONORIFICS[key as keyof typeof HONORIFICS][language]
    : given.trim();
}
