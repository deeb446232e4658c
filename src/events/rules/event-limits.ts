/**
 * What one event may hold at most. `checkEvents`, `record` and `setia/schemas` refuse more, so that no stranger can
 * keep a shop busy with one form; an event that a store has already is read whatever it holds.
 */
export const EVENT_LIMITS = {
  /** Characters of an id, a code, or a name that things are found by. */
  id: 190,
  /** Characters of a short text: a name, an address, a channel, a topic, a need. */
  text: 2_000,
  /** Characters of a text that tells something: a message, a review, a reason, the wording of a consent. */
  longText: 100_000,
  /** Items of a list. */
  items: 10_000,
  /** Minor units of one amount. */
  amount: 100_000_000_000_000,
  /** Pieces of one line. */
  quantity: 1_000_000_000,
} as const;
