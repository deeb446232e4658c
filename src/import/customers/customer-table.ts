import { CONSENT_PURPOSES } from "../../events";
import { SetiaError, showValue } from "../../kernel";
import type { Column } from "../table/columns";
import { isRecord, listColumns } from "../table-records";
import {
  CONSENT_COLUMNS,
  CONSENT_WORDS,
  CUSTOMER_ROLES,
  type ConsentColumns,
  type CustomerRole,
  type ImportCustomersOptions,
} from "./customer-columns";
import { recogniseCustomerExport, recogniseOwnList } from "./customer-exports";

/** Names of columns by role. */
export type ColumnNames = Readonly<Partial<Record<CustomerRole, string>>>;

type Refuse = (problem: string) => never;

/** Columns by role, and what they say about consent. */
export interface ChosenColumns {
  /** Names of columns by role. */
  readonly names: ColumnNames;
  /** As given or recognised. */
  readonly consents: readonly ConsentColumns[];
  /** The form of dates in a recognised table. */
  readonly dates: ImportCustomersOptions["dates"];
}

/**
 * Chooses the columns of a table of customers: those that were given before those that are recognised.
 *
 * @throws SetiaError `INVALID_INPUT` if an option is none
 */
export function chooseColumns(
  headers: readonly string[],
  options: ImportCustomersOptions,
  where: string,
): ChosenColumns {
  const refuse = refuser(where);
  const given = readGiven(options.columns, refuse);
  const consents = readConsents(options.consents, refuse);
  const recognise = options.recognise ?? options.columns === undefined;
  const found = recognise ? recogniseCustomerExport(headers) : undefined;
  const recognised = found?.columns ?? (recognise ? recogniseOwnList(headers) : {});
  const names: Partial<Record<CustomerRole, string>> = {};
  const taken = new Set<unknown>(Object.values(given));
  for (const role of CUSTOMER_ROLES) {
    const column = given[role] ?? recognised[role];
    // A column that was given another role has that one alone.
    const isFree = given[role] !== undefined || !taken.has(column);
    if (typeof column === "string" && isFree) names[role] = column;
  }
  return { names, consents: consents ?? found?.consents ?? [], dates: found?.options.dates };
}

function readGiven(columns: unknown, refuse: Refuse): Partial<Record<CustomerRole, Column>> {
  if (columns === undefined) return {};
  if (!isRecord(columns)) {
    return refuse(
      `columns is ${showValue(columns)}; expected an object such as { email: "E-mail" }`,
    );
  }
  const given: Partial<Record<CustomerRole, Column>> = {};
  for (const [name, column] of Object.entries(columns)) {
    const role = CUSTOMER_ROLES.find((each) => each === name);
    if (role === undefined) {
      return refuse(`columns.${name} is no role; expected one of ${CUSTOMER_ROLES.join(", ")}`);
    }
    if (column === undefined) continue;
    if (column !== false && (typeof column !== "string" || column === "")) {
      return refuse(
        `columns.${name} is ${showValue(column)}; expected the name of a column, or false`,
      );
    }
    given[role] = column;
  }
  return given;
}

function readConsents(consents: unknown, refuse: Refuse): readonly ConsentColumns[] | undefined {
  if (consents === undefined) return undefined;
  if (consents === false) return [];
  if (!Array.isArray(consents)) {
    return refuse(`consents is ${showValue(consents)}; expected an array, or false`);
  }
  return consents.map((each: unknown, index): ConsentColumns => {
    const at = `consents[${String(index)}]`;
    if (!isRecord(each)) return refuse(`${at} is ${showValue(each)}; expected an object`);
    const { channel, purpose, words, proof } = each;
    if (typeof channel !== "string" || channel === "") {
      refuse(`${at}.channel is ${showValue(channel)}; expected a channel such as "email"`);
    }
    if (purpose !== undefined && !CONSENT_PURPOSES.some((known) => known === purpose)) {
      refuse(
        `${at}.purpose is ${showValue(purpose)}; expected one of ${CONSENT_PURPOSES.join(", ")}`,
      );
    }
    for (const name of CONSENT_COLUMNS) {
      const column = each[name];
      if (column !== undefined && (typeof column !== "string" || column === "")) {
        refuse(`${at}.${name} is ${showValue(column)}; expected the name of a column`);
      }
    }
    if (["status", "grantedAt", "withdrawnAt"].every((name) => each[name] === undefined)) {
      refuse(`${at}.status is missing; expected it, grantedAt or withdrawnAt`);
    }
    for (const [word, meaning] of Object.entries(isRecord(words) ? words : {})) {
      if (CONSENT_WORDS.some((known) => known === meaning)) continue;
      refuse(
        `${at}.words[${JSON.stringify(word)}] is ${showValue(meaning)}; expected one of ${CONSENT_WORDS.join(", ")}`,
      );
    }
    const method = isRecord(proof) ? proof["method"] : undefined;
    if (proof !== undefined && (typeof method !== "string" || method === "")) {
      refuse(`${at}.proof.method is ${showValue(method)}; expected a text such as "web_form"`);
    }
    return each as unknown as ConsentColumns;
  });
}

/**
 * Refuses columns that are not there, and tables of which no customer can be made.
 *
 * @throws SetiaError `INVALID_INPUT` with what is missing and the columns there are
 */
export function assertTable(
  headers: readonly string[],
  { names, consents }: ChosenColumns,
  { at }: ImportCustomersOptions,
  where: string,
): void {
  const refuse = refuser(where);
  const listed = listColumns(headers);
  const has = (what: string, column: string): void => {
    if (headers.includes(column)) return;
    refuse(`${what} is ${showValue(column)}, which no row has; expected ${listed}`);
  };
  for (const [role, column] of Object.entries(names)) has(`columns.${role}`, column);
  consents.forEach((each, index) => {
    for (const name of CONSENT_COLUMNS) {
      const column = each[name];
      if (column !== undefined) has(`consents[${String(index)}].${name}`, column);
    }
  });
  if (names.customerId === undefined && names.email === undefined) {
    refuse(`columns.customerId is missing; expected it, or email; the table has ${listed}`);
  }
  if (names.updatedAt === undefined && names.createdAt === undefined && at === undefined) {
    refuse("at is missing; expected when the table was true, since no column says it");
  }
}

/** Lists the columns of a consent. */
export function columnsOf(consent: ConsentColumns): string[] {
  return CONSENT_COLUMNS.map((name) => consent[name]).filter((column) => column !== undefined);
}

function refuser(where: string): Refuse {
  return (problem) => {
    throw new SetiaError("INVALID_INPUT", `${where}: ${problem}`);
  };
}
