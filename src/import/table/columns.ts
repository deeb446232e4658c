import { SetiaError, showValue, type Language } from "../../kernel";
import type { ImportOptions } from "../import-result";
import { listColumns } from "../table-records";
import type { DecimalSign } from "./amount-text";
import type { DateForm } from "./date-text";

/** What a column of a table of orders can mean. */
export const ROW_ROLES = [
  "orderId",
  "at",
  "time",
  "customerId",
  "email",
  "name",
  "firstName",
  "lastName",
  "phone",
  "total",
  "lineTotal",
  "unitPrice",
  "quantity",
  "discount",
  "tax",
  "shipping",
  "currency",
  "sku",
  "product",
  "category",
  "channel",
  "status",
  "paymentStatus",
  "refunded",
  "totalAfterRefunds",
  "refundedAt",
  "cancelledAt",
] as const;

/** One of {@link ROW_ROLES}. */
export type RowRole = (typeof ROW_ROLES)[number];

/** Name of a column; `false` switches off a role that would be recognised. */
export type Column = string | false;

/** Names of the columns that mean something; all others are ignored. */
export interface RowColumns {
  /** When the order was placed: a day, or a day and a time. */
  readonly at?: Column;
  /** The time of day, where it is in a column beside the day. */
  readonly time?: Column;
  /** The customer's id; needed unless `customerBy` lets people go by their e-mail address. */
  readonly customerId?: Column;
  /** Id of the order: rows that share one are one order. Left out, each row is an order. */
  readonly orderId?: Column;
  /**
   * What the customer pays for the order, said in one of its rows, or the same in several. It stands whatever the lines
   * come to.
   */
  readonly total?: Column;
  /** What one row comes to: the rows of an order are added up. Without it they come to `quantity` × `unitPrice`. */
  readonly lineTotal?: Column;
  /** Price of one, with up to six decimals: it is multiplied before anything is rounded. */
  readonly unitPrice?: Column;
  /** How many; 1 where left out or empty. */
  readonly quantity?: Column;
  /** What is taken off the rows of the order, told once per order; not used beside `total`, which is what was paid. */
  readonly discount?: Column;
  /** Tax that comes on top of the rows, told once per order; not used beside `total`. */
  readonly tax?: Column;
  /** Shipping that comes on top of the rows, told once per order; not used beside `total`. */
  readonly shipping?: Column;
  /** ISO 4217 code, in any case. */
  readonly currency?: Column;
  /** What was bought; needs a price: `unitPrice` or `lineTotal`. */
  readonly sku?: Column;
  /** The product's name, for the `products` of the result. */
  readonly product?: Column;
  /** The product's category. */
  readonly category?: Column;
  /** Where the order was placed. */
  readonly channel?: Column;
  /** How the order stands; see `statuses`. */
  readonly status?: Column;
  /** How its payment stands; see `statuses`. */
  readonly paymentStatus?: Column;
  /** What was given back of the order in all. */
  readonly refunded?: Column;
  /** What is left of the total after refunds: the difference was given back. */
  readonly totalAfterRefunds?: Column;
  /** When it was given back; the order's time, with a note, where it is left out or empty. */
  readonly refundedAt?: Column;
  /** When the order was cancelled; empty if it was not. */
  readonly cancelledAt?: Column;
  /** The customer's e-mail address. */
  readonly email?: Column;
  /** The customer's name. */
  readonly name?: Column;
  /** The customer's given name, where the name is in two columns. */
  readonly firstName?: Column;
  /** The customer's family name, where the name is in two columns. */
  readonly lastName?: Column;
  /** The customer's phone number. */
  readonly phone?: Column;
}

/** What a status makes of an order. */
export const STATUS_MEANINGS = ["counted", "cancelled", "refunded", "not_counted"] as const;

/**
 * One of {@link STATUS_MEANINGS}: the order counts; it was placed and cancelled; it was paid back in full; it never
 * became an order.
 */
export type StatusMeaning = (typeof STATUS_MEANINGS)[number];

/** A row that is charged but is no product. */
export interface ChargedRow {
  /** As in the column `sku`. */
  readonly sku: string;
  /** As in the column `product`, if there is one. */
  readonly product?: string;
}

/** Options of `importRows` and `importTable`. */
export interface ImportRowsOptions extends Omit<ImportOptions, "includeTests"> {
  /** Which column means what, by its name. Left out, columns are recognised by their names. */
  readonly columns?: RowColumns;
  /** Whether roles that `columns` does not name are recognised too; only if `columns` is left out by default. */
  readonly recognise?: boolean;
  /** ISO 4217 code of amounts whose row names none. */
  readonly currency?: string;
  /** IANA zone of times without an offset, and of days alone; they are refused if left out. */
  readonly timeZone?: string;
  /**
   * How dates are written that can be read in two ways, such as `05/01/2026`, or that are numbers. Left out, the dates of
   * the table settle it if one of them can be read in one way only.
   */
  readonly dates?: DateForm;
  /**
   * The sign before the decimals. Left out, the amounts of each column settle it if one of them can be read in one way
   * only.
   */
  readonly decimal?: DecimalSign;
  /** Language of the table: what `M` and `T` behind a number mean, and the decimal sign where nothing else settles it. */
  readonly language?: Language;
  /** What words in the columns `status` and `paymentStatus` mean, in lower case; they go before the known ones. */
  readonly statuses?: Readonly<Record<string, StatusMeaning>>;
  /**
   * Which order a negative row refunds money of: the one whose id it names (`"by_order"`, default), or the same
   * customer's latest earlier order that still holds what comes back (`"by_customer"`).
   */
  readonly refundRows?: "by_order" | "by_customer";
  /** Recognises rows that are charged but are no products, such as postage: in the total, never among the lines. */
  readonly isCharge?: (row: ChargedRow) => boolean;
}

/** Columns by role, with those that were recognised rather than given. */
export interface ChosenColumns {
  /** Names of columns by role. */
  readonly names: Readonly<Partial<Record<RowRole, string>>>;
  /** Roles that were not given. */
  readonly recognised: ReadonlySet<RowRole>;
  /** What a table does not tell, if it is known where it comes from. */
  readonly notes: readonly string[];
}

/** Roles whose cells are amounts of money. */
export const MONEY_ROLES = [
  "total",
  "lineTotal",
  "unitPrice",
  "discount",
  "tax",
  "shipping",
  "refunded",
  "totalAfterRefunds",
] as const satisfies readonly RowRole[];

/** One of {@link MONEY_ROLES}. */
export type MoneyRole = (typeof MONEY_ROLES)[number];

/** Roles whose cells are dates. */
export const DATE_ROLES = ["at", "refundedAt", "cancelledAt"] as const satisfies readonly RowRole[];

/** One of {@link DATE_ROLES}. */
export type DateRole = (typeof DATE_ROLES)[number];

/**
 * Refuses columns from which no order can be made.
 *
 * @throws SetiaError `INVALID_INPUT` with what is missing and the columns there are
 */
export function assertColumns(
  { names, recognised, notes }: ChosenColumns,
  headers: readonly string[],
  where: string,
): void {
  const refuse = (problem: string): never => {
    throw new SetiaError("INVALID_INPUT", `${where}: columns${problem}`);
  };
  const missing = (role: RowRole, more: string): void => {
    const about = notes.length === 0 ? "" : `; ${notes.join("; ")}`;
    refuse(`.${role} is missing; expected ${more} (${listColumns(headers)})${about}`);
  };
  const { at, customerId, email, total, lineTotal, unitPrice, sku } = names;
  if (at === undefined) missing("at", "the column of the order's date");
  if (customerId === undefined && email === undefined) missing("customerId", "it, or email");
  if (total === undefined && lineTotal === undefined && unitPrice === undefined) {
    missing("total", "it, lineTotal, or unitPrice");
  }
  const hasPrice = unitPrice !== undefined || lineTotal !== undefined;
  if (sku !== undefined && !hasPrice && !recognised.has("sku")) {
    refuse(".unitPrice is missing; sku needs it, or lineTotal");
  }
  for (const [role, name] of Object.entries(names)) {
    if (!headers.includes(name)) {
      refuse(`.${role} is ${showValue(name)}, which no row has; expected ${listColumns(headers)}`);
    }
  }
}

/**
 * Refuses an invalid list of columns.
 *
 * @throws SetiaError `INVALID_INPUT`
 */
export function readColumns(
  columns: unknown,
  where: string,
): Readonly<Partial<Record<RowRole, Column>>> {
  const refuse = (problem: string): never => {
    throw new SetiaError("INVALID_INPUT", `${where}: columns${problem}`);
  };
  if (typeof columns !== "object" || columns === null || Array.isArray(columns)) {
    return refuse(` is ${showValue(columns)}; expected an object such as { at: "date" }`);
  }
  const given: Partial<Record<RowRole, Column>> = {};
  for (const [name, column] of Object.entries(columns)) {
    const role = ROW_ROLES.find((each) => each === name);
    if (role === undefined) {
      return refuse(`.${name} is no role; expected one of ${ROW_ROLES.join(", ")}`);
    }
    if (column === undefined) continue;
    if (column !== false && (typeof column !== "string" || column === "")) {
      refuse(`.${name} is ${showValue(column)}; expected the name of a column, or false`);
    }
    given[role] = column as Column;
  }
  return given;
}
