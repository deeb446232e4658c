import { assertTexts } from "../../kernel";
import { headerKey, matchHeaders, type HeaderShape } from "../table/header-match";
import type {
  ConsentColumns,
  CustomerColumns,
  CustomerRole,
  ImportCustomersOptions,
} from "./customer-columns";

/** Customer tables of other systems that are known by their columns. */
export const KNOWN_CUSTOMER_EXPORTS = [
  "shopify_customers",
  "mailchimp_members",
  "hubspot_contacts",
  "squarespace_profiles",
] as const;

/** One of {@link KNOWN_CUSTOMER_EXPORTS}. */
export type KnownCustomerExportName = (typeof KNOWN_CUSTOMER_EXPORTS)[number];

/** A table of customers that another system has written. */
export interface RecognisedCustomerExport {
  /** Which table it is. */
  readonly name: KnownCustomerExportName;
  /** From 0 to 1: how many of the columns that such a table has are there. */
  readonly share: number;
  /** Columns by role, as they stand in the table. */
  readonly columns: CustomerColumns;
  /** What its columns say about consent. */
  readonly consents: readonly ConsentColumns[];
  /** How its cells are to be read; what you give goes before. */
  readonly options: Pick<ImportCustomersOptions, "dates">;
}

type Spellings = readonly string[];

interface ConsentShape {
  readonly channel: string;
  readonly words?: ConsentColumns["words"];
  /** If there is one it must be there: without it the dates would say too much. */
  readonly status?: Spellings;
  readonly grantedAt?: Spellings;
  readonly withdrawnAt?: Spellings;
  readonly place?: Spellings;
  readonly ipAddress?: Spellings;
  readonly confirmedAt?: Spellings;
}

interface CustomerExport extends HeaderShape {
  readonly name: KnownCustomerExportName;
  readonly columns: Readonly<Partial<Record<CustomerRole, Spellings>>>;
  readonly consents: readonly ConsentShape[];
  readonly options?: RecognisedCustomerExport["options"];
}

/** "No" says that the customer opted out, or was never asked: only the first must not be lost. */
const SHOPIFY_CONSENTS: readonly ConsentShape[] = [
  { channel: "email", status: ["Accepts Email Marketing", "Accepts Marketing"] },
  { channel: "sms", status: ["Accepts SMS Marketing"] },
  { channel: "whatsapp", status: ["Accepts WhatsApp Marketing"] },
];

const OPTED_OUT = {
  true: "withdrawn",
  yes: "withdrawn",
  false: "not_asked",
  no: "not_asked",
} as const;

const CUSTOMER_EXPORTS: readonly CustomerExport[] = [
  ...(["Accepts Email Marketing", "Accepts Marketing"] as const).map((accepts): CustomerExport => ({
    name: "shopify_customers",
    marks: ["First Name", "Last Name", "Email", accepts, "Total Spent", "Total Orders"],
    others: ["Phone", "Note", "Tax Exempt", "Tags"],
    columns: {
      customerId: ["Customer ID"],
      email: ["Email"],
      phone: ["Phone", "Default Address Phone"],
      firstName: ["First Name"],
      lastName: ["Last Name"],
      address: ["Default Address Address1", "Address1"],
      address2: ["Default Address Address2", "Address2"],
      city: ["Default Address City", "City"],
      region: ["Province", "Default Address Province Code", "Province Code"],
      postalCode: ["Default Address Zip", "Zip"],
      country: ["Default Address Country Code", "Country Code"],
      labels: ["Tags"],
    },
    consents: SHOPIFY_CONSENTS,
  })),
  {
    name: "mailchimp_members",
    marks: ["Email Address", "MEMBER_RATING", "OPTIN_TIME", "OPTIN_IP", "CONFIRM_TIME"],
    others: [
      ...["First Name", "Last Name", "CONFIRM_IP", "LATITUDE", "LONGITUDE", "GMTOFF", "DSTOFF"],
      ...["TIMEZONE", "CC", "REGION", "LAST_CHANGED", "LEID", "EUID", "NOTES", "TAGS"],
    ],
    columns: {
      email: ["Email Address"],
      firstName: ["First Name", "FNAME"],
      lastName: ["Last Name", "LNAME"],
      phone: ["Phone Number", "Phone"],
      birthday: ["Birthday"],
      labels: ["TAGS"],
      createdAt: ["CONFIRM_TIME"],
      updatedAt: ["LAST_CHANGED"],
    },
    consents: [
      {
        channel: "email",
        grantedAt: ["OPTIN_TIME"],
        withdrawnAt: ["UNSUB_TIME", "CLEAN_TIME"],
        ipAddress: ["OPTIN_IP"],
        confirmedAt: ["CONFIRM_TIME"],
      },
    ],
    options: { dates: "month_first" },
  },
  ...(["Record ID", "Record ID - Contact", "Contact ID"] as const).map((id): CustomerExport => ({
    name: "hubspot_contacts",
    marks: [id, "First Name", "Last Name", "Email", "Create Date"],
    others: ["Phone Number", "Contact owner", "Lifecycle Stage", "Lead Status"],
    columns: {
      customerId: [id],
      email: ["Email"],
      phone: ["Phone Number", "Mobile Phone Number"],
      firstName: ["First Name"],
      lastName: ["Last Name"],
      honorific: ["Salutation"],
      birthday: ["Date of birth"],
      language: ["Preferred language"],
      address: ["Street Address"],
      city: ["City"],
      region: ["State/Region"],
      postalCode: ["Postal Code"],
      country: ["Country/Region Code", "Country Code", "Country/Region"],
      createdAt: ["Create Date"],
      updatedAt: ["Last Modified Date"],
    },
    consents: [
      { channel: "email", status: ["Unsubscribed from all email"], words: OPTED_OUT },
      {
        channel: "email",
        status: ["Opted out of email: Marketing Information"],
        words: OPTED_OUT,
      },
    ],
  })),
  {
    name: "squarespace_profiles",
    marks: ["Email", "First Name", "Last Name", "Created On", "Subscriber Since"],
    others: [
      ...["Subscriber Source", "Order Count", "Total Spent", "Last Order Date", "Billing Name"],
      ...["Billing Address 1", "Billing City", "Billing Zip", "Billing Country"],
    ],
    columns: {
      email: ["Email"],
      firstName: ["First Name"],
      lastName: ["Last Name"],
      phone: ["Billing Phone Number"],
      address: ["Billing Address 1"],
      address2: ["Billing Address 2"],
      city: ["Billing City"],
      region: ["Billing Province/State"],
      postalCode: ["Billing Zip"],
      country: ["Billing Country"],
      createdAt: ["Created On"],
    },
    consents: [
      {
        channel: "email",
        status: ["Accepts Marketing"],
        grantedAt: ["Subscriber Since"],
        place: ["Subscriber Source"],
      },
    ],
  },
];

/** How shops themselves name such columns, in English, Indonesian, Spanish and Portuguese. */
const OWN_NAMES: Readonly<Record<CustomerRole, Spellings>> = {
  customerId: [
    ...["customer id", "customerid", "id customer", "id pelanggan", "kode pelanggan"],
    ...["no pelanggan", "nomor pelanggan", "member id", "id member", "client id", "id"],
  ],
  email: [
    ...["email", "e-mail", "email address", "e-mail address", "alamat email", "surel"],
    ...["correo", "correo electrónico"],
  ],
  phone: [
    ...["phone", "phone number", "mobile", "mobile phone", "mobile number", "telephone", "tel"],
    ...["no hp", "no. hp", "nomor hp", "hp", "no telp", "no. telp", "no telepon"],
    ...["nomor telepon", "telepon", "whatsapp", "no wa", "no. wa", "nomor wa", "no whatsapp"],
    ...["nomor whatsapp", "teléfono", "telefone", "celular"],
  ],
  name: [
    ...["name", "full name", "customer name", "customer", "nama", "nama lengkap"],
    ...["nama pelanggan", "pelanggan", "nombre", "nombre completo", "nome", "nome completo"],
  ],
  firstName: ["first name", "firstname", "given name", "nama depan"],
  lastName: ["last name", "lastname", "surname", "family name", "nama belakang"],
  honorific: ["salutation", "honorific", "sapaan"],
  birthday: [
    ...["birthday", "birth date", "birthdate", "date of birth", "dob", "tanggal lahir"],
    ...["tgl lahir", "ulang tahun", "fecha de nacimiento", "data de nascimento"],
  ],
  language: ["language", "preferred language", "locale", "bahasa"],
  timeZone: ["time zone", "timezone", "zona waktu"],
  address: [
    ...["address", "street", "street address", "address1", "address 1", "address line 1"],
    "alamat",
  ],
  address2: ["address2", "address 2", "address line 2"],
  district: ["kecamatan", "district"],
  city: ["city", "town", "kota", "kabupaten", "kota/kabupaten", "ciudad", "cidade"],
  region: ["region", "state", "province", "provinsi", "state/region", "provincia", "estado"],
  postalCode: [
    ...["postal code", "postalcode", "zip", "zip code", "postcode", "kode pos"],
    ...["código postal", "cep"],
  ],
  country: ["country", "country code", "negara", "país"],
  labels: ["tags", "labels", "label"],
  createdAt: [
    ...["created at", "created on", "created", "create date", "date created", "registered at"],
    ...["registration date", "signup date", "sign-up date", "tanggal daftar", "tgl daftar"],
    ...["terdaftar", "tanggal dibuat"],
  ],
  updatedAt: [
    ...["updated at", "updated on", "updated", "last updated", "last modified"],
    ...["last modified date", "last changed", "diperbarui", "tanggal diperbarui"],
  ],
};

/**
 * Recognises which system a table of customers comes from, by its columns.
 *
 * @param headers - names of the columns, in any order
 * @returns which one and how it is read, or `undefined`
 *
 * @example
 * ```ts
 * import { recogniseCustomerExport } from "setia/import";
 *
 * const found = recogniseCustomerExport([
 *   "Customer ID", "First Name", "Last Name", "Email", "Accepts Email Marketing", "Total Spent", "Total Orders",
 * ]);
 * found?.name; // => "shopify_customers"
 * found?.consents; // => [{ channel: "email", status: "Accepts Email Marketing" }]
 * ```
 */
export function recogniseCustomerExport(
  headers: readonly string[],
): RecognisedCustomerExport | undefined {
  assertTexts(headers, "recogniseCustomerExport: headers");
  const match = matchHeaders(headers, CUSTOMER_EXPORTS);
  if (match === undefined) return undefined;
  const { shape, share, find } = match;
  const columns: Partial<Record<CustomerRole, string>> = {};
  for (const [role, spellings] of Object.entries(shape.columns)) {
    const column = find(spellings);
    if (column !== undefined) columns[role as CustomerRole] = column;
  }
  const consents = shape.consents.flatMap(({ channel, words, ...spellings }): ConsentColumns[] => {
    const found: Record<string, string> = {};
    for (const [what, names] of Object.entries(spellings)) {
      const column = find(names);
      if (column !== undefined) found[what] = column;
    }
    const says = spellings.status === undefined ? "grantedAt" : "status";
    return found[says] === undefined ? [] : [{ channel, ...(words && { words }), ...found }];
  });
  return { name: shape.name, share, columns, consents, options: shape.options ?? {} };
}

/** Recognises the columns of a shop's own list. */
export function recogniseOwnList(
  headers: readonly string[],
): Partial<Record<CustomerRole, string>> {
  const keys = new Map<string, string>();
  for (const header of headers) {
    const key = headerKey(header.replaceAll("_", " "));
    if (!keys.has(key)) keys.set(key, header);
  }
  const columns: Partial<Record<CustomerRole, string>> = {};
  for (const [role, spellings] of Object.entries(OWN_NAMES)) {
    const found = spellings.find((spelling) => keys.has(spelling));
    const column = found === undefined ? undefined : keys.get(found);
    if (column !== undefined) columns[role as CustomerRole] = column;
  }
  return columns;
}
