import { assertRecord, assertText, atDoor } from "../../kernel";
import { channelName, mediumOf, type ContactMedium } from "./channels";
import { emailKey } from "./email-key";
import { localDigits, plainPhone } from "./phone-key";
import type { ProfileFact } from "../facts/profile-fact";

/** Where a customer can be reached. The value is as typed, for sending. */
export interface ContactPoint extends ProfileFact<string> {
  /** What carries a message there. */
  readonly medium: ContactMedium;
  /** Of a name on a network, the network in lower case. */
  readonly network?: string;
  /** The form by which two are the same: an e-mail key, a number in international form, a name in lower case. */
  readonly key: string;
  /**
   * True for a phone number whose country is not known, or is known to have no such number. Its key are the digits as
   * typed, behind the country if that is known; nobody is reached there.
   */
  readonly local?: true;
  /** True for the main one of its medium, or of its network. */
  readonly main: boolean;
  /** The ids under which it is known, by ascending code point; several where customers were merged. */
  readonly customerIds: readonly string[];
}

/**
 * Finds where to reach a customer on a channel: the main address for e-mail, the main number for phone, SMS and
 * WhatsApp, the name on a network for that network. A local number, of which the country is not known, is none.
 *
 * @param profile - who
 * @param channel - on which channel
 * @returns the contact point; `undefined` if none is known
 *
 * @example
 * ```ts
 * import { contactPointFor, foldProfile, type CustomerEvent } from "setia";
 *
 * const told: CustomerEvent = {
 *   id: "1", type: "customer_identified", customerId: "ani", at: new Date("2026-01-05"),
 *   traits: { phone: "+62 812-8400-5577" }, verified: ["phone"],
 * };
 * const profile = foldProfile([told], { asOf: new Date("2026-02-01") });
 * contactPointFor(profile, "whatsapp")?.key; // => "+6281284005577"
 * contactPointFor(profile, "whatsapp")?.verified; // => true
 * contactPointFor(profile, "email"); // => undefined
 * ```
 */
export function contactPointFor(
  profile: { readonly contactPoints: readonly ContactPoint[] },
  channel: string,
): ContactPoint | undefined {
  assertRecord(profile, "contactPointFor: profile");
  assertText(channel, "contactPointFor: channel");
  return atDoor("contactPointFor", () => contactPointForUnchecked(profile, channel));
}

function contactPointForUnchecked(
  profile: { readonly contactPoints: readonly ContactPoint[] },
  channel: string,
): ContactPoint | undefined {
  const medium = mediumOf(channel);
  const network = channelName(channel);
  return profile.contactPoints.find(
    (point) =>
      point.medium === medium &&
      point.local !== true &&
      (medium !== "social" || point.network === network),
  );
}

/** Gives the key of an address or number that somebody names. */
export function contactKey(contact: string, points: readonly ContactPoint[]): string {
  const typed = contact.trim().toLowerCase();
  const known = points.find(
    (point) =>
      point.key === typed ||
      point.value.trim().toLowerCase() === typed ||
      (point.medium === "phone" && sameNumber(point, contact)),
  );
  return known?.key ?? emailKey(contact) ?? plainPhone(contact) ?? localDigits(contact) ?? typed;
}

/** Among one customer's own numbers it is seen without a country too which one is meant. */
function sameNumber({ key, local }: ContactPoint, contact: string): boolean {
  const typed = localDigits(contact);
  if (typed !== undefined && key.endsWith(typed.replace(/^0/u, ""))) return true;
  if (local !== true) return false;
  const digits = /\d+$/u.exec(key)?.[0].replace(/^0/u, "") ?? key;
  return (typed ?? plainPhone(contact) ?? "").endsWith(digits);
}
