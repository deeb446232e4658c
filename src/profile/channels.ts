/** What carries a message: an address, a number, or a name on a network. */
export const CONTACT_MEDIA = ["email", "phone", "social"] as const;

/** One of {@link CONTACT_MEDIA}. */
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

/** Channels that reach a phone number. */
const BY_NUMBER: readonly string[] = ["phone", "sms", "whatsapp", "telegram", "signal", "viber"];

/**
 * Gives the one name of a channel, whatever its spelling.
 *
 * @param channel - as an event says it: `"E-mail"`, `"WA"`
 * @returns in lower case: `"email"`, `"whatsapp"`
 */
export function channelName(channel: string): string {
  const name = channel.trim().toLowerCase();
  return Object.hasOwn(SPELLINGS, name) ? (SPELLINGS[name] ?? name) : name;
}

/**
 * Tells what carries the messages of a channel.
 *
 * @param channel - any channel
 * @returns a medium; what is neither e-mail nor by number is taken for a network
 */
export function mediumOf(channel: string): ContactMedium {
  const name = channelName(channel);
  if (name === "email") return "email";
  return BY_NUMBER.includes(name) ? "phone" : "social";
}
