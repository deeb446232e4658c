import {
  defined,
  assertInstant,
  assertList,
  assertOptions,
  type Issue,
  type OptionNames,
  SetiaError,
  showValue,
} from "../../kernel";
import type { CustomerTraits, PostalAddress } from "../../events";
import {
  assertImportOptions,
  collect,
  customerIdOf,
  eventId,
  isNobody,
  NO_CUSTOMER,
  withContentId,
  type Collector,
  type ImportOptions,
  type ImportResult,
} from "../import-result";
import { RecordReader } from "../record-reader";
import { DATE_FORMS } from "../table/date-text";
import { headersOf, isRecord } from "../table-records";
import { fullName, languageOf, timeZoneOf } from "../traits";
import {
  dateIssue,
  readBirthdayCell,
  readInstantCell,
  settleOrder,
  type DateRules,
} from "./customer-cells";
import { isRounded, plainCell, roundedPhone } from "../table/plain-cell";
import {
  CUSTOMER_ROLES,
  type ConsentColumns,
  type CustomerRole,
  type ImportCustomersOptions,
} from "./customer-columns";
import { takeConsent } from "./customer-consents";
import { assertTable, chooseColumns, columnsOf, type ColumnNames } from "./customer-table";

interface Context {
  readonly collector: Collector;
  readonly source: string;
  readonly customerBy: ImportOptions["customerBy"];
  readonly names: ColumnNames;
  readonly consents: readonly ConsentColumns[];
  readonly rules: DateRules;
  readonly at: Date | undefined;
}

const WHERE = "importCustomers";

/** Columns that are likely to say what customers allow. */
const CONSENT_LIKE =
  /consent|newsletter|subscri|marketing|\bopt(?:ed)?[ _-]?(?:in|out)|persetujuan|langganan/iu;

const IMPORT_CUSTOMERS_OPTIONS: OptionNames<ImportCustomersOptions> = {
  columns: true,
  recognise: true,
  consents: true,
  at: true,
  timeZone: true,
  dates: true,
  customerBy: true,
  source: true,
};

/**
 * Makes events of a table of customers: who they are, and what they allow. A consent is taken in only with its own date
 * and a proof, a refusal always. Shopify, Mailchimp, HubSpot and Squarespace are recognised by their columns, and so are
 * the usual names of columns in a shop's own list; its consents are named by hand.
 *
 * @param rows - records by column name, from any reader
 * @param options - which column means what, and how dates are written
 * @returns events and what was left out; paths begin with `rows` and end with the column
 * @throws SetiaError `INVALID_INPUT` if it is no array, or an option is none that is known, or no row has a column, or
 * nothing says when the table was true
 *
 * @example
 * ```ts
 * import { importCustomers } from "setia/import";
 *
 * const rows = [
 *   { Kode: "c1", Nama: "Ani Wijaya", "No HP": "0812-0000-0001", Promo: "ya", "Tgl Setuju": "05/01/2026" },
 *   { Kode: "c2", Nama: "Budi", "No HP": "", Promo: "tidak", "Tgl Setuju": "" },
 * ];
 * const { events } = importCustomers(rows, {
 *   columns: { customerId: "Kode", name: "Nama", phone: "No HP" },
 *   consents: [
 *     { channel: "whatsapp", status: "Promo", grantedAt: "Tgl Setuju", proof: { method: "paper", place: "Toko Bandung" } },
 *   ],
 *   at: new Date("2026-02-01T00:00:00Z"), timeZone: "Asia/Jakarta", dates: "day_first",
 * });
 * events.map((event) => event.type === "consent_changed" && event.status); // => [false, "granted", false, "withdrawn"]
 * ```
 */
export function importCustomers(
  rows: readonly unknown[],
  options: ImportCustomersOptions = {},
): ImportResult {
  assertList(rows, "importCustomers: rows");
  assertOptions(options, IMPORT_CUSTOMERS_OPTIONS, "importCustomers");
  assertImportOptions(options, WHERE);
  const { dates, timeZone, at } = options;
  if (dates !== undefined && !DATE_FORMS.includes(dates)) {
    throw new SetiaError(
      "INVALID_INPUT",
      `${WHERE}: dates is ${showValue(dates)}; expected one of ${DATE_FORMS.join(", ")}`,
    );
  }
  if (at !== undefined) assertInstant(at, `${WHERE}: at`);
  const collector = collect();
  const headers = headersOf(rows);
  const chosen = chooseColumns(headers, options, WHERE);
  const { names, consents } = chosen;
  if (rows.length > 0) assertTable(headers, chosen, options, WHERE);
  const plain = plainRows(rows, names, consents);
  const form = dates ?? chosen.dates;
  const order = settleOrder(dateCells(plain, names, consents), form);
  const context: Context = {
    collector,
    source: options.source ?? "customers",
    customerBy: options.customerBy ?? (names.customerId === undefined ? "email" : "id"),
    names,
    consents,
    rules: { timeZone, dates: form, order },
    at,
  };
  const used = new Set([...Object.values(names), ...consents.flatMap(columnsOf)]);
  for (const header of options.consents === false ? [] : headers) {
    if (used.has(header) || !CONSENT_LIKE.test(header)) continue;
    const message =
      "may say what customers allow and was not read; expected it in consents, or consents: false";
    collector.note(["columns", header], message);
  }
  rows.forEach((row, index) => takeRow(row, plain[index] ?? new Map(), ["rows", index], context));
  return collector.result();
}

function takeRow(
  row: unknown,
  cells: ReadonlyMap<string, unknown>,
  path: readonly (string | number)[],
  context: Context,
): void {
  const { collector, names, source, consents, rules } = context;
  const read = new RecordReader(isRecord(row) ? Object.fromEntries(cells) : row, path, collector);
  const text = (role: CustomerRole): string | undefined => {
    const column = names[role];
    return column === undefined ? undefined : read.text(column);
  };
  const id = names.customerId === undefined ? undefined : readId(read, names.customerId);
  const email = readEmail(read, names.email, collector);
  const at = readRowDate(read, cells, context);
  if (read.fails() || at === undefined) return;
  const customerId = customerIdOf({ id, email }, defined({ customerBy: context.customerBy }));
  if (customerId === undefined) {
    collector.skip(path, "no_customer", `the row ${NO_CUSTOMER}`);
    return;
  }
  const phone = readPhone(read, names.phone, collector);
  const [givenName, familyName] = [text("firstName"), text("lastName")];
  const address = readAddress(text, (value) => {
    const column = names.country ?? "";
    const message = `is ${showValue(value)} and was left out; expected two letters such as ID`;
    collector.note([...path, column], message);
  });
  const labels = text("labels")
    ?.split(/[,;]/u)
    .map((label) => label.replace(/^[\s"]+|[\s"]+$/gu, ""))
    .filter((label) => label !== "");
  const traits = defined<CustomerTraits>({
    name: text("name") ?? fullName(givenName, familyName),
    givenName,
    familyName,
    honorific: text("honorific"),
    email,
    phone,
    identifiers: id === undefined ? undefined : [{ issuer: source, value: id }],
    city: address.city,
    addresses: Object.keys(address).length === 0 ? undefined : [address],
    birthday: readBirthday(cells, path, at, context),
    language:
      names.language === undefined ? undefined : languageOf(read, names.language, collector),
    timeZone:
      names.timeZone === undefined ? undefined : timeZoneOf(read, names.timeZone, collector),
    labels: labels === undefined || labels.length === 0 ? undefined : labels,
  });
  collector.add(
    withContentId({
      id: eventId(source, "customer", customerId, at.toISOString()),
      type: "customer_identified",
      customerId,
      source,
      at,
      traits,
    }),
    path,
  );
  const consentRow = { path, cells, customerId, at, email, phone };
  for (const columns of consents) takeConsent(consentRow, columns, { collector, source, rules });
}

/** An id; one that a spreadsheet has rounded could be anybody's. */
function readId(read: RecordReader, column: string): string | undefined {
  const value = read.raw(column);
  if (typeof value === "string" && isNobody(value)) return undefined;
  if (!isRounded(value)) return read.optionalId(column);
  const message = `is ${showValue(value)}; expected a whole id, which no spreadsheet has rounded`;
  read.issues.push({ path: [...read.path, column], message });
  return undefined;
}

function readEmail(
  read: RecordReader,
  column: string | undefined,
  collector: Collector,
): string | undefined {
  const email = column === undefined ? undefined : read.text(column);
  if (column === undefined || email === undefined || /^[^\s@]+@[^\s@]+$/u.test(email)) return email;
  const message = `is ${showValue(email)} and was left out; expected an e-mail address`;
  collector.note([...read.path, column], message);
  return undefined;
}

function readPhone(
  read: RecordReader,
  column: string | undefined,
  collector: Collector,
): string | undefined {
  const phone = column === undefined ? undefined : read.raw(column);
  if (column === undefined || !isRounded(phone)) return column && read.text(column);
  collector.note([...read.path, column], roundedPhone(phone));
  return undefined;
}

/** When the row was true. */
function readRowDate(
  read: RecordReader,
  cells: ReadonlyMap<string, unknown>,
  { names, rules, at }: Context,
): Date | undefined {
  const columns = [names.updatedAt, names.createdAt].filter((column) => column !== undefined);
  const column = columns.find((each) => cells.has(each));
  const path = [...read.path, column ?? columns[0] ?? ""];
  if (column === undefined) {
    if (at === undefined) {
      read.issues.push({ path, message: "is missing; expected a date, or the option at" });
    }
    return at;
  }
  const cell = cells.get(column);
  const found = readInstantCell(cell, rules);
  if (!("expected" in found)) return found;
  read.issues.push(dateIssue(path, cell, found));
  return undefined;
}

function readBirthday(
  cells: ReadonlyMap<string, unknown>,
  path: readonly (string | number)[],
  at: Date,
  { names: { birthday: column = "" }, rules, collector }: Context,
): string | undefined {
  const cell = cells.get(column);
  if (cell === undefined) return undefined;
  const day = readBirthdayCell(cell, rules, at);
  if (typeof day === "string") return day;
  const issue: Issue = dateIssue([...path, column], cell, day);
  collector.note(issue.path, `${issue.message}; the birthday was left out`);
  return undefined;
}

function readAddress(
  text: (role: CustomerRole) => string | undefined,
  leaveOutCountry: (value: string) => void,
): PostalAddress {
  const lines = [text("address"), text("address2")].filter((line) => line !== undefined);
  const country = text("country");
  const isCode = country !== undefined && /^[A-Za-z]{2}$/u.test(country);
  if (country !== undefined && !isCode) leaveOutCountry(country);
  return defined<PostalAddress>({
    street: lines.length === 0 ? undefined : lines.join(", "),
    district: text("district"),
    city: text("city"),
    region: text("region"),
    postalCode: text("postalCode"),
    country: isCode ? country.toUpperCase() : undefined,
  });
}

/** The cells that mean something and say something. */
function plainRows(
  rows: readonly unknown[],
  names: ColumnNames,
  consents: readonly ConsentColumns[],
): ReadonlyMap<string, unknown>[] {
  const columns = new Set([...Object.values(names), ...consents.flatMap(columnsOf)]);
  const isText = (role: CustomerRole): boolean => !isDateRole(role) && role !== "customerId";
  const texts = new Set(CUSTOMER_ROLES.filter(isText).map((role) => names[role]));
  return rows.map((row) => {
    const cells = new Map<string, unknown>();
    if (!isRecord(row)) return cells;
    for (const column of columns) {
      const cell = plainCell(Object.hasOwn(row, column) ? row[column] : undefined);
      if (cell === undefined) continue;
      // Readers give phone numbers and postal codes as numbers.
      const isWhole =
        typeof cell === "bigint" || (typeof cell === "number" && Number.isSafeInteger(cell));
      cells.set(column, isWhole && texts.has(column) ? String(cell) : cell);
    }
    return cells;
  });
}

function* dateCells(
  rows: readonly ReadonlyMap<string, unknown>[],
  names: ColumnNames,
  consents: readonly ConsentColumns[],
): Generator {
  const columns = new Set([
    ...CUSTOMER_ROLES.filter(isDateRole).map((role) => names[role]),
    ...consents.flatMap(({ grantedAt, withdrawnAt, confirmedAt }) => [
      grantedAt,
      withdrawnAt,
      confirmedAt,
    ]),
  ]);
  for (const column of columns) {
    if (column === undefined) continue;
    for (const row of rows) if (row.has(column)) yield row.get(column);
  }
}

function isDateRole(role: CustomerRole): boolean {
  return role === "birthday" || role === "createdAt" || role === "updatedAt";
}
