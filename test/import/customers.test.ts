/** Customers from a table: who they are, and what they allow. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkEvents,
  consentAt,
  foldProfile,
  isSetiaError,
  type ConsentChanged,
  type CustomerEvent,
  type CustomerIdentified,
} from "setia";
import {
  importCustomers,
  importShopify,
  KNOWN_CUSTOMER_EXPORTS,
  recogniseCustomerExport,
  type ConsentColumns,
  type ImportCustomersOptions,
} from "setia/import";
import { deepFreeze, RUNS } from "../arbitraries";

const AT = new Date("2026-02-01T00:00:00Z");
const OWN = { at: AT, timeZone: "Asia/Jakarta" } as const;

const identified = (events: readonly CustomerEvent[]): CustomerIdentified[] =>
  events.filter((event) => event.type === "customer_identified");
const consents = (events: readonly CustomerEvent[]): ConsentChanged[] =>
  events.filter((event) => event.type === "consent_changed");

/** What one row says of who somebody is. */
function traitsOf(row: Record<string, unknown>, options: Partial<ImportCustomersOptions> = {}) {
  const { events, notes, skipped } = importCustomers([{ id: "c1", ...row }], {
    ...OWN,
    ...options,
  });
  return { traits: identified(events)[0]?.traits, notes, skipped };
}

/** What one row says of consent. */
function saidBy(
  row: Record<string, unknown>,
  columns: ConsentColumns,
  options: Partial<ImportCustomersOptions> = {},
) {
  const names = Object.values(columns).filter((value) => typeof value === "string");
  const blank = Object.fromEntries(names.map((name) => [name, ""]));
  const result = importCustomers([{ ...blank, id: "c1", email: "ani@example.com", ...row }], {
    ...OWN,
    consents: [columns],
    ...options,
  });
  return { ...result, said: consents(result.events) };
}

const DAY_AFTER = new Date("2026-03-01T00:00:00Z");

/** Whether marketing may go to the address that the customer has. */
function mayWrite(events: readonly CustomerEvent[]): string {
  const profile = foldProfile(events, { asOf: DAY_AFTER });
  const contact = identified(events)[0]?.traits.email;
  const question = { purpose: "marketing", channel: "email", asOf: DAY_AFTER } as const;
  return consentAt(profile, contact === undefined ? question : { ...question, contact }).status;
}

describe("who the customers are", () => {
  it("is read by the usual names of columns", () => {
    const row = {
      "ID Pelanggan": "c1",
      "Nama Lengkap": " Ani Wijaya ",
      "No. HP": "0812-0000-0001",
      "Alamat Email": "Ani@Example.com",
      "Tanggal Lahir": "21 April 1990",
      Alamat: "Jl. Melati 1",
      Kecamatan: "Coblong",
      Kota: "Bandung",
      Provinsi: "Jawa Barat",
      "Kode Pos": 40111,
      Negara: "id",
      Bahasa: "id_ID",
      Tags: "vip, grosir",
      "Tanggal Daftar": "2025-12-24 10:00",
    };
    const { events, skipped, notes } = importCustomers([row], { timeZone: "Asia/Jakarta" });
    expect(skipped).toEqual([]);
    expect(notes).toEqual([]);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      type: "customer_identified",
      customerId: "c1",
      source: "customers",
      at: new Date("2025-12-24T03:00:00Z"),
      traits: {
        name: "Ani Wijaya",
        email: "Ani@Example.com",
        phone: "0812-0000-0001",
        identifiers: [{ issuer: "customers", value: "c1" }],
        city: "Bandung",
        addresses: [
          {
            street: "Jl. Melati 1",
            district: "Coblong",
            city: "Bandung",
            region: "Jawa Barat",
            postalCode: "40111",
            country: "ID",
          },
        ],
        birthday: "1990-04-21",
        language: "id-ID",
        labels: ["vip", "grosir"],
      },
    });
  });

  it("is as columns by hand say, and a role can be switched off", () => {
    const row = { id: "c1", nick: "Ani", name: "Ani Wijaya", phone: "0812" };
    const all = traitsOf(row).traits;
    expect(all).toMatchObject({ name: "Ani Wijaya", phone: "0812" });
    const some = traitsOf(row, { columns: { customerId: "id", name: "nick" } }).traits;
    expect(some?.name).toBe("Ani");
    expect(some?.phone).toBeUndefined();
    const rest = traitsOf(row, { columns: { name: "nick", phone: false }, recognise: true }).traits;
    expect(rest?.name).toBe("Ani");
    expect(rest?.phone).toBeUndefined();
    // A column has the role that it was given, not the one that its name would say.
    const other = traitsOf(row, { columns: { lastName: "name" }, recognise: true }).traits;
    expect(other).toMatchObject({ name: "Ani Wijaya", familyName: "Ani Wijaya" });
  });

  it("comes from the e-mail address where there is no id, unless customerBy says otherwise", () => {
    const rows = [{ Email: " Ani@Example.com " }, { Email: "budi" }, { Email: "" }];
    const { events, skipped, notes } = importCustomers(rows, OWN);
    expect(events.map(({ customerId }) => customerId)).toEqual(["ani@example.com"]);
    expect(skipped.map(({ reason, path }) => [reason, path])).toEqual([
      ["no_customer", ["rows", 1]],
      ["no_customer", ["rows", 2]],
    ]);
    expect(notes.map(({ path }) => path)).toEqual([["rows", 1, "Email"]]);
    const guests = [{ id: "", email: "ani@example.com" }];
    expect(importCustomers(guests, OWN).skipped[0]?.reason).toBe("no_customer");
    const byEither = importCustomers(guests, { ...OWN, customerBy: "id_or_email" });
    expect(byEither.events[0]?.customerId).toBe("ani@example.com");
  });

  it("takes blanks and words for nothing as nothing", () => {
    for (const nothing of [
      "",
      "  ",
      "\t",
      "-",
      "--",
      "null",
      "NULL",
      "N/A",
      "n/a",
      "#N/A",
      "nan",
    ]) {
      const { traits } = traitsOf({
        name: nothing,
        phone: nothing,
        city: nothing,
        birthday: nothing,
      });
      expect(traits).toEqual({ identifiers: [{ issuer: "customers", value: "c1" }] });
    }
    for (const nothing of [null, undefined, Number.NaN]) {
      expect(traitsOf({ name: nothing, birthday: nothing }).traits?.name).toBeUndefined();
    }
    expect(traitsOf({ firstname: "Nan", lastname: "Null" }).traits?.name).toBe("Nan Null");
    for (const id of ["null", "Null", "NULL", "undefined", "N/A", " "]) {
      const { skipped, events } = importCustomers([{ id, name: "Ani" }], OWN);
      expect(events).toEqual([]);
      expect(skipped[0]?.reason).toBe("no_customer");
    }
  });

  it("keeps ids and numbers as they stand, and refuses ids that a spreadsheet has rounded", () => {
    const phone = (value: unknown) => traitsOf({ phone: value }).traits?.phone;
    expect(phone("'+62 812 0000 0001")).toBe("+62 812 0000 0001");
    expect(phone('="081200000001"')).toBe("081200000001");
    expect(phone(6281200000001)).toBe("6281200000001");
    expect(phone("6.2812E+12")).toBeUndefined();
    expect(traitsOf({ phone: "6.2812E+12" }).notes[0]?.path).toEqual(["rows", 0, "phone"]);
    const idOf = (id: unknown) => importCustomers([{ id, name: "Ani" }], OWN);
    expect(idOf("'6940095564").events[0]?.customerId).toBe("6940095564");
    expect(idOf(6940095564).events[0]?.customerId).toBe("6940095564");
    expect(idOf(890088186047892319n).events[0]?.customerId).toBe("890088186047892319");
    for (const rounded of [890088186047892319, 1.5, "8.90088E+17", "8,90088E+17"]) {
      const { events, skipped } = idOf(rounded);
      expect(events).toEqual([]);
      expect(skipped[0]).toMatchObject({ reason: "unreadable", path: ["rows", 0] });
      expect(skipped[0]?.issues[0]?.path).toEqual(["rows", 0, "id"]);
    }
  });

  it("leaves out what is no country, language or zone, and says so", () => {
    const { traits, notes } = traitsOf({ country: "Indonesia", language: "Bahasa", city: "Bogor" });
    expect(traits?.addresses).toEqual([{ city: "Bogor" }]);
    expect(traits?.language).toBe("Bahasa");
    expect(notes.map(({ path }) => path)).toEqual([["rows", 0, "country"]]);
    expect(traitsOf({ language: "Bahasa Indonesia" }).notes[0]?.path).toEqual([
      "rows",
      0,
      "language",
    ]);
  });

  it("tells somebody who is there twice once, and both times if they differ", () => {
    const row = { id: "c1", name: "Ani" };
    const twice = importCustomers([row, { ...row }], OWN);
    expect(twice.events).toHaveLength(1);
    expect(twice.skipped.map(({ reason, path }) => [reason, path])).toEqual([
      ["repeated", ["rows", 1]],
    ]);
    expect(importCustomers([row, { id: "c1", name: "Ani W." }], OWN).events).toHaveLength(2);
  });
});

describe("birthdays", () => {
  const birthday = (value: unknown, options: Partial<ImportCustomersOptions> = {}) =>
    traitsOf({ birthday: value }, options).traits?.birthday;

  it("are days, with or without their year", () => {
    expect(birthday("1990-04-21")).toBe("1990-04-21");
    expect(birthday("1990-04-21T00:00:00+07:00")).toBe("1990-04-21");
    expect(birthday("21/04/1990")).toBe("1990-04-21");
    expect(birthday(new Date("1990-04-21T00:00:00Z"))).toBe("1990-04-21");
    expect(birthday(new Date("1990-04-20T17:00:00Z"))).toBe("1990-04-21");
    expect(birthday("--04-21")).toBe("--04-21");
    expect(birthday("04/21")).toBe("--04-21");
    expect(birthday("29/02")).toBe("--02-29");
    expect(birthday(32984, { dates: "excel" })).toBe("1990-04-21");
  });

  it("are never in the future: of two figures it is the latest year that has been", () => {
    expect(birthday("21/04/68")).toBe("1968-04-21");
    expect(birthday("21/04/25")).toBe("2025-04-21");
    expect(birthday("21/04/26")).toBe("1926-04-21");
  });

  it("that cannot be are left out with a note", () => {
    for (const wrong of ["2026-04-21", "1890-01-01", "1990-02-30", "besok", "30/02", 19]) {
      const { traits, notes, skipped } = traitsOf({ birthday: wrong });
      expect(traits?.birthday).toBeUndefined();
      expect(skipped).toEqual([]);
      expect(notes.map(({ path }) => path)).toEqual([["rows", 0, "birthday"]]);
    }
  });

  it("that can be read in two ways wait for the option, or for a cell that settles it", () => {
    const [first, other] = ["05/01/1990", "25/01/1990"];
    expect(birthday(first)).toBeUndefined();
    expect(traitsOf({ birthday: first }).notes[0]?.message).toMatch(/option dates/u);
    expect(birthday(first, { dates: "day_first" })).toBe("1990-01-05");
    expect(birthday(first, { dates: "month_first" })).toBe("1990-05-01");
    const rows = [
      { id: "c1", birthday: first },
      { id: "c2", birthday: other },
    ];
    const days = identified(importCustomers(rows, OWN).events).map(({ traits }) => traits.birthday);
    expect(days).toEqual(["1990-01-05", "1990-01-25"]);
    // 07/07 is the same either way.
    expect(birthday("07/07/1990")).toBe("1990-07-07");
  });
});

describe("when the table was true", () => {
  const dated = (rows: readonly object[], options: Partial<ImportCustomersOptions> = {}) =>
    importCustomers(rows, { timeZone: "UTC", ...options });

  it("is the row's last change, else its beginning, else the option", () => {
    const rows = [
      { id: "c1", "Created at": "2025-01-05", "Updated at": "2025-03-01" },
      { id: "c2", "Created at": "2025-01-05", "Updated at": "" },
      { id: "c3", "Created at": "", "Updated at": "" },
    ];
    const { events } = dated(rows, { at: AT });
    expect(events.map(({ at }) => at.toISOString().slice(0, 10))).toEqual([
      "2025-03-01",
      "2025-01-05",
      "2026-02-01",
    ]);
    const without = dated(rows);
    expect(without.events).toHaveLength(2);
    expect(without.skipped[0]?.message).toMatch(/option at/u);
  });

  it("is settled by the whole table, and refused with the option's name where nothing settles it", () => {
    const rows = [
      { id: "c1", created: "05/01/2026" },
      { id: "c2", created: "13/01/2026" },
    ];
    expect(dated(rows).events[0]?.at).toEqual(new Date("2026-01-05"));
    const [open] = dated(rows.slice(0, 1)).skipped;
    expect(open?.message).toMatch(/rows\[0\].created is "05\/01\/2026".*option dates/u);
    const both = dated([...rows, { id: "c3", created: "01/13/2026" }]);
    expect(both.skipped.map(({ path }) => path)).toEqual([["rows", 0]]);
    expect(both.events.map(({ customerId }) => customerId)).toEqual(["c2", "c3"]);
    const given = dated([...rows, { id: "c3", created: "01/13/2026" }], { dates: "day_first" });
    expect(given.skipped.map(({ path }) => path)).toEqual([["rows", 2]]);
  });

  it("needs a zone for times without one", () => {
    const { skipped } = importCustomers([{ id: "c1", created: "2026-01-05 10:00" }]);
    expect(skipped[0]?.message).toMatch(/option timeZone/u);
  });

  it("is refused at once if nothing says it", () => {
    expect(() => importCustomers([{ id: "c1" }])).toThrow(/at is missing/u);
  });
});

describe("a yes", () => {
  const columns = { channel: "email", status: "Promo", grantedAt: "Since" } as const;
  const proven = { ...columns, proof: { method: "paper", place: "Toko Bandung" } };

  it("is a consent with its date and a proof", () => {
    const { said, notes } = saidBy({ Promo: "Ya", Since: "2026-01-05" }, proven);
    expect(notes).toEqual([]);
    expect(said).toMatchObject([
      {
        status: "granted",
        purpose: "marketing",
        channel: "email",
        at: new Date("2026-01-04T17:00:00Z"),
        proof: { method: "paper", place: "Toko Bandung" },
        contact: "ani@example.com",
      },
    ]);
    const inTable = saidBy(
      { Promo: true, Since: "2026-01-05", IP: "203.0.113.4", Sure: "2026-01-06", Form: "/promo" },
      { ...columns, ipAddress: "IP", confirmedAt: "Sure", place: "Form" },
    );
    expect(inTable.said[0]?.proof).toEqual({
      method: "import",
      ipAddress: "203.0.113.4",
      confirmedAt: new Date("2026-01-05T17:00:00Z"),
      place: "/promo",
    });
  });

  it("is none without one of them, and a note says which", () => {
    for (const [row, shape, lacks] of [
      [{ Promo: "yes", Since: "" }, proven, /without a date/u],
      [{ Promo: "yes", Since: "besok" }, proven, /without a date/u],
      [{ Promo: "yes", Since: "2026-01-05" }, columns, /without a proof/u],
      [{ Promo: "pending", Since: "" }, proven, /without a date/u],
    ] as const) {
      const { said, notes, events } = saidBy(row, shape);
      expect(said).toEqual([]);
      expect(events).toHaveLength(1);
      expect(notes.at(-1)?.path).toEqual(["rows", 0, "Promo"]);
      expect(notes.at(-1)?.message).toMatch(lacks);
    }
  });

  it("never lifts a refusal without a date of its own", () => {
    const told: ConsentChanged = {
      id: "n",
      type: "consent_changed",
      customerId: "c1",
      at: new Date("2026-01-10"),
      purpose: "marketing",
      channel: "email",
      status: "withdrawn",
      proof: { method: "unsubscribe_link" },
    };
    const { events } = saidBy({ Promo: "yes" }, proven);
    expect(mayWrite([told, ...events])).toBe("withdrawn");
  });

  it("counts for one purpose and channel, as named", () => {
    const { said } = saidBy(
      { Promo: "1", Since: "2026-01-05", phone: "0812" },
      { ...proven, channel: "whatsapp", purpose: "service" },
    );
    expect(said[0]).toMatchObject({ channel: "whatsapp", purpose: "service", contact: "0812" });
  });
});

describe("a no", () => {
  const columns = { channel: "email", status: "Promo", withdrawnAt: "Left" } as const;

  it("is never lost: at its own date, else at the row's", () => {
    for (const word of [
      "no",
      "No",
      "tidak",
      "FALSE",
      false,
      0,
      "unsubscribed",
      "cleaned",
      "opted out",
    ]) {
      const { said, notes } = saidBy({ Promo: word, Left: "2026-01-05" }, columns);
      expect(said).toMatchObject([{ status: "withdrawn", at: new Date("2026-01-04T17:00:00Z") }]);
      expect(notes).toEqual([]);
      expect(saidBy({ Promo: word }, columns).said[0]?.at).toEqual(AT);
    }
    const unreadable = saidBy({ Promo: "no", Left: "besok" }, columns);
    expect(unreadable.said).toMatchObject([{ status: "withdrawn", at: AT }]);
    expect(unreadable.notes[0]?.path).toEqual(["rows", 0, "Left"]);
  });

  it("is told by its date alone where there is no word", () => {
    const dates = {
      channel: "email",
      grantedAt: "In",
      ipAddress: "IP",
      withdrawnAt: "Out",
    } as const;
    const left = saidBy({ In: "2026-01-05", IP: "203.0.113.4", Out: "2026-01-20" }, dates);
    expect(left.said.map(({ status }) => status)).toEqual(["granted", "withdrawn"]);
    expect(mayWrite(left.events)).toBe("withdrawn");
    const odd = saidBy({ In: "2026-01-25", IP: "203.0.113.4", Out: "2026-01-20" }, dates);
    expect(odd.said.map(({ status }) => status)).toEqual(["withdrawn"]);
    const unreadable = saidBy({ In: "2026-01-05", IP: "203.0.113.4", Out: "yes" }, dates);
    expect(mayWrite(unreadable.events)).toBe("withdrawn");
  });

  it("is not made older by the date of the yes before", () => {
    const both = { channel: "email", status: "Promo", grantedAt: "Since" } as const;
    const later = saidBy({ Promo: "no", Since: "2026-02-10" }, both);
    expect(later.said).toMatchObject([
      { status: "withdrawn", at: new Date("2026-02-09T17:00:00Z") },
    ]);
    const earlier = saidBy({ Promo: "no", Since: "2020-01-05" }, both);
    expect(earlier.said).toMatchObject([{ status: "withdrawn", at: AT }]);
  });

  it("goes for every address of the channel", () => {
    expect(saidBy({ Promo: "no" }, columns).said[0]?.contact).toBeUndefined();
  });
});

describe("other words", () => {
  const columns = { channel: "email", status: "Promo" } as const;

  it("that say nobody asked, or nothing, make nothing", () => {
    for (const word of ["", "not subscribed", "never subscribed", "N/A", null]) {
      const { said, skipped, notes } = saidBy({ Promo: word }, columns);
      expect([said, skipped, notes]).toEqual([[], [], []]);
    }
  });

  it("that are not known are named, and can be given a meaning", () => {
    const { said, skipped, events } = saidBy({ Promo: "kadang-kadang" }, columns);
    expect(said).toEqual([]);
    expect(events).toHaveLength(1);
    expect(skipped).toMatchObject([{ reason: "unreadable", path: ["rows", 0, "Promo"] }]);
    expect(skipped[0]?.message).toMatch(/"kadang-kadang"/u);
    const words = { "kadang-kadang": "withdrawn", no: "not_asked" } as const;
    expect(saidBy({ Promo: "Kadang-kadang" }, { ...columns, words }).said[0]?.status).toBe(
      "withdrawn",
    );
    expect(saidBy({ Promo: "no" }, { ...columns, words }).said).toEqual([]);
  });

  it("stand in columns that nobody read: a note says so", () => {
    const rows = [{ id: "c1", "Newsletter opt-in": "yes", Product: "x" }];
    const { notes } = importCustomers(rows, OWN);
    expect(notes.map(({ path }) => path)).toEqual([["columns", "Newsletter opt-in"]]);
    expect(importCustomers(rows, { ...OWN, consents: false }).notes).toEqual([]);
    const named = { channel: "email", status: "Newsletter opt-in" };
    const read = importCustomers(rows, { ...OWN, consents: [named] });
    expect(read.notes.map(({ path }) => path)).toEqual([["rows", 0, "Newsletter opt-in"]]);
  });
});

const shopifyHeaders =
  "Customer ID|First Name|Last Name|Email|Accepts Email Marketing|Default Address Company|Default Address Address1|Default Address Address2|Default Address City|Default Address Province Code|Default Address Country Code|Default Address Zip|Default Address Phone|Phone|Accepts SMS Marketing|Total Spent|Total Orders|Note|Tax Exempt|Tags";
const oldShopifyHeaders =
  "First Name|Last Name|Email|Company|Address1|Address2|City|Province|Province Code|Country|Country Code|Zip|Phone|Accepts Marketing|Total Spent|Total Orders|Tags|Note|Tax Exempt";
const mailchimpHeaders =
  "Email Address|First Name|Last Name|Address|Phone Number|Birthday|MEMBER_RATING|OPTIN_TIME|OPTIN_IP|CONFIRM_TIME|CONFIRM_IP|LATITUDE|LONGITUDE|GMTOFF|DSTOFF|TIMEZONE|CC|REGION|LAST_CHANGED|LEID|EUID|NOTES|TAGS";
const hubspotHeaders =
  "Record ID|First Name|Last Name|Email|Phone Number|Contact owner|Lead Status|Lifecycle Stage|Create Date|Last Modified Date|City|Country/Region|Unsubscribed from all email";
const squarespaceHeaders =
  "Email|First Name|Last Name|Created On|Order Count|Total Spent|Last Order Date|Billing Name|Billing Address 1|Billing Address 2|Billing City|Billing Zip|Billing Province/State|Billing Country|Billing Phone Number|Subscriber Since|Subscriber Source|Accepts Marketing";

const table = (headers: string, ...rows: Record<string, string>[]): Record<string, string>[] =>
  rows.map((row) => ({
    ...Object.fromEntries(headers.split("|").map((header) => [header, ""])),
    ...row,
  }));

describe("tables of other systems", () => {
  it("are known by their columns, in any case and order", () => {
    const known = (headers: string) => recogniseCustomerExport(headers.split("|"))?.name;
    for (const [headers, name] of [
      [shopifyHeaders, "shopify_customers"],
      [oldShopifyHeaders, "shopify_customers"],
      [mailchimpHeaders, "mailchimp_members"],
      [`${mailchimpHeaders}|UNSUB_TIME|UNSUB_REASON`, "mailchimp_members"],
      [hubspotHeaders, "hubspot_contacts"],
      [hubspotHeaders.replace("Record ID", "Record ID - Contact"), "hubspot_contacts"],
      [squarespaceHeaders, "squarespace_profiles"],
    ] as const) {
      expect(known(headers)).toBe(name);
      expect(known(headers.toUpperCase().split("|").reverse().join("|"))).toBe(name);
    }
    expect(known("id|name|email|phone|created at")).toBeUndefined();
    expect(KNOWN_CUSTOMER_EXPORTS).toHaveLength(4);
  });

  it("Shopify: a yes has no date there and is none; a no is kept", () => {
    const rows = table(
      shopifyHeaders,
      {
        "Customer ID": "'7001",
        "First Name": "Ani",
        "Last Name": "Wijaya",
        Email: "ani@example.com",
        "Accepts Email Marketing": "yes",
        "Accepts SMS Marketing": "no",
        Phone: "'+6281200000001",
        "Default Address Address1": "Jl. Melati 1",
        "Default Address City": "Bandung",
        "Default Address Country Code": "ID",
        Tags: "vip, grosir",
      },
      { "Customer ID": "'7002", Email: "budi@example.com", "Accepts Email Marketing": "no" },
    );
    const { events, notes, skipped } = importCustomers(rows, { at: AT, source: "shopify" });
    expect(skipped).toEqual([]);
    expect(
      consents(events).map(({ customerId, channel, status }) => [customerId, channel, status]),
    ).toEqual([
      ["7001", "sms", "withdrawn"],
      ["7002", "email", "withdrawn"],
    ]);
    expect(notes.map(({ path }) => path)).toEqual([["rows", 0, "Accepts Email Marketing"]]);

    // The webhook tells the same person alike.
    const payload = {
      id: 7001,
      email: "ani@example.com",
      phone: "+6281200000001",
      first_name: "Ani",
      last_name: "Wijaya",
      tags: "vip, grosir",
      updated_at: "2026-02-01T00:00:00Z",
      default_address: { address1: "Jl. Melati 1", city: "Bandung", country_code: "ID" },
    };
    const [webhook] = importShopify([{ topic: "customers/update", payload }]).events;
    const [row] = identified(events);
    expect(row).toEqual(webhook);
  });

  it("Mailchimp: who signed up themselves agreed, who was put on the list did not", () => {
    const rows = table(
      `${mailchimpHeaders}|UNSUB_TIME`,
      {
        "Email Address": "ani@example.com",
        "First Name": "Ani",
        Birthday: "04/05",
        OPTIN_TIME: "2025-01-05 03:00:00",
        OPTIN_IP: "203.0.113.4",
        CONFIRM_TIME: "2025-01-05 03:05:00",
        LAST_CHANGED: "2025-06-01 00:00:00",
        TAGS: '"VIP","Blog"',
      },
      {
        "Email Address": "budi@example.com",
        CONFIRM_TIME: "2025-01-05 03:05:00",
        CONFIRM_IP: "203.0.113.9",
        LAST_CHANGED: "2025-06-01 00:00:00",
      },
      {
        "Email Address": "citra@example.com",
        OPTIN_TIME: "2025-01-05 03:00:00",
        OPTIN_IP: "203.0.113.5",
        CONFIRM_TIME: "2025-01-05 03:05:00",
        LAST_CHANGED: "2025-07-01 00:00:00",
        UNSUB_TIME: "2025-07-01 00:00:00",
      },
    );
    const { events, skipped } = importCustomers(rows, { timeZone: "UTC" });
    expect(skipped).toEqual([]);
    const of = (id: string) => events.filter(({ customerId }) => customerId === id);
    expect(identified(of("ani@example.com"))[0]?.traits).toMatchObject({
      birthday: "--04-05",
      labels: ["VIP", "Blog"],
    });
    expect(consents(of("ani@example.com"))).toMatchObject([
      {
        status: "granted",
        at: new Date("2025-01-05T03:00:00Z"),
        contact: "ani@example.com",
        proof: { ipAddress: "203.0.113.4", confirmedAt: new Date("2025-01-05T03:05:00Z") },
      },
    ]);
    expect(consents(of("budi@example.com"))).toEqual([]);
    expect(mayWrite(of("ani@example.com"))).toBe("granted");
    expect(mayWrite(of("citra@example.com"))).toBe("withdrawn");
  });

  it("HubSpot: who opted out is refused, who did not has not agreed", () => {
    const rows = table(
      hubspotHeaders,
      {
        "Record ID": "101",
        Email: "ani@example.com",
        "Create Date": "2025-01-05 10:00",
        "Last Modified Date": "2025-06-01 10:00",
        "Unsubscribed from all email": "true",
      },
      {
        "Record ID": "102",
        Email: "budi@example.com",
        "Create Date": "2025-01-05 10:00",
        "Unsubscribed from all email": "false",
      },
    );
    const { events } = importCustomers(rows, { timeZone: "Asia/Jakarta" });
    expect(consents(events)).toMatchObject([
      { customerId: "101", status: "withdrawn", at: new Date("2025-06-01T03:00:00Z") },
    ]);
  });

  it("Squarespace: a subscriber agreed when and where the table says so", () => {
    const rows = table(
      squarespaceHeaders,
      {
        Email: "ani@example.com",
        "Created On": "2025-01-05",
        "Subscriber Since": "2025-01-06",
        "Subscriber Source": "Newsletter block",
        "Accepts Marketing": "TRUE",
      },
      { Email: "budi@example.com", "Created On": "2025-01-05", "Accepts Marketing": "FALSE" },
    );
    const { events } = importCustomers(rows, { timeZone: "UTC" });
    expect(consents(events)).toMatchObject([
      { status: "granted", at: new Date("2025-01-06"), proof: { place: "Newsletter block" } },
      { status: "withdrawn", at: new Date("2025-01-05") },
    ]);
    const without = rows.map((row) =>
      Object.fromEntries(Object.entries(row).filter(([name]) => name !== "Accepts Marketing")),
    );
    const { events: fewer, notes } = importCustomers(without, { timeZone: "UTC" });
    expect(consents(fewer)).toEqual([]);
    expect(notes.map(({ path }) => path)).toContainEqual(["columns", "Subscriber Since"]);
  });

  it("can be overruled", () => {
    const rows = table(shopifyHeaders, {
      "Customer ID": "1",
      Email: "ani@example.com",
      "Accepts Email Marketing": "no",
    });
    expect(consents(importCustomers(rows, { at: AT, consents: false }).events)).toEqual([]);
  });
});

describe("what is refused", () => {
  it.each([
    [{ columns: { wat: "id" } }, /columns\.wat is no role/u],
    [{ columns: { name: "" } }, /columns\.name is ""/u],
    [{ columns: { customerId: "kode" } }, /which no row has/u],
    [{ columns: [] }, /columns is an array/u],
    [{ columns: { name: "name" } }, /customerId is missing/u],
    [{ consents: [{ channel: "" }] }, /consents\[0\]\.channel/u],
    [{ consents: [{ channel: "email" }] }, /consents\[0\]\.status is missing/u],
    [
      { consents: [{ channel: "email", status: "Promo" }] },
      /consents\[0\]\.status is "Promo", which no row has/u,
    ],
    [{ consents: [{ channel: "email", status: "name", purpose: "fun" }] }, /purpose/u],
    [{ consents: [{ channel: "email", status: "name", words: { ya: "yes" } }] }, /words\["ya"\]/u],
    [{ consents: [{ channel: "email", status: "name", proof: {} }] }, /proof\.method/u],
    [{ consents: "all" }, /consents is "all"/u],
    [{ dates: "us" }, /dates is "us"/u],
    [{ timeZone: "Mars" }, /Mars/u],
    [{ at: new Date(Number.NaN) }, /at is an invalid date/u],
  ])("%j", (options, message) => {
    const rows = [{ id: "c1", name: "Ani" }];
    expect(() => importCustomers(rows, { ...OWN, ...options } as ImportCustomersOptions)).toThrow(
      message,
    );
  });

  it("is no empty table", () => {
    expect(importCustomers([], {})).toMatchObject({ events: [], skipped: [], notes: [] });
  });
});

describe("laws", () => {
  const cell = fc.oneof(
    fc.constantFrom<unknown>(
      ...["", "null", "yes", "no", "ya", "maybe", "05/01/2026", "13/01/2026", "2026-01-05", "-"],
      ...["ani@example.com", "Ani", "1.5E+10", "04/21", null, undefined, 7, 1.5, true, Number.NaN],
      new Date("2026-01-05T00:00:00Z"),
    ),
    fc.anything(),
  );
  const names = ["id", "email", "name", "phone", "birthday", "country", "language", "created"];
  const row = fc.record(
    Object.fromEntries([...names, "promo", "since", "left", "ip"].map((name) => [name, cell])),
    { requiredKeys: [] },
  );
  const options: ImportCustomersOptions = {
    at: AT,
    timeZone: "Asia/Jakarta",
    customerBy: "id_or_email",
    columns: { customerId: "id", email: "email" },
    recognise: true,
    consents: [
      {
        channel: "email",
        status: "promo",
        grantedAt: "since",
        withdrawnAt: "left",
        ipAddress: "ip",
      },
    ],
  };
  const whole = {
    id: "c0",
    email: "",
    name: "",
    phone: "",
    birthday: "",
    country: "",
    language: "",
  };
  const rows = fc
    .array(fc.oneof(row, row, fc.anything()), { maxLength: 8 })
    // One row has every column, so that none is missing.
    .map((list) => [{ ...whole, created: "", promo: "", since: "", left: "", ip: "" }, ...list]);
  const numRuns = 200 * RUNS;
  const ids = (events: readonly CustomerEvent[]) => events.map(({ id }) => id).sort();

  it("throws nothing but SetiaError, and every row is an event or is named", () => {
    fc.assert(
      fc.property(rows, (list) => {
        const { events, skipped } = importCustomers(list, options);
        expect(checkEvents(events)).toEqual([]);
        const named = new Set(skipped.map(({ path }) => path[1]));
        const told = identified(events).length;
        const unnamed = list.filter((_, index) => !named.has(index)).length;
        expect(told).toBeGreaterThanOrEqual(unnamed);
        for (const { message } of skipped) expect(message).not.toMatch(/\[object|undefined/u);
      }),
      { numRuns },
    );
    fc.assert(
      fc.property(fc.array(fc.anything(), { maxLength: 4 }), fc.anything(), (list, junk) => {
        try {
          importCustomers(list, junk as ImportCustomersOptions);
        } catch (error) {
          if (!isSetiaError(error) && !(junk === null || junk === undefined)) throw error;
        }
      }),
      { numRuns },
    );
  });

  it("gives the same events for the same rows again, twice, or in another order, and leaves them as they were", () => {
    fc.assert(
      fc.property(rows, (list) => {
        const first = importCustomers(list, options).events;
        expect(importCustomers(list, options).events).toEqual(first);
        expect(ids(importCustomers([...list, ...list], options).events)).toEqual(ids(first));
        expect(ids(importCustomers([...list].reverse(), options).events)).toEqual(ids(first));
      }),
      { numRuns },
    );
    const frozen = deepFreeze([{ id: "c1", name: "Ani", promo: "no" }]);
    const columns = { channel: "email", status: "promo" };
    expect(importCustomers(frozen, { ...OWN, consents: [columns] }).events).toHaveLength(2);
  });

  it("never lets a table allow more than it says with date and proof", () => {
    fc.assert(
      fc.property(rows, (list) => {
        for (const event of consents(importCustomers(list, options).events)) {
          if (event.status !== "granted") continue;
          expect(event.proof.ipAddress).toBeDefined();
        }
      }),
      { numRuns },
    );
  });
});
