import { SetiaError, showValue } from "../../kernel";
import { inQuotes, type AnalyticsDialect } from "./dialects";
import type { SqlValue } from "../drivers/sql-runner";

/** A statement, or a part of one: text with a `?` for each parameter. */
export interface SqlStatement {
  /** The text. */
  readonly sql: string;
  /** A value for each `?`, in order: whole numbers and texts. */
  readonly parameters: readonly SqlValue[];
}

/** Writes statements of one dialect. */
export interface SqlWriter {
  /** The dialect. */
  readonly dialect: AnalyticsDialect;
  /** Writes a fixed text whose names stand in `"`; what is put in are parts, or whole numbers as they are. */
  readonly sql: (
    texts: TemplateStringsArray,
    ...parts: readonly (SqlStatement | number)[]
  ) => SqlStatement;
  /** Writes a value as a parameter. */
  readonly value: (value: string | number) => SqlStatement;
  /** Writes a name of the user's own, quoted. */
  readonly name: (name: string) => SqlStatement;
  /** Writes what a function of the dialect makes of some parts. */
  readonly call: (
    method: (...texts: string[]) => string,
    ...parts: readonly SqlStatement[]
  ) => SqlStatement;
}

/** Creates a writer. */
export function sqlWriter(dialect: AnalyticsDialect): SqlWriter {
  const ours = new Map<string, string>();
  const inOwnQuotes = (text: string): string => {
    let written = ours.get(text);
    if (written === undefined) {
      written = inQuotes(text, dialect.name);
      ours.set(text, written);
    }
    return written;
  };
  return {
    dialect,
    sql(texts, ...parts) {
      let sql = "";
      const parameters: SqlValue[] = [];
      texts.forEach((text, at) => {
        sql += inOwnQuotes(text);
        const part = parts[at];
        if (typeof part === "number") sql += wholeNumber(part);
        else if (part !== undefined) {
          sql += part.sql;
          for (const value of part.parameters) parameters.push(value);
        }
      });
      return { sql, parameters };
    },
    value: (value) => ({ sql: "?", parameters: [value] }),
    name: (name) => ({ sql: dialect.name(name), parameters: [] }),
    call: (method, ...parts) => ({
      sql: method(...parts.map(({ sql }) => sql)),
      parameters: parts.flatMap(({ parameters }) => parameters),
    }),
  };
}

/** Makes a query whole. */
export function wholeQuery(query: SqlStatement, { before = "" }: AnalyticsDialect): SqlStatement {
  return before === "" ? query : { ...query, sql: before + query.sql };
}

/** A part without text. */
export const NOTHING: SqlStatement = { sql: "", parameters: [] };

/** Puts parts in a row. */
export function joined(parts: readonly SqlStatement[], between: string): SqlStatement {
  return {
    sql: parts.map(({ sql }) => sql).join(between),
    parameters: parts.flatMap(({ parameters }) => parameters),
  };
}

/**
 * Refuses what no database, or no driver, takes as a name. Anything else may be one, quotes and all.
 *
 * @throws SetiaError `INVALID_OPTION`
 */
export function assertSqlName(name: unknown, where: string): asserts name is string {
  if (typeof name === "string" && name !== "" && !/[?\0\p{Surrogate}]/u.test(name)) {
    return;
  }
  throw new SetiaError(
    "INVALID_OPTION",
    `${where} is ${showValue(name)}; expected a name of a table or column without "?", which drivers take for a parameter: a view can rename it`,
  );
}

/**
 * Writes a statement without parameters, for where only text can go: a view, a dbt model, a scheduled query. Texts become
 * literals of hexadecimal digits wherever they hold anything but letters, digits and `_ - : .`.
 */
export function withoutParameters(statement: SqlStatement, dialect: AnalyticsDialect): string {
  let at = 0;
  return statement.sql.replace(/\?/gu, () => {
    const value = statement.parameters[at++];
    if (typeof value === "number") return wholeNumber(value);
    if (typeof value !== "string") return "NULL";
    if (/^[\w:. -]*$/u.test(value)) return `'${value}'`;
    const bytes = new TextEncoder().encode(value);
    return dialect.text(Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""));
  });
}

function wholeNumber(value: number): string {
  if (!Number.isSafeInteger(value)) {
    throw new SetiaError(
      "INVALID_OPTION",
      `sqlAnalytics: ${String(value)} is no whole number of up to 53 bits; expected one`,
    );
  }
  // A minus sign after another one would begin a comment.
  return value < 0 ? `(${String(value)})` : String(value);
}
