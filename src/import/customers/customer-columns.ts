import type { ConsentProof, ConsentPurpose, ConsentStatus } from "../../events";
import type { ImportOptions } from "../import-result";
import type { Column } from "../table/columns";
import type { DateForm } from "../table/date-text";

/** What a column of a table of customers can mean. */
export const CUSTOMER_ROLES = [
  "customerId",
  "email",
  "phone",
  "name",
  "firstName",
  "lastName",
  "honorific",
  "birthday",
  "language",
  "timeZone",
  "address",
  "address2",
  "district",
  "city",
  "region",
  "postalCode",
  "country",
  "labels",
  "createdAt",
  "updatedAt",
] as const;

/** One of {@link CUSTOMER_ROLES}. */
export type CustomerRole = (typeof CUSTOMER_ROLES)[number];

/** Names of the columns that mean something; all others are ignored. `false` switches a role off. */
export interface CustomerColumns {
  /** The customer's id. Left out, customers go by their e-mail address. */
  readonly customerId?: Column;
  /** E-mail address. */
  readonly email?: Column;
  /** Phone number; it is taken as it stands. */
  readonly phone?: Column;
  /** Full name. */
  readonly name?: Column;
  /** Given name, where the name is in two columns. */
  readonly firstName?: Column;
  /** Family name, where the name is in two columns. */
  readonly lastName?: Column;
  /** How the customer is addressed before the name: `Ibu`, `Pak`, `Ms`. */
  readonly honorific?: Column;
  /** A day; without a year as `--04-21` or `04/21`. Of an instant only the day is taken. */
  readonly birthday?: Column;
  /** Language tag, such as `id` or `en_US`. */
  readonly language?: Column;
  /** IANA name, such as `Asia/Jakarta`. */
  readonly timeZone?: Column;
  /** Street and number. */
  readonly address?: Column;
  /** Second line of the address. */
  readonly address2?: Column;
  /** Part of the city: kecamatan, district. */
  readonly district?: Column;
  /** City or regency. */
  readonly city?: Column;
  /** Province or state. */
  readonly region?: Column;
  /** Postal code. */
  readonly postalCode?: Column;
  /** Two letters, such as `ID`. */
  readonly country?: Column;
  /** Words the shop marks them with, with commas between. */
  readonly labels?: Column;
  /** When the customer was first recorded. */
  readonly createdAt?: Column;
  /** When the row was last true; it goes before `createdAt`. */
  readonly updatedAt?: Column;
}

/** What a word in a column about consent can mean. */
export const CONSENT_WORDS = ["granted", "pending", "denied", "withdrawn", "not_asked"] as const;

/** One of {@link CONSENT_WORDS}: what the customer said, or that nobody asked. */
export type ConsentWord = ConsentStatus | "not_asked";

/** Columns that say what customers allow or refuse, for one purpose on one channel. */
export interface ConsentColumns {
  /** Channel: `email`, `whatsapp`, `sms`, `phone`; `any` for all. */
  readonly channel: string;
  /** What for; `"marketing"` if left out. */
  readonly purpose?: ConsentPurpose;
  /** Says yes, no or the like. Left out, the dates alone tell. */
  readonly status?: string;
  /** What words in `status` mean, in lower case; they go before the known ones. */
  readonly words?: Readonly<Record<string, ConsentWord>>;
  /** When the customer said yes. */
  readonly grantedAt?: string;
  /** When the customer said no; if left out or empty, the date of the row. */
  readonly withdrawnAt?: string;
  /** Proof: where they said yes, such as a form or a branch. */
  readonly place?: string;
  /** Proof: the internet address it came from. */
  readonly ipAddress?: string;
  /** Proof: when a second step confirmed it. */
  readonly confirmedAt?: string;
  /** Proof: where the recording, scan or log line is kept. */
  readonly document?: string;
  /** Proof of every yes of the table, if you know it. */
  readonly proof?: ConsentProof;
}

/** Columns of {@link ConsentColumns}. */
export const CONSENT_COLUMNS = [
  "status",
  "grantedAt",
  "withdrawnAt",
  "place",
  "ipAddress",
  "confirmedAt",
  "document",
] as const satisfies readonly (keyof ConsentColumns)[];

/** Options of `importCustomers`. */
export interface ImportCustomersOptions extends Omit<ImportOptions, "includeTests"> {
  /** Which column means what, by its name. Left out, columns are recognised by their names. */
  readonly columns?: CustomerColumns;
  /** Whether roles that `columns` does not name are recognised too; only if `columns` is left out by default. */
  readonly recognise?: boolean;
  /** What customers allow. Left out, that of a recognised table; `false` reads none. */
  readonly consents?: readonly ConsentColumns[] | false;
  /** When the table was true, for rows that do not say; needed if no column does. */
  readonly at?: Date;
  /** IANA zone of times without an offset, and of days alone; they are refused if left out. */
  readonly timeZone?: string;
  /**
   * How dates are written that can be read in two ways, such as `05/01/2026`, or that are numbers. Left out, the dates of
   * the table settle it if one of them can be read in one way only.
   */
  readonly dates?: DateForm;
}
