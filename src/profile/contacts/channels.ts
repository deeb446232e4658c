import { assertText } from "../../kernel";
/** What carries a message: an address, a number, or a name on a network. */
export const CONTACT_MEDIA = ["email", "phone", "social"] as const;

/** One of `words.contactMedia`. */
export type ContactMedium = (typeof CONTACT_MEDIA)[number];

/** Other spellings of channels. */
const SPELLINGS: Readonly<Record<string, string>> = {
  "e-mail": "email",
  mail: "email",
  newsletter: "email",
  surel: "email",
  wa: "whatsapp",
  call: "phone",
  telephone: "phone",
  telepon: "phone",
  tel: "phone",
  text: "sms",
  ig: "instagram",
  fb: "facebook",
};

/** What is no one's own channel but that of many networks. */
const SOCIAL = "social";

/** Networks on which a shop writes to people. */
const NETWORKS: readonly string[] = [
  ...["instagram", "facebook", "messenger", "tiktok", "line", "wechat", "x", "twitter", "threads"],
  ...["youtube", "linkedin", "pinterest", "snapchat", "discord", "shopee", "tokopedia", "lazada"],
];

/** Channels that reach a phone number. */
const BY_NUMBER: readonly string[] = ["phone", "sms", "whatsapp", "telegram", "signal", "viber"];

/**
 * Gives the one name of a channel, whatever its spelling.
 *
 * @param channel - as an event says it: `"E-mail"`, `"WA"`
 * @returns in lower case: `"email"`, `"whatsapp"`
 */
export function channelName(channel: string): string {
  assertText(channel, "channelName: channel");
  const name = channel.trim().toLowerCase();
  return Object.hasOwn(SPELLINGS, name) ? (SPELLINGS[name] ?? name) : name;
}

/** Channels that are neither by number nor on a network. */
const OTHERS: readonly string[] = ["email", "push", "visit", "post", "onsite", SOCIAL, "any"];

/** Whether a channel is one that this library knows by some spelling. */
export function isKnownChannel(channel: string): boolean {
  const name = channelName(channel);
  return [OTHERS, BY_NUMBER, NETWORKS].some((names) => names.includes(name));
}

/** Whether one channel holds another. */
export function holdsChannel(wide: string, narrow: string): boolean {
  const [outer, inner] = [channelName(wide), channelName(narrow)];
  return outer === "any" || outer === inner || (outer === SOCIAL && NETWORKS.includes(inner));
}

/**
 * Returns what carries the messages of a channel.
 *
 * @param channel - any channel
 * @returns a medium; what is neither e-mail nor by number is taken for a network
 */
export function mediumOf(channel: string): ContactMedium {
  assertText(channel, "mediumOf: channel");
  const name = channelName(channel);
  if (name === "email") return "email";
  return BY_NUMBER.includes(name) ? "phone" : "social";
}
