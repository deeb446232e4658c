import {
  defined,
  assertInstant,
  assertRecord,
  calendarOf,
  currencyExponent,
  type OptionNames,
  SetiaError,
  showValue,
} from "../../kernel";
import { DEFAULT_ORDER_POLICY, orderPolicyOf, type OrderPolicy } from "../../purchases";
import {
  ANALYTICS_DIALECTS,
  type AnalyticsDialect,
  type AnalyticsDialectName,
} from "../writer/dialects";
import { assertSqlName } from "../writer/sql-text";

/** A table: its name, or database, schema and name. */
export type SqlTableName = string | readonly string[];

/** The tables that orders are in. Views will do, and are the way to what has other types. */
export interface AnalyticsTables {
  /** One row an order. */
  readonly orders: SqlTableName;
  /** One row a refund, if there are any. */
  readonly refunds?: SqlTableName;
  /** One row an item of an order; without it nothing can be said of what is bought together. */
  readonly lines?: SqlTableName;
  /** One row an item that came back, if any did: what came back is not owned and in no basket. */
  readonly returns?: SqlTableName;
}

/** What the columns are called. Those without a default are only looked at where they are named. */
export interface AnalyticsColumns {
  /** Columns of the orders. */
  readonly orders?: {
    /** Id of the order, which no customer has twice; `"id"` if left out. */
    readonly id?: string;
    /** Who bought; `"customer_id"` if left out. Nothing or a blank text where it is not known. */
    readonly customerId?: string;
    /** When; `"placed_at"` if left out. */
    readonly placedAt?: string;
    /** Whole minor units before refunds, 0 or more; `"total"` if left out. */
    readonly total?: string;
    /** ISO 4217 code; all orders are in the option `currency` if left out. */
    readonly currency?: string;
    /** When it was cancelled; nothing if it was not. */
    readonly cancelledAt?: string;
    /** Calendar day in the zone as days since 1970-01-01, if the table has it: then it need not be worked out. */
    readonly day?: string;
  };
  /** Columns of the refunds. */
  readonly refunds?: {
    /** Id of the order; `"order_id"` if left out. */
    readonly orderId?: string;
    /** Whose order it is, where ids of orders are only different within a customer. */
    readonly customerId?: string;
    /** When; `"refunded_at"` if left out. */
    readonly at?: string;
    /** Whole minor units above 0; `"amount"` if left out. */
    readonly amount?: string;
  };
  /** Columns of the lines. */
  readonly lines?: {
    /** Id of the order; `"order_id"` if left out. */
    readonly orderId?: string;
    /** Whose order it is, where ids of orders are only different within a customer. */
    readonly customerId?: string;
    /** What was bought; `"sku"` if left out. */
    readonly sku?: string;
    /** What kind of thing it is. */
    readonly category?: string;
    /** How many, which may be a fraction; 1 a row if left out. */
    readonly quantity?: string;
  };
  /** Columns of the items that came back. */
  readonly returns?: {
    /** Id of the order; `"order_id"` if left out. */
    readonly orderId?: string;
    /** Whose order it is, where ids of orders are only different within a customer. */
    readonly customerId?: string;
    /** What came back; `"sku"` if left out. */
    readonly sku?: string;
    /** How many, which may be a fraction; 1 a row if left out. */
    readonly quantity?: string;
    /** When; `"returned_at"` if left out. */
    readonly at?: string;
  };
}

/** The log of a store as a source of orders. */
export interface AnalyticsEvents {
  /** Whose log; `"default"` if left out. */
  readonly tenant?: string;
}

/** Where orders are, and what counts: all of {@link SqlAnalyticsOptions} but the instant. */
export interface AnalyticsOptions extends OrderPolicy {
  /** The tables of your own that orders are in. */
  readonly tables?: AnalyticsTables;
  /** What their columns are called. */
  readonly columns?: AnalyticsColumns;
  /** In place of tables: the log of `sqlStore`. */
  readonly events?: AnalyticsEvents;
  /**
   * What columns of instants hold: whole `"milliseconds"` since 1970-01-01 UTC (default), or a `"timestamp"` of the database (with
   * a time zone or in UTC).
   */
  readonly instants?: "milliseconds" | "timestamp";
  /** IANA zone whose calendar days are counted; `"UTC"` if left out. */
  readonly timeZone?: string;
  /** ISO 4217 code of all orders; that of the orders if left out, which then must be one. */
  readonly currency?: string;
}

/** Their names. */
export const analyticsOptions = (): OptionNames<AnalyticsOptions> => ({
  tables: true,
  columns: true,
  events: true,
  instants: true,
  timeZone: true,
  currency: true,
  ...DEFAULT_ORDER_POLICY,
});

/** Options of {@link sqlAnalytics}. */
export interface SqlAnalyticsOptions extends AnalyticsOptions {
  /** The kind of database, or a dialect of your own. */
  readonly dialect: AnalyticsDialectName | AnalyticsDialect;
  /** The instant that the statements speak of, inclusive. */
  readonly asOf: Date;
}

/** Options that were looked at, with every default. */
export interface CheckedAnalyticsOptions {
  /** The dialect's functions. */
  readonly dialect: AnalyticsDialect;
  /** The instant. */
  readonly asOf: Date;
  /** The zone. */
  readonly timeZone: string;
  /** Currency that was asked for. */
  readonly currency?: string;
  /** What counts. */
  readonly policy: Required<OrderPolicy>;
  /** How columns of instants are read; as they are if left out. */
  readonly milliseconds?: (timestamp: string) => string;
  /** The user's own tables, or the log of a tenant. */
  readonly source:
    | { readonly tables: AnalyticsTables; readonly columns: AnalyticsColumns }
    | { readonly tenant: string };
}

/**
 * Checks options and fills in the defaults.
 *
 * @throws SetiaError `INVALID_OPTION`, `INVALID_INSTANT`, `INVALID_TIME_ZONE`, `UNKNOWN_CURRENCY`
 */
export function checkAnalyticsOptions(
  options: SqlAnalyticsOptions,
  where: string,
): CheckedAnalyticsOptions {
  const { asOf, timeZone = "UTC", currency, instants = "milliseconds" } = options;
  assertInstant(asOf, `${where}: asOf`);
  calendarOf(timeZone);
  if (currency !== undefined) currencyExponent(currency);
  const policy = orderPolicyOf(options, where);
  const dialect = dialectOf(options.dialect, where);
  if (instants !== "milliseconds" && (instants as unknown) !== "timestamp") {
    throw refused(`${where}: instants is ${showValue(instants)}`, "milliseconds or timestamp");
  }
  if (instants === "timestamp" && dialect.milliseconds === undefined) {
    const expected = "milliseconds, for this database has no type for instants";
    throw refused(`${where}: instants is "timestamp"`, expected);
  }
  return {
    dialect,
    asOf,
    timeZone,
    ...defined({ currency }),
    policy,
    source: sourceOf(options, where),
    ...(instants === "timestamp" && dialect.milliseconds !== undefined
      ? { milliseconds: dialect.milliseconds }
      : {}),
  };
}

function dialectOf(
  given: AnalyticsDialectName | AnalyticsDialect,
  where: string,
): AnalyticsDialect {
  const dialect: unknown =
    typeof given === "string" && Object.hasOwn(ANALYTICS_DIALECTS, given)
      ? ANALYTICS_DIALECTS[given]
      : given;
  if (typeof dialect === "object" && dialect !== null) return dialect as AnalyticsDialect;
  const names = Object.keys(ANALYTICS_DIALECTS).join(", ");
  throw refused(
    `${where}: dialect is ${showValue(given)}`,
    `one of ${names}, or a AnalyticsDialect of your own`,
  );
}

function sourceOf(options: SqlAnalyticsOptions, where: string): CheckedAnalyticsOptions["source"] {
  const { tables, columns = {}, events } = options;
  if ((tables === undefined) === (events === undefined)) {
    const both = tables === undefined ? "neither tables nor events is given" : "both are given";
    throw refused(`${where}: ${both}`, "tables of your own, or events: the log of sqlStore");
  }
  assertRecord(columns, `${where}: columns`);
  if (tables === undefined) return { tenant: events?.tenant ?? "default" };
  assertRecord(tables, `${where}: tables`);
  for (const [name, table] of Object.entries(tables) as [string, SqlTableName][]) {
    const parts: readonly unknown[] = Array.isArray(table) ? table : [table];
    for (const part of parts.length === 0 ? [""] : parts) {
      assertSqlName(part, `${where}: tables.${name}`);
    }
  }
  for (const [table, names] of Object.entries(columns) as [string, Record<string, unknown>][]) {
    for (const [name, column] of Object.entries(names)) {
      if (column !== undefined) assertSqlName(column, `${where}: columns.${table}.${name}`);
    }
  }
  if (columns.orders?.currency === undefined && options.currency === undefined) {
    throw refused(
      `${where}: no currency is named`,
      "the option currency, or the column of it in columns.orders.currency",
    );
  }
  return { tables, columns };
}

function refused(what: string, expected: string): SetiaError {
  return new SetiaError("INVALID_OPTION", `${what}; expected ${expected}`);
}
