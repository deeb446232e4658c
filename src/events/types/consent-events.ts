import type { EventBase } from "./event-base";

/** What a customer can allow or refuse; `any` speaks of all of them at once. */
export const CONSENT_PURPOSES = [
  "marketing",
  "service",
  "research",
  "profiling",
  "sharing",
  "any",
] as const;

/** One of `words.consentPurposes`. */
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

/** Where a consent stands: asked for and not yet confirmed, given, refused when asked, or taken back. */
export const CONSENT_STATUSES = ["pending", "granted", "denied", "withdrawn"] as const;

/** One of `words.consentStatuses`. */
export type ConsentStatus = (typeof CONSENT_STATUSES)[number];

/** The grounds on which personal data may be processed: article 6 of the GDPR, article 20 of Indonesia's UU PDP. */
export const LEGAL_BASES = [
  "consent",
  "contract",
  "legal_obligation",
  "vital_interest",
  "public_task",
  "legitimate_interest",
] as const;

/** One of `words.legalBases`. */
export type LegalBasis = (typeof LEGAL_BASES)[number];

/** How it can be shown later that the customer said so. */
export interface ConsentProof {
  /** How they said it: `web_form`, `double_opt_in`, `paper`, `phone`, `unsubscribe_link`, `import`. */
  readonly method: string;
  /** The words they agreed to. */
  readonly text?: string;
  /** Version of those words. */
  readonly textVersion?: string;
  /** Where: an address of the web, a form, a branch. */
  readonly place?: string;
  /** Who of the shop took it down. */
  readonly by?: string;
  /** Where the recording, scan or log line is kept. */
  readonly document?: string;
  /** Internet address it came from. */
  readonly ipAddress?: string;
  /** When a second step confirmed it, such as the click of a double opt-in. */
  readonly confirmedAt?: Date;
}

/** The customer gave, refused or took back a consent, for one purpose on one channel. */
export interface ConsentChanged extends EventBase {
  /** The type of event. */
  readonly type: "consent_changed";
  /** What for. */
  readonly purpose: ConsentPurpose;
  /** On which channel: `email`, `whatsapp`, `sms`, `phone`; `any` for all. */
  readonly channel: string;
  /** What they said. */
  readonly status: ConsentStatus;
  /** How it can be shown. */
  readonly proof: ConsentProof;
  /** The legal ground, if it is not `consent`. */
  readonly basis?: LegalBasis;
  /** The address or number it was said for, if only for that. */
  readonly contact?: string;
  /** Last instant at which a consent holds, after `at`; until it is changed if left out. A refusal does not end by it. */
  readonly until?: Date;
  /**
   * True if nobody knows when the customer said so: `at` is when another system repeated how it stands. Such a consent
   * never lifts a refusal.
   */
  readonly undated?: boolean;
}
