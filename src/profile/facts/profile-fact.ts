/** How a fact came to be known: somebody said so, or it was seen in what the customer did. */
export const FACT_BASES = ["declared", "observed"] as const;

/** One of `words.factBases`. */
export type FactBasis = (typeof FACT_BASES)[number];

/** One thing that is known of a customer, and how it is known. */
export interface ProfileFact<Value> {
  /** What is known. */
  readonly value: Value;
  /** Whether somebody said so, or it was seen in what the customer did. */
  readonly basis: FactBasis;
  /** True if it was proven: by a code sent there, by a document seen. */
  readonly verified: boolean;
  /** When it was so. */
  readonly observedAt: Date;
  /** When the log learned of it. */
  readonly recordedAt: Date;
  /** Where it was learned, as the event says. */
  readonly source?: string;
  /** The event that it rests on; of what was observed, the last one. */
  readonly eventId: string;
  /** Whose log that event is in; another id than the profile's where customers were merged. */
  readonly customerId: string;
}
