/** What every event carries. An event is one fact about one customer; it is never changed, only added. */
export interface EventBase {
  /** Unique id of the fact. The same id twice is the same fact. */
  readonly id: string;
  /** The customer it is about. */
  readonly customerId: string;
  /** When it happened. */
  readonly at: Date;
  /** Where it was learned: a shop, a till, an import. */
  readonly source?: string;
  /** When it was learned, if later than it happened. */
  readonly recordedAt?: Date;
}

/** How a text or an experience sounds. */
export const SENTIMENTS = ["positive", "neutral", "negative"] as const;

/** One of `words.sentiments`. */
export type Sentiment = (typeof SENTIMENTS)[number];

/**
 * A reason as it was given when the event was recorded. The log outlives versions of the library, so the code
 * may be one that this version does not know.
 */
export interface RecordedReason {
  /** What kind of reason it was. */
  readonly code: string;
  /** The figures and names it rested on. */
  readonly params: Readonly<Record<string, string | number>>;
}
