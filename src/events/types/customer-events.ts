import type { EventBase, RecordedReason } from "./event-base";

/** Where a customer lives or wants goods to go. */
export interface PostalAddress {
  /** What the customer calls it: home, office. */
  readonly label?: string;
  /** Who receives there, if somebody else. */
  readonly recipient?: string;
  /** Street, number, building, as written. */
  readonly street?: string;
  /** Part of the city: kelurahan, kecamatan, district. */
  readonly district?: string;
  /** City or regency. */
  readonly city?: string;
  /** Province or state. */
  readonly region?: string;
  /** Postal code as written. */
  readonly postalCode?: string;
  /** Two capital letters of ISO 3166-1, such as `ID`. */
  readonly country?: string;
}

/** An id that somebody else knows the customer by; unique with its issuer. */
export interface CustomerIdentifier {
  /** Who gave it: `shopify`, `loyalty_card`, `npwp`. */
  readonly issuer: string;
  /** The id itself. */
  readonly value: string;
}

/** The name a customer goes by on a network. */
export interface SocialHandle {
  /** `instagram`, `tiktok`, `line`. */
  readonly network: string;
  /** The name there. */
  readonly handle: string;
}

/** A size that fits the customer. */
export interface CustomerSize {
  /** Of what: `shirt`, `shoe`, `ring`. */
  readonly item: string;
  /** The size as the trade writes it: `M`, `42`. */
  readonly size: string;
}

/** What is known of a person or firm. */
export interface CustomerTraits {
  /** Full name as they write it. */
  readonly name?: string;
  /** First or given name, if distinguished. */
  readonly givenName?: string;
  /** Last or family name, if distinguished; many people have none. */
  readonly familyName?: string;
  /** Other names they were or are known by. */
  readonly otherNames?: readonly string[];
  /** What they like to be called. */
  readonly nickname?: string;
  /** How they are addressed before the name: `Ibu`, `Pak`, `Ms`. */
  readonly honorific?: string;
  /** Main e-mail address as typed. */
  readonly email?: string;
  /** Further e-mail addresses as typed. */
  readonly emails?: readonly string[];
  /** Main phone number as typed. */
  readonly phone?: string;
  /** Further phone numbers as typed. */
  readonly phones?: readonly string[];
  /** Names on social networks. */
  readonly handles?: readonly SocialHandle[];
  /** Ids that others know them by. */
  readonly identifiers?: readonly CustomerIdentifier[];
  /** City they live in. */
  readonly city?: string;
  /** Addresses, the main one first. */
  readonly addresses?: readonly PostalAddress[];
  /** `YYYY-MM-DD`, or `--MM-DD` if the year is not known. Of a firm: when it was founded. */
  readonly birthday?: string;
  /** BCP 47 tag of the language they like, such as `id`. */
  readonly language?: string;
  /** IANA zone they live in, such as `Asia/Jakarta`. */
  readonly timeZone?: string;
  /** Channel they said they like best: `whatsapp`, `email`, `phone`. */
  readonly preferredChannel?: string;
  /** How they came to know the shop: a friend, a search, an advert. */
  readonly foundThrough?: string;
  /** Words the shop marks them with: `vip`, `wholesale`. */
  readonly labels?: readonly string[];
  /** What they need. */
  readonly needs?: readonly string[];
  /** What troubles them. */
  readonly pains?: readonly string[];
  /** What they strive for. */
  readonly aspirations?: readonly string[];
  /** What they are afraid of. */
  readonly fears?: readonly string[];
  /** What they stand for. */
  readonly values?: readonly string[];
  /** What they like. */
  readonly interests?: readonly string[];
  /** Sizes that fit. */
  readonly sizes?: readonly CustomerSize[];
}

/** Name of a trait. */
export type CustomerTrait = keyof CustomerTraits;

/** Every trait, in the order of {@link CustomerTraits}. */
export const CUSTOMER_TRAITS = [
  "name",
  "givenName",
  "familyName",
  "otherNames",
  "nickname",
  "honorific",
  "email",
  "emails",
  "phone",
  "phones",
  "handles",
  "identifiers",
  "city",
  "addresses",
  "birthday",
  "language",
  "timeZone",
  "preferredChannel",
  "foundThrough",
  "labels",
  "needs",
  "pains",
  "aspirations",
  "fears",
  "values",
  "interests",
  "sizes",
] as const satisfies readonly CustomerTrait[];

/** Something was learned about who the customer is. */
export interface CustomerIdentified extends EventBase {
  /** The type of event. */
  readonly type: "customer_identified";
  /** What was learned. How several events come together a profile decides by its policy. */
  readonly traits: CustomerTraits;
  /** The traits of this event that were proven: by a code sent there, by a document seen. */
  readonly verified?: readonly CustomerTrait[];
  /** What turned out to be wrong or no longer true, such as a number that belongs to somebody else now. */
  readonly retracted?: CustomerTraits;
  /** Whether it is a person or a firm, if known. */
  readonly kind?: "person" | "firm";
}

/** Somebody of the shop set the customer's place on the loyalty loop by hand, or lifted what was set. */
export interface StageOverridden extends EventBase {
  /** The type of event. */
  readonly type: "stage_overridden";
  /** Who decided it. */
  readonly by: string;
  /** The reason. */
  readonly reason: string;
  /** The stage it is set to, if the stage is; without stage and activity an earlier override is lifted. */
  readonly stage?: string;
  /** The activity it is set to, if the activity is. */
  readonly activity?: string;
  /** Last instant at which it holds, after `at`; until it is lifted if left out. */
  readonly until?: Date;
}

/** Customers turned out to be one: those named are from now on seen with `customerId`, the survivor. */
export interface CustomersMerged extends EventBase {
  /** The type of event. */
  readonly type: "customers_merged";
  /** Who turned out to be the same; at least one, each once, never `customerId` itself. Their events stay theirs. */
  readonly mergedCustomerIds: readonly string[];
  /** Who decided it: a person, or the name of the rule. */
  readonly by: string;
  /** Why, in the words of whoever decided it. */
  readonly reason?: string;
  /** What the match rested on, as `findDuplicates` gave it. */
  readonly reasons?: readonly RecordedReason[];
}

/** A merge turned out to be wrong and is undone, all of it. */
export interface CustomersSplit extends EventBase {
  /** The type of event. */
  readonly type: "customers_split";
  /** Event id of the `customers_merged` that is undone. */
  readonly mergeId: string;
  /** Who decided it: a person, or the name of the rule. */
  readonly by: string;
  /** Why, in the words of whoever decided it. */
  readonly reason?: string;
}
