import type {
  CustomerIdentifier,
  CustomerSize,
  PostalAddress,
  Sentiment,
  SocialHandle,
} from "../events";
import type { Reason } from "../kernel";
import type { CommunicationPattern } from "./facts/communication-pattern";
import type { ConsentStatement } from "./consent/consent-statement";
import type { ContactPoint } from "./contacts/contact-points";
import type { ProfileFact } from "./facts/profile-fact";

/** A talk or message between shop and customer. */
export interface Conversation {
  /** The instant. */
  readonly at: Date;
  /** E-mail, WhatsApp, phone, visit, … */
  readonly channel: string;
  /** `inbound`: the customer began; `outbound`: the shop did. */
  readonly direction: "inbound" | "outbound";
  /** What it was about, in a few words. */
  readonly topic?: string;
  /** What was said, in a sentence or two. */
  readonly summary?: string;
  /** How the customer sounded. */
  readonly sentiment?: Sentiment;
  /** Who of the shop took part. */
  readonly by?: string;
  /** The event. */
  readonly eventId: string;
}

/** Who a customer is, as far as it is known at an instant; every field with how it is known. */
export interface CustomerProfile {
  /** The customer; of several that were merged, the survivor. */
  readonly customerId: string;
  /** Every id that is seen as this customer, by ascending code point. */
  readonly customerIds: readonly string[];
  /** The instant this speaks of. */
  readonly asOf: Date;
  /** Person or firm. */
  readonly kind?: ProfileFact<"person" | "firm">;
  /** Full name as they write it. */
  readonly name?: ProfileFact<string>;
  /** First or given name, if distinguished. */
  readonly givenName?: ProfileFact<string>;
  /** Last or family name, if distinguished. */
  readonly familyName?: ProfileFact<string>;
  /** Other names, and full names that gave way to `name`. */
  readonly otherNames: readonly ProfileFact<string>[];
  /** What they like to be called. */
  readonly nickname?: ProfileFact<string>;
  /** How they are addressed before the name: `Ibu`, `Pak`, `Ms`. */
  readonly honorific?: ProfileFact<string>;
  /** E-mail addresses, phone numbers and names on networks; of each medium the main one first. */
  readonly contactPoints: readonly ContactPoint[];
  /** Names on social networks. */
  readonly handles: readonly ProfileFact<SocialHandle>[];
  /** Ids that others know them by. */
  readonly identifiers: readonly ProfileFact<CustomerIdentifier>[];
  /** City they live in, told by itself or with the main address. */
  readonly city?: ProfileFact<string>;
  /** Addresses, the main one first. */
  readonly addresses: readonly ProfileFact<PostalAddress>[];
  /** `YYYY-MM-DD`, or `--MM-DD` if the year is not known. */
  readonly birthday?: ProfileFact<string>;
  /** BCP 47 tag of the language they like. */
  readonly language?: ProfileFact<string>;
  /** IANA zone they live in. */
  readonly timeZone?: ProfileFact<string>;
  /** Channel they said they like best, or else the one they answer on. */
  readonly preferredChannel?: ProfileFact<string>;
  /** How they came to know the shop. */
  readonly foundThrough?: ProfileFact<string>;
  /** Words the shop marks them with. */
  readonly labels: readonly ProfileFact<string>[];
  /** What they need. */
  readonly needs: readonly ProfileFact<string>[];
  /** What troubles them. */
  readonly pains: readonly ProfileFact<string>[];
  /** What they strive for. */
  readonly aspirations: readonly ProfileFact<string>[];
  /** What they are afraid of. */
  readonly fears: readonly ProfileFact<string>[];
  /** What they stand for. */
  readonly values: readonly ProfileFact<string>[];
  /** What they like: what was said first, then categories bought from on two days or more, the most often first. */
  readonly interests: readonly ProfileFact<string>[];
  /** Sizes that fit, one per item. */
  readonly sizes: readonly ProfileFact<CustomerSize>[];
  /** When and how they write and answer. */
  readonly communication: CommunicationPattern;
  /** The last time that shop and customer were in touch by word. */
  readonly lastInteraction?: Conversation;
  /** The last talk of which the topic is known, to come back to. */
  readonly lastConversation?: Conversation;
  /** Everything ever said about consent, oldest first; ask `consentAt` what holds. */
  readonly consents: readonly ConsentStatement[];
  /** What was left aside while the profile was put together, and why. */
  readonly reasons: readonly Reason[];
}
