import type { ConsentProof, ConsentPurpose, ConsentStatus, LegalBasis } from "../../events";

/** What a customer once said about a consent, with how it can be shown. */
export interface ConsentStatement {
  /** What for; `any` is everything. */
  readonly purpose: ConsentPurpose;
  /** On which channel, as it was said; `any` is all of them, and a refusal on one that is not known counts for all. */
  readonly channel: string;
  /** What they said. */
  readonly status: ConsentStatus;
  /** The legal ground. */
  readonly basis: LegalBasis;
  /** When they said it; it holds from then on. */
  readonly at: Date;
  /** When the log learned of it. */
  readonly recordedAt: Date;
  /** Last instant at which it holds; until it is changed if left out. */
  readonly until?: Date;
  /** True if nobody knows when they said so; such a consent lifts no refusal. */
  readonly undated?: boolean;
  /** The address or number it was said for, if only for that. */
  readonly contact?: string;
  /** How it can be shown. */
  readonly proof: ConsentProof;
  /** What the customer wrote, where a message of theirs is an opt-out. */
  readonly words?: string;
  /** Where it was learned. */
  readonly source?: string;
  /** The event that it rests on. */
  readonly eventId: string;
  /** Who said it: where customers were merged, the id under which it was said. */
  readonly customerId: string;
}
