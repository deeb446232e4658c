/**
 * Ways to reach a customer. `social` is a message or answer on a network; `onsite` is shown when they come by
 * themselves, to the shop, the app or the till, and so needs no leave and disturbs nobody.
 */
export const CHANNELS = [
  "email",
  "whatsapp",
  "sms",
  "push",
  "phone",
  "visit",
  "social",
  "onsite",
] as const;

/** One of `words.channels`. */
export type Channel = (typeof CHANNELS)[number];

/**
 * What a message is, strongest claim first: `service` does what the customer is owed, `lifecycle` answers something
 * that they did, `marketing` is everything else.
 */
export const MESSAGE_CLASSES = ["service", "lifecycle", "marketing"] as const;

/** One of `words.messageClasses`. */
export type MessageClass = (typeof MESSAGE_CLASSES)[number];

/** Whether a way goes out to the customer and so needs their leave, counts as a contact and keeps quiet hours. */
export function goesOut(channel: string): boolean {
  return channel !== "onsite";
}
